@testable import Statistics

/// One-way analysis of variance (Methods 17.3): shifted by the first value, then two passes.
struct OneWayAnalysis: Sendable, Equatable {
    /// Between over within mean square; `nil` when the values within groups do not vary.
    let f: Double?
    /// Between over total sum of squares; `nil` when no value varies.
    let rSquared: Double?
    /// `√(within mean square)`
    let residualStandardDeviation: Double

    /// `nil` for fewer than two groups, an empty group, or no group with two values.
    init?(_ groups: [[Double]]) {
        let count = groups.reduce(0) { $0 + $1.count }
        guard groups.count > 1, groups.allSatisfy({ !$0.isEmpty }), count > groups.count else { return nil }
        let shift = groups[0][0]
        let shifted = groups.map { $0.map { $0 - shift } }
        let grandMean = shifted.joined().compensatedSum() / Double(count)
        var (between, within) = (CompensatedSum(), CompensatedSum())
        for group in shifted {
            let n = Double(group.count)
            guard let moments = Moments(group) else { return nil }
            between.add(n * (moments.mean - grandMean) * (moments.mean - grandMean))
            within.add((moments.variance ?? 0) * (n - 1))
        }
        let residual = within.value / Double(count - groups.count)
        f = residual > 0 ? between.value / Double(groups.count - 1) / residual : nil
        let total = between.value + within.value
        rSquared = total > 0 ? between.value / total : nil
        residualStandardDeviation = residual.squareRoot()
    }
}
