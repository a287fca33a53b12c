/// Amounts of one column that a style would read with three decimals, although they look like thousands: `12.000` in a file whose other columns
/// have decimals behind a point.
///
/// Nobody pays a thousandth of a euro, and a program that computes some writes them as it comes: of differing length, without a zero at the end.
package struct GroupedAmounts: Sendable {
    /// The first of them for a point and for a comma.
    private var examples: [String?] = [nil, nil]
    /// Some of them end in a 0, which no number of a program has behind its point.
    private var endInZero = false
    /// Other values have one or two decimals, or four and more.
    private var hasFewDecimals = false
    private var hasManyDecimals = false

    package init() {}

    /// Adds a cell: what stands around the number is not looked at.
    package mutating func observe(_ text: Span<UInt8>) {
        var digits = 0
        var marks = 0
        var mark: UInt8 = 0
        var before = 0
        var behind = 0
        var first: UInt8 = 0
        var last: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            if Ascii.isDigit(byte) {
                if digits == 0 { first = byte }
                digits += 1
                last = byte
                if marks == 0 { before += 1 } else { behind += 1 }
            } else if digits > 0, byte == Ascii.point || byte == Ascii.comma, index + 1 < text.count, Ascii.isDigit(text[index + 1]) {
                (marks, mark) = (marks + 1, byte)
            }
        }
        guard digits > 0, marks < 2 else { return }
        if marks == 1, behind == 3, before <= 3, first != UInt8(ascii: "0") {
            let place = mark == Ascii.point ? 0 : 1
            if examples[place] == nil {
                var bytes: [UInt8] = []
                for index in text.indices.prefix(40) { bytes.append(text[index]) }
                examples[place] = String(decoding: bytes, as: UTF8.self)
            }
            endInZero = endInZero || last == UInt8(ascii: "0")
        } else {
            hasFewDecimals = hasFewDecimals || marks == 1 && (1...2).contains(behind)
            hasManyDecimals = hasManyDecimals || marks == 1 && behind > 3
        }
    }

    /// An amount that `style` reads as a fraction and that is one of thousands for all that the column shows; nil where there is none.
    package func doubt(in style: NumberStyle) -> String? {
        guard let example = examples[style.decimalMark == .point ? 0 : 1], !hasManyDecimals else { return nil }
        return !hasFewDecimals || endInZero ? example : nil
    }
}
