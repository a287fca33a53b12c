package import SocialData

/// Single creators by followers and a metric, without their names: at most `mostPoints`, and what all of them are together.
package struct CreatorCloud: Codable, Sendable, Equatable {
    /// What a chart can hold.
    package static let mostPoints = 600

    /// `roas` or `er_followers`.
    package var metric: MetricName
    /// Creators in a tier that have followers and a value; of more than `mostPoints` a choice by hash of their key.
    package var creators: Int
    /// In the order of the definition; tiers without a creator that counts are left out.
    package var tiers: [Tier]
    /// Ascending by followers, so that no name decides where one stands.
    package var points: [Point]

    /// Where a tier's creators are on an axis of followers.
    package struct Tier: Codable, Sendable, Equatable {
        package var tier: String
        /// All of the tier, drawn or not.
        package var creators: Int
        /// Mean of log₁₀ followers.
        package var position: Double

        package init(tier: String, creators: Int, position: Double) {
            self.tier = tier
            self.creators = creators
            self.position = position
        }
    }

    /// A creator in a tier.
    package struct Point: Codable, Sendable, Equatable {
        package var tier: String
        /// Mean followers of the creator's posts in the tier, rounded.
        package var followers: Int64
        /// log₁₀ of followers.
        package var position: Double
        /// A rate as a fraction, or ROAS, which can be 0 and less.
        package var value: Double

        package init(tier: String, followers: Int64, position: Double, value: Double) {
            self.tier = tier
            self.followers = followers
            self.position = position
            self.value = value
        }
    }

    package init(metric: MetricName, creators: Int, tiers: [Tier], points: [Point]) {
        self.metric = metric
        self.creators = creators
        self.tiers = tiers
        self.points = points
    }
}
