import Findings
import Normalization
import SocialData
import Testing

/// Sales that two sources hold: a shop and an affiliate network, several networks, several exports of one shop (Methods 1.6).
@Suite("Sales in two sources")
struct RepeatedSaleTests {
    private let base = OrderFixture.base

    private func bench(_ orders: [Row]) throws -> Bench { try OrderFixture.bench(orders) }

    /// What a network reports of the order `#1001` of 50.00 at midnight of 10 March, and whether it is the same sale.
    @Test("A sale that shop and affiliate network hold counts once", arguments: [
        (["order_reference": "#1001"], true), (["order_reference": "1001"], true), (["order_reference": "EU-1001"], true),
        (["order_reference": "01001", "ordered_at": "2025-03-10T09:12:00Z"], true),
        // Another amount at the same time, and the same amount as the total.
        (["order_reference": "1001", "revenue": "41.20", "ordered_at": "2025-03-10T00:04:00Z"], true),
        (["order_reference": "1001", "revenue": "59.50", "ordered_at": "2025-03-11T02:00:00Z"], true),
        // Neither amount nor time, or another number.
        (["order_reference": "1001", "revenue": "41.20", "ordered_at": "2025-03-10T06:10:00Z"], false),
        (["order_reference": "1001", "ordered_at": "2025-05-10T00:00:00Z"], false),
        (["order_reference": "1002"], false),
    ] as [(Row, Bool)])
    func sameSale(changes: Row, isSame: Bool) throws {
        let bench = try bench([["order_id": "#1001", "total": "59.50"]])
        let report = base.merging(["store": "network", "order_id": "n1", "promo_code": "NOA"]) { _, new in new }
        try bench.stage(.orders, [report.merging(changes) { _, new in new }], input: "bbbbbbbbbbbb")
        let summary = try bench.normalize()
        #expect(try bench.facts(.orders).count == (isSame ? 1 : 2))
        // The shop's money, the network's credit.
        let deal = try bench.fact(.deals, "d3")
        #expect([deal["orders"], deal["gross"]] == ["1", isSame ? "50.00" : changes["revenue"].map { $0 } ?? "50.00"])
        let rows = summary.rows(of: .orders)
        #expect(rows.accepted == rows.facts + rows.duplicates)
        let losses = summary.losses.filter { $0.kind == .sameSale }
        #expect(losses.count == 1 && losses[0].count == 1)
        #expect(losses[0].what.contains("counts once") == isSame || losses[0].what.contains("each counts once") == isSame)
    }

    /// The network took the sale of the shop's order back: the order stands, and is nobody's. The word may come in another export than
    /// the sale, in either order of files: a cancellation is the last word, a payment that failed is tried again.
    @Test("A sale that the network declined credits nobody", arguments: ["cancelled", "voided", "failed", "refunded"])
    func declinedSale(status: String) throws {
        let report = base.merging(["store": "network", "order_id": "n1", "order_reference": "1001", "promo_code": "NOA"]) { _, new in new }
        let declined = report.merging(["status": status]) { _, new in new }
        for files in [[declined], [report, declined], [declined, report]] {
            let bench = try bench([["order_id": "1001"]])
            for (number, row) in files.enumerated() { try bench.stage(.orders, [row], input: "\(number + 2)23456789abc") }
            let summary = try bench.normalize()
            #expect(try bench.facts(.orders).count == 1)
            let isTriedAgain = status == "failed" && files.count > 1
            #expect(try bench.fact(.deals, "d3")["orders"] == (isTriedAgain ? "1" : "0"))
            #expect(summary.attribution(isTriedAgain ? "promo_code" : "unattributed").gross.value == 500_000)
        }
    }

    /// Of what two networks report of one order the greater is declined: the other one counts.
    @Test("A declined sale stands for no other")
    func declinedSaleStandsForNoOther() throws {
        let bench = try Bench()
        try bench.stage(.deals, OrderFixture.deals)
        try bench.stage(.codes, OrderFixture.codes)
        let report = base.merging(["order_reference": "1001", "promo_code": "NOA"]) { _, new in new }
        try bench.stage(.orders, [report.merging(["store": "first", "order_id": "a", "revenue": "60", "status": "cancelled"]) { _, new in new }], input: "023456789abc")
        try bench.stage(.orders, [report.merging(["store": "second", "order_id": "b"]) { _, new in new }], input: "123456789abc")
        _ = try bench.normalize()
        let deal = try bench.fact(.deals, "d3")
        #expect([deal["orders"], deal["gross"]] == ["1", "50.00"])
    }

