internal import Findings

struct ConnectionClaim: ClaimText {
    let name = ClaimName.connection
    let statement = "They have a closer, more authentic connection"
    let question =
        "Comments per like, comment rate, save rate and share rate, each on its own, and the share of creators that carry a flag."
    let terms = ["comment_like_ratio", "comment_rate", "save_rate", "share_rate", "typical", "benjamini_hochberg"]
    let example = "Comments per like of 0.060 and 0.046: `0.060 / 0.046 = 1.30` times."
    let hasSeveralAnswers = true

    let noDifference: NoDifference? = .ratio
    let details = DetailsPlace(table: "contrasts", section: "engagement")

    func claimed(_ words: ClaimWords) -> String { say("\(Wording.capitalised(words.a)) creators are closer to their audience") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String { say("\(subject(row)) \(words.times(row))") }

    func subject(_ row: ClaimRow) -> String {
        row.question == .flaggedShare ? say("Creators that carry a flag") : Wording.metric(row.metric)
    }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        guard row.question == .flaggedShare else { return words.ratio(row) }
        let points = Format.points(row.estimate, nil, nil)
        return say("\(subject(row)): the share of \(words.a) minus that of \(words.b) is \(Format.signed(points.value, row.estimate)) percentage points (\(Answer.creators(row.creatorsA, row.creatorsB)); shown, not tested).")
    }
}
