/// Orders of something, in 1/10,000 of a euro.
struct OrderTotals {
    var orders = 0
    var withoutMoney = 0
    var gross = 0
    var refund = 0
}

/// The money of a tier.
struct TierMoney {
    var deals = 0
    var creators: Set<String> = []
    var dealsWithoutSale = 0
    var cost = 0
    var orders = 0
    var gross = 0
    var refund = 0
    var unpaidDeals = 0

    mutating func add(_ creator: String, _ cost: Int, _ sales: OrderTotals) {
        deals += 1
        creators.insert(creator)
        if sales.orders == sales.withoutMoney { dealsWithoutSale += 1 }
        self.cost += cost
        orders += sales.orders - sales.withoutMoney
        gross += sales.gross
        refund += sales.refund
    }
}

/// What deals and orders come to (Methods 3.3, 4.2, 4.3).
struct MoneyTruth {
    /// Deals in the census, and their creators, by tier.
    private(set) var counted = [Int](repeating: 0, count: Truth.tiers.count)
    private(set) var creators = [Set<String>](repeating: [], count: Truth.tiers.count)
    private(set) var tiers = [TierMoney](repeating: TierMoney(), count: Truth.tiers.count)
    /// By campaign, then tier.
    private(set) var campaigns: [String: [TierMoney]] = [:]
    private(set) var kinds: [String: OrderTotals] = [:]
    private(set) var exclusions: [TruthKey: Int] = [:]
    private(set) var orderExclusions: [TruthKey: Int] = [:]
    private(set) var sources: [TruthKey: Int] = [:]
    private(set) var unmatched: [TruthKey: OrderTotals] = [:]
    /// Deals that enter the money metrics.
    private(set) var used: [UsedDeal] = []
    private var ofDeal: [String: [CreditedOrder]] = [:]

    /// What a pipeline may use: its period, in local time.
    private let period: Range<Int64>

    init(_ world: World, period: Range<Int64>) {
        self.period = period
        for order in world.orders { add(order, world) }
        for deal in world.deals { add(deal, world) }
    }

    // MARK: Orders

    private mutating func add(_ order: Order, _ world: World) {
        var sums = OrderTotals(orders: 1)
        if let reason = order.cancelledAt != nil ? "cancelled" : order.status == "voided" ? "voided" : nil {
            sums.withoutMoney = 1
            orderExclusions[TruthKey(tier: -1, reason: reason), default: 0] += 1
        } else {
            // The rates of the samples cover every day of the orders.
            let (revenue, refund) = Self.goods(order)
            sums.gross = Self.euros(revenue, order.currency, order.orderedAt, world) ?? 0
            sums.refund = Self.euros(refund, order.currency, order.orderedAt, world) ?? 0
        }
        let names = order.code.split(separator: ",").map { $0.filter { $0 != " " }.uppercased() }
        let (kind, deal) = credit(order, names, world)
        kinds[kind, default: OrderTotals()].add(sums)
        if let deal { ofDeal[deal, default: []].append(CreditedOrder(orderedAt: order.orderedAt, sums: sums)) }
        for name in names {
            let isKnown = world.codes.contains { $0.code == name }
            let missing =
                !isKnown ? "order_code_nobody_owns" : kind == "ambiguous_code" ? kind : kind == "promo_code" ? nil : "order_code_not_valid"
            if let missing { unmatched[TruthKey(tier: 0, metric: missing, reason: name), default: OrderTotals()].add(sums) }
        }
    }

    /// Goods before tax and what was taken back of them, in 1/10,000. The Shopify exports show a total that holds tax and
    /// shipping; the landing page knows goods alone.
    private static func goods(_ order: Order) -> (revenue: Int, refund: Int) {
        let (subtotal, refund) = (order.subtotal * 100, order.refund * 100)
        let total = subtotal + order.shipping * 100
        guard order.store != "landing", total > 0 else { return (subtotal, refund) }
        // A cent of tax is no more than the rounding of totals.
        let tax = order.tax > 1 && subtotal > 0 ? half(order.tax * 100 * subtotal, total) : 0
        return (subtotal - tax, min(half(refund * (subtotal - tax), total), subtotal - tax))
    }

    /// Rounded half to even; neither is below 0.
    static func half(_ numerator: Int, _ denominator: Int) -> Int {
        let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        return quotient + (2 * rest > denominator || (2 * rest == denominator && quotient % 2 == 1) ? 1 : 0)
    }

