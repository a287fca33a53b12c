import Findings
import Foundation
import SocialData
import TestSupport
import Testing

@testable import Aggregation

/// What would end a lead in returns (Methods 25.1, 25.2), through facts.
@Suite struct LeadLimitTests {
    private func row(_ findings: FindingSet, _ view: RobustnessRow.View) throws -> RobustnessRow {
        try #require(findings.robustness.first { $0.metric == .returnOnSpend && $0.view == view })
    }

    private func findings(_ deals: [Row], _ change: (inout Definition) -> Void = { _ in }) throws -> FindingSet {
        let bench = try Bench()
        try bench.writeFacts(.deals, deals)
        return try bench.aggregate {
            $0.resamples = 299
            change(&$0)
        }
    }

    /// Two deals of each creator; micro's cost 100 and bring `a`, macro's cost 1,000 and bring `b`, more or less.
    private func deals(a: Int, b: Int, creators: Int = 12) -> [Row] {
        (0..<2 * creators).flatMap { number -> [Row] in
            // Half of the creators bring more, half as much less.
            let more = number / 2 % 2 == 0 ? 1 : -1
            return [
                deal("a\(number / 2)", number, followers: 5000, cost: "100.00", gross: "\(a + 10 * more).00"),
                deal("b\(number / 2)", 100 + number, followers: 500_000, cost: "1000.00", gross: "\(b + 30 * more).00"),
            ]
        }
    }

    /// Micro returns 3, macro 1.5: by hand, 300/(100 + h) = 1500/(1000 + h) at h = 125.
    @Test func byHand() throws {
        let findings = try findings(deals(a: 300, b: 1500))
        let cost = try row(findings, .unrecordedCost)
        #expect(cost.unrecordedCost?.leader == "micro" && cost.unrecordedCost?.equal?.value == 1_250_000)
        let unclear = try #require(cost.unrecordedCost?.unclear?.value)
        #expect(unclear > 0 && unclear < 1_250_000 && cost.gaps.isEmpty && cost.estimate == nil)
        let row = try row(findings, .attribution)
        let point = try #require(row.attribution)
        #expect(point.tipping == 0.5 && point.bClearBelow < 0.5 && point.aClearAbove > 0.5 && point.aClearAbove < 1)
        #expect(row.gaps.isEmpty && row.estimate == nil && row.p == nil)
    }

    /// The other way round the leader is macro, and no cost per deal ever ends a lead of the dearer deals.
    @Test func theTierThatLeads() throws {
        let cost = try row(try findings(deals(a: 50, b: 1500)), .unrecordedCost)
        #expect(cost.unrecordedCost?.leader == "macro")
        #expect(cost.unrecordedCost?.equal == nil && cost.gaps == [.neverEqual, .staysClear])
    }

    /// The vector's deals as facts: its answer, in 1/10,000.
    @Test func vector() throws {
        let golden = try GoldenCase("29_hidden_cost")
        func amount(_ text: String?) throws -> String { ExactTotal(Int128(try #require(Int(text ?? "")))).amountText }
        let deals = try golden.table("deals").enumerated().map { number, row in
            deal(
                row["creator"] ?? "", number, followers: row["tier"] == "micro" ? 5000 : 500_000, cost: try amount(row["cost"]),
                gross: try amount(row["net"]))
        }
        let cost = try #require(try row(try findings(deals), .unrecordedCost).unrecordedCost)
        #expect(cost.leader == "micro")
        golden.check(cost.equal.map { Double($0.value) }, "zero")
        golden.check(cost.unclear.map { Double($0.value) }, "unclear")
    }

    @Test func everyGapIsNamed() throws {
        // No deal of macro.
        let alone = try findings(deals(a: 300, b: 1500).filter { $0["creator"]?.hasPrefix("a") ?? false })
        for view in [RobustnessRow.View.once, .repeated, .attribution, .unrecordedCost] {
            #expect(try row(alone, view).gaps == [.deals], "\(view)")
        }
        // Nothing sold by macro, so there is no ratio.
        let ratio = try row(try findings(deals(a: 300, b: 1500).map { $0["creator"]?.hasPrefix("b") ?? false ? $0.merging(["gross": "0.00"]) { $1 } : $0 }), .attribution)
        #expect(ratio.attribution == nil && ratio.gaps == [.notEstimable])
        // Nothing sold by anybody: nobody knows.
        let unknown = try findings(deals(a: 300, b: 1500).map { $0.merging(["gross": "0.00", "orders": "0"]) { $1 } })
        for view in [RobustnessRow.View.once, .repeated, .attribution, .unrecordedCost] {
            let row = try row(unknown, view)
            #expect(row.gaps == [.orders] && row.estimate == nil && row.unrecordedCost == nil, "\(view)")
        }
    }
}
