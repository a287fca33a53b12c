internal import Findings
internal import Jobs
internal import SocialData
internal import StageFiles
internal import TextValues

/// What one slice of posts became.
struct PostShard: Sendable {
    var facts = FactRows(.posts)
    var accepted = 0
    var bytes = 0
    var kept = 0
    var duplicates = DuplicateTally()
    var lostCounts = LostCounts()
    /// Posts of each deal.
    var postsOfDeal: [Int32] = []
    /// Whether each known creator has a post.
    var hasPosts: [Bool] = []
    /// Deals some post names by their campaign, and deals that got posts by their window.
    var dealsByCampaign: Set<Int32> = []
    var dealsByWindow: Set<Int32> = []
    var postsWithSeveralAuthors = 0
    /// Posts that exports of several creators show as their own.
    var collaborations = 0
    /// Posts without a like, and with so many comments that they had some.
    var withoutLikes = 0
    /// Posts with followers, and those of them with more likes and comments than followers.
    var withFollowers = 0
    var aboveFollowers = 0
    /// Links of posts, by hash, where it is not known which are shared.
    var links: [UInt64] = []
    /// Posts whose account has dated counts, none of them near enough.
    var farFromCounts = FarPosts()
    /// Rows show followers at export time, and this run does not know them: nothing else is filled in.
    var needsEvidence = false
}

/// Posts that are too far from every follower count of their account, and the first of them in time.
struct FarPosts: Sendable {
    private(set) var posts = 0
    private(set) var first = Int64.max

    mutating func add(_ postedAt: Int64) {
        posts += 1
        first = min(first, postedAt)
    }

    mutating func merge(_ other: FarPosts) {
        posts += other.posts
        first = min(first, other.first)
    }
}

/// What a worker keeps from slice to slice: accounts it has resolved, memory for rows.
struct PostWorker: Sendable {
    var resolver: AccountResolver
    var posts = PostRows()
}

/// Posts: one row per (platform, post_id), its creator, followers, deal, and whether it is used (Methods 1 to 4).
struct PostNormalizer: Sendable {
    /// Why a post is not used, in the order in which reasons are tried; words of the fact column `excluded`.
    private enum Reason: Int, CaseIterable {
        case none, noCreator, noPlatform, noPostedAt, afterCutOff, tooYoung, outsidePeriod

        static let words = WordList(allCases.map(\.word))

        private var word: ExclusionReason? {
            switch self {
            case .none: nil
            case .noCreator: .noCreator
            case .noPlatform: .noPlatform
            case .noPostedAt: .noPostedAt
            case .afterCutOff: .afterCutOff
            case .tooYoung: .tooYoung
            case .outsidePeriod: .outsidePeriod
            }
        }
    }

    let files: StagedFiles
    private let columns = PostColumns()
    private let order = RowOrder(.posts)
    private let tiers: TierWords
    /// Closed, with every creator that deals and follower counts name.
    private let resolver: AccountResolver
    private let workers = Pool<PostWorker>()
    /// Facts that were written, for their memory.
    private let written = Pool<FactRows>()
    private let history: FollowersHistory
    private let deals: DealTable
    private let request: NormalizationRequest
    /// What posts say about follower counts and campaigns; nil: not collected.
    private let evidence: PostEvidence?
    /// Posts that stand under several ids; nil: not known.
    private let links: SharedLinks?

    init(
        _ files: StagedFiles, resolver: AccountResolver, history: FollowersHistory, deals: DealTable,
        evidence: PostEvidence?, links: SharedLinks?, request: NormalizationRequest
    ) {
        self.links = links
        self.files = files
        self.resolver = resolver.closed()
        self.history = history
        self.deals = deals
        self.evidence = evidence
        self.request = request
        tiers = TierWords(request.definition.tierScheme)
    }

