import RealModule

/// The standard normal distribution (Methods 18).
package enum NormalDistribution {
    /// `Φ(z) = P(Z ≤ z)`, relative error below 10⁻¹¹ in both tails.
    package static func cumulative(_ z: Double) -> Double {
        0.5 * .erfc(-z / Double.sqrt(2))
    }

    /// `P(Z > z)`, computed directly and not as `1 − Φ(z)`.
    package static func upperTail(_ z: Double) -> Double {
        cumulative(-z)
    }

    /// `P(|Z| ≥ |z|)`.
    package static func twoSidedP(_ z: Double) -> Double {
        .erfc(abs(z) / Double.sqrt(2))
    }

    /// `Φ⁻¹(p)` for `0 < p < 1`, relative error below 10⁻¹⁰.
    package static func quantile(_ p: Double) -> Double {
        precondition(p > 0 && p < 1, "a quantile needs a probability strictly between 0 and 1")
        if p == 0.5 { return 0 }
        let tail = min(p, 1 - p)
        // Hastings' rational start (Abramowitz and Stegun 26.2.23), absolute error 4.5·10⁻⁴.
        let w = (-2 * .log(tail)).squareRoot()
        let hastings =
            w - (2.515517 + w * (0.802853 + w * 0.010328)) / (1 + w * (1.432788 + w * (0.189269 + w * 0.001308)))
        let solver = SymmetricQuantile(
            upperTail: { upperTail($0) },
            central: { 0.5 * .erf($0 / Double.sqrt(2)) },
            scaledDensity: { $0 * .exp(-0.5 * $0 * $0) / Double.sqrt(2 * .pi) })
        let z = solver.solve(tail: tail, start: max(hastings, 1e-3))
        return p < 0.5 ? -z : z
    }
}
