internal import SocialData

/// What one shard keeps by creator and stratum (Methods 5, 11): organic posts and paid deals of a known band, in a tier
/// or not, because moved boundaries reach into gaps.
struct StratumCounter {
    /// Metrics of the posts' strata: those that are compared like for like (Methods 11.4).
    static let postMetrics: [PostMetric] = [
        .engagementByFollowers, .engagementByReach, .engagementByImpressions, .engagementByViews, .commentRate, .commentLikeRatio,
        .saveRate, .shareRate, .coreByFollowers, .coreByReach, .coreByImpressions, .coreByViews,
    ]
    private static let entered = postMetrics.reduce(into: UInt32(0)) { $0 |= 1 << UInt32($1.rawValue) }

    /// Metrics of the deals' strata: return on spend, and followers (`Y` the sum over deals, `X` their number).
    enum DealMetrics {
        static let returnOnSpend = 0
        static let audience = 1
        static let count = 2
    }

    private var posts = MergedStrata.Piece(.posts)
    private var deals = MergedStrata.Piece(.deals(metrics: DealMetrics.count))
    private let ranks: WordRanks

    init(_ ranks: WordRanks) { self.ranks = ranks }

    /// Adds a post; posts come in canonical order.
    mutating func add(_ post: PostFact, _ rates: PostRates) {
        guard post.band >= 0, !post.isBoosted, rates.entered & Self.entered != 0 else { return }
        let key = StratumKey(
            platform: ranks.platforms[Int(post.platform)], niche: ranks.niches[Int(post.niche)],
            postType: ranks.postTypes[Int(post.postType)], sponsored: StratumKey.sponsored(post.sponsored), month: UInt32(post.month))
        posts.cells.add(creator: Int(ranks.creators[Int(post.creator)]), band: Int(post.band), key, post: post.counts)
    }

    /// Adds a deal; deals come in canonical order.
    mutating func add(_ deal: DealFact) {
        deals.cells.add(
            creator: Int(ranks.creators[Int(deal.creator)]), band: Int(deal.band), StratumKey(deal, ranks),
            deal: [(deal.net, Int128(deal.cost)), (Int128(deal.followers), 1)])
    }

    /// The pieces that the shard adds to the whole.
    mutating func finish(_ words: FactWords) -> (posts: MergedStrata.Piece, deals: MergedStrata.Piece) {
        posts.cells.finish()
        posts.keepWords(words, withPostTypes: true)
        deals.cells.finish()
        deals.keepWords(words, withPostTypes: false)
        return (posts, deals)
    }
}
