internal import Findings

struct StyleClaim: ClaimText {
    let name = ClaimName.style
    let statement = "Content style matters"
    let question =
        "The engagement rate by post type, sponsored or not, caption length and posting frequency, within a tier."
    let terms = ["er_followers", "typical", "benjamini_hochberg"]
    let example = "Short videos at 4.5%, other posts of the tier at 3.7%: `0.045 / 0.037 = 1.22` times."
    let hasSeveralAnswers = true

    let noDifference: NoDifference? = .ratio
    let details = DetailsPlace(table: "style", section: "creators")

    func claimed(_ words: ClaimWords) -> String { say("The way posts are made matters") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String {
        guard let level = Self.level(row, words.index) else { return say("\(subject(row)) \(words.times(row))") }
        return say("\(Wording.capitalised(CreatorSection.level(level))) \(words.times(row)) the other posts of \(Visible.text(level.tier))")
    }

    func subject(_ row: ClaimRow) -> String { Wording.capitalised(Wording.word(row.question.rawValue)) }

    /// The level that differs most clearly from the tier's other posts.
    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let definition = words.definition
        guard let level = Self.level(row, words.index), level.ratio != nil else { return words.number(row, subject(row)) }
        let ratio = Format.quantity(level.ratio, low: level.ratioLow, high: level.ratioHigh, kind: .times, border: 1)
        let interval = Answer.interval(ratio, confidence: definition.confidence) ?? Answer.noInterval
        let p = say("p \(Format.probability(row.p)) after the adjustment for several questions")
        let evidence = "(\(interval); \(p); \(Format.counted(level.creators, .creator)))"
        return say("\(subject(row)): the clearest difference is that of \(CreatorSection.level(level)) in \(Visible.text(level.tier)), \(ratio.value) times the engagement rate of the tier's other posts \(evidence).")
    }

    /// The level that a row is about.
    private static func level(_ row: ClaimRow, _ index: FindingsIndex) -> StyleRow? {
        let definition = index.definition
        let levels = index.findings.style.filter {
            $0.dimension.rawValue == row.question.rawValue && [definition.tierA, definition.tierB].contains($0.tier)
                && $0.pAdjusted != nil
        }
        return levels.first { $0.ratio == row.estimate && $0.ratioLow == row.low } ?? levels.first
    }

    /// Levels of how posts are made have contrasts of their own, not the headline's.
    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] { [changes.line(row)] }
}
