internal import SocialData

/// One cell of deals in the making (Methods 4.2).
struct DealCell {
    private(set) var units = 0
    /// By money metric.
    private(set) var totals = [MetricTotals](repeating: MetricTotals(), count: DealMetric.allCases.count)
    private(set) var coverage = Coverage()

    /// Adds a used deal. Engagement and impressions are missing where no post of the deal has any; where they are
    /// present and 0, the deal stays in the sums.
    mutating func add(_ deal: DealFact) {
        units += 1
        coverage.deals += 1
        let cost = Int128(deal.cost)
        add(.returnOnSpend, deal.net, over: cost)
        add(.costPerEngagement, cost, over: deal.engagement)
        add(.costPerThousandImpressions, cost, over: deal.impressions)
        add(.costPerOrder, cost, over: Int128(deal.orders))
        add(.averageOrderValue, Int128(deal.gross), over: Int128(deal.orders))
        if deal.gross < 0 {
            coverage.negativeGross += 1
        } else {
            add(.refundRate, Int128(deal.refund), over: Int128(deal.gross))
        }
    }

    private mutating func add(_ metric: DealMetric, _ numerator: Int128, over denominator: Int128?) {
        guard let denominator else {
            coverage.missing[Metric.deal(metric).place] += 1
            return
        }
        totals[metric.rawValue].add(
            units: 1, numerator: numerator, denominator: denominator)
    }
}
