internal import SocialData

/// The money of one tier's deals, exact (Methods 4.2).
struct MoneyTotals: Sendable, Equatable {
    /// Deals that enter the money metrics.
    var deals = 0
    var dealsWithoutSale = 0
    var cost: Int128 = 0
    /// By `CostComponent`.
    var componentAmounts = [Int128](repeating: 0, count: CostComponent.allCases.count)
    var componentDeals = [Int](repeating: 0, count: CostComponent.allCases.count)
    var componentsKnown = 0
    var orders = 0
    var gross: Int128 = 0
    var refund: Int128 = 0
    /// Deals with cost 0, and their net revenue.
    var unpaidDeals = 0
    var unpaidNet: Int128 = 0

    var net: Int128 { gross - refund }

    /// Adds a deal that enters the money metrics.
    mutating func add(_ deal: DealFact, components: ArraySlice<Int64?>) {
        deals += 1
        if deal.orders == 0 { dealsWithoutSale += 1 }
        cost += Int128(deal.cost)
        for (component, amount) in components.enumerated() {
            guard let amount else { continue }
            componentAmounts[component] += Int128(amount)
            componentDeals[component] += 1
        }
        componentsKnown += deal.componentsKnown
        orders += Int(deal.orders)
        gross += Int128(deal.gross)
        refund += Int128(deal.refund)
    }

    mutating func add(unpaid deal: DealFact) {
        unpaidDeals += 1
        unpaidNet += deal.net
    }

    static func += (total: inout MoneyTotals, other: MoneyTotals) {
        total.deals += other.deals
        total.dealsWithoutSale += other.dealsWithoutSale
        total.cost += other.cost
        for index in total.componentAmounts.indices {
            total.componentAmounts[index] += other.componentAmounts[index]
            total.componentDeals[index] += other.componentDeals[index]
        }
        total.componentsKnown += other.componentsKnown
        total.orders += other.orders
        total.gross += other.gross
        total.refund += other.refund
        total.unpaidDeals += other.unpaidDeals
        total.unpaidNet += other.unpaidNet
    }
}
