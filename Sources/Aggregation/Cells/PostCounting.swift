internal import Findings
internal import SocialData
internal import Statistics

/// Adds up one shard's posts: cell by cell, creator by creator, in canonical order.
struct PostCounting {
    let posts: PostFacts
    let words: FactWords
    let ranks: WordRanks
    let plan: AggregationPlan

    func add(
        to tally: inout ShardTally, _ segments: inout SegmentAccumulator, _ strata: inout StratumCounter,
        _ presence: inout TierPresence
    ) {
        let used = posts.used
        let keys = used.map { key($0) }
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var cell = PostCell()
        var everything = MetricTotals()
        var components = [ComponentCounts](
            repeating: ComponentCounts(tierCount: plan.tierCount), count: words.platforms.count)
        var start = 0
        while start < order.count {
            let first = used[order[start]]
            let tier = plan.tier(first)
            let isHeadline = tier < plan.tierCount && !first.isBoosted
            cell.reset()
            var end = start
            repeat {
                cell.add(used[order[end]].counts) { metric, observation in
                    guard isHeadline else { return }
                    let place = tier * PostMetric.allCases.count + metric
                    switch observation {
                    case .used(let numerator, let denominator):
                        tally.histograms[place].add(Double(exactTotal: numerator) / Double(denominator))
                    case .excluded(let reason): tally.metricExclusions[place * MetricExclusion.allCases.count + reason.rawValue] += 1
                    }
                }
                end += 1
            } while end < order.count && keys[order[end]] == keys[order[start]]

            tally.census[tier].posts += cell.units
            presence.note(creator: Int(first.creator), tier: tier)
            count(cell, like: first, tier: tier, in: &tally)
            strata.add(first, cell)
            if isHeadline { components[Int(first.platform)].add(cell.coverage, tier: tier) }
            if !first.isBoosted { everything += cell.totals[PostMetric.engagementByFollowers.rawValue] }
            if tier < plan.tierCount { add(first, cell, tier: tier, to: &segments) }
            if end == order.count || used[order[end]].creator != first.creator {
                let creator = Int(ranks.creators[Int(first.creator)])
                if everything.units > 0 { tally.continuous.append(creator: creator, everything) }
                everything = MetricTotals()
                segments.finish(creator: creator)
            }
            start = end
        }
        for (platform, counts) in components.enumerated() { tally.components[words.platforms.bytes(platform)] = counts }
    }

    private func key(_ post: PostFact) -> CellKey {
        CellKey(
            creator: ranks.creators[Int(post.creator)], band: post.band < 0 ? nil : Int(post.band),
            platform: ranks.platforms[Int(post.platform)], niche: ranks.niches[Int(post.niche)],
            postType: ranks.postTypes[Int(post.postType)],
            marks: CellKey.Marks(sponsored: post.sponsored, isBoosted: post.isBoosted), month: Int(post.month),
            campaign: plan.keepsCampaigns ? ranks.campaigns[Int(post.campaign)] : 0)
    }

    /// Counts what keeps the cell's posts out of the headline rates as a whole.
    private func count(_ cell: PostCell, like post: PostFact, tier: Int, in tally: inout ShardTally) {
        if post.isBoosted {
            tally.postExclusions.add(.boosted, tier: tier, rows: cell.units)
        } else if tier == plan.tierCount {
            tally.postExclusions.add(post.band < 0 ? .unknownTier : .outsideTiers, tier: tier, rows: cell.units)
        }
    }

    /// Boosted posts have a segment to themselves and are in no other (Methods 2).
    private func add(_ post: PostFact, _ cell: PostCell, tier: Int, to segments: inout SegmentAccumulator) {
        let first = Metric.post(.engagementByFollowers).place
        for (index, dimension) in plan.dimensions.enumerated() where (dimension == .boosted) == post.isBoosted {
            let segment = segments.segment(index, dimension, number: post.number(dimension), words: words)
            segments.add(cell.totals, from: first, coverage: cell.coverage, segment: segment, tier: tier)
        }
        if !post.isBoosted {
            segments.add(
                cell.totals, from: first, coverage: cell.coverage, segment: SegmentAccumulator.everything, tier: tier)
        }
    }
}
