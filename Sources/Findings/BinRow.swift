package import SocialData

/// Engagement rate over followers, in quarter decades (Methods 12.1): typical value of the creators in a bin.
package struct BinRow: Codable, Sendable, Equatable {
    package var metric: MetricName
    package var from: Int64
    package var to: Int64?
    /// log₁₀ of the edges, for axes; nil where the bin begins at no followers, or has no upper edge.
    package var positionFrom: Double? = nil
    package var positionTo: Double? = nil
    package var posts: Int
    package var creators: Int
    package var value: Double?
    package var low: Double?
    package var high: Double?

    package init(
        metric: MetricName, from: Int64, to: Int64?, posts: Int, creators: Int, value: Double?, low: Double?, high: Double?
    ) {
        self.metric = metric
        self.from = from
        self.to = to
        self.posts = posts
        self.creators = creators
        self.value = value
        self.low = low
        self.high = high
    }
}
