/// What people and tools put around an id so that a spreadsheet takes it for text: `="123"`, `'123`, and what programs for
/// texts make of the apostrophe.
package enum SpreadsheetGuard {
    /// Whether a cell that begins with this byte can have a guard.
    @inlinable
    package static func canBegin(with byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "'"), UInt8(ascii: "`"): true
        // Of the apostrophes beyond ASCII.
        case 0xC2, 0xE2, 0xEF: true
        default: false
        }
    }

    /// The part of a trimmed cell inside its guard; the whole where there is none. An apostrophe, or a bare `=`, is one before digits only:
    /// captions may begin with it.
    package static func inside(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var inner = range
        guard let first = inner.first else { return range }
        if text[first] == UInt8(ascii: "=") {
            inner = (first + 1)..<inner.upperBound
            if !inner.isEmpty, inner.allSatisfy({ Ascii.isDigit(text[$0]) }) { return inner }
            guard inner.count >= 2, text[inner.lowerBound] == quote, text[inner.upperBound - 1] == quote else { return range }
            // Doubled where whoever wrote the file quoted the cell once more than who read it.
            while inner.count >= 2, text[inner.lowerBound] == quote, text[inner.upperBound - 1] == quote {
                inner = (inner.lowerBound + 1)..<(inner.upperBound - 1)
            }
            return inner
        }
        for mark in apostrophes where inner.count > mark.count && mark.indices.allSatisfy({ text[first + $0] == mark[$0] }) {
            inner = (first + mark.count)..<inner.upperBound
            return inner.allSatisfy { Ascii.isDigit(text[$0]) } ? inner : range
        }
        return range
    }

    private static let apostrophes = ["'", "\u{2019}", "\u{2018}", "`", "\u{B4}", "\u{FF07}"].map { Array($0.utf8) }

    private static let quote = UInt8(ascii: "\"")
}
