import Findings
import SocialData
import TestSupport
import Testing

@testable import Aggregation

/// Trends (Methods 13) through facts.
@Suite struct TrendTests {
    /// Twelve creators in each of two tiers. Each has a deal in every one of eight months, of cost 100; A's price rises by
    /// `rise` a month from the second month on.
    private static func deals(months: Int = 8, rise: Int = 0, creators: Int = 12) -> [Row] {
        var rows: [Row] = []
        for month in 0..<months {
            let start = "2025-0\(month + 1)-10T00:00:00Z"
            for creator in 0..<creators {
                let prices = [("a", 5000, 100 + rise * month), ("b", 500_000, 100)]
                for (side, followers, cost) in prices {
                    let name = "\(side)\(creator)"
                    rows.append(
                        deal(
                            name, rows.count, followers: followers, cost: "\(cost).00", gross: "150.00",
                            ["started_at": start]))
                }
            }
        }
        return rows
    }

    private func row(_ findings: FindingSet, _ measure: String, _ tiers: String, _ tier: String) throws -> TrendRow {
        try #require(findings.trend.first { $0.measure.rawValue == measure && $0.tiers.rawValue == tiers && $0.tier == tier })
    }

    @Test func sharesOfMonths() throws {
        let bench = try Bench()
        try bench.writeFacts(.deals, Self.deals(rise: 20))
        let findings = try bench.aggregate()
        let micro = findings.trendMonths.filter { $0.measure == .spend && $0.tier == "micro" }
        #expect(micro.first?.month == "2025-01" && micro.last?.month == "2025-08" && micro.count == 8)
        // 12 creators × (100 + 20·m) units of 1/10,000, of that plus 12 × 100.
        for (month, row) in micro.enumerated() {
            let price = 100 + 20 * month
            #expect(row.amount == ExactTotal(Int128(12 * price * 10_000)))
            #expect(row.share == (Double(price) / Double(price + 100)).published)
        }
        let trend = try row(findings, "spend", "as_posted", "micro")
        // numpy.polyfit(range(8), [(100+20*m)/(200+20*m) for m in range(8)], 1)[0]
        #expect(abs(try #require(trend.slope) - 0.02891519369985755) < 1e-12)
        #expect(trend.months == 8)
        #expect(trend.creators == 24)
        // Every pair of months rises: 8·7/2 of them.
        #expect(trend.mannKendallScore == 28)
    }

    @Test func aRisingShareSupportsTheClaim() throws {
        let bench = try Bench()
        try bench.writeFacts(.deals, Self.deals(rise: 20))
        let claims = try bench.aggregate().claims.filter { $0.claim == .shift }
        #expect(claims.map(\.question.rawValue) == ["spend_share", "spend_share_fixed", "posts_share", "engagement_share"])
        #expect(claims.map(\.verdict) == [.supported, .supported, .notTestable, .notTestable])
        #expect(claims.map(\.missing) == [[], [], [.posts], [.likes, .comments]])
        #expect(claims[0].creatorsA == 12 && claims[0].creatorsB == 12)
        let turned = try bench.aggregate { ($0.tierA, $0.tierB) = ("macro", "micro") }
        #expect(turned.claims.first { $0.claim == .shift }?.verdict == .contradicted)
    }

    /// Equal prices in every month: the slope is 0 and without spread, so there is no p; rounding must not make one.
    @Test func aFlatShareHasNoTest() throws {
        let bench = try Bench()
        try bench.writeFacts(.deals, Self.deals())
        let findings = try bench.aggregate()
        let trend = try row(findings, "spend", "as_posted", "micro")
        #expect(trend.slope == 0)
        #expect(trend.standardError == nil && trend.p == nil && trend.low == nil)
        #expect(trend.mannKendallScore == 0)
        #expect(findings.claims.first { $0.claim == .shift }?.missing == [.notEstimable])
    }

    @Test(arguments: [(5, 12, ["few_months"]), (8, 4, ["few_creators"]), (3, 2, ["few_creators", "few_months"])])
    func tooLittle(months: Int, creators: Int, missing: [String]) throws {
        let bench = try Bench()
        try bench.writeFacts(.deals, Self.deals(months: months, rise: 20, creators: creators))
        let findings = try bench.aggregate()
        let trend = try row(findings, "spend", "as_posted", "micro")
        #expect(trend.slope == nil && trend.p == nil && trend.mannKendallScore == nil)
        #expect(trend.months == months && trend.creators == 2 * creators)
        let claim = try #require(findings.claims.first { $0.claim == .shift })
        #expect(claim.verdict == .notTestable)
        #expect(claim.missing.map(\.rawValue) == missing)
    }

