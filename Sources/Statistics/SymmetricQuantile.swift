import RealModule

/// Solves for the quantile of a distribution that is symmetric about 0 (Methods 18), from its own tail functions.
///
/// `ln P(T > t)` and `ln P(0 < T < t)` are concave in `ln t` for the normal and every Student distribution, so Newton's
/// method on the logarithms converges from any start, and the answer is as accurate as the tail function is.
struct SymmetricQuantile {
    /// `P(T > t)` for `t > 0`.
    let upperTail: (Double) -> Double
    /// `P(0 < T < t)` for `t > 0`.
    let central: (Double) -> Double
    /// `t · density(t)` for `t > 0`.
    let scaledDensity: (Double) -> Double

    /// The `t > 0` with `P(T > t) = tail`, for `0 < tail < ½`.
    func solve(tail: Double, start: Double) -> Double {
        var t = start
        // Work on whichever of tail and centre is not near ½, where its logarithm would be flat.
        let usesTail = tail < 0.25
        let target = usesTail ? tail : 0.5 - tail
        for _ in 0..<200 {
            let reached = usesTail ? upperTail(t) : central(t)
            let slope = scaledDensity(t) / reached
            let step = .log(reached / target) / slope
            // One step moves t by at most a factor e⁴: a start in a flat region must not leave the range of doubles.
            let move = max(-4, min(4, usesTail ? step : -step))
            t *= .exp(move)
            // Convergence is quadratic: after a step of 10⁻⁸ the error is below rounding.
            if abs(move) < 1e-8 { break }
        }
        return t
    }
}
