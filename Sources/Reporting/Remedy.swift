internal import Findings

/// What to add so that a claim can be tested: a sentence and, where it helps, lines of a file as an example.
struct Remedy: Equatable {
    var text: String
    var example: [String] = []

    /// One line, for a table.
    var line: String { example.isEmpty ? text : text + " " + example.joined(separator: " / ") }

    /// What the name in `ClaimRow.missing` asks for: a column, a pipeline key or a reason (METHODS.md 12.3, 22).
    static func remedy(_ name: String, _ definition: Definition) -> Remedy {
        if let column = columns[name] { return column }
        if let key = keys[name] { return key }
        return reason(name, definition)
            ?? Remedy(text: "Add \(Visible.text(name)).")
    }

    /// What is missing, as an item of a list: `hashtags in the posts`.
    static func phrase(_ name: String, _ definition: Definition) -> String {
        switch name {
        case "posts": "posts"
        case "deals": "deals"
        case "orders": "orders"
        case "cost", "fee": "what deals cost"
        case "followers": "follower counts"
        case "hashtags_or_niche": "hashtags or niches"
        case "post_type": "post types"
        case "sponsored": "marks of paid posts"
        case "caption_chars": "caption lengths"
        case "posted_at": "dates of posting"
        case "budget": "a budget"
        case "brand_tags": "the brand's tags"
        case "audience_target": "the audience the brand looks for"
        case "audience", "audience_shares": "audience shares of creators"
        case "few_creators": "creators (a tier has fewer than \(Format.count(definition.minimumCreators)))"
        case "few_effective_creators": "more equal creators (the weight of a tier lies on fewer than five)"
        case "few_creators_with_sales":
            "creators with sales (a tier has fewer than \(Format.count(definition.minimumCreators)))"
        case "few_months": "months (fewer than six)"
        case "not_estimable": "spread to measure (no interval can be computed)"
        default: Wording.word(name)
        }
    }

    private static func post(_ column: String, _ value: String, _ what: String) -> Remedy {
        Remedy(
            text: "Add \(what): the column \(column) in a file of posts, for example",
            example: column == "posted_at"
                ? ["platform,post_id,handle,posted_at,likes", "instagram,p17,anna.lindt,2024-03-01T10:00:00Z,\(value)"]
                : ["platform,post_id,handle,posted_at,\(column)", "instagram,p17,anna.lindt,2024-03-01T10:00:00Z,\(value)"])
    }

    private static let columns: [String: Remedy] = [
        "posts": Remedy(
            text: "Add an export of posts, for example",
            example: [
                "platform,post_id,handle,posted_at,exported_at,likes,comments,followers_at_post",
                "instagram,p17,anna.lindt,2024-03-01T10:00:00Z,2024-06-01T00:00:00Z,512,31,18200",
            ]),
        "followers": Remedy(
            text: "Add dated follower counts, one file for all creators, for example",
            example: ["platform,handle,observed_at,followers", "instagram,anna.lindt,2024-03-01T00:00:00Z,18200"]),
        "likes": post("likes", "512", "likes"),
        "comments": post("comments", "31", "comments"),
        "shares": post("shares", "12", "shares"),
        "saves": post("saves", "40", "saves"),
        "views": post("views", "9400", "views"),
        "reach": post("reach", "9400", "reach"),
        "impressions": post("impressions", "12100", "impressions"),
        "hashtags": post("hashtags", "glow|skincare", "hashtags"),
        "hashtags_or_niche": post("hashtags", "glow|skincare", "hashtags (or a niche)"),
        "niche": post("niche", "beauty", "niches"),
        "post_type": post("post_type", "short", "post types"),
        "sponsored": post("sponsored", "1", "which posts are paid"),
        "caption_chars": post("caption_chars", "140", "caption lengths"),
        "deals": Remedy(
            text: "Add the deals, one row for each paid collaboration, for example",
            example: [
                "deal_id,handle,platform,started_at,fee,currency", "D1,anna.lindt,instagram,2024-03-01T00:00:00Z,900.00,EUR",
            ]),
        "cost": Remedy(
            text: "Add what the deals cost: the column fee (and product_cost, shipping, … where known), for example",
            example: ["deal_id,fee,product_cost,currency", "D1,900.00,45.00,EUR"]),
        "fee": Remedy(
            text: "Add what the deals cost: the column fee, for example",
            example: ["deal_id,fee,currency", "D1,900.00,EUR"]),
        "orders": Remedy(
            text: "Add an export of the shop's orders with the codes that were used, for example",
            example: [
                "order_id,ordered_at,revenue,refund,currency,promo_code", "1001,2024-03-04T12:00:00Z,64.50,0,EUR,ANNA15",
            ]),
        "posted_at": post("posted_at", "512", "dates of posting"),
        "promo_code": Remedy(
            text: "Add which code credits which deal, for example",
            example: ["promo_code,deal_id,valid_from,valid_to", "ANNA15,D1,2024-03-01T00:00:00Z,"]),
        "audience": audience, "audience_shares": audience,
        "months": Remedy(text: "Add earlier or later months: a trend needs six."),
    ]

    private static let audience = Remedy(
        text: "Add the creators' audience shares to the directory of creators, for example",
        example: ["creator_id,platform,handle,audience", "c17,instagram,anna.lindt,country:de=0.62|country:at=0.21|country:other=0.17"])

    private static let keys: [String: Remedy] = [
        "budget": Remedy(text: "Say in the pipeline file which budget is meant, for example", example: ["budget: 50000"]),
        "brand_tags": Remedy(
            text: "Say in the pipeline file which tags are the brand's, for example",
            example: ["brand_tags: [glow, skincare]"]),
        "audience_target": Remedy(
            text: "Say in the pipeline file which audience the brand looks for, for example",
            example: ["audience: {country: {de: 60%, at: 25%, other: 15%}}"]),
    ]

    private static func reason(_ name: String, _ definition: Definition) -> Remedy? {
        switch name {
        case "few_creators":
            Remedy(
                text:
                    "More creators: \(Format.count(definition.minimumCreators)) in each tier are asked for (minimum_creators in the pipeline file); a longer period or another boundary between the tiers may bring them."
            )
        case "few_effective_creators":
            Remedy(text: "More creators of similar size: one or few carry nearly all of a tier's weight.")
        case "few_creators_with_sales":
            Remedy(
                text:
                    "More creators with sales: \(Format.count(definition.minimumCreators)) in each tier are asked for. Codes and links that are missing hide sales; tables/unmatched.csv lists them."
            )
        case "few_months": Remedy(text: "More months: a trend needs six.")
        case "not_estimable":
            Remedy(text: "More creators, or more varied ones: these give no interval.")
        default: nil
        }
    }
}
