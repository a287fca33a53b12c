internal import TextValues

/// A whole number as spreadsheets show it, with one separator between groups of three digits: `5,500,000,000,001`, `1 001`, also
/// with zeros behind a decimal sign.
enum GroupedDigits {
    /// Whether a text is such a number and hardly anything else: ids of several parts have dots, too.
    static func matches(_ text: Span<UInt8>) -> Bool {
        var position = 0
        let first = digits(text, &position)
        guard (1...3).contains(first), text[0] != UInt8(ascii: "0"), let separator = separator(text, position) else { return false }
        var groups = 0
        while position + separator.count < text.count, (0..<separator.count).allSatisfy({ text[position + $0] == text[separator.lowerBound + $0] }) {
            var end = position + separator.count
            guard digits(text, &end) == 3 else { break }
            position = end
            groups += 1
        }
        let isDotted = text[separator.lowerBound] == UInt8(ascii: ".")
        guard groups > (isDotted ? 1 : 0) else { return false }
        guard position < text.count else { return true }
        guard [UInt8(ascii: "."), UInt8(ascii: ",")].contains(text[position]), text[position] != text[separator.lowerBound], position + 1 < text.count else { return false }
        return (position + 1..<text.count).allSatisfy { text[$0] == UInt8(ascii: "0") }
    }

    /// Passes over digits.
    private static func digits(_ text: Span<UInt8>, _ position: inout Int) -> Int {
        let start = position
        while position < text.count, Ascii.isDigit(text[position]) { position += 1 }
        return position - start
    }

    /// Blanks are written with and without a ban on breaking the line there.
    private static let separators = [",", ".", "'", "’", " ", "\u{A0}", "\u{202F}"].map { Array($0.utf8) }

    private static func separator(_ text: Span<UInt8>, _ position: Int) -> Range<Int>? {
        for separator in separators where position + separator.count <= text.count {
            if separator.indices.allSatisfy({ text[position + $0] == separator[$0] }) { return position..<position + separator.count }
        }
        return nil
    }
}
