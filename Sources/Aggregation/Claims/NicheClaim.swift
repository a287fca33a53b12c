internal import Findings
internal import SocialData
internal import Statistics

/// Whether the lower tier's creators keep to fewer topics (16), by ranks.
struct NicheClaim: Claim {
    let name = ClaimName.niche

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let ranks = evidence.focus
        let contrast = ranks?.contrast
        var missing: [Lack] = []
        if let ranks {
            if min(ranks.creatorsA, ranks.creatorsB) < evidence.definition.minimumCreators { missing.append(.fewCreators) }
            if missing.isEmpty, contrast?.p == nil { missing.append(.notEstimable) }
        } else {
            missing = [.hashtags, .niche]
        }
        let asked = evidence.pair?.pair.question(of: .topicConcentration)
        let p = asked.flatMap { evidence.families[$0] }
        let (low, high) = (contrast?.deltaInterval?.lower.published, contrast?.deltaInterval?.upper.published)
        let delta = contrast?.cliffsDelta.published
        let adjusted = p?.value.published ?? contrast?.p?.published
        func verdict(_ p: Double?) -> ClaimVerdict { evidence.verdict(missing) { evidence.sided(delta, low, high, p) } }
        return [
            ClaimRow(
                claim: name, question: .headline, verdict: verdict(adjusted), metric: .topicConcentration,
                scale: .probability, estimate: delta.map(Self.probability), low: low.map(Self.probability),
                high: high.map(Self.probability), p: adjusted, unclearAmong: p?.unclearAmong(verdict),
                creatorsA: ranks?.creatorsA ?? 0, creatorsB: ranks?.creatorsB ?? 0, missing: missing,
                notes: ranks != nil && !evidence.tally.creatorTally.usesHashtags ? [.byNiche] : [])
        ]
    }

    /// `P(A > B) + ½P(=)` from Cliff's δ (10.2), on which the sentence is.
    private static func probability(_ delta: Double) -> Double { ((delta + 1) / 2).published }
}
