internal import Findings

struct AlignmentClaim: ClaimText {
    let name = ClaimName.alignment
    let statement = "Alignment with the brand matters"
    let question = "Whether creators whose tags are like the brand's returned more, by ranks."
    let terms = ["brand_alignment", "spearman"]
    let example = "Tags 1 and 2 against the brand's 2 and 1: `(1 · 2 + 2 · 1) / (sqrt(5) · sqrt(5)) = 0.8`."

    let noDifference: NoDifference? = .difference(of: 0)
    let details = DetailsPlace(table: "associations", section: "creators")

    func claimed(_ words: ClaimWords) -> String { say("A fit with the brand matters") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String { words.correlationLine(row) }

    func subject(_ row: ClaimRow) -> String { say("Tags like the brand's") }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String { words.correlation(row, subject(row)) }

    func changes(_ row: ClaimRow, _ changes: ClaimChanges) -> [Remedy] { changes.ofCorrelation(row) }
}
