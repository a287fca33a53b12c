internal import Findings
internal import SocialData
internal import Statistics

/// What is measured (Methods 4), in the order in which tables list it. Every metric is a ratio of two exact sums.
enum Metric: Int, CaseIterable, Sendable {
    /// Units are posts (4.1).
    case engagementByFollowers, engagementByReach, engagementByImpressions, engagementByViews
    case reachRate, viewRate, commentRate, saveRate, shareRate, commentLikeRatio
    /// Units are deals (4.2).
    case returnOnSpend, costPerEngagement, costPerThousandImpressions, costPerOrder, averageOrderValue, refundRate

    static let count = allCases.count
    static let engagement = Array(allCases.prefix(engagementCount))
    static let engagementCount = returnOnSpend.rawValue
    static let money = Array(allCases.dropFirst(engagementCount))

    var name: MetricName {
        switch self {
        case .engagementByFollowers: .engagementByFollowers
        case .engagementByReach: .engagementByReach
        case .engagementByImpressions: .engagementByImpressions
        case .engagementByViews: .engagementByViews
        case .reachRate: .reachRate
        case .viewRate: .viewRate
        case .commentRate: .commentRate
        case .saveRate: .saveRate
        case .shareRate: .shareRate
        case .commentLikeRatio: .commentLikeRatio
        case .returnOnSpend: .returnOnSpend
        case .costPerEngagement: .costPerEngagement
        case .costPerThousandImpressions: .costPerThousandImpressions
        case .costPerOrder: .costPerOrder
        case .averageOrderValue: .averageOrderValue
        case .refundRate: .refundRate
        }
    }

    var isMoney: Bool { rawValue >= Self.engagementCount }

    /// Whether its comparison of the asked pair is a headline question (Methods 10.4).
    var isHeadline: Bool { self == .engagementByFollowers || self == .returnOnSpend }

    /// The scale on which tiers are compared: a ratio of rates, a difference of money (Methods 9.2, 9.3).
    var scale: Contrast.Scale { isMoney ? .linear : .log }

    /// Whether the numerator is `E`, so that optional components matter (`component_gap`, Methods 4.1).
    var countsEngagement: Bool { rawValue <= Metric.engagementByViews.rawValue }

    /// Whether creators have a rate of their own and so a typical value, a mean and quantiles; the others are ratios
    /// of sums only, because a creator may have nothing in the denominator.
    var hasCreatorRates: Bool { !isMoney || self == .returnOnSpend }

    /// The canonical columns of the numerator of an engagement metric.
    var numeratorColumns: [Lack] {
        switch self {
        case .reachRate: [.reach]
        case .viewRate: [.views]
        case .commentRate, .commentLikeRatio: [.comments]
        case .saveRate: [.saves]
        case .shareRate: [.shares]
        default: [.likes, .comments]
        }
    }

    /// The canonical column of the denominator of an engagement metric.
    var denominatorColumn: Lack {
        switch self {
        case .engagementByReach, .saveRate, .shareRate: .reach
        case .engagementByImpressions: .impressions
        case .engagementByViews: .views
        case .commentLikeRatio: .likes
        default: .followers
        }
    }

    /// What the ratio of exact sums is divided by to be shown: money is counted in 1/10,000, `cpm` is per thousand.
    var divisor: Double {
        switch self {
        case .costPerEngagement, .costPerOrder, .averageOrderValue: 10_000
        case .costPerThousandImpressions: 10
        default: 1
        }
    }
}

/// Why a unit does not enter a metric: the first that applies (Methods 4.1).
enum MetricExclusion: Int, CaseIterable, Sendable {
    case missingNumerator, missingDenominator, negativeCount, zeroDenominator

    var word: ExclusionReason {
        switch self {
        case .missingNumerator: .missingNumerator
        case .missingDenominator: .missingDenominator
        case .negativeCount: .negativeCount
        case .zeroDenominator: .zeroDenominator
        }
    }
}
