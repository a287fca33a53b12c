/// A metric of posts or of deals. Where only one of them can be meant, `PostMetric` or `DealMetric` is asked for.
package enum Metric: Hashable, Sendable {
    case post(PostMetric)
    case deal(DealMetric)

    /// In the order in which tables list them.
    package static let all = PostMetric.allCases.map(Metric.post) + DealMetric.allCases.map(Metric.deal)
    /// Of posts and of deals together.
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

    /// Whether its units are deals.
    package var isMoney: Bool {
        switch self {
        case .post: false
        case .deal: true
        }
    }

    /// Whether its comparison of the asked pair is a headline question (Methods 10.4). Of the two engagement rates over followers
    /// one is compared.
    package var isHeadline: Bool {
        self == .post(.engagementByFollowers) || self == .post(.coreByFollowers) || self == .deal(.returnOnSpend)
    }

    /// Whether two tiers are compared in it (Methods 4.1).
    ///
    /// - Parameter isUneven: whether shares or saves are exported unevenly between them.
    package func isCompared(isUneven: Bool) -> Bool {
        switch self {
        case .post(let metric) where metric.numerator == .engagement: !isUneven
        case .post(let metric) where metric.numerator == .coreEngagement: isUneven
        case .post: true
        case .deal: self == .deal(.returnOnSpend)
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
