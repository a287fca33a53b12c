import ByteStreams
import Findings
import Foundation
import SocialData
import TestSupport
import Testing

@testable import Aggregation

@Suite struct ComparisonTests {
    /// Creators `a…` with 2,000 and `b…` with 200,000 followers, five each, likes as given by `likes`.
    private func findings(
        a: Int = 5, b: Int = 5, _ change: (Int) -> Row = { _ in [:] }, by: [String] = []
    ) throws -> FindingSet {
        let bench = try Bench()
        let low = (0..<a).map { post("a\($0)", $0, followers: 2000, ["likes": String(100 + 10 * $0)].merging(change($0)) { $1 }) }
        let high = (0..<b).map { post("b\($0)", 100 + $0, followers: 200_000, ["likes": String(3000 + 500 * $0)]) }
        try bench.writeFacts(.posts, low + high)
        return try bench.aggregate(by: by)
    }

    @Test func theAskedPairComesFirstThenTheOthers() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts, [500, 2000, 200_000, 2_000_000].enumerated().map { post("c\($0)", $0, followers: $1) })
        let findings = try bench.aggregate { ($0.tierA, $0.tierB) = ("macro", "micro") }
        let rows = findings.comparisons.filter {
            $0.metric == .engagementByFollowers && $0.statistic == .typical && $0.analysis == .raw
        }
        #expect(
            rows.map { "\($0.a) \($0.b)" } == [
                "macro micro", "nano micro", "nano macro", "nano mega", "micro mega", "macro mega",
            ])
    }

    @Test func oneEmptyTierIsStillAnswered() throws {
        let findings = try findings(b: 0)
        let typical = try #require(findings.comparison("er_followers", "typical"))
        #expect(typical.estimate == nil && typical.creatorsA == 5 && typical.creatorsB == 0)
        #expect(typical.notes == [.fewCreators, .fewEffectiveCreators])
    }

    /// A third of the lower tier's posts have shares, none of the other's: the tiers are compared in likes and comments, in every
    /// segment, and in whole engagement nowhere. Both rates stand among the estimates.
    @Test func unevenComponentsAreLeftOut() throws {
        let gap = try findings(a: 6, { $0 < 2 ? ["shares": "1000"] : [:] }, by: ["platform"])
        for segment in ["all", "platform=instagram"] {
            let core = try #require(gap.comparison("er_followers_core", "typical", segment: segment))
            #expect(core.notes.contains(.componentGap))
            #expect(gap.comparison("er_followers", "typical", segment: segment) == nil)
            // As if there were no shares.
            #expect(core.estimate == (try findings(a: 6).comparison("er_followers", "typical")?.estimate))
        }
        #expect(gap.comparison("comment_rate", "typical")?.notes.contains(.componentGap) == false)
        #expect(gap.headlines.map(\.metric) == [.coreByFollowers, .returnOnSpend])
        #expect(gap.claims.first { $0.claim == .engagement }?.metric == .coreByFollowers)
        // Likes of 100 to 150, 10 comments each, and two posts with 1,000 shares.
        #expect(gap.estimate("micro", "er_followers", "pooled")?.numerator == ExactTotal(2810))
        #expect(gap.estimate("micro", "er_followers_core", "pooled")?.numerator == ExactTotal(810))
        #expect(gap.sensitivity.first { $0.metric == .coreByFollowers } != nil)
        let even = try findings()
        #expect(even.comparison("er_followers", "typical")?.notes.contains(.componentGap) == false)
        #expect(even.comparison("er_followers_core", "typical") == nil)
        #expect(even.headlines.map(\.metric) == [.engagementByFollowers, .returnOnSpend])
    }

    /// Shares are exported for half of the posts of either tier, but on one platform for micro's only: uneven within a platform
    /// counts, uneven between platforms does not.
    @Test(arguments: [(false, MetricName.engagementByFollowers), (true, .coreByFollowers)])
    func componentsAreLookedAtWithinPlatforms(isUneven: Bool, metric: MetricName) throws {
        let bench = try Bench()
        var rows: [Row] = []
        for creator in 0..<8 {
            // Micro posts on tiktok six times of eight, macro twice; only tiktok exports shares.
            for (name, followers, tiktok) in [("a", 2000, 6), ("b", 200_000, 2)] {
                let isTikTok = creator < tiktok
                let lacksShares = isUneven && name == "b" && creator == 0
                rows.append(
                    post("\(name)\(creator)", rows.count, followers: followers, [
                        "platform": isTikTok ? "tiktok" : "instagram", "shares": isTikTok && !lacksShares ? "3" : "",
                        "likes": "\(100 + creator)",
                    ]))
            }
        }
        try bench.writeFacts(.posts, rows)
        #expect(try bench.aggregate().headlines.first?.metric == metric)
    }

    /// Shares differ by 0.05, which is not more than 0.05: 20 of 20 posts and 19 of 20. 18 of 20 do.
    @Test(arguments: [(19, MetricName.engagementByFollowers), (18, .coreByFollowers)])
    func aGapIsMoreThanATwentieth(withShares: Int, metric: MetricName) throws {
        let bench = try Bench()
        let rows = (0..<40).map { place in
            post(
                "c\(place)", place, followers: place < 20 ? 2000 : 200_000,
                ["shares": place < 20 + withShares ? "3" : "", "likes": "\(100 + place % 20)"])
        }
        try bench.writeFacts(.posts, rows)
        #expect(try bench.aggregate().headlines.first?.metric == metric)
    }

    /// One post of six has fewer than three engagements, which is more than one in a hundred.
    @Test func lowPostsMakeTypicalInvalid() throws {
        let findings = try findings(a: 6, { $0 == 0 ? ["likes": "2", "comments": "0"] : [:] })
        let typical = try #require(findings.comparison("er_followers", "typical"))
        #expect(typical.estimate == nil && typical.notes.contains(.typicalNotValid))
        #expect(findings.comparison("er_followers", "pooled")?.estimate != nil)
    }

    @Test func segmentsCompareOnlyWhatIsThere() throws {
        let findings = try findings({ $0 == 0 ? ["platform": "tiktok"] : [:] }, by: ["platform"])
        #expect(findings.comparison("er_followers", "pooled", segment: "platform=instagram") != nil)
        #expect(findings.comparison("er_followers", "pooled", segment: "platform=tiktok") == nil)
    }

    @Test func oneCreatorDominates() throws {
        let findings = try findings({ $0 == 0 ? ["followers": "90000"] : [:] })
        let pooled = try #require(findings.estimate("micro", "er_followers", "pooled"))
        #expect(pooled.notes == [.dominated, .fewCreators, .fewEffectiveCreators])
        #expect(findings.estimate("micro", "er_followers", "typical")?.notes == [.fewCreators])
    }
}

