internal import SocialData

/// Why a post, deal or order is not used, or not by one metric (Methods 2, 4.1, 4.2).
package enum ExclusionReason: String, PublishedWord {
    // Posts.
    case noCreator = "no_creator"
    case noPlatform = "no_platform"
    case noPostedAt = "no_posted_at"
    case tooYoung = "too_young"
    case outsidePeriod = "outside_period"
    case afterCutOff = "after_cut_off"
    /// Promoted with money.
    case boosted
    // Deals.
    case immature
    case noStart = "no_start"
    case noCurrency = "no_currency"
    case noRate = "no_rate"
    case costMissing = "cost_missing"
    case unpaid
    case negativeCost = "negative_cost"
    case unknownTier = "unknown_tier"
    case outsideTiers = "outside_tiers"
    // Orders.
    case cancelled, voided, failed
    case unknownStatus = "unknown_status"
    case refundOnly = "refund_without_order"
    case noRevenue = "no_revenue"
    // One metric.
    case missingNumerator = "missing_numerator"
    case missingDenominator = "missing_denominator"
    case negativeCount = "negative_count"
    case zeroDenominator = "zero_denominator"

    /// Those of deals that lack something (28); the others are left out for what is known of them.
    package static let ofMissingDeals: [ExclusionReason] = [.noCreator, .noStart, .noCurrency, .noRate, .costMissing]

    /// Those of deals that make a column of `money.csv`, in the order in which they apply.
    package static let ofDeals: [ExclusionReason] = [
        .noCreator, .immature, .noStart, .outsidePeriod, .noCurrency, .noRate, .costMissing, .unpaid, .negativeCost,
        .unknownTier, .outsideTiers,
    ]
}
