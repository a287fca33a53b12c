import Findings
import Normalization
import SocialData
import Testing

/// Sales that files cannot hold: what is said of them above the answer.
@Suite("Gaps of orders and deals")
struct OrderGapTests {
    private let base = OrderFixture.base

    /// The code was d1's until 20 March and then that of a deal nobody listed: what to mend is the deal, not the dates.
    @Test("A code that was then a missing deal's is no code that was not valid")
    func theDealOfThatTimeIsMissing() throws {
        let bench = try Bench()
        try bench.stage(.deals, OrderFixture.deals)
        try bench.stage(.codes, [
            ["promo_code": "MIA10", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z", "valid_to": "2025-03-20T00:00:00Z"],
            ["promo_code": "MIA10", "deal_id": "d77", "valid_from": "2025-03-20T00:00:00Z"],
        ])
        try bench.stage(.orders, ["2025-03-25T00:00:00Z", "2025-02-01T00:00:00Z"].enumerated().map { number, time in
            base.merging(["order_id": "o\(number)", "promo_code": "MIA10", "ordered_at": time]) { $1 }
        })
        let losses = try bench.normalize().losses.filter { $0.kind == .codeUnmatched }
        #expect(losses.first { $0.column == "deal_id" }?.money?.amountText == "50.00", "\(losses)")
        #expect(losses.first { $0.column == "valid_from" }?.money?.amountText == "50.00", "\(losses)")
    }

    /// The last order is of 1 March; of two deals that began on the 5th one has no followers and so counts nowhere.
    @Test("A deal that began after the last order is said, with its cost")
    func ordersEndBeforeTheDeals() throws {
        func bench(_ lastOrder: String) throws -> Bench {
            let bench = try Bench()
            let deals = OrderFixture.deals.map { $0.merging($0["deal_id"] == "d2" ? ["followers_at_booking": "5000"] : [:]) { $1 } }
            try bench.stage(.deals, deals + [
                ["deal_id": "d4", "creator_id": "c3", "platform": "tiktok", "started_at": "2025-03-05T00:00:00Z", "currency": "EUR", "fee": "40"]
            ])
            try bench.stage(.orders, [base.merging(["ordered_at": lastOrder]) { $1 }])
            return bench
        }
        let summary = try bench("2025-03-01T12:00:00Z").normalize()
        let loss = try #require(summary.losses.first { $0.kind == .partnerMissing && $0.column == "ordered_at" })
        #expect(loss.what == "1 deal began after the last order of these files (2025-03-01), so its cost counts and none of its sales")
        #expect(loss.count == 1 && loss.unit == .deals && loss.weight == .important && loss.money?.amountText == "20.00")
        #expect(loss.remedy.contains("`period: {to: 2025-01-30}`"), "\(loss.remedy)")
        let followed = try bench("2025-06-01T00:00:00Z").normalize()
        #expect(!followed.losses.contains { $0.column == "ordered_at" && $0.kind == .partnerMissing })
    }

    /// Nobody knows whether the code was valid when the order was placed.
    @Test("An order without a time is credited only by codes that are always valid", arguments: [("", "1"), ("2025-03-20T00:00:00Z", "0")])
    func undated(validTo: String, orders: String) throws {
        let bench = try OrderFixture.bench([["promo_code": "TEMP", "ordered_at": ""]])
        try bench.stage(.codes, [["promo_code": "TEMP", "deal_id": "d3", "valid_to": validTo]], input: "cccccccccccc")
        _ = try bench.normalize()
        #expect(try bench.fact(.deals, "d3")["orders"] == orders)
    }

    /// Data as of 31 December 2025: two days later is a matter of zones, a week later is not.
    @Test("Credited orders after the data cut-off are said", arguments: [("2026-01-01T12:00:00Z", 0), ("2026-01-07T00:00:00Z", 1)])
    func afterTheCutOff(orderedAt: String, count: Int) throws {
        let bench = try OrderFixture.bench([["promo_code": "NOA", "ordered_at": orderedAt]])
        let losses = try bench.normalize().losses.filter { $0.column == "ordered_at" && $0.kind == .contradictingRows }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]) && losses.allSatisfy { $0.money?.amountText == "50.00" })
    }
}
