package import SocialData
internal import TextValues

/// Values of one canonical column, row by row: numbers for what is counted, weighed or dated, bytes for texts.
package struct ColumnValues: Sendable {
    /// Whether `numbers` holds the values; else `bytes` and `ends` do.
    package let areNumbers: Bool
    /// By row; 0 where a value is missing. Counts as they are, money in 1/10,000, instants in seconds since 1970, days since
    /// 1970-01-01, flags 0 or 1.
    package private(set) var numbers: [Int64] = []
    /// Texts in canonical spelling, one after another, and where each ends.
    package private(set) var bytes: [UInt8] = []
    package private(set) var ends: [Int] = []
    /// By row: whether there is a value.
    package private(set) var isPresent: [Bool] = []

    /// No rows; the type decides which of the two stores is used.
    package init(_ type: ColumnType) { areNumbers = type.isNumber }

    /// Rows, missing values included.
    package var count: Int { isPresent.count }

    /// Makes room for so many further rows.
    package mutating func reserve(_ rows: Int) {
        isPresent.reserveCapacity(count + rows)
        if areNumbers { numbers.reserveCapacity(numbers.count + rows) } else { ends.reserveCapacity(ends.count + rows) }
    }

    /// Of a column of numbers only; texts have their own.
    @inline(__always)
    package mutating func append(_ number: Int64) {
        numbers.append(number)
        isPresent.append(true)
    }

    /// Appends a text; an empty one is a missing value.
    @inline(__always)
    package mutating func append(_ text: Span<UInt8>) {
        unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        ends.append(bytes.count)
        isPresent.append(!text.isEmpty)
    }

    /// Appends a text that is made in place, without anything before it; false where nothing is made, and nothing appended.
    @inline(__always)
    mutating func appendMade(_ make: (inout [UInt8]) -> Void) -> Bool {
        let start = bytes.count
        make(&bytes)
        guard bytes.count > start else { return false }
        ends.append(bytes.count)
        isPresent.append(true)
        return true
    }

    /// Appends a text of ASCII letters in lower case.
    @inline(__always)
    mutating func append(lowercasing text: Span<UInt8>) {
        bytes.append(addingCapacity: text.count) { lower in
            for index in text.indices { lower.append(Ascii.lowercased(text[index])) }
        }
        ends.append(bytes.count)
        isPresent.append(true)
    }

    /// Puts another text in the place of the last one.
    mutating func replaceLast(_ text: [UInt8]) {
        bytes.removeSubrange(range(count - 1))
        bytes.append(contentsOf: text)
        ends[count - 1] = bytes.count
    }

    /// Appends a row without a value.
    @inline(__always)
    package mutating func appendMissing() {
        if areNumbers { numbers.append(0) } else { ends.append(bytes.count) }
        isPresent.append(false)
    }

    /// Appends missing values.
    mutating func appendMissing(_ count: Int) {
        if areNumbers {
            numbers.append(contentsOf: repeatElement(0, count: count))
        } else {
            ends.append(contentsOf: repeatElement(bytes.count, count: count))
        }
        isPresent.append(contentsOf: repeatElement(false, count: count))
    }

    /// Adds the values of later rows.
    mutating func append(_ later: ColumnValues) {
        ends += later.ends.map { $0 + bytes.count }
        bytes += later.bytes
        numbers += later.numbers
        isPresent += later.isPresent
    }

    /// Where a row's text stands in `bytes`.
    @inline(__always)
    package func range(_ row: Int) -> Range<Int> { (row == 0 ? 0 : ends[row - 1])..<ends[row] }

    /// Lends a row's text.
    @inline(__always)
    package func withText<Result>(_ row: Int, _ body: (Span<UInt8>) -> Result) -> Result { body(bytes.span.extracting(range(row))) }

    /// Continues a hash with a row's value in canonical spelling, numbers as their texts.
    func combine(_ row: Int, as type: ColumnType, into hash: inout FNV1a) {
        if areNumbers {
            var text: [UInt8] = []
            appendText(row, as: type, to: &text)
            hash.combine(text.span)
        } else {
            hash.combine(bytes.span.extracting(range(row)))
        }
    }

    /// Adds another column's text as the next row's.
    mutating func append(_ row: Int, of other: borrowing ColumnValues) { append(other.bytes.span.extracting(other.range(row))) }

    /// Appends a row's value in canonical spelling; nothing where it is missing.
    package func appendText(_ row: Int, as type: ColumnType, to output: inout [UInt8]) {
        guard isPresent[row] else { return }
        guard areNumbers else { return output.append(contentsOf: bytes[range(row)]) }
        Canonical.append(numbers[row], as: type, to: &output)
    }
}
