internal import Findings
internal import SocialData

/// Four rates, each a question of its own, and the share of creators that carry a flag: shown, not tested.
struct ConnectionClaim: Claim {
    let name = ClaimName.connection

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let rates: [(ClaimQuestion, PostMetric)] = [
            (.commentLikeRatio, .commentLikeRatio), (.commentRate, .commentRate), (.saveRate, .saveRate), (.shareRate, .shareRate),
        ]
        let asked = evidence.pair == nil ? [] : rates
        return asked.map { evidence.row(name, $0.0, .post($0.1), lacks: evidence.lacks($0.1)) } + [flaggedShare(evidence)]
    }

    private func flaggedShare(_ evidence: ClaimEvidence) -> ClaimRow {
        func any(_ tier: String) -> FlagRow? { evidence.findings.flags.first { $0.tier == tier && $0.flag == .any } }
        let (a, b) = (any(evidence.definition.tierA), any(evidence.definition.tierB))
        func share(_ row: FlagRow?) -> Double? {
            row.flatMap { $0.assessed > 0 ? Double($0.flagged) / Double($0.assessed) : nil }
        }
        let difference = share(a).flatMap { a in share(b).map { a - $0 } }
        return evidence.row(
            name, .flaggedShare, difference == nil ? .notTestable : .counted, metric: .flaggedShare, scale: .linear,
            estimate: difference, creatorsA: a?.assessed ?? 0, creatorsB: b?.assessed ?? 0,
            missing: difference == nil ? [.fewCreators] : [])
    }
}
