package import SocialData

/// Engagement rate over followers, in quarter decades (Methods 12.1): typical value of the creators in a bin.
package struct BinRow: Codable, Sendable, Equatable {
    /// Always `er_followers`: bins compare no tiers.
    package var metric: MetricName
    /// First number of followers of the bin.
    package var from: Int64
    /// Followers at which the next bin begins; nil for the last one.
    package var to: Int64?
    /// log₁₀ of the edges, for axes; nil where the bin begins at no followers, or has no upper edge.
    package var positionFrom: Double? = nil
    package var positionTo: Double? = nil
    /// All posts of these creators, each in the one bin of their mean followers.
    package var posts: Int
    package var creators: Int
    /// Typical rate, a fraction; nil where the posts are too small for a logarithm.
    package var value: Double?
    /// 95 % limits of the rate, or those of the configured confidence; nil for one creator.
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
