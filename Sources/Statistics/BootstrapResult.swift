/// Intervals and p of a bootstrap (Methods 8.4).
package struct BootstrapResult: Sendable, Equatable {
    /// `δ` of the data themselves, on the bootstrap's scale.
    package let estimate: Double
    /// CR1; `nil` when a tier has one creator.
    package let standardError: Double?
    /// `c`, the `k`-th smallest `t*` with `k = B + 1 − ⌊α(B + 1) + 10⁻⁹⌋`; `nil` where it is infinite.
    package let critical: Double?
    /// Studentised and symmetric, the one used: `δ ± c·se`.
    package let interval: ConfidenceInterval?
    /// `(1 + #{t* ≥ t₀(1 − 10⁻¹²)})/(B + 1)`; `p ≤ α` exactly when 0 lies outside the interval.
    package let p: Double?
    /// Type 7 quantiles of the defined `δ*`; under-covers, not printed.
    package let percentileInterval: ConfidenceInterval?
    /// `B`, the number of replicates.
    package let resamples: Int
    /// Replicates whose `t*` is infinite.
    package let degenerate: Int

    init(estimate: Double, standardError: Double?, replicates: [Bootstrap.Replicate], confidence: Double) {
        self.estimate = estimate
        self.standardError = standardError
        resamples = replicates.count
        let statistics = replicates.map { Self.statistic($0, about: estimate) }.sorted()
        degenerate = statistics.count { $0 == .infinity }

        let alpha = 1 - confidence
        let size = replicates.count
        let rank = size + 1 - Int((alpha * Double(size + 1) + 1e-9).rounded(.down))
        let quantile = rank <= size ? statistics[rank - 1] : .infinity
        if let standardError, standardError > 0 {
            critical = quantile.isFinite ? quantile : nil
            interval = ConfidenceInterval(centre: estimate, halfWidth: quantile * standardError)
            let threshold = abs(estimate) / standardError * (1 - 1e-12)
            p = Double(1 + statistics.count { $0 >= threshold }) / Double(size + 1)
        } else {
            (critical, interval, p) = (nil, nil, nil)
        }

        let estimates = replicates.compactMap(\.estimate).sorted()
        if let lower = Quantiles.type7(sorted: estimates, alpha / 2),
            let upper = Quantiles.type7(sorted: estimates, 1 - alpha / 2)
        {
            percentileInterval = ConfidenceInterval(lower, upper)
        } else {
            percentileInterval = nil
        }
    }

    /// `t* = |δ* − δ|/se*`, infinite where it is undefined; it never leaves this file.
    private static func statistic(_ replicate: Bootstrap.Replicate, about estimate: Double) -> Double {
        guard let value = replicate.estimate, let standardError = replicate.standardError else { return .infinity }
        let distance = abs(value - estimate)
        if standardError == 0 { return distance == 0 ? 0 : .infinity }
        return distance / standardError
    }
}
