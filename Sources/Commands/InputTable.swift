internal import ByteStreams
internal import Findings

/// The books of ingest as a table: candidate rows = accepted + quarantined + skipped, for every file.
struct InputTable {
    let text: String

    init(_ inputs: [InputSummary]) {
        var rows = [["file", "format", "rows", "accepted", "quarantined", "skipped", ""]]
        for input in inputs {
            let notes = input.refused == nil ? input.skipReasons.joined(separator: "; ") : "refused"
            rows.append([
                input.name.printable, input.format.isEmpty ? "–" : input.format, grouped(input.rows), grouped(input.accepted),
                grouped(input.quarantined), grouped(input.skipped), notes,
            ])
        }
        let sum = { (value: (InputSummary) -> Int) in grouped(inputs.reduce(0) { $0 + value($1) }) }
        rows.append(["\(inputs.count) files", "", sum(\.rows), sum(\.accepted), sum(\.quarantined), sum(\.skipped), ""])
        text = Self.aligned(rows)
    }

    /// Columns two blanks apart; numbers to the right.
    static func aligned(_ rows: [[String]]) -> String {
        guard let width = rows.first?.count else { return "" }
        let widths = (0..<width).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for row in rows {
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                let isNumber = column >= 2 && column <= 5
                line += (column == 0 ? "" : "  ") + (isNumber ? padding + cell : cell + padding)
            }
            while line.hasSuffix(" ") { line.removeLast() }
            text += line + "\n"
        }
        return text
    }
}
