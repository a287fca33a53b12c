import RealModule

/// Student's t distribution with `ν ≥ 1` degrees of freedom, not necessarily an integer (Methods 18).
package enum StudentDistribution {
    /// Beyond this `t²` would overflow, and the tail is its leading term, a multiple of `t^(−ν)`, to the last digit.
    private static let powerLawStart = 1e150

    /// `P(T ≤ t)`, relative error below 10⁻¹¹ in both tails.
    package static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
        upperTail(-t, degreesOfFreedom: degreesOfFreedom)
    }

    /// `P(T > t)`, computed directly: the small tail is never `1 −` the large one.
    package static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
        let half = 0.5 * twoSidedP(t, degreesOfFreedom: degreesOfFreedom)
        return t > 0 ? half : 1 - half
    }

    /// `P(|T| ≥ |t|) = I_x(ν/2, ½)` with `x = ν/(ν + t²)`.
    package static func twoSidedP(_ t: Double, degreesOfFreedom nu: Double) -> Double {
        precondition(nu >= 1 && t.isFinite, "Student's distribution is used with ν ≥ 1 and a finite t")
        if abs(t) > powerLawStart {
            let start = twoSidedP(powerLawStart, degreesOfFreedom: nu)
            return start * .exp(-nu * (.log(abs(t)) - .log(powerLawStart)))
        }
        let square = t * t / nu
        return IncompleteBeta.regularised(nu / 2, 0.5, x: 1 / (1 + square), y: 1 / (1 + 1 / square))
    }

    /// The `t` with `P(T ≤ t) = p`, for `0 < p < 1`; relative error below 10⁻¹⁰.
    package static func quantile(_ p: Double, degreesOfFreedom nu: Double) -> Double {
        precondition(p > 0 && p < 1 && nu >= 1, "a quantile needs 0 < p < 1 and ν ≥ 1")
        if p == 0.5 { return 0 }
        let t = upperQuantile(tail: min(p, 1 - p), degreesOfFreedom: nu)
        return p < 0.5 ? -t : t
    }

    /// `t_{1−α/2, ν}`, the half-width of an interval in standard errors, for `confidence = 1 − α`.
    package static func critical(confidence: Double, degreesOfFreedom: Double) -> Double {
        quantile(1 - (1 - confidence) / 2, degreesOfFreedom: degreesOfFreedom)
    }

    /// The `t > 0` with `P(T > t) = tail`, for `0 < tail < ½`.
    private static func upperQuantile(tail: Double, degreesOfFreedom nu: Double) -> Double {
        // The first term of Cornish and Fisher's expansion is a start; the solver converges from any.
        let z = -NormalDistribution.quantile(tail)
        let start = z + (z * z + 1) * z / (4 * nu)
        func arguments(_ t: Double) -> (x: Double, y: Double) {
            let square = t * t / nu
            return (1 / (1 + square), 1 / (1 + 1 / square))
        }
        let solver = SymmetricQuantile(
            upperTail: { 0.5 * twoSidedP($0, degreesOfFreedom: nu) },
            central: {
                let (x, y) = arguments($0)
                return 0.5 * IncompleteBeta.regularised(0.5, nu / 2, x: y, y: x)
            },
            scaledDensity: {
                if $0 > powerLawStart { return nu * 0.5 * twoSidedP($0, degreesOfFreedom: nu) }
                let (x, y) = arguments($0)
                return IncompleteBeta.prefactor(nu / 2, 0.5, x: x, y: y)
            })
        return solver.solve(tail: tail, start: start)
    }
}
