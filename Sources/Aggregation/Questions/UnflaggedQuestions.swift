internal import Findings
internal import SocialData
internal import Statistics

/// The two headlines of the asked pair without flagged creators (Methods 15), as the segment `flagged=0`.
struct UnflaggedQuestions {
    let tally: MergedTally
    let definition: Definition
    let pair: AskedPair?
    let marks: AuthenticityMarks

    /// None where nobody could be assessed.
    var results: [QuestionResult] {
        guard let pair, tally.creatorsInOrder.indices.contains(where: { marks.isAssessed($0, .any) }) else { return [] }
        return [tally.compared(.engagementByFollowers, pair), .deal(.returnOnSpend)].compactMap { metric in
            let levels = [pair.a, pair.b].map { tier in
                TierLevel(metric, of: tally, tier: tier, definition: definition) { !marks.isFlagged(Int($0), .any) }
            }
            guard levels[0].creators > 0, levels[1].creators > 0 else { return nil }
            let contrast = TierContrast(
                levels[0], levels[1], segment: "flagged=0", nameA: pair.nameA, nameB: pair.nameB,
                definition: definition)
            return QuestionResult(
                question: pair.question(metric, .unflagged), analyses: .raw(RawRows(contrast, isHeadline: true)))
        }
    }
}
