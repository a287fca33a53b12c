/// The plain mean of the posts' rates, with the creator-clustered interval of section 7 (Methods 6.3).
///
/// Every post's rate is kept as an integer number of 10⁻⁹, so that the sums in the cells stay exact.
package struct PostMean: Sendable, Equatable {
    /// Integer steps per unit of the rate.
    package static let scale: Int64 = 1_000_000_000

    /// `Σq/(10⁹·n)`, a rate.
    package let value: Double
    /// `Σn_c`
    package let posts: Int
    /// `G`
    package let creators: Int
    /// `ν` of section 7, with posts as denominators; `nil` without a variance.
    package let degreesOfFreedom: Double?
    /// The interval of section 7 on `(Σq_c, n_c)`, in units of the rate.
    package let interval: ConfidenceInterval?

    /// `quantised` holds `Y_c = Σq_c` and `X_c = n_c`; `nil` when it is empty.
    package init?(quantised: TierSample, confidence: Double = 0.95) {
        guard let pooled = PooledEstimate(quantised, confidence: confidence) else { return nil }
        let scale = Double(Self.scale)
        value = pooled.value / scale
        posts = quantised.totalUnits
        creators = pooled.creators
        degreesOfFreedom = pooled.degreesOfFreedom
        interval = pooled.interval?.map { $0 / scale }
    }

    /// `q = ⌊(2·10⁹·y + x)/(2x)⌋`, the post's rate in steps of 10⁻⁹ rounded to the nearest; `x > 0`.
    package static func quantise(numerator y: Int64, denominator x: Int64) -> Int128 {
        precondition(x > 0, "a post with denominator 0 is excluded before its rate is taken")
        let dividend = 2 * Int128(scale) * Int128(y) + Int128(x)
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: 2 * Int128(x))
        return remainder < 0 ? quotient - 1 : quotient
    }
}
