import RealModule

/// How concentrated a creator's topics are (Methods 16).
package struct TopicFocus: Sendable, Equatable {
    /// `Σp²`
    package let concentration: Double?
    /// `Σn(n−1)/(N(N−1))`, the headline: plug-in values call creators with few posts focused. `nil` if `N < 2`.
    package let unbiasedConcentration: Double?
    /// `(HHI − 1/K)/(1 − 1/K)`; `nil` if `K < 2`.
    package let normalisedConcentration: Double?
    /// `−Σp ln p`
    package let entropy: Double?
    /// `1 − entropy/ln K`; `nil` if `K < 2`.
    package let focus: Double?

    /// `counts` per topic over a vocabulary of `vocabulary` topics; topics without a post may be left out.
    package init(counts: [Int], vocabulary: Int) {
        precondition(counts.allSatisfy { $0 >= 0 }, "counts are not negative")
        let total = counts.reduce(0, +)
        guard total > 0 else {
            (concentration, unbiasedConcentration, normalisedConcentration, entropy, focus) = (nil, nil, nil, nil, nil)
            return
        }
        let n = Double(total)
        let squares = Double(exactTotal: counts.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) })
        let hhi = squares / (n * n)
        let entropy = max(0, -counts.filter { $0 > 0 }.map { Double($0) / n * .log(Double($0) / n) }.compensatedSum())
        concentration = hhi
        self.entropy = entropy
        let pairs = Double(exactTotal: counts.reduce(Int128(0)) { $0 + Int128($1) * Int128($1 - 1) })
        unbiasedConcentration = total < 2 ? nil : pairs / (n * (n - 1))
        guard vocabulary >= 2 else {
            (normalisedConcentration, focus) = (nil, nil)
            return
        }
        let even = 1 / Double(vocabulary)
        normalisedConcentration = (hhi - even) / (1 - even)
        focus = 1 - entropy / .log(Double(vocabulary))
    }
}

/// How well a creator fits a brand (Methods 16).
package enum Alignment {
    /// The cosine of two vectors of tag counts, from their exact products: with each other, and each with itself; `nil` for a
    /// zero vector.
    package static func cosine(dot: Int128, squares: Int128, otherSquares: Int128) -> Double? {
        guard squares > 0, otherSquares > 0 else { return nil }
        let norms = Double(exactTotal: squares).squareRoot() * Double(exactTotal: otherSquares).squareRoot()
        // Rounding may pass 1 by an ulp.
        return min(1, Double(exactTotal: dot) / norms)
    }

    /// `Σ min(p_k, q_k)` of two audience distributions over the same segments, each normalised to 1; `nil` if either
    /// sums outside [0.95, 1.05], which is not a distribution but something else.
    package static func audienceOverlap(_ p: [Double], _ q: [Double]) -> Double? {
        precondition(p.count == q.count, "both distributions are over the same segments")
        let (sumP, sumQ) = (p.compensatedSum(), q.compensatedSum())
        let whole = 0.95...1.05
        guard whole.contains(sumP), whole.contains(sumQ) else { return nil }
        return zip(p, q).map { min($0 / sumP, $1 / sumQ) }.compensatedSum()
    }
}
