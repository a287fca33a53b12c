internal import SocialData
internal import Statistics

/// One cell of posts in the making: sums over the posts of one key.
struct PostCell {
    private(set) var units = 0
    /// By engagement metric.
    private(set) var totals = [MetricTotals](repeating: MetricTotals(), count: PostMetric.allCases.count)
    private(set) var coverage = Coverage()

    /// Empties the cell and keeps its memory.
    mutating func reset() {
        units = 0
        for index in totals.indices { totals[index] = MetricTotals() }
        for index in coverage.missing.indices { coverage.missing[index] = 0 }
        (coverage.posts, coverage.engagement, coverage.withShares, coverage.withSaves) = (0, 0, 0, 0)
    }

    /// Adds a post.
    ///
    /// - Parameter seen: called with what the post brings to each metric.
    mutating func add(_ counts: PostCounts, seen: (_ metric: Int, PostCounts.Observation) -> Void) {
        units += 1
        coverage.posts += 1
        let engagement = counts.engagement
        if case .value = engagement {
            coverage.engagement += 1
            if counts.shares != nil { coverage.withShares += 1 }
            if counts.saves != nil { coverage.withSaves += 1 }
        }
        for metric in PostMetric.allCases {
            let observation = counts.observation(of: metric, engagement: engagement)
            switch observation {
            case .used(let numerator, let denominator):
                totals[metric.rawValue].add(PostRate(numerator, over: denominator))
            case .excluded(.missingNumerator), .excluded(.missingDenominator): coverage.missing[metric.rawValue] += 1
            case .excluded(.negativeCount), .excluded(.zeroDenominator): break
            }
            seen(metric.rawValue, observation)
        }
    }
}
