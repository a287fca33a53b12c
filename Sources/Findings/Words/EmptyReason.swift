internal import SocialData

/// Why numbers of a row are absent, as tables and pages say it.
package enum EmptyReason: String, PublishedWord {
    // Bounds for what is missing (Methods 28).
    case noUnits = "a tier has no units"
    case allMissing = "nothing of a tier is there"
    case notPositive = "a rate or a quartile is 0, which has no logarithm"
    // Returns (26).
    case unknownReturns = "no order is credited to any deal"
    case noDeals = "no deal counts"
    case noInterval = "no interval of the return can be computed"
    /// Fewer than `ShrunkReturns` needs to tell deals and creators apart (26.3).
    case fewRepeats = "the tier has fewer than 10 creators with deals, or fewer than 10 further deals of them"
}
