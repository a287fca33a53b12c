@testable import Aggregation
import Findings
import SocialData
import Testing

/// The choice of creators for a picture: bounded, the same for any order, and without names.
@Suite struct CreatorCloudTests {
    private static func row(_ number: Int, tier: String, followers: Double?, roas: Double?, rate: Double?) -> CreatorRow {
        CreatorRow(
            creator: "creator-\(number)", tier: tier, platforms: [], posts: 1, meanFollowers: followers, engagement: nil, engagementRate: rate,
            commentLikeRatio: nil, deals: 0, cost: nil, net: nil, roas: roas, topicConcentration: nil, focus: nil, topics: 0, brandAlignment: nil,
            audienceOverlap: nil, flags: [], sizeZ: nil, commentLikeZ: nil, largestJump: nil)
    }

    @Test func fewArePublishedWhole() throws {
        var clouds = CreatorClouds(tiers: ["micro", "macro"])
        clouds.append([
            Self.row(1, tier: "micro", followers: 1_000, roas: 1.5, rate: 0.04), Self.row(2, tier: "micro", followers: 100_000.4, roas: nil, rate: 0.02),
            Self.row(3, tier: "macro", followers: 1_000_000, roas: 0, rate: 0.01), Self.row(4, tier: "macro", followers: nil, roas: 2, rate: nil),
            Self.row(5, tier: "macro", followers: 0, roas: 2, rate: 0.5), Self.row(6, tier: "none", followers: 10, roas: 2, rate: 0.5),
        ])
        let rows = clouds.rows()
        #expect(rows.map(\.metric) == [.returnOnSpend, .engagementByFollowers] && rows.map(\.creators) == [2, 3])
        #expect(rows[1].tiers == [.init(tier: "micro", creators: 2, position: 4), .init(tier: "macro", creators: 1, position: 6)])
        #expect(rows[0].points.contains(.init(tier: "micro", followers: 1_000, position: 3, value: 1.5)))
        #expect(rows[1].points.count == 3)
        #expect(CreatorClouds(tiers: ["micro"]).rows().isEmpty)
    }

    /// Of many, those with the least hashes: about the share of each tier, and the same from any end.
    @Test func manyAreChosenByHash() throws {
        let all = (0..<20_000).map {
            Self.row($0, tier: $0.isMultiple(of: 4) ? "macro" : "micro", followers: Double(1_000 + $0), roas: nil, rate: Double($0))
        }
        var clouds = CreatorClouds(tiers: ["micro", "macro"])
        for start in stride(from: 0, to: all.count, by: 1_000) { clouds.append(Array(all[start..<start + 1_000])) }
        var other = CreatorClouds(tiers: ["micro", "macro"])
        other.append(all.reversed())
        let cloud = try #require(clouds.rows().first)
        #expect(clouds.rows().count == 1 && cloud.creators == 20_000 && cloud.points.count == CreatorCloud.mostPoints)
        #expect(other.rows().first?.points == cloud.points)
        // A quarter of 600 is 150; five standard deviations of 10.6 either way.
        #expect((97...203).contains(cloud.points.count { $0.tier == "macro" }))
    }
}
