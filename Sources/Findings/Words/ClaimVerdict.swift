internal import SocialData

/// What the files say of a claim (Methods 22).
package enum ClaimVerdict: String, PublishedWord {
    /// The verdict is the tier that the claim names.
    case supported = "SUPPORTED"
    /// It is the other tier.
    case contradicted = "CONTRADICTED"
    /// No clear difference: the files do not tell.
    case unclear = "UNCLEAR"
    /// We can tell, and it is too small to matter (27).
    case noRelevantDifference = "NO RELEVANT DIFFERENCE"
    /// Not enough data, or columns that are not there.
    case notTestable = "NOT TESTABLE"
    /// A count, not a question (S0).
    case counted = "COUNTED"
}
