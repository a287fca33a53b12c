import Findings
import Normalization
import SocialData
import Testing

/// Refund rows without numbers of their own that one file holds several times (Methods 1.6).
@Suite("Equal refund rows")
struct RepeatedRefundTests {
    private static let ten: Row = ["revenue": "-10"]
    private static let numbered: Row = ["revenue": "-10", "refund_id": "r1"]

    private static func at(_ time: String) -> Row { ["revenue": "-10", "ordered_at": "2025-03-\(time)Z"] }

    /// An order of 50.00, what its own row says besides, the rows of its refunds by file, what is taken back, and what more would be if
    /// equal rows of one file were several refunds.
    struct Case: Sendable {
        let own: Row
        let files: [[Row]]
        let refund: String
        let more: String

        init(_ files: [[Row]], _ refund: String, _ more: String, own: Row = [:]) {
            (self.files, self.refund, self.more, self.own) = (files, refund, more, own)
        }
    }

    static let cases: [Case] = [
        Case([[ten, ten]], "10.00", "10.00"),
        Case([[ten, ten, ten]], "10.00", "20.00"),
        Case([[["revenue": "0", "refund": "10"], ["revenue": "0", "refund": "10"]]], "10.00", "10.00"),
        // Two exports that overlap hold one refund; of two with two rows each, one more is in doubt.
        Case([[ten], [ten]], "10.00", ""),
        Case([[ten, ten], [ten, ten]], "10.00", "10.00"),
        Case([[ten], [ten, ten]], "10.00", "10.00"),
        // No more than the order brought: 30 and 30 of 50; 50 twice.
        Case([[["revenue": "-30"], ["revenue": "-30"]]], "30.00", "20.00"),
        Case([[["revenue": "-50"], ["revenue": "-50"]]], "50.00", ""),
        Case([[["revenue": "0", "status": "refunded"], ["revenue": "0", "status": "refunded"]]], "50.00", ""),
        // Other amounts, other times, and numbers of their own tell.
        Case([[ten, ["revenue": "-11"]]], "21.00", ""),
        Case([[ten, ["revenue": "-10", "ordered_at": "2025-03-13T00:00:00Z"]]], "20.00", ""),
        Case([[numbered, numbered]], "10.00", ""),
        // The seconds or the hour were left out of another export; a file itself writes each time alike.
        Case([[at("12T10:15:30")], [at("12T10:15:00")]], "10.00", ""), Case([[at("12T10:15:30")], [at("12T00:00:00")]], "10.00", ""),
        Case([[at("12T10:15:00")], [at("12T00:00:00")]], "10.00", ""), Case([[at("12T10:15:30"), at("12T10:15:00")]], "20.00", ""),
        Case([[at("12T10:15:30")], [at("12T10:16:00")]], "20.00", ""), Case([[at("12T10:15:30")], [at("12T10:15:31")]], "20.00", ""),
        Case([[at("12T10:15:30")], [at("13T00:00:00")]], "20.00", ""), Case([[at("12T10:15:30")], [["revenue": "-11", "ordered_at": "2025-03-12T10:15:00Z"]]], "21.00", ""),
        Case([[at("12T10:15:30"), at("12T10:15:50")], [at("12T10:15:00")]], "20.00", ""), Case([[at("12T10:15:30")], [at("12T10:15:00")], [at("12T00:00:00")]], "10.00", ""),
        // Two products of one refund, or its amount corrected; in two exports it was corrected.
        Case([[numbered, ["revenue": "-20", "refund_id": "r1"]]], "20.00", "10.00"),
        Case([[["revenue": "-20", "refund_id": "r1"], numbered, ["revenue": "-5", "refund_id": "r1"]]], "20.00", "15.00"),
        Case([[numbered], [["revenue": "-20", "refund_id": "r1"]]], "20.00", ""),
        Case([[numbered, ["revenue": "-20", "refund_id": "r1"]], [["revenue": "-5", "refund_id": "r1"]]], "20.00", "10.00"),
        Case([[["revenue": "-5", "refund_id": "r1"]], [numbered, ["revenue": "-20", "refund_id": "r1"]]], "20.00", "10.00"),
        Case([[numbered, ["revenue": "-10", "refund_id": "r2"]]], "20.00", ""),
        // The order's own row says how much went back: as much as the different rows, or less.
        Case([[ten, ten]], "10.00", "", own: ["refund": "10"]),
        Case([[ten, ten]], "20.00", "", own: ["refund": "20"]),
        Case([[ten, ten]], "10.00", "10.00", own: ["refund": "0"]),
        // A cancelled order brings nothing.
        Case([[ten, ten]], "", "", own: ["status": "cancelled"]),
    ]

