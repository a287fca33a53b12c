// The standard library's own decomposition, which Foundation uses too; this module does without Foundation.
@_spi(_Unicode) internal import Swift

/// One way to write a column's name, ready to be compared with a file's header.
package struct HeaderSpelling: Sendable, Equatable {
    package let text: String
    let key: String
    /// For names with a part in braces, the keys of what stands before and behind it.
    private let before: String?
    private let after: String?

    package init(_ text: String) {
        self.text = text
        key = Self.key(text)
        if let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}") {
            before = Self.key(String(text[..<open]))
            after = Self.key(String(text[text.index(after: close)...]))
        } else {
            before = nil
            after = nil
        }
    }

    var around: (before: String, after: String)? {
        guard let before, let after else { return nil }
        return (before, after)
    }

    /// Spreadsheets and people change case, blanks, quotes and accents of header names, never their words; JSON keys are
    /// exact.
    static func key(_ name: String) -> String {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in name._nfd where !isDropped(scalar) {
            if scalar.properties.isWhitespace {
                if !word.isEmpty { words.append(String(word)) }
                word = String.UnicodeScalarView()
            } else {
                word.append(scalar)
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words.joined(separator: " ").lowercased()
    }

    /// Accents (decomposed), invisible characters and quotes of any kind.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x22, 0x27, 0x60, 0xAB, 0xB4, 0xBB, 0x2018...0x201F, 0x2039, 0x203A: true
        case 0xFEFF, 0x200B...0x200F, 0x2060: true
        case 0..<0x300: false
        default: scalar.properties.generalCategory == .nonspacingMark
        }
    }
}

