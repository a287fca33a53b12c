/// The shops' orders: those that deals brought, and the rest.
extension World {
    private static let orderCount = 5_000
    static let firstNumber = 1_001
    /// Orders of the main shop that both of its exports hold.
    static let overlap = 40
    /// Of all orders of the main shop, the share in the first export.
    private static let firstExportShare = 0.6

    mutating func addOrders() {
        var drafts: [Order] = []
        var selling: [Deal] = []
        for (index, deal) in deals.enumerated() {
            var draws = Draws(seed: seed, "samples/v1/sales", index)
            // Three of five deals sell nothing.
            guard draws.chance(0.4) else { continue }
            addSales(of: deal, &drafts, &draws)
            selling.append(deal)
        }
        addLateSales(&drafts)
        addSharedCode(&drafts)
        addLinked(selling, &drafts)
        var number = 0
        while drafts.count < Self.orderCount {
            var draws = Draws(seed: seed, "samples/v1/order", number)
            drafts.append(organicOrder(&draws))
            number += 1
        }
        numberOrders(drafts)
    }

    /// What a deal sells has a heavy tail; small creators sell more for their price.
    private func addSales(of deal: Deal, _ drafts: inout [Order], _ draws: inout Draws) {
        guard let startedAt = deal.startedAt else { return }
        let cents = Double(max(3_000, (deal.fee ?? 0) + (deal.productCost ?? 0)))
        let followers = accounts[deal.account].followers(startedAt)
        let returns = followers < 1_000 ? 1.8 : followers < 100_000 ? 2.3 : followers < 1_000_000 ? 1.1 : 0.6
        let sales = cents * returns * creators[deal.creator].appeal * draws.logNormal(median: 1, spread: 0.9) / 0.6
        let count = min(120, max(1, Int((sales / 7_800).rounded())))
        guard let code = codes.first(where: { $0.dealID == deal.id }) else { return }
        let isAmerican = deal.currency == "USD" && draws.chance(0.6)
        for _ in 0..<count {
            let wait = draws.unit()
            let instant = startedAt + Int64(wait * wait * Double(40 * Clock.day)) + 60
            guard instant < Self.asOf else { continue }
            var text = Self.typed(code.code, &draws)
            if draws.chance(0.03) { text += ", WELCOME5" }
            drafts.append(order(isAmerican ? "us" : "main", instant, code: text, percent: Self.percent(code.code), &draws))
        }
    }

    /// Orders with a code that had ended.
    private func addLateSales(_ drafts: inout [Order]) {
        var draws = Draws(seed: seed, "samples/v1/late", 0)
        for code in codes.filter({ $0.validTo != nil }).prefix(30).suffix(15) {
            guard let end = code.validTo else { continue }
            drafts.append(order("main", end + Int64(draws.whole(2...20)) * Clock.day, code: code.code, percent: 10, &draws))
        }
    }

    /// Orders with the code that two creators share, before, while and after both may use it.
    private func addSharedCode(_ drafts: inout [Order]) {
        var draws = Draws(seed: seed, "samples/v1/shared", 0)
        let begins = PlantedDeal.shared.compactMap { deals[$0].startedAt }
        guard let begin = begins.max() else { return }
        for _ in 0..<18 {
            let instant = begin + Int64(draws.below(30)) * Clock.day + Int64(draws.below(50_000))
            drafts.append(order("main", instant, code: Self.typed("GLOWTOGETHER", &draws), percent: 15, &draws))
        }
    }

    /// Orders of the landing page, which knows whose link the customer followed.
    private func addLinked(_ selling: [Deal], _ drafts: inout [Order]) {
        for number in 0..<150 {
            var draws = Draws(seed: seed, "samples/v1/linked", number)
            let deal = draws.pick(selling)
            guard let startedAt = deal.startedAt else { continue }
            // A few come after the thirty days in which a link counts.
            let instant = startedAt + Int64(draws.below(35)) * Clock.day + Int64(draws.below(40_000))
            guard instant < Self.asOf else { continue }
            var order = order("landing", instant, code: "", percent: 0, &draws)
            let handle = accounts[deal.account].handle
            switch draws.weighted([50, 30, 15, 5]) {
            case 0: order.link = creators[deal.creator].id ?? handle
            case 1: order.link = "@" + handle.uppercased()
            case 2: order.link = handle
            default: order.link = "fan.account.42"
            }
            drafts.append(order)
        }
    }

