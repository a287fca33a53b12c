import RealModule

/// A share of creators with Wilson's interval (Methods 26.1).
package struct ShareEstimate: Sendable, Equatable {
    /// `k`
    package let count: Int
    /// `G`
    package let total: Int
    /// `k/G`
    package let value: Double
    /// The lower limit is 0 if `k = 0`, the upper one 1 if `k = G`.
    package let interval: ConfidenceInterval

    /// `nil` for none in total.
    package init?(_ count: Int, of total: Int, confidence: Double = 0.95) {
        precondition(count >= 0 && count <= total, "a share counts members of its total")
        guard total > 0 else { return nil }
        let n = Double(total)
        let z = NormalDistribution.quantile(1 - (1 - confidence) / 2)
        let share = Double(count) / n
        let shrink = 1 + z * z / n
        let centre = (share + z * z / (2 * n)) / shrink
        let halfWidth = z / shrink * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        guard
            let interval = ConfidenceInterval(
                count == 0 ? 0 : centre - halfWidth, count == total ? 1 : centre + halfWidth)
        else { return nil }
        self.count = count
        self.total = total
        value = share
        self.interval = interval
    }

    /// `A − B`, a difference of shares, with Newcombe's hybrid of the two Wilson intervals.
    package static func difference(
        _ a: ShareEstimate, _ b: ShareEstimate
    ) -> (value: Double, interval: ConfidenceInterval?) {
        let difference = a.value - b.value
        return (
            difference,
            ConfidenceInterval(
                difference - .hypot(a.value - a.interval.lower, b.interval.upper - b.value),
                difference + .hypot(a.interval.upper - a.value, b.value - b.interval.lower))
        )
    }
}
