/// Who is in a tier (the last one: in none), counted exactly (Methods 22, S0).
struct CensusTotals: Sendable, Equatable {
    var creators = 0
    /// Posts that are used, boosted ones included.
    var posts = 0
    /// Deals that enter the money metrics or are unpaid.
    var deals = 0
    /// Creators that are also in another tier.
    var crossing = 0

    static func += (total: inout CensusTotals, other: CensusTotals) {
        total.creators += other.creators
        total.posts += other.posts
        total.deals += other.deals
        total.crossing += other.crossing
    }
}

/// Notes in which tiers a shard's creators are.
struct TierPresence {
    /// Tiers, the one for "in no tier" included.
    private let tierCount: Int
    private var present: [Bool]

    init(creators: Int, tierCount: Int) {
        self.tierCount = tierCount
        present = [Bool](repeating: false, count: creators * tierCount)
    }

    mutating func note(creator: Int, tier: Int) { present[creator * tierCount + tier] = true }

    /// Adds creators and crossing creators to the totals of each tier. Being in no tier is not another tier.
    func count(into totals: inout [CensusTotals]) {
        let proper = tierCount - 1
        for start in stride(from: 0, to: present.count, by: tierCount) {
            let tiers = present[start..<start + proper].count { $0 }
            for tier in 0..<tierCount where present[start + tier] {
                totals[tier].creators += 1
                if tiers > (tier < proper ? 1 : 0) { totals[tier].crossing += 1 }
            }
        }
    }
}
