/// Organic posts that have `E` on one platform, by tier, and of these the ones with each optional component (Methods 4.1).
struct ComponentCounts: Sendable, Equatable {
    private var posts: [Int]
    private var withShares: [Int]
    private var withSaves: [Int]

    var tierCount: Int { posts.count }

    /// Shares of posts that differ by more than one in this many, 0.05, are exported unevenly.
    private static let smallestPart: Int128 = 20

    init(tierCount: Int) {
        posts = [Int](repeating: 0, count: tierCount)
        (withShares, withSaves) = (posts, posts)
    }

    mutating func add(_ coverage: Coverage, tier: Int) {
        posts[tier] += coverage.engagement
        withShares[tier] += coverage.withShares
        withSaves[tier] += coverage.withSaves
    }

    static func += (total: inout ComponentCounts, other: ComponentCounts) {
        for tier in total.posts.indices {
            total.posts[tier] += other.posts[tier]
            total.withShares[tier] += other.withShares[tier]
            total.withSaves[tier] += other.withSaves[tier]
        }
    }

    /// Whether both tiers use the platform, and the shares of their posts with a component differ too much.
    func isUneven(_ a: Int, _ b: Int) -> Bool {
        guard posts[a] > 0, posts[b] > 0 else { return false }
        // In integers: 20 of 20 and 19 of 20 differ by 0.05, and not by more.
        let (postsA, postsB) = (Int128(posts[a]), Int128(posts[b]))
        return [withShares, withSaves].contains { counts in
            Self.smallestPart * abs(Int128(counts[a]) * postsB - Int128(counts[b]) * postsA) > postsA * postsB
        }
    }
}

/// The same by platform's word.
struct PlatformComponents: Sendable {
    private var counts: [[UInt8]: ComponentCounts] = [:]

    /// Adds what a shard's platforms export of each tier.
    mutating func merge(_ other: [[UInt8]: ComponentCounts]) {
        counts.merge(other) { counts, others in
            var sum = counts
            sum += others
            return sum
        }
    }

    /// Whether shares or saves are exported unevenly between two tiers on some platform, so that the tiers are compared in likes
    /// and comments only (Methods 4.1).
    func isUneven(_ a: Int, _ b: Int) -> Bool { counts.values.contains { $0.isUneven(a, b) } }
}

extension ComponentCounts: PackedState {
    func pack(into part: inout PartWriter) { for counts in [posts, withShares, withSaves] { part.append(counts) } }

    init(from part: inout PartReader) throws(AggregationError) {
        posts = try part.array()
        (withShares, withSaves) = (try part.array(count: posts.count), try part.array(count: posts.count))
    }
}
