import Findings
import SocialData
import Testing

@testable import Aggregation

/// Samples that leave nothing to compute: every answer is "not enough data" or has a finite number, nothing traps.
@Suite struct PoorDataTests {
    /// JSON knows neither NaN nor infinity: writing the findings throws where one is left.
    private func check(_ findings: FindingSet, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let bytes = try findings.json()
        #expect(try FindingSet(json: bytes) == findings, sourceLocation: sourceLocation)
        for row in findings.headlines {
            #expect(row.verdict == .notEnoughData && row.basis == .none && row.p == nil && row.simpson == .notAssessed,
                "\(row.metric)", sourceLocation: sourceLocation)
        }
    }

    private func reasons(_ findings: FindingSet, _ metric: String) -> [String]? {
        findings.headlines.first { $0.metric.rawValue == metric }?.reasons.map(\.rawValue)
    }

    private func posts(_ creators: Int, followers: Int, _ change: (Int) -> Row = { _ in [:] }) -> [Row] {
        (0..<creators).map { post("c\(followers)-\($0)", followers + $0, followers: followers, ["likes": String(50 + 9 * $0)].merging(change($0)) { $1 }) }
    }

    private func deals(_ creators: Int, followers: Int, gross: (Int) -> String, _ change: Row = [:]) -> [Row] {
        (0..<creators).map { deal("c\(followers)-\($0)", followers + $0, followers: followers, cost: "100.00", gross: gross($0), change) }
    }

    @Test func nothingAtAll() throws {
        let findings = try Bench().aggregate(by: ["platform"])
        try check(findings)
        #expect(reasons(findings, "er_followers") == ["few_creators", "few_effective_creators", "not_estimable"])
        #expect(findings.claims.first { $0.claim == .engagement }?.missing.first == .posts)
    }

    /// Three of 60 posts are 5 %, four of 60 more; where none has followers, no claim is tested and the page says so.
    @Test(arguments: [(3, Loss.Weight.noted), (4, .important), (60, nil)])
    func postsWithoutFollowers(count: Int, weight: Loss.Weight?) throws {
        let bench = try Bench()
        let rows = posts(60, followers: 2000) { $0 < count ? ["followers": "", "followers_source": "unknown"] : [:] }
        try bench.writeFacts(.posts, rows)
        var summary = NormalizationSummary()
        summary.rows = [EntityRows(entity: .posts, accepted: 60, derived: 0, facts: 60, duplicates: 0)]
        let losses = try bench.aggregate(summary: summary).losses.filter { $0.source == "posts" }
        #expect(losses.map(\.weight) == [weight].compactMap(\.self) && losses.allSatisfy { $0.count == count }, "\(losses)")
        // Those that have counts, but too old ones, are said as that.
        summary.losses = [Loss(.countsTooOld, .noted, source: "posts", what: "", count: count, unit: .posts, remedy: "")]
        #expect(try bench.aggregate(summary: summary).losses.filter { $0.source == "posts" && $0.kind == .notUsed }.isEmpty)
    }

    @Test func oneTierIsEmpty() throws {
        let bench = try Bench()
        try bench.writeFacts(.posts, posts(30, followers: 2000))
        try bench.writeFacts(.deals, deals(30, followers: 2000) { "\(10 + $0).00" })
        let findings = try bench.aggregate(by: ["platform", "month"])
        try check(findings)
        #expect(reasons(findings, "roas") == ["few_creators", "few_effective_creators", "few_creators_with_sales", "not_estimable"])
    }

    @Test(arguments: [(2, 1), (1, 1), (1, 2)]) func threeCreators(_ low: Int, _ high: Int) throws {
        let bench = try Bench()
        try bench.writeFacts(.posts, posts(low, followers: 2000) + posts(high, followers: 200_000))
        try bench.writeFacts(.deals, deals(low, followers: 2000) { "\($0).00" } + deals(high, followers: 200_000) { _ in "7.00" })
        try check(try bench.aggregate(by: ["platform"]))
    }

    /// Everything is returned: net 0, ROI −100 % for all. There were sales, but nothing varies.
    @Test func everybodyLosesEverything() throws {
        let bench = try Bench()
        let refunded: Row = ["refund": "80.00"]
        try bench.writeFacts(
            .deals, deals(20, followers: 2000, gross: { _ in "80.00" }, refunded) + deals(20, followers: 200_000, gross: { _ in "80.00" }, refunded))
        let findings = try bench.aggregate()
        try check(findings)
        #expect(reasons(findings, "roas") == ["not_estimable"])
        let raw = try #require(findings.comparison("roas", "pooled"))
        #expect(raw.estimate == 0 && raw.low == nil && raw.p == nil)
        #expect(findings.money.first { $0.tier == "micro" }?.roi == -1)
    }

    /// More is refunded than was sold: negative returns.
    @Test func negativeReturns() throws {
        let bench = try Bench()
        let refunded: Row = ["refund": "90.00"]
        try bench.writeFacts(
            .deals, deals(20, followers: 2000, gross: { "\($0).00" }, refunded) + deals(20, followers: 200_000, gross: { "\(2 * $0).00" }, refunded))
        let findings = try bench.aggregate()
        _ = try findings.json()
        #expect(findings.comparison("roas", "pooled", "hull")?.low != nil)
        #expect(findings.comparison("roas", "pooled", "mover")?.low == nil)
        #expect(findings.comparisons.contains { $0.metric == .returnOnSpend && $0.scale == .log } == false)
    }

    @Test func oneCreatorHasHalfOfAllReach() throws {
        let bench = try Bench()
        func reach(_ creator: Int) -> Row { ["reach": creator == 0 ? "1000000" : "10000", "saves": "5", "shares": "1"] }
        try bench.writeFacts(.posts, posts(100, followers: 2000, reach) + posts(100, followers: 200_000, reach))
        let findings = try bench.aggregate()
        _ = try findings.json()
        #expect(findings.comparison("er_reach", "pooled")?.notes.contains(.dominated) == true)
        #expect(findings.claims.contains { $0.question == .saveRate && $0.verdict != .notTestable })
    }

    @Test func noOrders() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .deals, deals(20, followers: 2000, gross: { _ in "0.00" }, ["orders": "0"]) + deals(20, followers: 200_000, gross: { _ in "0.00" }, ["orders": "0"]))
        let findings = try bench.aggregate()
        try check(findings)
        let claim = try #require(findings.claims.first { $0.claim == .return })
        #expect(claim.verdict == .notTestable && claim.missing == [.orders, .fewCreatorsWithSales, .notEstimable])
    }

    @Test func nobodysFollowersAreKnown() throws {
        let bench = try Bench()
        try bench.writeFacts(.posts, posts(30, followers: 2000) { _ in ["followers": "", "followers_source": "unknown"] })
        let findings = try bench.aggregate(by: ["platform"])
        try check(findings)
        // Flags are about creators, whose followers nobody needs to know at a post.
        for claim in findings.claims where [.definition, .connection, .engagement].contains(claim.claim) && claim.question != .flaggedShare {
            #expect(claim.verdict == .notTestable && claim.missing.first == .followers, "\(claim.claim) \(claim.question)")
        }
    }

    /// Only today's followers are known: posts are in tiers, but no rate over followers exists.
    @Test func onlyProfilesAreKnown() throws {
        let bench = try Bench()
        let profile: Row = ["followers_source": "profile"]
        try bench.writeFacts(.posts, posts(30, followers: 2000) { _ in profile } + posts(30, followers: 200_000) { _ in profile })
        let findings = try bench.aggregate()
        try check(findings)
        let claim = try #require(findings.claims.first { $0.claim == .engagement && $0.question == .headline })
        #expect(claim.missing == [.followers, .fewCreators, .fewEffectiveCreators, .notEstimable])
    }

    /// Rows in the gap are in no tier but still counted, and the curve sees them.
    @Test func tiersWithGaps() throws {
        let bench = try Bench()
        let scheme = TierScheme(name: "izea-like", tiers: [Tier("micro", from: 10_000, to: 50_000), Tier("macro", from: 200_000, to: 500_000)])
        try bench.writeFacts(.posts, posts(15, followers: 20_000) + posts(15, followers: 100_000) + posts(15, followers: 300_000))
        try bench.writeFacts(
            .deals, deals(15, followers: 20_000) { "\(10 + $0).00" } + deals(15, followers: 100_000) { "\(10 + $0).00" }
                + deals(15, followers: 300_000) { "\(10 + 2 * $0).00" })
        let findings = try bench.aggregate(scheme: scheme)
        _ = try findings.json()
        #expect(findings.headlines.allSatisfy { $0.verdict != .notEnoughData })
        #expect(findings.curve.first { $0.metric == .returnOnSpend && $0.position == 5 }?.creators == 30)
        #expect(findings.curve.first { $0.metric == .engagementByFollowers && $0.position == 5 }?.creators == 30)
        // 150,000 as the boundary: the 15 in the gap are below it.
        let moved = try #require(findings.sensitivity.first { $0.metric == .returnOnSpend && $0.boundary == 150_000 })
        #expect(moved.creatorsA == 30 && moved.creatorsB == 15)
        #expect(findings.elasticity.first?.creators == 30)
    }

    @Test func everybodyIsAlike() throws {
        let bench = try Bench()
        func alike(_: Int) -> Row { ["likes": "100"] }
        try bench.writeFacts(.posts, posts(15, followers: 2000, alike) + posts(15, followers: 200_000, alike))
        let findings = try bench.aggregate()
        _ = try findings.json()
        // No spread within a tier: no variance, so no interval and no p.
        #expect(reasons(findings, "er_followers") == ["not_estimable"])
    }
}
