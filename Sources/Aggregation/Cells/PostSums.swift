internal import SocialData

/// Sums over posts that go into the same totals: those of one creator, tier and platform that have the same values in the pipeline's
/// dimensions.
struct PostSums {
    private(set) var units = 0
    /// By engagement metric.
    private(set) var totals = [MetricTotals](repeating: MetricTotals(), count: PostMetric.allCases.count)
    private(set) var coverage = Coverage()

    /// Empties the sums and keeps their memory.
    mutating func reset() {
        units = 0
        for index in totals.indices { totals[index] = MetricTotals() }
        for index in coverage.missing.indices { coverage.missing[index] = 0 }
        (coverage.posts, coverage.engagement, coverage.withShares, coverage.withSaves) = (0, 0, 0, 0)
    }

    /// Adds a post.
    ///
    /// - Parameter rates: what it brings.
    mutating func add(_ counts: PostCounts, _ rates: PostRates) {
        units += 1
        coverage.posts += 1
        if rates.hasEngagement {
            coverage.engagement += 1
            if counts[.shares] != nil { coverage.withShares += 1 }
            if counts[.saves] != nil { coverage.withSaves += 1 }
        }
        for metric in totals.indices {
            if rates.enters(metric) {
                totals[metric].add(rates.rates[metric])
                continue
            }
            switch rates.exclusions[metric] {
            case .missingNumerator, .missingDenominator: coverage.missing[metric] += 1
            case .negativeCount, .zeroDenominator: break
            }
        }
    }
}
