internal import Findings

/// Tables about single creators and how posts are made.
extension ReportTables {
    static let creators = TableDefinition<CreatorRow>(
        file: "creators.csv", about: "One creator in one tier per row: totals, rates, flags, focus.",
        columns: [
            TableColumn("creator", "text", "The creator as it stands in the files: an id, or `platform:@handle`.") {
                .text($0.creator)
            },
            TableColumn("tier", "name", "Tier.") { .text($0.tier) },
            TableColumn("platforms", "names", "Platforms of the creator's posts and deals.") { .list($0.platforms) },
            TableColumn("posts", "posts", "Posts that count.") { .whole($0.posts) },
            TableColumn("mean_followers", "followers", "Mean followers over the posts with known followers.") {
                .number($0.meanFollowers)
            },
            TableColumn("engagement", "count", "Likes, comments, shares and saves of those posts.") {
                $0.engagement.map { .whole($0.value) } ?? .empty
            },
            TableColumn("er_followers", "fraction", "Engagement over followers.") { .number($0.engagementRate) },
            TableColumn("comment_like_ratio", "fraction", "Comments per like.") { .number($0.commentLikeRatio) },
            TableColumn("deals", "deals", "Deals that count.") { .whole($0.deals) },
            TableColumn("cost", "money", "Cost of the deals.") { $0.cost.map { .money($0) } ?? .empty },
            TableColumn("net", "money", "Revenue after refunds.") { $0.net.map { .money($0) } ?? .empty },
            TableColumn("roas", "ratio", "Net revenue over cost.") { .number($0.roas) },
            TableColumn(
                "topic_concentration", "fraction",
                "How much the posts keep to few topics (unbiased HHI): 1 is a single topic; empty below two tagged posts."
            ) { .number($0.topicConcentration) },
            TableColumn("focus", "fraction", "1 − entropy of the topics over its largest value.") { .number($0.focus) },
            TableColumn("tagged_posts", "posts", "Posts that carry a topic.") { .whole($0.topics) },
            TableColumn("brand_alignment", "cosine", "Likeness of the creator's tags to the brand's, 0 to 1.") {
                .number($0.brandAlignment)
            },
            TableColumn("audience_overlap", "fraction", "Share of the audience that the brand looks for.") {
                .number($0.audienceOverlap)
            },
            TableColumn("flags", "names", "Things to look at; no proof of anything. Formulas stand in the report.") {
                .list($0.flags)
            },
            TableColumn("size_z", "robust z", "How unusual the rate is for platform and followers.") {
                .number($0.sizeZ)
            },
            TableColumn("comment_like_z", "robust z", "How unusual the ratio of comments to likes is on the platform.") {
                .number($0.commentLikeZ)
            },
            TableColumn("largest_jump", "fraction", "Largest gain of followers within a week.") {
                .number($0.largestJump)
            },
        ])

    static let flags = TableDefinition<FlagRow>(
        file: "flags.csv", about: "How many creators of a tier carry a flag. Heuristics: nobody is left out for one.",
        columns: [
            TableColumn("tier", "name", "Tier.") { .text($0.tier) },
            TableColumn("flag", "name", "The flag, or `any`.") { .text($0.flag) },
            TableColumn("assessed", "creators", "Creators for whom the flag could be computed.") { .whole($0.assessed) },
            TableColumn("flagged", "creators", "Creators that carry it.") { .whole($0.flagged) },
        ])

    static let style = TableDefinition<StyleRow>(
        file: "style.csv",
        about: "Engagement rate over followers by how a post was made, within a tier: a level against all other posts.",
        columns: [
            TableColumn("tier", "name", "Tier.") { .text($0.tier) },
            TableColumn(
                "dimension", "name", "`post_type`, `sponsored`, `caption_length` or `posting_frequency`."
            ) { .text($0.dimension) },
            TableColumn(
                "level", "name", "A word, `0` or `1`, or a quarter of the posts, `q1` (shortest, rarest) to `q4`."
            ) { .text($0.level) },
            TableColumn("posts", "posts", "Posts of the level.") { .whole($0.posts) },
            TableColumn("creators", "creators", "Creators with such a post.") { .whole($0.creators) },
            TableColumn("value", "fraction", "Typical rate of those creators.") { .number($0.value) },
            TableColumn("ci_low", "fraction", "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", "fraction", "Upper limit of the interval.") { .number($0.high) },
            TableColumn("ratio", "ratio", "To the typical rate of the tier's other posts.") { .number($0.ratio) },
            TableColumn("ratio_low", "ratio", "Lower limit of the ratio.") { .number($0.ratioLow) },
            TableColumn("ratio_high", "ratio", "Upper limit of the ratio.") { .number($0.ratioHigh) },
            TableColumn("p", "probability", "Two-sided p, not adjusted.") { .number($0.p) },
            TableColumn("p_adjusted", "probability", "p after Benjamini and Hochberg over all rows.") {
                .number($0.pAdjusted)
            },
        ])

    static let associations = TableDefinition<AssociationRow>(
        file: "associations.csv", about: "How a creator's property goes with what the creator returned, over creators.",
        columns: [
            TableColumn("property", "name", "`audience_overlap` or `brand_alignment`.") { .text($0.property) },
            TableColumn("outcome", "name", "`roas`.") { .text($0.outcome) },
            TableColumn("creators", "creators", "Creators with both.") { .whole($0.creators) },
            TableColumn("rho", "correlation", "Spearman's rank correlation, −1 to 1.") { .number($0.rho) },
            TableColumn("p", "probability", "Two-sided p by permutation of creators.") { .number($0.p) },
        ])
}