    /// Facts of one slice of an identity shard, in the order of (platform, post_id) within each creator shard.
    func normalize(_ slice: ShardSlice) throws -> PostShard {
        try request.stop?.check()
        var worker = workers.take() ?? PostWorker(resolver: resolver)
        try worker.posts.read(
            files, slice, columns: columns, campaigns: deals.campaigns, resolver: &worker.resolver)
        var result = PostShard()
        result.accepted = worker.posts.rows.count + worker.posts.dropped
        result.bytes = worker.posts.staged.byteCount
        if worker.posts.hasFollowersAtExport, evidence?.hasFollowers != true {
            result.needsEvidence = true
        } else {
            result.facts = written.take() ?? FactRows(.posts)
            result.facts.removeAll()
            normalize(&worker.posts, worker.resolver, shard: slice.shard, into: &result)
        }
        workers.give(worker)
        return result
    }

    /// Takes back facts that were written.
    func recycle(_ facts: FactRows) {
        written.give(facts)
    }

    /// Handles that posts showed, with their creators.
    func handles() -> OwnerTable {
        var handles = OwnerTable()
        for worker in workers.drain() { handles.merge(worker.resolver.handles) }
        return handles
    }

    private func normalize(_ posts: inout PostRows, _ resolver: AccountResolver, shard: Int, into result: inout PostShard) {
        let duplicates = ShardDuplicates(posts.index, rows: posts.staged, order: order)
        result.duplicates = duplicates.tally
        result.duplicates.drop(posts.dropped)
        let linkOfRow = posts.links(duplicates.kept, columns)
        let kept = withoutShared(duplicates.kept, posts, linkOfRow)
        result.duplicates.drop(duplicates.kept.count - kept.count)
        result.kept = kept.count
        let rows = posts.rows
        for group in duplicates.groups { result.lostCounts.add(Int(duplicates.kept[group.keptPlace]), of: group.rows, posts.staged) }
        if links == nil { result.links = linkOfRow.filter { $0 != 0 } }
        result.collaborations = duplicates.groups.count { group in
            // Nearly always: one account, exported again.
            if group.rows.allSatisfy({ rows[$0].account == rows[group.rows[0]].account }) { return false }
            let creators = Set(
                group.rows.map { row in
                    var key: [UInt8] = []
                    resolver.appendKey(resolver[Int(rows[row].account)], to: &key)
                    return key
                })
            return creators.filter { !$0.isEmpty }.count > 1
        }
        result.postsOfDeal = [Int32](repeating: 0, count: deals.count)
        result.hasPosts = [Bool](repeating: false, count: self.resolver.creators.count)

        // Posts without creator stay in the shard they are in, so that they do not all meet in one.
        var shards = ShardBuckets(count: kept.count)
        for row in kept {
            let creatorShard = resolver[Int(rows[Int(row)].account)].shard
            shards.add(row, shard: creatorShard >= 0 ? Int(creatorShard) : shard)
        }
        var ordered: [UInt32] = []
        ordered.reserveCapacity(kept.count)
        shards.forEachShard { target, members in
            ordered.append(contentsOf: members)
            result.facts.close(shard: target, end: ordered.count)
        }
        result.facts.rows.appendCells(ordered.span, of: posts.staged, columns: Entity.posts.columns.indices)
        posts.giveTexts(to: &result.facts.rows)
        for (place, row) in ordered.enumerated() { conclude(rows[Int(row)], resolver, place: place, to: &result) }
    }

    /// Rows whose posts no other stands for.
    private func withoutShared(_ kept: [UInt32], _ posts: PostRows, _ linkOfRow: [UInt64]) -> [UInt32] {
        guard let links else { return kept }
        return kept.filter { number in
            let row = Int(number)
            guard links.hashes.contains(linkOfRow[row]) else { return true }
            let bytes = posts.staged.bytes.span
            return !links.isLeft(
                platform: bytes.extracting(posts.staged.range(row, columns.platform)),
                postID: bytes.extracting(posts.staged.range(row, columns.postID)))
        }
    }

