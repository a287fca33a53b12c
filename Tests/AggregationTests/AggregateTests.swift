import Findings
import Foundation
import Jobs
import SocialData
import TextValues
import Testing

@testable import Aggregation

/// The stage as a whole, on small facts with answers by hand.
@Suite struct AggregateTests {
    @Test func noFactsGiveEmptyFindings() throws {
        let bench = try Bench()
        let findings = try bench.aggregate()
        #expect(findings.estimates.isEmpty && findings.comparisons.isEmpty && findings.money.isEmpty)
        #expect(findings.census.map(\.tier) == ["nano", "micro", "macro", "mega", "unknown"])
        #expect(try bench.cells() == String(decoding: CellWriter.header, as: UTF8.self))
    }

    @Test func unknownSegmentsAreNamed() throws {
        let bench = try Bench()
        let error = #expect(throws: AggregationError.self) { try bench.aggregate(by: ["platfrom"]) }
        #expect(error?.kind == .unknownDimension)
        #expect(error?.message.contains("platfrom") == true)
    }

    @Test func foreignHeadersAreRefused() throws {
        let bench = try Bench()
        _ = try bench.write("posts.csv.gz", header: ["a", "b"], []) { _ in [] }
        let error = #expect(throws: AggregationError.self) { try bench.aggregate() }
        #expect(error?.kind == .foreignHeader)
    }

    @Test func aCreatorInTwoShardsIsDamage() throws {
        let bench = try Bench()
        _ = try bench.write("posts.csv.gz", header: Entity.posts.factHeader, (0..<9).map { post("a", $0, followers: 2000) }) {
            Array($0["post_id"]!.utf8)
        }
        let error = #expect(throws: AggregationError.self) { try bench.aggregate() }
        #expect(error?.kind == .damagedRow)
    }

    @Test(arguments: [1, 2]) func stoppingLeavesNothingBehind(jobs: Int) throws {
        let bench = try Bench()
        try bench.writeFacts(.posts, [post("a", 1, followers: 2000)])
        let before = try FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted()
        let stop = StopFlag()
        stop.request(signal: 15)
        #expect(throws: Stopped.self) { try bench.aggregate(jobs: jobs, stop: stop) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: bench.folder).sorted() == before)
    }

    /// Likes of 4·10¹⁸ three times over: beyond 64 bits, exact.
    @Test func sumsBeyond64BitsAreExact() throws {
        let bench = try Bench()
        let rows = (0..<3).map { post("a", $0, followers: 2000, ["likes": "4000000000000000000", "comments": "0"]) }
        try bench.writeFacts(.posts, rows)
        let pooled = try #require(try bench.aggregate().estimate("micro", "er_followers", "pooled"))
        #expect(pooled.numerator.value == 12_000_000_000_000_000_000)
        #expect(pooled.denominator.value == 6000)
        #expect(pooled.value == 2e15)
    }

