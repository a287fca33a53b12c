import Findings
import Normalization
import SocialData
import Testing

/// Several promo codes in one cell (Methods 4.3).
@Suite("Codes in one cell")
struct CodeCellTests {
    private static let codes: [Row] = [
        ["promo_code": "ANNA10; anna15", "deal_id": "d1"], ["promo_code": "NOA / NOAH20", "deal_id": "d2"],
        ["promo_code": "BLACK+WHITE", "deal_id": "d1"], ["promo_code": "WHITE", "deal_id": "d2"], ["promo_code": "2+1", "deal_id": "d2"],
        ["promo_code": "SPRING,SUMMER", "deal_id": "d2"],
    ]

    private func summary(_ orders: [Row], codes: [Row] = Self.codes) throws -> (Bench, NormalizationSummary) {
        let bench = try Bench()
        try bench.stage(.deals, [("d1", "c1"), ("d2", "c2")].map { deal, creator in
            [
                "deal_id": deal, "creator_id": creator, "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR",
                "fee": "10",
            ]
        })
        try bench.stage(.codes, codes)
        try bench.stage(.orders, orders.map { OrderFixture.base.merging($0) { _, own in own } })
        return (bench, try bench.normalize())
    }

    /// Each code of a list is the deal's. What may be two codes in one is both, but the other deal's `WHITE` stays the other deal's,
    /// and `2+1` is one code.
    @Test(arguments: [
        ("ANNA10", "promo_code", "d1"), ("Anna15", "promo_code", "d1"), ("ANNA10;ANNA15", "promo_code", "d1"),
        ("noah20", "promo_code", "d2"), ("NOA", "promo_code", "d2"), ("noa / noah20", "promo_code", "d2"),
        ("BLACK+WHITE", "promo_code", "d1"), ("BLACK", "promo_code", "d1"), ("WHITE", "promo_code", "d2"),
        ("2+1", "promo_code", "d2"), ("1", "unattributed", ""), ("summer", "promo_code", "d2"),
        // Codes of two creators.
        ("ANNA10, NOA", "ambiguous_code", ""), ("ANNA10/NOAH20", "ambiguous_code", ""),
    ])
    func eachCodeOfAListCounts(code: String, attribution: String, deal: String) throws {
        let (bench, summary) = try summary([["promo_code": code]])
        let fact = try bench.fact(.orders, "o1")
        #expect(fact["attribution"] == attribution && fact["deal_id"] == deal)
        #expect(summary.attribution(attribution).gross.value == 500_000)
    }

    /// Six rows stay six, and a row is used where any of its codes is: only what somebody wrote can lack orders.
    @Test func rowsAreCountedOnce() throws {
        let (_, summary) = try summary([
            ["order_id": "o1", "promo_code": "anna15"], ["order_id": "o2", "promo_code": "noa"], ["order_id": "o3", "promo_code": "black"],
            ["order_id": "o4", "promo_code": "2+1"], ["order_id": "o5", "promo_code": "white"],
        ])
        let unused = summary.unmatched.filter { $0.kind == .codeWithoutOrders }.map(\.key)
        #expect(unused == ["ANNA10", "SPRING", "SUMMER"])
        let rows = summary.rows(of: .codes)
        #expect([rows.accepted, rows.facts, rows.duplicates] == [6, 6, 0])
    }

    /// A list that comes again with another end is one row that contradicts, and one whose first code alone comes again stays.
    @Test func repeatedLists() throws {
        let (_, summary) = try summary([["promo_code": "A15"]], codes: [
            ["promo_code": "A10;A15", "deal_id": "d1", "valid_to": "2025-04-01T00:00:00Z"],
            ["promo_code": "a10, a15", "deal_id": "d1", "valid_to": "2025-05-01T00:00:00Z"],
            ["promo_code": "B10;B15", "deal_id": "d2"], ["promo_code": "B10", "deal_id": "d2"],
        ])
        let rows = summary.rows(of: .codes)
        #expect(rows.accepted == 4 && rows.facts + rows.duplicates == 4 && rows.duplicates >= 1)
        #expect(summary.duplicates.first { $0.entity == .codes }?.conflicts == 1)
    }
}
