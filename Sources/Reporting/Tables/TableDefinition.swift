internal import Findings
internal import RecordFormats

/// One cell of a table file.
enum TableValue: Equatable {
    case empty
    /// Text that may come from data: goes through the formula guard.
    case text(String)
    case whole(Int128)
    case number(Double?)
    /// An exact amount in 1/10,000.
    case money(ExactTotal)

    static func text(_ word: some RawRepresentable<String>) -> TableValue { .text(word.rawValue) }
    static func whole(_ value: Int) -> TableValue { .whole(Int128(value)) }
    static func whole(_ value: Int64) -> TableValue { .whole(Int128(value)) }
    static func flag(_ value: Bool) -> TableValue { .whole(value ? 1 : 0) }
    static func optional(_ value: String?) -> TableValue { value.map { .text($0) } ?? .empty }
    static func optional(_ word: (some RawRepresentable<String>)?) -> TableValue { optional(word?.rawValue) }
    static func list(_ words: [some RawRepresentable<String>]) -> TableValue { list(words.map(\.rawValue)) }
    static func list(_ values: [String]) -> TableValue { .text(values.joined(separator: "; ")) }
}

/// One column: what it is called and means, in which unit, and its value in a row.
struct TableColumn<Row>: Sendable {
    let name: String
    let unit: String
    let meaning: String
    let value: @Sendable (Row) -> TableValue

    init(_ name: String, _ unit: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> TableValue) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.value = value
    }
}

/// A table file: the one list of its columns makes both the CSV and its description.
struct TableDefinition<Row>: Sendable {
    /// File name in `tables/`.
    let file: String
    let about: String
    let columns: [TableColumn<Row>]

    var description: TableDescription {
        TableDescription(
            file: file, about: about,
            columns: columns.map { TableDescription.Column(name: $0.name, unit: $0.unit, meaning: $0.meaning) })
    }

    func table(_ rows: [Row]) -> Table { Table(description: description, csv: csv(rows)) }

    /// RFC 4180 with line feeds, one header line, `.` as decimal point, empty for null.
    private func csv(_ rows: [Row]) -> [UInt8] {
        var bytes: [UInt8] = []
        line(columns.map { .text($0.name) }, into: &bytes)
        for row in rows { line(columns.map { $0.value(row) }, into: &bytes) }
        return bytes
    }

    private func line(_ values: [TableValue], into bytes: inout [UInt8]) {
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch value {
            case .empty: break
            case .text(let text):
                let utf8 = Array(text.utf8)
                CSVText.appendProtectedField(utf8.span, to: &bytes)
            case .whole(let number): bytes.append(contentsOf: number.description.utf8)
            case .number(let number): bytes.append(contentsOf: Format.published(number).utf8)
            case .money(let amount): bytes.append(contentsOf: amount.amountText.utf8)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}

/// What a table file holds, in words: for `tables/README.md` and for people who ask for a column.
struct TableDescription: Equatable {
    struct Column: Hashable {
        let name: String
        let unit: String
        let meaning: String
    }

    let file: String
    let about: String
    let columns: [Column]
}

/// A written table and its description.
struct Table {
    let description: TableDescription
    let csv: [UInt8]

    var file: String { description.file }

    /// `tables/README.md`: every column of every table. Descriptions are Markdown, written in this module.
    static func readme(_ tables: [Table], currency: String) -> String {
        var text = """
            # Tables

            One observation per row, in canonical order; UTF-8, RFC 4180 quoting, line feeds. The decimal point is `.`, an empty
            cell is null (not defined, not known), never 0. Rates are fractions, not percents. Money is in
            \(MarkdownText.escape(Visible.text(currency))) as exact decimal text. Other decimals have at most 12 significant digits. Lists inside a cell are
            separated by `; `.

            A text that a spreadsheet would run as a formula starts with an extra `'`; a text that starts with `'` itself has one
            more. Take one leading `'` away to get the text as it was.


            """
        for table in tables {
            text += "## \(table.file)\n\n\(table.description.about)\n\n"
            text += "| column | unit | meaning |\n| --- | --- | --- |\n"
            for column in table.description.columns {
                text += "| `\(column.name)` | \(column.unit) | \(column.meaning) |\n"
            }
            text += "\n"
        }
        return text
    }
}
