internal import Findings

/// `losses.csv`: what files hold and no number counts, the gravest first.
struct LossesTable: ReportTable {
    let file = "losses.csv"
    let about =
        "What files hold and no number counts, the gravest first. Losses of single files change when the same rows come in other files."
    let columns: [TableColumn<Loss>] = [
        TableColumn("kind", .name, "What happened.") { .text($0.kind.rawValue) },
        TableColumn(
            "weight", .name,
            "`noted`; `important`: could change the answer; `warning`: over a limit, exit code 1; `refusal`: a file of which nothing is used, exit code 2."
        ) { .text($0.weight.name) },
        TableColumn("source", .text, "The file, or what the rows are about.") { .text($0.source) },
        TableColumn("column", .name, "The column concerned; empty where it is none.") { .text($0.column) },
        TableColumn("what", .text, "What was lost, in words.") { .text($0.what) },
        TableColumn("count", .counted(in: "unit"), "How many.") { .whole($0.count) },
        TableColumn("unit", .name, "Of what.") { .text($0.unit) },
        TableColumn("money", .money, "Money concerned as far as it is known.") { $0.money.map { .money($0) } ?? .text("") },
        TableColumn("example", .text, "A value as the file writes it, where it can be shown.") { .text($0.shownExample ?? "") },
        TableColumn("remedy", .text, "What mends it.") { .text($0.remedy) },
    ]
    let rows: [Loss]

    init(_ source: TableSource) { rows = source.losses.losses }
}
