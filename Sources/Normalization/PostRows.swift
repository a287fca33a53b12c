internal import SocialData
internal import StageFiles
internal import TextValues

/// What of a post's staged row decides about its fact; the rest is copied as it stands.
struct PostRow: Sendable {
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

    /// Those that tell of accounts, their followers and campaigns.
    var ofEvidence: [Int] { [platform, creatorID, accountID, handle, postedAt, exportedAt, followersAtExport, campaign] }
}

/// The posts of one slice of a shard, read and indexed. Used for one after another, it keeps its memory.
struct PostRows: Sendable {
    private(set) var staged = StageRows(.staged(.posts))
    /// By row of `staged`.
    private(set) var rows: [PostRow] = []
    /// Sorted by (platform, post_id).
    private(set) var index = IdentityIndex()
    /// Rows of the shard that are not among these, because others of the same posts are.
    private(set) var dropped = 0
    /// Some row shows followers at export time.
    private(set) var hasFollowersAtExport = false

    /// Replaces its rows by those of a slice.
    mutating func read(
        _ files: StagedFiles, _ slice: ShardSlice, columns: PostColumns, campaigns: CampaignNames, resolver: inout AccountResolver
    ) throws {
        rows.removeAll(keepingCapacity: true)
        index.removeAll()
        hasFollowersAtExport = false
        dropped = try files.read(slice, into: &staged)
        rows.reserveCapacity(staged.count)
        add(staged, columns, campaigns, &resolver)
        index.sort()
    }

    /// `PostLink.hash` of some rows, in the order of the shard, which is that of its texts.
    func links(_ wanted: [UInt32], _ columns: PostColumns) -> [UInt64] {
        var isWanted = [Bool](repeating: false, count: rows.count)
        for row in wanted { isWanted[Int(row)] = true }
        let bytes = staged.bytes.span
        let (platforms, urls) = (staged.texts(columns.platform), staged.texts(columns.url))
        var links = [UInt64](repeating: 0, count: rows.count)
        for row in rows.indices where isWanted[row] && !urls.isMissing(row) {
            links[row] = PostLink.hash(bytes.extracting(urls[row]), on: bytes.extracting(platforms[row]))
        }
        return links
    }

    /// Takes its texts over into facts, whose first columns are these.
    mutating func giveTexts(to facts: inout StageRows) { facts.takeTexts(of: &staged) }

    private mutating func add(_ staged: StageRows, _ columns: PostColumns, _ campaigns: CampaignNames, _ resolver: inout AccountResolver) {
        let bytes = staged.bytes.span
        let (platforms, ids) = (staged.texts(columns.platform), staged.texts(columns.postID))
        let (creatorIDs, accountIDs, handles) = (staged.texts(columns.creatorID), staged.texts(columns.accountID), staged.texts(columns.handle))
        let (niches, campaignIDs) = (staged.texts(columns.niche), staged.texts(columns.campaign))
        let (postedAt, exportedAt) = (staged.numbers(columns.postedAt), staged.numbers(columns.exportedAt))
        let (atPost, atExport) = (staged.numbers(columns.followersAtPost), staged.numbers(columns.followersAtExport))
        let (sponsored, authors) = (staged.numbers(columns.sponsored), staged.numbers(columns.authors))
        for row in staged.indices {
            let platform = platforms[row]
            let account = resolver.resolve(
                bytes, platform: platform, creatorID: creatorIDs[row], account: accountIDs[row], handle: handles[row])
            let campaign = campaignIDs[row]
            if !atExport.isMissing(row) { hasFollowersAtExport = true }
            rows.append(
                PostRow(
                    account: Int32(account),
                    campaign: campaign.isEmpty ? -1 : campaigns.find(bytes.extracting(campaign)) ?? -1,
                    postedAt: postedAt[row] ?? missingInstant, exportedAt: exportedAt[row] ?? missingInstant,
                    followersAtPost: max(0, atPost[row] ?? 0), isSponsored: sponsored.flag(row) ?? false,
                    hasPlatform: !platform.isEmpty, hasNiche: !niches.isMissing(row), hasSeveralAuthors: (authors[row] ?? 0) > 1))
            index.add(bytes.extracting(platform), bytes.extracting(ids[row]))
        }
    }
}
