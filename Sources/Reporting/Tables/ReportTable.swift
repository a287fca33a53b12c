internal import Findings
internal import RecordFormats

/// What a table file holds. The one list of columns makes both the CSV and its description.
protocol TableLayout: SendableMetatype {
    associatedtype Row
    /// File name in `tables/`.
    var file: String { get }
    var about: String { get }
    var columns: [TableColumn<Row>] { get }
    /// What rows are about, in a table that names it in a column.
    var items: [TableDescription.Column] { get }
}

/// A table that the findings fill.
protocol ReportTable: TableLayout {
    var rows: [Row] { get }

    init(_ source: TableSource)
}

extension ReportTable {
    var table: Table { Table(file: file, csv: header + csv(rows)) }
}

/// RFC 4180 with line feeds, one header line, `.` as decimal point, empty for null.
extension TableLayout {
    var items: [TableDescription.Column] { [] }

    var description: TableDescription {
        let columns = columns.map {
            TableDescription.Column(name: $0.name, unit: $0.unit, meaning: $0.meaning, words: $0.isItem ? items.map(\.name) : [])
        }
        return TableDescription(file: file, about: about, columns: columns, items: items)
    }

    var header: [UInt8] {
        var bytes: [UInt8] = []
        line(columns.map { .text($0.name) }, into: &bytes)
        return bytes
    }

    /// The rows, without the header.
    func csv(_ rows: [Row]) -> [UInt8] {
        var bytes: [UInt8] = []
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
            // Most are small, and small ones are faster.
            case .whole(let number): bytes.append(contentsOf: (Int(exactly: number)?.description ?? number.description).utf8)
            case .number(let number): bytes.append(contentsOf: Format.published(number).utf8)
            case .money(let amount): bytes.append(contentsOf: amount.amountText.utf8)
            }
        }
        bytes.append(UInt8(ascii: "\n"))
    }
}