    /// Methods 4.3.
    private func credit(_ order: Order, _ names: [String], _ world: World) -> (kind: String, deal: String?) {
        let valid = world.codes.filter { code in
            names.contains(code.code) && (code.validFrom ?? .min) <= order.orderedAt && order.orderedAt < (code.validTo ?? .max)
        }.compactMap { code in world.deals.first { $0.id == code.dealID }.map { (code, $0) } }
        if !valid.isEmpty {
            guard Set(valid.map { $0.1.creator }).count == 1 else { return ("ambiguous_code", nil) }
            return ("promo_code", valid.max { ($0.0.validFrom ?? .min, $0.1.id) < ($1.0.validFrom ?? .min, $1.1.id) }?.1.id)
        }
        guard let link = order.link else { return ("unattributed", nil) }
        let handle = (link.hasPrefix("@") ? String(link.dropFirst()) : link).lowercased()
        let deal = world.deals.filter { deal in
            let creator = world.creators[deal.creator]
            let isMeant = creator.id == link || creator.accounts.contains { world.accounts[$0].handle == handle }
            let age = order.orderedAt - (deal.startedAt ?? .max)
            return isMeant && deal.startedAt != nil && age >= 0 && age <= 30 * Clock.day
        }.max { ($0.startedAt ?? .min, $0.id) < ($1.startedAt ?? .min, $1.id) }
        return deal == nil ? ("unattributed", nil) : ("utm", deal?.id)
    }

    // MARK: Deals

    private mutating func add(_ deal: Deal, _ world: World) {
        let account = world.accounts[deal.account]
        let found = Truth.followers(account, deal.startedAt)
        let followers = deal.followersAtBooking ?? found.count
        let tier = Truth.tier(followers)
        sources[TruthKey(tier: tier, reason: deal.followersAtBooking == nil ? found.source : "booking"), default: 0] += 1

        let cost = cost(deal, world)
        var reason = reason(deal, cost: cost, world)
        let isUnpaid = reason == "unpaid"
        if reason == nil, tier == 4 { reason = "unknown_tier" }
        if let reason { exclusions[TruthKey(tier: tier, reason: reason), default: 0] += 1 }
        guard reason == nil || isUnpaid || reason == "unknown_tier" else { return }
        counted[tier] += 1
        creators[tier].insert(account.key)
        guard reason == nil, let cost, let startedAt = deal.startedAt else {
            if isUnpaid { tiers[tier].unpaidDeals += 1 }
            return
        }
        let orders = ofDeal[deal.id, default: []]
        used.append(UsedDeal(tier: tier, creator: account.key, cost: cost, startedAt: startedAt, orders: orders))
        var sums = OrderTotals()
        for order in orders { sums.add(order.sums) }
        tiers[tier].add(account.key, cost, sums)
        let none = [TierMoney](repeating: TierMoney(), count: Truth.tiers.count)
        campaigns[deal.campaign, default: none][tier].add(account.key, cost, sums)
    }

    /// Fee and the known other components; nil without a fee, unless there was none to pay, or without a rate.
    private func cost(_ deal: Deal, _ world: World) -> Int? {
        guard deal.fee != nil || deal.basis == "gifted" else { return nil }
        let cents = [deal.fee, deal.productCost, deal.shipping, deal.agencyFee].reduce(0) { $0 + ($1 ?? 0) }
        let namesNothing = [deal.fee, deal.productCost, deal.shipping, deal.agencyFee].allSatisfy { $0 == nil }
        if namesNothing { return 0 }
        guard let startedAt = deal.startedAt else { return deal.currency == "EUR" ? cents * 100 : nil }
        return Self.euros(cents * 100, deal.currency, startedAt, world)
    }

    private func reason(_ deal: Deal, cost: Int?, _ world: World) -> String? {
        guard let startedAt = deal.startedAt else { return "no_start" }
        if World.asOf - startedAt < 30 * Clock.day { return "immature" }
        if !Truth.isIn(period, startedAt) { return "outside_period" }
        let namesMoney = [deal.fee, deal.productCost, deal.shipping, deal.agencyFee].contains { $0 != nil }
        if namesMoney, deal.currency.isEmpty { return "no_currency" }
        if namesMoney, Self.euros(0, deal.currency, startedAt, world) == nil { return "no_rate" }
        guard let cost else { return "cost_missing" }
        return cost == 0 ? "unpaid" : nil
    }

    /// Dollars by the last rate of the day or the seven days before it, rounded half to even; nil for other currencies.
    private static func euros(_ units: Int, _ currency: String, _ instant: Int64, _ world: World) -> Int? {
        if currency == "EUR" { return units }
        guard currency == "USD" else { return nil }
        let day = Clock.days(instant + Clock.berlin(instant))
        guard let rate = world.rates.last(where: { $0.day <= day }), day - rate.day <= 7 else { return nil }
        let (quotient, rest) = (units * 10_000).quotientAndRemainder(dividingBy: rate.dollars)
        let roundsUp = 2 * rest > rate.dollars || (2 * rest == rate.dollars && quotient % 2 == 1)
        return quotient + (roundsUp ? 1 : 0)
    }
}

extension OrderTotals {
    mutating func add(_ other: OrderTotals) {
        orders += other.orders
        withoutMoney += other.withoutMoney
        gross += other.gross
        refund += other.refund
    }
}
