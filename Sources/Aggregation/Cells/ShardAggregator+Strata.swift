internal import SocialData

/// What one shard keeps by creator and stratum (Methods 5, 11): organic posts and paid deals of a known band, in a tier
/// or not, because moved boundaries reach into gaps.
extension ShardAggregator {
    /// Metrics of `ShardTally.postStrata`.
    static let stratifiedEngagement: [PostMetric] = [
        .engagementByFollowers, .engagementByReach, .engagementByImpressions, .engagementByViews,
    ]

    /// Metrics of `ShardTally.dealStrata`: return on spend, and followers (`Y` the sum over deals, `X` their number).
    enum DealStratum {
        static let returnOnSpend = 0
        static let audience = 1
        static let count = 2
    }

    mutating func addToStrata(_ post: PostFact, _ cell: PostCell, _ ranks: WordRanks) {
        guard post.band >= 0, !post.isBoosted else { return }
        let key = StratumKey(
            band: Int(post.band), platform: Int(ranks.platforms[Int(post.platform)]),
            niche: Int(ranks.niches[Int(post.niche)]), postType: Int(ranks.postTypes[Int(post.postType)]),
            sponsored: StratumKey.sponsored(post.sponsored), month: Int(post.month))
        tally.postStrata.cells.add(
            creator: Int(ranks.creators[Int(post.creator)]), key,
            Self.stratifiedEngagement.map { metric in
                let totals = cell.totals[metric.rawValue]
                return StratumCells.Totals(
                    units: totals.units, numerator: totals.numerator, denominator: totals.denominator)
            })
    }

    /// All deals, once.
    mutating func addDealsToStrata(_ ranks: WordRanks) {
        let deals = deals.deals.filter { $0.band >= 0 && ($0.use == .used || $0.use == .untiered) }
        let keys = deals.map { key($0, ranks) }
        for index in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
            let deal = deals[index]
            let key = StratumKey(
                band: Int(deal.band), platform: Int(ranks.platforms[Int(deal.platform)]),
                niche: Int(ranks.niches[Int(deal.niche)]), postType: 0, sponsored: 0, month: Int(deal.month))
            tally.dealStrata.cells.add(
                creator: Int(ranks.creators[Int(deal.creator)]), key,
                [
                    StratumCells.Totals(units: 1, numerator: deal.net, denominator: Int128(deal.cost)),
                    StratumCells.Totals(units: 1, numerator: Int128(deal.followers), denominator: 1),
                ])
        }
    }

    mutating func finishStrata() {
        tally.postStrata.cells.finish()
        tally.postStrata.keepWords(words, withPostTypes: true)
        tally.dealStrata.cells.finish()
        tally.dealStrata.keepWords(words, withPostTypes: false)
    }
}
