import RealModule

/// The regularised incomplete beta function `I_x(a, b)` (Methods 18).
///
/// The prefactor is written with Stirling remainders and `log1p`, so that it keeps its relative accuracy when `a` or
/// `b` is in the millions, where a difference of `lnΓ` values would lose ten digits. The rest is the continued
/// fraction of Didonato and Morris (ACM TOMS 708), always evaluated on the side where it converges fast and where no
/// subtraction from 1 hides a small tail.
package enum IncompleteBeta {
    /// `I_x(a, b)` for `a, b ≥ ½` and `0 ≤ x ≤ 1`; relative error below 10⁻¹¹.
    package static func regularised(_ a: Double, _ b: Double, x: Double) -> Double {
        regularised(a, b, x: x, y: 1 - x)
    }

    /// `I_x(a, b)` for a caller who knows both `x` and `y = 1 − x` to full relative accuracy.
    ///
    /// The complement is `regularised(b, a, x: y, y: x)`; it is computed directly, never as `1 −` the other.
    package static func regularised(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        precondition(a >= 0.5 && b >= 0.5, "the fraction and the Stirling remainders are tested from ½ upwards")
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        let prefactor = prefactor(a, b, x: x, y: y)
        // x ≤ a/(a+b), the mean of the distribution: the fraction for this tail converges.
        if a * y >= b * x {
            return prefactor * fraction(a, b, x: x, y: y)
        }
        return 1 - prefactor * fraction(b, a, x: y, y: x)
    }

    /// `x^a y^b / B(a, b)`, to relative accuracy.
    ///
    /// With `lnΓ(z) = (z−½)ln z − z + ½ln 2π + s(z)` and `λ = a·y − b·x` the powers become
    /// `a·ln(1 − λ/a) + b·ln(1 + λ/b)`, in which the large parts have already cancelled.
    static func prefactor(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        let lambda = a * y - b * x
        let powers = a * logOfRatio(-lambda / a, x * ((a + b) / a)) + b * logOfRatio(lambda / b, y * ((a + b) / b))
        let remainders = stirlingRemainder(a + b) - stirlingRemainder(a) - stirlingRemainder(b)
        return .exp(powers + remainders) * (a * (b / (a + b)) / (2 * .pi)).squareRoot()
    }

    /// `ln(1 + excess)`, where `ratio` is the same number `1 + excess` computed without a subtraction.
    private static func logOfRatio(_ excess: Double, _ ratio: Double) -> Double {
        abs(excess) < 0.5 ? .log(onePlus: excess) : .log(ratio)
    }

    /// `s(z) = lnΓ(z) − (z−½)ln z + z − ½ln 2π` for `z ≥ ½`.
    private static func stirlingRemainder(_ z: Double) -> Double {
        if z < 10 {
            return .logGamma(z) - (z - 0.5) * .log(z) + z - 0.5 * .log(2 * .pi)
        }
        // The asymptotic series; at z = 10 the first omitted term is 3·10⁻¹⁷.
        let w = 1 / (z * z)
        let tail = 1.0 / 1188 + w * (-691.0 / 360360 + w / 156)
        return (1.0 / 12 + w * (-1.0 / 360 + w * (1.0 / 1260 + w * (-1.0 / 1680 + w * tail)))) / z
    }

    /// The continued fraction `F` with `I_x(a, b) = x^a y^b / B(a, b) · F`, for `x ≤ a/(a+b)`.
    private static func fraction(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
        let c = 1 + (a * y - b * x)
        let c0 = b / a
        let c1 = 1 + 1 / a
        var p = 1.0
        var s = a + 1
        var numeratorBefore = 0.0
        var denominatorBefore = 1.0
        var numerator = 1.0
        var denominator = c / c1
        var value = c1 / c
        // The number of steps grows with √max(a, b) near the mean; the limit is far beyond it and only a net.
        for step in 1...100_000 {
            let n = Double(step)
            let t = n / a
            let w = n * (b - n) * x
            let e = a / s
            let alpha = p * (p + c0) * e * e * (w * x)
            let beta = n + w / s + (1 + t) / (c1 + t + t) * (c + n * (1 + y))
            p = 1 + t
            s += 2
            (numeratorBefore, numerator) = (numerator, alpha * numeratorBefore + beta * numerator)
            (denominatorBefore, denominator) = (denominator, alpha * denominatorBefore + beta * denominator)
            let next = numerator / denominator
            let change = abs(next - value)
            value = next
            if change <= 1e-16 * value { break }
            // Rescaling keeps the recurrence from overflowing.
            numeratorBefore /= denominator
            denominatorBefore /= denominator
            numerator = value
            denominator = 1
        }
        return value
    }
}
