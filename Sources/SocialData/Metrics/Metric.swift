/// A metric of posts or of deals. Where only one of them can be meant, `PostMetric` or `DealMetric` is asked for.
package enum Metric: Hashable, Sendable {
    case post(PostMetric)
    case deal(DealMetric)

    /// In the order in which tables list them.
    package static let all = PostMetric.allCases.map(Metric.post) + DealMetric.allCases.map(Metric.deal)
    package static let count = PostMetric.allCases.count + DealMetric.allCases.count

    /// Its place in `all`.
    package var place: Int {
        switch self {
        case .post(let metric): metric.rawValue
        case .deal(let metric): PostMetric.allCases.count + metric.rawValue
        }
    }

    package var definition: MetricDefinition {
        switch self {
        case .post(let metric): metric.definition
        case .deal(let metric): metric.definition
        }
    }

    package var name: MetricName {
        switch self {
        case .post(let metric): metric.name
        case .deal(let metric): metric.name
        }
    }

    package var isMoney: Bool {
        switch self {
        case .post: false
        case .deal: true
        }
    }

    /// Whether its comparison of the asked pair is a headline question (Methods 10.4).
    package var isHeadline: Bool { self == .post(.engagementByFollowers) || self == .deal(.returnOnSpend) }

    /// Whether the numerator is `E`, so that optional components matter (`component_gap`, Methods 4.1).
    package var countsEngagement: Bool {
        switch self {
        case .post(let metric): metric.numerator == .engagement
        case .deal: false
        }
    }

    /// Whether creators have a rate of their own and so a typical value, a mean and quantiles; the others are ratios of sums
    /// only, because a creator may have nothing in the denominator.
    package var hasCreatorRates: Bool { !isMoney || self == .deal(.returnOnSpend) }

    /// What the ratio of exact sums is divided by to be shown.
    package var divisor: Double {
        switch self {
        case .post: 1
        case .deal(let metric): metric.divisor
        }
    }
}
