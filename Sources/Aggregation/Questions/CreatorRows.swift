internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// One row per creator and tier.
struct CreatorRows {
    let tally: MergedTally
    let tiers: [Tier]
    let standings: CreatorStandings
    let returns: CreatorReturns
    /// Whether anybody knows what the deals brought back.
    let knowsReturns: Bool

    /// Hands out creators in canonical order, each in every tier where they have an organic post or a paid deal.
    ///
    /// - Returns: creators that have a row.
    func forEachBatch(jobs: Int, stop: StopFlag?, _ body: ([CreatorRow]) throws -> Void) throws -> Int {
        var creators = 0
        try tally.forEachRange(jobs: jobs) { ranks -> [[CreatorRow]] in
            try stop?.check()
            return ranks.map { rows(rank: $0) }
        } consume: { batch in
            creators += batch.count { !$0.isEmpty }
            try body(batch.flatMap(\.self))
        }
        return creators
    }

    private func rows(rank: Int) -> [CreatorRow] {
        let creator = tally.creatorsInOrder[rank]
        let channels = tally.creatorTally.channels(creator)
        let deals = tally.creatorTally.deals(creator)
        return tiers.indices.compactMap { tier -> CreatorRow? in
            let channels = channels.filter { $0.tier == tier }
            guard !channels.isEmpty else { return nil }
            return row(rank, creator, tier, channels, deals.filter { $0.tier == tier })
        }
    }

    private func row(
        _ rank: Int, _ creator: Int, _ tier: Int, _ channels: [ChannelTotals], _ deals: [PaidDeal]
    ) -> CreatorRow {
        var (engagement, commentLike) = (MetricTotals(), MetricTotals())
        for channel in channels {
            engagement += channel.engagement
            commentLike += channel.commentLike
        }
        let (cost, net) = (deals.reduce(Int128(0)) { $0 + Int128($1.cost) }, deals.reduce(Int128(0)) { $0 + $1.net })
        let topics = standings.topics[rank]
        let marks = standings.marks
        var row = CreatorRow(
            creator: tally.creatorName(creator), tier: tiers[tier].name,
            platforms: channels.map { tally.creatorTally.platforms.text($0.platform) },
            posts: channels.reduce(0) { $0 + $1.posts },
            meanFollowers: ratio(engagement.denominator, Int128(engagement.units)),
            engagement: engagement.units > 0 ? ExactTotal(engagement.numerator) : nil,
            engagementRate: ratio(engagement.numerator, engagement.denominator),
            commentLikeRatio: ratio(commentLike.numerator, commentLike.denominator), deals: deals.count,
            cost: deals.isEmpty ? nil : ExactTotal(cost), net: deals.isEmpty || !knowsReturns ? nil : ExactTotal(net),
            roas: knowsReturns ? ratio(net, cost) : nil, topicConcentration: topics.concentration?.published, focus: topics.focus?.published,
            topics: topics.posts, brandAlignment: standings.brandAlignment[rank]?.published,
            audienceOverlap: standings.audienceOverlap[rank]?.published, flags: marks.flags(rank),
            sizeZ: marks.sizeZ[rank]?.published, commentLikeZ: marks.commentLikeZ[rank]?.published,
            largestJump: marks.growth[rank]?.relativeGain.published)
        if deals.isEmpty {
            row.whyNotShrunk = .noDeals
        } else if !knowsReturns {
            row.whyNotShrunk = .unknownReturns
        } else if let shrunk = returns.shrunk[tier]?[Int32(rank)] {
            row.shrunkROAS = shrunk.shrunk.published
            row.reliability = shrunk.reliability.published
        } else {
            row.whyNotShrunk = .fewRepeats
        }
        return row
    }

    /// nil where there is nothing to divide by.
    private func ratio(_ numerator: Int128, _ denominator: Int128) -> Double? {
        denominator > 0 ? (Double(exactTotal: numerator) / Double(exactTotal: denominator)).published : nil
    }
}
