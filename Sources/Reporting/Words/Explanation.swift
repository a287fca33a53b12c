internal import Findings

/// What a word of a report means, as text for a terminal.
package enum Explanation {
    /// All names that have an explanation, each once.
    package static var names: [String] {
        var seen: Set<String> = []
        return Glossary.entries.map(\.name).filter { seen.insert($0).inserted }
    }

    /// Every meaning of `name`, nil where it has none.
    package static func text(of name: String) -> String? {
        // A claim by the essay's number, too.
        let claim = ClaimName.allCases.first { $0.number.lowercased() == name.lowercased() }
        let entries = Glossary.entries(named: claim?.rawValue ?? name)
        guard !entries.isEmpty else { return nil }
        return entries.map(text).joined(separator: "\n")
    }

    /// The list of all names by kind.
    package static var list: String {
        GlossaryEntry.Kind.allCases.map { kind in
            let entries = Glossary.entries.filter { $0.kind == kind }
            var text = "\(Wording.capitalised(kind.plural))\n"
            if kind == .column {
                // Hundreds of columns are words enough without their meaning.
                var seen: Set<String> = []
                let names = entries.map(\.name).filter { seen.insert($0).inserted }
                return text + wrapped(names.joined(separator: ", "), indent: 2)
            }
            let width = entries.map(\.name.count).max() ?? 0
            for entry in entries {
                text += "  \(entry.name)\(String(repeating: " ", count: width - entry.name.count))  \(entry.phrase)\n"
            }
            return text
        }.joined(separator: "\n")
    }

    private static func text(_ entry: GlossaryEntry) -> String {
        var text = "\(entry.name) (\(entry.kind.rawValue))\n"
        text += wrapped(entry.definition, indent: 2)
        if let formula = entry.formula { text += "  Formula: \(formula)\n" }
        text += wrapped("Example: \(entry.example)", indent: 2)
        text += wrapped("Source: \(entry.source)", indent: 2)
        return text
    }

    /// Lines of at most 100 characters.
    private static func wrapped(_ text: String, indent: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = margin
        for word in text.split(separator: " ") {
            if line.count + word.count > 100, line.count > indent {
                lines.append(line)
                line = margin
            }
            line += (line.count > indent ? " " : "") + word
        }
        lines.append(line)
        return lines.map { $0 + "\n" }.joined()
    }
}
