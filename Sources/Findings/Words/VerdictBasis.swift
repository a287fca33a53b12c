internal import SocialData

/// Which analysis a verdict rests on (Methods 12.3).
package enum VerdictBasis: String, PublishedWord {
    /// Adjusted where a level of strata was adequate, else raw.
    case adjusted, raw
    /// There is not enough data for a verdict.
    case none = ""
}

/// Raw against like for like: what the mix of posts and deals does to a difference (Methods 12.4).
package enum MixEffect: String, PublishedWord {
    /// `reversal`: both are clear, with opposite signs.
    case none, reversal
    /// Raw is clear, adjusted is not.
    case explainedByMix = "explained_by_mix"
    /// Adjusted is clear, raw is not.
    case maskedByMix = "masked_by_mix"
    /// Neither is clear, and the signs are opposite.
    case signChange = "sign_change"
    /// No level of strata was adequate, or there is not enough data.
    case notAssessed = "not_assessed"
}

/// The questions whose p are adjusted together (Methods 10.4).
package enum QuestionFamily: String, PublishedWord {
    /// Holm within the first two, Benjamini–Hochberg within the third.
    case primary, claims, exploratory
    /// Member of none.
    case none = ""
}

/// How large Cliff's δ is (Methods 10.2).
package enum RankMagnitude: String, PublishedWord {
    /// Below 0.147, below 0.33, below 0.474, and from there on.
    case negligible, small, medium, large
}
