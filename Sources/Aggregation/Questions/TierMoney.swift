internal import Findings
internal import SocialData
internal import Statistics

/// Money by tier (Methods 4.2); ratios are those of the estimates.
struct TierMoney {
    let tally: MergedTally
    let tiers: [Tier]

    /// - Parameter estimates: those of all segments; empty result where no tier has a deal.
    func rows(_ estimates: [Estimate]) -> [MoneyRow] {
        guard tally.money.contains(where: { $0.deals + $0.unpaidDeals > 0 }) else { return [] }
        let pooled = estimates.filter { $0.segment == "all" && $0.statistic == .pooled }
        return zip(tiers, tally.money).enumerated().map { tier, row in
            let (name, totals) = (row.0.name, row.1)
            func estimate(_ metric: MetricName) -> Estimate? { pooled.first { $0.tier == name && $0.metric == metric } }
            let roas = estimate(.returnOnSpend)
            let roi = estimate(.returnOnInvestment)
            return MoneyRow(
                tier: name, deals: totals.deals, creators: roas?.creators ?? 0,
                dealsWithoutSale: totals.dealsWithoutSale, cost: ExactTotal(totals.cost),
                costByComponent: components(totals), costShareKnown: totals.costShareKnown, orders: totals.orders,
                gross: ExactTotal(totals.gross), refund: ExactTotal(totals.refund), net: ExactTotal(totals.net),
                roas: roas?.value, roasLow: roas?.low, roasHigh: roas?.high, roi: roi?.value, roiLow: roi?.low,
                roiHigh: roi?.high, costPerEngagement: estimate(.costPerEngagement)?.value,
                costPerThousandImpressions: estimate(.costPerThousandImpressions)?.value,
                costPerOrder: estimate(.costPerOrder)?.value,
                averageOrderValue: estimate(.averageOrderValue)?.value,
                refundRate: estimate(.refundRate)?.value, topCreatorShare: topCreatorShare(tier: tier),
                unpaidDeals: totals.unpaidDeals, unpaidNet: ExactTotal(totals.unpaidNet))
        }
    }

    private func components(_ totals: MoneyTotals) -> [CostComponentTotal] {
        CostComponent.allCases.enumerated().map { index, component in
            CostComponentTotal(
                component: component, amount: ExactTotal(totals.componentAmounts[index]),
                knownDeals: totals.componentDeals[index])
        }
    }

    /// Share of the tier's net revenue that its top creator brought; nil without positive net revenue.
    private func topCreatorShare(tier: Int) -> Double? {
        let totals = tally.totals(segment: SegmentAccumulator.everything, tier: tier, .deal(.returnOnSpend))
        guard totals.numerator > 0 else { return nil }
        return (Double(exactTotal: totals.greatestNumerator) / Double(exactTotal: totals.numerator)).published
    }
}

extension MoneyTotals {
    /// Share of the cost components that are known over all deals; nil without deals.
    var costShareKnown: Double? {
        guard deals > 0 else { return nil }
        return (Double(componentsKnown) / Double(deals * CostComponent.allCases.count)).published
    }
}
