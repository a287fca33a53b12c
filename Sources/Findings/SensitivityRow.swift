package import SocialData

/// The raw headline contrast under another boundary or scheme (Methods 12.2), a row of `tables/sensitivity.csv`.
package struct SensitivityRow: Codable, Sendable, Equatable {
    /// Of the headline.
    package var metric: MetricName
    /// The same on every row of a headline: what the configured pair is compared by.
    package var statistic: Statistic
    /// `boundary` or `scheme`.
    package var kind: SensitivityKind
    /// The scheme; empty for a boundary.
    package var name: String
    /// Followers at which A ends and B begins; nil for a scheme.
    package var boundary: Int64?
    /// Whether this is the boundary of the pipeline.
    package var isConfigured: Bool
    /// How `estimate` and its limits are to be read.
    package var scale: EffectScale
    /// A relative to B, always raw.
    package var estimate: Double?
    /// Limits at the configured confidence, on `scale`.
    package var low: Double?
    package var high: Double?
    /// On the log scale: `e^estimate` and its limits.
    package var ratio: Double? = nil
    /// `e^low` and `e^high`.
    package var ratioLow: Double? = nil
    package var ratioHigh: Double? = nil
    /// Two-sided, not adjusted.
    package var p: Double?
    /// Screening verdict: p unadjusted.
    package var verdict: PairVerdict
    /// Creators of each tier under this boundary or scheme.
    package var creatorsA: Int
    package var creatorsB: Int

    package init(
        metric: MetricName, statistic: Statistic, kind: SensitivityKind, name: String, boundary: Int64?, isConfigured: Bool,
        scale: EffectScale, estimate: Double?, low: Double?, high: Double?, p: Double?, verdict: PairVerdict, creatorsA: Int,
        creatorsB: Int
    ) {
        self.metric = metric
        self.statistic = statistic
        self.kind = kind
        self.name = name
        self.boundary = boundary
        self.isConfigured = isConfigured
        self.scale = scale
        self.estimate = estimate
        self.low = low
        self.high = high
        self.p = p
        self.verdict = verdict
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
    }
}
