/// What a budget would have bought in one tier (Methods 14), by simulation from its observed deals.
///
/// Replicate `r` draws creators with replacement (uncertainty about the tier), then deals from their pool until the
/// budget is spent (luck of the next campaign). Money is integers of 1/10,000; only the last deal is taken in
/// proportion.
package struct EqualBudget: Sendable {
    /// The deals of a tier, by creator in canonical order and by deal order within the creator.
    package struct Deals: Sendable {
        /// Cost and net revenue of each deal, in 1/10,000 of the currency; parallel.
        package private(set) var costs: [Int64] = []
        package private(set) var nets: [Int64] = []
        /// The deals of each creator; never empty.
        package private(set) var creators: [Range<Int>] = []

        /// Without deals; creators are appended in canonical order.
        package init() {}

        /// Appends one creator's deals; every cost is positive, because unpaid deals are reported on their own.
        package mutating func append(creatorDeals: [(cost: Int64, net: Int64)]) {
            precondition(
                !creatorDeals.isEmpty && creatorDeals.allSatisfy { $0.cost > 0 },
                "creators in a portfolio have paid deals")
            creators.append(costs.count..<costs.count + creatorDeals.count)
            costs.append(contentsOf: creatorDeals.map(\.cost))
            nets.append(contentsOf: creatorDeals.map(\.net))
        }

        /// Whether there is no creator, and so nothing to draw from.
        package var isEmpty: Bool { creators.isEmpty }

        /// The tier's observed spend.
        package var spend: Int128 { costs.reduce(0) { $0 + Int128($1) } }
    }

    /// One replicate's outcome.
    package struct Outcome: Sendable, Equatable {
        /// `m·net − b`, in 1/10,000 of the currency.
        package let profit: Double
        /// Deals drawn, the last in part.
        package let deals: Int
        /// What as many deals as the tier has creators cost; nil where the budget buys no more than these.
        package var costOfSupply: Int64?

        /// Two parts of a budget, spent side by side.
        package static func + (first: Outcome, second: Outcome) -> Outcome {
            Outcome(profit: first.profit + second.profit, deals: first.deals + second.deals)
        }
    }

    /// What is reported of many replicates. Returns are `profit/b`.
    package struct Summary: Sendable, Equatable {
        /// Of the returns; an expectation over tier and luck together.
        package let mean: Double
        /// Type 7 quantiles of the returns, at 5, 50 and 95 %.
        package let p5: Double
        package let p50: Double
        package let p95: Double
        /// Share of replicates with a loss.
        package let lossProbability: Double
    }

    /// A budget that would take more draws than this per replicate is far outside what the deals can tell.
    package static let maximumExpectedDeals = 1_000_000

    /// What is drawn from.
    package let deals: Deals
    /// `m`, the gross margin on net revenue.
    package let margin: Double
    private let creatorStream: RandomStream
    private let dealStream: RandomStream

    /// `nil` for a tier without deals. `margin` is the gross margin `m`.
    package init?(_ deals: Deals, tier: String, seed: UInt64, margin: Double = 1) {
        guard !deals.isEmpty else { return nil }
        self.deals = deals
        self.margin = margin
        creatorStream = RandomStream(seed: seed, label: "portfolio/v1/\(tier)/boot")
        dealStream = RandomStream(seed: seed, label: "portfolio/v1/\(tier)/draw")
    }

    /// Whether the budget is more than three times the observed spend (note `extrapolation`).
    package func isExtrapolation(budget: Int64) -> Bool { Int128(budget) > 3 * deals.spend }

    /// The outcomes of a range of replicates, each a pure function of its number; `nil` when the budget would need more
    /// than `maximumExpectedDeals` draws.
    package func outcomes(budget: Int64, _ range: Range<Int>) -> [Outcome]? {
        let expected = Int128(budget) * Int128(deals.costs.count) / deals.spend
        guard expected <= Int128(Self.maximumExpectedDeals) else { return nil }
        return range.map { outcome(budget: budget, replicate: $0) }
    }

    private func outcome(budget: Int64, replicate: Int) -> Outcome {
        guard budget > 0 else { return Outcome(profit: 0, deals: 0) }
        let creatorDraws = creatorStream.replicate(replicate)
        var pool: [Int] = []
        pool.reserveCapacity(deals.costs.count)
        for k in deals.creators.indices {
            pool.append(contentsOf: deals.creators[creatorDraws.bounded(k, below: deals.creators.count)])
        }
        let dealDraws = dealStream.replicate(replicate)
        var (spent, net) = (Int128(0), Int128(0))
        var drawn = 0
        var costOfSupply: Int64?
        while true {
            let deal = pool[dealDraws.bounded(drawn, below: pool.count)]
            let cost = Int128(deals.costs[deal])
            drawn += 1
            let left = Int128(budget) - spent
            if cost >= left {
                let part = Double(deals.nets[deal]) * (Double(exactTotal: left) / Double(exactTotal: cost))
                return Outcome(profit: margin * (Double(exactTotal: net) + part) - Double(budget), deals: drawn, costOfSupply: costOfSupply)
            }
            spent += cost
            if drawn == deals.creators.count { costOfSupply = Int64(spent) }
            net += Int128(deals.nets[deal])
        }
    }

    /// Mean, quantiles and losses of profits on a budget; `nil` without replicates.
    package static func summary(profits: [Double], budget: Int64) -> Summary? {
        let returns = profits.map { $0 / Double(budget) }
        let sorted = returns.sorted()
        guard budget > 0, let mean = Moments(returns)?.mean, let p5 = Quantiles.type7(sorted: sorted, 0.05),
            let p50 = Quantiles.type7(sorted: sorted, 0.5), let p95 = Quantiles.type7(sorted: sorted, 0.95)
        else { return nil }
        let losses = profits.count { $0 < 0 }
        return Summary(
            mean: mean, p5: p5, p50: p50, p95: p95, lossProbability: Double(losses) / Double(profits.count))
    }

    /// The median number of deals used; above the tier's creators it is the note `supply`.
    package static func medianDeals(_ outcomes: [Outcome]) -> Double? {
        Quantiles.type7(sorted: outcomes.map { Double($0.deals) }.sorted(), 0.5)
    }

    /// The largest budget that has neither note: the median draw spends it on no more deals than the tier has creators, and it is
    /// at most three times the observed spend.
    ///
    /// - Parameter outcomes: of `budget`.
    package func largest(_ outcomes: [Outcome], budget: Int64) -> Int64 {
        let limits = outcomes.map { $0.costOfSupply ?? budget }.sorted()
        // The lower one of two in the middle, so that the median over both keeps to the creators.
        let supplied = limits.isEmpty ? budget : limits[(limits.count - 1) / 2]
        return min(supplied, Int64(clamping: 3 * deals.spend))
    }

    /// `P(A beats B)`: the share of replicates in which A's profit is larger, ties half; `nil` without replicates.
    package static func beats(_ a: [Double], _ b: [Double]) -> Double? {
        precondition(a.count == b.count, "replicates are compared one by one")
        guard !a.isEmpty else { return nil }
        let wins = zip(a, b).reduce(0.0) { $0 + ($1.0 > $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
        return wins / Double(a.count)
    }

    /// The budget of A in a mix with `percent` of it: `⌊b·w/100⌋`.
    package static func share(of budget: Int64, percent: Int) -> Int64 {
        Int64(Int128(budget) * Int128(percent) / 100)
    }
}
