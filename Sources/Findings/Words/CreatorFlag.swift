internal import SocialData

/// What is unusual about a creator's numbers (Methods 15).
package enum CreatorFlag: String, PublishedWord {
    case lowForSize = "er_low_for_size"
    case highForSize = "er_high_for_size"
    case commentLike = "comment_like"
    case followerJump = "follower_jump"
    /// A jump that was lost again; it is a jump, too.
    case reversedJump = "follower_jump_reversed"
    /// Any of them; no creator's own flag.
    case any

    /// Those that a creator can carry.
    package static let single = allCases.filter { $0 != .any }
}
