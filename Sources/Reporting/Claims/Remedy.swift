internal import Findings

/// What to add so that a claim can be tested: a sentence and, where it helps, lines of a file as an example.
struct Remedy: Equatable {
    var text: String
    var example: [String] = []

    /// One line, for a table.
    var line: String { example.isEmpty ? text : text + " " + example.joined(separator: " / ") }

    /// What a lack asks for: a column, a key of the pipeline file, or more of what is there (Methods 12.3, 22).
    static func remedy(_ lack: Lack, _ definition: Definition) -> Remedy {
        switch lack {
        case .posts:
            Remedy(
                text: "Add an export of posts, for example",
                example: [
                    "platform,post_id,handle,posted_at,exported_at,likes,comments,followers_at_post",
                    "instagram,p17,anna.lindt,2024-03-01T10:00:00Z,2024-06-01T00:00:00Z,512,31,18200",
                ])
        case .followers:
            Remedy(
                text: "Add dated follower counts, one file for all creators, for example",
                example: ["platform,handle,observed_at,followers", "instagram,anna.lindt,2024-03-01T00:00:00Z,18200"])
        case .likes: post("likes", "512", "likes")
        case .comments: post("comments", "31", "comments")
        case .shares: post("shares", "12", "shares")
        case .saves: post("saves", "40", "saves")
        case .views: post("views", "9400", "views")
        case .reach: post("reach", "9400", "reach")
        case .impressions: post("impressions", "12100", "impressions")
        case .hashtags: post("hashtags", "glow|skincare", "hashtags")
        case .hashtagsOrNiche: post("hashtags", "glow|skincare", "hashtags (or a niche)")
        case .niche: post("niche", "beauty", "niches")
        case .postType: post("post_type", "short", "post types")
        case .sponsored: post("sponsored", "1", "which posts are paid")
        case .captionChars: post("caption_chars", "140", "caption lengths")
        case .postedAt:
            Remedy(
                text: "Add dates of posting: the column posted_at in a file of posts, for example",
                example: ["platform,post_id,handle,posted_at,likes", "instagram,p17,anna.lindt,2024-03-01T10:00:00Z,512"])
        case .deals:
            Remedy(
                text: "Add the deals, one row for each paid collaboration, for example",
                example: [
                    "deal_id,handle,platform,started_at,fee,currency",
                    "D1,anna.lindt,instagram,2024-03-01T00:00:00Z,900.00,EUR",
                ])
        case .cost:
            Remedy(
                text: "Add what the deals cost: the column fee (and product_cost, shipping, … where known), for example",
                example: ["deal_id,fee,product_cost,currency", "D1,900.00,45.00,EUR"])
        case .orders:
            Remedy(
                text: "Add an export of the shop's orders with the codes that were used, for example",
                example: [
                    "order_id,ordered_at,revenue,refund,currency,promo_code",
                    "1001,2024-03-04T12:00:00Z,64.50,0,EUR,ANNA15",
                ])
        case .audienceShares:
            Remedy(
                text: "Add the creators' audience shares to the directory of creators, for example",
                example: [
                    "creator_id,platform,handle,audience",
                    "c17,instagram,anna.lindt,country:de=0.62|country:at=0.21|country:other=0.17",
                ])
        case .budget:
            Remedy(text: "Say in the pipeline file which budget is meant, for example", example: ["budget: 50000"])
        case .brandTags:
            Remedy(
                text: "Say in the pipeline file which tags are the brand's, for example",
                example: ["brand_tags: [glow, skincare]"])
        case .audienceTarget:
            Remedy(
                text: "Say in the pipeline file which audience the brand looks for, for example",
                example: ["audience: {country: {de: 60%, at: 25%, other: 15%}}"])
        case .fewCreators:
            Remedy(
                text:
                    "More creators: \(Format.count(definition.minimumCreators)) in each tier are asked for (minimum_creators in the pipeline file); a longer period or another boundary between the tiers may bring them."
            )
        case .fewEffectiveCreators:
            Remedy(text: "More creators of similar size: one or few carry nearly all of a tier's weight.")
        case .fewCreatorsWithSales:
            Remedy(
                text:
                    "More creators with sales: \(Format.count(definition.minimumCreators)) in each tier are asked for. Codes and links that are missing hide sales; tables/unmatched.csv lists them."
            )
        case .fewMonths: Remedy(text: "More months: a trend needs six.")
        case .notEstimable: Remedy(text: "More creators, or more varied ones: these give no interval.")
        }
    }

    /// A lack as an item of a list: `hashtags in the posts`.
    static func phrase(_ lack: Lack, _ definition: Definition) -> String {
        switch lack {
        case .posts, .deals, .orders, .likes, .comments, .shares, .saves, .reach, .views, .impressions, .hashtags, .niche:
            lack.rawValue
        case .cost: "what deals cost"
        case .followers: "follower counts"
        case .hashtagsOrNiche: "hashtags or niches"
        case .postType: "post types"
        case .sponsored: "marks of paid posts"
        case .captionChars: "caption lengths"
        case .postedAt: "dates of posting"
        case .budget: "a budget"
        case .brandTags: "the brand's tags"
        case .audienceTarget: "the audience the brand looks for"
        case .audienceShares: "audience shares of creators"
        case .fewCreators: "creators (a tier has fewer than \(Format.count(definition.minimumCreators)))"
        case .fewEffectiveCreators: "more equal creators (the weight of a tier lies on fewer than five)"
        case .fewCreatorsWithSales:
            "creators with sales (a tier has fewer than \(Format.count(definition.minimumCreators)))"
        case .fewMonths: "months (fewer than six)"
        case .notEstimable: "spread to measure (no interval can be computed)"
        }
    }

    private static func post(_ column: String, _ value: String, _ what: String) -> Remedy {
        Remedy(
            text: "Add \(what): the column \(column) in a file of posts, for example",
            example: ["platform,post_id,handle,posted_at,\(column)", "instagram,p17,anna.lindt,2024-03-01T10:00:00Z,\(value)"])
    }
}
