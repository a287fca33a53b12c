package import SocialData

/// The money of one tier, in 1/10,000 of the reporting currency (Methods 4.2).
package struct MoneyRow: Codable, Sendable, Equatable {
    package var tier: String
    /// Deals that count: mature, paid, and with a known cost (Methods 4.2).
    package var deals: Int
    /// Creators with such a deal.
    package var creators: Int
    /// Of the deals; they stay in, with net 0.
    package var dealsWithoutSale: Int
    /// `Σcost`
    package var cost: ExactTotal
    /// Cost by component, in the order of `CostComponent`.
    package var costByComponent: [CostComponentTotal]
    /// Share of the cost components that are known over all deals.
    package var costShareKnown: Double?
    /// Orders credited to these deals.
    package var orders: Int
    /// Revenue of the orders: goods after discounts, before tax and shipping.
    package var gross: ExactTotal
    /// What was taken back of it.
    package var refund: ExactTotal
    /// `gross − refund`; may be negative.
    package var net: ExactTotal
    /// `Σnet/Σcost`
    package var roas: Double?
    /// Limits of section 7 at the configured confidence.
    package var roasLow: Double?
    package var roasHigh: Double?
    /// `m·ROAS − 1`, a fraction, with its limits.
    package var roi: Double?
    package var roiLow: Double?
    package var roiHigh: Double?
    /// Units of the currency per like, comment, share or save of the deals' posts.
    package var costPerEngagement: Double?
    /// Units of the currency per thousand impressions of the deals' posts.
    package var costPerThousandImpressions: Double?
    /// Units of the currency per credited order.
    package var costPerOrder: Double?
    /// Gross revenue per order, in units of the currency.
    package var averageOrderValue: Double?
    /// `refund/gross`, a fraction.
    package var refundRate: Double?
    /// Share of the tier's net revenue that its top creator brought.
    package var topCreatorShare: Double?
    /// Deals with cost 0 (their ROI is undefined), with their net revenue.
    package var unpaidDeals: Int
    package var unpaidNet: ExactTotal

    package init(
        tier: String, deals: Int, creators: Int, dealsWithoutSale: Int, cost: ExactTotal,
        costByComponent: [CostComponentTotal], costShareKnown: Double?, orders: Int, gross: ExactTotal,
        refund: ExactTotal, net: ExactTotal, roas: Double?, roasLow: Double?, roasHigh: Double?, roi: Double?,
        roiLow: Double?, roiHigh: Double?, costPerEngagement: Double?, costPerThousandImpressions: Double?,
        costPerOrder: Double?, averageOrderValue: Double?, refundRate: Double?, topCreatorShare: Double?,
        unpaidDeals: Int, unpaidNet: ExactTotal
    ) {
        self.tier = tier
        self.deals = deals
        self.creators = creators
        self.dealsWithoutSale = dealsWithoutSale
        self.cost = cost
        self.costByComponent = costByComponent
        self.costShareKnown = costShareKnown
        self.orders = orders
        self.gross = gross
        self.refund = refund
        self.net = net
        self.roas = roas
        self.roasLow = roasLow
        self.roasHigh = roasHigh
        self.roi = roi
        self.roiLow = roiLow
        self.roiHigh = roiHigh
        self.costPerEngagement = costPerEngagement
        self.costPerThousandImpressions = costPerThousandImpressions
        self.costPerOrder = costPerOrder
        self.averageOrderValue = averageOrderValue
        self.refundRate = refundRate
        self.topCreatorShare = topCreatorShare
        self.unpaidDeals = unpaidDeals
        self.unpaidNet = unpaidNet
    }
}

/// One cost component of a tier: how much, in how many deals it is known.
package struct CostComponentTotal: Codable, Sendable, Equatable {
    /// Which part of the cost.
    package var component: CostComponent
    /// Of the deals that state it.
    package var amount: ExactTotal
    /// Deals that state it, also as 0.
    package var knownDeals: Int

    package init(component: CostComponent, amount: ExactTotal, knownDeals: Int) {
        self.component = component
        self.amount = amount
        self.knownDeals = knownDeals
    }
}
