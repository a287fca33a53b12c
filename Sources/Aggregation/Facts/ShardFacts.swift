internal import SocialData

/// Everything that is known of the rows of one creator shard, or of a slice of it.
struct ShardFacts {
    private(set) var words = FactWords()
    private(set) var posts: PostFacts
    private(set) var deals: DealFacts
    private(set) var orders: OrderFacts
    private(set) var snapshots = SnapshotFacts()
    private(set) var directory = DirectoryFacts()

    /// Deals first: posts bring their counts to them.
    ///
    /// - Throws: `StreamError`, `Stopped`, `AggregationError`.
    init(_ slice: ShardSlice, plan: AggregationPlan) throws {
        posts = PostFacts(plan)
        deals = DealFacts(plan)
        orders = OrderFacts([], deals: 0)
        try plan.deals?.forEachBatch(of: slice, creator: DealColumn.creator.position, stop: plan.stop, progress: plan.progress) {
            try deals.add($0, words: &words)
        }
        if !deals.deals.isEmpty, !plan.views.isEmpty {
            orders = OrderFacts(plan.views, deals: deals.deals.count)
            // Rows that were counted when they were read for the first time; those of other slices are of other deals.
            try plan.orders?.forEachBatch(shard: slice.shard, columns: OrderFacts.columns, stop: plan.stop, progress: nil) {
                orders.add($0, deals: deals)
            }
        }
        try plan.posts?.forEachBatch(
            of: slice, creator: PostColumn.creator.position, columns: PostBatch.columns, stop: plan.stop, progress: plan.progress
        ) {
            posts.add($0, words: &words, deals: &deals)
        }
        // What is known of nobody who posts or has a deal is not needed, so these come last.
        try plan.snapshots?.forEachBatch(of: slice, creator: SnapshotColumn.creator.position, stop: plan.stop, progress: plan.progress) {
            snapshots.add($0, words: &words)
        }
        guard let audience = plan.audience else { return }
        try plan.creators?.forEachBatch(of: slice, creator: CreatorColumn.creator.position, stop: plan.stop, progress: plan.progress) {
            directory.add($0, words: words, target: audience)
        }
    }
}
