internal import Findings
internal import SocialData

/// `duplicates.csv`: rows of the same thing, of which one was kept.
struct DuplicatesTable: ReportTable {
    let file = "duplicates.csv"
    let about = "Rows of the same thing, of which one was kept."
    let columns: [TableColumn<DuplicateRow>] = [
        TableColumn("entity", .name, "What the rows are about.") { .text($0.entity) },
        TableColumn("dropped", .whole(.rows), "Rows dropped in favour of another of the same identity.") {
            .whole($0.dropped)
        },
        TableColumn("conflicts", .whole(.identities), "Identities whose rows differ in more than the time of export.") {
            .whole($0.conflicts)
        },
        TableColumn(
            "examples", .text, "The first conflicting identities; none for orders, whose numbers are personal."
        ) {
            .list(Self.shownExamples($0))
        },
    ]
    let rows: [DuplicateRow]

    init(_ source: TableSource) { rows = source.findings.duplicates }

    /// Order numbers lead to customers, so a report does not show them.
    static func shownExamples(_ row: DuplicateRow) -> [String] { row.entity == .orders ? [] : row.examples }
}
