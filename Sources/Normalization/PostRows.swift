internal import RecordFormats
internal import SocialData
internal import TextValues

/// What a post's fact needs from its staged row; the rest is copied as it stands.
struct PostRow: Sendable {
    /// The row in its shard's text, without `input` and `line`.
    var start: UInt32
    var length: UInt32
    /// The worker's resolver's number.
    var account: Int32
    /// Number of the campaign among the deals', −1 for none of them.
    var campaign: Int32
    var postedAt: Int64
    var exportedAt: Int64
    /// 0 where missing.
    var followersAtPost: Int64
    var isSponsored: Bool
    var hasPlatform: Bool
    var hasNiche: Bool
    var hasSeveralAuthors: Bool
    /// `PostLink.hash`.
    var link: UInt64
}

/// Positions of the post columns that normalize looks at.
struct PostColumns: Sendable {
    let platform = PostColumn.platform.position
    let postID = PostColumn.postID.position
    let creatorID = PostColumn.creatorID.position
    let accountID = PostColumn.accountID.position
    let handle = PostColumn.handle.position
    let authors = PostColumn.authors.position
    let postedAt = PostColumn.postedAt.position
    let exportedAt = PostColumn.exportedAt.position
    let sponsored = PostColumn.sponsored.position
    let followersAtPost = PostColumn.followersAtPost.position
    let followersAtExport = PostColumn.followersAtExport.position
    let niche = PostColumn.niche.position
    let campaign = PostColumn.campaignID.position
    let url = PostColumn.url.position
    let input = Entity.posts.columns.count
    let line = Entity.posts.columns.count + 1

    /// Length of a staged row without its last two fields, which are never quoted.
    func canonicalLength(_ batch: FieldBatch, _ record: RecordSpan) -> Int {
        Int(record.rawLength) - batch.range(record, input).count - batch.range(record, line).count - 2
    }
}

/// The posts of one shard, read and indexed. Used for one shard after another, it keeps its memory.
struct PostRows: Sendable {
    private(set) var text: [UInt8] = []
    private(set) var rows: [PostRow] = []
    /// Sorted by (platform, post_id).
    private(set) var index = IdentityIndex()
    /// Rows of the shard that are not among these, because others of the same posts are.
    private(set) var dropped = 0
    /// Some row shows followers at export time.
    private(set) var hasFollowersAtExport = false

    /// Replaces its rows by those of a shard.
    mutating func read(
        _ files: StagedFiles, shard: Int, columns: PostColumns, campaigns: ByteTable, resolver: inout AccountResolver
    ) throws {
        rows.removeAll(keepingCapacity: true)
        index.removeAll()
        hasFollowersAtExport = false
        dropped = try files.read(shard: shard, into: &text)
        try files.forEachBatch(of: text) { batch in
            add(batch, columns, campaigns, &resolver)
        }
        index.sort()
    }

    private mutating func add(
        _ batch: FieldBatch, _ columns: PostColumns, _ campaigns: ByteTable, _ resolver: inout AccountResolver
    ) {
        let bytes = batch.bytes.span
        for record in batch.records {
            let platform = batch.range(record, columns.platform)
            let account = resolver.resolve(
                batch.bytes, platform: platform, creatorID: batch.range(record, columns.creatorID),
                account: batch.range(record, columns.accountID), handle: batch.range(record, columns.handle))
            let campaign = batch.range(record, columns.campaign)
            let followersAtPost = Canonical.count(bytes.extracting(batch.range(record, columns.followersAtPost))) ?? 0
            let authors = batch.range(record, columns.authors)
            if !batch.range(record, columns.followersAtExport).isEmpty { hasFollowersAtExport = true }
            rows.append(
                PostRow(
                    start: UInt32(record.offset), length: UInt32(columns.canonicalLength(batch, record)),
                    account: Int32(account),
                    campaign: campaign.isEmpty ? -1 : Int32(campaigns.find(bytes.extracting(campaign)) ?? -1),
                    postedAt: Canonical.instant(bytes.extracting(batch.range(record, columns.postedAt)))
                        ?? missingInstant,
                    exportedAt: Canonical.instant(bytes.extracting(batch.range(record, columns.exportedAt)))
                        ?? missingInstant,
                    followersAtPost: max(0, followersAtPost),
                    isSponsored: Canonical.flag(bytes.extracting(batch.range(record, columns.sponsored))) ?? false,
                    hasPlatform: !platform.isEmpty, hasNiche: !batch.range(record, columns.niche).isEmpty,
                    hasSeveralAuthors: !authors.isEmpty
                        && (Canonical.count(bytes.extracting(authors)) ?? 0) > 1,
                    link: PostLink.hash(bytes.extracting(batch.range(record, columns.url)), on: bytes.extracting(platform))))
            index.add(bytes.extracting(platform), bytes.extracting(batch.range(record, columns.postID)))
        }
    }
}
