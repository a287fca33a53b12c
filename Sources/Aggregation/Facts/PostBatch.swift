internal import SocialData
internal import StageFiles

/// The columns of a batch of posts that are read, taken out once.
struct PostBatch {
    static let columns = [
        PostColumn.platform, .postedAt, .postType, .sponsored, .boosted, .likes, .comments, .shares, .saves, .views, .reach,
        .impressions, .niche, .campaignID, .hashtags, .captionLength, .creator, .followers, .followersSource, .dealID, .excluded,
    ].map(\.position)

    let count: Int
    /// Where the texts stand.
    let bytes: [UInt8]
    let platform, postType, niche, campaign, hashtags, creator, source, deal, excluded: TextRanges
    let postedAt, sponsored, boosted, captionLength, followers: NumberColumn
    let likes, comments, shares, saves, views, reach, impressions: NumberColumn

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
        likes = rows.numbers(PostColumn.likes.position)
        comments = rows.numbers(PostColumn.comments.position)
        shares = rows.numbers(PostColumn.shares.position)
        saves = rows.numbers(PostColumn.saves.position)
        views = rows.numbers(PostColumn.views.position)
        reach = rows.numbers(PostColumn.reach.position)
        impressions = rows.numbers(PostColumn.impressions.position)
    }
}