    /// Adds what was concluded of a post to what its file says.
    private func conclude(_ post: PostRow, _ resolver: AccountResolver, place: Int, to result: inout PostShard) {
        let account = resolver[Int(post.account)]
        if !post.hasNiche, account.nicheEnd > account.keyEnd {
            result.facts.rows.set(place, columns.niche) { resolver.appendNiche(account, to: &$0) }
        }
        result.facts.rows.set(place, PostColumn.creator.position) { resolver.appendKey(account, to: &$0) }
        let found = followers(of: post, account)
        result.facts.rows.set(place, PostColumn.followers.position, number: found.followers > 0 ? found.followers : nil)
        FollowersFinding.Source.words.set(found.source.rawValue, in: &result.facts.rows, place, PostColumn.followersSource.position)
        result.facts.rows.set(place, PostColumn.followersAgeDays.position, number: found.ageDays)
        tiers.set(found.followers, platform: columns.platform, in: &result.facts.rows, place, PostColumn.tier.position)
        setDeal(of: post, account, place: place, in: &result)
        Reason.words.set(reason(post, account).rawValue, in: &result.facts.rows, place, PostColumn.excluded.position)

        if account.creator >= 0 { result.hasPosts[Int(account.creator)] = true }
        if post.hasSeveralAuthors { result.postsWithSeveralAuthors += 1 }
        if result.facts.rows.number(place, PostColumn.likes.position) == 0,
            (result.facts.rows.number(place, PostColumn.comments.position) ?? 0) >= Self.fewestComments { result.withoutLikes += 1 }
        if found.followers > 0 {
            result.withFollowers += 1
            let reactions = [PostColumn.likes, .comments].reduce(0) { $0 + Int128(result.facts.rows.number(place, $1.position) ?? 0) }
            if reactions > Int128(found.followers) { result.aboveFollowers += 1 }
        }
        if found.source == .unknown, post.postedAt != missingInstant, history.hasCounts(channel: Int(account.channel)) {
            result.farFromCounts.add(post.postedAt)
        }
    }

    private static let fewestComments = 10

    private func followers(of post: PostRow, _ account: ResolvedAccount) -> FollowersFinding {
        if post.followersAtPost > 0 { return FollowersFinding(followers: post.followersAtPost, source: .post) }
        return history.followers(channel: Int(account.channel), at: post.postedAt)
    }

    private func setDeal(of post: PostRow, _ account: ResolvedAccount, place: Int, in result: inout PostShard) {
        guard account.channel >= 0,
            let (deal, byCampaign) = deals.deal(
                ofPost: Int(account.channel), campaign: post.campaign, isSponsored: post.isSponsored,
                postedAt: post.postedAt, hasCampaignPosts: evidence?.hasCampaignPosts)
        else { return }
        result.facts.rows.set(place, PostColumn.dealID.position) { deals.appendID(deal, to: &$0) }
        result.postsOfDeal[deal] += 1
        if byCampaign {
            result.dealsByCampaign.insert(Int32(deal))
        } else {
            result.dealsByWindow.insert(Int32(deal))
        }
    }

    /// First reason that applies, in the order of Methods 2, then the period.
    private func reason(_ post: PostRow, _ account: ResolvedAccount) -> Reason {
        if account.shard < 0 { return .noCreator }
        if !post.hasPlatform { return .noPlatform }
        if post.postedAt == missingInstant { return .noPostedAt }
        // Nobody can have read a post two days before it went up: its time or the cut-off is wrong.
        if post.postedAt > request.asOf, post.postedAt - request.asOf > ValueBound.slackAfterCutOff { return .afterCutOff }
        let minimumAge = Int64(request.definition.minimumAgeDays) * CivilTime.secondsPerDay
        if post.exportedAt != missingInstant, post.exportedAt - post.postedAt < minimumAge { return .tooYoung }
        return request.isInPeriod(post.postedAt) ? .none : .outsidePeriod
    }
}
