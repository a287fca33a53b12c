internal import Findings
internal import SocialData

/// Whether creators whose tags are like the brand's returned more (16).
struct AlignmentClaim: Claim {
    let name = ClaimName.alignment

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let lacks: [Lack] =
            (evidence.definition.brandTags.isEmpty ? [.brandTags] : [])
            + (evidence.tally.creatorTally.usesHashtags ? [] : [.hashtags])
        return [evidence.association(name, .brandAlignment, lacks: lacks)]
    }
}
