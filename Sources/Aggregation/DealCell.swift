/// One cell of deals in the making (Methods 4.2).
struct DealCell {
    private(set) var units = 0
    /// By money metric.
    private(set) var totals = [MetricTotals](repeating: MetricTotals(), count: Metric.money.count)
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

    private mutating func add(_ metric: Metric, _ numerator: Int128, over denominator: Int128?) {
        guard let denominator else {
            coverage.missing[metric.rawValue] += 1
            return
        }
        totals[metric.rawValue - Metric.engagementCount].add(
            units: 1, numerator: numerator, denominator: denominator)
    }
}
