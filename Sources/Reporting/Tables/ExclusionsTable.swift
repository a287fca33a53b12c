internal import Findings

/// `exclusions.csv`: rows left out of something.
struct ExclusionsTable: ReportTable {
    let file = "exclusions.csv"
    let about = "Rows left out of something, counted by reason, tier and metric."
    let columns: [TableColumn<ExclusionRow>] = [
        TableColumn("unit", .name, "`posts`, `deals` or `orders`.") { .text($0.unit) },
        TableColumn("tier", .name, "Tier, or `unknown`.") { .text($0.tier) },
        TableColumn("metric", .name, "The metric the rows are missing from; empty where none uses them.") {
            .text($0.metric)
        },
        TableColumn("reason", .name, "The first reason that applies.") { .text($0.reason) },
        TableColumn("rows", .counted(in: "unit"), "How many.") { .whole($0.rows) },
    ]
    let rows: [ExclusionRow]

    init(_ source: TableSource) { rows = source.findings.exclusions }
}
