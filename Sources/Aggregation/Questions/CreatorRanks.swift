internal import Findings
internal import SocialData
internal import Statistics

/// A property of single creators in two tiers, compared by ranks (Methods 10.1), crossing creators at home.
struct CreatorRanks: Sendable {
    let metric: MetricName
    let creatorsA: Int
    let creatorsB: Int
    let contrast: RankContrast?
    let scheme: String
    let nameA: String
    let nameB: String
    let notes: [Note]

    init(_ metric: MetricName, _ a: TierSample, _ b: TierSample, definition: Definition) {
        self.metric = metric
        (creatorsA, creatorsB) = (a.count, b.count)
        contrast = RankContrast(a.numerators, b.numerators, confidence: definition.confidence)
        (scheme, nameA, nameB) = (definition.scheme, definition.tierA, definition.tierB)
        notes = min(a.count, b.count) < definition.minimumCreators ? [.fewCreators] : []
    }
}
