internal import Findings
internal import Statistics

/// p adjusted over the two families of questions (Methods 10.4): the headline questions of the asked pair are the primary one
/// (Holm), everything else that is compared is exploratory (Benjamini and Hochberg). A question without enough data for a
/// verdict (12.3) was not tested and does not count, whatever its outcome would be.
struct QuestionFamilies: Sendable {
    private let adjusted: [Question: Double]
    /// Of the slope over followers, which compares no tiers.
    let elasticity: Double?

    init(_ results: [QuestionResult], elasticity: Double?) {
        var adjusted: [Question: Double] = [:]
        let primary = results.filter { $0.family == .primary }
        for (result, p) in zip(primary, Multiplicity.holm(primary.map(\.p))) { adjusted[result.question] = p }
        let exploratory = results.filter { $0.family == .exploratory }
        let others = Multiplicity.benjaminiHochberg(exploratory.map(\.p) + [elasticity])
        for (result, p) in zip(exploratory, others) { adjusted[result.question] = p }
        self.adjusted = adjusted
        self.elasticity = others.last ?? nil
    }

    /// nil where the question was not asked or not tested.
    subscript(_ question: Question) -> Double? { adjusted[question] }
}
