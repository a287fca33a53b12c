internal import TextValues

/// The handle in a text: without `@`, out of a link to the profile, behind the name.
package enum HandleText {
    /// Nil where the text holds nothing, or is a link to no account we can name.
    package static func range(_ text: Span<UInt8>) -> Range<Int>? {
        for index in text.indices where text[index] == UInt8(ascii: "/") {
            if let link = PlatformLink(text) { return link.handle }
            // A link to somewhere else; a name with a slash is a name.
            if index > 0, text[index - 1] == UInt8(ascii: ":") { return nil }
            break
        }
        if let named = behindName(text) { return named }
        // A spreadsheet's guard may stand before the @, and the slash of a link behind the name.
        var start = text.count > 1 && text[0] == UInt8(ascii: "'") ? 1 : 0
        var end = text.count
        while end > start, text[end - 1] == UInt8(ascii: "/") { end -= 1 }
        while start < end {
            let length = at(text, start)
            guard length > 0 else { break }
            start += length
        }
        return start < end ? start..<end : nil
    }

    /// Whether a text begins with an `@` and goes on with another handle behind `,` `;` `|` `/` `&` `+` or a line break, as cells of one deal
    /// with several people do. Links and names without `@` are one.
    package static func namesSeveral(_ text: Span<UInt8>) -> Bool {
        guard at(text, 0) > 0 else { return false }
        var isBehindSeparator = false
        for index in at(text, 0)..<text.count {
            if separators.contains(text[index]) {
                isBehindSeparator = true
            } else if isBehindSeparator, !isBlank(text[index]) {
                return true
            }
        }
        return false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == Ascii.space || byte == Ascii.tab || byte == UInt8(ascii: "\n") }

    private static let separators = Set(",;|/&+\n".utf8)

    /// `anna.l` of `Anna Lindt (@anna.l)` and of `Anna Lindt @anna.l`.
    private static func behindName(_ text: Span<UInt8>) -> Range<Int>? {
        guard let place = text.indices.last(where: { text[$0] == UInt8(ascii: "@") }), place > 0, at(text, 0) == 0,
            isBlank(text[place - 1]) || text[place - 1] == UInt8(ascii: "("),
            !(0..<place).contains(where: { text[$0] == UInt8(ascii: "@") })
        else { return nil }
        let end = text[text.count - 1] == UInt8(ascii: ")") ? text.count - 1 : text.count
        guard place + 1 < end, !(place + 1..<end).contains(where: { isBlank(text[$0]) }) else { return nil }
        return place + 1..<end
    }

    /// Length of an `@` at a place, of full width too; 0 where there is none.
    private static func at(_ text: Span<UInt8>, _ index: Int) -> Int {
        guard index < text.count else { return 0 }
        if text[index] == UInt8(ascii: "@") { return 1 }
        return index + 2 < text.count && text[index] == 0xEF && text[index + 1] == 0xBC && text[index + 2] == 0xA0 ? 3 : 0
    }
}
