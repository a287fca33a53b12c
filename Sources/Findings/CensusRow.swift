/// Who is there, one row per tier and one for the posts and deals without a tier (`unknown`).
package struct CensusRow: Codable, Sendable, Equatable {
    package var tier: String
    package var creators: Int
    package var posts: Int
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
    package var unit: CountedUnit
    package var tier: String
    package var source: FollowersSource
    package var rows: Int

    package init(unit: CountedUnit, tier: String, source: FollowersSource, rows: Int) {
        self.unit = unit
        self.tier = tier
        self.source = source
        self.rows = rows
    }
}
