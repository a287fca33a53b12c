internal import SocialData

/// What the files say of a claim (Methods 22).
package enum ClaimVerdict: String, PublishedWord {
    case supported = "SUPPORTED"
    case contradicted = "CONTRADICTED"
    case unclear = "UNCLEAR"
    /// We can tell, and it is too small to matter (27).
    case noRelevantDifference = "NO RELEVANT DIFFERENCE"
    case notTestable = "NOT TESTABLE"
    /// A count, not a question (S0).
    case counted = "COUNTED"
}
