/// An order that a deal is credited with.
struct CreditedOrder {
    var orderedAt: Int64
    var sums: OrderTotals
}

/// A deal that enters the money metrics, cost in 1/10,000 of a euro.
struct UsedDeal {
    var tier: Int
    var creator: String
    var cost: Int
    var startedAt: Int64
    var orders: [CreditedOrder]
}

/// What some deals cost and sold together.
private struct DealTotals {
    var deals = 0
    var creators: Set<String> = []
    var cost = 0
    var orders = 0
    var net = 0

    /// - Parameter isMeant: which of its orders count.
    mutating func add(_ deal: UsedDeal, where isMeant: (CreditedOrder) -> Bool = { _ in true }) {
        deals += 1
        creators.insert(deal.creator)
        cost += deal.cost
        for order in deal.orders where isMeant(order) {
            orders += order.sums.orders - order.sums.withoutMoney
            net += order.sums.gross - order.sums.refund
        }
    }
}

/// Who paid off, what sold by when, and what is missing (Methods 25.3, 26, 28).
extension TruthTables {
    /// The tiers, then all of them together.
    ///
    /// - Parameter margin: per cent of revenue that stay.
    func payoff(_ name: String, margin: Int) -> ExportFile {
        let rows = (0..<4).map { tier in
            ["tier", Truth.tiers[tier]] + payoff(money.used.filter { $0.tier == tier }, margin)
        }
        return Self.table(
            name, ["part", "tier", "creators", "paid_off", "deals", "cost", "net", "profit", "headroom_per_deal"],
            rows + [["programme", ""] + payoff(money.used, margin)])
    }

    private func payoff(_ deals: [UsedDeal], _ margin: Int) -> [String] {
        var all = DealTotals()
        var byCreator: [String: DealTotals] = [:]
        for deal in deals {
            all.add(deal)
            byCreator[deal.creator, default: DealTotals()].add(deal)
        }
        let paidOff = byCreator.values.filter { margin * $0.net >= 100 * $0.cost }.count
        // No order is refunded more than it brought.
        let profit = MoneyTruth.half(margin * all.net, 100) - all.cost
        let headroom = profit.signum() * MoneyTruth.half(abs(profit), max(1, all.deals))
        return [
            String(byCreator.count), String(paidOff), String(all.deals), Self.fourDecimals(all.cost), Self.fourDecimals(all.net),
            Self.fourDecimals(profit), all.deals == 0 ? "" : Self.fourDecimals(headroom),
        ]
    }

    /// Orders of so many days after a deal's start, on deals that are at least that old.
    func windows(_ name: String) -> ExportFile {
        let rows = [7, 30, 60, 90].flatMap { days in
            (0..<4).map { tier in
                let length = Int64(days) * Clock.day
                let deals = money.used.filter { $0.tier == tier }
                let old = deals.filter { World.asOf - $0.startedAt >= length }
                var sums = DealTotals()
                for deal in old {
                    sums.add(deal) { (deal.startedAt..<deal.startedAt + length).contains($0.orderedAt) }
                }
                return [
                    String(days), Truth.tiers[tier], String(sums.deals), String(deals.count - old.count), String(sums.creators.count),
                    Self.fourDecimals(sums.cost), String(sums.orders), Self.fourDecimals(sums.net),
                ]
            }
        }
        return Self.table(name, ["days", "tier", "deals", "young_deals", "creators", "cost", "orders", "net"], rows)
    }

    private static let reasonsOfMissingDeals = ["no_creator", "no_start", "no_currency", "no_rate", "cost_missing"]

    /// Posts without the numbers of the engagement rate, deals without those of the return, and used deals without an order.
    func missing(_ name: String) -> ExportFile {
        let rows = [1, 2].flatMap { tier -> [[String]] in
            let withoutNumbers = ["missing_numerator", "missing_denominator", "negative_count"].reduce(0) {
                $0 + posts.exclusions[TruthKey(tier: tier, metric: "er_followers", reason: $1), default: 0]
            }
            let unusable = Self.reasonsOfMissingDeals.reduce(0) { $0 + money.exclusions[TruthKey(tier: tier, reason: $1), default: 0] }
            let used = money.tiers[tier]
            return [
                ["numbers", "posts", Truth.tiers[tier], String(posts.used[tier]), String(withoutNumbers)],
                ["numbers", "deals", Truth.tiers[tier], String(used.deals + unusable), String(unusable)],
                ["orders", "deals", Truth.tiers[tier], String(used.deals), String(used.dealsWithoutSale)],
            ]
        }
        return Self.table(name, ["part", "unit", "tier", "units", "missing"], rows)
    }
}
