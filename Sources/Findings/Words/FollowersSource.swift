internal import SocialData

/// Which count of followers a post or deal is tiered by (Methods 3.2, 3.3).
package enum FollowersSource: String, PublishedWord {
    case post, booking
    case snapshotBefore = "snapshot_before"
    case snapshotAfter = "snapshot_after"
    case profile, unknown
}
