internal import Findings
internal import SocialData
internal import Statistics

/// A question with all that was computed to answer it, unrounded, before its p is adjusted for the others.
struct QuestionResult: Sendable {
    /// The few large ones stand apart, so that the many small ones are no larger than they are.
    enum Analyses: Sendable {
        /// Two tiers as they are (Methods 9). There are many of them, so their creators are forgotten.
        case raw(RawRows)
        /// The asked pair in everything: every analysis (Methods 9 to 12).
        indirect case asked(PairQuestion)
        /// The return without the top creators, raw and like for like.
        indirect case withoutTopCreator(PairQuestion)
        /// A property of creators by ranks (Methods 10.1).
        indirect case ranks(CreatorRanks)
    }

    let question: Question
    let analyses: Analyses

    /// One p per question is a member of a family: that of the analysis its verdict would rest on (Methods 10.4).
    var family: QuestionFamily {
        switch analyses {
        case .asked(let asked): asked.isPrimary ? .primary : asked.metric.isAskedByClaims ? .claims : .exploratory
        case .withoutTopCreator, .ranks: .claims
        case .raw: .exploratory
        }
    }

    /// The member's p; nil where the question was not tested, for want of data or of an estimate.
    var p: Double? {
        switch analyses {
        case .asked(let asked), .withoutTopCreator(let asked): asked.question.basisP
        case .raw(let raw): raw.p
        case .ranks(let ranks): ranks.notes.isEmpty ? ranks.contrast?.p?.published : nil
        }
    }
}

/// What a comparison of two tiers as they are publishes.
struct RawRows: Sendable {
    let rows: [Comparison]
    /// Of the first row with an estimate, as it is published, so that a family can be recomputed from its table; nil where it was not
    /// tested.
    let p: Double?

    /// Typical stands before pooled and is the headline where it is valid, that is, where it is there.
    ///
    /// - Parameter isHeadline: whether the headline stands alone.
    init(_ contrast: TierContrast, isHeadline: Bool = false) {
        rows = isHeadline ? [contrast.headlineRow] : contrast.comparisons()
        let isTypical = isHeadline ? contrast.isTypical : contrast.typical != nil
        let tested = isHeadline ? contrast.headline : contrast.typical ?? contrast.pooled
        let isEnough = contrast.notes(typical: isTypical).isDisjoint(with: [.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales])
        p = isEnough ? tested?.p?.published : nil
    }
}
