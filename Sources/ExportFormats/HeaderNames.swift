internal import TextValues

/// The columns of one file: header names for CSV, paths for JSON, and how a format's names find them.
///
/// A format's name finds, in this order: the column of that name; in CSV the columns that a JSON value of that path was
/// flattened to (`authorMeta.fans` is `authorMeta/fans`, `hashtags[].name` is `hashtags/0/name`, `hashtags/1/name`, …);
/// for a name with a part in braces (`Amount spent ({currency})`) the columns that read like it around the braces; in CSV
/// the column whose name differs only in punctuation, blanks or a plural. `$handle`, `$title` and `$link` find the columns of
/// the format's `people` by their values (`PeopleColumns`).
package struct HeaderNames: Sendable {
    /// As the file writes them.
    package let names: [String]
    private let keys: [String]
    private let positions: [String: [Int]]
    private let flattened: [String: [Int]]
    private let loosePositions: [String: [Int]]
    let isJSON: Bool
    let samples: ColumnSamples

    /// - Parameter samples: some values of each column; without them only names decide.
    package init(_ names: [String], isJSON: Bool, samples: ColumnSamples = ColumnSamples()) {
        self.names = names
        self.isJSON = isJSON
        self.samples = samples
        keys = isJSON ? names : names.map(HeaderSpelling.key)
        var positions: [String: [Int]] = [:]
        var loosePositions: [String: [Int]] = [:]
        var flattened: [String: [(indices: [Int], position: Int)]] = [:]
        for (index, name) in names.enumerated() {
            positions[keys[index], default: []].append(index)
            if isJSON { continue }
            loosePositions[HeaderSpelling.loose(keys[index]), default: []].append(index)
            if let (path, indices) = Self.path(name) { flattened[path, default: []].append((indices, index)) }
        }
        self.positions = positions
        self.loosePositions = loosePositions
        // Items in the list's order, wherever their columns stand.
        self.flattened = flattened.mapValues { items in
            items.sorted { $0.indices.lexicographicallyPrecedes($1.indices) }.map(\.position)
        }
    }

    /// Positions of a column of this name; several where a header repeats it, or where a list was flattened.
    package func positions(of name: String) -> [Int] { positions(of: HeaderSpelling(name)) }

    private func positions(of spelling: HeaderSpelling) -> [Int] {
        if isJSON { return positions[spelling.text] ?? [] }
        if let found = positions[spelling.key] ?? flattened[spelling.key] { return found }
        guard let (before, after) = spelling.around else { return [] }
        return keys.indices.filter { index in
            let key = keys[index]
            guard key.count > before.count + after.count, key.hasPrefix(before), key.hasSuffix(after) else { return false }
            return !spelling.bracesCurrency || Self.namesCurrency(names[index], key.dropFirst(before.count).dropLast(after.count))
        }
    }

    /// `Fee (EUR)` and `Fee (net, US$)`, and neither `Fee (k EUR)`, which is in thousands, nor `Fee (EUR per post)`.
    ///
    /// - Parameter inside: what stands in place of the braces, in small letters.
    private static func namesCurrency(_ name: String, _ inside: Substring) -> Bool {
        guard ScaleWords.first(in: inside) == nil else { return false }
        if inside.contains("currency") { return true }
        let bytes = Array(inside.utf8)
        var isNamed = CurrencyCode.sign(in: bytes.span) != nil
        for word in inside.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let code = word.uppercased()
            // `all` is a word, and `ALL` a currency.
            if word == "euro" || CurrencyCode.code(inHeader: code) != nil || CurrencyCode(code) != nil && name.contains(code) {
                isNamed = true
            } else if word.count > mostOfSign, !taxWords.contains(word) {
                return false
            }
        }
        return isNamed
    }

    /// `US$`, `kr`, `zł`
    private static let mostOfSign = 2
    private static let taxWords: Set<Substring> = ["net", "netto", "gross", "brutto", "ttc", "incl", "inkl", "excl", "exkl", "vat", "mwst", "iva", "tva", "tax"]

    /// Positions of a format's column under its own or any locale's name.
    package func positions(of name: String, in format: ExportFormat) -> [Int] {
        if isJSON { return positions[format.surveyPath(of: name)] ?? [] }
        if name.hasPrefix("$") { return PeopleColumns(self, format).position(of: name).map { [$0] } ?? [] }
        let spellings = format.spellings[name] ?? [HeaderSpelling(name)]
        for spelling in spellings {
            let found = positions(of: spelling)
            if !found.isEmpty { return found }
        }
        for spelling in spellings where !spelling.looseKey.isEmpty {
            // A column that the format knows by its very name is that one, not one that is spelt nearly so.
            let found = (loosePositions[spelling.looseKey] ?? []).filter { !format.knownKeys.contains(keys[$0]) }
            if !found.isEmpty { return found }
        }
        return []
    }

    /// What stands in place of the braces of a name in the file's header; nil where no column reads like it.
    package func text(inBracesOf name: String, in format: ExportFormat) -> String? {
        // Where it is one of several names of a column, the braces of the others say the same.
        let others = format.spellings.sorted { $0.key < $1.key }.filter { $0.value.contains { $0.text == name } }.flatMap(\.value)
        for spelling in (format.spellings[name] ?? [HeaderSpelling(name)]) + others {
            guard let position = positions(of: spelling).first, let (before, after) = spelling.around else { continue }
            return String(keys[position].dropFirst(before.count).dropLast(after.count)).uppercased()
        }
        return nil
    }

    /// Names that occur more than once, each with its positions (1-based, for people).
    package var repeated: [(name: String, positions: [Int])] {
        positions.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { (names[$0[0]], $0.map { $0 + 1 }) }
    }

    /// `a/0/b` and `a.0.b` as the path `a[].b` and the indices 0; nil for a name that is no path.
    private static func path(_ name: String) -> (path: String, indices: [Int])? {
        let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "." }
        guard parts.count > 1, !parts.contains(where: \.isEmpty) else { return nil }
        var path = ""
        var indices: [Int] = []
        for part in parts {
            if let index = Int(part), index >= 0 {
                path += "[]"
                indices.append(index)
            } else {
                path += path.isEmpty ? part : "." + part
            }
        }
        return (HeaderSpelling.key(path), indices)
    }
}

extension ExportFormat {
    /// Where a survey of a JSON file shows a column of this format: below its records, its joins or its page.
    package func surveyPath(of name: String) -> String {
        if name.hasPrefix("$page.") { return String(name.dropFirst("$page.".count)) }
        for join in joins where name.hasPrefix(join.name + ".") { return join.from + name.dropFirst(join.name.count) }
        guard let records, records != "[]" else { return name }
        return "\(records).\(name)"
    }
}
