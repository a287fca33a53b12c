/// What is known of one creator beyond the totals of metrics. Everything about a creator stands in one shard, so a shard's
/// profiles are whole; all sums are exact.
struct CreatorProfile: Sendable {
    /// By month, then tier.
    var months: [MonthAmounts] = []
    /// In the byte order of deal ids.
    var deals: [PaidDeal] = []
    /// By platform, then tier.
    var channels: [ChannelTotals] = []
    var hashtags = TopicCounts()
    var niches = TopicCounts()
    /// `Σ n` of the brand's tags (Methods 16).
    var brandTagCount = 0
    /// nil without two counts at most a week apart.
    var growth: FollowerGrowth?
    /// With the audience that the pipeline asks for, in [0, 1]; nil where the creator's is not known.
    var audienceOverlap: Double?
}

/// What a creator brought and cost in one month in one tier (Methods 13): organic posts, and deals that enter the money
/// metrics.
struct MonthAmounts: Sendable, Equatable {
    /// `CivilTime.monthIndex`
    var month: Int
    var tier: Int
    var posts = 0
    /// `ΣE` of the posts that have it.
    var engagement: Int128 = 0
    /// Cost of the deals that started, in 1/10,000 of the reporting currency.
    var spend: Int128 = 0

    init(month: Int, tier: Int) {
        self.month = month
        self.tier = tier
    }
}

/// A deal that enters the money metrics, in 1/10,000 of the reporting currency.
struct PaidDeal: Sendable, Equatable {
    var tier: Int
    /// Positive.
    var cost: Int64
    var net: Int128
    var hasOrders: Bool
}

/// A creator's organic posts on one platform in one tier, or in none.
struct ChannelTotals: Sendable, Equatable {
    /// Number of the platform's word.
    var platform: Int
    /// One more than there are tiers for none.
    var tier: Int
    /// 0 where the creator only has deals there.
    var posts = 0
    /// `er_followers`
    var engagement = MetricTotals()
    /// `comment_like_ratio`, `Y` and `X` only.
    var commentLike = MetricTotals()
    /// Comments of posts that have no like at all, which the ratio leaves out.
    var commentsWithoutLikes: Int128 = 0

    init(platform: Int, tier: Int) {
        self.platform = platform
        self.tier = tier
    }
}

/// How often a creator's posts carry each topic (Methods 16), without the topics' names.
struct TopicCounts: Sendable, Equatable {
    /// Posts that carry any topic.
    var posts = 0
    /// How many topics are carried by so many posts, the fewest posts first.
    var topicsByCount: [(count: Int, topics: Int)] = []

    init() {}

    /// - Parameter counts: posts by topic, each positive.
    init(posts: Int, counts: [Int]) {
        self.posts = posts
        for count in counts.sorted() {
            if topicsByCount.last?.count == count {
                topicsByCount[topicsByCount.count - 1].topics += 1
            } else {
                topicsByCount.append((count: count, topics: 1))
            }
        }
    }

    /// Posts by topic, ascending.
    var counts: [Int] { topicsByCount.flatMap { [Int](repeating: $0.count, count: $0.topics) } }

    static func == (first: TopicCounts, second: TopicCounts) -> Bool {
        first.posts == second.posts && first.counts == second.counts
    }
}
