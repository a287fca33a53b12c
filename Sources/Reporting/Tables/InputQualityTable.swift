internal import Findings
internal import SocialData

/// `quality.csv`: one row per input file.
struct InputQualityTable: ReportTable {
    let file = "quality.csv"
    let about = "One row per input file. Changes when the same rows come in other files."
    let columns: [TableColumn<InputSummary>] = [
        TableColumn("name", .text, "File name without its folder.") { .text($0.name) },
        TableColumn("sha256", .hexadecimal, "Hash of the file's content.") { .text($0.sha256) },
        TableColumn("bytes", .whole(.bytes), "Size of the file.") { .whole($0.bytes) },
        TableColumn("format", .name, "Export format; empty where the file was refused before one was found.") {
            .text($0.format)
        },
        TableColumn("entities", .names, "What its rows feed.") { .list($0.entities.map(\.rawValue)) },
        TableColumn("dialect", .text, "Encoding, delimiter, quote, preamble and header as read.") {
            .text($0.dialect)
        },
        TableColumn("rows", .whole(.rows), "Candidate rows: accepted + quarantined + skipped.") { .whole($0.rows) },
        TableColumn("accepted", .whole(.rows), "Rows used.") { .whole($0.accepted) },
        TableColumn("quarantined", .whole(.rows), "Rows set aside as unreadable or without an identity.") {
            .whole($0.quarantined)
        },
        TableColumn("skipped", .whole(.rows), "Rows that the format says are not rows, such as totals.") {
            .whole($0.skipped)
        },
        TableColumn("quarantined_cells", .whole(.cells), "Values set aside while their row stayed.") {
            .whole($0.quarantinedCells)
        },
        TableColumn("skip_reasons", .text, "Why rows were skipped.") { .list($0.skipReasons) },
        TableColumn("refused", .text, "Why the file was refused as a whole; empty where it was not.") {
            .optional($0.refused)
        },
        TableColumn("notes", .text, "What was noted while reading.") { .list($0.notes) },
    ]
    let rows: [InputSummary]

    init(_ source: TableSource) { rows = source.inputs }
}
