/// What people and tools put around an id so that a spreadsheet takes it for text: `="123"`, `'123`.
package enum SpreadsheetGuard {
    /// The part of a trimmed cell inside its guard; the whole where there is none. An apostrophe is one before digits only:
    /// captions may begin with it.
    package static func inside(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var inner = range
        guard let first = inner.first else { return range }
        if text[first] == UInt8(ascii: "=") {
            inner = (first + 1)..<inner.upperBound
            guard inner.count >= 2, text[inner.lowerBound] == quote, text[inner.upperBound - 1] == quote else { return range }
            // Doubled where whoever wrote the file quoted the cell once more than who read it.
            while inner.count >= 2, text[inner.lowerBound] == quote, text[inner.upperBound - 1] == quote {
                inner = (inner.lowerBound + 1)..<(inner.upperBound - 1)
            }
            return inner
        }
        guard text[first] == Ascii.apostrophe, inner.count > 1 else { return range }
        inner = (first + 1)..<inner.upperBound
        return inner.allSatisfy { Ascii.isDigit(text[$0]) } ? inner : range
    }

    private static let quote = UInt8(ascii: "\"")
}
