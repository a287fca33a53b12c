/// Which rows of a column have a value: one bit for each row, the first row lowest, set where there is one.
///
/// A column without nulls has no validity at all (nil), so loops over such columns never look at bits. Bits behind the last row are 0.
package struct Validity: Sendable, Equatable {
    /// 64 rows each.
    package private(set) var words: [UInt64]
    /// Rows.
    package private(set) var count: Int

    package init() {
        words = []
        count = 0
    }

    /// `count` rows, all with a value, or none.
    package init(repeating isPresent: Bool, count: Int) {
        self.init()
        append(isPresent, count: count)
    }

    /// Nil where every row has a value.
    package init?(_ isPresent: [Bool]) {
        if !isPresent.contains(false) { return nil }
        self.init()
        for value in isPresent { append(value, count: 1) }
    }

    /// Whether the row has a value.
    @inline(__always)
    package subscript(row: Int) -> Bool { words[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    /// Rows without a value.
    package var nullCount: Int { count - words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Rows with a value among those of a range.
    package func presentCount(_ rows: Range<Int>) -> Int {
        var total = 0
        var row = rows.lowerBound
        while row < rows.upperBound {
            let length = min(64, rows.upperBound - row)
            total += bits(at: row, count: length).nonzeroBitCount
            row += length
        }
        return total
    }

    /// Appends as many rows, all with a value or all without.
    package mutating func append(_ isPresent: Bool, count length: Int) {
        var left = length
        while left > 0 {
            let step = min(left, 64)
            append(bits: isPresent ? .max : 0, count: step)
            left -= step
        }
    }

    /// Appends `length` rows (1 to 64) by the lowest bits of a word.
    package mutating func append(bits: UInt64, count length: Int) {
        let bits = length == 64 ? bits : bits & (1 << UInt64(length) - 1)
        let used = UInt64(count & 63)
        if used == 0 {
            words.append(bits)
        } else {
            words[words.count - 1] |= bits << used
            if Int(used) + length > 64 { words.append(bits >> (64 - used)) }
        }
        count += length
    }

    /// The bits of `length` rows (1 to 64) from `row` on, as the lowest bits of a word.
    package func bits(at row: Int, count length: Int) -> UInt64 {
        let shift = UInt64(row & 63)
        var bits = words[row >> 6] >> shift
        if shift != 0 && Int(shift) + length > 64 { bits |= words[row >> 6 + 1] << (64 - shift) }
        return length == 64 ? bits : bits & (1 << UInt64(length) - 1)
    }
}

/// Collects the rows of a chunk page by page and makes a mask at the first null only.
struct ValidityBuilder {
    private(set) var count = 0
    private(set) var validity: Validity?

    mutating func append(_ isPresent: Bool, count length: Int) {
        if !isPresent && validity == nil && length > 0 { validity = Validity(repeating: true, count: count) }
        validity?.append(isPresent, count: length)
        count += length
    }

    mutating func append(bits: UInt64, count length: Int) {
        let all: UInt64 = length == 64 ? .max : 1 << UInt64(length) - 1
        if bits & all != all && validity == nil { validity = Validity(repeating: true, count: count) }
        validity?.append(bits: bits, count: length)
        count += length
    }
}
