package import SocialData

/// A metric over followers without any cut (Methods 12.1), a row of `tables/curve.csv`.
package struct CurveRow: Codable, Sendable, Equatable {
    /// `er_followers` or `roas`.
    package var metric: MetricName
    /// log₁₀ of followers.
    package var position: Double
    /// The same in followers, rounded to a whole number.
    package var followers: Int64
    /// Creators within half a decade.
    package var creators: Int
    /// `n_k`, by the weights of the window; nil where no creator is in it.
    package var effectiveCreators: Double?
    /// Engagement: the typical rate, `e^estimate`. Money: ROAS.
    package var value: Double?
    /// Limits at the configured confidence, in units of `value`.
    package var low: Double?
    package var high: Double?

    package init(
        metric: MetricName, position: Double, followers: Int64, creators: Int, effectiveCreators: Double?, value: Double?, low: Double?,
        high: Double?
    ) {
        self.metric = metric
        self.position = position
        self.followers = followers
        self.creators = creators
        self.effectiveCreators = effectiveCreators
        self.value = value
        self.low = low
        self.high = high
    }
}