    /// A network names its publishers by its own numbers; the shop's order has no link.
    @Test("A network's link that names nobody is said, where nothing else credits anybody", arguments: [("", 1), ("NOA", 0)])
    func reportedLinkOfNobody(code: String, count: Int) throws {
        let bench = try bench([["order_id": "1001", "promo_code": code]])
        let report = base.merging(["store": "network", "order_id": "n1", "order_reference": "1001", "utm_creator": "500"]) { _, new in new }
        try bench.stage(.orders, [report], input: "223456789abc")
        let losses = try bench.normalize().losses.filter { $0.kind == .linkUnmatched }
        #expect(losses.map(\.count) == (count == 1 ? [1] : []))
        #expect(losses.map { $0.money?.amountText } == (count == 1 ? ["50.00"] : []))
    }

    @Test("Small numbers of unrelated shops are not one sale")
    func smallNumbers() throws {
        let bench = try bench([["order_id": "1"], ["order_id": "2", "ordered_at": "2025-03-11T12:00:00Z"]])
        try bench.stage(.orders, [
            // Of another week, of another amount and hour; the last is no report of a network.
            base.merging(["store": "network", "order_id": "n1", "order_reference": "1", "ordered_at": "2025-03-17T00:00:00Z"]) { _, new in new },
            base.merging(["store": "network", "order_id": "n2", "order_reference": "2", "revenue": "9"]) { _, new in new },
            base.merging(["store": "other", "order_id": "1"]) { _, new in new },
        ], input: "bbbbbbbbbbbb")
        _ = try bench.normalize()
        #expect(try bench.facts(.orders).count == 5)
    }

    /// Two networks' rows of one order that no shop's file holds, and how many sales they are.
    @Test("What several networks report by one order number counts once", arguments: [
        (["store": "second"], "50.00", 1), (["store": "second", "revenue": "60"], "60.00", 1),
        // Two parts of the order in one network's report; another order; another week.
        ([:], "100.00", 2), (["store": "second", "order_reference": "1002"], "100.00", 2),
        (["store": "second", "ordered_at": "2025-05-10T00:00:00Z"], "100.00", 2),
    ] as [(Row, String, Int)])
    func severalNetworks(changes: Row, gross: String, orders: Int) throws {
        let report = ["store": "first", "order_reference": "1001", "promo_code": "NOA"]
        for isTurned in [false, true] {
            let bench = try Bench()
            try bench.stage(.deals, OrderFixture.deals)
            try bench.stage(.codes, OrderFixture.codes)
            let files = [report.merging(["order_id": "a"]) { _, new in new }, report.merging(["order_id": "b"]) { _, new in new }.merging(changes) { _, new in new }]
            for (number, row) in (isTurned ? files.reversed() : files).enumerated() {
                try bench.stage(.orders, [base.merging(row) { _, new in new }], input: "\(number)23456789abc")
            }
            let summary = try bench.normalize()
            let deal = try bench.fact(.deals, "d3")
            #expect([deal["orders"], deal["gross"]] == ["\(orders)", gross])
            let once = summary.losses.filter { $0.what.contains("several affiliate networks") }
            #expect(once.map(\.count) == (orders == 1 ? [1] : []))
        }
    }

