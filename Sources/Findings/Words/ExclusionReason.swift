internal import SocialData

/// Why a post, deal or order is not used, or not by one metric (Methods 2, 4.1, 4.2).
package enum ExclusionReason: String, PublishedWord {
    // Posts.
    case noCreator = "no_creator"
    case noPlatform = "no_platform"
    case noPostedAt = "no_posted_at"
    /// Exported before it was `min_age_days` old.
    case tooYoung = "too_young"
    /// Of posts and deals: not in the pipeline's `period`.
    case outsidePeriod = "outside_period"
    /// Posted after the data cut-off.
    case afterCutOff = "after_cut_off"
    /// Promoted with money.
    case boosted
    // Deals.
    /// Younger than `maturity_days` at the data cut-off.
    case immature
    /// Nothing says when the deal began.
    case noStart = "no_start"
    /// A cost without a currency.
    case noCurrency = "no_currency"
    /// A currency other than the reporting one, and no rate for it.
    case noRate = "no_rate"
    /// No fee is known.
    case costMissing = "cost_missing"
    /// Cost 0: the return is undefined, and stands on its own line.
    case unpaid
    /// The cost comes to less than 0.
    case negativeCost = "negative_cost"
    /// Nobody knows the followers.
    case unknownTier = "unknown_tier"
    /// Followers are known, and lie in a gap of the scheme.
    case outsideTiers = "outside_tiers"
    // Orders.
    /// By their status: they bring neither gross nor refund.
    case cancelled, voided, failed
    /// A status that nothing says the meaning of.
    case unknownStatus = "unknown_status"
    /// It takes back what no file sold.
    case refundOnly = "refund_without_order"
    /// Nothing says what it brought.
    case noRevenue = "no_revenue"
    // One metric.
    /// A component of the numerator is absent or hidden.
    case missingNumerator = "missing_numerator"
    /// The denominator is absent.
    case missingDenominator = "missing_denominator"
    /// A count below 0.
    case negativeCount = "negative_count"
    /// Nothing to divide by.
    case zeroDenominator = "zero_denominator"

    /// Those of deals that lack something (28); the others are left out for what is known of them.
    package static let ofMissingDeals: [ExclusionReason] = [.noCreator, .noStart, .noCurrency, .noRate, .costMissing]

    /// Those of deals that make a column of `money.csv`, in the order in which they apply.
    package static let ofDeals: [ExclusionReason] = [
        .noCreator, .immature, .noStart, .outsidePeriod, .noCurrency, .noRate, .costMissing, .unpaid, .negativeCost,
        .unknownTier, .outsideTiers,
    ]
}
