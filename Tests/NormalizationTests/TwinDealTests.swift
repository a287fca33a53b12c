import Findings
import Normalization
import SocialData
import Testing

/// Deals that two files hold under two numbers.
@Suite("Deals in two files")
struct TwinDealTests {
    @Test("Deals of two files that agree in all but their number are said with their sum", arguments: [
        ([:], "100.00"), (["campaign_id": ""], "100.00"), (["handle": "Mia"], "100.00"), (["campaign_id": "autumn"], ""), (["fee": "101"], ""),
        (["started_at": "2025-03-02T00:00:00Z"], ""), (["currency": "USD"], ""), (["handle": "noa"], ""),
    ] as [(Row, String)])
    func twinDeals(changes: Row, money: String) throws {
        let deal: Row = [
            "deal_id": "d1", "platform": "instagram", "handle": "mia", "campaign_id": "spring", "started_at": "2025-03-01T00:00:00Z", "fee": "100", "currency": "EUR",
        ]
        let twin = deal.merging(["deal_id": "AG-7"]) { _, new in new }.merging(changes) { _, new in new }
        for files in [["aaaaaaaaaaaa", "bbbbbbbbbbbb"], ["aaaaaaaaaaaa", "aaaaaaaaaaaa"]] {
            let bench = try Bench()
            try bench.stage(.deals, [deal], input: files[0])
            try bench.stage(.deals, [twin], input: files[1])
            let losses = try bench.normalize().losses.filter { $0.column == "deal_id" && $0.kind == .contradictingRows }
            // One list may well hold two such deals.
            #expect(losses.map { $0.money?.amountText } == (money.isEmpty || files[0] == files[1] ? [] : [money]), "\(losses)")
            #expect(losses.allSatisfy { $0.weight == .important && $0.count == 1 })
            #expect(try bench.facts(.deals).count == 2)
        }
    }
}
