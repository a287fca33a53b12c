import RealModule

/// The always-valid twin of an interval and its p, which hold at all looks together (Methods 24): the normal mixture confidence
/// sequence, which needs no memory of earlier looks.
package struct AlwaysValid: Sendable, Equatable {
    /// `δ − κ(δ − L)` to `δ + κ(U − δ)`, on the scale of the estimate.
    package let interval: ConfidenceInterval
    /// `p_av ≤ α` exactly when the interval excludes 0.
    package let p: Double
    /// `r`, the mixture's variance in units of the estimate's.
    package let mixture: Double
    /// `κ`, how many times as far the limits are from the estimate as those of one look.
    package let stretch: Double
}

extension AlwaysValid {
    /// The power at which the smallest difference worth finding is found.
    private static let power = 0.8

    /// - Parameters:
    ///   - standardError: of the estimate; of the envelope 9.3 that of its part (i).
    ///   - interval: of one look, at the same confidence.
    ///   - target: `τ > 0`, the smallest difference worth finding, on the scale of the estimate: natural logarithms or ROAS points.
    ///
    /// `nil` where the interval or the standard error is, for `se = 0`, and where the interval does not reach beyond the estimate on
    /// the side of 0.
    package init?(
        estimate: Double, standardError: Double?, interval: ConfidenceInterval?, target: Double, confidence: Double = 0.95
    ) {
        precondition(target > 0, "a smallest difference is positive")
        guard let standardError, standardError > 0, let interval else { return nil }
        let near = estimate > 0 ? estimate - interval.lower : interval.upper - estimate
        guard near > 0 else { return nil }
        let z = NormalDistribution.quantile(1 - (1 - confidence) / 2)
        let information = (z + NormalDistribution.quantile(Self.power)) / target
        let mixture = Self.tightest(confidence: confidence) * information * information * standardError * standardError
        // ln(1 + 1/r) of a tiny r is large, and of a large one tiny.
        let spread = (1 + mixture) * (.log(onePlus: 1 / mixture) - 2 * .log(1 - confidence))
        let stretch = spread.squareRoot() / z
        guard
            let stretched = ConfidenceInterval(
                estimate - stretch * (estimate - interval.lower), estimate + stretch * (interval.upper - estimate))
        else { return nil }
        let statistic = z * abs(estimate) / near
        let logEvidence = 0.5 * .log(mixture / (1 + mixture)) + statistic * statistic / (2 * (1 + mixture))
        self.interval = stretched
        p = .exp(-max(0, logEvidence))
        self.mixture = mixture
        self.stretch = stretch
    }

    /// `r* = 1/(x − 1)`, `x > 1` the root of `x − ln x = 1 − 2 ln α`: the mixture that is tightest at the target's information.
    package static func tightest(confidence: Double) -> Double {
        let goal = 1 - 2 * .log(1 - confidence)
        var x = goal + .log(goal)
        // Newton's steps from the right shrink quadratically; the bound is never met.
        for _ in 0..<100 {
            let step = (x - .log(x) - goal) / (1 - 1 / x)
            x -= step
            if abs(step) <= 1e-15 * x { break }
        }
        return 1 / (x - 1)
    }
}
