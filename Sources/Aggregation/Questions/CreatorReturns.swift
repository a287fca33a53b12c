internal import SocialData
internal import Statistics

/// What the deals of each creator cost and brought back, by tier and over all tiers, in canonical order (Methods 26).
struct CreatorReturns: Sendable {
    /// One creator's deals that enter the money metrics.
    struct Creator: Sendable {
        /// Canonical place.
        let rank: Int32
        let deals: Int
        let cost: Int128
        let net: Int128

        /// nil without deals.
        fileprivate init?(_ rank: Int32, _ deals: [PaidDeal]) {
            guard !deals.isEmpty else { return nil }
            self.rank = rank
            self.deals = deals.count
            cost = deals.reduce(0) { $0 + Int128($1.cost) }
            net = deals.reduce(0) { $0 + $1.net }
        }
    }

    /// By tier.
    private(set) var tiers: [[Creator]]
    /// All tiers together.
    private(set) var programme: [Creator] = []
    /// By tier, then canonical place; nil where a tier's variances cannot be told apart (26.3).
    private(set) var shrunk: [[Int32: ShrunkReturns.Creator]?]
    /// By tier, what draws of past deals are made from (14).
    private(set) var deals: [EqualBudget.Deals]

    init(_ tally: MergedTally) {
        tiers = [[Creator]](repeating: [], count: tally.tierCount)
        deals = [EqualBudget.Deals](repeating: EqualBudget.Deals(), count: tally.tierCount)
        for (place, creator) in tally.creatorsInOrder.enumerated() {
            let paid = tally.creatorTally.deals(creator)
            guard let whole = Creator(Int32(place), paid) else { continue }
            programme.append(whole)
            for tier in tiers.indices {
                let own = paid.filter { $0.tier == tier }
                guard let part = Creator(Int32(place), own) else { continue }
                tiers[tier].append(part)
                deals[tier].append(creatorDeals: own.map { (cost: $0.cost, net: Int64(clamping: $0.net)) })
            }
        }
        shrunk = zip(tiers, deals).map { creators, deals in
            ShrunkReturns(deals).map { Dictionary(uniqueKeysWithValues: zip(creators.map(\.rank), $0.creators)) }
        }
    }

    /// Of some creators, for intervals over them.
    static func sample(_ creators: [Creator]) -> TierSample {
        var sample = TierSample(minimumCapacity: creators.count)
        for creator in creators {
            sample.append(
                creator: creator.rank, units: creator.deals, numerator: Double(exactTotal: creator.net),
                denominator: Double(exactTotal: creator.cost))
        }
        return sample
    }
}
