import Findings
import Normalization
import SocialData
import Testing

/// METHODS.md 1.6, 3.3 and 4.2 for deals.
@Suite("Deals")
struct DealTests {
    private let base: Row = [
        "deal_id": "d1", "creator_id": "c1", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z",
        "currency": "EUR", "fee": "100.00",
    ]

    private func fact(_ changes: Row, _ others: [(Entity, [Row])] = []) throws -> Row {
        let bench = try Bench()
        try bench.stage(.deals, [base.merging(changes) { _, new in new }])
        for (entity, rows) in others { try bench.stage(entity, rows) }
        _ = try bench.normalize {
            $0.asOf = instant("2025-07-01T00:00:00Z")
            $0.periodFrom = instant("2025-01-01T00:00:00Z")
        }
        return try bench.fact(.deals, "d1")
    }

    @Test("fault50: cost, known components, and why a deal is not used", arguments: [
        ([:], "100.00", "1", ""),
        (["commission": "5.5", "shipping": "0", "labour": "1.2345"], "106.7345", "4", ""),
        // Half to even beyond four decimals: 100.00005 → 100.0000, 100.00015 → 100.0002.
        (["fee": "100.00005"], "100.00", "1", ""),
        (["fee": "100.00015"], "100.0002", "1", ""),
        (["fee": ""], "", "0", "cost_missing"),
        (["fee": "", "product_cost": "10"], "", "1", "cost_missing"),
        (["fee": "", "basis": "per_order", "commission": "7"], "7.00", "2", ""),
        (["fee": "", "basis": "gifted", "product_cost": "20"], "20.00", "2", ""),
        (["fee": "", "basis": "gifted"], "0.00", "1", "unpaid"),
        (["fee": "", "basis": "flat"], "", "0", "cost_missing"),
        (["fee": "0"], "0.00", "1", "unpaid"),
        (["currency": ""], "", "1", "no_currency"),
        (["currency": "", "fee": ""], "", "0", "cost_missing"),
        (["currency": "USD"], "", "1", "no_rate"),
        (["started_at": ""], "100.00", "1", "no_start"),
        // 30 days before the cut-off: 2025-06-01T00:00:00Z is mature, a second later is not.
        (["started_at": "2025-06-01T00:00:00Z"], "100.00", "1", ""),
        (["started_at": "2025-06-01T00:00:01Z", "currency": ""], "", "1", "immature"),
        (["started_at": "2024-12-31T23:59:59Z"], "100.00", "1", "outside_period"),
        (["creator_id": ""], "100.00", "1", "no_creator"),
    ] as [(Row, String, String, String)])
    func fault50_cost(changes: Row, cost: String, known: String, excluded: String) throws {
        let fact = try fact(changes)
        #expect(fact["cost"] == cost)
        #expect(fact["cost_known"] == known)
        #expect(fact["excluded"] == excluded)
    }

    /// 100 USD on a day when a euro is 1.0800 USD: 92.592592… → 92.5926.
    @Test("fault47: amounts in another currency take the rate of their day, at most 7 days back", arguments: [
        ("2025-03-01", "92.5926", ""), ("2025-02-22", "92.5926", ""), ("2025-02-21", "", "no_rate"), ("2025-03-02", "", "no_rate"),
    ])
    func fault47_rates(day: String, cost: String, excluded: String) throws {
        let fact = try fact(["currency": "USD"], [(.rates, [["day": day, "currency": "USD", "rate": "1.0800"]])])
        #expect(fact["cost"] == cost)
        #expect(fact["excluded"] == excluded)
    }

    @Test("A sum is converted once, by the exact rational of two rates")
    func convertedOnce() throws {
        // (0.0001 + 0.0001) CHF × 1.5 / 1 = 0.0003; converted one by one it would be 2 × 0.00015 → 2 × 0.0002.
        let rates: (Entity, [Row]) = (.rates, [
            ["day": "2025-03-01", "currency": "CHF", "rate": "1"], ["day": "2025-03-01", "currency": "USD", "rate": "1.5"],
        ])
        let bench = try Bench()
        try bench.stage(.deals, [base.merging(["currency": "CHF", "fee": "0.0001", "labour": "0.0001"]) { _, new in new }])
        try bench.stage(rates.0, rates.1)
        _ = try bench.normalize { $0.currency = "USD" }
        #expect(try bench.fact(.deals, "d1")["cost"] == "0.0003")
    }

    @Test("The day of a rate follows the pipeline's calendar")
    func calendar() throws {
        let bench = try Bench()
        // 23:30 in UTC is the next day two hours east.
        try bench.stage(.deals, [base.merging(["currency": "USD", "started_at": "2025-03-01T23:30:00Z"]) { _, new in new }])
        try bench.stage(.rates, [["day": "2025-03-02", "currency": "USD", "rate": "2"]])
        let summary = try bench.normalize { $0.zone = ZoneOffsets(fixedSeconds: 7200) }
        #expect(try bench.fact(.deals, "d1")["cost"] == "50.00")
        #expect(summary.notice("rate_of_earlier_day") == nil)
        _ = try bench.normalize()
        #expect(try bench.fact(.deals, "d1")["excluded"] == "no_rate")
    }

