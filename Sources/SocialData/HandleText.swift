/// The handle in a text: without `@`, out of a link to the profile.
package enum HandleText {
    /// Nil where the text holds nothing, or is a link to no account we can name.
    package static func range(_ text: Span<UInt8>) -> Range<Int>? {
        for index in text.indices where text[index] == UInt8(ascii: "/") {
            if let link = PlatformLink(text) { return link.handle }
            // A link to somewhere else; a name with a slash is a name.
            if index > 0, text[index - 1] == UInt8(ascii: ":") { return nil }
            break
        }
        // A spreadsheet's guard may stand before the @.
        var start = text.count > 1 && text[0] == UInt8(ascii: "'") ? 1 : 0
        while start < text.count, text[start] == UInt8(ascii: "@") { start += 1 }
        return start < text.count ? start..<text.count : nil
    }
}
