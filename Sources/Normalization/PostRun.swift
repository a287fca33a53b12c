internal import Findings
internal import Jobs
internal import SocialData

/// What all posts together came to.
struct PostTotals: Sendable {
    var accepted = 0
    var kept = 0
    var duplicates = DuplicateTally()
    var lostCounts = LostCounts()
    var postsOfDeal: [Int32]
    var hasPosts: [Bool]
    var dealsByCampaign: Set<Int32> = []
    var dealsByWindow: Set<Int32> = []
    var postsWithSeveralAuthors = 0
    var collaborations = 0
    var withoutLikes = 0
    var withFollowers = 0
    var aboveFollowers = 0
    /// Of all posts, where it is not known which are shared: 8 bytes a post.
    var links: [UInt64] = []
    var farFromCounts = FarPosts()

    init(deals: Int, creators: Int) {
        postsOfDeal = [Int32](repeating: 0, count: deals)
        hasPosts = [Bool](repeating: false, count: creators)
    }

    mutating func add(_ shard: PostShard) {
        accepted += shard.accepted
        kept += shard.kept
        duplicates.merge(shard.duplicates)
        lostCounts.merge(shard.lostCounts)
        for deal in postsOfDeal.indices { postsOfDeal[deal] += shard.postsOfDeal[deal] }
        for creator in hasPosts.indices where shard.hasPosts[creator] { hasPosts[creator] = true }
        dealsByCampaign.formUnion(shard.dealsByCampaign)
        dealsByWindow.formUnion(shard.dealsByWindow)
        postsWithSeveralAuthors += shard.postsWithSeveralAuthors
        collaborations += shard.collaborations
        withoutLikes += shard.withoutLikes
        withFollowers += shard.withFollowers
        aboveFollowers += shard.aboveFollowers
        links += shard.links
        farFromCounts.merge(shard.farFromCounts)
    }
}

/// One run over all posts that writes their facts, unless it meets a reason to run again with evidence.
struct PostRun {
    enum Outcome {
        case written(PostTotals)
        /// Rows show followers at export time, which were not collected. Nothing was written.
        case needsFollowers
        /// A deal got posts by its window although others name its campaign. By deal, whether posts name its campaign.
        /// Nothing was written.
        case needsCampaigns([Bool])
        /// Posts of several ids have one link, by hash. Nothing was written.
        case needsLinks(Set<UInt64>)
    }

    /// Ends a run early.
    private struct FollowersNeeded: Error {}

    private let normalizer: PostNormalizer
    private var totals: PostTotals

    init(_ normalizer: PostNormalizer, deals: Int, creators: Int) {
        self.normalizer = normalizer
        totals = PostTotals(deals: deals, creators: creators)
    }

    func write(_ request: NormalizationRequest) throws -> Outcome {
        var file = try FactFile(.posts, folder: request.factsFolder)
        var totals = totals
        var slices = normalizer.files.slices[...]
        var shards = OrderedResults(
            jobs: request.jobs, inFlight: StagedFiles.inFlight(request.jobs), transform: normalizer.normalize(_:))
        do {
            try file.appendAll(jobs: request.jobs) {
                guard let shard = try shards.next({ slices.popFirst() }) else { return nil }
                if shard.needsEvidence { throw FollowersNeeded() }
                totals.add(shard)
                request.progress?.add(rows: shard.accepted, bytes: shard.bytes)
                return shard.facts
            } done: {
                normalizer.recycle($0)
            }
        } catch is FollowersNeeded {
            return .needsFollowers
        }
        if !totals.dealsByCampaign.isDisjoint(with: totals.dealsByWindow) {
            return .needsCampaigns(totals.postsOfDeal.indices.map { totals.dealsByCampaign.contains(Int32($0)) })
        }
        let shared = SharedLinks.shared(totals.links)
        guard shared.isEmpty else { return .needsLinks(shared) }
        totals.links = []
        try file.publish()
        return .written(totals)
    }
}
