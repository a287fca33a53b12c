import Findings
import SocialData
import Testing

@testable import Aggregation

/// Money by tier on small deals with answers by hand (Methods 4.2).
@Suite struct MoneyTests {
    private func findings(_ change: (inout Definition) -> Void = { _ in }) throws -> FindingSet {
        let bench = try Bench()
        try bench.writeFacts(
            .deals,
            [
                deal(
                    "a", 1, followers: 2000, cost: "100.00", gross: "300.00",
                    ["shipping_converted": "5.00", "fee_converted": "95.00", "cost_known": "2"]),
                deal("a", 2, followers: 2000, cost: "50.00", gross: "0.00", ["orders": "0"]),
                deal("b", 3, followers: 3000, cost: "50.00", gross: "30.00", ["refund": "60.00", "orders": "1"]),
                deal("b", 4, followers: 3000, cost: "0.00", gross: "40.00", ["excluded": "unpaid"]),
                deal("c", 5, followers: 3000, cost: "10.00", gross: "40.00", ["excluded": "immature"]),
                deal("d", 6, followers: 0, cost: "10.00", gross: "40.00", ["followers": "", "followers_source": "unknown"]),
                deal(
                    "e", 7, followers: 500_000, cost: "80.00", gross: "40.00",
                    ["currency": "USD", "fee_converted": "53.3333", "agency_fee_converted": "26.6667", "cost_known": "2"]),
            ])
        try bench.writeFacts(
            .posts,
            [
                post("a", 1, followers: 2000, ["deal_id": "d1", "impressions": "1000"]),
                post("a", 2, followers: 2000, ["deal_id": "d1", "impressions": "", "boosted": "1"]),
                post("a", 3, followers: 2000, ["deal_id": "d2", "likes": "", "impressions": "0"]),
                post("a", 4, followers: 2000, ["deal_id": "d2", "excluded": "too_young", "impressions": "9999"]),
            ])
        return try bench.aggregate(change)
    }

    @Test func aTierAddsUp() throws {
        let micro = try #require(try findings().money.first { $0.tier == "micro" })
        #expect(micro.deals == 3 && micro.creators == 2 && micro.dealsWithoutSale == 1)
        #expect(micro.cost.value == 2_000_000)
        #expect(micro.gross.value == 3_300_000 && micro.refund.value == 600_000 && micro.net.value == 2_700_000)
        #expect(micro.orders == 3)
        #expect(micro.roas == 1.35)
        #expect(micro.averageOrderValue == 110)
        #expect(micro.costPerOrder == 66.6666666667)
        #expect(micro.refundRate == 0.181818181818)
        // Components known: 2 + 1 + 1 of 24.
        #expect(micro.costShareKnown == 0.166666666667)
        #expect(micro.costByComponent[0] == CostComponentTotal(component: .fee, amount: ExactTotal(1_950_000), knownDeals: 3))
        #expect(micro.costByComponent[3] == CostComponentTotal(component: .shipping, amount: ExactTotal(50_000), knownDeals: 1))
        // Creator a brought 300.00, b lost 30.00: 300/270.
        #expect(micro.topCreatorShare == 1.11111111111)
        #expect(micro.unpaidDeals == 1 && micro.unpaidNet.value == 400_000)
    }

    /// Only deal 1 has engagement (two posts of 110 each, one boosted): 100.00/220. Impressions: deals 1 and 2, 150.00 for 1000.
    @Test func costPerPostCounts() throws {
        let findings = try findings()
        let micro = try #require(findings.money.first { $0.tier == "micro" })
        #expect(micro.costPerEngagement == 0.454545454545)
        #expect(micro.costPerThousandImpressions == 150)
        let engagement = try #require(findings.estimate("micro", "cpe", "pooled"))
        #expect(engagement.units == 1 && engagement.missingShare == 0.666666666667)
        #expect(findings.excluded("deals", "micro", "cpe", "missing_denominator") == 2)
        #expect(findings.excluded("deals", "micro", "cpm", "missing_denominator") == 1)
    }

    @Test func everyExcludedDealIsCounted() throws {
        let findings = try findings()
        #expect(findings.excluded("deals", "micro", "", "unpaid") == 1)
        #expect(findings.excluded("deals", "micro", "", "immature") == 1)
        #expect(findings.excluded("deals", "unknown", "", "unknown_tier") == 1)
        // Creators a, b (unpaid and paid) are micro, e is macro, d in no tier; c's only deal is not used.
        #expect(findings.census.map { "\($0.creators) \($0.deals)" } == ["0 0", "2 4", "1 1", "0 0", "1 1"])
    }

    /// What cannot divide is left out by name: a negative cost of everything, a negative gross of the refund rate.
    @Test func negativeMoneyDividesNothing() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .deals,
            [
                deal("a", 1, followers: 2000, cost: "-5.00", gross: "1.00"),
                deal("b", 2, followers: 2000, cost: "10.00", gross: "-30.00"),
                deal("c", 3, followers: 2000, cost: "10.00", gross: "50.00", ["refund": "10.00"]),
            ])
        let findings = try bench.aggregate()
        #expect(findings.excluded("deals", "micro", "", "negative_cost") == 1)
        #expect(findings.excluded("deals", "micro", "refund_rate", "negative_count") == 1)
        let micro = try #require(findings.money.first { $0.tier == "micro" })
        #expect(micro.roas == 0.5 && micro.refundRate == 0.2)
    }

    @Test func componentsAreInTheReportingCurrency() throws {
        let macro = try #require(try findings().money.first { $0.tier == "macro" })
        // 60 and 30 dollars cost 80 euros together.
        #expect(macro.costByComponent[0].amount.value == 533_333)
        #expect(macro.costByComponent[4].amount.value == 266_667)
    }

    @Test func marginTurnsROASIntoROI() throws {
        let findings = try findings { $0.margin = 0.6 }
        let micro = try #require(findings.money.first { $0.tier == "micro" })
        let roas = try #require(findings.estimate("micro", "roas", "pooled"))
        let roi = try #require(findings.estimate("micro", "roi", "pooled"))
        // 0.6 · 1.35 − 1
        #expect(micro.roi == -0.19 && roi.value == -0.19)
        let low = try #require(roas.low)
        #expect(abs((roi.low ?? 0) - (0.6 * low - 1)) < 1e-11)
        #expect(roi.degreesOfFreedom == roas.degreesOfFreedom)
    }

    /// Deals have no logarithms of their own.
    @Test func returnsHaveNoTypicalValue() throws {
        #expect(try findings().estimate("micro", "roas", "typical") == nil)
    }

    /// What sold counts, whatever was taken back of it: all of a's sales were refunded.
    @Test func creatorsWithSalesHaveGrossRevenue() throws {
        let bench = try Bench()
        try bench.writeFacts(
            .deals,
            [
                deal("a", 1, followers: 2000, cost: "10.00", gross: "30.00", ["refund": "30.00"]),
                deal("b", 2, followers: 2000, cost: "10.00", gross: "0.00"),
                deal("c", 3, followers: 200_000, cost: "10.00", gross: "5.00"),
            ])
        let row = try #require(try bench.aggregate().headlines.first { $0.metric == .returnOnSpend })
        #expect(row.creatorsWithSalesA == 1 && row.creatorsWithSalesB == 1)
    }
}
