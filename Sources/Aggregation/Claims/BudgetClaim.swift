internal import Findings
internal import SocialData
internal import Statistics

/// `P(A beats B)` with the pipeline's budget (14): the claim about return in a budget's words, so not testable where that one is
/// not, and unclear where the budget reaches beyond what was seen, or the mix of deals has a part in the difference.
struct BudgetClaim: Claim {
    let name = ClaimName.budget

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let rows = evidence.findings.budget
        let probability = rows.last?.beatsProbability
        let asked = ReturnClaim().headline(evidence)
        var missing: [Lack] = evidence.definition.budget == nil ? [.budget] : []
        if asked.verdict == .notTestable { missing += asked.missing }
        if missing.isEmpty, probability == nil { missing.append(.notEstimable) }
        let notes = Set(rows.flatMap(\.notes))
        let simpson = evidence.pair?.question(.deal(.returnOnSpend))?.question.simpson
        return [
            ClaimRow(
                claim: name, question: .equalBudget,
                verdict: evidence.verdict(missing) {
                    guard let probability, notes.isDisjoint(with: [.supply, .extrapolation]), simpson == SimpsonFlag.none else { return .unclear }
                    let claimed = evidence.pair?.pair.claimsNameA == true ? probability : 1 - probability
                    return claimed >= BudgetRow.clearShare ? .supported : claimed <= 1 - BudgetRow.clearShare ? .contradicted : .unclear
                },
                metric: .returnOnInvestment, scale: .probability, estimate: probability, low: nil, high: nil, p: nil,
                creatorsA: asked.creatorsA, creatorsB: asked.creatorsB, missing: missing, notes: notes.inOrder)
        ]
    }
}
