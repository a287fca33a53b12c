internal import SocialData

/// Which count of followers a post or deal is tiered by (Methods 3.2, 3.3).
package enum FollowersSource: String, PublishedWord {
    /// Stated by the post itself, or by the deal.
    case post, booking
    /// The last count at or before it, at most 90 days old.
    case snapshotBefore = "snapshot_before"
    /// The first count after it, within 30 days.
    case snapshotAfter = "snapshot_after"
    /// Today's count places a post in a tier and is no denominator.
    case profile, unknown
}
