internal import Findings
internal import RecordFormats

/// A table file: its columns and its rows. The one list of columns makes both the CSV and its description.
protocol ReportTable: SendableMetatype {
    associatedtype Row
    /// File name in `tables/`.
    var file: String { get }
    var about: String { get }
    var columns: [TableColumn<Row>] { get }
    var rows: [Row] { get }

    init(_ source: TableSource)
}

extension ReportTable {
    var description: TableDescription {
        TableDescription(
            file: file, about: about,
            columns: columns.map { TableDescription.Column(name: $0.name, unit: $0.unit, meaning: $0.meaning) })
    }

    var table: Table { Table(description: description, csv: csv) }

    /// RFC 4180 with line feeds, one header line, `.` as decimal point, empty for null.
    private var csv: [UInt8] {
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
