/// Words by which databases, programs and people write into a cell of text that nothing is there.
///
/// In a column of numbers or times such a word is for a format to declare (`missing:`); everywhere else it would become a value: one
/// creator called `NULL`, to whom every row without one belongs.
package enum AbsentText {
    /// Whether the whole text is such a word. Capitals count: `nan` is one as programs write it, `Nan` is somebody.
    package static func isWord(_ text: Span<UInt8>) -> Bool {
        // Most texts begin otherwise.
        guard text.count <= longest, text.count > 0, begins[Int(text[0])] else { return false }
        let listed = words.span
        for index in listed.indices where listed[index].count == text.count {
            if compareBytes(text, listed[index].span) == 0 { return true }
        }
        return false
    }

    /// What R writes, which is Namibia in a column of countries.
    package static func isNA(_ text: Span<UInt8>) -> Bool {
        text.count == 2 && text[0] == UInt8(ascii: "N") && text[1] == UInt8(ascii: "A")
    }

    private static let words: [[UInt8]] = [
        "NULL", "null", "Null", "(null)", "<null>", "NaN", "nan", "NAN", "None", "N/A", "n/a", "NA", "<NA>", "NaT", "\\N", "nil", "undefined",
        "-", "--", "---", "–", "—",
    ].map { Array($0.utf8) }

    /// The same for who only looks at a table: in any capitals, and with what people write there. In a text of its own each could be a value.
    package static func isLikely(_ text: String) -> Bool { likely.contains(text.lowercased()) }

    private static let likely = Set(words.map { String(decoding: $0, as: UTF8.self).lowercased() } + ["n.a.", "#n/a", "missing", "unknown"])

    private static let longest = words.map(\.count).max() ?? 0

    private static let begins: [Bool] = {
        var begins = [Bool](repeating: false, count: 256)
        for word in words { begins[Int(word[0])] = true }
        return begins
    }()
}
