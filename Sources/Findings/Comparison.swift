/// One contrast of two tiers, A relative to B, a row of `tables/comparisons.csv` (METHODS.md 9, 23).
package struct Comparison: Codable, Sendable, Equatable {
    package var scheme: String
    package var segment: String
    package var metric: String
    /// `typical` (9.1) or `pooled` (9.2, 9.3).
    package var statistic: String
    package var a: String
    package var b: String
    /// `raw` (9.1, 9.2, 9.3 (i)) or `mover` (9.3 (iii)).
    package var analysis: String
    /// `log` or `linear`.
    package var scale: String
    package var estimate: Double?
    package var standardError: Double?
    package var degreesOfFreedom: Double?
    package var low: Double?
    package var high: Double?
    /// On the log scale: `e^estimate` and its limits.
    package var ratio: Double?
    package var ratioLow: Double?
    package var ratioHigh: Double?
    package var p: Double?
    /// Smallest effect the data could have shown (9.4), on the row's scale.
    package var minimumDetectableEffect: Double?
    package var creatorsA: Int
    package var creatorsB: Int
    package var effectiveA: Double?
    package var effectiveB: Double?
    package var notes: [String]

    package init(
        scheme: String, segment: String, metric: String, statistic: String, a: String, b: String, analysis: String,
        scale: String, estimate: Double?, standardError: Double?, degreesOfFreedom: Double?, low: Double?, high: Double?,
        ratio: Double?, ratioLow: Double?, ratioHigh: Double?, p: Double?, minimumDetectableEffect: Double?,
        creatorsA: Int, creatorsB: Int, effectiveA: Double?, effectiveB: Double?, notes: [String]
    ) {
        self.scheme = scheme
        self.segment = segment
        self.metric = metric
        self.statistic = statistic
        self.a = a
        self.b = b
        self.analysis = analysis
        self.scale = scale
        self.estimate = estimate
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
        self.low = low
        self.high = high
        self.ratio = ratio
        self.ratioLow = ratioLow
        self.ratioHigh = ratioHigh
        self.p = p
        self.minimumDetectableEffect = minimumDetectableEffect
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
        self.effectiveA = effectiveA
        self.effectiveB = effectiveB
        self.notes = notes
    }
}
