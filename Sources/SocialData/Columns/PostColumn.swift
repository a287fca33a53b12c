/// Columns of posts, in the order of a row.
package enum PostColumn: Int, EntityColumn {
    case platform, postID, creatorID, accountID, handle, authors, postedAt, exportedAt, postType, sponsored, boosted
    case followersAtPost, followersAtExport, likes, comments, shares, saves, views, reach, impressions, clicks, duration
    case niche, campaignID, hashtags, mentions, captionLength, url, estimated
    // What normalize concluded.
    case creator, followers, followersSource, followersAgeDays, tier, dealID, excluded

    package static let firstFact: PostColumn? = .creator

    package var column: Column {
        switch self {
        case .platform: Column("platform", .word, "the network the post stands on")
        case .postID: Column("post_id", .identifier, "the platform's id of the post")
        case .creatorID: Column("creator_id", .identifier, "the exporting tool's own id of the person")
        case .accountID: Column("account_id", .identifier, "the platform's id of the account")
        case .handle: Column("handle", .handle, "the account's name on the platform, without @")
        case .authors: Column("authors", .count, "number of authors, where a post has several; it counts for the first")
        case .postedAt: Column("posted_at", .instant, "when the post went up")
        case .exportedAt: Column("exported_at", .instant, "when the numbers of this row were read")
        case .postType: Column("post_type", .word, "image, carousel, video, short, story, live, text or link")
        case .sponsored: Column("sponsored", .flag, "1 where the post is marked as paid partnership")
        case .boosted: Column("boosted", .flag, "1 where paid reach is mixed into the counts")
        case .followersAtPost:
            Column("followers_at_post", .count, "the account's followers when the post went up, where the export recorded them then")
        case .followersAtExport: Column("followers_at_export", .count, "the account's followers when the numbers were read")
        case .likes: Column("likes", .count, "likes; all reactions on Facebook, score on Reddit")
        case .comments: Column("comments", .count, "comments; replies on X")
        case .shares: Column("shares", .count, "shares, reposts or retweets; not quotes")
        case .saves: Column("saves", .count, "saves or bookmarks")
        case .views: Column("views", .count, "plays of the post itself")
        case .reach: Column("reach", .count, "accounts that saw the post")
        case .impressions: Column("impressions", .count, "times the post was shown")
        case .clicks: Column("clicks", .count, "link clicks")
        case .duration: Column("duration_s", .decimal, "length in seconds")
        case .niche: Column("niche", .word, "topic of the post")
        case .campaignID: Column("campaign_id", .identifier, "the brand's campaign")
        case .hashtags: Column("hashtags", .list, "hashtags without #, folded")
        case .mentions: Column("mentions", .list, "mentioned handles without @")
        case .captionLength: Column("caption_chars", .count, "length of the caption in Unicode scalars")
        case .url: Column("url", .text, "where the post stands")
        case .estimated: Column("estimated", .list, "names of values that were estimated, rounded or assumed")
        case .creator: Column("creator", .identifier, "the creator key (Methods 1.5)")
        case .followers: Column("followers", .count, "followers the post is tiered by (Methods 3.2)")
        case .followersSource: Column("followers_source", .word, "post, snapshot_before, snapshot_after, profile or unknown")
        case .followersAgeDays: Column("followers_age_days", .count, "whole days between the snapshot used and the post")
        case .tier: Column("tier", .word, "the pipeline's tier of these followers; empty where they are in none")
        case .dealID: Column("deal_id", .identifier, "the deal the post belongs to (Methods 4.2)")
        case .excluded: Column("excluded", .word, "why the post is not used (Methods 2); empty where it is")
        }
    }
}
