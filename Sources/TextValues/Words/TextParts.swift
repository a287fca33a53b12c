/// Parts of words that are looked for in short texts, whatever stands before and behind them: byte by byte, in Unicode's composed form.
package struct TextParts: Sendable {
    private let parts: [[UInt8]]

    /// They are brought into the composed form first.
    package init(_ parts: [String]) {
        self.parts = parts.map { Array(UnicodeForm.composed($0).utf8) }
    }

    /// Whether one of them stands in a text.
    package func stand(in text: String) -> Bool {
        let isAscii = text.utf8.allSatisfy { $0 < 0x80 }
        let bytes = Array((isAscii ? text : UnicodeForm.composed(text)).utf8)
        return parts.contains { Self.stands($0, in: bytes) }
    }

    private static func stands(_ part: [UInt8], in text: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { start in
            text[start] == first && part.indices.allSatisfy { text[start + $0] == part[$0] }
        }
    }
}
