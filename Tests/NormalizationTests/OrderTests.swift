import Findings
import Normalization
import SocialData
import Testing

/// Methods 1.6, 4.2 and 4.3 for orders.
@Suite("Orders")
struct OrderTests {
    private let base = OrderFixture.base

    private func bench(_ orders: [Row]) throws -> Bench { try OrderFixture.bench(orders) }

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
        #expect(orders == [.codeOnly: 3, .linkOnly: 4, .either: 4, .conflicting: 1])
        #expect(summary.attributionWitnesses.map(\.attribution.rawValue) == ["code_only", "link_only", "either", "conflicting"])
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
        let summary = try bench.normalize { $0.definition.windowDays = 60 }
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
        // No more is taken back than was counted.
        (["refund": "60.00"], "50.00", "60.00", "", "50.00", "60.00"),
        (["refund": "60.00", "status": "refunded"], "50.00", "50.00", "", "50.00", "50.00"),
        (["refund": "60.00", "shipping": "10"], "50.00", "50.00", "", "50.00", "50.00"),
        // Refunds of orders that no file holds.
        (["revenue": "-5", "refund": "0"], "", "", "refund_without_order", "0.00", "0.00"),
        (["revenue": "0", "refund": "5"], "", "", "refund_without_order", "0.00", "0.00"),
        (["revenue": "", "status": "refunded"], "", "", "refund_without_order", "0.00", "0.00"),
        (["status": "refunded"], "50.00", "50.00", "", "50.00", "50.00"),
        (["status": "pending"], "50.00", "", "", "50.00", "0.00"),
        (["status": "canceled"], "", "", "cancelled", "0.00", "0.00"),
        (["status": "wc-completed"], "50.00", "", "", "50.00", "0.00"),
        (["status": "expired"], "", "", "unknown_status", "0.00", "0.00"),
        // 59.50 + 4.90 = 64.40: the tax stands inside. 59.50 − 10.28·59.50/64.40 = 59.50 − 9.49782… = 50.0022.
        (["revenue": "59.50", "shipping": "4.90", "tax": "10.28", "total": "64.40"], "50.0022", "", "", "50.0022", "0.00"),
        // 59.50 + 4.90 + 10.28 = 74.68: it stands outside.
        (["revenue": "59.50", "shipping": "4.90", "tax": "10.28", "total": "74.68"], "59.50", "", "", "59.50", "0.00"),
        // All of the total paid back gives net 0; a half of it the half of the goods.
        (["tax": "9.50", "total": "59.50", "refund": "59.50"], "50.00", "50.00", "", "50.00", "50.00"),
        (["tax": "9.50", "total": "59.50", "refund": "29.75"], "50.00", "25.00", "", "50.00", "25.00"),
        (["status": "paid", "refund": "10.00"], "50.00", "10.00", "", "50.00", "10.00"),
        // A minus before what went back is no other refund.
        (["status": "paid", "refund": "-10.00"], "50.00", "10.00", "", "50.00", "10.00"),
        (["status": "partially_refunded", "refund": "-10.00"], "50.00", "10.00", "", "50.00", "10.00"),
        (["status": "refunded", "refund": "-50"], "50.00", "50.00", "", "50.00", "50.00"),
        (["revenue": "0", "refund": "-5"], "", "", "refund_without_order", "0.00", "0.00"),
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
        #expect(summary.notice(.rateOfEarlierDay)?.rows == 1)
    }

    @Test("Of one order's rows the greatest is kept", arguments: [
        (["refund": "0.00"], ["refund": "5.00"]), (["refund": "", "revenue": "9.00"], ["refund": "0.00", "revenue": "1.00"]),
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
            let fact = try bench.facts(.orders)[0]
            for column in Entity.orders.columns { #expect(fact[column.name] == high[column.name] ?? "", "\(column.name)") }
            #expect(summary.duplicates(.orders).dropped == 1)
            #expect(summary.mergedStoreInputs.isEmpty)
        }
    }

    /// Rows of one order number and what they give: gross, refund.
    @Test("A row that only takes back belongs to its order, whatever its time", arguments: [
        ([["revenue": "0", "refund": "16.13"]], "16.13"),
        ([["revenue": "-16.13"]], "16.13"),
        ([["revenue": "0", "refund": "-16.13", "status": "refunded"]], "16.13"),
        ([["revenue": "", "refund": "-5", "refund_id": "r1", "status": "refunded"], ["revenue": "", "refund": "-6", "refund_id": "r2", "status": "refunded"]], "11.00"),
        ([["revenue": "-16.13"], ["revenue": "-10", "ordered_at": "2025-03-13T00:00:00Z"]], "26.13"),
        // Partly, then wholly: once.
        ([["revenue": "-16.13"], ["revenue": "-50", "ordered_at": "2025-03-13T00:00:00Z"]], "50.00"),
        ([["revenue": "-16.13"], ["revenue": "", "status": "refunded", "ordered_at": "2025-03-13T00:00:00Z"]], "50.00"),
        // The same refund out of two exports.
        ([["revenue": "-16.13"], ["revenue": "-16.13"]], "16.13"),
        ([["revenue": "0", "refund": "5", "refund_id": "r1"], ["revenue": "0", "refund": "5", "refund_id": "r2"]], "10.00"),
        ([["revenue": "0", "refund": "5", "refund_id": "r1"], ["revenue": "0", "refund": "5", "refund_id": "r1", "ordered_at": ""]], "5.00"),
        // The order's own row says it too.
        ([["revenue": "0", "refund": "16.13"], ["ordered_at": "2025-03-10T00:00:00Z", "refund": "16.13", "promo_code": "NOA"]], "16.13"),
    ] as [([Row], String)])
    func refundRows(rows: [Row], refund: String) throws {
        for isOneFile in [true, false] {
            let later = rows.map { base.merging(["ordered_at": "2025-03-12T00:00:00Z"]) { _, new in new }.merging($0) { _, new in new } }
            let bench = try Bench()
            try bench.stage(.deals, OrderFixture.deals)
            try bench.stage(.codes, OrderFixture.codes)
            let sale = base.merging(["promo_code": "NOA"]) { _, new in new }
            for file in isOneFile ? [[sale] + later] : [[sale]] + later.map({ [$0] }) { try bench.stage(.orders, file) }
            let summary = try bench.normalize()
            let fact = try bench.fact(.orders, "o1")
            #expect([fact["gross"], fact["refund_converted"], fact["deal_id"]] == ["50.00", refund, "d3"], "\(rows)")
            #expect(summary.mergedStoreInputs.isEmpty)
            #expect(try bench.fact(.deals, "d3")["orders"] == "1")
        }
    }

    /// 119.00 with 19.00 of tax inside: 100.00 of goods. Half of it taken back, in the prices of the sale or of the total.
    @Test("A refund row of prices with tax takes back its part of the goods", arguments: [
        ["revenue": "-59.50"], ["revenue": "0", "refund": "59.50"],
    ] as [Row])
    func refundRowsWithTax(changes: Row) throws {
        let sale: Row = ["revenue": "119.00", "tax": "19.00", "shipping": "0", "total": "119.00"]
        let bench = try bench([sale, ["ordered_at": "2025-03-20T00:00:00Z"].merging(changes) { _, new in new }])
        let summary = try bench.normalize()
        let fact = try bench.fact(.orders, "o1")
        #expect([fact["gross"], fact["refund_converted"]] == ["100.00", "50.00"])
        #expect(summary.duplicates(.orders).conflicts == 0)
    }

    @Test("Unknown status words stand apart with their sum until the pipeline explains them")
    func unknownStatuses() throws {
        let bench = try bench([
            ["promo_code": "NOA"], ["order_id": "o2", "status": "shipped", "promo_code": "NOA"],
            ["order_id": "o3", "status": "shipped", "revenue": "7.50"], ["order_id": "o4", "status": "trash"],
        ])
        let summary = try bench.normalize()
        let lost = summary.losses.filter { $0.kind == .unknownStatus }
        #expect(lost.map(\.example) == ["shipped", "trash"])
        #expect(lost.map(\.count) == [2, 1])
        #expect(lost.map { $0.money?.amountText } == ["57.50", "50.00"])
        #expect(lost[0].what.contains("shipped") && lost[0].remedy.contains("statuses: {shipped: paid}"))
        #expect(try bench.fact(.deals, "d3")["gross"] == "50.00")
        let explained = try bench.normalize { $0.statuses = ["Shipped": .paid, "trash": .cancelled] }
        #expect(explained.losses.allSatisfy { $0.kind != .unknownStatus })
        #expect(try bench.fact(.deals, "d3")["gross"] == "100.00")
        #expect(try bench.fact(.orders, "o4")["excluded"] == "cancelled")
    }

    /// A tip of 2.00: 119.00 + 2.00 fits neither; the other order of the file shows its tax inside.
    @Test("Where a total shows nothing, the other orders of the file decide")
    func taxOfTheFile() throws {
        let tipped: Row = ["order_id": "tip", "revenue": "119.00", "shipping": "0", "tax": "19.00", "total": "121.00"]
        let inside: Row = ["order_id": "in", "revenue": "238.00", "shipping": "0", "tax": "38.00", "total": "238.00"]
        let outside: Row = ["order_id": "out", "revenue": "100.00", "shipping": "0", "tax": "19.00", "total": "119.00"]
        for (others, gross, unclear) in [([inside], "100.00", 0), ([outside], "119.00", 0), ([inside, outside], "119.00", 1), ([], "119.00", 1)] {
            let bench = try bench([tipped] + others)
            let summary = try bench.normalize()
            #expect(try bench.fact(.orders, "tip")["gross"] == gross)
            #expect(summary.losses.filter { $0.kind == .answerMissing }.reduce(0) { $0 + $1.count } == unclear)
        }
    }

    @Test("Partial refunds without an amount are said with their sum")
    func saidWithTheirSum() throws {
        let bench = try bench([
            ["promo_code": "NOA"],
            ["order_id": "o3", "promo_code": "NOA", "status": "partially_refunded", "revenue": "70"],
            ["order_id": "o4", "promo_code": "NOA", "status": "partially_refunded", "revenue": "20", "refund": "5"],
            // Refunded on a day, and nothing says how much.
            ["order_id": "o5", "promo_code": "NOA", "revenue": "30", "refunded_at": "2025-03-12T00:00:00Z"],
        ])
        let summary = try bench.normalize()
        let refunds = summary.losses.filter { $0.kind == .answerMissing && $0.column == "refund" }
        #expect(refunds.map(\.count) == [2] && refunds[0].money?.amountText == "100.00")
    }

    /// One of 20 orders is 5 %, one of 19 more.
    @Test("Orders without an amount weigh by their share, with their number", arguments: [(20, Loss.Weight.noted), (19, .important)])
    func withoutAmount(orders: Int, weight: Loss.Weight) throws {
        let bench = try bench((1...orders).map { ["order_id": "o\($0)", "revenue": $0 == 1 ? "" : "50"] })
        let loss = try #require(try bench.normalize().losses.first { $0.kind == .answerMissing && $0.column == "revenue" })
        #expect(loss.what == "1 order names no amount and brings no money" && loss.weight == weight)
    }

    @Test("A refund of an order that no file holds stands above the answer")
    func lonelyRefund() throws {
        let bench = try bench([["promo_code": "NOA"], ["order_id": "o2", "revenue": "-20"]])
        let loss = try #require(try bench.normalize().losses.first { $0.kind == .partnerMissing && $0.column == "refund" })
        #expect(loss.weight == .important && loss.count == 1 && loss.money?.amountText == "20.00")
    }

    @Test("A refund of nothing lacks no order", arguments: [("0", 0), ("", 1), ("-5", 1)])
    func refundOfNothing(revenue: String, count: Int) throws {
        let losses = try bench([["status": "refunded", "revenue": revenue, "promo_code": ""]]).normalize().losses.filter { $0.kind == .partnerMissing && $0.source == "orders" }
        #expect(losses.map(\.count) == (count == 0 ? [] : [count]))
    }

    @Test("Status words of other languages", arguments: [
        ("abgeschlossen", ""), ("storniert", "cancelled"), ("échouée", "failed"), ("reembolsado", ""), ("entwurf", "unknown_status"),
    ])
    func statusesOfLanguages(word: String, excluded: String) throws {
        let bench = try bench([["status": word]])
        _ = try bench.normalize()
        #expect(try bench.fact(.orders, "o1")["excluded"] == excluded)
    }

    @Test("Codes and links of orders that credit nobody are losses with their revenue")
    func unmatchedLosses() throws {
        let bench = try bench([
            ["promo_code": "BOTH"], ["order_id": "o2", "promo_code": "HELLO", "revenue": "30"],
            ["order_id": "o3", "promo_code": "HI", "revenue": "20"], ["order_id": "o4", "utm_creator": "nobody", "revenue": "5"],
        ])
        let losses = try bench.normalize().losses
        let codes = losses.filter { $0.kind == .codeUnmatched && $0.source == "orders" }
        #expect(codes.map { $0.money?.amountText } == ["50.00", "50.00"])
        #expect(codes.map(\.example) == ["HELLO", "BOTH"])
        #expect(codes.map(\.count) == [2, 1])
        let links = losses.filter { $0.kind == .linkUnmatched }
        #expect(links.map { $0.money?.amountText } == ["5.00"])
        #expect(links[0].example.isEmpty)
    }

    /// Orders of 50.00 and their codes: the loss that says why nobody is credited, each order once.
    @Test("Why codes credit nobody", arguments: [
        ([["promo_code": "NOA|MIA10"]], "2 codes stand in orders beside another creator's code", 1, "50.00"),
        ([["promo_code": "BOTH"]], "1 of the codes that orders carry had two owners then", 1, "50.00"),
        ([["promo_code": "HELLO|HI"]], "2 codes that orders carry belong to no deal", 1, "50.00"),
        ([["promo_code": "NOA|MIA10", "ordered_at": "2025-01-01T00:00:00Z"]], "2 codes that orders carry were not valid then", 1, "50.00"),
        ([["promo_code": "NOA", "ordered_at": ""]], "1 of the codes stand in orders without a time", 1, "50.00"),
        ([["promo_code": "LOST"], ["order_id": "o2", "promo_code": "LOST"]], "1 of the codes of the codes file name a deal that no file holds", 1, "100.00"),
    ] as [([Row], String, Int, String)])
    func codeFaults(orders: [Row], what: String, count: Int, money: String) throws {
        let losses = try bench(orders).normalize().losses.filter { $0.kind == .codeUnmatched && $0.money?.value != 0 }
        #expect(losses.count == 1 && losses[0].what.hasPrefix(what), "\(losses)")
        #expect(losses.map(\.count) == [count])
        #expect(losses.map { $0.money?.amountText } == [money])
    }

    @Test("The same number at another time or in another currency: two shops under one name", arguments: [
        ["ordered_at": "2025-03-11T00:00:00Z"], ["currency": "USD"],
        // One of the two sales was refunded: its row states what was sold and what went back, or cannot be the other's refund.
        ["ordered_at": "2025-03-11T00:00:00Z", "status": "refunded", "refund": "50.00"],
        ["ordered_at": "2025-03-11T00:00:00Z", "status": "refunded", "total": "50.00"],
        ["ordered_at": "2025-03-11T00:00:00Z", "status": "refunded", "revenue": "80"],
        ["ordered_at": "2025-03-11T00:00:00Z", "status": "refunded", "promo_code": "NOA"],
        ["ordered_at": "2025-03-09T00:00:00Z", "status": "refunded"], ["status": "refunded", "currency": "USD"],
    ])
    func mergedStores(changes: Row) throws {
        let bench = try Bench()
        try bench.stage(.orders, [base, base.merging(["order_id": "o2"]) { _, new in new }], input: "aaaaaaaaaaaa")
        try bench.stage(.orders, [base.merging(changes) { _, new in new }], input: "bbbbbbbbbbbb")
        try bench.stage(.orders, [base.merging(["store": "other", "order_id": "o2", "currency": "USD"]) { _, new in new }], input: "cccccccccccc")
        let summary = try bench.normalize()
        #expect(summary.mergedStoreInputs == ["aaaaaaaaaaaa", "bbbbbbbbbbbb"])
        let notice = try #require(summary.notice(.ordersOfTwoStores))
        #expect(notice.rows == 1)
        #expect(notice.text.contains("main o1"))
    }

    /// Rows of one order number and time that say other amounts or codes: one counts, and the rest is said with its sum.
    @Test(arguments: [
        (["revenue": "60", "promo_code": "A"], ["revenue": "45", "promo_code": "B"], 450_000), (["revenue": "60"], ["revenue": "45"], 450_000),
        (["revenue": "60", "promo_code": "A"], ["revenue": "60", "promo_code": "B"], 600_000), (["revenue": "60"], ["revenue": "60"], 0),
    ] as [(Row, Row, Int128)])
    func otherAmountsOfOneOrder(first: Row, second: Row, rest: Int128) throws {
        let bench = try Bench()
        let order: Row = ["store": "main", "order_id": "1", "ordered_at": "2025-03-10T00:00:00Z", "currency": "EUR"]
        for (number, row) in [first, second].enumerated() {
            try bench.stage(.orders, [order.merging(row) { _, new in new }], input: "\(number)000000000000000")
        }
        let losses = try bench.normalize().losses.filter { $0.what.contains("other amounts or codes") }
        #expect(losses.compactMap(\.money?.value) == (rest == 0 ? [] : [rest]))
        #expect(losses.allSatisfy { $0.weight == .important })
    }

    /// A thousand rows of 10¹² less 0, 1, … 999: the greatest counts, the others are 999 · 10¹² − 999 · 1000 / 2, beyond 64 bits
    /// in 1/10,000.
    @Test func otherAmountsBeyond64Bits() throws {
        let bench = try Bench()
        try bench.stage(
            .orders,
            (0..<1000).map { less in
                [
                    "store": "main", "order_id": "1", "ordered_at": "2025-03-10T00:00:00Z", "currency": "EUR",
                    "revenue": "\(1_000_000_000_000 - less)",
                ]
            })
        let losses = try bench.normalize().losses.filter { $0.what.contains("other amounts or codes") }
        #expect(losses.compactMap(\.money?.value) == [9_989_999_995_005_000_000])
    }
}
