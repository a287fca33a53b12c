internal import Findings
internal import SocialData
internal import Statistics

extension ClaimEvidence {
    /// A rank correlation with return; p by Benjamini and Hochberg over all of them (10.4).
    func association(_ claim: ClaimName, _ property: MetricName, lacks: [Lack]) -> ClaimRow {
        let rows = findings.associations
        let adjusted = Multiplicity.benjaminiHochberg(rows.map(\.p))
        let place = rows.firstIndex { $0.property == property }
        let row = place.map { rows[$0] }
        let p = place.flatMap { adjusted[$0]?.published }
        var missing = lacks
        if standings.roas.allSatisfy({ $0 == nil }) { missing.append(.deals) }
        if missing.isEmpty, row?.creators ?? 0 < definition.minimumCreators { missing.append(.fewCreators) }
        if missing.isEmpty, row?.p == nil { missing.append(.notEstimable) }
        return ClaimRow(
            claim: claim, question: .headline,
            verdict: verdict(missing) {
                guard let rho = row?.rho, let p, p <= alpha else { return .unclear }
                return rho > 0 ? .supported : .contradicted
            },
            metric: property, scale: .correlation, estimate: row?.rho, low: nil, high: nil, p: p,
            creatorsA: row?.creators ?? 0, creatorsB: 0, missing: missing, notes: [])
    }
}
