internal import SocialData

/// How posts were made, as far as engagement is compared by it (Methods 22, S8).
package enum StyleDimension: String, PublishedWord {
    case postType = "post_type"
    /// Paid or not, as the file marks it.
    case sponsored
    /// Quartiles within the tier, in Unicode characters.
    case captionLength = "caption_length"
    /// A property of the creator.
    case postingFrequency = "posting_frequency"
}
