internal import SocialData
internal import Statistics

/// One cell of posts in the making: sums over the posts of one key.
struct PostCell {
    private(set) var units = 0
    /// By engagement metric.
    private(set) var totals = [MetricTotals](repeating: MetricTotals(), count: PostMetric.allCases.count)
    private(set) var coverage = Coverage()
    /// Posts that do not enter a metric: `metric * MetricExclusion.allCases.count + reason`.
    private(set) var exclusions = [Int](repeating: 0, count: PostMetric.allCases.count * MetricExclusion.allCases.count)

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
        for metric in PostMetric.allCases {
            switch counts.observation(of: metric, engagement: engagement) {
            case .used(let numerator, let denominator):
                totals[metric.rawValue].add(PostRate(numerator, over: denominator))
                used(metric.rawValue, Double(exactTotal: numerator) / Double(denominator))
            case .excluded(let reason):
                exclusions[metric.rawValue * MetricExclusion.allCases.count + reason.rawValue] += 1
                if reason == .missingNumerator || reason == .missingDenominator { coverage.missing[metric.rawValue] += 1 }
            }
        }
    }
}