    @Test func profilesPlacePostsButDivideNothing() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts,
            [
                post("a", 1, followers: 2000, ["followers_source": "profile", "reach": "50"]),
                post("b", 2, followers: 0, ["followers": "", "followers_source": "unknown"]),
            ])
        let findings = try bench.aggregate()
        #expect(findings.census.first { $0.tier == "micro" }?.posts == 1)
        #expect(findings.census.first { $0.tier == "unknown" }?.posts == 1)
        #expect(findings.excluded("posts", "micro", "er_followers", "missing_denominator") == 1)
        #expect(findings.excluded("posts", "unknown", "", "unknown_tier") == 1)
        #expect(findings.estimate("micro", "er_reach", "pooled")?.value == 2.2)
        // No tier has any engagement over followers, so the metric has no rows at all.
        #expect(findings.estimate("micro", "er_followers", "pooled") == nil)
    }

    @Test func hiddenLikesAreMissing() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts, [post("a", 1, followers: 2000, ["likes": "-1"]), post("a", 2, followers: 2000, ["likes": "-2"])])
        let findings = try bench.aggregate()
        #expect(findings.excluded("posts", "micro", "er_followers", "missing_numerator") == 1)
        #expect(findings.excluded("posts", "micro", "er_followers", "negative_count") == 1)
        let comments = try #require(findings.estimate("micro", "comment_rate", "pooled"))
        #expect(comments.value == 0.005 && comments.units == 2)
        #expect(comments.missingShare == 0)
    }

    @Test func boostedPostsStandApart() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts,
            [
                post("a", 1, followers: 2000), post("a", 2, followers: 2000, ["boosted": "1", "likes": "1000"]),
                post("b", 3, followers: 2000, ["boosted": "0"]),
            ])
        let findings = try bench.aggregate(by: ["platform"])
        let headline = try #require(findings.estimate("micro", "er_followers", "pooled"))
        #expect(headline.units == 2 && headline.value == 0.055)
        #expect(findings.estimate("micro", "er_followers", "pooled", segment: "platform=instagram")?.units == 2)
        // (1000 + 10) / 2000
        #expect(findings.estimate("micro", "er_followers", "pooled", segment: "boosted=1")?.value == 0.505)
        #expect(findings.excluded("posts", "micro", "", "boosted") == 1)
        #expect(findings.census.first { $0.tier == "micro" }?.posts == 3)
        #expect(findings.bins.map(\.posts) == [2])
    }

    @Test func excludedPostsAreCountedByTier() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts,
            [
                post("a", 1, followers: 2000, ["excluded": "too_young"]),
                post("a", 2, followers: 200_000, ["excluded": "too_young"]),
                post("", 3, followers: 0, ["followers": "", "excluded": "no_creator"]),
            ])
        let findings = try bench.aggregate()
        #expect(
            findings.exclusions.map { "\($0.tier) \($0.reason) \($0.rows)" }
                == ["micro too_young 1", "macro too_young 1", "unknown no_creator 1"])
        #expect(findings.census.allSatisfy { $0.posts == 0 && $0.creators == 0 })
    }

    /// Months follow the zone: 23:30 UTC on 31 March is April in Berlin's summer time.
    @Test func segmentsAreInCanonicalOrder() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts,
            [
                post("a", 1, followers: 2000, ["posted_at": "2025-03-31T23:30:00Z", "niche": "zoo", "sponsored": "1"]),
                post("a", 2, followers: 2000, ["posted_at": "2025-03-31T20:00:00Z", "niche": "été"]),
                post("b", 3, followers: 200_000, ["posted_at": "2025-01-31T20:00:00Z", "platform": "tiktok"]),
            ])
        try bench.writeFacts(.deals, [deal("a", 1, followers: 2000, cost: "10.00", gross: "20.00")])
        let findings = try bench.aggregate(
            by: ["niche", "month", "quarter", "sponsored", "platform"], zone: ZoneOffsets(fixedSeconds: 7200))
        var segments: [String] = []
        for estimate in findings.estimates where segments.last != estimate.segment { segments.append(estimate.segment) }
        #expect(
            segments == [
                "all", "niche=", "niche=zoo", "niche=été", "month=2025-01", "month=2025-03", "month=2025-04",
                "quarter=2025-Q1", "quarter=2025-Q2", "sponsored=", "sponsored=1", "platform=instagram",
                "platform=tiktok",
            ])
        let metrics = findings.estimates.filter { $0.segment == "all" && $0.tier == "micro" && $0.statistic == .pooled }
        #expect(
            metrics.map(\.metric.rawValue) == [
                "er_followers", "comment_rate", "comment_like_ratio", "roas", "roi", "cpa", "aov", "refund_rate",
            ])
    }

    @Test func cellsHoldWholeKeys() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts,
            [
                post("b,\"x\"", 1, followers: 2500, ["shares": "5", "campaign_id": "c1"]),
                post("a", 3, followers: 1000, ["sponsored": "1", "likes": ""]),
                post("a", 2, followers: 1001, ["sponsored": "1"]), post("a", 4, followers: 1000, ["sponsored": "0"]),
            ])
        try bench.writeFacts(
            .deals, [deal("a", 1, followers: 1000, cost: "10.00", gross: "20.00", ["refund": "5.00", "niche": "food"])])
        _ = try bench.aggregate(by: ["campaign"])
        let cells = Set(try bench.cells().split(separator: "\n").dropFirst().map(String.init))
        // er_followers, then comment_rate and comment_like_ratio: n, Y, X, Σq; no other metric has data.
        let expected: Set<String> = [
            #"posts,"b,""x""",1779,instagram,,image,,0,2025-03,c1,1,1,115,2500,46000000,,,,,,,,,,,,,,,,,,,,,1,10,2500,4000000,,,,,,,,,1,10,100,100000000"#
                + ",,,,,,,,,,,,,,,,,,",
            "posts,a,1000,instagram,,image,0,0,2025-03,,1,1,110,1000,110000000,,,,,,,,,,,,,,,,,,,,,1,10,1000,10000000,,,,,,,,,1,10,100,100000000"
                + ",,,,,,,,,,,,,,,,,,",
            // 110/1001 of 10⁹ is 109890109.9; 10/1001 + 10/1000: 9990010 + 10000000.
            "posts,a,1000,instagram,,image,1,0,2025-03,,2,1,110,1001,109890110,,,,,,,,,,,,,,,,,,,,,2,20,2001,19990010,,,,,,,,,1,10,100,100000000"
                + ",,,,,,,,,,,,,,,,,,",
            // roas, then cpa, aov and refund rate; the deal has no posts, so no cpe and no cpm.
            "deals,a,1000,instagram,food,,,,2025-03,,1" + String(repeating: ",", count: 40)
                + ",1,150000,100000,,,,,,,1,100000,2,1,200000,2,1,50000,200000",
        ]
        #expect(cells == expected)
        let columns = CellWriter.header.count { $0 == UInt8(ascii: ",") }
        for cell in cells where !cell.contains("\"") { #expect(cell.count { $0 == "," } == columns) }
    }
}
