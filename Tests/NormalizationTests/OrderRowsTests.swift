import Findings
import Normalization
import SocialData
import Testing

/// Rows of one order that say less than others, or the same again (Methods 1.6).
@Suite("Several rows of one order")
struct OrderRowsTests {
    private let base = OrderFixture.base

    /// The books have 10 of the order's 50 as refunded, and no codes; which files stand first does not matter.
    @Test("An export without codes takes no credit away", arguments: [
        (["promo_code": "NOA"], "d3"), (["utm_creator": "noa"], "d3"), ([:], ""),
    ] as [(Row, String)])
    func creditOfAnotherRow(credit: Row, deal: String) throws {
        for files in [["aaaaaaaaaaaa", "bbbbbbbbbbbb"], ["bbbbbbbbbbbb", "aaaaaaaaaaaa"]] {
            let bench = try OrderFixture.bench([])
            try bench.stage(.orders, [base.merging(credit) { $1 }], input: files[0])
            try bench.stage(.orders, [base.merging(["refund": "10"]) { $1 }], input: files[1])
            _ = try bench.normalize()
            let order = try bench.fact(.orders, "o1")
            #expect(order["deal_id"] == deal && order["gross"] == "50.00" && order["refund_converted"] == "10.00", "\(order)")
        }
    }

    /// Three products of 50 each under one number, or one order written three times. Rows that differ are another matter, and so are two
    /// exports.
    @Test("Equal rows of one file are said", arguments: [
        ([[[:], [:], [:]]], "100.00"), ([[[:], ["refund": "5"]]], ""), ([[[:]], [[:]]], ""), ([[[:], [:]], [[:], [:]]], "50.00"), ([[["status": "cancelled"], ["status": "cancelled"]]], ""),
        // 50 dollars at 1.25 are 40.
        ([[["currency": "USD"], ["currency": "USD"]]], "40.00"),
    ] as [([[Row]], String)])
    func equalRows(files: [[Row]], money: String) throws {
        let bench = try OrderFixture.bench([])
        for (number, rows) in files.enumerated() {
            try bench.stage(.orders, rows.map { base.merging(["promo_code": "NOA"]) { $1 }.merging($0) { $1 } }, input: "\(number)23456789abc")
        }
        try bench.stage(.rates, [["day": "2025-03-10", "currency": "USD", "rate": "1.25"]], input: "dddddddddddd")
        let losses = try bench.normalize().losses.filter { $0.what.contains("several times in one file") }
        #expect(losses.map { $0.money?.amountText } == (money.isEmpty ? [] : [money]), "\(losses)")
        #expect(losses.allSatisfy { $0.weight == .important && $0.count == 1 })
        #expect(try bench.facts(.orders).count == 1)
    }

    /// Twenty orders of March 2025 and some of 5 March 2052, which is 2,593,209,600 seconds after 1970.
    @Test("Orders far behind all others say how far the data reach, and that is said", arguments: [(1, 1), (2, 2), (0, 0)])
    func mistypedYears(late: Int, said: Int) throws {
        let bench = try OrderFixture.bench([])
        try bench.stage(.orders, (0..<20 + late).map { number in
            base.merging(["order_id": "o\(number)", "promo_code": "NOA", "ordered_at": number < late ? "2052-03-05T00:00:00Z" : "2025-03-1\(number % 10)T00:00:00Z"]) { $1 }
        })
        for asOf in [Int64(2_593_209_600), 1_767_139_200] {
            let losses = try bench.normalize { $0.asOf = asOf }.losses.filter { $0.what.contains("a year after all others") }
            #expect(losses.map(\.count) == (said == 0 || asOf != 2_593_209_600 ? [] : [said]), "\(losses)")
            #expect(losses.allSatisfy { $0.what.contains("(2052-03-05)") && $0.weight == .important })
        }
    }
}
