internal import SocialData

/// What one shard keeps by creator and stratum (Methods 5, 11): organic posts and paid deals of a known band, in a tier
/// or not, because moved boundaries reach into gaps.
struct StratumCounter {
    /// Metrics of the posts' strata: those that are compared like for like (Methods 11.4), four at a time, because whoever
    /// reads one metric of a cell reads past the others of its group.
    static let postGroups: [[PostMetric]] = [
        [.engagementByFollowers, .engagementByReach, .engagementByImpressions, .engagementByViews],
        [.coreByFollowers, .coreByReach, .coreByImpressions, .coreByViews],
        [.commentRate, .commentLikeRatio, .saveRate, .shareRate],
    ]

    /// Metrics of the deals' strata: return on spend, and followers (`Y` the sum over deals, `X` their number).
    enum DealMetrics {
        static let returnOnSpend = 0
        static let audience = 1
        static let count = 2
    }

    private var posts = postGroups.map { MergedStrata.Piece(metricCount: $0.count) }
    private var deals = MergedStrata.Piece(metricCount: DealMetrics.count)
    private let ranks: WordRanks
    /// Numbers of the groups that are kept.
    private let keptGroups: [Int]

    /// - Parameter keepsCore: as of the plan.
    init(_ ranks: WordRanks, keepsCore: Bool) {
        self.ranks = ranks
        keptGroups = Self.postGroups.indices.filter { keepsCore || !Self.postGroups[$0].contains(.coreByFollowers) }
    }

    /// Adds a cell; cells come in canonical order.
    mutating func add(_ post: PostFact, _ cell: PostCell) {
        guard post.band >= 0, !post.isBoosted else { return }
        let key = StratumKey(
            band: Int(post.band), platform: Int(ranks.platforms[Int(post.platform)]),
            niche: Int(ranks.niches[Int(post.niche)]), postType: Int(ranks.postTypes[Int(post.postType)]),
            sponsored: StratumKey.sponsored(post.sponsored), month: Int(post.month))
        for group in keptGroups {
            posts[group].cells.add(
                creator: Int(ranks.creators[Int(post.creator)]), key,
                Self.postGroups[group].map { metric in
                    let totals = cell.totals[metric.rawValue]
                    return StratumCells.Totals(
                        units: totals.units, numerator: totals.numerator, denominator: totals.denominator,
                        logSum: totals.logSum, low: totals.low)
                })
        }
    }

    /// Adds a deal; deals come in canonical order.
    mutating func add(_ deal: DealFact) {
        let key = StratumKey(
            band: Int(deal.band), platform: Int(ranks.platforms[Int(deal.platform)]),
            niche: Int(ranks.niches[Int(deal.niche)]), postType: 0, sponsored: 0, month: Int(deal.month))
        deals.cells.add(
            creator: Int(ranks.creators[Int(deal.creator)]), key,
            [
                StratumCells.Totals(units: 1, numerator: deal.net, denominator: Int128(deal.cost)),
                StratumCells.Totals(units: 1, numerator: Int128(deal.followers), denominator: 1),
            ])
    }

    /// The pieces that the shard adds to the whole.
    mutating func finish(_ words: FactWords) -> (posts: [MergedStrata.Piece], deals: MergedStrata.Piece) {
        for group in posts.indices {
            posts[group].cells.finish()
            posts[group].keepWords(words, withPostTypes: true)
        }
        deals.cells.finish()
        deals.keepWords(words, withPostTypes: false)
        return (posts, deals)
    }
}
