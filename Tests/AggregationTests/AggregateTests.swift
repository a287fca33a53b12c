import Findings
import Foundation
import Jobs
import ByteStreams
import SocialData
import StageFiles
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
        let (plan, tally) = try bench.tally()
        let listing = try TallyListing(plan, tally)
        #expect(listing.totals.isEmpty && listing.strata.isEmpty)
    }

    @Test func unknownSegmentsAreNamed() throws {
        let bench = try Bench()
        let error = #expect(throws: AggregationError.self) { try bench.aggregate(by: ["platfrom"]) }
        #expect(error?.kind == .unknownDimension)
        #expect(error?.message.contains("platfrom") == true)
    }

    @Test func factsOfSomethingElseAreRefused() throws {
        let bench = try Bench()
        _ = try bench.write("posts", .facts(.deals), []) { _ in [] }
        let error = #expect(throws: StreamError.self) { try bench.aggregate() }
        #expect(error?.kind == .stateDamaged)
    }

    @Test func aCreatorInTwoShardsIsDamage() throws {
        let bench = try Bench()
        _ = try bench.write("posts", .facts(.posts), (0..<9).map { post("a", $0, followers: 2000) }) {
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
                "er_followers", "comment_rate", "comment_like_ratio", "er_followers_core", "roas", "roi", "cpa", "aov", "refund_rate",
            ])
    }

    /// The exact totals behind every estimate, by hand: of everything and by each dimension, and cell by cell.
    @Test func totalsHoldWholeKeys() throws {
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
        let (plan, tally) = try bench.tally(by: ["campaign", "niche", "sponsored", "month"])
        let listing = try TallyListing(plan, tally)
        // Of b's post n, Y, X and Σq of the rate, 115/2500 of 10⁹, then Σq of the logarithm, 10⁹·ln(115.5/2500), and no low post.
        // Without its 5 shares: 110/2500.
        let b = ["er_followers_core b,\"x\" 1 110 2500 44000000 -3119030490 0", "er_followers b,\"x\" 1 115 2500 46000000 -3074775481 0", "comment_rate b,\"x\" 1 10 2500 4000000 -5472670754 0", "comment_like_ratio b,\"x\" 1 10 100 100000000 -2253794929 0"]
        // 110/1001 of 10⁹ is 109890109.9, 10/1001 is 9990010; the logarithms are those of 110.5/1001, 110.5/1000, 10.5/1001, ….
        let a = [
            (metric: "er_followers_core", sponsored: "1 110 1001 109890110 -2203739258 0", not: "1 110 1000 110000000 -2202739758 0", both: "2 220 2001 219890110 -4406479016 0"),
            (metric: "er_followers", sponsored: "1 110 1001 109890110 -2203739258 0", not: "1 110 1000 110000000 -2202739758 0", both: "2 220 2001 219890110 -4406479016 0"),
            (metric: "comment_rate", sponsored: "2 20 2001 19990010 -9113759544 0", not: "1 10 1000 10000000 -4556380022 0", both: "3 30 3001 29990010 -13670139566 0"),
            (metric: "comment_like_ratio", sponsored: "1 10 100 100000000 -2253794929 0", not: "1 10 100 100000000 -2253794929 0", both: "2 20 200 200000000 -4507589858 0"),
        ]
        // The deal has no posts, so no cpe and no cpm.
        let deal = ["roas a 1 150000 100000 0 0 0", "cpa a 1 100000 2 0 0 0", "aov a 1 200000 2 0 0 0", "refund_rate a 1 50000 200000 0 0 0"]
        let micro = 1
        var expected: Set<String> = []
        for segment in ["all", "campaign=c1", "niche=", "sponsored=", "month=2025-03"] { expected.formUnion(b.map { "\(segment) \(micro) \($0)" }) }
        for segment in ["all", "campaign=", "niche=", "month=2025-03"] {
            expected.formUnion(a.map { "\(segment) \(micro) \($0.metric) a \($0.both)" })
        }
        expected.formUnion(a.map { "sponsored=1 \(micro) \($0.metric) a \($0.sponsored)" })
        expected.formUnion(a.map { "sponsored=0 \(micro) \($0.metric) a \($0.not)" })
        for segment in ["all", "campaign=", "niche=food", "month=2025-03"] { expected.formUnion(deal.map { "\(segment) \(micro) \($0)" }) }
        #expect(Set(listing.totals) == expected)
        #expect(listing.totals.count == expected.count)
        // Bands from 1,000 and from 1,779 on; platform, niche and type are the first of their words, but for the deal's
        // niche, which comes behind the empty one.
        let bands = [1000, 1779].map { plan.bands.edges.firstIndex(of: $0)! }
        let cells = [
            "posts a \(bands[0]) 0 0 0 1 2025-3 er_followers 1 110 1000 -2202739758 0",
            "posts a \(bands[0]) 0 0 0 2 2025-3 er_followers 1 110 1001 -2203739258 0",
            "posts b,\"x\" \(bands[1]) 0 0 0 0 2025-3 er_followers 1 115 2500 -3074775481 0",
            "posts a \(bands[0]) 0 0 0 1 2025-3 comment_rate 1 10 1000 -4556380022 0",
            "posts a \(bands[0]) 0 0 0 2 2025-3 comment_rate 2 20 2001 -9113759544 0",
            "posts b,\"x\" \(bands[1]) 0 0 0 0 2025-3 comment_rate 1 10 2500 -5472670754 0",
            "posts a \(bands[0]) 0 0 0 1 2025-3 comment_like_ratio 1 10 100 -2253794929 0",
            "posts a \(bands[0]) 0 0 0 2 2025-3 comment_like_ratio 1 10 100 -2253794929 0",
            "posts b,\"x\" \(bands[1]) 0 0 0 0 2025-3 comment_like_ratio 1 10 100 -2253794929 0",
            "posts a \(bands[0]) 0 0 0 1 2025-3 er_followers_core 1 110 1000 -2202739758 0",
            "posts a \(bands[0]) 0 0 0 2 2025-3 er_followers_core 1 110 1001 -2203739258 0",
            "posts b,\"x\" \(bands[1]) 0 0 0 0 2025-3 er_followers_core 1 110 2500 -3119030490 0",
            "deals a \(bands[0]) 0 1 0 0 2025-3 roas 1 150000 100000 0 0", "deals a \(bands[0]) 0 1 0 0 2025-3 followers 1 1000 1 0 0",
        ]
        #expect(listing.strata == cells)
    }
}
