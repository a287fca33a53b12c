import Findings
import Normalization
import SocialData
import Testing

/// What found no partner.
@Suite("Unmatched rows")
struct UnmatchedTests {
    @Test("Deals without posts, codes without orders, codes nobody owns, creators in one source only")
    func all() throws {
        let bench = try Bench()
        try bench.stage(.deals, [
            ["deal_id": "d1", "creator_id": "c1", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"],
            ["deal_id": "d2", "creator_id": "c2", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "20"],
            ["deal_id": "d3", "creator_id": "c2", "platform": "instagram", "started_at": "2025-04-01T00:00:00Z", "currency": "EUR", "fee": ""],
        ])
        try bench.stage(.codes, [
            ["promo_code": "used", "deal_id": "d1"], ["promo_code": "unused", "deal_id": "d2"],
            ["promo_code": "late", "deal_id": "d1", "valid_from": "2025-06-01T00:00:00Z"], ["promo_code": "lost", "deal_id": "d9"],
        ])
        try bench.stage(.posts, [
            ["platform": "instagram", "post_id": "p1", "creator_id": "c1", "posted_at": "2025-03-02T00:00:00Z", "sponsored": "1"],
        ])
        try bench.stage(.snapshots, [
            ["platform": "instagram", "creator_id": "c1", "followers": "5"], ["platform": "tiktok", "creator_id": "c3", "followers": "6"],
        ])
        let order: Row = ["store": "main", "ordered_at": "2025-03-10T00:00:00Z", "currency": "EUR", "revenue": "7"]
        try bench.stage(.orders, [("o1", "USED"), ("o2", "late"), ("o3", "friends|used"), ("o4", "Friends"), ("o5", "lost")].map {
            order.merging(["order_id": $0.0, "promo_code": $0.1]) { own, _ in own }
        })
        let summary = try bench.normalize()
        func row(_ kind: String, _ key: String, _ rows: Int, _ money: Int128?, _ sources: String) throws -> UnmatchedRow {
            UnmatchedRow(kind: try #require(UnmatchedKind(rawValue: kind)), key: key, rows: rows, money: money.map { ExactTotal($0) }, sources: sources)
        }
        #expect(try summary.unmatched == [
            row("code_without_deal", "LOST", 1, 70_000, "codes"),
            row("code_without_orders", "UNUSED", 1, 200_000, "codes"),
            row("deal_without_posts", "d2", 1, 200_000, "deals"),
            row("deal_without_posts", "d3", 1, nil, "deals"),
            row("handle_in_one_source_only", "c2", 2, 200_000, "deals"),
            row("handle_in_one_source_only", "c3", 1, 0, "snapshots"),
            row("order_code_nobody_owns", "FRIENDS", 2, 140_000, "orders"),
            row("order_code_not_valid", "LATE", 1, 70_000, "orders codes"),
        ])
    }

    @Test("Without posts no deal lacks them, without orders no code does")
    func onlyDeals() throws {
        let bench = try Bench()
        try bench.stage(.deals, [["deal_id": "d1", "creator_id": "c1", "platform": "instagram"]])
        try bench.stage(.codes, [["promo_code": "A", "deal_id": "d1"]])
        #expect(try bench.normalize().unmatched.isEmpty)
    }
}
