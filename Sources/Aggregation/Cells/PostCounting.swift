internal import Findings
internal import SocialData
internal import Statistics

/// Adds up one shard's posts: creator by creator, in canonical order.
struct PostCounting {
    let posts: PostFacts
    let words: FactWords
    let ranks: WordRanks
    let plan: AggregationPlan

    /// - Returns: of each used post its engagement over followers, nil where it has none.
    func add(
        to tally: inout ShardTally, _ segments: inout SegmentAccumulator, _ strata: inout StratumCounter,
        _ presence: inout TierPresence
    ) -> [PostRate?] {
        let used = posts.used
        var engagement = [PostRate?](repeating: nil, count: used.count)
        var rates = PostRates()
        var sums = PostSums()
        var everything = MetricTotals()
        var components = [ComponentCounts](
            repeating: ComponentCounts(tierCount: plan.tierCount), count: words.platforms.count)
        let order = order()
        var next = order.first.map { used[Int($0)] }
        for (place, index) in order.enumerated() {
            guard let post = next else { break }
            let tier = plan.tier(post)
            rates.set(post.counts)
            engagement[Int(index)] = rates[.engagementByFollowers]
            if tier < plan.tierCount, !post.isBoosted { note(rates, tier: tier, in: &tally) }
            strata.add(post, rates)
            sums.add(post.counts, rates)
            next = place + 1 < order.count ? used[Int(order[place + 1])] : nil
            if let next, areTogether(post, next) { continue }

            tally.census[tier].posts += sums.units
            presence.note(creator: Int(post.creator), tier: tier)
            count(sums, like: post, tier: tier, in: &tally)
            if !post.isBoosted { everything += sums.totals[PostMetric.engagementByFollowers.rawValue] }
            if tier < plan.tierCount {
                if !post.isBoosted { components[Int(post.platform)].add(sums.coverage, tier: tier) }
                add(post, sums, tier: tier, to: &segments)
            }
            sums.reset()
            guard next?.creator != post.creator else { continue }
            let creator = Int(ranks.creators[Int(post.creator)])
            if everything.units > 0 { tally.continuous.append(creator: creator, everything) }
            everything = MetricTotals()
            segments.finish(creator: creator)
        }
        for (platform, counts) in components.enumerated() { tally.components[words.platforms.bytes(platform)] = counts }
        for index in tally.histograms.indices { tally.histograms[index].finish() }
        return engagement
    }

    /// The posts by creator, then by cell, in canonical order.
    private func order() -> [Int32] {
        let keys = posts.used.map { key($0) }
        let postsOf = Groups(posts.used.map(\.creator), groups: words.creators.count)
        var order: [Int32] = []
        order.reserveCapacity(keys.count)
        for creator in words.creators.sortedIndices() {
            let start = order.count
            order.append(contentsOf: postsOf[creator].lazy.map { Int32($0) })
            order[start...].sort { keys[Int($0)] < keys[Int($1)] }
        }
        return order
    }

    private func key(_ post: PostFact) -> CellKey {
        CellKey(
            creator: ranks.creators[Int(post.creator)], band: post.band < 0 ? nil : Int(post.band),
            platform: ranks.platforms[Int(post.platform)], niche: ranks.niches[Int(post.niche)],
            postType: ranks.postTypes[Int(post.postType)],
            marks: CellKey.Marks(sponsored: post.sponsored, isBoosted: post.isBoosted), month: Int(post.month),
            campaign: plan.keepsCampaigns ? ranks.campaigns[Int(post.campaign)] : 0)
    }

    /// Whether two posts go into the same totals.
    private func areTogether(_ post: PostFact, _ next: PostFact) -> Bool {
        guard post.creator == next.creator, post.platform == next.platform, post.isBoosted == next.isBoosted,
            plan.tier(post) == plan.tier(next), (post.band < 0) == (next.band < 0)
        else { return false }
        return plan.dimensions.allSatisfy { post.number($0) == next.number($0) }
    }

    /// Counts a post of a tier, which is not boosted, metric by metric.
    private func note(_ rates: PostRates, tier: Int, in tally: inout ShardTally) {
        let first = tier * PostMetric.allCases.count
        for metric in rates.rates.indices {
            if rates.enters(metric) {
                let rate = rates.rates[metric]
                tally.histograms[first + metric].add(Double(exactTotal: rate.numerator) / Double(rate.denominator))
            } else {
                tally.metricExclusions[(first + metric) * MetricExclusion.allCases.count + rates.exclusions[metric].rawValue] += 1
            }
        }
    }

    /// Counts what keeps posts out of the headline rates as a whole.
    private func count(_ sums: PostSums, like post: PostFact, tier: Int, in tally: inout ShardTally) {
        if post.isBoosted {
            tally.postExclusions.add(.boosted, tier: tier, rows: sums.units)
        } else if tier == plan.tierCount {
            tally.postExclusions.add(post.band < 0 ? .unknownTier : .outsideTiers, tier: tier, rows: sums.units)
        }
    }

    /// Boosted posts have a segment to themselves and are in no other (Methods 2).
    private func add(_ post: PostFact, _ sums: PostSums, tier: Int, to segments: inout SegmentAccumulator) {
        let first = Metric.post(.engagementByFollowers).place
        for (index, dimension) in plan.dimensions.enumerated() where (dimension == .boosted) == post.isBoosted {
            let segment = segments.segment(index, dimension, number: post.number(dimension), words: words)
            segments.add(sums.totals, from: first, coverage: sums.coverage, segment: segment, tier: tier)
        }
        if !post.isBoosted {
            segments.add(
                sums.totals, from: first, coverage: sums.coverage, segment: SegmentAccumulator.everything, tier: tier)
        }
    }
}
