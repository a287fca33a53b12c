internal import SocialData
internal import StageFiles
internal import TextValues

/// One post that is used (Methods 2). Words are numbers of `FactWords`.
struct PostFact: Sendable {
    var creator: Int32
    var platform: Int32
    var niche: Int32
    var postType: Int32
    /// 0 where campaigns are not told apart.
    var campaign: Int32
    /// -1 without followers.
    var band: Int16
    var isBoosted: Bool
    var sponsored: Bool?
    /// `CivilTime.monthIndex`
    var month: Int32
    /// In Unicode scalars; -1 where it is not known.
    var captionLength: Int32
    var counts: PostCounts
}

/// The posts of one shard: those that are used, and how many are not, by reason and tier.
struct PostFacts {
    private(set) var used: [PostFact] = []
    /// Hashtags of each of them, none for a boosted one.
    private(set) var tags = PostTags()
    /// Rows not used at all.
    private(set) var excluded: TierTally
    /// Posts used, by where their followers come from (Methods 3.2).
    private(set) var sources: TierTally
    private(set) var stillFollowers = StillFollowers()
    private let plan: AggregationPlan
    private var memos = PostMemos()

    init(_ plan: AggregationPlan) {
        self.plan = plan
        excluded = TierTally(tierCount: plan.tierCount + 1)
        sources = TierTally(tierCount: plan.tierCount + 1)
    }

    /// How a row stands: its audience, and why it is not used at all.
    struct Standing {
        var followers: Int64?
        var band: Int?
        var tier: Int
        /// 0 where the row is used.
        var reason: Int
        var postedAt: Int64?
    }

    /// Adds the rows of a batch; what a post brought goes to its deal, too.
    mutating func add(_ rows: borrowing StageRows, words: inout FactWords, deals: inout DealFacts) {
        let batch = PostBatch(rows)
        let bytes = batch.bytes.span
        forgetBatch()
        for row in 0..<batch.count {
            let standing = standing(batch, row, words: &words)
            guard standing.reason == 0 else {
                excluded.add(word: standing.reason, tier: standing.tier)
                continue
            }
            let source = source(batch, row, words: &words)
            sources.add(word: source, tier: standing.tier)
            let post = fact(batch, row, standing, source: source, words: &words)
            if source == FactWords.post, let followers = standing.followers {
                stillFollowers.add(creator: post.creator, platform: post.platform, followers: followers, month: post.month)
            }
            if !batch.deal.isMissing(row) { deals.add(post.counts, toDeal: bytes.extracting(batch.deal[row])) }
            tags.append(bytes.extracting(post.isBoosted ? 0..<0 : batch.hashtags[row]))
            used.append(post)
        }
    }

    /// To be called before the rows of another batch are looked at.
    mutating func forgetBatch() { memos.removeAll() }

    /// Whether a row is used, and in which tier it stands (Methods 2, 3).
    mutating func standing(_ batch: borrowing PostBatch, _ row: Int, words: inout FactWords) -> Standing {
        let bytes = batch.bytes.span
        let followers = batch.followers[row]
        let band = plan.bands.band(followers: followers, platform: bytes.extracting(batch.platform[row]))
        let excluded = batch.excluded[row]
        let reason = excluded.isEmpty ? 0 : words.reasons.insert(bytes.extracting(excluded))
        let postedAt = batch.postedAt[row]
        return Standing(
            followers: followers, band: band, tier: plan.tier(band: band),
            reason: reason == 0 && postedAt == nil ? FactWords.noTime : reason, postedAt: postedAt)
    }

    /// Number of the word that says where the followers come from.
    mutating func source(_ batch: borrowing PostBatch, _ row: Int, words: inout FactWords) -> Int {
        let bytes = batch.bytes.span
        return Int(memos.source.number(batch.source.place(row)) { words.sources.insert(bytes.extracting(batch.source[row])) })
    }

    /// A row as a post, whether it is used or not.
    mutating func fact(
        _ batch: borrowing PostBatch, _ row: Int, _ standing: Standing, source: Int, words: inout FactWords
    ) -> PostFact {
        let bytes = batch.bytes.span
        var counts = batch.counts[row]
        // Today's followers are not the audience of an old post (3.2): they place it in a tier, no more.
        counts[.followers] = source == FactWords.profile || standing.band == nil ? nil : standing.followers
        let campaign = plan.keepsCampaigns ? words.campaigns.insert(bytes.extracting(batch.campaign[row])) : 0
        return PostFact(
            creator: memos.creator.number(batch.creator.place(row)) { words.creators.insert(bytes.extracting(batch.creator[row])) },
            platform: memos.platform.number(batch.platform.place(row)) { words.platforms.insert(bytes.extracting(batch.platform[row])) },
            niche: memos.niche.number(batch.niche.place(row)) { words.niches.insert(bytes.extracting(batch.niche[row])) },
            postType: memos.postType.number(batch.postType.place(row)) { words.postTypes.insert(bytes.extracting(batch.postType[row])) },
            campaign: Int32(campaign), band: Int16(standing.band ?? -1), isBoosted: batch.boosted.flag(row) == true,
            sponsored: batch.sponsored.flag(row), month: plan.month(of: standing.postedAt),
            captionLength: Int32(clamping: batch.captionLength[row] ?? -1), counts: counts)
    }
}

/// Words of a batch by where they stand.
private struct PostMemos {
    var creator = PlaceMemo()
    var platform = PlaceMemo()
    var niche = PlaceMemo()
    var postType = PlaceMemo()
    var source = PlaceMemo()

    mutating func removeAll() {
        creator.removeAll()
        platform.removeAll()
        niche.removeAll()
        postType.removeAll()
        source.removeAll()
    }
}

extension AggregationPlan {
    /// Calendar month of an instant, 0 where that is unknown. The zone may carry the first day of year 0 into a month before
    /// it, which has no name.
    func month(of instant: Int64?) -> Int32 {
        guard let instant else { return 0 }
        return Int32(max(0, CivilTime.monthIndex(of: instant, in: zone)))
    }
}
