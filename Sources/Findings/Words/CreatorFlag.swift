internal import SocialData

/// What is unusual about a creator's numbers (Methods 15).
package enum CreatorFlag: String, PublishedWord {
    /// Robust z of the rate at most −3.5 within platform and follower bin.
    case lowForSize = "er_low_for_size"
    /// Robust z of the rate at least 3.5 there.
    case highForSize = "er_high_for_size"
    /// Comments in another proportion to likes than on the platform, |z| at least 3.5.
    case commentLike = "comment_like"
    /// A gain of at least 500 followers and 10 % within a week.
    case followerJump = "follower_jump"
    /// A jump that was lost again; it is a jump, too.
    case reversedJump = "follower_jump_reversed"
    /// Any of them; no creator's own flag.
    case any

    /// Those that a creator can carry.
    package static let single = allCases.filter { $0 != .any }
}
