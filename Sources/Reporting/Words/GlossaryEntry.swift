/// A word of the report explained: what it means, how it is computed, where that is written, with numbers.
///
/// There is one list of these, `Glossary.entries`. The report's formulas and footnotes, `tables/README.md`'s names and
/// `tierwise explain` all read it, so they cannot disagree.
struct GlossaryEntry: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        case metric, statistic, interval, analysis, claim, verdict, reason, note, mix, flag
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
            case .mix: "raw against like for like"
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

    /// An entry of a file of words.
    init(_ kind: Kind, _ item: GlossaryFile.Item) {
        self.init(
            kind, item.name, item["phrase"], item["definition"], formula: item.values["formula"], item["source"],
            item["example"])
    }
}
