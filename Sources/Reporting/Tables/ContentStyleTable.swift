internal import Findings

/// `style.csv`: engagement rate by how a post was made.
struct ContentStyleTable: ReportTable {
    let file = "style.csv"
    let about = "Engagement rate over followers by how a post was made, within a tier: a level against all other posts."
    let columns: [TableColumn<StyleRow>] = [
        TableColumn("tier", .name, "Tier.") { .text($0.tier) },
        TableColumn(
            "dimension", .name, "`post_type`, `sponsored`, `caption_length` or `posting_frequency`."
        ) { .text($0.dimension) },
        TableColumn(
            "level", .name, "A word, `0` or `1`, or a quarter of the posts, `q1` (shortest, rarest) to `q4`."
        ) { .text($0.level) },
        TableColumn("posts", .whole(.posts), "Posts of the level.") { .whole($0.posts) },
        TableColumn("creators", .whole(.creators), "Creators with such a post.") { .whole($0.creators) },
        TableColumn("value", .fraction, "Typical rate of those creators.") { .number($0.value) },
        TableColumn("ci_low", .fraction, "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .fraction, "Upper limit of the interval.") { .number($0.high) },
        TableColumn("ratio", .ratio, "To the typical rate of the tier's other posts.") { .number($0.ratio) },
        TableColumn("ratio_low", .ratio, "Lower limit of the ratio.") { .number($0.ratioLow) },
        TableColumn("ratio_high", .ratio, "Upper limit of the ratio.") { .number($0.ratioHigh) },
        TableColumn("p", .probability, "Two-sided p, not adjusted.") { .number($0.p) },
        TableColumn("p_adjusted", .probability, "p after Benjamini and Hochberg over all rows.") {
            .number($0.pAdjusted)
        },
    ]
    let rows: [StyleRow]

    init(_ source: TableSource) { rows = source.findings.style }
}
