/// The mergeable state of one metric (Methods 5): exact sums, added without loss in any order; overflow traps.
struct MetricTotals: Sendable, Equatable {
    /// `n`, units that enter the metric.
    var units = 0
    /// `Y`
    var numerator: Int128 = 0
    /// `X`
    var denominator: Int128 = 0
    /// `Σq`, the posts' own rates in steps of 10⁻⁹ (Methods 6.3); 0 for money.
    var parts: Int128 = 0
    /// `Σq` of the logarithms of the posts' rates (Methods 6.2); 0 for money.
    var logSum: Int64 = 0
    /// Posts too small for a logarithm (6.2); 0 for money.
    var low = 0

    mutating func add(_ rate: PostRate) {
        units += 1
        numerator += rate.numerator
        denominator += Int128(rate.denominator)
        parts += rate.part
        logSum += rate.log
        if rate.isLow { low += 1 }
    }

    mutating func add(units: Int, numerator: Int128, denominator: Int128) {
        self.units += units
        self.numerator += numerator
        self.denominator += denominator
    }

    static func += (total: inout MetricTotals, other: MetricTotals) {
        total.units += other.units
        total.numerator += other.numerator
        total.denominator += other.denominator
        total.parts += other.parts
        total.logSum += other.logSum
        total.low += other.low
    }

    /// `⌊(2·10⁹·y + x)/(2x)⌋` for `y ≥ 0`, `x > 0`.
    static func quantise(_ numerator: Int128, over denominator: Int64) -> Int128 {
        // Nearly all counts fit a 64-bit division, which is several times faster than one of 128 bits.
        if numerator <= 4_000_000_000, denominator <= 4_000_000_000 {
            let x = UInt64(truncatingIfNeeded: denominator)
            return Int128((2_000_000_000 * UInt64(truncatingIfNeeded: numerator) + x) / (2 * x))
        }
        return (2_000_000_000 * numerator + Int128(denominator)) / (2 * Int128(denominator))
    }
}
