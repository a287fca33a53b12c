internal import Findings
internal import SocialData
internal import Statistics

/// A question with all that was computed to answer it, unrounded, before its p is adjusted for the others.
struct QuestionResult: Sendable {
    enum Analyses: Sendable {
        /// Two tiers as they are (Methods 9).
        case raw(TierContrast)
        /// The asked pair in everything: every analysis (Methods 9 to 12).
        case asked(PairQuestion)
        /// The raw headline alone, of fewer creators.
        case headline(TierContrast)
        /// The return without the top creators, raw and like for like.
        case withoutTopCreator(PairQuestion)
        /// A property of creators by ranks (Methods 10.1).
        case ranks(CreatorRanks)
    }

    let question: Question
    let analyses: Analyses

    /// One p per question is a member of a family: that of the analysis its verdict would rest on (Methods 10.4).
    var family: QuestionFamily {
        switch analyses {
        case .asked(let asked): asked.isPrimary ? .primary : asked.metric.isAskedByClaims ? .claims : .exploratory
        case .withoutTopCreator, .ranks: .claims
        case .raw, .headline: .exploratory
        }
    }

    /// The member's p; nil where the question was not tested, for want of data or of an estimate. That of questions beside
    /// the asked pair is the one that is published, so that a family can be recomputed from its table.
    var p: Double? {
        switch analyses {
        case .asked(let asked), .withoutTopCreator(let asked): asked.question.basisP
        case .raw(let contrast):
            contrast.typical != nil
                ? tested(contrast.typical, contrast.notes(typical: true)) : tested(contrast.pooled, contrast.notes(typical: false))
        case .headline(let contrast): tested(contrast.headline, contrast.notes(typical: contrast.isTypical))
        case .ranks(let ranks): ranks.notes.isEmpty ? ranks.contrast?.p?.published : nil
        }
    }

    private func tested(_ contrast: Contrast?, _ notes: Set<Note>) -> Double? {
        notes.isDisjoint(with: [.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales]) ? contrast?.p?.published : nil
    }
}
