package import SocialData

/// One statistic of one metric of one tier (of one segment), a row of `tables/estimates.csv` (Methods 6, 7, 23).
package struct Estimate: Codable, Sendable, Equatable {
    /// Name of the tier scheme.
    package var scheme: String
    /// `all`, or `platform=instagram`.
    package var segment: String
    package var tier: String
    package var metric: MetricName
    /// `pooled`, `typical`, `creator_mean`, `post_mean`, `creator_median`, `p10` … `p90` over creators; for the segment
    /// `all` also `post_p10` … `post_p90` over posts (17.5).
    package var statistic: Statistic
    /// A fraction; for `cpe`, `cpm`, `cpa` and `aov` an amount of the reporting currency.
    package var value: Double?
    /// Limits at the configured confidence, in units of `value`; nil without an interval.
    package var low: Double?
    package var high: Double?
    /// `cr2`, `t` or `order`; nil without an interval.
    package var interval: IntervalMethod?
    /// Satterthwaite's or `G − 1`; nil where the interval needs none.
    package var degreesOfFreedom: Double?
    /// Posts, or deals for money.
    package var units: Int
    /// `G`, creators with such a unit.
    package var creators: Int
    /// `G_eff`, by the creators' denominators (Methods 6.5).
    package var effectiveCreators: Double?
    /// Creators whose numerator is 0.
    package var zeroCreators: Int
    /// Mean over creators of the share of their posts that are too small for a logarithm (6.2); nil for money.
    package var lowShare: Double?
    /// `ΣY` and `ΣX`, money in 1/10,000 of the reporting currency.
    package var numerator: ExactTotal
    /// Of the same units as the numerator.
    package var denominator: ExactTotal
    /// Share of the tier's used units that lack the numerator or the denominator.
    package var missingShare: Double?
    /// Names of notes, in alphabetical order.
    package var notes: [Note]

    package init(
        scheme: String, segment: String, tier: String, metric: MetricName, statistic: Statistic, value: Double?, low: Double?,
        high: Double?, interval: IntervalMethod?, degreesOfFreedom: Double?, units: Int, creators: Int,
        effectiveCreators: Double?, zeroCreators: Int, lowShare: Double?, numerator: ExactTotal, denominator: ExactTotal,
        missingShare: Double?, notes: [Note]
    ) {
        self.scheme = scheme
        self.segment = segment
        self.tier = tier
        self.metric = metric
        self.statistic = statistic
        self.value = value
        self.low = low
        self.high = high
        self.interval = interval
        self.degreesOfFreedom = degreesOfFreedom
        self.units = units
        self.creators = creators
        self.effectiveCreators = effectiveCreators
        self.zeroCreators = zeroCreators
        self.lowShare = lowShare
        self.numerator = numerator
        self.denominator = denominator
        self.missingShare = missingShare
        self.notes = notes
    }
}
