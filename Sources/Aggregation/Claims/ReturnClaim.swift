internal import Findings
internal import SocialData
internal import Statistics

/// Money as return on investment, whose differences are the margin times those of ROAS (9.3), and the same without the top
/// creators.
struct ReturnClaim: Claim {
    let name = ClaimName.return

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        guard let pair = evidence.pair else { return [] }
        let headline = evidence.row(
            name, .headline, .deal(.returnOnSpend), shown: .returnOnInvestment, factor: evidence.definition.margin,
            lacks: lacks(evidence))
        return [headline] + [pair.withoutTopCreator.map { withoutTopCreator($0, pair, evidence) }].compactMap(\.self)
    }

    private func withoutTopCreator(_ contrast: TierContrast, _ pair: PairResults, _ evidence: ClaimEvidence) -> ClaimRow {
        let margin = evidence.definition.margin
        let headline = contrast.headline
        let p = evidence.families[pair.pair.question(.deal(.returnOnSpend), .withoutTopCreators)]
        let interval = headline?.interval.flatMap { ConfidenceInterval($0.lower.published, $0.upper.published) }
        let missing =
            Lack.ofNotes(contrast.notes(typical: contrast.isTypical))
            + (interval == nil || headline?.p == nil ? [.notEstimable] : [])
        let isClear = p.map { $0 <= evidence.alpha } ?? false && interval?.excludesZero ?? false
        let verdict: Conclusion =
            !missing.isEmpty
            ? .notEnoughData : !isClear ? .noClearDifference : headline?.estimate ?? 0 > 0 ? .higherA : .higherB
        return evidence.row(
            name, .withoutTopCreator, evidence.verdict(verdict), metric: .returnOnInvestment,
            scale: EffectScale(contrast.metric.scale), estimate: headline.map { margin * $0.estimate.published },
            interval?.map { margin * $0 }, p: p, creatorsA: contrast.a.creators, creatorsB: contrast.b.creators,
            missing: missing)
    }

    private func lacks(_ evidence: ClaimEvidence) -> [Lack] {
        let (tally, findings) = (evidence.tally, evidence.findings)
        guard tally.census.contains(where: { $0.deals > 0 }) || findings.exclusions.contains(where: { $0.unit == .deals })
        else { return [.deals] }
        var missing: [Lack] = []
        if tally.money.allSatisfy({ $0.deals == 0 }) { missing.append(.cost) }
        if !findings.attribution.contains(where: { $0.orders > 0 }), tally.money.allSatisfy({ $0.orders == 0 }) {
            missing.append(.orders)
        }
        return missing
    }
}
