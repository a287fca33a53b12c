package import SocialData

/// The money of one tier, in 1/10,000 of the reporting currency (Methods 4.2).
package struct MoneyRow: Codable, Sendable, Equatable {
    package var tier: String
    package var deals: Int
    package var creators: Int
    package var dealsWithoutSale: Int
    package var cost: ExactTotal
    /// Cost by component, in the order of `CostComponent`.
    package var costByComponent: [CostComponentTotal]
    /// Share of the cost components that are known over all deals.
    package var costShareKnown: Double?
    package var orders: Int
    package var gross: ExactTotal
    package var refund: ExactTotal
    package var net: ExactTotal
    package var roas: Double?
    package var roasLow: Double?
    package var roasHigh: Double?
    package var roi: Double?
    package var roiLow: Double?
    package var roiHigh: Double?
    package var costPerEngagement: Double?
    package var costPerThousandImpressions: Double?
    package var costPerOrder: Double?
    package var averageOrderValue: Double?
    package var refundRate: Double?
    /// Share of the tier's net revenue that its top creator brought.
    package var topCreatorShare: Double?
    /// Deals with cost 0 (their ROI is undefined), with their gross and refund.
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
    package var component: CostComponent
    package var amount: ExactTotal
    package var knownDeals: Int

    package init(component: CostComponent, amount: ExactTotal, knownDeals: Int) {
        self.component = component
        self.amount = amount
        self.knownDeals = knownDeals
    }
}