    /// Twelve creators post twice a month; half of them grow from micro to macro after the fourth month.
    @Test func growthIsTheDifference() throws {
        let bench = try Bench()
        var posts: [Row] = []
        for month in 0..<8 {
            for creator in 0..<12 {
                let followers = creator < 6 && month >= 4 ? 200_000 : 50_000
                for _ in 0..<2 {
                    posts.append(
                        post("c\(creator)", posts.count, followers: followers, ["posted_at": "2025-0\(month + 1)-10T00:00:00Z"]))
                }
            }
        }
        try bench.writeFacts(.posts, posts)
        let findings = try bench.aggregate()
        // Shares 1, 1, 1, 1, ½, ½, ½, ½: Σ(m − 3.5)·p = −8 + 4, over Σ(m − 3.5)² = 42.
        let posted = try row(findings, "posts", "as_posted", "micro")
        #expect(abs(try #require(posted.slope) + 4.0 / 42) < 1e-12)
        let fixed = try row(findings, "posts", "fixed", "micro")
        #expect(abs(try #require(fixed.slope)) < 1e-15)
        let difference = try row(findings, "posts", "difference", "micro")
        #expect(abs(try #require(difference.slope) + 4.0 / 42) < 1e-12)
        #expect(difference.p == nil)
    }

    /// Boosted posts and posts in no tier are in no amount; posts without likes count as posts only.
    @Test func onlyWhatTheRatesUse() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .posts,
            [
                post("a", 1, followers: 5000), post("a", 2, followers: 5000, ["boosted": "1"]),
                post("a", 3, followers: 5000, ["likes": ""]), post("b", 4, followers: 0, ["followers": ""]),
                post("b", 5, followers: 5000, ["excluded": "too_young"]),
            ])
        let months = try bench.aggregate().trendMonths.filter { $0.tier == "micro" }
        #expect(months.map(\.measure.rawValue) == ["posts", "engagement"])
        #expect(months.map(\.amount.value) == [2, 110])
        #expect(months.map(\.share) == [1, 1])
    }

    @Test func nothing() throws {
        let findings = try Bench().aggregate()
        #expect(findings.trendMonths.isEmpty)
        // 3 measures × 3 kinds × 4 tiers, all empty.
        #expect(findings.trend.count == 36)
        #expect(findings.trend.allSatisfy { $0.slope == nil && $0.months == 0 && $0.creators == 0 })
        #expect(findings.claims.filter { $0.claim == .shift }.allSatisfy { $0.verdict == .notTestable })
    }

    @Test func hugeCountsDoNotTrap() throws {
        let bench = try Bench()
        let likes = String(Int64.max)
        try bench.writeFacts(.posts, (0..<30).map { post("c\($0 % 12)", $0, followers: 5000, ["likes": likes]) })
        #expect(throws: Never.self) { try bench.aggregate() }
    }
}

/// Case 17 through facts: the golden spend as deals.
@Suite struct GoldenTrendFacts {
    @Test func spend() throws {
        let golden = try GoldenCase("17_trend")
        let followers = Dictionary(uniqueKeysWithValues: TierScheme.essay.tiers.map { ($0.name, Int($0.lower) + 1) })
        let rows = try golden.table("spend").enumerated().map { index, row in
            let amount = try #require(Int(row["amount"] ?? ""))
            let fraction = String(10_000 + amount % 10_000).dropFirst()
            return deal(
                row["creator"] ?? "", index, followers: try #require(followers[row["tier"] ?? ""]),
                cost: "\(amount / 10_000).\(fraction)", gross: "1.00", ["started_at": "\(row["month"] ?? "")-15T12:00:00Z"])
        }
        let bench = try Bench()
        try bench.writeFacts(.deals, rows)
        let findings = try bench.aggregate(jobs: 2)
        for tier in try golden.keys("") {
            let trend = try #require(
                findings.trend.first { $0.measure == .spend && $0.tiers == .asPosted && $0.tier == tier })
            #expect(trend.months == (try golden.int("\(tier)/months")))
            #expect(trend.creators == (try golden.int("\(tier)/clusters")))
            golden.check(trend.slope, "\(tier)/slope_per_month")
            golden.check(trend.standardError, "\(tier)/se")
            golden.check(trend.degreesOfFreedom, "\(tier)/df")
            golden.check(trend.p, "\(tier)/p")
            golden.check(trend.low, trend.high, "\(tier)/ci")
            #expect(trend.mannKendallScore == (try golden.int("\(tier)/mk_s")))
            golden.check(trend.mannKendallZ, "\(tier)/mk_z")
            golden.check(trend.mannKendallP, "\(tier)/mk_p")
            golden.check(trend.theilSenSlope, "\(tier)/theil_sen")
            let shares = findings.trendMonths.filter { $0.measure == .spend && $0.tier == tier }.map(\.share)
            #expect(try shares.count == golden.list("\(tier)/shares").count)
            for (month, share) in shares.enumerated() { golden.check(share, "\(tier)/shares/\(month)") }
        }
    }
}
