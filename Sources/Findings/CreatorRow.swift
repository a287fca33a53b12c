/// One creator in one tier, a row of `tables/creators.csv`.
package struct CreatorRow: Sendable, Equatable {
    /// The creator key (Methods 1.5).
    package var creator: String
    /// A creator who crosses has a row in each of their tiers.
    package var tier: String
    /// Of the creator's posts in the tier.
    package var platforms: [String]
    /// Posts that are used (Methods 2).
    package var posts: Int
    /// `ΣX/Σn` of the posts with a known audience.
    package var meanFollowers: Double?
    /// `ΣE` over those posts.
    package var engagement: ExactTotal?
    /// `er_followers`: `Y_c/X_c`.
    package var engagementRate: Double?
    /// `Σcomments/Σlikes` of the posts that show both.
    package var commentLikeRatio: Double?
    /// Deals that count for money (Methods 4.2).
    package var deals: Int
    /// 1/10,000 of the reporting currency.
    package var cost: ExactTotal?
    /// Gross minus refunds, in 1/10,000 of the reporting currency; may be negative.
    package var net: ExactTotal?
    /// `net/cost`; nil without a deal that counts, or where no order is credited to any.
    package var roas: Double?
    /// The return shrunk towards the tier's (Methods 26.3), and the part of the creator's difference that can be expected to repeat.
    package var shrunkROAS: Double?
    /// `B_c`, from 0 to 1.
    package var reliability: Double?
    /// Why there is neither.
    package var whyNotShrunk: EmptyReason?
    /// Unbiased HHI over hashtags or niches (Methods 16).
    package var topicConcentration: Double?
    /// `1 − entropy/ln K` (Methods 16); nil for fewer than two topics.
    package var focus: Double?
    /// Tagged posts.
    package var topics: Int
    /// Cosine with the brand’s tags.
    package var brandAlignment: Double?
    /// `Σ min(p, q)` with the brand's audience, from 0 to 1 (Methods 16).
    package var audienceOverlap: Double?
    /// Names of Methods 15: `er_low_for_size`, `er_high_for_size`, `comment_like`, `follower_jump`, `follower_jump_reversed`.
    package var flags: [CreatorFlag]
    /// Robust z of the rate within platform and followers.
    package var sizeZ: Double?
    /// Robust z of `ln((C + ½)/(L + ½))` within the platform (Methods 15).
    package var commentLikeZ: Double?
    /// Largest relative gain of followers between snapshots at most a week apart.
    package var largestJump: Double?

    package init(
        creator: String, tier: String, platforms: [String], posts: Int, meanFollowers: Double?,
        engagement: ExactTotal?, engagementRate: Double?, commentLikeRatio: Double?, deals: Int, cost: ExactTotal?,
        net: ExactTotal?, roas: Double?, topicConcentration: Double?, focus: Double?, topics: Int,
        brandAlignment: Double?, audienceOverlap: Double?, flags: [CreatorFlag], sizeZ: Double?, commentLikeZ: Double?,
        largestJump: Double?
    ) {
        self.creator = creator
        self.tier = tier
        self.platforms = platforms
        self.posts = posts
        self.meanFollowers = meanFollowers
        self.engagement = engagement
        self.engagementRate = engagementRate
        self.commentLikeRatio = commentLikeRatio
        self.deals = deals
        self.cost = cost
        self.net = net
        self.roas = roas
        self.topicConcentration = topicConcentration
        self.focus = focus
        self.topics = topics
        self.brandAlignment = brandAlignment
        self.audienceOverlap = audienceOverlap
        self.flags = flags
        self.sizeZ = sizeZ
        self.commentLikeZ = commentLikeZ
        self.largestJump = largestJump
    }
}
