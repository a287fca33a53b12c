internal import SocialData
internal import TextValues

/// Rows of one entity in memory, column by column.
///
/// Every cell is a number of 64 bits: a count, 1/10,000 of an amount, seconds since 1970, days since 1970-01-01, 0 or 1; of a text,
/// where it stands in `bytes`. So rows are picked, ordered and joined without touching a text. A missing value has no number; a
/// missing text is empty.
package struct StageRows: Sendable {
    /// Fixed for the life of the value; columns are named by their places in it.
    package let schema: StageSchema
    /// Rows that are complete.
    package private(set) var count = 0
    /// All texts, in no order that means anything.
    package private(set) var bytes: [UInt8] = []
    /// By the schema's columns.
    private var columns: [StageColumn]

    package init(_ schema: StageSchema) {
        self.schema = schema
        columns = schema.columns.map { StageColumn(isText: !$0.type.isNumber) }
    }

    package var isEmpty: Bool { count == 0 }
    /// Numbers of the rows.
    package var indices: Range<Int> { 0..<count }

    /// Memory of the cells and texts.
    package var byteCount: Int { bytes.count + columns.reduce(0) { $0 + 8 * $1.cells.count } }

    /// Forgets all rows and keeps the memory.
    package mutating func removeAll() {
        count = 0
        bytes.removeAll(keepingCapacity: true)
        for index in columns.indices {
            columns[index].cells.removeAll(keepingCapacity: true)
            columns[index].isRead = true
        }
    }

    // MARK: one value

    /// The value of a column of numbers; nil where it is missing.
    @inline(__always)
    package func number(_ row: Int, _ column: Int) -> Int64? {
        precondition(!columns[column].isText, "a text is no number")
        let cell = columns[column][row]
        return cell == StageColumn.missingNumber ? nil : cell
    }

    /// The value of a column of flags; nil where it is missing.
    @inline(__always)
    package func flag(_ row: Int, _ column: Int) -> Bool? { number(row, column).map { $0 != 0 } }

    /// Where the text of a row stands in `bytes`; empty where it is missing.
    @inline(__always)
    package func range(_ row: Int, _ column: Int) -> Range<Int> { StageColumn.range(place(row, column)) }

    @inline(__always)
    private func place(_ row: Int, _ column: Int) -> Int64 {
        precondition(columns[column].isText, "a number has no text")
        return columns[column][row]
    }

    /// Traps where the column was not read.
    @inline(__always)
    package func isMissing(_ row: Int, _ column: Int) -> Bool { columns[column].isMissing(row) }

    /// A value in its canonical spelling: for messages, not for loops.
    package func text(_ row: Int, _ column: Int) -> String { String(decoding: spelling(row, column), as: UTF8.self) }

    /// Appends a value in its canonical spelling, a number as text too; nothing where it is missing.
    package func appendSpelling(_ row: Int, _ column: Int, to output: inout [UInt8]) {
        guard !isMissing(row, column) else { return }
        if columns[column].isText {
            output.append(contentsOf: bytes[range(row, column)])
        } else {
            Canonical.append(columns[column][row], as: schema.columns[column].type, to: &output)
        }
    }

    /// The same as bytes: for messages and comparisons, not for loops.
    package func spelling(_ row: Int, _ column: Int) -> [UInt8] {
        var text: [UInt8] = []
        appendSpelling(row, column, to: &text)
        return text
    }

    /// Whether two rows have the same value, of another table too if its columns are these.
    package func isSame(_ column: Int, _ row: Int, _ other: StageRows, _ otherRow: Int) -> Bool {
        let (left, right) = (columns[column][row], other.columns[column][otherRow])
        guard columns[column].isText else { return left == right }
        let (one, two) = (StageColumn.range(left), StageColumn.range(right))
        return one.count == two.count && compareBytes(bytes.span.extracting(one), other.bytes.span.extracting(two)) == 0
    }

    /// The order of two rows by the bytes of a value's spelling, a missing one first: negative, 0 or positive.
    package func compare(_ column: Int, _ row: Int, _ other: Int) -> Int {
        let (left, right) = (columns[column][row], columns[column][other])
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
            return compareBytes(texts.extracting(StageColumn.range(left)), texts.extracting(StageColumn.range(right)))
        }
    }

    // MARK: new rows, value by value

    /// Gives the next row, whose other columns get their values too before `endRow`, a value.
    package mutating func append(number: Int64?, to column: Int) {
        precondition(number != StageColumn.missingNumber && !columns[column].isText, "a number for a column of numbers")
        columns[column].append(number ?? StageColumn.missingNumber, after: count)
    }

    /// Appends to the row in the making; an empty text is a missing value.
    package mutating func append(text: Span<UInt8>, to column: Int) {
        let start = bytes.count
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        append(place: StageColumn.place(start, text.count), to: column)
    }

    /// Appends no value, of numbers and texts alike.
    package mutating func appendMissing(to column: Int) {
        columns[column].append(columns[column].missing, after: count)
    }

    /// Appends as a text what is appended to `bytes`.
    package mutating func append(to column: Int, _ spell: (inout [UInt8]) -> Void) {
        let start = bytes.count
        spell(&bytes)
        append(place: StageColumn.place(start, bytes.count - start), to: column)
    }

    private mutating func append(place: Int64, to column: Int) {
        precondition(columns[column].isText, "a text for a column of texts")
        columns[column].append(place & StageColumn.lengthMask == 0 ? StageColumn.missingText : place, after: count)
    }

    /// Appends one value of a row of another table.
    package mutating func appendCell(_ column: Int, _ row: Int, of other: StageRows) {
        let cell = other.columns[column][row]
        guard columns[column].isText else { return columns[column].append(cell, after: count) }
        let range = StageColumn.range(cell)
        let start = bytes.count
        bytes.append(contentsOf: other.bytes[range])
        append(place: StageColumn.place(start, range.count), to: column)
    }

    /// Ends a row: every column has a value for it now.
    package mutating func endRow() { endRows(1) }

    /// As many rows as columns were given, all at once.
    package mutating func endRows(_ rows: Int) {
        count += rows
        assert(columns.allSatisfy { $0.cells.isEmpty || $0.cells.count == count }, "a row has one value per column")
    }

    /// Appends a row of another table of the same columns.
    package mutating func append(_ row: Int, of other: StageRows) {
        for column in columns.indices { appendCell(column, row, of: other) }
        endRow()
    }

    /// Appends a row of this table once more; its texts are not copied.
    package mutating func appendCopy(of row: Int) {
        for column in columns.indices { columns[column].append(columns[column][row], after: count) }
        endRow()
    }

    /// Replaces one value by a text.
    package mutating func set(_ row: Int, _ column: Int, text: Span<UInt8>) {
        precondition(columns[column].isText, "a text for a column of texts")
        columns[column].set(row, text.isEmpty ? StageColumn.missingText : StageColumn.place(bytes.count, text.count), of: count)
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    /// Replaces one value by what is appended to `bytes`.
    package mutating func set(_ row: Int, _ column: Int, _ spell: (inout [UInt8]) -> Void) {
        precondition(columns[column].isText, "a text for a column of texts")
        let start = bytes.count
        spell(&bytes)
        let isMissing = bytes.count == start
        columns[column].set(row, isMissing ? StageColumn.missingText : StageColumn.place(start, bytes.count - start), of: count)
    }

    /// Replaces one value by a number, nil by none.
    package mutating func set(_ row: Int, _ column: Int, number: Int64?) {
        precondition(!columns[column].isText && number != StageColumn.missingNumber, "a number for a column of numbers")
        columns[column].set(row, number ?? StageColumn.missingNumber, of: count)
    }

    /// Takes one value away.
    package mutating func clear(_ row: Int, _ column: Int) { columns[column].set(row, columns[column].missing, of: count) }

    // MARK: new rows, column by column

    /// Appends the values of a column, `isPresent` by row; 0 stands where one is missing.
    package mutating func append(numbers: [Int64], isPresent: [Bool], to column: Int) {
        precondition(numbers.count == isPresent.count, "columns of one length")
        guard isPresent.contains(true) else { return columns[column].append(missing: numbers.count) }
        columns[column].materialize(count)
        let start = columns[column].cells.count
        columns[column].cells.append(contentsOf: numbers)
        for row in isPresent.indices {
            if !isPresent[row] {
                columns[column].cells[start + row] = StageColumn.missingNumber
            } else {
                precondition(numbers[row] != StageColumn.missingNumber, "a number that stands for none")
            }
        }
    }

    /// Appends the texts of a column, end to end, and where each of them ends.
    package mutating func append(texts: [UInt8], ends: [Int], to column: Int) {
        guard !texts.isEmpty else { return columns[column].append(missing: ends.count) }
        let base = bytes.count
        bytes.append(contentsOf: texts)
        var start = 0
        columns[column].materialize(count)
        columns[column].cells.append(addingCapacity: ends.count) { cells in
            for end in ends {
                cells.append(end == start ? StageColumn.missingText : StageColumn.place(base + start, end - start))
                start = end
            }
        }
    }

    /// Appends one text as many times as there are rows.
    package mutating func append(repeating text: [UInt8], count rows: Int, to column: Int) {
        guard !text.isEmpty else { return columns[column].append(missing: rows) }
        let place = StageColumn.place(bytes.count, text.count)
        bytes.append(contentsOf: text)
        columns[column].materialize(count)
        columns[column].cells.append(contentsOf: repeatElement(place, count: rows))
    }

    /// Appends some rows of another table of the same columns, copying their texts.
    package mutating func append(_ rows: Span<UInt32>, of other: StageRows) {
        for column in columns.indices {
            if columns[column].isText {
                columns[column].append(texts: rows, of: other.columns[column], other.bytes, to: &bytes, after: count)
            } else {
                columns[column].append(rows, of: other.columns[column], after: count)
            }
        }
        count += rows.count
    }

    /// Appends a run of rows of another table of the same columns, copying their texts.
    package mutating func append(_ rows: Range<Int>, of other: StageRows) {
        for column in columns.indices {
            if columns[column].isText {
                columns[column].append(texts: rows, of: other.columns[column], other.bytes, to: &bytes, after: count)
            } else {
                columns[column].append(rows, of: other.columns[column], after: count)
            }
        }
        count += rows.count
    }

    /// Appends some rows of a table that has the first of these columns, without the texts: `takeTexts` brings them. In the other
    /// columns the rows have no values yet.
    package mutating func appendCells(_ rows: Span<UInt32>, of other: StageRows, columns range: Range<Int>) {
        for column in columns.indices {
            if range.contains(column) {
                columns[column].append(rows, of: other.columns[column], after: count)
            } else {
                columns[column].append(missing: rows.count)
            }
        }
        count += rows.count
    }

    /// Takes over all texts of another table, which has none left: its cells, appended by `appendCells`, are right then.
    package mutating func takeTexts(of other: inout StageRows) {
        precondition(bytes.isEmpty, "texts that cells point at cannot be exchanged")
        swap(&bytes, &other.bytes)
    }

    // MARK: reading and writing

    /// A column, with as many cells as there are rows or none.
    func column(_ column: Int) -> StageColumn { columns[column] }

    /// Rows that room is made for before they are seen: most of those that are expected may be rid of on the way.
    private static let mostRoom = 1 << 17

    /// Adds the columns of a row group; `texts` are those that their places count in. The others are not there.
    ///
    /// - Parameter expecting: as of `StageFile.read`.
    mutating func append(_ group: [(column: Int, values: StageColumn)], texts: [UInt8], rows: Int, expecting: Int) {
        let base = Int64(bytes.count) << StageColumn.lengthBits
        // A group that stays alone is taken as it is; of many, each is copied to where there is room for all.
        let isOneOfMany = expecting > rows
        let room = min(expecting, Self.mostRoom)
        if bytes.isEmpty, !isOneOfMany {
            bytes = texts
        } else {
            if bytes.isEmpty { bytes.reserveCapacity(texts.count / max(1, rows) * room) }
            bytes.append(contentsOf: texts)
        }
        if group.count < columns.count {
            var wanted = [Bool](repeating: false, count: columns.count)
            for (column, _) in group { wanted[column] = true }
            for column in columns.indices where !wanted[column] { columns[column].isRead = false }
        }
        for (column, values) in group {
            precondition(values.cells.isEmpty || values.cells.count == rows, "columns of one length")
            if values.cells.isEmpty {
                columns[column].append(missing: rows)
            } else if columns[column].cells.isEmpty, count == 0, !isOneOfMany {
                columns[column].cells = values.cells
                if base > 0, values.isText { columns[column].movePlaces(from: 0, by: base) }
            } else {
                if columns[column].cells.isEmpty { columns[column].cells.reserveCapacity(room) }
                columns[column].materialize(count)
                columns[column].cells.append(contentsOf: values.cells)
                if base > 0, values.isText { columns[column].movePlaces(from: count, by: base) }
            }
        }
        count += rows
    }
}
