internal import SocialData
internal import StageFiles

/// The columns of a batch of posts that are read, taken out once.
struct PostBatch {
    static let columns = [
        PostColumn.platform, .postedAt, .postType, .sponsored, .boosted, .niche, .campaignID, .hashtags, .captionLength, .creator,
        .followers, .followersSource, .dealID, .excluded,
    ].map(\.position) + counted.map(\.column.position)
    /// What posts bring; followers count only where they are the audience (Methods 3.2).
    private static let counted = PostCount.allCases.filter { $0 != .followers }

    let count: Int
    /// Where the texts stand.
    let bytes: [UInt8]
    let platform, postType, niche, campaign, hashtags, creator, source, deal, excluded: TextRanges
    let postedAt, sponsored, boosted, captionLength, followers: NumberColumn
    /// By row, all but followers.
    private(set) var counts: [PostCounts]

    init(_ rows: borrowing StageRows) {
        count = rows.count
        bytes = rows.bytes
        platform = rows.texts(PostColumn.platform.position)
        postType = rows.texts(PostColumn.postType.position)
        niche = rows.texts(PostColumn.niche.position)
        campaign = rows.texts(PostColumn.campaignID.position)
        hashtags = rows.texts(PostColumn.hashtags.position)
        creator = rows.texts(PostColumn.creator.position)
        source = rows.texts(PostColumn.followersSource.position)
        deal = rows.texts(PostColumn.dealID.position)
        excluded = rows.texts(PostColumn.excluded.position)
        postedAt = rows.numbers(PostColumn.postedAt.position)
        sponsored = rows.numbers(PostColumn.sponsored.position)
        boosted = rows.numbers(PostColumn.boosted.position)
        captionLength = rows.numbers(PostColumn.captionLength.position)
        followers = rows.numbers(PostColumn.followers.position)
        counts = [PostCounts](repeating: PostCounts(), count: rows.count)
        for count in Self.counted {
            let column = rows.numbers(count.column.position)
            for row in counts.indices { counts[row][count] = column[row] }
        }
        // -1 is how some exports write hidden likes (Methods 1.1).
        for row in counts.indices where counts[row][.likes] == -1 { counts[row][.likes] = nil }
    }
}
