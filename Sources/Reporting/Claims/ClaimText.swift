internal import Findings

/// How the report tells one claim of the essay (Methods 22): a file each, in this folder.
protocol ClaimText: Sendable {
    var name: ClaimName { get }
    /// What the essay says.
    var statement: String { get }
    /// What is asked of the files, for footnotes and `tierwise explain`.
    var question: String { get }
    /// Names of the glossary that say how its numbers are computed.
    var terms: [String] { get }
    /// With numbers; a test computes its equations.
    var example: String { get }
    /// Its rows answer several questions that stand side by side, so it has no verdict of its own.
    var hasSeveralAnswers: Bool { get }

    /// The value that means no difference to an interval of its rows; nil where none is drawn.
    var noDifference: NoDifference? { get }
    /// Where its numbers stand in the details.
    var details: DetailsPlace { get }

    /// What is claimed of the compared tiers, in plain words.
    func claimed(_ words: ClaimWords) -> String
    /// A row with a number, in the words of one line.
    func line(_ row: ClaimRow, _ words: ClaimWords) -> String
    /// What a row asks about, as the beginning of a sentence.
    func subject(_ row: ClaimRow) -> String
    /// A row with a number, as a sentence.
    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String
    /// What would change the answer of a tested row.
    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy]
    /// The first paragraph, where it is more than the sentence of the first row.
    func opening(_ index: FindingsIndex) -> Answer?
    /// What has to stand beside its verdict, a few words each.
    func cautions(_ index: FindingsIndex) -> [String]
}

extension ClaimText {
    var hasSeveralAnswers: Bool { false }

    func subject(_ row: ClaimRow) -> String { Wording.metric(row.metric) }

    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] { changes.ofPair(row) }

    func opening(_ index: FindingsIndex) -> Answer? { nil }

    func cautions(_ index: FindingsIndex) -> [String] { [] }
}

/// What an interval is drawn around.
enum NoDifference {
    /// A ratio of 1.
    case ratio
    case difference(of: Double)
}

/// A table of the details page, and the section that it stands in where these files fill it.
struct DetailsPlace {
    let table: String
    let section: String
}

extension ClaimName {
    /// Every claim has a text, or this does not compile.
    var text: any ClaimText {
        switch self {
        case .definition: DefinitionClaim()
        case .niche: NicheClaim()
        case .connection: ConnectionClaim()
        case .engagement: EngagementClaim()
        case .return: ReturnClaim()
        case .budget: BudgetClaim()
        case .shift: ShiftClaim()
        case .audience: AudienceClaim()
        case .style: StyleClaim()
        case .alignment: AlignmentClaim()
        }
    }
}
