package import SocialData

/// How the engagement rate goes with followers, over all tiers, within strata (Methods 11.3).
package struct ElasticityRow: Codable, Sendable, Equatable {
    package var metric: MetricName
    /// `β`: change of the log rate per unit of log followers.
    package var slope: Double?
    package var standardErrorCR1: Double?
    package var standardError: Double?
    package var degreesOfFreedom: Double?
    package var p: Double?
    package var low: Double?
    package var high: Double?
    /// `10^β − 1`: the change of the rate for ten times the followers, with the limits of its interval.
    package var perTenfold: Double?
    package var perTenfoldLow: Double?
    package var perTenfoldHigh: Double?
    package var creators: Int
    package var rows: Int
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