    /// A shop's three sales and three rows of another source: how many of them are said, and how heavily.
    @Test("Sales that two sources may both hold are said", arguments: [
        ([[:], [:], [:]], 3, Loss.Weight.important),
        // Nine hours off, a day without a time, no time at all.
        ([["ordered_at": "2025-03-10T09:00:00Z"], ["ordered_at": "2025-03-11T00:00:00Z"], ["ordered_at": "", "promo_code": "ALWAYS", "revenue": "70"]], 2, .important),
        // With tax and shipping.
        ([["revenue": "59.50"], ["revenue": "9"], ["revenue": "8"]], 1, .noted),
        // Other creators, amounts, days, currencies.
        ([["promo_code": "ALWAYS"], ["revenue": "61"], ["ordered_at": "2025-03-14T00:00:00Z"]], 0, .noted),
        ([["currency": "USD"], ["promo_code": "X"], ["promo_code": "NOA", "revenue": "0"]], 0, .noted),
    ] as [([Row], Int, Loss.Weight)])
    func repeatedSales(rows: [Row], count: Int, weight: Loss.Weight) throws {
        let shop: [Row] = [
            ["order_id": "#1", "total": "59.50"], ["order_id": "#2", "revenue": "60", "ordered_at": "2025-03-11T12:00:00Z"],
            ["order_id": "#3", "revenue": "70", "ordered_at": "2025-03-12T12:00:00Z"],
        ].map { base.merging($0) { _, new in new }.merging(["promo_code": "NOA"]) { _, new in new } }
        let other = zip(shop, rows).map { shop, row in
            shop.merging(["order_id": "n" + (shop["order_id"] ?? ""), "total": "", "store": "network"]) { _, new in new }.merging(row) { _, new in new }
        }
        for store in ["network", "main"] {
            let bench = try bench([])
            try bench.stage(.orders, shop, input: "aaaaaaaaaaaa")
            try bench.stage(.orders, other.map { $0.merging(["store": store]) { _, new in new } }, input: "bbbbbbbbbbbb")
            let summary = try bench.normalize {
                $0.origins = ["aaaaaaaaaaaa": InputOrigin(source: "a", name: "shop.csv"), "bbbbbbbbbbbb": InputOrigin(source: "b", name: "network.csv")]
            }
            #expect(try bench.facts(.orders).count == 6)
            let said = summary.losses.filter { $0.kind == .sameSale }
            #expect(said.map(\.count) == (count > 0 ? [count] : []), "\(said)")
            #expect(said.allSatisfy { $0.weight == weight && $0.what.contains("network.csv") && $0.what.contains("shop.csv") }, "\(said)")
            if count == 3 { #expect(said[0].money?.amountText == "180.00" && said[0].what.contains("70.00 EUR of 2025-03-12"), "\(said)") }
        }
    }

    /// What an accountant's tool says of four orders on four days: 50 · 1.19 = 59.50 with tax, or the day of payment, a day
    /// and an hour later, so that the days of the two files do not agree at their ends. Two shops have the same numbers, and sell on
    /// other days, or for much more.
    @Test("Sales of one number in two sources are said though day or amount differ", arguments: [
        (0, 119, "NOA", 4), (1, 100, "NOA", 4), (1, 119, "NOA", 4), (4, 100, "NOA", 0), (0, 150, "NOA", 0), (0, 119, "ALWAYS", 0),
    ])
    func salesOfOneNumber(days: Int, percent: Int, code: String, count: Int) throws {
        func orders(after days: Int, percent: Int, code: String) -> [Row] {
            (0..<4).map { number in
                let cents = (50 + 10 * number) * percent
                return base.merging([
                    "order_id": "#100\(number)", "promo_code": code, "revenue": "\(cents / 100).\(cents / 10 % 10)\(cents % 10)",
                    "ordered_at": "2025-03-1\(number + days)T0\(number + days):17:05Z",
                ]) { $1 }
            }
        }
        let bench = try bench([])
        try bench.stage(.orders, orders(after: 0, percent: 100, code: "NOA"), input: "aaaaaaaaaaaa")
        let other = orders(after: days, percent: percent, code: code).map { row in row.merging(["store": "books", "order_id": (row["order_id"] ?? "").replacing("#", with: "")]) { $1 } }
        try bench.stage(.orders, other, input: "bbbbbbbbbbbb")
        let summary = try bench.normalize {
            $0.origins = ["aaaaaaaaaaaa": InputOrigin(source: "a", name: "shop.csv"), "bbbbbbbbbbbb": InputOrigin(source: "b", name: "books.csv")]
        }
        #expect(try bench.facts(.orders).count == 8)
        let said = summary.losses.filter { $0.kind == .sameSale && $0.what.contains("perhaps count twice") }
        #expect(said.map(\.count) == (count > 0 ? [count] : []) && said.allSatisfy { $0.weight == .important }, "\(said)")
        // Who looks for the amount may find another.
        #expect(said.allSatisfy { $0.what.contains("of one amount or number") == (percent != 100) }, "\(said)")
    }

    @Test("Two exports of one shop, and two months of it, hold no sale twice")
    func exportsOfOneShop() throws {
        func sales(_ numbers: Range<Int>) -> [Row] {
            numbers.map { base.merging(["order_id": "\($0)", "promo_code": "NOA", "ordered_at": "2025-03-0\(1 + $0 / 3)T0\($0 % 3):00:00Z"]) { _, new in new } }
        }
        for (first, second) in [(0..<20, 10..<24), (0..<12, 12..<24)] {
            let bench = try bench([])
            try bench.stage(.orders, sales(first), input: "aaaaaaaaaaaa")
            try bench.stage(.orders, sales(second), input: "bbbbbbbbbbbb")
            #expect(try bench.normalize().losses.filter { $0.kind == .sameSale }.isEmpty)
        }
    }

    /// Orders of the shop, at odd seconds, and what a second tool's export says of each under its own store's name.
    @Test("Orders that a second store's export holds once more count once", arguments: [
        // The same rows; other ways to write the number; with tax and shipping; without the code.
        ([[:], [:], [:]], 3, "179.00 0.00"), ([["order_id": "1001"], ["order_id": "#1002"], ["order_id": " 1003"]], 3, "179.00 0.00"),
        ([["revenue": "59.50"], [:], [:]], 3, "179.00 0.00"), ([["promo_code": ""], ["promo_code": ""], [:]], 3, "179.00 0.00"),
        // The second export knows of a refund, or that the order was cancelled.
        ([["refund": "20"], [:], [:]], 3, "179.00 20.00"), ([["status": "cancelled"], [:], [:]], 3, "129.00 0.00"),
        // Another second, number, currency, amount: other sales.
        ([["ordered_at": "2025-03-10T09:07:12Z"], [:], [:]], 2, "229.00 0.00"), ([["order_id": "7"], [:], [:]], 2, "229.00 0.00"),
        ([["revenue": "49"], [:], [:]], 2, "228.00 0.00"),
        // A shop that names shipping and no total: 50 + 9.50.
        ([["revenue": "50", "shipping": "9.50"], [:], [:]], 3, "179.00 0.00"),
    ] as [([Row], Int, String)])
    func copies(rows: [Row], count: Int, money: String) throws {
        let shop: [Row] = [
            ["order_id": "#1001", "ordered_at": "2025-03-10T09:07:11Z", "total": "59.50"],
            ["order_id": "#1002", "ordered_at": "2025-03-11T12:41:05Z", "revenue": "60"],
            ["order_id": "#1003", "ordered_at": "2025-03-12T18:20:59Z", "revenue": "69"],
        ].map { base.merging($0) { _, new in new }.merging(["promo_code": "NOA"]) { _, new in new } }
        for store in ["alpha", "zulu"] {
            let other = zip(shop, rows).map { $0.merging(["store": store, "total": ""]) { _, new in new }.merging($1) { _, new in new } }
            for order in 0..<3 {
                let bench = try bench([])
                if order == 2 {
                    // One file of both stores.
                    try bench.stage(.orders, shop + other, input: "aaaaaaaaaaaa")
                } else {
                    try bench.stage(.orders, order == 1 ? other : shop, input: "aaaaaaaaaaaa")
                    try bench.stage(.orders, order == 1 ? shop : other, input: "bbbbbbbbbbbb")
                }
                let summary = try bench.normalize()
                #expect(try bench.facts(.orders).count == 6 - count)
                let deal = try bench.fact(.deals, "d3")
                #expect("\(deal["gross"] ?? "") \(deal["refund"] ?? "")" == money, "\(deal)")
                let orders = summary.rows(of: .orders)
                #expect(orders.accepted == orders.facts + orders.duplicates)
                let said = summary.losses.filter { $0.kind == .sameSale && $0.what.contains("another store's name or number") }
                #expect(said.map(\.count) == [count] && said.allSatisfy { $0.weight == .important }, "\(summary.losses)")
                let unclear = summary.losses.filter { $0.what.contains("two amounts or currencies") }
                #expect(unclear.map(\.count) == (rows[0]["revenue"] == "49" ? [1] : []), "\(summary.losses)")
            }
        }
    }

    /// A refund's row in one of two stores' files takes back the sale that stands for both.
    @Test("A refund that only a copy names is taken back")
    func refundOfCopy() throws {
        let sale = base.merging(["order_id": "1001", "ordered_at": "2025-03-10T09:07:11Z", "promo_code": "NOA"]) { _, new in new }
        let refund = sale.merging(["store": "zulu", "ordered_at": "2025-03-14T10:00:01Z", "revenue": "-30", "refund_id": "r1"]) { _, new in new }
        let bench = try bench([])
        try bench.stage(.orders, [sale], input: "aaaaaaaaaaaa")
        try bench.stage(.orders, [sale.merging(["store": "zulu"]) { _, new in new }, refund], input: "bbbbbbbbbbbb")
        _ = try bench.normalize()
        let deal = try bench.fact(.deals, "d3")
        #expect([deal["orders"], deal["gross"], deal["refund"]] == ["1", "50.00", "30.00"], "\(deal)")
    }

    /// Store A's row says 10 were refunded, B's later one 15; A's export is handed in once or three times.
    @Test("A refund that several exports repeat counts once", arguments: [1, 3])
    func repeatedRefunds(exports: Int) throws {
        let sale = base.merging(["order_id": "1001", "ordered_at": "2025-03-10T09:07:11Z", "promo_code": "NOA"]) { _, new in new }
        let bench = try bench([])
        for export in 0..<exports {
            try bench.stage(.orders, [sale.merging(["refund": "10"]) { _, new in new }], input: "\(export)aaaaaaaaaaa")
        }
        try bench.stage(.orders, [sale.merging(["store": "zulu", "refund": "15"]) { _, new in new }], input: "bbbbbbbbbbbb")
        _ = try bench.normalize()
        let deal = try bench.fact(.deals, "d3")
        #expect([deal["orders"], deal["gross"], deal["refund"]] == ["1", "50.00", "15.00"], "\(deal)")
    }

    @Test("One number and time in two currencies count both and are said")
    func otherCurrency() throws {
        let sale = base.merging(["order_id": "1001", "ordered_at": "2025-03-10T09:07:11Z", "promo_code": "NOA"]) { _, new in new }
        let bench = try bench([])
        try bench.stage(.orders, [sale], input: "aaaaaaaaaaaa")
        for (input, store) in [("bbbbbbbbbbbb", "yankee"), ("cccccccccccc", "zulu")] {
            try bench.stage(.orders, [sale.merging(["store": store, "currency": "USD"]) { _, new in new }], input: input)
        }
        let summary = try bench.normalize()
        // The two in dollars are one.
        #expect(try bench.facts(.orders).count == 2)
        let said = summary.losses.filter { $0.what.contains("two amounts or currencies") }
        #expect(said.map(\.count) == [1] && said[0].weight == .important, "\(summary.losses)")
    }

    /// Twenty orders to the minute, two of them on a full quarter of an hour: the others prove that the stores are one's exports.
    @Test("Orders at a quarter past are copies where others of the stores are")
    func quarterHours() throws {
        let shop = (0..<20).map { number in
            base.merging(["order_id": "\(1000 + number)", "promo_code": "NOA", "ordered_at": "2025-03-10T10:\(10 + number):00Z"]) { _, new in new }
        }
        let bench = try bench([])
        try bench.stage(.orders, shop, input: "aaaaaaaaaaaa")
        try bench.stage(.orders, shop.map { $0.merging(["store": "zulu"]) { _, new in new } }, input: "bbbbbbbbbbbb")
        _ = try bench.normalize()
        #expect(try bench.facts(.orders).count == 20)
    }

    /// Links of two creators in two exports of one order, whichever store bears which.
    @Test("Copies whose links name two creators credit nobody", arguments: ["alpha", "zulu"])
    func otherLinks(store: String) throws {
        let sale = base.merging(["order_id": "1001", "ordered_at": "2025-03-10T09:07:11Z", "utm_creator": "noa"]) { _, new in new }
        for (link, orders) in [("mia", ["", ""]), ("noa", ["", "1"]), ("", ["", "1"])] {
            let bench = try bench([])
            try bench.stage(.orders, [sale], input: "aaaaaaaaaaaa")
            try bench.stage(.orders, [sale.merging(["store": store, "utm_creator": link]) { _, new in new }], input: "bbbbbbbbbbbb")
            _ = try bench.normalize()
            #expect(try bench.facts(.orders).count == 1)
            let credited = try ["d1", "d3"].map { try bench.fact(.deals, $0)["orders"] ?? "" }
            #expect(credited.map { $0 == "0" ? "" : $0 } == orders, "\(link): \(credited)")
        }
    }

    /// Sales of whole days: two shops' small numbers agree by accident, a store's whole content under the same codes does not.
    @Test("Where one order proves nothing, most of a store's orders do", arguments: [
        (4, 0, "NOA", false), (5, 0, "NOA", true), (5, 5, "NOA", true), (5, 6, "NOA", false), (5, 0, "", true), (5, 0, " noa", true), (5, 0, "ALWAYS", false),
    ])
    func likelyCopies(same: Int, others: Int, code: String, areCopies: Bool) throws {
        func order(_ number: Int, _ changes: Row) -> Row {
            base.merging(["order_id": "\(number)", "promo_code": "NOA", "ordered_at": "2025-03-1\(number % 8)T00:00:00Z"]) { _, new in new }
                .merging(changes) { _, new in new }
        }
        let shop = (0..<20).map { order($0, [:]) }
        let copies = (0..<same).map { order($0, ["store": "zulu", "promo_code": code]) }
        let second = copies + (0..<others).map { order(80 + 8 * $0 + $0 % same, ["store": "zulu", "revenue": "7"]) }
        for isOneFile in [false, true] {
            let bench = try bench([])
            try bench.stage(.orders, isOneFile ? shop + second : shop, input: "aaaaaaaaaaaa")
            if !isOneFile { try bench.stage(.orders, second, input: "bbbbbbbbbbbb") }
            _ = try bench.normalize()
            #expect(try bench.facts(.orders).count == shop.count + others + (areCopies ? 0 : same))
        }
    }
}
