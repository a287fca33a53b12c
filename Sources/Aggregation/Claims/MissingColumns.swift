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
        let columns = metric.numerator.columns + metric.denominator.columns
        return columns.filter { column in empty.contains { isAbsent(column, tier: $0) } }
    }

    /// Whether no organic post of a tier has a count, as far as the exclusions tell: what is missing is named by the first
    /// column that is.
    private func isAbsent(_ column: Lack, tier: Int) -> Bool {
        let posts = tally.totals[SegmentAccumulator.everything].coverage[tier].posts
        func lacks(_ metric: PostMetric, _ reason: MetricExclusion) -> Bool {
            let place = (tier * PostMetric.allCases.count + metric.rawValue) * MetricExclusion.allCases.count
            return posts > 0 && tally.metricExclusions[place + reason.rawValue] == posts
        }
        return switch column {
        case .comments: lacks(.commentRate, .missingNumerator)
        case .reach: lacks(.reachRate, .missingNumerator)
        case .views: lacks(.viewRate, .missingNumerator)
        case .saves: lacks(.saveRate, .missingNumerator)
        case .shares: lacks(.shareRate, .missingNumerator)
        case .likes:
            lacks(.commentLikeRatio, .missingDenominator)
                || lacks(.engagementByFollowers, .missingNumerator) && !lacks(.commentRate, .missingNumerator)
        case .impressions: lacks(.engagementByImpressions, .missingDenominator)
        default:
            [PostMetric.engagementByFollowers, .commentRate, .reachRate, .viewRate].contains { lacks($0, .missingDenominator) }
        }
    }
}

extension PostQuantity {
    /// The columns that it needs.
    fileprivate var columns: [Lack] {
        switch self {
        case .engagement, .coreEngagement: [.likes, .comments]
        case .likes: [.likes]
        case .comments: [.comments]
        case .shares: [.shares]
        case .saves: [.saves]
        case .views: [.views]
        case .reach: [.reach]
        case .impressions: [.impressions]
        case .followers: [.followers]
        }
    }
}
