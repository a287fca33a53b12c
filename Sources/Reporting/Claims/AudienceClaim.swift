internal import Findings

struct AudienceClaim: ClaimText {
    let name = ClaimName.audience
    let statement = "Know the creator's audience"
    let question = "Whether creators whose audience is the one the brand looks for returned more, by ranks."
    let terms = ["audience_overlap", "spearman"]
    let example =
        "A creator's audience overlaps by `0.5 + 0.3 = 0.8`; whether such creators returned more is a rank correlation."

    let noDifference: NoDifference? = .difference(of: 0)
    let details = DetailsPlace(table: "associations", section: "creators")

    func claimed(_ words: ClaimWords) -> String { say("The right audience matters") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String { words.correlationLine(row) }

    func subject(_ row: ClaimRow) -> String { say("The audience that the brand looks for") }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String { words.correlation(row, subject(row)) }

    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] { changes.ofCorrelation(row) }
}
