internal import SocialData

/// What must be said beside a number.
package enum Note: String, PublishedWord {
    /// More than 1 % of the posts have a numerator below 3 (Methods 6.2).
    case typicalNotValid = "typical_not_valid"
    /// One creator has more than a quarter of the denominator (12.5).
    case dominated
    /// Fewer creators than the pipeline asks for (12.3).
    case fewCreators = "few_creators"
    /// The tier weighs like fewer than five equal creators (12.3).
    case fewEffectiveCreators = "few_effective_creators"
    /// Fewer creators with sales, whatever was taken back, than the pipeline asks for (12.3).
    case fewCreatorsWithSales = "few_creators_with_sales"
    /// Shares or saves are present in much more of one tier's posts than of the other's on a platform, so the tiers are compared
    /// in likes and comments only (4.1).
    case componentGap = "component_gap"
    /// No post has hashtags, so topics are niches (22, S1).
    case byNiche = "by_niche"
    /// The budget is more than three times what the tier's deals cost (14).
    case extrapolation
    /// The budget buys more deals than the tier has creators (14).
    case supply
    /// The raw contrast is clear, and leaving one creator out makes it unclear or turns it round (12.5).
    case leaveOneCreatorOut = "fragile"
    /// The whole interval is within a difference that hardly matters (12.5).
    case small
    /// Nothing was found, and only a large difference could have been (12.5).
    case weakTest = "weak_test"
    /// The orders of one tier's deals were collected for more than a quarter longer than those of the other's (25.3).
    case unequalFollowUp = "unequal_follow_up"
    /// No level of adjustment was adequate, so the verdict rests on the raw contrast (12.5).
    case unadjusted
    /// Much of a tier's units, or much more of one's than of the other's, lacks what the metric is made of (28).
    case unevenMissing = "uneven_missing"
}

extension Set<Note> {
    /// As rows hold them: alphabetical.
    package var inOrder: [Note] { sorted { $0.rawValue < $1.rawValue } }
}
