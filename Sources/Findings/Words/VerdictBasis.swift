internal import SocialData

/// Which analysis a verdict rests on (Methods 12.3).
package enum VerdictBasis: String, PublishedWord {
    case adjusted, raw
    /// There is not enough data for a verdict.
    case none = ""
}

/// Raw against like for like: what the mix of posts and deals does to a difference (Methods 12.4).
package enum MixEffect: String, PublishedWord {
    case none, reversal
    case explainedByMix = "explained_by_mix"
    case maskedByMix = "masked_by_mix"
    case signChange = "sign_change"
    case notAssessed = "not_assessed"
}

/// The questions whose p are adjusted together (Methods 10.4).
package enum QuestionFamily: String, PublishedWord {
    case primary, claims, exploratory
    /// Member of none.
    case none = ""
}

/// How large Cliff's δ is (Methods 10.2).
package enum RankMagnitude: String, PublishedWord {
    case negligible, small, medium, large
}
