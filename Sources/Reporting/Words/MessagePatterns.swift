/// Messages that other stages finished in English, found again by the texts between their values: `{1} of {2} values of {3}
/// cannot be read` knows `34 of 200 values of fee cannot be read`.
struct MessagePatterns: Sendable {
    static let none = MessagePatterns([:])

    private struct Pattern {
        /// The texts around the places: one more than there are places.
        let pieces: [Substring.UTF8View]
        /// What stands between them: the first place is 1.
        let places: [Int]
        let text: String
        /// Bytes of the pieces: the more there are, the closer a message that fits.
        let length: Int
    }

    /// The closest first.
    private let patterns: [Pattern]

    /// - Parameter texts: by the English with its places, each of which stands there once and follows something of the text.
    init(_ texts: [String: String]) {
        patterns = texts.map { english, text in
            let (pieces, places) = Self.taken(apart: english)
            return Pattern(pieces: pieces.map(\.utf8), places: places, text: text, length: pieces.reduce(0) { $0 + $1.utf8.count })
        }.sorted { ($1.length, $0.text) < ($0.length, $1.text) }
    }

    /// The text of the closest pattern that `message` fits, with the values of the message by place; nil where none does.
    func match(_ message: String) -> (text: String, values: [String])? {
        for pattern in patterns {
            if let found = Self.values(message, pattern.pieces) {
                var values = [String](repeating: "", count: pattern.places.max() ?? 0)
                for (place, value) in zip(pattern.places, found) { values[place - 1] = value }
                return (pattern.text, values)
            }
        }
        return nil
    }

    /// What stands between `pieces` in `message`, each as short as can be and the last as long as it must.
    private static func values(_ message: String, _ pieces: [Substring.UTF8View]) -> [String]? {
        let bytes = message.utf8
        guard let first = pieces.first, let last = pieces.last, bytes.starts(with: first) else { return nil }
        guard pieces.count > 1 else { return bytes.count == first.count ? [] : nil }
        guard bytes.count >= first.count + last.count, bytes.suffix(last.count).elementsEqual(last) else { return nil }
        var rest = bytes.dropFirst(first.count).dropLast(last.count)
        var values: [String] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let start = Self.start(of: piece, in: rest) else { return nil }
            values.append(String(decoding: rest[..<start], as: UTF8.self))
            rest = rest[start...].dropFirst(piece.count)
        }
        values.append(String(decoding: rest, as: UTF8.self))
        return values.contains("") ? nil : values
    }

    private static func start(of piece: Substring.UTF8View, in text: Substring.UTF8View) -> Substring.UTF8View.Index? {
        guard let first = piece.first else { return nil }
        var rest = text
        while let place = rest.firstIndex(of: first) {
            if rest[place...].starts(with: piece) { return place }
            rest = rest[place...].dropFirst()
        }
        return nil
    }

    private static func taken(apart english: String) -> (pieces: [Substring], places: [Int]) {
        var pieces: [Substring] = []
        var places: [Int] = []
        var start = english.startIndex
        for place in english.matches(of: /\{(\d+)\}/) {
            guard let number = Int(place.1), number > 0 else { continue }
            pieces.append(english[start..<place.range.lowerBound])
            places.append(number)
            start = place.range.upperBound
        }
        return (pieces + [english[start...]], places)
    }
}
