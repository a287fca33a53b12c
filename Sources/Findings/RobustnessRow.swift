package import SocialData

/// A headline's answer in one view of it, a row of `tables/robustness.csv` (Methods 24).
package struct RobustnessRow: Codable, Sendable, Equatable {
    package var metric: MetricName
    package var a: String
    package var b: String
    /// `once`, or `repeated`: the interval and p that hold at all looks together.
    package var view: Definition.Looks
    package var scale: EffectScale
    package var estimate: Double?
    package var low: Double?
    package var high: Double?
    package var p: Double?
    /// Whether the interval holds no difference; nil without one.
    package var includesNoDifference: Bool?

    package init(
        metric: MetricName, a: String, b: String, view: Definition.Looks, scale: EffectScale, estimate: Double?, low: Double?,
        high: Double?, p: Double?, includesNoDifference: Bool?
    ) {
        self.metric = metric
        self.a = a
        self.b = b
        self.view = view
        self.scale = scale
        self.estimate = estimate
        self.low = low
        self.high = high
        self.p = p
        self.includesNoDifference = includesNoDifference
    }
}
