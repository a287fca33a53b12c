/// Spearman's rank correlation with a permutation p over creators (Methods 22, S7 and S9).
package struct RankCorrelation: Sendable, Equatable {
    /// ρ of midranks, in [−1, 1]; `nil` when either side is constant.
    package let rho: Double?
    /// `(1 + #{|ρ*| ≥ |ρ|(1 − 10⁻¹⁰)})/(B + 1)`
    package let p: Double?
    /// Pairs, at least three.
    package let creators: Int

    /// Pairs are one per creator, in canonical order; `nil` for fewer than three.
    ///
    /// A permutation is a whole Fisher–Yates shuffle with the draws of Methods 10.3.
    package init?(
        _ x: [Double], _ y: [Double], seed: UInt64, label: String, resamples: Int = 9_999
    ) {
        precondition(x.count == y.count, "one pair per creator")
        guard x.count > 2 else { return nil }
        creators = x.count
        let (ranksX, ranksY) = (Self.centredMidranks(x), Self.centredMidranks(y))
        let (squaresX, squaresY) = (Self.dot(ranksX, ranksX), Self.dot(ranksY, ranksY))
        guard squaresX > 0, squaresY > 0 else {
            (rho, p) = (nil, nil)
            return
        }
        // The norms do not change when labels are exchanged: the integer dot products decide.
        let observed = Self.dot(ranksX, ranksY)
        let stream = RandomStream(seed: seed, label: label)
        var reached = 0
        for b in 0..<resamples {
            let random = stream.replicate(b)
            var shuffled = ranksY
            for i in 0..<shuffled.count - 1 {
                shuffled.swapAt(i, i + random.bounded(i, below: shuffled.count - i))
            }
            if abs(Self.dot(ranksX, shuffled)) >= abs(observed) { reached += 1 }
        }
        let quotient = Double(observed) / (Double(squaresX).squareRoot() * Double(squaresY).squareRoot())
        // Rounding may pass ±1 by an ulp.
        rho = max(-1, min(1, quotient))
        p = Double(1 + reached) / Double(resamples + 1)
    }

    /// Twice the midranks less `n + 1`: integers with sum 0.
    private static func centredMidranks(_ values: [Double]) -> [Int] {
        let pool = RankedPool(values)
        var ranks = [Int](repeating: 0, count: values.count)
        var start = 0
        for end in pool.groupEnds {
            for offset in start..<end { ranks[pool.order[offset]] = start + end + 1 - (values.count + 1) }
            start = end
        }
        return ranks
    }

    private static func dot(_ x: [Int], _ y: [Int]) -> Int {
        var sum = 0
        for index in x.indices { sum += x[index] * y[index] }
        return sum
    }
}
