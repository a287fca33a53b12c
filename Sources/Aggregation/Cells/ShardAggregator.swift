internal import Findings
internal import SocialData

/// Works on one creator shard: reads its facts, sorts them by cell and adds them up.
struct ShardAggregator {
    let plan: AggregationPlan
    private(set) var words = FactWords()
    private(set) var posts: PostFacts
    private(set) var deals: DealFacts
    private var snapshots = SnapshotFacts()
    private var directory = DirectoryFacts()
    var accumulator: SegmentAccumulator
    var cells = CellWriter()
    var tally: ShardTally

    /// - Throws: `StreamError`, `Stopped`, `AggregationError`.
    static func tally(shard: Int, plan: AggregationPlan) throws -> ShardTally {
        var aggregator = ShardAggregator(shard: shard, plan: plan)
        try aggregator.read()
        try aggregator.addUp()
        return aggregator.tally
    }

    private init(shard: Int, plan: AggregationPlan) {
        self.plan = plan
        posts = PostFacts(plan)
        deals = DealFacts(plan)
        accumulator = SegmentAccumulator(tierCount: plan.tierCount)
        tally = ShardTally(shard: shard, tierCount: plan.tierCount)
    }

    /// Deals first: posts bring their counts to them.
    private mutating func read() throws {
        let (plan, shard) = (plan, tally.shard)
        try plan.deals?.forEachBatch(shard: shard, stop: plan.stop, progress: plan.progress) {
            try deals.add($0, words: &words)
        }
        try plan.posts?.forEachBatch(shard: shard, stop: plan.stop, progress: plan.progress) {
            posts.add($0, words: &words, deals: &deals)
        }
        // What is known of nobody who posts or has a deal is not needed, so these come last.
        try plan.snapshots?.forEachBatch(shard: shard, stop: plan.stop, progress: plan.progress) {
            snapshots.add($0, words: &words)
        }
        guard let audience = plan.audience else { return }
        try plan.creators?.forEachBatch(shard: shard, stop: plan.stop, progress: plan.progress) {
            directory.add($0, words: words, target: audience)
        }
    }

    private mutating func addUp() throws {
        let ranks = WordRanks(words)
        var presence = TierPresence(creators: words.creators.count, tierCount: plan.tierCount + 1)
        try addUpPosts(ranks, &presence)
        try addUpDeals(ranks, &presence)
        tally.profiles = CreatorAggregator(
            posts: posts, deals: deals, snapshots: snapshots, directory: directory, words: words, ranks: ranks, plan: plan
        ).profiles()
        addDealsToStrata(ranks)
        finishStrata()
        try cells.finish()
        presence.count(into: &tally.census)
        tally.creators = words.creators.sortedIndices().map { words.creators.bytes($0) }
        tally.segments = accumulator.segments
        tally.totals = accumulator.totals
        try tally.postExclusions.merge(posts.excluded.counts(words.reasons))
        try tally.dealExclusions.merge(deals.excluded.counts(words.reasons))
        tally.postSources = try posts.sources.counts(words.sources)
        tally.dealSources = try deals.sources.counts(words.sources)
        tally.cells = cells.members
    }

    /// The segment of a dimension's value.
    ///
    /// - Parameter number: of the value: a word's number, a month or quarter, or a flag.
    mutating func segment(_ dimension: Int, number: Int) -> Int {
        if let segment = accumulator.segment(dimension: dimension, number: number) { return segment }
        let value = words.value(plan.dimensions[dimension], number: number)
        return accumulator.addSegment(dimension: dimension, number: number, value: value)
    }
}

/// Canonical places of a shard's words.
struct WordRanks {
    let creators, platforms, niches, postTypes, campaigns: [UInt32]

    init(_ words: FactWords) {
        creators = words.creators.ranks()
        platforms = words.platforms.ranks()
        niches = words.niches.ranks()
        postTypes = words.postTypes.ranks()
        campaigns = words.campaigns.ranks()
    }
}
