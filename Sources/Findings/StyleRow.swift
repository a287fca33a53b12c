/// Engagement rate by how a post was made, within a tier (Methods 22, S8): a level against all other posts of the tier.
package struct StyleRow: Codable, Sendable, Equatable {
    /// Posts are compared with others of the same tier only.
    package var tier: String
    /// `post_type`, `sponsored`, `caption_length`, `posting_frequency`.
    package var dimension: StyleDimension
    /// A word, `0` or `1`, or a quartile `q1` (shortest, rarest) to `q4`.
    package var level: String
    /// Of the level, in this tier.
    package var posts: Int
    /// Creators with such a post.
    package var creators: Int
    /// Typical rate with its interval.
    package var value: Double?
    /// Limits at the configured confidence; nil for one creator.
    package var low: Double?
    package var high: Double?
    /// To the tier’s other posts (Methods 9.1).
    package var ratio: Double?
    /// Limits of the ratio.
    package var ratioLow: Double?
    package var ratioHigh: Double?
    /// Two-sided, not adjusted.
    package var p: Double?
    /// Benjamini–Hochberg over all rows.
    package var pAdjusted: Double?

    package init(
        tier: String, dimension: StyleDimension, level: String, posts: Int, creators: Int, value: Double?, low: Double?,
        high: Double?, ratio: Double?, ratioLow: Double?, ratioHigh: Double?, p: Double?, pAdjusted: Double?
    ) {
        self.tier = tier
        self.dimension = dimension
        self.level = level
        self.posts = posts
        self.creators = creators
        self.value = value
        self.low = low
        self.high = high
        self.ratio = ratio
        self.ratioLow = ratioLow
        self.ratioHigh = ratioHigh
        self.p = p
        self.pAdjusted = pAdjusted
    }
}
