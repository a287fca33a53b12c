internal import Findings
internal import SocialData
internal import Statistics

/// Whether one tier's creators keep to fewer topics than the other's (Methods 16; 22, S1).
struct TopicQuestions {
    let tally: MergedTally
    let definition: Definition
    let pair: AskedPair?
    let standings: CreatorStandings

    /// Tagged posts below which a creator's concentration says little (Methods 22, S1).
    private static let fewestTaggedPosts = 5

    /// The unbiased HHI of A's creators against B's by ranks (10.1), crossing creators at home; empty without any topic.
    var results: [QuestionResult] {
        guard tally.creatorTally.vocabulary > 0, let pair, let sides = samples(pair) else { return [] }
        return [
            QuestionResult(
                question: pair.question(of: .topicConcentration),
                analyses: .ranks(CreatorRanks(.topicConcentration, sides.a, sides.b, definition: definition)))
        ]
    }

    /// Concentrations as numerators, posts in the tier as units, creators at home (3.5).
    private func samples(_ pair: AskedPair) -> (a: TierSample, b: TierSample)? {
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
            append(pair.a, &sampleA)
            append(pair.b, &sampleB)
        }
        return TierPair(sampleA, sampleB).atHome
    }
}
