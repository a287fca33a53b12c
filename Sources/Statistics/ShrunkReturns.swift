import RealModule

/// Each creator's return shrunk towards its tier (Methods 26.3): normal–normal on `ln(1 + ROAS)`, variance components by moments.
///
/// A creator with few deals says little about the next one; what its return differs from the tier's by is believed only as far as
/// deals of one creator are more alike than deals of two. Returns below 0 count as 0 here.
package struct ShrunkReturns: Sendable, Equatable {
    /// One creator, in the order of the deals.
    package struct Creator: Sendable, Equatable {
        /// `ROAS_c` of all its deals together.
        package let value: Double
        /// `B_c = τ²/(τ² + σ²/n_c)`, from 0 (nothing is known beyond the tier) to 1.
        package let reliability: Double
        /// `exp(t + B_c·(y_c − t)) − 1` with `y_c = ln(1 + ROAS_c)` and `t = ln(1 + θ)`.
        package let shrunk: Double
    }

    /// Fewer creators, or fewer deals beyond each creator's first, do not tell the two variances apart.
    package static let minimumCreators = 10
    package static let minimumRepeats = 10
    private static let rounding = 1e-18

    /// `θ`, the tier's ROAS.
    package let tier: Double
    /// `σ²` of deals of one creator, in squared logarithms: `Σ(y_cd − ȳ_c)²/(N − G)`.
    package let dealVariance: Double
    /// `τ²` of creators: `s² − σ²·mean(1/n_c)`, `s²` the variance of `y_c`; 0 where that is not above 10⁻¹⁸, the rounding of equal
    /// returns.
    package let creatorVariance: Double
    /// Parallel to the creators of the deals.
    package let creators: [Creator]

    /// `nil` where the tier has fewer than `minimumCreators`, or fewer than `minimumRepeats` further deals of them.
    package init?(_ deals: EqualBudget.Deals) {
        let count = deals.creators.count
        let repeats = deals.costs.count - count
        guard count >= Self.minimumCreators, repeats >= Self.minimumRepeats else { return nil }
        var (within, inverses) = (CompensatedSum(), CompensatedSum())
        var returns: [Double] = []
        var (netOfTier, costOfTier) = (Int128(0), Int128(0))
        for range in deals.creators {
            let logs = range.map { Self.log(Double(deals.nets[$0]) / Double(deals.costs[$0])) }
            if let moments = Moments(logs), let variance = moments.variance {
                within.add(variance * Double(logs.count - 1))
            }
            inverses.add(1 / Double(range.count))
            let net = range.reduce(Int128(0)) { $0 + Int128(deals.nets[$1]) }
            let cost = range.reduce(Int128(0)) { $0 + Int128(deals.costs[$1]) }
            returns.append(Double(exactTotal: net) / Double(exactTotal: cost))
            netOfTier += net
            costOfTier += cost
        }
        guard let spread = Moments(returns.map(Self.log))?.variance else { return nil }
        let dealVariance = within.value / Double(repeats)
        let remaining = spread - dealVariance * inverses.value / Double(count)
        let creatorVariance = remaining > Self.rounding ? remaining : 0
        tier = Double(exactTotal: netOfTier) / Double(exactTotal: costOfTier)
        let centre = Self.log(tier)
        self.dealVariance = dealVariance
        self.creatorVariance = creatorVariance
        creators = zip(deals.creators, returns).map { range, value in
            let reliability =
                creatorVariance > 0 ? creatorVariance / (creatorVariance + dealVariance / Double(range.count)) : 0
            return Creator(
                value: value, reliability: reliability,
                shrunk: .expMinusOne(centre + reliability * (Self.log(value) - centre)))
        }
    }

    /// `ln(1 + ROAS)`; a loss beyond the whole sale counts as no sale.
    private static func log(_ value: Double) -> Double { .log(onePlus: max(0, value)) }
}