/// Case 15: bins of creators by their mean followers.
@Suite struct GoldenBins {
    @Test func typicalByBin() throws {
        let golden = try GoldenCase("15_curve")
        var shard = ShardTally(tierCount: 1)
        let rows = try golden.table("clusters").sorted { $0["creator"]! < $1["creator"]! }
        for (creator, row) in rows.enumerated() {
            shard.creators.append(Array(row["creator"]!.utf8))
            // Every creator is one post (Tests/Golden/README.md), whatever `n` is.
            let (n, y, x) = (Int(row["n"]!)!, Int128(row["y"]!)!, Int128(row["x"]!)!)
            let logSum = Double(n) * 1e9 * log((Double(y) + 0.5) / Double(x))
            let totals = MetricTotals(
                units: n, numerator: y, denominator: x, logSum: Int64(logSum.rounded()), low: y < 3 ? n : 0)
            shard.continuous.append(creator: creator, totals)
        }
        var tally = MergedTally(tierCount: 1, scratch: try ScratchFile(in: FileManager.default.temporaryDirectory.path))
        try tally.merge(shard)
        tally.finish()
        let bins = FollowerBins(tally: tally, confidence: 0.95).rows
        #expect(bins.count == (try golden.list("bins").count))
        for (index, bin) in bins.enumerated() {
            #expect(bin.from == TierScheme.binEdges[try golden.int("bins/\(index)/bin")])
            #expect(bin.creators == (try golden.int("bins/\(index)/creators")))
            golden.check(bin.value, "bins/\(index)/typical")
            golden.check(bin.low, bin.high, "bins/\(index)/ci")
        }
    }
}
