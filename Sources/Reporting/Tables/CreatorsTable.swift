package import Findings

/// `creators.csv`: one creator in one tier per row.
struct CreatorsTable: TableLayout {
    let file = "creators.csv"
    let about = "One creator in one tier per row: totals, rates, flags, focus."
    let columns: [TableColumn<CreatorRow>] = [
        TableColumn("creator", .text, "The creator as it stands in the files: an id, or `platform:@handle`.") {
            .text($0.creator)
        },
        TableColumn("tier", .name, "Tier.") { .text($0.tier) },
        TableColumn("platforms", .names, "Platforms of the creator's posts and deals.") { .list($0.platforms) },
        TableColumn("posts", .whole(.posts), "Posts that count.") { .whole($0.posts) },
        TableColumn("mean_followers", .average(.followers), "Mean followers over the posts with known followers.") {
            .number($0.meanFollowers)
        },
        TableColumn("engagement", .whole(.count), "Likes, comments, shares and saves of those posts.") {
            $0.engagement.map { .whole($0.value) } ?? .empty
        },
        TableColumn("er_followers", .fraction, "Engagement over followers.") { .number($0.engagementRate) },
        TableColumn("comment_like_ratio", .fraction, "Comments per like.") { .number($0.commentLikeRatio) },
        TableColumn("deals", .whole(.deals), "Deals that count.") { .whole($0.deals) },
        TableColumn("cost", .money, "Cost of the deals.") { $0.cost.map { .money($0) } ?? .empty },
        TableColumn("net", .money, "Revenue after refunds.") { $0.net.map { .money($0) } ?? .empty },
        TableColumn("roas", .ratio, "Net revenue over cost. Single creators' returns hardly repeat.") { .number($0.roas) },
        TableColumn(
            "shrunk_roas", .ratio,
            "The return drawn towards the tier's, as far as single deals tell little: what to expect of the creator's next deals."
        ) { .number($0.shrunkROAS) },
        TableColumn(
            "reliability", .fraction, "Part of the creator's difference from the tier that can be expected to repeat: 0 none, 1 all."
        ) { .number($0.reliability) },
        TableColumn("why_not_shrunk", .text, "Why the two before are empty.") { .optional($0.whyNotShrunk) },
        TableColumn(
            "topic_concentration", .fraction,
            "How much the posts keep to few topics (unbiased HHI): 1 is a single topic; empty below two tagged posts."
        ) { .number($0.topicConcentration) },
        TableColumn("focus", .fraction, "1 − entropy of the topics over its largest value.") { .number($0.focus) },
        TableColumn("tagged_posts", .whole(.posts), "Posts that carry a topic.") { .whole($0.topics) },
        TableColumn("brand_alignment", .cosine, "Likeness of the creator's tags to the brand's, 0 to 1.") {
            .number($0.brandAlignment)
        },
        TableColumn("audience_overlap", .fraction, "Share of the audience that the brand looks for.") {
            .number($0.audienceOverlap)
        },
        TableColumn("flags", .names, "Things to look at; no proof of anything. Formulas stand in the report.") {
            .list($0.flags)
        },
        TableColumn("size_z", .robustZ, "How unusual the rate is for platform and followers.") {
            .number($0.sizeZ)
        },
        TableColumn("comment_like_z", .robustZ, "How unusual the ratio of comments to likes is on the platform.") {
            .number($0.commentLikeZ)
        },
        TableColumn("largest_jump", .fraction, "Largest gain of followers within a week.") {
            .number($0.largestJump)
        },
    ]
}

/// `tables/creators.csv` in parts: a header, then lines for as many rows at a time as one likes.
package enum CreatorLines {
    /// Inside the report's folder.
    package static let path = "tables/\(CreatorsTable().file)"
    /// The first line, with its line end.
    package static let header = CreatorsTable().header
    private static let table = CreatorsTable()

    /// Lines without a header; what is not finite is left empty.
    package static func csv(_ rows: [CreatorRow]) -> [UInt8] { table.csv(rows.map { $0.onlyFinite() }) }
}
