/// How a tier's share of an amount moved from month to month (Methods 13), a row of `tables/trend.csv`.
package struct TrendRow: Codable, Sendable, Equatable {
    /// `spend`, `posts` or `engagement`.
    package var measure: TrendMeasure
    /// `as_posted`, `fixed` (every creator in the tier of their first month) or `difference` of the two slopes.
    package var tiers: TrendTiers
    package var tier: String
    /// Months with a positive total.
    package var months: Int
    /// Creators with an amount in any tier.
    package var creators: Int
    /// Share points per month.
    package var slope: Double?
    /// By the creator jackknife.
    package var standardError: Double?
    /// `max(1, G_eff − 1)` on creator totals.
    package var degreesOfFreedom: Double?
    /// Limits of the slope at the configured confidence.
    package var low: Double?
    package var high: Double?
    /// Two-sided, not adjusted.
    package var p: Double?
    /// Holm across tiers.
    package var pAdjusted: Double?
    /// `S`: rising pairs of months minus falling ones.
    package var mannKendallScore: Int?
    /// Corrected for ties and for continuity.
    package var mannKendallZ: Double?
    /// Two-sided, from the normal distribution.
    package var mannKendallP: Double?
    /// Median of the slopes between all pairs of months, share points per month.
    package var theilSenSlope: Double?

    package init(
        measure: TrendMeasure, tiers: TrendTiers, tier: String, months: Int, creators: Int, slope: Double?,
        standardError: Double?, degreesOfFreedom: Double?, low: Double?, high: Double?, p: Double?,
        pAdjusted: Double?, mannKendallScore: Int?, mannKendallZ: Double?, mannKendallP: Double?,
        theilSenSlope: Double?
    ) {
        self.measure = measure
        self.tiers = tiers
        self.tier = tier
        self.months = months
        self.creators = creators
        self.slope = slope
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
        self.low = low
        self.high = high
        self.p = p
        self.pAdjusted = pAdjusted
        self.mannKendallScore = mannKendallScore
        self.mannKendallZ = mannKendallZ
        self.mannKendallP = mannKendallP
        self.theilSenSlope = theilSenSlope
    }
}

/// A tier's amount and share in one month, a row of `tables/trend_months.csv`.
package struct TrendMonthRow: Codable, Sendable, Equatable {
    /// What is shared among the tiers.
    package var measure: TrendMeasure
    /// `2024-07`, by the pipeline's calendar.
    package var month: String
    package var tier: String
    /// Spend in 1/10,000 of the reporting currency, else a count.
    package var amount: ExactTotal
    /// Of all tiers of the month; nil where the total is not positive.
    package var share: Double?

    package init(measure: TrendMeasure, month: String, tier: String, amount: ExactTotal, share: Double?) {
        self.measure = measure
        self.month = month
        self.tier = tier
        self.amount = amount
        self.share = share
    }
}
