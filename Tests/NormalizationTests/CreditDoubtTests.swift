import Findings
import Normalization
import SocialData
import Testing

/// What is said of credit that is missing, or that an answer should not rest on without a word (Methods 4.3).
@Suite("Doubtful credit")
struct CreditDoubtTests {
    /// One order of 50.00 is credited, so a code that nobody owns is said where it was meant to be a deal's.
    @Test("Codes that are spelled almost as a deal's", arguments: [
        ("ALWAYS-", true), ("a1wavs", false), ("A-LW AYS", true), ("ALWAYS (10%)", true), ("IG_ALWAYS", true), ("M1A10", true), ("MIAI0", true), ("WELCOME", false), ("NOAH", false),
    ])
    func similarCodes(code: String, isSimilar: Bool) throws {
        let losses = try OrderFixture.bench([["promo_code": "ALWAYS"], ["order_id": "o2", "promo_code": code, "revenue": "30"]]).normalize().losses
        let said = losses.filter { $0.what.contains("spelled almost as a deal's") }
        #expect(said.map { $0.money?.amountText } == (isSimilar ? ["30.00"] : []) && said.allSatisfy { $0.weight == .important }, "\(losses)")
    }

    /// d1's handle is `@Mia`; a link names it with a sign or a digit, or somebody else.
    @Test("Links that are spelled almost as a deal's creator", arguments: [("m.i.a", true), ("M1A", true), ("mia.b", false)])
    func similarLinks(name: String, isSimilar: Bool) throws {
        let losses = try OrderFixture.bench([["promo_code": "ALWAYS"], ["order_id": "o2", "utm_creator": name, "revenue": "30"]]).normalize().losses
        let said = losses.filter { $0.what.contains("creators that links name are spelled") }
        #expect(said.map { $0.money?.amountText } == (isSimilar ? ["30.00"] : []) && said.allSatisfy { $0.weight == .important }, "\(losses)")
    }

    /// 50 of 100 credited are pending, then 50 of 2,050.
    @Test("Sales that are not paid yet are said", arguments: [("50", .important), ("2000", .noted)] as [(String, Loss.Weight)])
    func pendingSales(revenue: String, weight: Loss.Weight) throws {
        let losses = try OrderFixture.bench([
            ["promo_code": "ALWAYS", "status": "pending"], ["order_id": "o2", "promo_code": "ALWAYS", "revenue": revenue, "status": "paid"],
            // Nobody's.
            ["order_id": "o3", "revenue": "500", "status": "pending"],
        ]).normalize().losses.filter { $0.what.contains("not paid yet") }
        #expect(losses.map(\.count) == [1] && losses.map { $0.money?.amountText } == ["50.00"] && losses.map(\.weight) == [weight])
    }

    /// `ALWAYS` has no valid_from; d1 begins on 1 March. 50 of 100 credited are early, then 50 of 2,050.
    @Test("Sales before the deal began are said", arguments: [("50", .important), ("2000", .noted)] as [(String, Loss.Weight)])
    func earlySales(revenue: String, weight: Loss.Weight) throws {
        let losses = try OrderFixture.bench([
            ["promo_code": "ALWAYS", "ordered_at": "2025-02-10T00:00:00Z"], ["order_id": "o2", "promo_code": "ALWAYS", "revenue": revenue],
            // Within a day, which a zone may be wrong by.
            ["order_id": "o3", "promo_code": "ALWAYS", "ordered_at": "2025-02-28T12:00:00Z", "revenue": "0.01"],
        ]).normalize().losses.filter { $0.what.contains("before the deal began") }
        #expect(losses.map(\.count) == [1] && losses.map { $0.money?.amountText } == ["50.00"] && losses.map(\.weight) == [weight])
    }

    /// d1 to d3 cost 60 together; a fourth deal of 40 has no code. A link would credit it.
    @Test("Deals without a code are said", arguments: [(false, ["40.00"]), (true, [])])
    func dealsWithoutCode(hasLinks: Bool, costs: [String]) throws {
        let bench = try Bench()
        try bench.stage(.deals, OrderFixture.deals + [OrderFixture.deals[2].merging(["deal_id": "d4", "fee": "40"]) { $1 }])
        try bench.stage(.codes, OrderFixture.codes)
        try bench.stage(.orders, [OrderFixture.base.merging(["promo_code": "ALWAYS"]) { $1 }] + (hasLinks ? [OrderFixture.base.merging(["order_id": "o2", "utm_creator": "somebody"]) { $1 }] : []))
        let losses = try bench.normalize().losses.filter { $0.what.contains("no code") }
        #expect(losses.map { $0.money?.amountText } == costs && losses.allSatisfy { $0.weight == .important && $0.count == 1 }, "\(losses)")
    }

