internal import Findings
internal import SocialData
internal import Statistics

/// Money as return on investment, whose differences are the margin times those of ROAS (9.3), the same without the top
/// creators, and the same of the first 30 days (25.3).
struct ReturnClaim: Claim {
    let name = ClaimName.return

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        guard let pair = evidence.pair else { return [] }
        let others = [
            pair.withoutTopCreator.map { top in
                row(.withoutTopCreator, top, p: evidence.families[pair.pair.question(.deal(.returnOnSpend), .withoutTopCreators)], evidence)
            },
            pair.first30Days.map { row(.first30Days, $0, p: evidence.families[.first30Days], evidence) },
        ]
        return [headline(evidence)] + (evidence.findings.knowsReturns ? others.compactMap(\.self) : [])
    }

    /// The claim's own question.
    func headline(_ evidence: ClaimEvidence) -> ClaimRow {
        evidence.row(
            name, .headline, .deal(.returnOnSpend), shown: .returnOnInvestment, factor: evidence.definition.margin,
            lacks: lacks(evidence))
    }

    private func row(_ asked: ClaimQuestion, _ answer: PairQuestion, p: AdjustedP?, _ evidence: ClaimEvidence) -> ClaimRow {
        let margin = evidence.definition.margin
        let analysis = answer.basisAnalysis
        let question = answer.question
        return evidence.row(
            name, asked, evidence.verdict(question.conclusion(holmP: p?.value)), metric: .returnOnInvestment,
            scale: EffectScale(answer.metric.scale), estimate: analysis.map { margin * $0.estimate },
            analysis?.interval?.map { margin * $0 }, p: p?.value, unclearAmong: p?.unclearAmong(evidence.verdict(question)),
            creatorsA: answer.contrast.a.creators, creatorsB: answer.contrast.b.creators, missing: question.obstacles.map(Lack.init))
    }

    private func lacks(_ evidence: ClaimEvidence) -> [Lack] {
        let (tally, findings) = (evidence.tally, evidence.findings)
        guard tally.census.contains(where: { $0.deals > 0 }) || findings.exclusions.contains(where: { $0.unit == .deals })
        else { return [.deals] }
        var missing: [Lack] = []
        if tally.money.allSatisfy({ $0.deals == 0 }) { missing += uncounted(findings) }
        if !findings.attribution.contains(where: { $0.orders > 0 }), tally.money.allSatisfy({ $0.orders == 0 }) {
            missing.append(.orders)
        }
        return missing
    }

    /// What deals lack where none counts, by the reasons for which they are left out.
    private func uncounted(_ findings: FindingSet) -> [Lack] {
        let reasons = Set(findings.exclusions.filter { $0.unit == .deals && $0.rows > 0 }.map(\.reason))
        let lacks: [(Lack, [ExclusionReason])] = [
            (.startedAt, [.noStart]), (.cost, [.noCurrency, .noRate, .costMissing, .unpaid, .negativeCost]), (.followers, [.unknownTier]),
            (.dealsInTime, [.immature, .outsidePeriod]),
        ]
        let found = lacks.filter { !reasons.isDisjoint(with: $0.1) }.map(\.0)
        return found.isEmpty ? [.cost] : found
    }
}