    @Test("Followers: at booking, else snapshots and profile at the start", arguments: [
        (["followers_at_booking": "900"], "900", "booking"), (["followers_at_booking": "0"], "2000", "snapshot_before"),
        ([:], "2000", "snapshot_before"), (["platform": "tiktok"], "", "unknown"), (["started_at": ""], "5000", "profile"),
        (["started_at": "2024-12-20T00:00:00Z"], "5000", "profile"),
    ] as [(Row, String, String)])
    func followers(changes: Row, followers: String, source: String) throws {
        let fact = try fact(changes, [(.snapshots, [
            ["platform": "instagram", "creator_id": "c1", "observed_at": "2025-02-01T00:00:00Z", "followers": "2000"],
            ["platform": "instagram", "creator_id": "c1", "followers": "5000"],
        ])])
        #expect(fact["followers"] == followers)
        #expect(fact["followers_source"] == source)
    }

    @Test("Of one deal's rows the greatest is kept", arguments: [
        (["fee": ""], ["fee": "0"]), (["fee": "9.50"], ["fee": "10.00"]),
        (["fee": "", "started_at": "2025-04-01T00:00:00Z"], ["fee": "-0.5", "started_at": ""]),
        (["started_at": "2025-03-01T00:00:00Z", "creator_id": "c9"], ["started_at": "2025-03-02T00:00:00Z", "creator_id": "c1"]),
        (["creator_id": "c1", "campaign_id": "z"], ["creator_id": "c2", "campaign_id": ""]),
        (["campaign_id": "", "labour": "9"], ["campaign_id": "a", "labour": ""]),
        (["niche": "a", "labour": "9"], ["niche": "b", "labour": ""]),
    ] as [(Row, Row)])
    func duplicates(lesser: Row, greater: Row) throws {
        let low = base.merging(lesser) { _, new in new }
        let high = base.merging(greater) { _, new in new }
        for files in [[low, high], [high, low]] {
            let bench = try Bench()
            for row in files { try bench.stage(.deals, [row]) }
            let summary = try bench.normalize()
            let fact = try bench.fact(.deals, "d1")
            for column in Entity.deals.columns { #expect(fact[column.name] == high[column.name] ?? "", "\(column.name)") }
            #expect(summary.duplicates(.deals).dropped == 1)
            #expect(summary.duplicates(.deals).examples == ["d1"])
        }
    }

    // MARK: The posts of a deal (METHODS.md 4.2)

    private func dealOfPost(_ deals: [Row], _ posts: [Row]) throws -> [String] {
        let bench = try Bench()
        try bench.stage(.deals, deals.map { base.merging($0) { _, new in new } })
        try bench.stage(.posts, posts.enumerated().map { index, post in
            ["platform": "instagram", "creator_id": "c1", "post_id": "p\(index)", "posted_at": "2025-03-10T00:00:00Z"]
                .merging(post) { _, new in new }
        })
        _ = try bench.normalize()
        return try posts.indices.map { try bench.fact(.posts, "p\($0)")["deal_id"]! }
    }

    @Test("Sponsored posts within 30 days from the start, on the deal's platform")
    func postsByWindow() throws {
        #expect(try dealOfPost([[:]], [
            ["sponsored": "1"], ["sponsored": "0"], ["sponsored": ""],
            ["sponsored": "1", "posted_at": "2025-03-01T00:00:00Z"], ["sponsored": "1", "posted_at": "2025-02-28T23:59:59Z"],
            ["sponsored": "1", "posted_at": "2025-03-31T00:00:00Z"], ["sponsored": "1", "posted_at": "2025-03-31T00:00:01Z"],
            ["sponsored": "1", "platform": "tiktok"], ["sponsored": "1", "creator_id": "c2"], ["sponsored": "1", "posted_at": ""],
        ]) == ["d1", "", "", "d1", "", "d1", "", "", "", ""])
    }

    @Test("Of two running deals the one that started last")
    func postsOfLatestDeal() throws {
        #expect(try dealOfPost([[:], ["deal_id": "d2", "started_at": "2025-03-05T00:00:00Z"], ["deal_id": "d3", "started_at": "2025-03-05T00:00:00Z"]], [
            ["sponsored": "1"], ["sponsored": "1", "posted_at": "2025-03-04T00:00:00Z"],
        ]) == ["d3", "d1"])
    }

    @Test("Posts that carry the campaign id, whenever; then others are not the deal's, even seen before them")
    func postsByCampaign() throws {
        // 40 sponsored posts in the window beside one that names the campaign: they stand in many shards.
        let posts: [Row] = Array(repeating: ["sponsored": "1"], count: 40) + [["campaign_id": "spring", "posted_at": "2025-05-01T00:00:00Z"]]
        #expect(try dealOfPost([["campaign_id": "spring"]], posts) == Array(repeating: "", count: 40) + ["d1"])
        // Without such a post the window holds.
        #expect(try dealOfPost([["campaign_id": "spring"]], [["sponsored": "1"], ["campaign_id": "autumn"]]) == ["d1", ""])
        // The rule is the same where evidence is collected for followers anyway.
        let withFollowers = posts.map { $0.merging(["followers_at_export": "5"]) { _, new in new } }
        #expect(try dealOfPost([["campaign_id": "spring"]], withFollowers) == Array(repeating: "", count: 40) + ["d1"])
    }
}
