internal import SocialData

/// What is changed about the tiers to see whether a verdict stays (Methods 12.2).
package enum SensitivityKind: String, PublishedWord {
    /// Where A ends and B begins, or a published scheme with bounds of its own.
    case boundary, scheme
}
