import RealModule

/// The difference of two positive levels, its interval recovered from each level's own interval on the log scale (MOVER; Methods
/// 9.3 (iii), and of version 2 11.2 (ii)).
///
/// With `[l, u] = θ·exp(∓ t_{1−α/2,ν}·se/θ)`: `δ − √((θ_A−l_A)² + (u_B−θ_B)²)`, `δ + √((u_A−θ_A)² + (θ_B−l_B)²)`.
package struct MoverDifference: Sendable, Equatable {
    /// A level with its standard error, in the level's units, and degrees of freedom.
    struct Level: Sendable, Equatable {
        let value: Double
        let standardError: Double
        let degreesOfFreedom: Double
    }

    /// Levels beyond this half-width on the log scale have no interval (Methods 7).
    private static let largestLogHalfWidth = 700.0
    private static let bisections = 60
    private static let smallestP = 1e-12

    private let a: Level
    private let b: Level

    /// `nil` if a level is not positive.
    init?(_ a: Level, _ b: Level) {
        guard a.value > 0, b.value > 0 else { return nil }
        self.a = a
        self.b = b
    }

    /// 9.3 (iii), of two tiers' pooled values; `nil` also if a tier has no variance.
    package init?(_ a: PooledEstimate, _ b: PooledEstimate) {
        func level(_ estimate: PooledEstimate) -> Level? {
            guard let standardError = estimate.standardErrorCR2, standardError > 0,
                let degreesOfFreedom = estimate.degreesOfFreedom
            else { return nil }
            return Level(value: estimate.value, standardError: standardError, degreesOfFreedom: degreesOfFreedom)
        }
        guard let a = level(a), let b = level(b) else { return nil }
        self.init(a, b)
    }

    /// `nil` where a level has no interval.
    package func interval(confidence: Double = 0.95) -> ConfidenceInterval? { interval(alpha: 1 - confidence) }

    /// The `α` at which the interval touches 0, the upper end of 60 bisections of `ln α` on `[ln 10⁻¹², 0]`.
    package var p: Double {
        var (lower, upper) = (Double.log(Self.smallestP), 0.0)
        for _ in 0..<Self.bisections {
            let middle = (lower + upper) / 2
            if interval(alpha: .exp(middle))?.excludesZero ?? false { upper = middle } else { lower = middle }
        }
        return .exp(upper)
    }

    private func interval(alpha: Double) -> ConfidenceInterval? {
        guard let a = distances(a, alpha: alpha), let b = distances(b, alpha: alpha) else { return nil }
        let difference = self.a.value - self.b.value
        return ConfidenceInterval(difference - .hypot(a.below, b.above), difference + .hypot(a.above, b.below))
    }

    /// From the level down to `l` and up to `u`.
    private func distances(_ level: Level, alpha: Double) -> (below: Double, above: Double)? {
        let t = StudentDistribution.quantile(1 - alpha / 2, degreesOfFreedom: level.degreesOfFreedom)
        let halfWidth = t * level.standardError / level.value
        guard halfWidth <= Self.largestLogHalfWidth else { return nil }
        return (level.value - level.value * .exp(-halfWidth), level.value * .exp(halfWidth) - level.value)
    }
}
