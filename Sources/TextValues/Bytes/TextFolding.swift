/// A form of text in which two spellings of one thing are equal.
package protocol ByteFolding {
    /// Appends the folded text to a buffer.
    static func append(_ text: Span<UInt8>, to output: inout [UInt8])
}

extension ByteFolding {
    /// The folded bytes, copied.
    package static func fold(_ text: Span<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        append(text, to: &folded)
        return folded
    }

    /// The folded text, copied.
    package static func fold(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return String(decoding: fold(bytes.span), as: UTF8.self)
    }
}

/// Handles as they are compared: surrounding blanks and a leading `@` dropped, invisible characters removed, NFC,
/// case-folded (Methods 1.5).
package enum HandleFolding: ByteFolding {
    /// Appends the folded handle to a buffer: no allocation while handles are ASCII.
    package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        var range = Blanks.trimmed(text)
        while let first = range.first, text[first] == UInt8(ascii: "@") {
            let rest = text.extracting((first + 1)..<range.upperBound)
            let trimmed = Blanks.trimmed(rest)
            range = (first + 1 + trimmed.lowerBound)..<(first + 1 + trimmed.upperBound)
        }
        let body = text.extracting(range)
        if TextFolding.appendASCII(body, to: &output, Ascii.lowercased) { return }
        let visible = TextFolding.visibleScalars(body)
        let folded = Array(UnicodeForm.caseFolded(visible).utf8)
        // Invisible characters may have stood before the @ or the blanks.
        if folded.first == UInt8(ascii: "@") || Blanks.trimmed(folded.span).count < folded.count {
            append(folded.span, to: &output)
        } else {
            output.append(contentsOf: folded)
        }
    }
}

/// Promo codes as they are compared: trimmed and upper-cased (Methods 4.3).
package enum CodeFolding: ByteFolding {
    /// Appends the folded code to a buffer: no allocation while codes are ASCII.
    package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        let body = text.extracting(Blanks.trimmed(text))
        if TextFolding.appendASCII(body, to: &output, Ascii.uppercased) { return }
        var upper = ""
        for scalar in UnicodeForm.composed(TextFolding.visibleScalars(body)).unicodeScalars {
            upper += scalar.properties.uppercaseMapping
        }
        output.append(contentsOf: UnicodeForm.composed(upper).utf8)
    }
}

/// Words of vocabularies: trimmed and lower-cased, otherwise as they stand.
package enum WordFolding: ByteFolding {
    package static func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
        let body = text.extracting(Blanks.trimmed(text))
        if TextFolding.appendASCII(body, to: &output, Ascii.lowercased) { return }
        var lower = ""
        for scalar in TextFolding.scalars(body) {
            lower += scalar.properties.lowercaseMapping
        }
        output.append(contentsOf: UnicodeForm.composed(lower).utf8)
    }
}

/// Unicode rules that the foldings share. Mappings are per scalar and independent of any locale.
package enum TextFolding {
    /// The text without characters nobody sees: they make two spellings of one name.
    package static func visible(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : visible(text.unicodeScalars)
    }

    private static func visible(_ scalars: String.UnicodeScalarView) -> String {
        String(String.UnicodeScalarView(scalars.filter { !isInvisible($0) }))
    }

    /// Appends a text byte by byte where it is ASCII; else appends nothing and returns `false`.
    @inline(__always)
    static func appendASCII(_ text: Span<UInt8>, to output: inout [UInt8], _ map: (UInt8) -> UInt8) -> Bool {
        for index in text.indices where text[index] >= 0x80 { return false }
        output.append(addingCapacity: text.count) { folded in
            for index in text.indices { folded.append(map(text[index])) }
        }
        return true
    }

    static func scalars(_ text: Span<UInt8>) -> String.UnicodeScalarView {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for index in text.indices { bytes.append(text[index]) }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars
    }

    static func visibleScalars(_ text: Span<UInt8>) -> String { visible(scalars(text)) }

    /// Zero-width characters, soft hyphens, byte-order marks, and marks of writing direction.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF: true
        default: false
        }
    }
}
