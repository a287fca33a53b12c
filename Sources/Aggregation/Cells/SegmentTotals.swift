internal import SocialData

/// Units of one tier of one segment that could be used, and what they lack.
struct Coverage: Sendable, Equatable {
    /// Organic posts.
    var posts = 0
    /// Deals that enter the money metrics.
    var deals = 0
    /// Units without the numerator or the denominator, by metric.
    var missing = [Int](repeating: 0, count: Metric.count)
    /// Deals whose orders bring less than nothing: of a negative gross no share can be refunded.
    var negativeGross = 0
    /// Posts that have `E`, and of these the ones that have each optional component (Methods 4.1).
    var engagement = 0
    var withShares = 0
    var withSaves = 0

    static func += (total: inout Coverage, other: Coverage) {
        total.posts += other.posts
        total.deals += other.deals
        for metric in total.missing.indices { total.missing[metric] += other.missing[metric] }
        total.negativeGross += other.negativeGross
        total.engagement += other.engagement
        total.withShares += other.withShares
        total.withSaves += other.withSaves
    }
}

/// Everything estimates are computed from, for the tiers of one segment.
struct SegmentTotals: Sendable {
    /// By tier.
    var coverage: [Coverage]
    /// By tier, then metric: `tier * Metric.count + metric`.
    var creators: [CreatorTotals]

    init(tierCount: Int) {
        coverage = [Coverage](repeating: Coverage(), count: tierCount)
        creators = [CreatorTotals](repeating: CreatorTotals(), count: tierCount * Metric.count)
    }

    func totals(tier: Int, _ metric: Metric) -> CreatorTotals { creators[tier * Metric.count + metric.place] }

    /// Adds what one shard has of the segment.
    mutating func append(_ other: SegmentTotals, slice: Int) {
        for tier in coverage.indices { coverage[tier] += other.coverage[tier] }
        for index in creators.indices { creators[index].append(piece: other.creators[index], slice: slice) }
    }

    /// To be called after the last shard.
    mutating func trim() {
        for index in creators.indices { creators[index].trim() }
    }
}
