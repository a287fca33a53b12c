import Findings
import Normalization
import SocialData
import Testing

/// Deals that the rows of one file call off and those of another state (Methods 1.6).
@Suite("Deals that were called off")
struct CalledOffDealTests {
    private static let january = "aaaaaaaaaaaa"
    private static let march = "bbbbbbbbbbbb"
    private static let base: Row = [
        "deal_id": "D-2", "platform": "instagram", "handle": "mia", "started_at": "2025-01-07T00:00:00Z", "currency": "EUR", "fee": "2500",
    ]
    private static let day = instant("2025-01-07T00:00:00Z")

    private static func call(_ id: String = "D-2", handle: String = "mia", platform: String = "instagram", startedAt: Int64? = day) -> CalledOffDeal {
        CalledOffDeal(dealID: id, platform: platform, handle: handle, startedAt: startedAt)
    }

    /// What one file calls off, the rows that another holds, whether their number is made of other columns; and whether the deal goes.
    struct Case: Sendable {
        let call: CalledOffDeal
        let changes: Row
        let isMadeID: Bool
        let goes: Bool

        init(_ call: CalledOffDeal, _ changes: Row = [:], isMadeID: Bool = false, goes: Bool) {
            (self.call, self.changes, self.isMadeID, self.goes) = (call, changes, isMadeID, goes)
        }
    }

    static let cases: [Case] = [
        Case(call(), goes: true),
        // A row that names nobody; one of another day, as numbers of their own tell deals apart.
        Case(call(handle: "", platform: ""), goes: true), Case(call(startedAt: instant("2025-03-07T00:00:00Z")), goes: true), Case(call(startedAt: nil), goes: true),
        // Another number, another creator, and one of whom no deal speaks.
        Case(call("D-20"), goes: false), Case(call(handle: "noa"), goes: false), Case(call(handle: "pia"), goes: false),
        // A number made of creator and campaign may be that of the next deal.
        Case(call(), isMadeID: true, goes: true), Case(call(startedAt: instant("2025-03-07T00:00:00Z")), isMadeID: true, goes: false),
        Case(call(startedAt: nil), isMadeID: true, goes: false),
    ]

    @Test("A deal that another file calls off does not count, and is said", arguments: cases)
    func calledOff(found: Case) throws {
        let other = Self.base.merging(["deal_id": "D-1", "handle": "noa", "fee": "1200"]) { $1 }
        for rows in [[Self.base, other], [other, Self.base]] {
            let bench = try Bench()
            try bench.stage(.deals, rows.map { $0.merging(found.changes) { $1 } }, input: Self.january)
            try bench.stage(.deals, [other], input: Self.march)
            let summary = try bench.normalize { request in
                request.calledOff = [Self.march: [found.call]]
                request.origins[Self.march] = InputOrigin(source: "a", name: "march.csv", makesDealIDs: found.isMadeID)
            }
            #expect(try bench.facts(.deals).map { $0["deal_id"] }.sorted { $0! < $1! } == (found.goes ? ["D-1"] : ["D-1", "D-2"]))
            let losses = summary.losses.filter { $0.what.contains("called off") }
            #expect(losses.map(\.what) == (found.goes ? ["1 deal stands in one file and is called off in another, so it does not count"] : []))
            #expect(losses.allSatisfy { $0.weight == .important && $0.count == 1 && $0.money?.amountText == "2500.00" && $0.example == "D-2" })
            let books = summary.rows(of: .deals)
            #expect(books.accepted == books.facts + books.duplicates)
        }
    }

    /// One list calls a deal off and holds it again: it was taken up once more.
    @Test("A file that also holds the deal does not call it off")
    func takenUpAgain() throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.base], input: Self.january)
        try bench.stage(.deals, [Self.base], input: Self.march)
        let summary = try bench.normalize { $0.calledOff = [Self.march: [Self.call()]] }
        #expect(try bench.facts(.deals).map { $0["fee"] } == ["2500.00"])
        #expect(!summary.losses.contains { $0.what.contains("called off") })
    }

    /// 500 and 300 were paid before it was called off.
    @Test("Payments of a deal that was called off count, and are said")
    func paid() throws {
        let bench = try Bench()
        try bench.stage(.deals, [["payout_id": "P1", "fee": "500"], ["payout_id": "P2", "fee": "300"]].map { Self.base.merging($0) { $1 } }, input: Self.january)
        let losses = try bench.normalize { $0.calledOff = [Self.march: [Self.call()]] }.losses.filter { $0.what.contains("called off") }
        #expect(try bench.fact(.deals, "D-2")["fee"] == "800.00")
        #expect(losses.map(\.what) == ["1 deal is called off in one file, and its payments in another count"])
        #expect(losses.map { $0.money?.amountText } == ["800.00"])
    }
}
