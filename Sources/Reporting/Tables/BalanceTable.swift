internal import Findings

/// `balance.csv`: how alike the compared tiers are in each covariate.
struct BalanceTable: ReportTable {
    let file = "balance.csv"
    let about =
        "How alike the compared tiers are in each thing that tells posts or deals apart, one question and one of them per row."
    let columns: [TableColumn<BalanceRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("a", .name, "Tier A.") { .text($0.a) },
        TableColumn("b", .name, "Tier B.") { .text($0.b) },
        TableColumn("covariate", .name, "`platform`, `niche`, `post_type`, `sponsored` or `quarter`.") { .text($0.covariate) },
        TableColumn(
            "overlap", .fraction,
            "What the tiers share: 1 where both have the same mix of levels, 0 where they have none in common. Creators weigh alike, deals by cost."
        ) { .number($0.overlap) },
        TableColumn("level_a", .text, "The level with most of A's weight.") { .optional($0.levelA) },
        TableColumn("share_a", .fraction, "Its share of A's weight.") { .number($0.shareA) },
        TableColumn("level_b", .text, "The level with most of B's weight.") { .optional($0.levelB) },
        TableColumn("share_b", .fraction, "Its share of B's weight.") { .number($0.shareB) },
        TableColumn("held_alike", .flag, "1 where the analysis that the verdict rests on compares within its levels.") {
            .flag($0.isHeldAlike)
        },
        TableColumn(
            "separated", .flag, "1 where it is not held alike and the tiers share less than half: then there is no verdict."
        ) { .flag($0.isSeparated) },
    ]
    let rows: [BalanceRow]

    init(_ source: TableSource) { rows = source.findings.balance }
}
