internal import Findings

struct DefinitionClaim: ClaimText {
    let name = ClaimName.definition
    let statement = "Micro means 1,000 to 100,000 followers"
    let question = "Who is there: creators, posts and deals per tier, and where the followers that place them come from."
    let terms = ["stability"]
    let example = "With 214 micro and 65 macro creators, of whom 9 are in both: `214 + 65 − 9 = 270` people."

    func subject(_ row: ClaimRow) -> String { "Who is in which tier" }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let (index, definition) = (words.index, words.definition)
        let parts = [definition.tierA, definition.tierB].map { tier -> String in
            let row = index.census(tier: tier)
            let band = Wording.followers(tier, definition) + "; "
            return
                "\(Format.counted(row?.creators ?? 0, .creator)) \(row?.creators == 1 ? "is" : "are") \(Visible.text(tier)) (\(band)\(Format.counted(row?.posts ?? 0, .post)), \(Format.counted(row?.deals ?? 0, .deal)))"
        }
        let crossing = index.census(tier: definition.tierA)?.crossingCreators ?? 0
        let unknown = index.census(tier: "unknown")?.creators ?? 0
        var text = "With the pipeline's boundaries, \(parts.joined(separator: " and "))."
        if crossing > 0 {
            text += " \(Format.counted(crossing, .creator, of: words.a)) also \(crossing == 1 ? "appears" : "appear") in another tier."
        }
        if unknown > 0 {
            text += " \(Format.counted(unknown, .creator)) \(unknown == 1 ? "has" : "have") posts or deals in no tier."
        }
        return text
    }
}
