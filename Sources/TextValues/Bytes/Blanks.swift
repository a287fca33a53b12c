/// Blanks around values: ASCII white space and the Unicode spaces that spreadsheets and web pages leave behind.
package enum Blanks {
    /// The part of a text between its surrounding blanks.
    package static func trimmed(_ text: Span<UInt8>) -> Range<Int> {
        var start = 0
        var end = text.count
        while start < end, case let length = leadingLength(text, at: start, end: end), length > 0 { start += length }
        while start < end, case let length = trailingLength(text, start: start, end: end), length > 0 { end -= length }
        return start..<end
    }

    /// Length of the blank that begins at a position; 0 where none does.
    ///
    /// Two and three bytes: U+00A0; U+2000 … U+200A, U+202F, U+205F, U+3000, U+FEFF.
    static func leadingLength(_ text: Span<UInt8>, at index: Int, end: Int) -> Int {
        let byte = text[index]
        if byte == Ascii.space || (byte >= Ascii.tab && byte <= 0x0D) { return 1 }
        guard byte >= 0xC2 else { return 0 }
        if byte == 0xC2 { return index + 1 < end && text[index + 1] == 0xA0 ? 2 : 0 }
        guard index + 2 < end else { return 0 }
        return isWide(byte, text[index + 1], text[index + 2]) ? 3 : 0
    }

    private static func trailingLength(_ text: Span<UInt8>, start: Int, end: Int) -> Int {
        let byte = text[end - 1]
        if byte == Ascii.space || (byte >= Ascii.tab && byte <= 0x0D) { return 1 }
        guard byte >= 0x80 else { return 0 }
        if byte == 0xA0, end - start >= 2, text[end - 2] == 0xC2 { return 2 }
        guard end - start >= 3 else { return 0 }
        return isWide(text[end - 3], text[end - 2], byte) ? 3 : 0
    }

    private static func isWide(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second) {
        case (0xE2, 0x80): (0x80...0x8A).contains(third) || third == 0xAF
        case (0xE2, 0x81): third == 0x9F
        case (0xE3, 0x80): third == 0x80
        case (0xEF, 0xBB): third == 0xBF
        default: false
        }
    }
}
