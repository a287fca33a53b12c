/// One cell of posts in the making: sums over the posts of one key.
struct PostCell {
    private(set) var units = 0
    /// By engagement metric.
    private(set) var totals = [MetricTotals](repeating: MetricTotals(), count: Metric.engagementCount)
    private(set) var coverage = Coverage()
    /// Posts that do not enter a metric: `metric * MetricExclusion.allCases.count + reason`.
    private(set) var exclusions = [Int](repeating: 0, count: Metric.engagementCount * MetricExclusion.allCases.count)

    /// Empties the cell and keeps its memory.
    mutating func reset() {
        units = 0
        for index in totals.indices { totals[index] = MetricTotals() }
        for index in exclusions.indices { exclusions[index] = 0 }
        for index in coverage.missing.indices { coverage.missing[index] = 0 }
        (coverage.posts, coverage.engagement, coverage.withShares, coverage.withSaves) = (0, 0, 0, 0)
    }

    /// Adds a post.
    ///
    /// - Parameter used: called with every rate of the post, by metric.
    mutating func add(_ counts: PostCounts, used: (_ metric: Int, _ rate: Double) -> Void) {
        units += 1
        coverage.posts += 1
        let engagement = counts.engagement
        if case .value = engagement {
            coverage.engagement += 1
            if counts.shares != nil { coverage.withShares += 1 }
            if counts.saves != nil { coverage.withSaves += 1 }
        }
        for metric in Metric.engagement {
            switch counts.observation(of: metric, engagement: engagement) {
            case .used(let numerator, let denominator):
                totals[metric.rawValue].add(numerator: numerator, denominator: denominator)
                used(metric.rawValue, numerator.nearestDouble / Double(denominator))
            case .excluded(let reason):
                exclusions[metric.rawValue * MetricExclusion.allCases.count + reason.rawValue] += 1
                if reason == .missingNumerator || reason == .missingDenominator { coverage.missing[metric.rawValue] += 1 }
            }
        }
    }
}

/// One cell of deals in the making (METHODS.md 4.2).
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
        add(.refundRate, Int128(deal.refund), over: Int128(deal.gross))
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
