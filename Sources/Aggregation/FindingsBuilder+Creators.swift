internal import Findings
internal import Jobs

/// Findings that rest on what is known of single creators (METHODS.md 13 to 16; 22, S1, S2, S5 to S9).
extension FindingsBuilder {
    /// Comparisons of the asked pair that rest on single creators; they are members of the exploratory family like others.
    func creatorComparisons(_ standings: CreatorStandings) -> [Comparison] {
        unflaggedComparisons(standings) + topicComparisons(standings)
    }

    /// Call when the comparisons are there and their p are adjusted.
    func addCreatorFindings(to findings: inout FindingSet, _ standings: CreatorStandings, jobs: Int, stop: StopFlag?) throws {
        try addTrends(to: &findings, jobs: jobs, stop: stop)
        findings.budget = try budgetRows(jobs: jobs, stop: stop)
        findings.creators = try creatorRows(standings, jobs: jobs, stop: stop)
        findings.flags = flagRows(standings)
        findings.associations = try associationRows(standings, jobs: jobs, stop: stop)
        let styles = try styleResults(jobs: jobs, stop: stop)
        findings.style = styles.map(\.row)
        findings.claims += [focusClaim(findings), flaggedShareClaim(findings), budgetClaim(findings)]
        findings.claims += shiftClaims(findings) + associationClaims(findings, standings) + styleClaims(styles)
    }

    /// By claim; the questions of one claim keep their order.
    func inOrder(_ claims: [ClaimRow]) -> [ClaimRow] {
        Dictionary(grouping: claims, by: \.claim).sorted { $0.key.number < $1.key.number }.flatMap(\.value)
    }
}
