internal import RecordFormats
internal import SocialData
internal import TextValues

/// What a caption tells without anybody reading it: hashtags, mentions, length. Works on UTF-8 bytes.
enum CaptionText {
    /// Appends the hashtags of `text`, folded, joined by `|`. A tag is `#` and letters, digits, `_`; not digits alone.
    static func appendHashtags(of text: Span<UInt8>, to output: inout [UInt8]) {
        let before = output.count
        var index = 0
        while let sign = ByteWords.firstIndex(of: UInt8(ascii: "#"), in: text, from: index) {
            index = sign + 1
            guard sign == 0 || !joinsWord(text[sign - 1]) else { continue }
            let start = index
            var hasLetter = false
            while index < text.count {
                let length = tagCharacterLength(text, at: index)
                if length == 0 { break }
                if length > 1 || !Ascii.isDigit(text[index]) { hasLetter = true }
                index += length
            }
            guard index > start, hasLetter else { continue }
            if output.count > before { output.append(UInt8(ascii: "|")) }
            HandleFolding.append(text.extracting(start..<index), to: &output)
        }
    }

    /// Appends the mentioned handles of `text`, lower-cased, joined by `|`. An e-mail address is no mention.
    static func appendMentions(of text: Span<UInt8>, to output: inout [UInt8]) {
        let before = output.count
        var index = 0
        while let sign = ByteWords.firstIndex(of: UInt8(ascii: "@"), in: text, from: index) {
            index = sign + 1
            guard sign == 0 || !joinsWord(text[sign - 1]) else { continue }
            let start = index
            var end = start
            while end < text.count, isHandleByte(text[end]) { end += 1 }
            // A sentence's full stop is not part of the name.
            while end > start, text[end - 1] == UInt8(ascii: ".") { end -= 1 }
            guard end > start else { continue }
            if output.count > before { output.append(UInt8(ascii: "|")) }
            HandleFolding.append(text.extracting(start..<end), to: &output)
            index = end
        }
    }

    /// Number of Unicode scalars.
    static func scalarCount(of text: Span<UInt8>) -> Int { text.count - ByteWords.continuationBytes(in: text) }

    private static func isHandleByte(_ byte: UInt8) -> Bool {
        Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }
    /// `a#b`, `&#39;` and `a@b.c` are no tags or mentions.
    private static func joinsWord(_ byte: UInt8) -> Bool {
        Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "&")
    }

    /// Bytes of the tag character at `index`; 0 where the tag ends. Beyond ASCII all letters, marks and emoji count;
    /// the punctuation blocks (Latin-1, general, CJK, full-width) end a tag.
    private static func tagCharacterLength(_ text: Span<UInt8>, at index: Int) -> Int {
        let byte = text[index]
        if byte < 0x80 { return Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") ? 1 : 0 }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 0
        guard length > 0, index + length <= text.count else { return 0 }
        let second = text[index + 1]
        switch byte {
        case 0xC2: return 0
        case 0xE2 where second == 0x80 || second == 0x81: return 0
        case 0xE3 where second == 0x80: return 0
        case 0xEF where second == 0xBC && text[index + 2] < 0x90: return 0
        default: return length
        }
    }
}
