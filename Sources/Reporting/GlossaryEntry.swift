/// A word of the report explained: what it means, how it is computed, where that is written, with numbers.
///
/// There is one list of these. The report's formulas and footnotes, `tables/README.md`'s names and `tierwise explain` all
/// read it, so they cannot disagree.
struct GlossaryEntry: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case metric, statistic, interval, analysis, claim, verdict, reason, note, simpson = "mix", flag
        case followersSource = "source of followers"
        case attribution, unmatched = "without a partner", loss = "lost", term = "word", column

        /// Heading of a list of such words.
        var plural: String {
            switch self {
            case .metric: "metrics"
            case .statistic: "statistics over creators"
            case .interval: "intervals"
            case .analysis: "analyses of a difference"
            case .claim: "claims"
            case .verdict: "verdicts"
            case .reason: "reasons for leaving a row out"
            case .note: "notes beside a number, and what a verdict can lack"
            case .simpson: "raw against like for like"
            case .flag: "flags on creators"
            case .followersSource: "where followers come from"
            case .attribution: "how orders are credited"
            case .unmatched: "what found no partner"
            case .loss: "what files hold and no number counts"
            case .term: "other words of the report"
            case .column: "columns of tables"
            }
        }
    }

    let kind: Kind
    let name: String
    /// Few words that stand for the name on a page.
    let phrase: String
    let definition: String
    var formula: String?
    /// Sections of Documentation/Methods.md with their titles, and the literature.
    let source: String
    /// An example with numbers. Every equation between backticks is right to the digits shown; a test computes them.
    let example: String

    init(
        _ kind: Kind, _ name: String, _ phrase: String, _ definition: String, formula: String? = nil, _ source: String,
        _ example: String
    ) {
        self.kind = kind
        self.name = name
        self.phrase = phrase
        self.definition = definition
        self.formula = formula
        self.source = MethodsSections.titled(source)
        self.example = example
    }
}

/// The list of everything a report can name.
enum Glossary {
    /// In the order of kinds; a name may stand for several things.
    static let entries: [GlossaryEntry] =
        metrics + statistics + intervals + analyses + claims + verdicts + reasons + notes + simpson + flags + followersSources
        + attributions + unmatched + losses + terms + columns

    private static let places: [String: [Int]] = Dictionary(
        grouping: entries.indices, by: { entries[$0].name.lowercased() })

    /// All meanings of a name, however it is written.
    static func entries(named name: String) -> [GlossaryEntry] { (places[name.lowercased()] ?? []).map { entries[$0] } }

    static func entry(_ kind: GlossaryEntry.Kind, _ name: String) -> GlossaryEntry? {
        entries(named: name).first { $0.kind == kind && $0.name == name }
    }

    /// The few words for a name, nil for one that is not known here.
    static func phrase(_ kind: GlossaryEntry.Kind, _ name: String) -> String? { entry(kind, name)?.phrase }

    /// The few words for a word of the findings. The list holds all of them; a test looks.
    static func phrase(_ kind: GlossaryEntry.Kind, _ word: some RawRepresentable<String>) -> String {
        phrase(kind, word.rawValue) ?? word.rawValue
    }
}
