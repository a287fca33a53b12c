internal import Findings
internal import SocialData

/// The list of everything a report can name: the words of `Glossary/*.yml`, the metrics of SocialData, the claims of
/// `Claims/` and the columns of the tables. It is made once, when somebody asks for a word.
enum Glossary {
    /// In the order of kinds; a name may stand for several things.
    static let entries: [GlossaryEntry] = {
        let read = GlossaryFault.required { () throws(GlossaryFault) in try words() }
        let units = GlossaryFault.required { () throws(GlossaryFault) in try GlossaryFiles.units.examplesByUnit() }
        let byKind = Dictionary(grouping: metrics + read + claims + columns(units), by: \.kind)
        return GlossaryEntry.Kind.allCases.flatMap { byKind[$0] ?? [] }
    }()

    private static let places: [String: [Int]] = Dictionary(
        grouping: entries.indices, by: { entries[$0].name.lowercased() })

    /// All meanings of a name, however it is written.
    static func entries(named name: String) -> [GlossaryEntry] { (places[name.lowercased()] ?? []).map { entries[$0] } }

    static func entry(_ kind: GlossaryEntry.Kind, _ name: String) -> GlossaryEntry? {
        entries(named: name).first { $0.kind == kind && $0.name == name }
    }

    /// The few words for a name in the language of the page, nil for one that is not known here.
    static func phrase(_ kind: GlossaryEntry.Kind, _ name: String) -> String? {
        entry(kind, name).map { Language.current.word($0.phrase) }
    }

    /// The few words for a word of the findings. The list holds all of them; a test looks.
    static func phrase(_ kind: GlossaryEntry.Kind, _ word: some RawRepresentable<String>) -> String {
        phrase(kind, word.rawValue) ?? word.rawValue
    }

    // MARK: What the list is made of

    /// The entries of the files of words, in the order of the files.
    static func words() throws(GlossaryFault) -> [GlossaryEntry] {
        var entries: [GlossaryEntry] = []
        for (file, kind) in GlossaryFiles.words {
            let items = try file.items(required: ["phrase", "definition", "source", "example"], optional: ["formula"])
            entries += items.map { GlossaryEntry(kind, $0) }
        }
        return entries
    }

    /// Metrics of posts and deals, from the one table of them.
    private static var metrics: [GlossaryEntry] {
        MetricDefinition.all.map { metric in
            let isOfPosts = MetricDefinition.ofPosts.contains(metric)
            return GlossaryEntry(
                .metric, metric.name.rawValue, metric.title,
                "\(metric.title): \(metric.formula), summed over a creator's \(isOfPosts ? "posts" : "deals"). Divided by \(metric.denominator); from \(metric.source)."
                    + (metric.formula.hasPrefix("E ") ? " E = likes + comments + shares + saves, of those that the export has; likes and comments are required." : ""),
                formula: metric.formula, "Methods \(metric.section)", metric.example)
        }
    }

    private static var claims: [GlossaryEntry] {
        ClaimName.allCases.map { name in
            let claim = name.text
            return GlossaryEntry(
                .claim, name.rawValue, claim.statement,
                "The essay says: \(claim.statement). Asked of the files: \(claim.question)", "Methods 22",
                claim.example)
        }
    }

    /// Columns of the tables and items of their rows, from the list that writes them. A name that stands in several tables has an entry for each
    /// meaning.
    ///
    /// - Parameter units: how a cell of a unit is read.
    private static func columns(_ units: [String: String]) -> [GlossaryEntry] {
        var places: [TableDescription.Column: Int] = [:]
        var found: [(column: TableDescription.Column, files: [String])] = []
        for table in ReportTables.descriptions {
            for column in table.columns + table.items {
                if let place = places[column] {
                    found[place].files.append(table.file)
                } else {
                    places[column] = found.count
                    found.append((column, [table.file]))
                }
            }
        }
        return found.map { column, files in
            GlossaryEntry(
                .column, column.name, column.meaning,
                "\(column.meaning) In \(files.map { "tables/\($0)" }.joined(separator: ", ")); unit: \(column.unit.text).",
                "Methods 23", units[column.unit.text] ?? "")
        }
    }
}