    /// Two deals of c1 run on 10 March; the later one, d2, is credited (Methods 4.3). 50 of 50 credited, or of 2,050.
    @Test("A link that names another running deal than the one it credits is said", arguments: [
        (["utm_creator": "c1", "utm_campaign": " SPRING"], true), (["utm_creator": "c1", "utm_campaign": "Easter"], false), (["utm_creator": "c1", "utm_campaign": "Sale"], false),
        (["utm_creator": "c1"], false), (["utm_creator": "@Mia"], true), (["utm_creator": "mia.tt"], false), (["utm_creator": "mia", "promo_code": "ALWAYS"], false),
        (["utm_creator": "mia", "ordered_at": "2025-04-02T00:00:00Z"], false), (["utm_creator": "mia", "ordered_at": "2025-03-04T00:00:00Z"], false),
    ] as [(Row, Bool)])
    func otherDeals(order: Row, isSaid: Bool) throws {
        for (more, weight) in [("0.01", Loss.Weight.important), ("2000", .noted)] {
            let bench = try Bench()
            try bench.stage(.deals, [
                OrderFixture.deals[0].merging(["campaign_id": "Spring"]) { $1 },
                OrderFixture.deals[1].merging(["campaign_id": "Easter", "platform": "tiktok", "handle": "mia.tt"]) { $1 }, OrderFixture.deals[2],
            ])
            try bench.stage(.codes, OrderFixture.codes)
            try bench.stage(.orders, [OrderFixture.base.merging(order) { $1 }, OrderFixture.base.merging(["order_id": "o2", "promo_code": "NOA", "revenue": more]) { $1 }])
            let losses = try bench.normalize().losses.filter { $0.what.contains("another one that was running") }
            #expect(losses.map { $0.money?.amountText } == (isSaid ? ["50.00"] : []) && losses.allSatisfy { $0.weight == weight && $0.count == 1 }, "\(losses)")
        }
    }

    /// 50 of 100 credited, then 50 of 2,050; o3 is nobody's.
    @Test("Gift cards that a deal sold are said", arguments: [("50", .important), ("2000", .noted)] as [(String, Loss.Weight)])
    func giftCards(revenue: String, weight: Loss.Weight) throws {
        let losses = try OrderFixture.bench([
            ["promo_code": "ALWAYS", "gift_card": "1"], ["order_id": "o2", "promo_code": "ALWAYS", "revenue": revenue],
            ["order_id": "o3", "revenue": "500", "gift_card": "1"], ["order_id": "o4", "promo_code": "ALWAYS", "revenue": "0", "gift_card": "1"],
        ]).normalize().losses.filter { $0.what.contains("gift cards") }
        #expect(losses.map(\.count) == [1] && losses.map { $0.money?.amountText } == ["50.00"] && losses.map(\.weight) == [weight])
    }

    /// d1 got 40 euro and 60 dollars, which are 50 euro; its code is that of both.
    @Test("A deal that was paid in two currencies is said, and lacks no code")
    func twoCurrencies() throws {
        let bench = try Bench()
        try bench.stage(.rates, [["day": "2025-03-01", "currency": "USD", "rate": "1.2"]])
        try bench.stage(.deals, [("P1", "EUR", "40"), ("P2", "USD", "60")].map { OrderFixture.deals[0].merging(["payout_id": $0, "currency": $1, "fee": $2]) { $1 } })
        try bench.stage(.codes, [OrderFixture.codes[2]])
        try bench.stage(.orders, [OrderFixture.base.merging(["promo_code": "ALWAYS"]) { $1 }])
        let losses = try bench.normalize().losses
        #expect(!losses.contains { $0.what.contains("no code") }, "\(losses)")
        let said = losses.filter { $0.what == "1 deal is what was paid of another one in a further currency, and counts beside it" }
        #expect(said.map(\.weight) == [.noted] && said.map { $0.money?.amountText } == ["50.00"], "\(losses)")
    }

    @Test("The days of a link's window are those of the pipeline", arguments: [(30, "30 days"), (45, "45 days"), (1, "1 day")])
    func windowOfLinks(days: Int, words: String) throws {
        let bench = try OrderFixture.bench([["utm_creator": "nobody"]])
        let losses = try bench.normalize { $0.definition.windowDays = days }.losses
        #expect(
            losses.filter { $0.kind == .linkUnmatched }.map(\.what)
                == ["1 of the creators that links name had no deal that had begun in the \(words) before the order"])
    }
}
