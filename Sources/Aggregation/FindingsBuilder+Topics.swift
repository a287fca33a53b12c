internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// What creators post about, and whether audience or brand fit goes with returns (Methods 16; 22, S1, S7, S9).
extension FindingsBuilder {
    /// Tagged posts below which a creator's concentration says little (Methods 22, S1).
    private static let fewestTaggedPosts = 5

    /// The unbiased HHI of A's creators against B's by ranks (10.1), crossing creators at home; empty without any topic.
    func topicResults(_ standings: CreatorStandings) -> [QuestionResult] {
        guard tally.creatorTally.vocabulary > 0, let (a, b) = askedTiers, let sides = topicSamples(standings) else { return [] }
        return [
            QuestionResult(
                question: Question(metric: .topicConcentration, part: .segment(SegmentAccumulator.everything), a: a, b: b),
                analyses: .ranks(CreatorRanks(.topicConcentration, sides.a, sides.b, definition: definition)))
        ]
    }

    /// Concentrations as numerators, posts in the tier as units, creators at home (3.5).
    private func topicSamples(_ standings: CreatorStandings) -> (a: TierSample, b: TierSample)? {
        guard let (a, b) = askedTiers, a != b else { return nil }
        var (sampleA, sampleB) = (TierSample(), TierSample())
        for (rank, creator) in tally.creatorsInOrder.enumerated() {
            let topics = standings.topics[rank]
            guard topics.posts >= Self.fewestTaggedPosts, let concentration = topics.concentration else { continue }
            let channels = tally.creatorTally.channels(creator)
            func append(_ tier: Int, _ sample: inout TierSample) {
                let posts = channels.reduce(0) { $0 + ($1.tier == tier ? $1.posts : 0) }
                guard posts > 0 else { return }
                sample.append(creator: Int32(rank), units: posts, numerator: concentration, denominator: 1)
            }
            append(a, &sampleA)
            append(b, &sampleB)
        }
        return TierPair(sampleA, sampleB).atHome
    }

    /// Spearman's correlation of each creator's ROAS with the audience overlap and with the brand alignment, p by
    /// permutation of creators with the labels `perm/v1/audience_overlap/roas` and `perm/v1/brand_alignment/roas`.
    func associationRows(_ standings: CreatorStandings, jobs: Int, stop: StopFlag?) throws -> [AssociationRow] {
        let seed = definition.seed
        let properties = [
            (name: MetricName.audienceOverlap, values: standings.audienceOverlap),
            (name: .brandAlignment, values: standings.brandAlignment),
        ]
        return try Parallel.orderedMap(properties, jobs: jobs) { property in
            try stop?.check()
            let pairs = zip(property.values, standings.roas).compactMap { value, roas in
                value.flatMap { value in roas.map { (value: value, roas: $0) } }
            }
            let correlation = RankCorrelation(
                pairs.map(\.value), pairs.map(\.roas), seed: seed, label: "perm/v1/\(property.name.rawValue)/\(MetricName.returnOnSpend.rawValue)")
            return AssociationRow(
                property: property.name, outcome: .returnOnSpend, creators: pairs.count,
                rho: correlation?.rho?.published, p: correlation?.p?.published)
        }
    }
}
