import SocialData

/// Orders of a store beside three deals of two creators, and their codes.
enum OrderFixture {
    static let base: Row = [
        "store": "main", "order_id": "o1", "ordered_at": "2025-03-10T00:00:00Z", "currency": "EUR", "revenue": "50.00",
    ]
    /// Deals of c1 (d1, d2) and c2 (d3), with codes.
    static let deals: [Row] = [
        ["deal_id": "d1", "creator_id": "c1", "handle": "@Mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"],
        ["deal_id": "d2", "creator_id": "c1", "platform": "instagram", "started_at": "2025-03-05T00:00:00Z", "currency": "EUR", "fee": "20"],
        ["deal_id": "d3", "creator_id": "c2", "handle": "noa", "platform": "tiktok", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "30"],
    ]
    static let codes: [Row] = [
        ["promo_code": "MIA10", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z", "valid_to": "2025-03-20T00:00:00Z"],
        ["promo_code": " mia10 ", "deal_id": "d2", "valid_from": "2025-03-10T00:00:00Z"],
        ["promo_code": "ALWAYS", "deal_id": "d1"],
        ["promo_code": "NOA", "deal_id": "d3", "valid_from": "2025-03-01T00:00:00Z"],
        ["promo_code": "BOTH", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z"],
        ["promo_code": "BOTH", "deal_id": "d3", "valid_from": "2025-03-09T00:00:00Z"],
        ["promo_code": "LOST", "deal_id": "d99"],
    ]

    static func bench(_ orders: [Row]) throws -> Bench {
        let bench = try Bench()
        try bench.stage(.deals, deals)
        try bench.stage(.codes, codes)
        try bench.stage(.orders, orders.map { base.merging($0) { _, new in new } })
        return bench
    }
}
