internal import Findings
internal import SocialData

/// A count, not a question. It needs followers, or nobody is in a tier.
struct DefinitionClaim: Claim {
    let name = ClaimName.definition

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        guard let pair = evidence.pair?.pair else { return [] }
        func creators(_ tier: Int) -> Int { evidence.findings.census[tier].creators }
        guard evidence.tiers.indices.contains(where: { creators($0) > 0 }) else {
            return [evidence.notTestable(name, .census, metric: .none, scale: .none, missing: [.followers])]
        }
        return [
            evidence.row(
                name, .census, .counted, metric: .none, scale: .none, creatorsA: creators(pair.a), creatorsB: creators(pair.b))
        ]
    }
}