    private func organicOrder(_ draws: inout Draws) -> Order {
        let span = Int((Self.asOf - Self.yearStart) / 60)
        let instant = Self.yearStart + Int64(draws.below(span - 600)) * 60 + Int64(draws.below(60))
        // Codes that no deal knows: the shop's own, friends', a test.
        let kind = draws.weighted([860, 60, 40, 30, 10])
        let code = ["", "WELCOME5", "friends20", "Summer24", "TEST100"][kind]
        return order(draws.chance(0.1) ? "us" : "main", instant, code: code, percent: [0, 5, 20, 10, 100][kind], &draws)
    }

    private func order(_ store: String, _ instant: Int64, code: String, percent: Int, _ draws: inout Draws) -> Order {
        var lines: [(quantity: Int, product: Int)] = []
        for _ in 0..<[1, 2, 3][draws.weighted([62, 28, 10])] {
            let product = draws.below(Words.products.count)
            if !lines.contains(where: { $0.product == product }) { lines.append((draws.chance(0.12) ? 2 : 1, product)) }
        }
        var goods = lines.reduce(0) { $0 + $1.quantity * Words.products[$1.product].cents }
        if store == "us" { goods = goods * 109 / 100 }
        let discount = goods * percent / 100
        let subtotal = goods - discount
        var order = Order(
            store: store, number: 0, orderedAt: instant, currency: store == "us" ? "USD" : "EUR", subtotal: subtotal,
            discount: discount, tax: store == "us" ? 0 : subtotal * 19 / 119, shipping: subtotal > 5_000 ? 0 : 490, refund: 0,
            status: "paid", cancelledAt: nil, code: code, link: nil, lines: lines)
        switch draws.weighted([885, 40, 35, 15, 15, 10]) {
        case 1:
            order.status = "refunded"
            order.refund = subtotal
        case 2 where subtotal > 0:
            order.status = "partially_refunded"
            order.refund = draws.whole(1...subtotal)
        case 3: order.status = "pending"
        case 4:
            order.cancelledAt = instant + 7_200
            order.refund = subtotal
        case 5: order.status = "voided"
        default: break
        }
        return order
    }

    /// The second shop opened for the spring campaigns. It is small, charges no tax, and only knows sales and refunds.
    mutating func addOutletOrders() {
        var draws = Draws(seed: seed, "samples/v1/outlet", 0)
        let spring = deals.filter { (Self.springStart..<Self.springEnd).contains($0.startedAt ?? 0) }
        var orders: [Order] = []
        for _ in 0..<240 {
            let deal = draws.pick(spring)
            let begin = deal.startedAt ?? Self.springStart
            let code = draws.chance(0.7) ? codes.first { $0.dealID == deal.id }?.code ?? "" : ""
            var order = order("outlet", begin + Int64(draws.below(35)) * Clock.day + Int64(draws.below(60_000)), code: code, percent: 10, &draws)
            (order.tax, order.shipping, order.cancelledAt, order.status) = (0, 0, nil, "paid")
            order.refund = draws.chance(0.05) ? order.subtotal : 0
            orders.append(order)
        }
        outletOrders = orders.indices.sorted { (orders[$0].orderedAt, $0) < (orders[$1].orderedAt, $1) }.enumerated().map { number, index in
            var order = orders[index]
            order.number = 501 + number
            return order
        }
    }

    /// As people type a code.
    private static func typed(_ code: String, _ draws: inout Draws) -> String {
        switch draws.weighted([60, 25, 10, 5]) {
        case 0: code
        case 1: code.lowercased()
        case 2: code.prefix(1) + code.dropFirst().lowercased()
        default: code + " "
        }
    }

    private static func percent(_ code: String) -> Int { Int(code.suffix(2)) ?? 0 }

    /// Shops number their orders as they come, each from the same number on.
    private mutating func numberOrders(_ drafts: [Order]) {
        let order = drafts.indices.sorted { (drafts[$0].orderedAt, $0) < (drafts[$1].orderedAt, $1) }
        var next: [String: Int] = [:]
        for index in order {
            var numbered = drafts[index]
            numbered.number = next[numbered.store, default: Self.firstNumber]
            next[numbered.store] = numbered.number + 1
            orders.append(numbered)
        }
        let main = orders.indices.filter { orders[$0].store == "main" }
        let end = Int(Double(main.count) * Self.firstExportShare)
        for index in main[(end - Self.overlap)..<end] { orders[index].isInBothExports = true }
    }
}
