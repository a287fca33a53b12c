internal import Findings
internal import SocialData
internal import Statistics

extension ClaimEvidence {
    /// A rank correlation with return.
    func association(_ claim: ClaimName, _ property: MetricName, lacks: [Lack]) -> ClaimRow {
        let row = findings.associations.first { $0.property == property }
        let p = families[.association(property)]
        var missing = lacks
        if standings.roas.allSatisfy({ $0 == nil }) { missing.append(.deals) }
        if missing.isEmpty, row?.creators ?? 0 < definition.minimumCreators { missing.append(.fewCreators) }
        if missing.isEmpty, row?.p == nil { missing.append(.notEstimable) }
        func verdict(_ p: Double?) -> ClaimVerdict {
            self.verdict(missing) {
                guard let rho = row?.rho, let p, p <= alpha else { return .unclear }
                return rho > 0 ? .supported : .contradicted
            }
        }
        return ClaimRow(
            claim: claim, question: .headline, verdict: verdict(p?.value), metric: property, scale: .correlation,
            estimate: row?.rho, low: nil, high: nil, p: p?.value.published, unclearAmong: p?.unclearAmong(verdict),
            creatorsA: row?.creators ?? 0, creatorsB: 0, missing: missing, notes: [])
    }
}
