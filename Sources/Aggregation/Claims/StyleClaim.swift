internal import Findings
internal import SocialData

/// One question per dimension: whether any level of tier A or B, with enough creators on both sides, is clearly different from
/// the tier's other posts; p is that of the clearest one, and the numbers stand in the rows.
struct StyleClaim: Claim {
    let name = ClaimName.style

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] { StyleDimension.allCases.map { row($0, evidence) } }

    private func row(_ dimension: StyleDimension, _ evidence: ClaimEvidence) -> ClaimRow {
        let asked = evidence.pair.map { [$0.pair.a, $0.pair.b] } ?? []
        let rows = evidence.styles.filter { $0.dimension == dimension && asked.contains($0.tier) }
        let large = rows.filter { $0.hasEnoughCreators(evidence.definition) }
        let p = evidence.families[.style(dimension)]
        let clearest = large.map(\.row).filter { $0.pAdjusted != nil }
            .min { ($0.pAdjusted ?? 1, $0.p ?? 1) < ($1.pAdjusted ?? 1, $1.p ?? 1) }
        var missing: [Lack] = []
        if evidence.styles.isEmpty {
            missing = [.likes, .comments, .followers]
        } else if rows.isEmpty {
            missing = [dimension.column]
        } else if large.isEmpty {
            missing = [rows.contains { $0.otherCreators > 0 } ? .fewCreators : .notEstimable]
        } else if clearest == nil {
            missing = [.notEstimable]
        }
        func creators(_ tier: Int?) -> Int { rows.first { $0.tier == tier }?.tierCreators ?? 0 }
        func verdict(_ p: Double?) -> ClaimVerdict {
            evidence.verdict(missing) { (p ?? 1) <= evidence.alpha ? .supported : .unclear }
        }
        return ClaimRow(
            claim: name, question: dimension.question, verdict: verdict(p?.value), metric: .engagementByFollowers,
            scale: .none, estimate: clearest?.ratio, low: clearest?.ratioLow, high: clearest?.ratioHigh, p: p?.value.published,
            unclearAmong: p?.unclearAmong(verdict), creatorsA: creators(evidence.pair?.pair.a),
            creatorsB: creators(evidence.pair?.pair.b), missing: missing, notes: [])
    }
}

extension StyleDimension {
    fileprivate var question: ClaimQuestion {
        switch self {
        case .postType: .postType
        case .sponsored: .sponsored
        case .captionLength: .captionLength
        case .postingFrequency: .postingFrequency
        }
    }

    /// The column that it needs.
    fileprivate var column: Lack {
        switch self {
        case .postType: .postType
        case .sponsored: .sponsored
        case .captionLength: .captionChars
        case .postingFrequency: .postedAt
        }
    }
}
