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
    private let plan: AggregationPlan
    private let columns = Columns()

    init(_ plan: AggregationPlan) {
        self.plan = plan
        excluded = TierTally(tierCount: plan.tierCount + 1)
        sources = TierTally(tierCount: plan.tierCount + 1)
    }

    /// Positions of the columns that are read.
    private struct Columns {
        let creator = PostColumn.creator.position
        let platform = PostColumn.platform.position
        let niche = PostColumn.niche.position
        let postType = PostColumn.postType.position
        let campaign = PostColumn.campaignID.position
        let postedAt = PostColumn.postedAt.position
        let sponsored = PostColumn.sponsored.position
        let boosted = PostColumn.boosted.position
        let hashtags = PostColumn.hashtags.position
        let captionLength = PostColumn.captionLength.position
        let likes = PostColumn.likes.position
        let comments = PostColumn.comments.position
        let shares = PostColumn.shares.position
        let saves = PostColumn.saves.position
        let views = PostColumn.views.position
        let reach = PostColumn.reach.position
        let impressions = PostColumn.impressions.position
        let followers = PostColumn.followers.position
        let source = PostColumn.followersSource.position
        let deal = PostColumn.dealID.position
        let excluded = PostColumn.excluded.position
    }

    /// The columns that are read.
    static let read = [
        PostColumn.creator, .platform, .niche, .postType, .campaignID, .postedAt, .sponsored, .boosted, .hashtags, .captionLength,
        .likes, .comments, .shares, .saves, .views, .reach, .impressions, .followers, .followersSource, .dealID, .excluded,
    ].map(\.position)

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
    mutating func add(_ batch: borrowing StageRows, words: inout FactWords, deals: inout DealFacts) {
        let bytes = batch.bytes.span
        for row in batch.indices {
            let standing = standing(batch, row, words: &words)
            guard standing.reason == 0 else {
                excluded.add(word: standing.reason, tier: standing.tier)
                continue
            }
            let source = source(batch, row, words: &words)
            sources.add(word: source, tier: standing.tier)
            let post = fact(batch, row, standing, source: source, words: &words)
            let deal = batch.range(row, columns.deal)
            if !deal.isEmpty { deals.add(post.counts, toDeal: bytes.extracting(deal)) }
            tags.append(bytes.extracting(post.isBoosted ? 0..<0 : batch.range(row, columns.hashtags)))
            used.append(post)
        }
    }

    /// Whether a row is used, and in which tier it stands (Methods 2, 3).
    func standing(_ batch: borrowing StageRows, _ row: Int, words: inout FactWords) -> Standing {
        let bytes = batch.bytes.span
        let followers = batch.number(row, columns.followers)
        let band = plan.bands.band(followers: followers, platform: bytes.extracting(batch.range(row, columns.platform)))
        let reason = words.reasons.insert(bytes.extracting(batch.range(row, columns.excluded)))
        let postedAt = batch.number(row, columns.postedAt)
        return Standing(
            followers: followers, band: band, tier: plan.tier(band: band),
            reason: reason == 0 && postedAt == nil ? FactWords.noTime : reason, postedAt: postedAt)
    }

    /// Number of the word that says where the followers come from.
    func source(_ batch: borrowing StageRows, _ row: Int, words: inout FactWords) -> Int {
        words.sources.insert(batch.bytes.span.extracting(batch.range(row, columns.source)))
    }

    /// A row as a post, whether it is used or not.
    func fact(
        _ batch: borrowing StageRows, _ row: Int, _ standing: Standing, source: Int, words: inout FactWords
    ) -> PostFact {
        let bytes = batch.bytes.span
        var counts = counts(batch, row)
        // Today's followers are not the audience of an old post (3.2): they place it in a tier, no more.
        counts.followers = source == FactWords.profile || standing.band == nil ? nil : standing.followers
        let campaign =
            plan.keepsCampaigns ? words.campaigns.insert(bytes.extracting(batch.range(row, columns.campaign))) : 0
        return PostFact(
            creator: Int32(words.creators.insert(bytes.extracting(batch.range(row, columns.creator)))),
            platform: Int32(words.platforms.insert(bytes.extracting(batch.range(row, columns.platform)))),
            niche: Int32(words.niches.insert(bytes.extracting(batch.range(row, columns.niche)))),
            postType: Int32(words.postTypes.insert(bytes.extracting(batch.range(row, columns.postType)))),
            campaign: Int32(campaign), band: Int16(standing.band ?? -1),
            isBoosted: batch.flag(row, columns.boosted) == true,
            sponsored: batch.flag(row, columns.sponsored),
            month: plan.month(of: standing.postedAt),
            captionLength: Int32(
                clamping: batch.number(row, columns.captionLength) ?? -1),
            counts: counts)
    }

    /// All counts but followers.
    private func counts(_ batch: borrowing StageRows, _ row: Int) -> PostCounts {
        let likes = batch.number(row, columns.likes)
        return PostCounts(
            // -1 is how some exports write hidden likes (Methods 1.1).
            likes: likes == -1 ? nil : likes, comments: batch.number(row, columns.comments), shares: batch.number(row, columns.shares),
            saves: batch.number(row, columns.saves), views: batch.number(row, columns.views), reach: batch.number(row, columns.reach),
            impressions: batch.number(row, columns.impressions))
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
