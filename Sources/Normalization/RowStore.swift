internal import RecordFormats

/// Rows kept in memory as text: values end to end in one arena, no object per row or field.
struct RowStore: Sendable {
    /// Values of a row.
    let columns: Int
    private(set) var bytes: [UInt8] = []
    /// Where each value ends in the arena, row by row.
    private var ends: [Int] = []

    init(columns: Int) {
        self.columns = columns
    }

    var count: Int { columns == 0 ? 0 : ends.count / columns }

    /// Copies the first `columns` values of a record.
    mutating func append(_ batch: FieldBatch, _ record: RecordSpan) {
        for column in 0..<columns {
            bytes.append(contentsOf: batch.bytes[batch.range(record, column)])
            ends.append(bytes.count)
        }
    }

    /// Appends a row of values.
    mutating func append(_ values: [[UInt8]]) {
        precondition(values.count == columns, "a row has one value per column")
        for value in values {
            bytes.append(contentsOf: value)
            ends.append(bytes.count)
        }
    }

    /// A copy of a row's values.
    func values(_ row: Int) -> [[UInt8]] { (0..<columns).map { Array(bytes[range(row, $0)]) } }

    /// Whether a record has the values of a row.
    func holds(_ batch: FieldBatch, _ record: RecordSpan, asRow row: Int) -> Bool {
        let (left, right) = (bytes.span, batch.bytes.span)
        for column in 0..<columns
        where compareBytes(left.extracting(range(row, column)), right.extracting(batch.range(record, column))) != 0 { return false }
        return true
    }

    /// Where a value stands in `bytes`.
    func range(_ row: Int, _ column: Int) -> Range<Int> {
        let index = row * columns + column
        return (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    func isEmpty(_ row: Int, _ column: Int) -> Bool { range(row, column).isEmpty }

    func text(_ row: Int, _ column: Int) -> String {
        String(decoding: bytes[range(row, column)], as: UTF8.self)
    }

    /// Appends all values of a row as CSV, without line end.
    func append(_ row: Int, to output: inout [UInt8]) {
        let values = bytes.span
        for column in 0..<columns {
            if column > 0 { output.append(UInt8(ascii: ",")) }
            CSVText.appendField(values.extracting(range(row, column)), to: &output)
        }
    }
}

/// Lexicographic order of two byte strings: negative, 0 or positive.
func compareBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
        return left[index] < right[index] ? -1 : 1
    }
    return left.count - right.count
}
