internal import SocialData

/// The elementary intervals of followers (METHODS.md 5): no boundary that any result uses falls inside one, so cells by
/// band can be merged into any tier, bin or shifted boundary.
struct FollowerBands: Sendable {
    /// Lower ends, ascending, the first 0; the last band has no upper end.
    let edges: [Int64]
    /// Tier of each band; nil in a gap between tiers.
    let tiers: [Int?]

    init(scheme: TierScheme) {
        let bounds = ([scheme] + TierScheme.published).flatMap(\.tiers).flatMap { [$0.lower, $0.upper].compactMap(\.self) }
        edges = Set([0] + bounds + TierScheme.sensitivityBoundaries + TierScheme.binEdges).sorted()
        // The band from 0 has no followers of 0: that count is missing (3.1), so its tier is that of 1 follower.
        tiers = edges.map { scheme.tier(followers: max($0, 1)) }
    }

    /// The band of a follower count; nil where it is missing, 0 or negative.
    func band(followers: Int64?) -> Int? {
        guard let followers, followers > 0 else { return nil }
        var low = 0
        var high = edges.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if edges[middle] <= followers { low = middle } else { high = middle }
        }
        return low
    }
}
