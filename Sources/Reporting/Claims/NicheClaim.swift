internal import Findings

struct NicheClaim: ClaimText {
    let name = ClaimName.niche
    let statement = "Micro-influencers are more niche-focused"
    let question =
        "Whether a creator of the lower tier keeps to fewer topics (unbiased concentration over hashtags or niches), by ranks; creators with five tagged posts or more."
    let terms = ["topic_concentration", "ranks"]
    let example = "A micro creator keeps to fewer topics in 66 of 100 pairs: δ = `2 · 66 / 100 − 1 = 0.32`."

    let noDifference: NoDifference? = .difference(of: 0.5)
    let details = DetailsPlace(table: "contrasts", section: "engagement")

    func claimed(_ words: ClaimWords) -> String { say("\(Wording.capitalised(words.a)) creators keep to their niche") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let chance = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .percent, border: 0.5, significant: 2)
        return say("Keeps to fewer topics in \(chance.text) of pairs")
    }

    func subject(_ row: ClaimRow) -> String { say("Focus on few topics") }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String { words.chance(row, subject(row)) }
}
