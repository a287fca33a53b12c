/// The elementary intervals of followers (Methods 5): no boundary that any result uses falls inside one, so cells by
/// band can be merged into any tier, bin or shifted boundary.
///
/// A platform with tiers of its own has a set of bands of its own, after those of all others: a band has one tier.
package struct FollowerBands: Sendable {
    /// Lower ends; ascending from 0 within a set, the last band of which has no upper end.
    package let edges: [Int64]
    /// Tier of each band; nil in a gap between tiers.
    package let tiers: [Int?]
    /// Bands in a set.
    private let setCount: Int
    /// Platforms with a set of their own, in the order of the sets.
    private let platforms: ByteTable

    /// Of the bounds of the scheme, of its platforms, published schemes, sensitivity and bins.
    package init(scheme: TierScheme) {
        let own = scheme.tiers + scheme.platforms.flatMap(\.tiers) + TierScheme.published.flatMap(\.tiers)
        let bounds = own.flatMap { [$0.lower, $0.upper].compactMap(\.self) }
        let intervals = Set([0] + bounds + TierScheme.sensitivityBoundaries + TierScheme.binEdges).sorted()
        let sets = [scheme.tiers] + scheme.platforms.map(\.tiers)
        edges = sets.flatMap { _ in intervals }
        // The band from 0 has no followers of 0: that count is missing (3.1), so its tier is that of 1 follower.
        tiers = sets.flatMap { tiers in intervals.map { TierScheme.tier(followers: max($0, 1), of: tiers) } }
        setCount = intervals.count
        var platforms = ByteTable()
        for own in scheme.platforms { _ = platforms.insert(Array(own.platform.utf8).span) }
        self.platforms = platforms
    }

    /// Whether a platform has tiers of its own.
    package var differByPlatform: Bool { !platforms.isEmpty }

    /// The band of a follower count on a platform; nil where it is missing, 0 or negative.
    package func band(followers: Int64?, platform: Span<UInt8>) -> Int? {
        guard let followers, followers > 0 else { return nil }
        let first = firstBand(of: platform)
        var low = first
        var high = first + setCount
        while high - low > 1 {
            let middle = (low + high) / 2
            if edges[middle] <= followers { low = middle } else { high = middle }
        }
        return low
    }

    /// The tier of a follower count on a platform; nil where it is in none.
    package func tier(followers: Int64?, platform: Span<UInt8>) -> Int? {
        band(followers: followers, platform: platform).flatMap { tiers[$0] }
    }

    private func firstBand(of platform: Span<UInt8>) -> Int {
        guard !platforms.isEmpty, let set = platforms.find(platform) else { return 0 }
        return (set + 1) * setCount
    }
}
