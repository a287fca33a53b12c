import Findings
import Normalization
import SocialData
import Testing

/// Advertising in the name of a campaign that several creators have (Methods 4.2).
@Suite("Advertising of shared campaigns")
struct SharedCampaignTests {
    private static let deal: Row = [
        "platform": "instagram", "campaign_id": "boost", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "100.00",
    ]
    private static let spend: Row = [
        "currency": "EUR", "campaign": "Boost", "started_at": "2025-03-05T00:00:00Z", "ended_at": "2025-03-31T00:00:00Z", "boost_spend": "40",
    ]
    private static let later: Row = ["handle": "noa", "started_at": "2025-03-02T00:00:00Z"]

    /// Deals d0 and d1, what the report says besides, and whose its 40 are. Days tell one creator's deals apart, never creators.
    @Test("Nothing tells whose of several creators' posts were advertised", arguments: [
        // Both had begun; one begins while the report runs.
        ([["handle": "mia"], later], [:], ""),
        ([["handle": "mia"], ["handle": "noa", "started_at": "2025-03-20T00:00:00Z"]], [:], ""),
        // One had ended: nobody knows for how long its posts are shown.
        ([["handle": "mia", "ended_at": "2025-03-10T00:00:00Z"], ["handle": "noa", "started_at": "2025-05-01T00:00:00Z"]],
            ["started_at": "2025-05-02T00:00:00Z", "ended_at": ""], ""),
        // The name of an ad is no creator; a report and a deal without days.
        ([["handle": "mia"], later], ["ad": "mia reel"], ""),
        ([["handle": "mia"], ["handle": "noa"]], ["started_at": "", "ended_at": ""], ""),
        ([["handle": "mia", "started_at": ""], ["handle": "noa"]], [:], ""),
        // Nobody knows whose two deals are.
        ([["handle": ""], ["handle": "", "started_at": "2025-03-02T00:00:00Z"]], [:], ""),
        // A year apart; the report names one of the two; both deals are one creator's.
        ([["handle": "mia", "started_at": "2024-03-01T00:00:00Z"], ["handle": "noa"]], [:], "d1"),
        ([["handle": "mia"], later], ["handle": "mia", "platform": "instagram"], "d0"),
        ([["handle": "mia", "started_at": "2025-02-20T00:00:00Z"], ["handle": "mia", "started_at": "2025-03-02T00:00:00Z"]], [:], "d1"),
    ] as [([Row], Row, String)])
    func owners(deals: [Row], changes: Row, owner: String) throws {
        let bench = try Bench()
        try bench.stage(.deals, deals.enumerated().map { number, deal in Self.deal.merging(deal) { $1 }.merging(["deal_id": "d\(number)"]) { $1 } })
        try bench.stage(.spend, [Self.spend.merging(changes) { $1 }])
        let summary = try bench.normalize()
        #expect(try bench.facts(.deals).filter { $0["boost_spend"] != "" }.map { [$0["deal_id"], $0["boost_spend"]] } == (owner.isEmpty ? [] : [[owner, "40.00"]]))
        let losses = summary.losses.filter { $0.kind == .spendUnmatched }
        #expect(losses.map(\.what) == (owner.isEmpty ? ["40.00 EUR was spent on ads that could belong to several deals"] : []))
        #expect(losses.allSatisfy { $0.weight == .important && $0.count == 1 && $0.money == ExactTotal(400_000) })
        #expect(summary.unmatched("spend_without_deal").map(\.rows) == (owner.isEmpty ? [1] : []))
    }

    /// 300 and 200 of two days for four creators, whatever the order of the files.
    @Test("All of it stands in one loss")
    func sum() throws {
        let handles = ["mia", "noa", "otto", "pia"]
        for files in [handles, handles.reversed()] {
            let bench = try Bench()
            for (number, handle) in files.enumerated() { try bench.stage(.deals, [Self.deal.merging(["deal_id": handle, "handle": handle]) { $1 }], input: "\(number)23456789abc") }
            let days = [("2025-03-05T00:00:00Z", "300"), ("2025-03-06T00:00:00Z", "200")]
            try bench.stage(.spend, days.map { day, amount in Self.spend.merging(["started_at": day, "ended_at": day, "boost_spend": amount]) { $1 } })
            let losses = try bench.normalize().losses.filter { $0.kind == .spendUnmatched }
            #expect(losses.map { $0.money?.amountText } == ["500.00"] && losses.map(\.count) == [2])
            #expect(try bench.facts(.deals).map { $0["cost"] } == ["100.00", "100.00", "100.00", "100.00"])
        }
    }
}
