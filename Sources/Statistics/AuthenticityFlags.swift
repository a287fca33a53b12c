import RealModule

/// Heuristics that mark unusual creators (Methods 15). They are shown with their inputs and drop nothing by themselves.
package enum AuthenticityFlags {
    /// `|z|` from here on is unusual.
    package static let limit = 3.5
    /// A group smaller than this has no robust z.
    package static let minimumCreators = 20

    /// `(x − median)/(1.4826·MAD)`; all `nil` if the MAD is 0 or there are no values.
    package static func robustZ(_ values: [Double]) -> [Double?] {
        guard let median = Quantiles.type7(sorted: values.sorted(), 0.5),
            let deviation = Quantiles.type7(sorted: values.map { abs($0 - median) }.sorted(), 0.5), deviation > 0
        else { return values.map { _ in nil } }
        return values.map { ($0 - median) / (1.4826 * deviation) }
    }

    /// (a) z of `l_c` among creators of the same platform and follower bin.
    ///
    /// Bins are merged upward until a block has 20 creators, and a short remainder joins the last block; `nil` where
    /// the platform has fewer than 20. `er_low_for_size` is z ≤ −3.5, `er_high_for_size` z ≥ 3.5.
    package static func engagementForSize(platforms: [Int], bins: [Int], logRates: [Double]) -> [Double?] {
        precondition(platforms.count == bins.count && bins.count == logRates.count, "one entry per creator")
        return byPlatform(platforms) { members in
            let occupied = Dictionary(grouping: members) { bins[$0] }.sorted { $0.key < $1.key }.map(\.value)
            var blocks: [[Int]] = []
            var block: [Int] = []
            for creators in occupied {
                block += creators
                if block.count >= minimumCreators {
                    blocks.append(block)
                    block = []
                }
            }
            if !block.isEmpty { blocks[blocks.count - 1] += block }
            return blocks.flatMap { block in zip(block, robustZ(block.map { logRates[$0] })) }
        }
    }

    /// `ln((C + ½)/(L + ½))` of a creator's posts on a platform, for (b).
    package static func commentLike(comments: Double, likes: Double) -> Double { .log((comments + 0.5) / (likes + 0.5)) }

    /// (b) z of `values`, made by `commentLike`, within the platform; `comment_like` is |z| ≥ 3.5.
    package static func withinPlatform(platforms: [Int], values: [Double]) -> [Double?] {
        precondition(platforms.count == values.count, "one entry per creator")
        return byPlatform(platforms) { members in
            Array(zip(members, robustZ(members.map { values[$0] })))
        }
    }

    /// The answers for platforms with enough creators, in input order; the others are `nil`.
    private static func byPlatform(_ platforms: [Int], _ answers: ([Int]) -> [(Int, Double?)]) -> [Double?] {
        var result = [Double?](repeating: nil, count: platforms.count)
        for members in Dictionary(grouping: platforms.indices, by: { platforms[$0] }).values
        where members.count >= minimumCreators {
            for (index, answer) in answers(members) { result[index] = answer }
        }
        return result
    }

    /// One sudden gain of followers.
    package struct FollowerJump: Sendable, Equatable {
        /// Index of the snapshot before the jump.
        package let index: Int
        /// Followers of the snapshot before the jump.
        package let from: Int64
        /// Followers of the snapshot after it.
        package let to: Int64
        /// Whether more than half of the gain was lost again within 30 days.
        package let isReversed: Bool
    }

    /// (c) consecutive snapshots at most 7 days apart with a gain of at least 500 and of at least 10 %.
    ///
    /// Snapshots are of one account, by ascending instant in seconds.
    package static func followerJumps(_ snapshots: [(instant: Int64, followers: Int64)]) -> [FollowerJump] {
        let day: Int64 = 86_400
        return zip(snapshots.indices, zip(snapshots, snapshots.dropFirst())).compactMap { index, pair in
            let (before, after) = pair
            guard after.instant - before.instant <= 7 * day, after.followers - before.followers >= 500,
                10 * Int128(after.followers) >= 11 * Int128(before.followers)
            else { return nil }
            let middle = Int128(before.followers) + Int128(after.followers)
            let isReversed = snapshots[(index + 2)...]
                .prefix { $0.instant - after.instant <= 30 * day }
                .contains { 2 * Int128($0.followers) < middle }
            return FollowerJump(index: index, from: before.followers, to: after.followers, isReversed: isReversed)
        }
    }
}
