import RealModule

/// The logarithm of one post's rate, kept as an integer number of 10⁻⁹ so that the sums in the cells stay exact (Methods 6.2,
/// version 2).
package enum PostLog {
    /// Integer steps per unit of the natural logarithm.
    package static let scale: Int64 = 1_000_000_000
    /// Below this many engagements the ½ decides the logarithm, and no longer the post.
    package static let leastNumerator: Int128 = 3
    /// A tier with more low posts than this has no typical rate.
    package static let maximumLowShare = 0.01
    /// Standard errors up to here are the rounding of `q`: the creators are identical (Methods 11.3).
    static let rounding = 1e-9

    /// `q = ⌊10⁹·ln((y + ½)/x) + ½⌋`, the logarithm in steps of 10⁻⁹ rounded to the nearest; `y ≥ 0`, `x > 0`.
    package static func quantise(numerator y: Int128, denominator x: Int64) -> Int64 {
        precondition(y >= 0 && x > 0, "a post without a rate is excluded before its logarithm is taken")
        return Int64((Double(scale) * .log((Double(exactTotal: y) + 0.5) / Double(x)) + 0.5).rounded(.down))
    }

    /// Whether a post counts in `low`.
    package static func isLow(numerator y: Int128) -> Bool { y < leastNumerator }

    /// A standard error of such logarithms: 0 where it is nothing but their rounding.
    static func standardError(_ standardError: Double) -> Double { standardError > rounding ? standardError : 0 }
}
