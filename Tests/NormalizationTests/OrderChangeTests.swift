import Findings
import Foundation
import Normalization
import SocialData
import Testing

/// What becomes of an order between two exports, and of a code between two deals (Methods 1.6, 4.3).
struct OrderChangeTests {
    private let base = OrderFixture.base

    private func bench(_ orders: [Row]) throws -> Bench { try OrderFixture.bench(orders) }

    /// c1's deals began on 1 and 5 March; a code that both keep, without a begin or with the same one, is that of the last that had begun.
    @Test(arguments: [
        ("2025-03-03T00:00:00Z", "d1"), ("2025-03-05T00:00:00Z", "d2"), ("2025-03-10T00:00:00Z", "d2"),
        // Before both, and at no known time.
        ("2025-02-01T00:00:00Z", "d2"), ("", "d2"),
    ])
    func aCodeOfSeveralDeals(orderedAt: String, deal: String) throws {
        let bench = try bench([["promo_code": "KEPT", "ordered_at": orderedAt]])
        try bench.stage(.codes, [["promo_code": "KEPT", "deal_id": "d2"], ["promo_code": "KEPT", "deal_id": "d1"]], input: "kept")
        _ = try bench.normalize()
        #expect(try bench.fact(.orders, "o1")["deal_id"] == deal)
    }

    /// Two exports of one order of 50.00, and what counts: its gross, and the sentence with its weight.
    @Test(arguments: [
        (["status": "paid"], ["status": "cancelled"], "", "the cancellation counts"),
        (["status": "pending"], ["status": "voided"], "", "the cancellation counts"),
        (["status": "paid"], ["status": "canceled", "revenue": "0"], "", "the cancellation counts"),
        (["status": "paid", "refund": "5"], ["status": "cancelled"], "", "the cancellation counts"),
        (["status": "failed"], ["status": "processing"], "50.00", "the payment counts"),
        (["status": "paid"], ["status": "on-hold"], "50.00", ""),
    ] as [(Row, Row, String, String)])
    func anOrderThatChangedBetweenExports(one: Row, other: Row, gross: String, said: String) throws {
        for rows in [[one, other], [other, one]] {
            let bench = try bench([])
            for (number, row) in rows.enumerated() { try bench.stage(.orders, [base.merging(row) { $1 }], input: "\(number)".padding(toLength: 12, withPad: "a", startingAt: 0)) }
            let summary = try bench.normalize()
            #expect(try bench.fact(.orders, "o1")["gross"] == gross)
            let losses = summary.losses.filter { $0.column == "status" && $0.kind == .contradictingRows }
            #expect(losses.map { $0.what.hasSuffix(said) } == (said.isEmpty ? [] : [true]), "\(losses)")
            #expect(losses.allSatisfy { $0.money == ExactTotal(500_000) && $0.count == 1 })
        }
    }
}
