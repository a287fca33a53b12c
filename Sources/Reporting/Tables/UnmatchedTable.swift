internal import Findings

/// `unmatched.csv`: what found no partner in the other files.
struct UnmatchedTable: ReportTable {
    let file = "unmatched.csv"
    let about = "What found no partner in the other files: the first place to look when a return is surprising."
    let columns: [TableColumn<UnmatchedRow>] = [
        TableColumn("kind", .name, "What is missing its partner.") { .text($0.kind) },
        TableColumn("key", .text, "The handle, code or id as it stands in the files.") { .text($0.key) },
        TableColumn("rows", .whole(.rows), "Rows concerned.") { .whole($0.rows) },
        TableColumn("money", .money, "Money concerned as far as it is known; empty where no cost is known.") {
            $0.money.map { .money($0) } ?? .text("")
        },
        TableColumn("sources", .text, "Where it appears.") { .text($0.sources) },
    ]
    let rows: [UnmatchedRow]

    init(_ source: TableSource) { rows = source.findings.unmatched }
}
