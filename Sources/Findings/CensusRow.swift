/// Who is there, one row per tier and one for the posts and deals without a tier (`unknown`).
package struct CensusRow: Codable, Sendable, Equatable {
    /// Name of the tier, or `unknown`.
    package var tier: String
    /// Creators with a post or a deal in the tier, each once.
    package var creators: Int
    /// Posts that are used (Methods 2).
    package var posts: Int
    /// By the followers that Methods 3.3 gives them.
    package var deals: Int
    /// Creators that also appear in another tier.
    package var crossingCreators: Int

    package init(tier: String, creators: Int, posts: Int, deals: Int, crossingCreators: Int) {
        self.tier = tier
        self.creators = creators
        self.posts = posts
        self.deals = deals
        self.crossingCreators = crossingCreators
    }
}

/// Where the followers of a tier's posts come from (Methods 3.2); `unit` is posts or deals.
package struct FollowersSourceRow: Codable, Sendable, Equatable {
    /// Whether `rows` counts posts or deals.
    package var unit: CountedUnit
    /// Name of the tier, or `unknown`.
    package var tier: String
    package var source: FollowersSource
    /// Posts or deals whose followers come from there.
    package var rows: Int

    package init(unit: CountedUnit, tier: String, source: FollowersSource, rows: Int) {
        self.unit = unit
        self.tier = tier
        self.source = source
        self.rows = rows
    }
}
