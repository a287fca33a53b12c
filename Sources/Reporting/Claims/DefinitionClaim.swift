internal import Findings

struct DefinitionClaim: ClaimText {
    let name = ClaimName.definition
    let statement = "Micro means 1,000 to 100,000 followers"
    let question = "Who is there: creators, posts and deals per tier, and where the followers that place them come from."
    let terms = ["stability"]
    let example = "With 214 micro and 65 macro creators, of whom 9 are in both: `214 + 65 − 9 = 270` people."

    let noDifference: NoDifference? = nil
    let details = DetailsPlace(table: "census", section: "question")

    func claimed(_ words: ClaimWords) -> String { say("Who counts as \(words.a)") }

    func line(_ row: ClaimRow, _ words: ClaimWords) -> String {
        func creators(_ tier: String) -> Int { words.index.census(tier: tier)?.creators ?? 0 }
        let a = Format.counted(creators(words.definition.tierA), .creator, of: words.a)
        let b = Format.counted(creators(words.definition.tierB), .creator, of: words.b)
        return say("\(a), \(b)")
    }

    func subject(_ row: ClaimRow) -> String { say("Who is in which tier") }

    func sentence(_ row: ClaimRow, _ words: ClaimWords) -> String {
        let (index, definition) = (words.index, words.definition)
        let parts = [definition.tierA, definition.tierB].map { tier -> String in
            let row = index.census(tier: tier)
            let (creators, name) = (Format.counted(row?.creators ?? 0, .creator), Visible.text(tier))
            let what =
                "(\(Wording.followers(tier, definition)); \(Format.counted(row?.posts ?? 0, .post)), \(Format.counted(row?.deals ?? 0, .deal)))"
            return row?.creators == 1 ? say("\(creators) is \(name) \(what)") : say("\(creators) are \(name) \(what)")
        }
        let crossing = index.census(tier: definition.tierA)?.crossingCreators ?? 0
        let unknown = index.census(tier: "unknown")?.creators ?? 0
        var sentences = [say("With the pipeline's boundaries, \(Wording.list(parts)).")]
        if crossing > 0 {
            let creators = Format.counted(crossing, .creator, of: words.a)
            sentences.append(
                crossing == 1 ? say("\(creators) also appears in another tier.") : say("\(creators) also appear in another tier."))
        }
        if unknown > 0 {
            let creators = Format.counted(unknown, .creator)
            sentences.append(
                unknown == 1 ? say("\(creators) has posts or deals in no tier.") : say("\(creators) have posts or deals in no tier."))
        }
        return sentences.joined(separator: " ")
    }
}
