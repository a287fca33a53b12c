import Findings
import Normalization
import SocialData
import Testing

/// METHODS.md 1.6, 4.2 and 4.3 for orders.
@Suite("Orders")
struct OrderTests {
    private let base: Row = [
        "store": "main", "order_id": "o1", "ordered_at": "2025-03-10T00:00:00Z", "currency": "EUR", "revenue": "50.00",
    ]
    /// Deals of c1 (d1, d2) and c2 (d3), with codes.
    private let deals: [Row] = [
        ["deal_id": "d1", "creator_id": "c1", "handle": "@Mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "10"],
        ["deal_id": "d2", "creator_id": "c1", "platform": "instagram", "started_at": "2025-03-05T00:00:00Z", "currency": "EUR", "fee": "20"],
        ["deal_id": "d3", "creator_id": "c2", "handle": "noa", "platform": "tiktok", "started_at": "2025-03-01T00:00:00Z", "currency": "EUR", "fee": "30"],
    ]
    private let codes: [Row] = [
        ["promo_code": "MIA10", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z", "valid_to": "2025-03-20T00:00:00Z"],
        ["promo_code": " mia10 ", "deal_id": "d2", "valid_from": "2025-03-10T00:00:00Z"],
        ["promo_code": "ALWAYS", "deal_id": "d1"],
        ["promo_code": "NOA", "deal_id": "d3", "valid_from": "2025-03-01T00:00:00Z"],
        ["promo_code": "BOTH", "deal_id": "d1", "valid_from": "2025-03-01T00:00:00Z"],
        ["promo_code": "BOTH", "deal_id": "d3", "valid_from": "2025-03-09T00:00:00Z"],
        ["promo_code": "LOST", "deal_id": "d99"],
    ]

    private func bench(_ orders: [Row]) throws -> Bench {
        let bench = try Bench()
        try bench.stage(.deals, deals)
        try bench.stage(.codes, codes)
        try bench.stage(.orders, orders.map { base.merging($0) { _, new in new } })
        return bench
    }

    @Test("fault49: codes, then the creator of a link", arguments: [
        (["promo_code": "noa"], "promo_code", "d3"),
        (["promo_code": "  Noa "], "promo_code", "d3"),
        // Of two deals of one creator the latest valid_from that has begun.
        (["promo_code": "MIA10"], "promo_code", "d2"),
        (["promo_code": "MIA10", "ordered_at": "2025-03-09T23:59:59Z"], "promo_code", "d1"),
        (["promo_code": "MIA10", "ordered_at": "2025-03-20T00:00:00Z"], "promo_code", "d2"),
        (["promo_code": "MIA10", "ordered_at": "2025-02-28T23:59:59Z"], "unattributed", ""),
        (["promo_code": "ALWAYS", "ordered_at": "1999-01-01T00:00:00Z"], "promo_code", "d1"),
        (["promo_code": "ALWAYS", "ordered_at": ""], "promo_code", "d1"),
        (["promo_code": "NOA", "ordered_at": ""], "unattributed", ""),
        // Two creators at once: nobody's, not passed on to the link.
        (["promo_code": "BOTH"], "ambiguous_code", ""),
        (["promo_code": "BOTH", "utm_creator": "c1"], "ambiguous_code", ""),
        (["promo_code": "BOTH", "ordered_at": "2025-03-08T00:00:00Z"], "promo_code", "d1"),
        (["promo_code": "NOA|MIA10"], "ambiguous_code", ""),
        (["promo_code": "ALWAYS|mia10"], "promo_code", "d2"),
        (["promo_code": "unknown|NOA"], "promo_code", "d3"),
        // A code of a deal that is not there credits nobody.
        (["promo_code": "LOST", "utm_creator": "c2"], "utm", "d3"),
        (["utm_creator": "c1"], "utm", "d2"),
        (["utm_creator": " c1 "], "utm", "d2"),
        (["utm_creator": "@MIA"], "utm", "d2"),
        (["utm_creator": "noa"], "utm", "d3"),
        // 30 days after the start, the last instant included.
        (["utm_creator": "c2", "ordered_at": "2025-03-31T00:00:00Z"], "utm", "d3"),
        (["utm_creator": "c2", "ordered_at": "2025-03-31T00:00:01Z"], "unattributed", ""),
        (["utm_creator": "c2", "ordered_at": "2025-02-28T23:59:59Z"], "unattributed", ""),
        (["utm_creator": "nobody"], "unattributed", ""),
        ([:], "unattributed", ""),
    ] as [(Row, String, String)])
    func fault49_attribution(changes: Row, attribution: String, deal: String) throws {
        let bench = try bench([changes])
        let summary = try bench.normalize()
        let fact = try bench.fact(.orders, "o1")
        #expect(fact["attribution"] == attribution)
        #expect(fact["deal_id"] == deal)
        #expect(summary.attribution(attribution).orders == 1)
        #expect(summary.attribution(attribution).gross.value == 500_000)
        if !deal.isEmpty { #expect(try bench.fact(.deals, deal)["orders"] == "1") }
    }

    @Test("What codes alone and links alone say of the same orders")
    func witnesses() throws {
        let bench = try bench([
            ["order_id": "agree", "promo_code": "NOA", "utm_creator": "c2"],
            ["order_id": "conflict", "promo_code": "NOA", "utm_creator": "c1"],
            ["order_id": "code", "promo_code": "NOA"],
            ["order_id": "link", "utm_creator": "c2"],
            // The code is two creators', the link would credit one of them.
            ["order_id": "ambiguous", "promo_code": "BOTH", "utm_creator": "c1"],
            ["order_id": "none"],
        ])
        let summary = try bench.normalize()
        let orders = Dictionary(uniqueKeysWithValues: summary.attributionWitnesses.map { ($0.attribution, $0.orders) })
        // Codes: agree, conflict, code. Links: agree, conflict, link, ambiguous. Either: agree, conflict, code, link.
        #expect(orders == ["code_only": 3, "link_only": 4, "either": 4, "conflicting": 1])
        #expect(summary.attributionWitnesses.map(\.attribution) == ["code_only", "link_only", "either", "conflicting"])
        #expect(summary.attributionWitnesses[0].gross.value == 3 * 500_000)
    }

    @Test("A link's handle that two creators with running deals bear credits nobody")
    func ambiguousHandle() throws {
        let bench = try Bench()
        try bench.stage(.deals, [
            ["deal_id": "d1", "handle": "mia", "platform": "instagram", "started_at": "2025-03-01T00:00:00Z"],
            ["deal_id": "d2", "handle": "mia", "platform": "tiktok", "started_at": "2025-04-01T00:00:00Z"],
        ])
        try bench.stage(.orders, ["2025-03-10T00:00:00Z", "2025-04-01T12:00:00Z"].enumerated().map { index, time in
            base.merging(["order_id": "o\(index)", "ordered_at": time, "utm_creator": "Mia"]) { _, new in new }
        })
        // On 10 March only one of them runs; a deal of 1 March still runs until 31 March.
        _ = try bench.normalize()
        #expect(try bench.fact(.orders, "o0")["deal_id"] == "d1")
        #expect(try bench.fact(.orders, "o1")["deal_id"] == "d2")
        let summary = try bench.normalize { $0.windowDays = 60 }
        #expect(try bench.fact(.orders, "o1")["attribution"] == "unattributed")
        #expect(summary.unmatched("utm_creator_ambiguous").map(\.key) == ["Mia"])
    }

    @Test("A link by a handle that only posts or accounts show")
    func handleOfPosts() throws {
        let bench = try bench([["utm_creator": "mia.new"], ["order_id": "o2", "utm_creator": "mia.posts"]])
        try bench.stage(.accounts, [["platform": "instagram", "account_id": "7", "handle": "mia.new", "creator_id": "c1"]])
        try bench.stage(.posts, [["platform": "instagram", "post_id": "p1", "creator_id": "c1", "handle": "mia.posts"]])
        _ = try bench.normalize()
        #expect(try bench.facts(.orders).map { $0["deal_id"] } == ["d2", "d2"])
    }

    @Test("fault48: what an order brings", arguments: [
        ([:], "50.00", "", "", "50.00", "0.00"),
        (["refund": "60.00"], "50.00", "60.00", "", "50.00", "60.00"),
        (["revenue": "-5", "refund": "0"], "-5.00", "0.00", "", "-5.00", "0.00"),
        (["status": "paid", "refund": "10.00"], "50.00", "10.00", "", "50.00", "10.00"),
        (["status": "refunded", "refund": "50"], "50.00", "50.00", "", "50.00", "50.00"),
        (["status": "cancelled", "refund": "50"], "", "", "cancelled", "0.00", "0.00"),
        (["status": "voided"], "", "", "voided", "0.00", "0.00"),
        (["status": "failed"], "", "", "failed", "0.00", "0.00"),
        (["currency": ""], "", "", "no_currency", "0.00", "0.00"),
        (["currency": "USD"], "", "", "no_rate", "0.00", "0.00"),
        (["revenue": ""], "", "", "no_revenue", "0.00", "0.00"),
    ] as [(Row, String, String, String, String, String)])
    func fault48_money(
        changes: Row, gross: String, refund: String, excluded: String, dealGross: String, dealRefund: String
    ) throws {
        let bench = try bench([changes.merging(["promo_code": "NOA"]) { own, _ in own }])
        let summary = try bench.normalize()
        let fact = try bench.fact(.orders, "o1")
        #expect([fact["gross"]!, fact["refund_converted"]!, fact["excluded"]!] == [gross, refund, excluded])
        // Whatever it brings, it is credited; one that brings nothing is counted apart.
        #expect(fact["deal_id"] == "d3")
        let deal = try bench.fact(.deals, "d3")
        #expect([deal["gross"]!, deal["refund"]!, deal["orders"]!] == [dealGross, dealRefund, excluded.isEmpty ? "1" : "0"])
        #expect(summary.attribution("promo_code").orders == 1)
        #expect(summary.attribution("promo_code").withoutMoney == (excluded.isEmpty ? 0 : 1))
        if !excluded.isEmpty { #expect(summary.exclusion(excluded) == 1) }
    }

    /// 50 USD at 1.25 USD for a euro are 40 EUR; the rate is of the day before.
    @Test("fault47: orders take the rate of their day, an older one is noted")
    func fault47_rate() throws {
        let bench = try bench([["currency": "USD", "refund": "25"]])
        try bench.stage(.rates, [["day": "2025-03-09", "currency": "USD", "rate": "1.25"]])
        let summary = try bench.normalize()
        let fact = try bench.fact(.orders, "o1")
        #expect([fact["gross"], fact["refund_converted"]] == ["40.00", "20.00"])
        #expect(summary.notice("rate_of_earlier_day")?.rows == 1)
    }

    @Test("Of one order's rows the greatest is kept", arguments: [
        (["refund": "0"], ["refund": "5"]), (["refund": "", "revenue": "9"], ["refund": "0", "revenue": "1"]),
        (["revenue": "9.50"], ["revenue": "10.00"]), (["promo_code": ""], ["promo_code": "NOA"]),
        (["promo_code": "A", "utm_creator": "z"], ["promo_code": "B", "utm_creator": ""]),
        (["status": "paid"], ["status": "refunded"]),
    ] as [(Row, Row)])
    func duplicates(lesser: Row, greater: Row) throws {
        let low = base.merging(lesser) { _, new in new }
        let high = base.merging(greater) { _, new in new }
        for files in [[low, high], [high, low]] {
            let bench = try Bench()
            for row in files { try bench.stage(.orders, [row]) }
            let summary = try bench.normalize()
            let fact = try rows(bench.text(.orders).flatMap { $0 }, columns: Entity.orders.factHeader)[0]
            for column in Entity.orders.columns { #expect(fact[column.name] == high[column.name] ?? "", "\(column.name)") }
            #expect(summary.duplicates(.orders).dropped == 1)
            #expect(summary.mergedStoreInputs.isEmpty)
        }
    }

    @Test("The same number at another time or in another currency: two shops under one name", arguments: [
        ["ordered_at": "2025-03-11T00:00:00Z"], ["currency": "USD"],
    ])
    func mergedStores(changes: Row) throws {
        let bench = try Bench()
        try bench.stage(.orders, [base, base.merging(["order_id": "o2"]) { _, new in new }], input: "aaaaaaaaaaaa")
        try bench.stage(.orders, [base.merging(changes) { _, new in new }], input: "bbbbbbbbbbbb")
        try bench.stage(.orders, [base.merging(["store": "other", "order_id": "o2", "currency": "USD"]) { _, new in new }], input: "cccccccccccc")
        let summary = try bench.normalize()
        #expect(summary.mergedStoreInputs == ["aaaaaaaaaaaa", "bbbbbbbbbbbb"])
        let notice = try #require(summary.notice("orders_of_two_stores"))
        #expect(notice.rows == 1)
        #expect(notice.text.contains("main o1"))
    }
}
