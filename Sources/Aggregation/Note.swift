/// Names of notes beside numbers.
enum Note {
    /// More than 10 % of the creators have a numerator of 0 (METHODS.md 6.2).
    static let typicalNotValid = "typical_not_valid"
    /// One creator has more than a quarter of the denominator (12.5).
    static let dominated = "dominated"
    /// Fewer creators than the pipeline asks for (12.3).
    static let fewCreators = "few_creators"
    /// The tier weighs like fewer than five equal creators (12.3).
    static let fewEffectiveCreators = "few_effective_creators"
    /// Fewer creators with positive net revenue than the pipeline asks for (12.3).
    static let fewCreatorsWithSales = "few_creators_with_sales"
    /// An optional component of `E` is present in much more of one tier's posts than of the other's (4.1).
    static let componentGap = "component_gap"
    /// There is data, but no number can be had from it: all are the same, or one creator has everything (12.3).
    static let notEstimable = "not_estimable"
    /// No post has hashtags, so topics are niches (22, S1).
    static let byNiche = "by_niche"
    /// Fewer months than a trend needs (13).
    static let fewMonths = "few_months"
    /// The budget is more than three times what the tier's deals cost (14).
    static let extrapolation = "extrapolation"
    /// The budget buys more deals than the tier has creators (14).
    static let supply = "supply"

    /// The raw contrast is clear, and one creator less makes it unclear or turns it round (12.5).
    static let fragile = "fragile"
    /// The whole interval is within a difference that hardly matters (12.5).
    static let small = "small"
    /// Nothing was found, and only a large difference could have been (12.5).
    static let weakTest = "weak_test"
    /// No rung of the ladder was adequate, so the verdict rests on the raw contrast (12.5).
    static let unadjusted = "unadjusted"

    static let dominatingShare = 0.25
    static let fewestEffectiveCreators = 5.0
    static let largestComponentGap = 0.05
}
