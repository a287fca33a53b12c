internal import SocialData
internal import Statistics

/// A post's rate as the integers that the cells add (Methods 5, 6): computed once, added to as many totals as it belongs to.
struct PostRate {
    let numerator: Int128
    /// `q` of 6.3: the rate in steps of 10⁻⁹.
    let part: Int128
    let denominator: Int64
    /// `q` of 6.2: the logarithm of the rate in steps of 10⁻⁹.
    let log: Int64

    /// - Parameters: `numerator ≥ 0`, `denominator > 0`.
    init(_ numerator: Int128, over denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
        part = MetricTotals.quantise(numerator, over: denominator)
        log = PostLog.quantise(numerator: numerator, denominator: denominator)
    }

    /// Whether the numerator is too small for a logarithm.
    var isLow: Bool { PostLog.isLow(numerator: numerator) }
}
