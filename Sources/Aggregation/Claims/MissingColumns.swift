internal import Findings
internal import SocialData

extension ClaimEvidence {
    /// Columns without which a compared tier has no value of an engagement metric, in the order numerator, denominator.
    func lacks(_ metric: PostMetric) -> [Lack] {
        let posts = tally.census.map(\.posts)
        guard posts.reduce(0, +) > 0 else { return [.posts] }
        guard posts.dropLast().reduce(0, +) > 0 else { return [.followers] }
        let compared = pair.map { [$0.pair.a, $0.pair.b] } ?? []
        let empty = compared.filter { tally.totals[SegmentAccumulator.everything].totals(tier: $0, .post(metric)).isEmpty }
        let columns = metric.numerator.needed + [metric.denominator]
        return columns.filter { column in empty.contains { isAbsent(column, tier: $0) } }.map { Lack($0) }
    }

    /// Whether no organic post of a tier has a count, as far as the exclusions tell: a post without both numerator and denominator
    /// is left out for its numerator.
    private func isAbsent(_ count: PostCount, tier: Int) -> Bool {
        let posts = tally.totals[SegmentAccumulator.everything].coverage[tier].posts
        func lacks(_ metric: PostMetric, _ reason: MetricExclusion) -> Bool {
            posts > 0 && tally.exclusions(of: metric, reason, tier: tier) == posts
        }
        let isAbsent = PostMetric.allCases.contains { metric in
            metric.numerator == .count(count) && lacks(metric, .missingNumerator)
                || metric.denominator == count && lacks(metric, .missingDenominator)
        }
        // Engagement lacks likes where it does not lack comments.
        return isAbsent || count == .likes && lacks(.engagementByFollowers, .missingNumerator) && !lacks(.commentRate, .missingNumerator)
    }
}

extension PostQuantity {
    /// What it cannot be had without.
    fileprivate var needed: [PostCount] {
        switch self {
        case .engagement, .coreEngagement: [.likes, .comments]
        case .count(let count): [count]
        }
    }
}
