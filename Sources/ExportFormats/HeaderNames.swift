/// The columns of one file: header names for CSV, paths for JSON, and how a format's names find them.
package struct HeaderNames: Sendable {
    /// As the file writes them.
    package let names: [String]
    private let positions: [String: [Int]]
    private let isJSON: Bool

    package init(_ names: [String], isJSON: Bool) {
        self.names = names
        self.isJSON = isJSON
        var positions: [String: [Int]] = [:]
        for (index, name) in names.enumerated() { positions[Self.key(name, isJSON), default: []].append(index) }
        self.positions = positions
    }

    /// Positions of a column of this name; several where a header repeats it.
    package func positions(of name: String) -> [Int] { positions[Self.key(name, isJSON)] ?? [] }

    /// Positions of a format's column under its own or any locale's name.
    package func positions(of name: String, in format: ExportFormat) -> [Int] {
        let own = positions(of: name)
        if !own.isEmpty { return own }
        for locale in format.headers {
            guard let localised = locale.names[name] else { continue }
            let found = positions(of: localised)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// Names that occur more than once, each with its positions (1-based, for people).
    package var repeated: [(name: String, positions: [Int])] {
        positions.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { (names[$0[0]], $0.map { $0 + 1 }) }
    }

    /// Spreadsheets and people change case and blanks of header names, never their words; JSON keys are exact.
    private static func key(_ name: String, _ isJSON: Bool) -> String {
        if isJSON { return name }
        let invisible: Set<Unicode.Scalar> = ["\u{FEFF}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}"]
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in name.unicodeScalars where !invisible.contains(scalar) {
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
}
