import Findings
import Foundation
import SocialData
import TestSupport
import Testing

@testable import Aggregation

/// Who paid off, what is left, and creators' returns shrunk towards their tier (Methods 26), from facts to findings.
@Suite struct PayoffTests {
    /// In 1/10,000, as facts write it.
    private static func text(_ amount: Int128) -> String { ExactTotal(amount).amountText }

    /// A deal of a golden case; a net below 0 was refunded.
    private static func fact(_ row: Row, _ id: Int, followers: Int) -> Row {
        let (cost, net) = (Int128(row["cost"] ?? "") ?? 0, Int128(row["net"] ?? "") ?? 0)
        return deal(
            row["creator"] ?? "", id, followers: followers, cost: text(cost), gross: text(max(0, net)), ["refund": text(max(0, -net))])
    }

    private func row(_ findings: FindingSet, _ part: PayoffPart, _ tier: String? = nil) throws -> PayoffRow {
        try #require(findings.payoff.first { $0.part == part && (tier == nil || $0.tier == tier) })
    }

    @Test func whoPaidOff() throws {
        let golden = try GoldenCase("24_break_even")
        let followers = ["micro": 50_000, "macro": 500_000, "mega": 5_000_000]
        let bench = try Bench()
        try bench.writeFacts(
            .deals,
            golden.table("deals").enumerated().map { place, row in Self.fact(row, place, followers: followers[row["tier"] ?? ""] ?? 0) })
        let findings = try bench.aggregate { $0.margin = 0.55 }
        #expect(findings.payoff.map(\.tier) == ["nano", "micro", "macro", "mega", "micro", nil])
        for tier in try golden.keys("tiers") {
            let (row, path) = (try row(findings, .tier, tier), "tiers/\(tier)")
            golden.check(row.breakEvenROAS, "break_even_roas")
            #expect(row.creators == (try golden.int("\(path)/creators")))
            #expect(row.paidOff == (try golden.int("\(path)/paid_off")))
            golden.check(row.share, "\(path)/share")
            golden.check(row.shareLow, row.shareHigh, "\(path)/ci")
            #expect(row.profit?.value == Int128(try golden.int("\(path)/profit")))
            #expect(row.headroomPerDeal?.value == Int128(try golden.int("\(path)/headroom_per_deal")))
            golden.check(row.profitLow.map { 10_000 * $0 }, row.profitHigh.map { 10_000 * $0 }, "\(path)/profit_ci")
            #expect((row.profitLow == nil) == (row.whyEmpty == .noInterval))
        }
        let difference = try row(findings, .difference, "micro")
        golden.check(difference.share, "difference/estimate")
        golden.check(difference.shareLow, difference.shareHigh, "difference/ci")
        #expect(difference.minus == "macro" && difference.creators == nil && difference.profit == nil && difference.whyEmpty == nil)
        // All tiers together: 10 + 4 + 0 of 41 + 18 + 1. Net 3,636,212,170 and cost 3,152,604,248: 0.55 of the former is
        // 1,999,916,693.5, to even 1,999,916,694, rounded once and not tier by tier.
        let programme = try row(findings, .programme)
        #expect(programme.creators == 60 && programme.paidOff == 14 && programme.whyEmpty == nil)
        #expect(programme.profit?.value == Int128(1_999_916_694 - 3_152_604_248))
        let (low, high) = (try #require(programme.profitLow), try #require(programme.profitHigh))
        #expect(low < -115_268.7555 && high > -115_268.7555)
        let nano = try row(findings, .tier, "nano")
        #expect(nano.creators == 0 && nano.share == nil && nano.profit == nil && nano.costShareKnown == nil && nano.whyEmpty == .noDeals)
    }

    /// `x` has two deals as micro, which lose, and one as macro, which pays for itself: in the tiers it is in both, in their difference
    /// in micro only. So 1 of 2 micro creators paid off, 2 of 2 macro creators, 1 of 1 without `x`: 0.5 − 1. Over all tiers `x` cost 300
    /// and brought 210.
    @Test func crossingCreatorsCountAtHomeInTheDifference() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .deals,
            [
                deal("x", 0, followers: 90_000, cost: "100.00", gross: "50.00"), deal("x", 1, followers: 90_000, cost: "100.00", gross: "60.00"),
                deal("x", 2, followers: 110_000, cost: "100.00", gross: "100.00"),
                deal("m", 3, followers: 50_000, cost: "100.00", gross: "100.00"),
                deal("n", 4, followers: 500_000, cost: "100.00", gross: "300.00"),
            ])
        let findings = try bench.aggregate()
        let (micro, macro) = (try row(findings, .tier, "micro"), try row(findings, .tier, "macro"))
        #expect(micro.paidOff == 1 && micro.creators == 2 && micro.breakEvenROAS == 1 && macro.paidOff == 2 && macro.creators == 2)
        #expect(try row(findings, .difference).share == -0.5)
        let programme = try row(findings, .programme)
        #expect(programme.creators == 3 && programme.paidOff == 2 && programme.deals == 5)
        // 610 − 500, 22 a deal; micro 210 − 300, −30 a deal.
        #expect(programme.profit?.value == 1_100_000 && programme.headroomPerDeal?.value == 220_000)
        #expect(micro.profit?.value == -900_000 && micro.headroomPerDeal?.value == -300_000)
        // Every deal states its fee and no other of eight components.
        #expect(micro.costShareKnown == 0.125 && micro.unknownComponents == CostComponent.allCases.filter { $0 != .fee })
    }

    @Test func unknownReturnsPayForNobody() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .deals, [("a", 50_000), ("b", 500_000)].enumerated().map { deal($1.0, $0, followers: $1.1, cost: "100.00", gross: "0.00", ["orders": "0"]) })
        let findings = try bench.aggregate()
        for row in findings.payoff where row.tier == nil || row.tier == "micro" {
            #expect(row.share == nil && row.paidOff == nil && row.net == nil && row.profit == nil && row.headroomPerDeal == nil)
            #expect(row.whyEmpty == .unknownReturns)
        }
        #expect(findings.payoff.count == 6)
        #expect(bench.creators.allSatisfy { $0.shrunkROAS == nil && $0.reliability == nil && $0.whyNotShrunk == .unknownReturns })
        try bench.clear()
        try bench.writeFacts(.posts, [post("a", 1, followers: 50_000)])
        #expect(try bench.aggregate().payoff.isEmpty)
        #expect(bench.creators.map(\.whyNotShrunk) == [.noDeals])
    }

    /// The sets of the reference, each as a tier of its own.
    @Test(arguments: ["spread", "rare", "alike", "losses", "few_creators", "few_repeats", "identical", "all_lost"])
    func shrunkReturns(set: String) throws {
        let folder = URL(filePath: Repository.path + "/Tests/Reference/cases/shrunk_returns")
        let lines = try String(contentsOf: folder.appending(path: "deals.csv"), encoding: .utf8).split(separator: "\n").map {
            $0.split(separator: ",").map(String.init)
        }
        let deals = lines.dropFirst().filter { $0[0] == set }.enumerated().map { place, cells -> Row in
            // Deals of a creator come in the order of their ids.
            Self.fact(["creator": cells[1], "cost": cells[3], "net": cells[4]], 1_000 + place, followers: 50_000)
        }
        let bench = try Bench()
        try bench.writeFacts(.deals, deals)
        let creators = try bench.creatorRows()
        let json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: "case.json"))) as? [String: Any])
        let sets = try #require(json["expected"] as? [String: Any])
        guard let expected = (sets[set] as? [String: Any])?["creators"] as? [String: [String: Double]] else {
            #expect(!creators.isEmpty)
            for row in creators { #expect(row.shrunkROAS == nil && row.whyNotShrunk == .fewRepeats) }
            return
        }
        #expect(Set(creators.map(\.creator)) == Set(expected.keys))
        for row in creators {
            let (wanted, shrunk) = (try #require(expected[row.creator]), try #require(row.shrunkROAS))
            #expect(abs(shrunk - (wanted["shrunk"] ?? .nan)) < 1e-9 * max(1, abs(shrunk)), "\(row.creator)")
            #expect(abs(try #require(row.reliability) - (wanted["reliability"] ?? .nan)) < 1e-9, "\(row.creator)")
            #expect(row.whyNotShrunk == nil)
        }
    }
}
