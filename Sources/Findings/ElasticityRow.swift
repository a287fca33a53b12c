package import SocialData

/// How the engagement rate goes with followers, over all tiers, within strata (Methods 11.3).
package struct ElasticityRow: Codable, Sendable, Equatable {
    /// The rate; its denominator has to be followers.
    package var metric: MetricName
    /// `β`: change of the log rate per unit of log followers.
    package var slope: Double?
    /// For comparison with other tools; intervals and p use `standardError`.
    package var standardErrorCR1: Double?
    /// By the creator jackknife.
    package var standardError: Double?
    /// `max(1, (Σo)²/Σo² − 1)` (Methods 11.3).
    package var degreesOfFreedom: Double?
    /// Two-sided, against a slope of 0.
    package var p: Double?
    /// Limits of the slope at the configured confidence.
    package var low: Double?
    package var high: Double?
    /// `10^β − 1`: the change of the rate for ten times the followers, with the limits of its interval.
    package var perTenfold: Double?
    package var perTenfoldLow: Double?
    package var perTenfoldHigh: Double?
    /// Creators with a row.
    package var creators: Int
    /// Cells of one creator in one stratum.
    package var rows: Int
    /// Strata with a row.
    package var strata: Int

    package init(
        metric: MetricName, slope: Double?, standardErrorCR1: Double?, standardError: Double?,
        degreesOfFreedom: Double?, p: Double?, low: Double?, high: Double?, perTenfold: Double?,
        perTenfoldLow: Double?, perTenfoldHigh: Double?, creators: Int, rows: Int, strata: Int
    ) {
        self.metric = metric
        self.slope = slope
        self.standardErrorCR1 = standardErrorCR1
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
        self.p = p
        self.low = low
        self.high = high
        self.perTenfold = perTenfold
        self.perTenfoldLow = perTenfoldLow
        self.perTenfoldHigh = perTenfoldHigh
        self.creators = creators
        self.rows = rows
        self.strata = strata
    }
}
