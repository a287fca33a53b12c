internal import Findings
internal import SocialData

struct EngagementClaim: ClaimText {
    let name = ClaimName.engagement
    let statement = "Trust gives higher engagement"
    let question =
        "The engagement rate over followers of typical creators, raw and like for like; then in every other denominator, and over followers without tiers."
    let terms = ["er_followers", "typical", "raw", "adjusted", "elasticity", "stability", "mde", "holm"]
    let example =
        "A like-for-like ratio of 1.4 (1.1 to 1.8), p 0.006: after Holm `2 · 0.006 = 0.012`, at most 0.05, and 1 lies outside the interval: SUPPORTED."

    let noDifference: NoDifference? = .ratio
    let details = DetailsPlace(table: "contrasts", section: "engagement")

    func claimed(_ words: ClaimWords) -> String { say("\(Wording.capitalised(words.a)) creators get more engagement") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String { say("\(words.times(row)) the rate of \(words.b)") }

    func subject(_ row: ClaimRow) -> String {
        row.question == .elasticity ? say("Over followers, without tiers") : Wording.metric(row.metric)
    }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        guard row.question == .elasticity else { return words.ratio(row) }
        return ElasticityWords(
            times: row.estimate, low: row.low, high: row.high, creators: row.creatorsA, words.definition
        ).sentence
    }

    func opening(_ index: FindingsIndex) -> Answer? { EngagementAnswer.answer(index) }

    func cautions(_ index: FindingsIndex) -> [String] { Caution(index, index.engagement)?.words ?? [] }
}