    @Test("Equal refund rows of one file count once, and are said with what more they may take back", arguments: cases)
    func equalRows(found: Case) throws {
        for isReversed in [false, true] {
            let bench = try Bench()
            try bench.stage(.deals, OrderFixture.deals)
            try bench.stage(.codes, OrderFixture.codes)
            let sale = OrderFixture.base.merging(["promo_code": "NOA"]) { $1 }.merging(found.own) { $1 }
            for (number, file) in found.files.enumerated() {
                let refunds = file.map { OrderFixture.base.merging(["ordered_at": "2025-03-12T00:00:00Z"]) { $1 }.merging($0) { $1 } }
                let rows = (number == 0 ? [sale] : []) + refunds
                try bench.stage(.orders, isReversed ? rows.reversed() : rows, input: "\(number)23456789abc")
            }
            let losses = try bench.normalize().losses.filter { $0.what.contains("several rows of a refund") }
            #expect(try bench.fact(.orders, "o1")["refund_converted"] == found.refund)
            #expect(losses.map { $0.money?.amountText } == (found.more.isEmpty ? [] : [found.more]), "\(losses)")
            #expect(losses.allSatisfy { $0.kind == .contradictingRows && $0.weight == .important && $0.count == 1 })
        }
    }

    /// Goods for 50 with shipping of 12.50: of a refund of 20 goods are 16, of one in the goods' prices 20. Of 20 euros and 20 dollars
    /// under one number the dollars stand, by the bytes of their name: 20 / 1.25 = 16.
    @Test("Which of two rows of one refund stands first does not matter", arguments: [
        ([["revenue": "-20"], ["revenue": "0", "refund": "20"]], "20.00"),
        ([["revenue": "0", "refund": "20", "refund_id": "r1"], ["revenue": "0", "refund": "20", "refund_id": "r1", "currency": "USD"]], "16.00"),
    ] as [([Row], String)])
    func orderOfRows(refunds: [Row], takenBack: String) throws {
        let sale: Row = ["total": "62.50", "shipping": "12.50", "promo_code": "NOA"]
        for rows in [refunds, refunds.reversed()] {
            let bench = try OrderFixture.bench([sale] + rows.map { $0.merging(["ordered_at": "2025-03-12T00:00:00Z"]) { own, _ in own } })
            try bench.stage(.rates, [["day": "2025-03-10", "currency": "USD", "rate": "1.25"]])
            _ = try bench.normalize()
            #expect(try bench.fact(.orders, "o1")["refund_converted"] == takenBack)
        }
    }

    /// 25 dollars at 1.25 for a euro are 20; 5 twice are 4.
    @Test("What is in doubt stands in the reporting currency")
    func otherCurrency() throws {
        let orders: [Row] = [["revenue": "25"], ["revenue": "-5", "ordered_at": "2025-03-12T00:00:00Z"], ["revenue": "-5", "ordered_at": "2025-03-12T00:00:00Z"]]
        let bench = try OrderFixture.bench(orders.map { $0.merging(["currency": "USD", "promo_code": "NOA"]) { $1 } })
        try bench.stage(.rates, [["day": "2025-03-10", "currency": "USD", "rate": "1.25"]])
        let losses = try bench.normalize().losses.filter { $0.what.contains("several rows of a refund") }
        #expect(losses.map { $0.money?.amountText } == ["4.00"])
        #expect(try bench.fact(.orders, "o1")["gross"] == "20.00")
    }
}
