internal import Findings
internal import SocialData
internal import Statistics

/// `P(A beats B)` with the pipeline's budget (14); not testable where the claim about return would not be.
struct BudgetClaim: Claim {
    let name = ClaimName.budget

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let rows = evidence.findings.budget
        let probability = rows.last?.beatsProbability
        let samples = evidence.pair.map { pair in
            [pair.pair.a, pair.pair.b].map {
                evidence.tally.totals(segment: SegmentAccumulator.everything, tier: $0, .deal(.returnOnSpend)).sample
            }
        } ?? [TierSample(), TierSample()]
        let minimum = evidence.definition.minimumCreators
        var missing: [Lack] = []
        if evidence.definition.budget == nil { missing.append(.budget) }
        if !evidence.hasDeals {
            missing.append(.deals)
        } else {
            if samples.contains(where: { $0.count < minimum }) { missing.append(.fewCreators) }
            let withSales = evidence.pair.map { pair in
                [pair.pair.a, pair.pair.b].map {
                    evidence.tally.creatorsWithSales(segment: SegmentAccumulator.everything, tier: $0)
                }
            } ?? []
            if withSales.contains(where: { $0 < minimum }) { missing.append(.fewCreatorsWithSales) }
        }
        if missing.isEmpty, probability == nil { missing.append(.notEstimable) }
        return [
            ClaimRow(
                claim: name, question: .equalBudget,
                verdict: evidence.verdict(missing) {
                    guard let probability else { return .unclear }
                    return probability >= 0.975
                        ? .supported : probability <= 0.025 ? .contradicted : .unclear
                },
                metric: .returnOnInvestment, scale: .probability, estimate: probability, low: nil, high: nil, p: nil,
                creatorsA: samples[0].count, creatorsB: samples[1].count, missing: missing,
                notes: Set(rows.flatMap(\.notes)).inOrder)
        ]
    }
}
