internal import Findings
internal import SocialData

/// Whether creators whose audience is the one the brand looks for returned more (16).
struct AudienceClaim: Claim {
    let name = ClaimName.audience

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let overlaps = evidence.standings.audienceOverlap
        let lacks: [Lack] =
            (evidence.definition.audience.isEmpty ? [.audienceTarget] : [])
            + (overlaps.allSatisfy { $0 == nil } ? [.audienceShares] : [])
        return [evidence.association(name, .audienceOverlap, lacks: lacks)]
    }
}
