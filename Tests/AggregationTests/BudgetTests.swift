import Findings
import SocialData
import TestSupport
import Testing

@testable import Aggregation

/// Equal budgets (Methods 14) through facts.
@Suite struct BudgetTests {
    /// Twelve creators a tier with two deals of 100 each; micro brings `micro`, macro `macro`.
    private static func deals(micro: String, macro: String, creators: Int = 12) -> [Row] {
        var rows: [Row] = []
        for copy in 0..<2 * creators {
            let creator = copy / 2
            rows.append(deal("a\(creator)", copy, followers: 5000, cost: "100.00", gross: micro))
            rows.append(deal("b\(creator)", 1000 + copy, followers: 500_000, cost: "100.00", gross: macro))
        }
        return rows
    }

    private func findings(_ rows: [Row], budget: Int128?, jobs: Int = 1) throws -> FindingSet {
        let bench = try Bench()
        try bench.writeFacts(.deals, rows)
        return try bench.aggregate(jobs: jobs) {
            $0.budget = budget.map { ExactTotal($0 * 10_000) }
            $0.resamples = 299
        }
    }

    /// All deals of a tier are alike, so every replicate is: 550 buys 5.5 deals, micro returns 2, macro ½ for each unit.
    @Test func alikeDeals() throws {
        let findings = try findings(Self.deals(micro: "200.00", macro: "50.00"), budget: 550)
        #expect(findings.budget.map(\.shareA) == [0, 25, 50, 75, 100])
        // Macro −0.5, micro +1 of each unit of budget.
        for (row, wanted) in zip(findings.budget, [-0.5, -0.125, 0.25, 0.625, 1]) {
            for value in [row.mean, row.p5, row.p50, row.p95] { #expect(abs(try #require(value) - wanted) < 1e-12) }
        }
        #expect(findings.budget.map(\.lossProbability) == [1, 1, 0, 0, 0])
        #expect(findings.budget.map(\.beatsProbability) == [nil, nil, nil, nil, 1])
        // 550 buys six deals, the last in part; 137.50 buys two and 412.50 five; 275 buys three of each.
        #expect(findings.budget.map(\.medianDeals) == [6, 7, 6, 7, 6])
        #expect(findings.budget.allSatisfy { $0.notes.isEmpty })
        let claim = try #require(findings.claims.first { $0.claim == .budget })
        // Nothing varies, so the claim about return has no interval, and this one no verdict.
        #expect(claim.verdict == .notTestable && claim.estimate == 1 && claim.missing == [.notEstimable])
        #expect(claim.creatorsA == 12 && claim.creatorsB == 12)
    }

    /// Observed spend of a tier is 2,400: 7,200 is three times that, 7,201 more. 12 creators: 12 deals are in supply.
    @Test func notes() throws {
        let rows = Self.deals(micro: "50.00", macro: "200.00")
        #expect(try findings(rows, budget: 1200).budget.map(\.notes) == [[], [], [], [], []])
        #expect(try findings(rows, budget: 1300).budget.map(\.notes) == [[.supply], [], [], [], [.supply]])
        #expect(try findings(rows, budget: 7200).budget[4].notes == [.supply])
        let far = try findings(rows, budget: 7201)
        #expect(far.budget[4].notes == [.extrapolation, .supply])
        #expect(far.claims.first { $0.claim == .budget }?.notes == [.extrapolation, .supply])
    }

    /// Twelve deals of 100 each are in supply.
    @Test func largestBudgetWithoutANote() throws {
        let rows = Self.deals(micro: "50.00", macro: "200.00")
        #expect(try findings(rows, budget: 1200).budget.allSatisfy { $0.largest == nil })
        for budget: Int128 in [1300, 7201] {
            let largest = ExactTotal(12_000_000)
            #expect(try findings(rows, budget: budget).budget.map(\.largest) == [largest, nil, nil, nil, largest])
        }
    }

    /// Returns vary by creator and are far apart: the claim about return in a budget's words. Beyond what was seen it is unclear.
    @Test func theClaimIsThatOfReturn() throws {
        var rows: [Row] = []
        for copy in 0..<24 {
            rows.append(deal("a\(copy / 2)", copy, followers: 5000, cost: "100.00", gross: "\(180 + 5 * copy).00"))
            rows.append(deal("b\(copy / 2)", 1000 + copy, followers: 500_000, cost: "100.00", gross: "\(40 + copy).00"))
        }
        func claim(_ budget: Int128, _ change: (inout Definition) -> Void = { _ in }) throws -> ClaimRow {
            let bench = try Bench()
            try bench.writeFacts(.deals, rows)
            let findings = try bench.aggregate {
                ($0.budget, $0.resamples) = (ExactTotal(budget * 10_000), 299)
                change(&$0)
            }
            return try #require(findings.claims.first { $0.claim == .budget })
        }
        #expect(try claim(550).verdict == .supported && (try claim(550).missing.isEmpty))
        // Macro against micro: the claim is about the smaller tier all the same.
        let reversed = try claim(550) { ($0.tierA, $0.tierB) = ("macro", "micro") }
        #expect(reversed.verdict == .supported && reversed.estimate == 0)
        let beyond = try claim(1300)
        #expect(beyond.verdict == .unclear && beyond.notes == [.supply])
    }

    @Test func sameForAnyJobs() throws {
        var rows: [Row] = []
        for index in 0..<40 {
            let (cost, gross) = ("\(50 + index * 7 % 90).00", "\(index * 31 % 400).00")
            rows.append(deal("a\(index % 15)", index, followers: 5000, cost: cost, gross: gross))
            rows.append(deal("b\(index % 15)", 1000 + index, followers: 500_000, cost: cost, gross: gross))
        }
        let one = try findings(rows, budget: 2000)
        #expect(one.budget.count == 5)
        #expect(try findings(rows.reversed(), budget: 2000, jobs: 4).budget == one.budget)
    }

    /// Without sales: every deal loses everything. Nobody beats anybody.
    @Test func nothingComesBack() throws {
        let findings = try findings(Self.deals(micro: "0.00", macro: "0.00"), budget: 550)
        #expect(findings.budget.map(\.mean) == [-1, -1, -1, -1, -1])
        #expect(findings.budget.last?.beatsProbability == 0.5)
        #expect(findings.claims.first { $0.claim == .budget }?.missing == [.fewCreatorsWithSales, .notEstimable])
    }

    @Test func notTestable() throws {
        let rows = Self.deals(micro: "200.00", macro: "50.00")
        func missing(_ rows: [Row], _ budget: Int128?) throws -> [String]? {
            try findings(rows, budget: budget).claims.first { $0.claim == .budget }?.missing.map(\.rawValue)
        }
        // The deals are alike, so the claim about return is not estimable.
        #expect(try missing(rows, nil) == ["budget", "not_estimable"])
        #expect(try findings(rows, budget: nil).budget.isEmpty)
        #expect(try missing([], nil)?.prefix(2) == ["budget", "deals"])
        #expect(try missing(Self.deals(micro: "200.00", macro: "50.00", creators: 3), 500) == ["few_creators", "few_effective_creators", "few_creators_with_sales", "not_estimable"])
        // A quarter of it already is more than a million deals a replicate.
        let huge = try findings(rows, budget: 10_000_000_000)
        #expect(huge.budget.map(\.mean) == [nil, nil, nil, nil, nil])
        #expect(huge.claims.first { $0.claim == .budget }?.missing == [.notEstimable])
        // One tier alone has a row of its own, and no mix.
        let alone = try findings(rows.filter { $0["creator"]?.hasPrefix("a") == true }, budget: 550)
        #expect(alone.budget.map(\.mean) == [nil, nil, nil, nil, 1])
        #expect(alone.budget.map(\.beatsProbability) == [nil, nil, nil, nil, nil])
    }
}

/// Case 18 through facts: the golden deals, ids in the order of the case.
@Suite struct GoldenBudgetFacts {
    @Test func portfolio() throws {
        let golden = try GoldenCase("18_portfolio")
        // The names of the tiers stand in the keys: `p_micro_beats_macro`.
        let question = try #require(golden.keys("").compactMap { $0.wholeMatch(of: /p_(.+)_beats_(.+)/) }.first)
        let (a, b) = (String(question.1), String(question.2))
        let followers = try [a, b].map { name in try #require(TierScheme.essay.tiers.first { $0.name == name }).lower + 1 }
        func money(_ text: String?) throws -> String {
            let units = try #require(Int(text ?? ""))
            return "\(units < 0 ? "-" : "")\(abs(units) / 10_000).\(String(10_000 + abs(units) % 10_000).dropFirst())"
        }
        let rows = try golden.table("deals").map { row in
            var row = deal(
                row["creator"] ?? "", 0, followers: Int(followers[row["tier"] == a ? 0 : 1]),
                cost: try money(row["cost"]), gross: try money(row["net"]),
                ["deal_id": "\(row["creator"] ?? "")-\(1000 + (Int(row["order"] ?? "") ?? 0))"])
            row["orders"] = "1"
            return row
        }
        let bench = try Bench()
        try bench.writeFacts(.deals, rows)
        let (seed, budget, resamples) = try (golden.param("seed"), golden.param("budget"), golden.param("B"))
        let margin = try #require(golden.params["margin"] as? Double)
        let findings = try bench.aggregate(jobs: 2) {
            ($0.seed, $0.budget, $0.resamples, $0.margin) = (UInt64(seed), ExactTotal(Int128(budget)), resamples, margin)
            ($0.tierA, $0.tierB) = (a, b)
        }
        let mix = "mix_percent_\(a)"
        #expect(try Set(findings.budget.map { "\($0.shareA)" }) == Set(golden.keys(mix)))
        for row in findings.budget {
            let path = "\(mix)/\(row.shareA)"
            golden.check(row.mean, "\(path)/roi_mean")
            golden.check(row.p5, "\(path)/roi_p05")
            golden.check(row.p50, "\(path)/roi_p50")
            golden.check(row.p95, "\(path)/roi_p95")
            golden.check(row.lossProbability, "\(path)/p_loss")
        }
        #expect(findings.budget.map(\.shareA) == findings.budget.map(\.shareA).sorted())
        golden.check(findings.budget.last?.medianDeals, "tiers/\(a)/deals_used_p50")
        golden.check(findings.budget.first?.medianDeals, "tiers/\(b)/deals_used_p50")
        golden.check(findings.budget.last?.beatsProbability, String(question.0))
    }
}
