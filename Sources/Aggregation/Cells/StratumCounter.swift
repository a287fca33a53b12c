internal import SocialData

/// What one shard keeps by creator and stratum (Methods 5, 11): organic posts and paid deals of a known band, in a tier
/// or not, because moved boundaries reach into gaps.
struct StratumCounter {
    /// Metrics of the posts' strata: those that are compared like for like (Methods 11.4).
    static let postMetrics: [PostMetric] = [
        .engagementByFollowers, .engagementByReach, .engagementByImpressions, .engagementByViews, .commentRate, .commentLikeRatio,
        .saveRate, .shareRate, .coreByFollowers, .coreByReach, .coreByImpressions, .coreByViews,
    ]
    /// The last of them are those of likes and comments alone.
    private static let coreCount = 4

    /// Those of them that a run keeps.
    ///
    /// - Parameter keepsCore: as of the plan.
    static func postMetricCount(keepsCore: Bool) -> Int { postMetrics.count - (keepsCore ? 0 : coreCount) }

    /// Metrics of the deals' strata: return on spend, and followers (`Y` the sum over deals, `X` their number).
    enum DealMetrics {
        static let returnOnSpend = 0
        static let audience = 1
        static let count = 2
    }

    private var posts: MergedStrata.Piece
    private var deals = MergedStrata.Piece(metricCount: DealMetrics.count, ofPosts: false)
    private let ranks: WordRanks

    /// - Parameter keepsCore: as of the plan.
    init(_ ranks: WordRanks, keepsCore: Bool) {
        self.ranks = ranks
        posts = MergedStrata.Piece(metricCount: Self.postMetricCount(keepsCore: keepsCore), ofPosts: true)
    }

    /// Adds a post; posts come in canonical order.
    mutating func add(_ post: PostFact, _ rates: PostRates) {
        guard post.band >= 0, !post.isBoosted else { return }
        let key = StratumKey(
            platform: ranks.platforms[Int(post.platform)], niche: ranks.niches[Int(post.niche)],
            postType: ranks.postTypes[Int(post.postType)], sponsored: StratumKey.sponsored(post.sponsored), month: UInt32(post.month))
        posts.cells.add(creator: Int(ranks.creators[Int(post.creator)]), band: Int(post.band), key) { metric in
            guard let rate = rates[Self.postMetrics[metric]] else { return StratumCells.Totals() }
            return StratumCells.Totals(
                units: 1, numerator: rate.numerator, denominator: Int128(rate.denominator), logSum: rate.log, low: rate.isLow ? 1 : 0)
        }
    }

    /// Adds a deal; deals come in canonical order.
    mutating func add(_ deal: DealFact) {
        deals.cells.add(
            creator: Int(ranks.creators[Int(deal.creator)]), band: Int(deal.band), StratumKey(deal, ranks)
        ) { metric in
            metric == DealMetrics.returnOnSpend
                ? StratumCells.Totals(units: 1, numerator: deal.net, denominator: Int128(deal.cost))
                : StratumCells.Totals(units: 1, numerator: Int128(deal.followers), denominator: 1)
        }
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
