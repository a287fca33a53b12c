import Findings
import SocialData
import Testing

@testable import Normalization

/// What normalize concludes of amounts and followers, as facts say it.
@Suite struct ConcludedColumnTests {
    private static let base: Row = ["deal_id": "d1", "creator_id": "c1", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z"]
    private static let day = ["day": "2025-03-01", "currency": "USD", "rate": "2"]

    /// Two dollars a euro. A fee of 60 and an agency's 30 are 30 and 15 euros; commission alone has a fee of 0; without a rate
    /// nothing is known of the parts.
    @Test(arguments: [
        (["currency": "USD", "fee": "60", "agency_fee": "30"], [day], ["45.00", "30.00", "", "15.00"]),
        (["currency": "EUR", "fee": "95.50", "shipping": "4.50"], [], ["100.00", "95.50", "", ""]),
        (["currency": "USD", "basis": "per_order", "commission": "7"], [day], ["3.50", "0.00", "3.50", ""]),
        (["currency": "USD", "fee": "60"], [], ["", "", "", ""]),
    ] as [(Row, [Row], [String])])
    func partsOfTheCost(changes: Row, rates: [Row], expected: [String]) throws {
        let bench = try Bench()
        try bench.stage(.deals, [Self.base.merging(changes) { $1 }])
        if !rates.isEmpty { try bench.stage(.rates, rates) }
        _ = try bench.normalize()
        let fact = try bench.fact(.deals, "d1")
        #expect(["cost", "fee_converted", "commission_converted", "agency_fee_converted"].map { fact[$0] } == expected)
    }

    /// Micro from 1,000 below 100,000; on YouTube from 10,000. Nothing is in a tier below, and nothing without followers.
    @Test func tiers() throws {
        let bench = try Bench()
        let cases = [
            ("instagram", "999", ""), ("instagram", "1000", "micro"), ("instagram", "99999", "micro"), ("instagram", "100000", "macro"),
            ("youtube", "9999", ""), ("youtube", "10000", "micro"), ("instagram", "", ""), ("instagram", "0", ""),
        ]
        let rows = cases.enumerated().map { number, one in (id: "x\(number)", one) }
        try bench.stage(.posts, rows.map { id, one in
            ["post_id": id, "platform": one.0, "followers_at_post": one.1, "creator_id": id, "posted_at": "2025-03-01T00:00:00Z"]
        })
        try bench.stage(.deals, rows.map { id, one in
            ["deal_id": id, "platform": one.0, "followers_at_booking": one.1, "creator_id": id, "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "1"]
        })
        _ = try bench.normalize {
            $0.definition.tiers = [TierBand(name: "micro", from: 1000, to: 100_000), TierBand(name: "macro", from: 100_000, to: nil)]
            $0.definition.platformTiers = [
                PlatformTiers(platform: "youtube", tiers: [TierBand(name: "micro", from: 10_000, to: 100_000), TierBand(name: "macro", from: 100_000, to: nil)])
            ]
        }
        for (id, one) in rows {
            #expect(try bench.fact(.deals, id)["tier"] == one.2, "\(one)")
            #expect(try bench.fact(.posts, id)["tier"] == one.2, "\(one)")
        }
    }
}
