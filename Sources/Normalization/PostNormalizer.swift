internal import Findings
internal import Jobs
internal import RecordFormats
internal import SocialData
internal import TextValues

/// What one shard of posts became.
struct PostShard: Sendable {
    var facts = FactRows()
    var accepted = 0
    var bytes = 0
    var kept = 0
    var duplicates = DuplicateTally()
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

/// What a worker keeps from shard to shard: accounts it has resolved, memory for rows.
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
    }

    /// Facts of one identity shard, in the order of (platform, post_id) within each creator shard.
    func normalize(shard: Int) throws -> PostShard {
        try request.stop?.check()
        var worker = workers.take() ?? PostWorker(resolver: resolver)
        try worker.posts.read(
            files, shard: shard, columns: columns, campaigns: deals.campaigns, resolver: &worker.resolver)
        var result = PostShard()
        result.accepted = worker.posts.rows.count + worker.posts.dropped
        result.bytes = worker.posts.text.count
        if worker.posts.hasFollowersAtExport, evidence?.hasFollowers != true {
            result.needsEvidence = true
        } else {
            result.facts = written.take() ?? FactRows()
            result.facts.removeAll()
            try normalize(worker.posts, worker.resolver, shard: shard, into: &result)
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

    private func normalize(_ posts: PostRows, _ resolver: AccountResolver, shard: Int, into result: inout PostShard) throws {
        let duplicates = try ShardDuplicates(posts.index, text: posts.text, files: files, order: order) { row in
            let start = Int(posts.rows[row].start)
            return start..<Self.lineEnd(posts.text, from: start + Int(posts.rows[row].length))
        }
        result.duplicates = duplicates.tally
        result.duplicates.drop(posts.dropped)
        let kept = try withoutShared(duplicates.kept, posts)
        result.duplicates.drop(duplicates.kept.count - kept.count)
        result.kept = kept.count
        if links == nil { result.links = kept.lazy.map { posts.rows[Int($0)].link }.filter { $0 != 0 } }
        result.collaborations = duplicates.groups.count { group in
            let creators = Set(
                group.rows.map { row in
                    var key: [UInt8] = []
                    resolver.appendKey(resolver[Int(posts.rows[Int(duplicates.numbers[row])].account)], to: &key)
                    return key
                })
            return creators.filter { !$0.isEmpty }.count > 1
        }
        result.postsOfDeal = [Int32](repeating: 0, count: deals.count)
        result.hasPosts = [Bool](repeating: false, count: self.resolver.creators.count)
        result.facts.bytes.reserveCapacity(posts.text.count + posts.text.count / 8)

        // Posts without creator stay in the shard they are in, so that they do not all meet in one.
        var shards = ShardBuckets(count: kept.count)
        for row in kept {
            let creatorShard = resolver[Int(posts.rows[Int(row)].account)].shard
            shards.add(row, shard: creatorShard >= 0 ? Int(creatorShard) : shard)
        }
        try shards.forEachShard { target, rows in
            for row in rows { try append(posts.rows[Int(row)], posts.text, resolver, to: &result) }
            result.facts.close(shard: target)
        }
    }

    /// Rows whose posts no other stands for.
    private func withoutShared(_ kept: [UInt32], _ posts: PostRows) throws -> [UInt32] {
        guard let links else { return kept }
        return try kept.filter { number in
            let post = posts.rows[Int(number)]
            guard links.hashes.contains(post.link) else { return true }
            var isLeft = false
            try forOnly(posts.text[Int(post.start)..<Int(post.start) + Int(post.length)]) { batch, record in
                let bytes = batch.bytes.span
                isLeft = links.isLeft(
                    platform: bytes.extracting(batch.range(record, columns.platform)),
                    postID: bytes.extracting(batch.range(record, columns.postID)))
            }
            return !isLeft
        }
    }

    /// Splits the canonical part of a row; `input` and `line` were cut off: empty ones make the row whole again.
    private func forOnly(_ line: ArraySlice<UInt8>, _ body: (FieldBatch, RecordSpan) -> Void) throws {
        try files.forEachBatch(of: Array(line) + Array(",,\n".utf8)) { batch in
            if let record = batch.records.first { body(batch, record) }
        }
    }

    private func append(
        _ post: PostRow, _ text: [UInt8], _ resolver: AccountResolver, to result: inout PostShard
    ) throws {
        let account = resolver[Int(post.account)]
        let comma = UInt8(ascii: ",")
        let line = Int(post.start)..<Int(post.start) + Int(post.length)
        if post.hasNiche || account.nicheEnd == account.keyEnd {
            result.facts.bytes.append(contentsOf: text[line])
        } else {
            try appendWithNiche(text[line], account, resolver, to: &result.facts.bytes)
        }
        result.facts.bytes.append(comma)
        resolver.appendKey(account, to: &result.facts.bytes)

        let found = followers(of: post, account)
        result.facts.bytes.append(comma)
        if found.followers > 0 { Canonical.append(count: found.followers, to: &result.facts.bytes) }
        result.facts.bytes.append(comma)
        FollowersFinding.Source.words.append(found.source.rawValue, to: &result.facts.bytes)
        result.facts.bytes.append(comma)
        if let age = found.ageDays { Canonical.append(count: age, to: &result.facts.bytes) }
        result.facts.bytes.append(comma)
        appendDeal(of: post, account, to: &result)
        result.facts.bytes.append(comma)
        Reason.words.append(reason(post, account).rawValue, to: &result.facts.bytes)
        result.facts.bytes.append(UInt8(ascii: "\n"))
        result.facts.endRow()

        if account.creator >= 0 { result.hasPosts[Int(account.creator)] = true }
        if post.hasSeveralAuthors { result.postsWithSeveralAuthors += 1 }
        if found.source == .unknown, post.postedAt != missingInstant, history.hasCounts(channel: Int(account.channel)) {
            result.farFromCounts.add(post.postedAt)
        }
    }

    private func followers(of post: PostRow, _ account: ResolvedAccount) -> FollowersFinding {
        if post.followersAtPost > 0 { return FollowersFinding(followers: post.followersAtPost, source: .post) }
        return history.followers(channel: Int(account.channel), at: post.postedAt)
    }

    private func appendDeal(of post: PostRow, _ account: ResolvedAccount, to result: inout PostShard) {
        guard account.channel >= 0,
            let (deal, byCampaign) = deals.deal(
                ofPost: Int(account.channel), campaign: post.campaign, isSponsored: post.isSponsored,
                postedAt: post.postedAt, hasCampaignPosts: evidence?.hasCampaignPosts)
        else { return }
        deals.appendID(deal, to: &result.facts.bytes)
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
        if post.postedAt > request.asOf, post.postedAt - request.asOf > 2 * CivilTime.secondsPerDay { return .afterCutOff }
        let minimumAge = Int64(request.definition.minimumAgeDays) * CivilTime.secondsPerDay
        if post.exportedAt != missingInstant, post.exportedAt - post.postedAt < minimumAge { return .tooYoung }
        return request.isInPeriod(post.postedAt) ? .none : .outsidePeriod
    }

    /// Appends a row with the creator's topic in place of its own empty one.
    private func appendWithNiche(
        _ line: ArraySlice<UInt8>, _ account: ResolvedAccount, _ resolver: AccountResolver, to output: inout [UInt8]
    ) throws {
        // Without a quote every comma separates; with one the row is split properly.
        var commas = 0
        for index in line.indices {
            let byte = line[index]
            if byte == UInt8(ascii: "\"") { break }
            guard byte == UInt8(ascii: ",") else { continue }
            commas += 1
            if commas == columns.niche {
                output.append(contentsOf: line[...index])
                resolver.appendNiche(account, to: &output)
                output.append(contentsOf: line[(index + 1)...])
                return
            }
        }
        try forOnly(line) { batch, record in
            var row = RowStore(columns: columns.input)
            row.append(batch, record)
            let values = row.bytes.span
            for column in 0..<columns.input {
                if column > 0 { output.append(UInt8(ascii: ",")) }
                if column == columns.niche {
                    resolver.appendNiche(account, to: &output)
                } else {
                    CSVText.appendField(values.extracting(row.range(0, column)), to: &output)
                }
            }
        }
    }

    /// The end of the line whose canonical part ends at an offset.
    private static func lineEnd(_ text: [UInt8], from offset: Int) -> Int {
        var end = offset
        while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
        return end
    }
}
