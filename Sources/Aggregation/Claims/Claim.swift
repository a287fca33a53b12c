internal import Findings

/// One claim of the essay, asked of the files (Methods 22): a file each, in this folder. The tier that a claim names is the
/// lower one of the pair.
protocol Claim: Sendable {
    var name: ClaimName { get }
    /// A row per question, the one that is the claim's answer first; each with its verdict or with what it lacks.
    func rows(_ evidence: ClaimEvidence) -> [ClaimRow]
}

extension ClaimName {
    /// Every claim is asked, or this does not compile.
    var claim: any Claim {
        switch self {
        case .definition: DefinitionClaim()
        case .niche: NicheClaim()
        case .connection: ConnectionClaim()
        case .engagement: EngagementClaim()
        case .return: ReturnClaim()
        case .budget: BudgetClaim()
        case .shift: ShiftClaim()
        case .audience: AudienceClaim()
        case .style: StyleClaim()
        case .alignment: AlignmentClaim()
        }
    }
}
