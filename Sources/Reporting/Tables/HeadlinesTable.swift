internal import Findings

/// `headlines.csv`: one headline question per row.
struct HeadlinesTable: ReportTable {
    let file = "headlines.csv"
    let about = "One headline question per row: its verdict, and everything that led to it."
    let columns: [TableColumn<HeadlineRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("statistic", .name, "`typical` or `pooled`.") { .text($0.statistic) },
        TableColumn("a", .name, "Tier A.") { .text($0.a) },
        TableColumn("b", .name, "Tier B.") { .text($0.b) },
        TableColumn("verdict", .text, "The tier that is higher, `no clear difference`, `no relevant difference` or `not enough data`.") {
            .text($0.verdict.description)
        },
        TableColumn("reasons", .names, "Why there is not enough data, all reasons.") { .list($0.reasons) },
        TableColumn("basis", .name, "What the verdict rests on: `adjusted` or `raw`.") { .text($0.basis) },
        TableColumn("simpson", .name, "What the mix of posts or deals does to the difference.") {
            .text($0.simpson)
        },
        TableColumn("p", .probability, "Two-sided p of the analysis that the verdict rests on.") { .number($0.p) },
        TableColumn("p_adjusted", .probability, "The same after Holm over the headline questions.") {
            .number($0.pAdjusted)
        },
        TableColumn("rung", .names, "What made a stratum of the like-for-like comparison, joined by `+`.") {
            .optional($0.rung)
        },
        TableColumn(
            "stability", .fraction, "Share of the boundaries and schemes tried, the pipeline's own among them, that have its screening verdict."
        ) { .number($0.stability) },
        TableColumn("creators_with_sales_a", .whole(.creators), "Creators of A with sales, whatever was taken back of them; money only.") {
            .optional($0.creatorsWithSalesA)
        },
        TableColumn("creators_with_sales_b", .whole(.creators), "Creators of B with sales, whatever was taken back of them; money only.") {
            .optional($0.creatorsWithSalesB)
        },
        TableColumn("notes", .names, "What to know when reading the row.") { .list($0.notes) },
    ]
    let rows: [HeadlineRow]

    init(_ source: TableSource) { rows = source.findings.headlines }
}
