internal import SocialData

/// Works on one creator shard, or a slice of it: reads its facts, sorts them by cell and adds them up.
enum ShardAggregator {
    /// - Throws: `StreamError`, `Stopped`, `AggregationError`.
    static func tally(_ slice: ShardSlice, plan: AggregationPlan) throws -> ShardTally {
        let facts = try ShardFacts(slice, plan: plan)
        let words = facts.words
        let ranks = WordRanks(words)
        var tally = ShardTally(tierCount: plan.tierCount)
        var segments = SegmentAccumulator(tierCount: plan.tierCount)
        var strata = StratumCounter(ranks)
        var presence = TierPresence(creators: words.creators.count, tierCount: plan.tierCount + 1)
        let engagement = PostCounting(posts: facts.posts, words: words, ranks: ranks, plan: plan)
            .add(to: &tally, &segments, &strata, &presence)
        let deals = DealCounting(deals: facts.deals, words: words, ranks: ranks, plan: plan)
        deals.addMoney(to: &tally, &presence)
        deals.addCells(to: &segments)
        deals.addStrata(to: &strata)
        deals.addFollowUp(to: &tally.followUp, facts.orders)
        tally.profiles = CreatorAggregator(facts, engagement: engagement, ranks: ranks, plan: plan).profiles()
        (tally.postStrata, tally.dealStrata) = strata.finish(words)
        presence.count(into: &tally.census)
        tally.creators = words.creators.sortedIndices().map { words.creators.bytes($0) }
        tally.segments = segments.segments
        tally.totals = segments.totals
        try tally.postExclusions.merge(facts.posts.excluded.counts(words.reasons))
        try tally.dealExclusions.merge(facts.deals.excluded.counts(words.reasons))
        tally.postSources = try facts.posts.sources.counts(words.sources)
        tally.stillFollowers = facts.posts.stillFollowers.totals
        tally.dealSources = try facts.deals.sources.counts(words.sources)
        return tally
    }
}
