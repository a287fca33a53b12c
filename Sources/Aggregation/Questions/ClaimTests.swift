internal import Findings
internal import SocialData
internal import Statistics

/// The p of what claims ask beside contrasts of two tiers (Methods 10.4, 22), each once, before it is adjusted.
struct ClaimTests {
    let definition: Definition
    let pair: PairResults?
    let trends: [TrendRow]
    let associations: [AssociationRow]
    let styles: [StyleResult]

    var members: [(test: ClaimTest, p: Double?)] {
        [(.elasticity, pair?.elasticity?.p), (.first30Days, pair?.first30Days?.question.basisP)]
            + ShiftClaim.questions.map { (.trend($0.measure, $0.tiers), trend($0.measure, $0.tiers)) }
            + associations.map { (.association($0.property), $0.creators < definition.minimumCreators ? nil : $0.p) }
            + StyleDimension.allCases.map { (.style($0), style($0)) }
    }

    private func trend(_ measure: TrendMeasure, _ tiers: TrendTiers) -> Double? {
        trends.first { $0.measure == measure && $0.tiers == tiers && $0.tier == definition.tierA }?.p
    }

    /// Whether any level differs: Simes' p over the levels with enough creators, the smallest after Benjamini and Hochberg.
    private func style(_ dimension: StyleDimension) -> Double? {
        let asked = pair.map { [$0.pair.a, $0.pair.b] } ?? []
        let levels = styles.filter { $0.dimension == dimension && asked.contains($0.tier) && $0.hasEnoughCreators(definition) }
        return Multiplicity.benjaminiHochberg(levels.map(\.row.p)).compactMap(\.self).min()
    }
}

extension StyleResult {
    /// Of the level, and of the tier's other posts.
    func hasEnoughCreators(_ definition: Definition) -> Bool { min(row.creators, otherCreators) >= definition.minimumCreators }
}
