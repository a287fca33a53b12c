internal import SocialData
internal import TextValues
internal import Statistics

/// How a creator's followers grew between two counts at most a week apart (Methods 15 (c)).
struct FollowerGrowth: Sendable, Equatable {
    /// The counts of the largest relative gain, on any platform; `before` is positive.
    var before: Int64
    var after: Int64
    /// Whether any gain was a jump, and whether any jump was reversed.
    var hasJump: Bool
    var isReversed: Bool

    private static let longestGap: Int64 = 7 * CivilTime.secondsPerDay

    /// nil without two counts at most a week apart.
    ///
    /// - Parameter accounts: the counts of each platform by instant.
    init?(_ accounts: [[(instant: Int64, followers: Int64)]]) {
        var largest: (before: Int64, after: Int64)?
        var jumps: [AuthenticityFlags.FollowerJump] = []
        for counts in accounts {
            for (before, after) in zip(counts, counts.dropFirst()) where after.instant - before.instant <= Self.longestGap {
                let isLarger =
                    largest.map {
                        Int128(after.followers) * Int128($0.before) > Int128($0.after) * Int128(before.followers)
                    } ?? true
                if isLarger { largest = (before: before.followers, after: after.followers) }
            }
            jumps += AuthenticityFlags.followerJumps(counts)
        }
        guard let largest else { return nil }
        self.init(
            before: largest.before, after: largest.after, hasJump: !jumps.isEmpty,
            isReversed: jumps.contains(where: \.isReversed))
    }

    init(before: Int64, after: Int64, hasJump: Bool, isReversed: Bool) {
        self.before = before
        self.after = after
        self.hasJump = hasJump
        self.isReversed = isReversed
    }

    /// `f₁/f₀ − 1`
    var relativeGain: Double { Double(after) / Double(before) - 1 }
}
