internal import SocialData
internal import TextValues

/// Rows of one entity in memory, column by column.
///
/// Every cell is a number of 64 bits: a count, 1/10,000 of an amount, seconds since 1970, days since 1970-01-01, 0 or 1; of a text,
/// where it stands in `bytes`. So rows are picked, ordered and joined without touching a text. A missing value has no number; a
/// missing text is empty.
package struct StageRows: Sendable {
    package let schema: StageSchema
    package private(set) var count = 0
    /// All texts, in no order that means anything.
    package private(set) var bytes: [UInt8] = []
    /// By the schema's columns; one that was not read has no cells.
    private var columns: [StageColumn]

    package init(_ schema: StageSchema) {
        self.schema = schema
        columns = schema.columns.map { StageColumn(isText: !$0.type.isNumber) }
    }

    package var isEmpty: Bool { count == 0 }
    package var indices: Range<Int> { 0..<count }

    /// Memory of the cells and texts.
    package var byteCount: Int { bytes.count + columns.reduce(0) { $0 + 8 * $1.cells.count } }

    /// Forgets all rows and keeps the memory.
    package mutating func removeAll() {
        count = 0
        bytes.removeAll(keepingCapacity: true)
        for index in columns.indices { columns[index].cells.removeAll(keepingCapacity: true) }
    }

    // MARK: one value

    /// The value of a column of numbers; nil where it is missing.
    @inline(__always)
    package func number(_ row: Int, _ column: Int) -> Int64? {
        precondition(!columns[column].isText, "a text is no number")
        let cell = columns[column].cells[row]
        return cell == StageColumn.missing ? nil : cell
    }

    /// The value of a column of flags; nil where it is missing.
    @inline(__always)
    package func flag(_ row: Int, _ column: Int) -> Bool? {
        let cell = columns[column].cells[row]
        return cell == StageColumn.missing ? nil : cell != 0
    }

    /// Where the text of a row stands in `bytes`; empty where it is missing.
    @inline(__always)
    package func range(_ row: Int, _ column: Int) -> Range<Int> {
        precondition(columns[column].isText, "a number has no text")
        return StageColumn.range(columns[column].cells[row])
    }

    /// What tells texts apart that were read from one dictionary: two rows of one column with equal numbers have equal texts. Rows with
    /// different ones may have them too.
    @inline(__always)
    package func place(_ row: Int, _ column: Int) -> Int64 { columns[column].cells[row] }

    package func isMissing(_ row: Int, _ column: Int) -> Bool {
        columns[column].isText ? range(row, column).isEmpty : columns[column].cells[row] == StageColumn.missing
    }

    /// A text as a string: for messages, not for loops.
    package func text(_ row: Int, _ column: Int) -> String { String(decoding: spelling(row, column), as: UTF8.self) }

    /// Appends a value in its canonical spelling, a number as text too; nothing where it is missing.
    package func appendSpelling(_ row: Int, _ column: Int, to output: inout [UInt8]) {
        guard !isMissing(row, column) else { return }
        if columns[column].isText {
            output.append(contentsOf: bytes[range(row, column)])
        } else {
            Canonical.append(columns[column].cells[row], as: schema.columns[column].type, to: &output)
        }
    }

    package func spelling(_ row: Int, _ column: Int) -> [UInt8] {
        var text: [UInt8] = []
        appendSpelling(row, column, to: &text)
        return text
    }

    /// Whether two rows have the same value, of another table too if its columns are these.
    package func isSame(_ column: Int, _ row: Int, _ other: StageRows, _ otherRow: Int) -> Bool {
        guard columns[column].isText else { return columns[column].cells[row] == other.columns[column].cells[otherRow] }
        let (left, right) = (range(row, column), other.range(otherRow, column))
        guard left.count == right.count else { return false }
        return bytes[left].elementsEqual(other.bytes[right])
    }

    /// The order of two rows by the bytes of a value's spelling, a missing one first: negative, 0 or positive.
    package func compare(_ column: Int, _ row: Int, _ other: Int) -> Int {
        let (left, right) = (columns[column].cells[row], columns[column].cells[other])
        guard left != right else { return 0 }
        switch schema.columns[column].type {
        case .instant, .day, .flag:
            // Their spelling ascends with them.
            return left < right ? -1 : 1
        case .count, .money:
            let (one, two) = (spelling(row, column), spelling(other, column))
            return compareBytes(one.span, two.span)
        case .text, .identifier, .handle, .word, .currency, .list, .decimal:
            let texts = bytes.span
            return compareBytes(texts.extracting(range(row, column)), texts.extracting(range(other, column)))
        }
    }

    // MARK: new rows

    /// Begins a row: a value for each column follows.
    package mutating func append(number: Int64?, to column: Int) {
        precondition(number != StageColumn.missing, "a number that stands for none")
        columns[column].cells.append(number ?? StageColumn.missing)
    }

    package mutating func appendMissing(to column: Int) {
        columns[column].cells.append(columns[column].isText ? StageColumn.place(0, 0) : StageColumn.missing)
    }

    package mutating func append(text: Span<UInt8>, to column: Int) {
        let start = bytes.count
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        columns[column].cells.append(StageColumn.place(start, text.count))
    }

    /// Appends what was appended to `bytes` last as the text of a row.
    package mutating func append(to column: Int, _ spell: (inout [UInt8]) -> Void) {
        let start = bytes.count
        spell(&bytes)
        columns[column].cells.append(StageColumn.place(start, bytes.count - start))
    }

    /// Appends a text that stands in `bytes` already.
    package mutating func append(place: Int64, to column: Int) { columns[column].cells.append(place) }

    /// Ends a row: every column has a value for it now.
    package mutating func endRow() {
        count += 1
        assert(columns.allSatisfy { $0.cells.count == count }, "a row has one value per column")
    }

    /// As many rows as columns were given, all at once.
    package mutating func endRows(_ rows: Int) {
        count += rows
        precondition(columns.allSatisfy { $0.cells.count == count }, "columns of one length")
    }

    /// Appends a row of values in canonical spelling, which traps where one is not: for what is not read from files.
    package mutating func append(spelled values: [String]) {
        precondition(values.count == columns.count, "a row has one value per column")
        for (column, value) in values.enumerated() {
            let text = Array(value.utf8)
            if columns[column].isText {
                append(text: text.span, to: column)
            } else if text.isEmpty {
                append(number: nil, to: column)
            } else {
                guard let number = Canonical.number(text.span, as: schema.columns[column].type) else {
                    preconditionFailure("\(value) is no value of \(schema.columns[column].name)")
                }
                append(number: number, to: column)
            }
        }
        endRow()
    }

    /// Appends the values of a column, `isPresent` by row; 0 stands where one is missing.
    package mutating func append(numbers: [Int64], isPresent: [Bool], to column: Int) {
        precondition(numbers.count == isPresent.count, "columns of one length")
        let start = columns[column].cells.count
        columns[column].cells.append(contentsOf: numbers)
        for row in isPresent.indices {
            if !isPresent[row] {
                columns[column].cells[start + row] = StageColumn.missing
            } else {
                precondition(numbers[row] != StageColumn.missing, "a number that stands for none")
            }
        }
    }

    /// Appends the texts of a column, end to end, and where each of them ends.
    package mutating func append(texts: [UInt8], ends: [Int], to column: Int) {
        let base = bytes.count
        bytes.append(contentsOf: texts)
        var start = 0
        columns[column].cells.reserveCapacity(columns[column].cells.count + ends.count)
        for end in ends {
            columns[column].cells.append(StageColumn.place(base + start, end - start))
            start = end
        }
    }

    /// Appends one value as many times as there are rows.
    package mutating func append(repeating text: [UInt8], count: Int, to column: Int) {
        let place = StageColumn.place(bytes.count, text.count)
        bytes.append(contentsOf: text)
        columns[column].cells.append(contentsOf: repeatElement(place, count: count))
    }

    /// Appends a row of another table whose first columns are these, all of them.
    package mutating func append(_ row: Int, of other: StageRows) {
        for column in columns.indices { appendCell(column, row, of: other) }
        endRow()
    }

    /// Appends one value of a row of another table.
    package mutating func appendCell(_ column: Int, _ row: Int, of other: StageRows) {
        let cell = other.columns[column].cells[row]
        guard columns[column].isText else { return columns[column].cells.append(cell) }
        let range = StageColumn.range(cell)
        columns[column].cells.append(StageColumn.place(bytes.count, range.count))
        bytes.append(contentsOf: other.bytes[range])
    }

    /// Replaces one value by a text.
    package mutating func set(_ row: Int, _ column: Int, text: Span<UInt8>) {
        columns[column].cells[row] = StageColumn.place(bytes.count, text.count)
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Replaces one value by a number.
    package mutating func set(_ row: Int, _ column: Int, number: Int64) {
        precondition(!columns[column].isText && number != StageColumn.missing, "a number for a column of numbers")
        columns[column].cells[row] = number
    }

    /// Takes one value away.
    package mutating func clear(_ row: Int, _ column: Int) {
        columns[column].cells[row] = columns[column].isText ? StageColumn.place(0, 0) : StageColumn.missing
    }

    /// Appends some rows of another table of the same columns, copying their texts.
    package mutating func append(_ rows: Span<UInt32>, of other: StageRows) {
        for column in columns.indices {
            if columns[column].isText {
                columns[column].append(texts: rows, of: other.columns[column], other.bytes, to: &bytes)
            } else {
                columns[column].append(numbers: rows, of: other.columns[column])
            }
        }
        count += rows.count
    }

    /// Appends a run of rows of another table of the same columns, copying their texts.
    package mutating func append(_ rows: Range<Int>, of other: StageRows) {
        for column in columns.indices {
            if columns[column].isText {
                columns[column].append(texts: rows, of: other.columns[column], other.bytes, to: &bytes)
            } else {
                columns[column].cells.append(contentsOf: other.columns[column].cells[rows])
            }
        }
        count += rows.count
    }

    /// Appends the first columns of some rows of a table, without the texts: `takeTexts` brings them. The other columns are still to
    /// be given, and `endRow` or `endRows` to be called.
    package mutating func appendCells(_ rows: Span<UInt32>, of other: StageRows, columns range: Range<Int>) {
        for column in range { columns[column].append(numbers: rows, of: other.columns[column]) }
    }

    /// Takes over all texts of another table, which has none left: its cells, appended by `appendCells`, are right then.
    package mutating func takeTexts(of other: inout StageRows) {
        precondition(bytes.isEmpty, "texts that cells point at cannot be exchanged")
        swap(&bytes, &other.bytes)
    }

    // MARK: reading and writing

    /// The cells of a column, with their texts.
    func column(_ column: Int) -> StageColumn { columns[column] }

    /// Adds the columns of a row group; `texts` are those that their places count in.
    mutating func append(_ group: [(column: Int, values: StageColumn)], texts: [UInt8], rows: Int) {
        let base = Int64(bytes.count) << StageColumn.lengthBits
        if bytes.isEmpty { bytes = texts } else { bytes.append(contentsOf: texts) }
        for (column, values) in group {
            precondition(values.cells.count == rows, "columns of one length")
            if columns[column].cells.isEmpty, base == 0 {
                columns[column].cells = values.cells
            } else if values.isText {
                columns[column].cells.append(contentsOf: values.cells.lazy.map { $0 + base })
            } else {
                columns[column].cells.append(contentsOf: values.cells)
            }
        }
        count += rows
    }
}

/// The cells of one column.
struct StageColumn: Sendable {
    /// Stands where a number is missing.
    static let missing = Int64.min
    /// A text's place: where it begins, and in the lowest bits how long it is. No cell of an export is as long as that.
    static let lengthBits: Int64 = 24

    let isText: Bool
    var cells: [Int64] = []

    init(isText: Bool) { self.isText = isText }

    @inline(__always)
    static func place(_ start: Int, _ length: Int) -> Int64 {
        precondition(length < 1 << lengthBits && start < 1 << (63 - lengthBits), "a text that has no place")
        return Int64(start) << lengthBits | Int64(length)
    }

    @inline(__always)
    static func range(_ place: Int64) -> Range<Int> {
        let start = Int(place >> lengthBits)
        return start..<start + Int(place & (1 << lengthBits - 1))
    }

    mutating func append(numbers rows: Span<UInt32>, of other: StageColumn) {
        let source = other.cells.span
        cells.append(addingCapacity: rows.count) { target in
            for index in rows.indices { target.append(source[Int(rows[index])]) }
        }
    }

    mutating func append(texts rows: Span<UInt32>, of other: StageColumn, _ texts: [UInt8], to bytes: inout [UInt8]) {
        let source = other.cells.span
        var total = 0
        for index in rows.indices { total += Self.range(source[Int(rows[index])]).count }
        Self.append(rows.count, &cells, total, texts, to: &bytes) { source[Int(rows[$0])] }
    }

    mutating func append(texts rows: Range<Int>, of other: StageColumn, _ texts: [UInt8], to bytes: inout [UInt8]) {
        let source = other.cells.span
        var total = 0
        for row in rows { total += Self.range(source[row]).count }
        Self.append(rows.count, &cells, total, texts, to: &bytes) { source[rows.lowerBound + $0] }
    }

    /// Copies texts end to end and notes their new places.
    @inline(__always)
    private static func append(
        _ count: Int, _ cells: inout [Int64], _ total: Int, _ texts: [UInt8], to bytes: inout [UInt8], _ place: (Int) -> Int64
    ) {
        var start = bytes.count
        let source = texts.span
        cells.append(addingCapacity: count) { cells in
            bytes.append(addingCapacity: total) { bytes in
                for index in 0..<count {
                    let range = range(place(index))
                    cells.append(Self.place(start, range.count))
                    start += range.count
                    // Bounds are checked here, once a text.
                    bytes.append(copying: source.extracting(range))
                }
            }
        }
    }
}

extension OutputSpan where Element == UInt8 {
    @inline(__always)
    fileprivate mutating func append(copying source: Span<UInt8>) {
        precondition(source.count <= freeCapacity, "room for a text")
        unsafe withUnsafeMutableBufferPointer { (target, initialized) in
            unsafe source.withUnsafeBytes { bytes in
                guard let from = bytes.baseAddress, let to = target.baseAddress else { return }
                unsafe UnsafeMutableRawPointer(to + initialized).copyMemory(from: from, byteCount: bytes.count)
            }
            initialized += source.count
        }
    }
}
