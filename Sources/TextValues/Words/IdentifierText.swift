/// Checks of ids, which are text.
package enum IdentifierText {
    /// `#NAME?`, `#VALUE!`, `#N/A`: a spreadsheet took the id for a formula. In any language the word ends in `!` or `?`.
    package static func isSpreadsheetError(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 4, text[0] == UInt8(ascii: "#") else { return false }
        let last = text[text.count - 1]
        if last == UInt8(ascii: "!") || last == UInt8(ascii: "?") { return true }
        return text.count == 4 && text[1] == UInt8(ascii: "N") && text[2] == UInt8(ascii: "/")
    }

    /// `1.78414E+16`: a spreadsheet wrote the id, and its last digits are gone.
    package static func isExponentForm(_ text: Span<UInt8>) -> Bool {
        let range = Blanks.trimmed(text)
        var digits = DecimalDigits()
        for style in [NumberStyle.plain, NumberStyle(grouping: .none, decimalMark: .comma)] {
            let scan = style.scan(text, from: range.lowerBound, to: range.upperBound, into: &digits)
            guard scan.hasDecimals, SignText.isExponent(text, at: scan.end, to: range.upperBound) else { continue }
            return (scan.end + 2..<range.upperBound).allSatisfy { Ascii.isDigit(text[$0]) }
        }
        return false
    }
}
