/// How unequally codes and links may catch the sales of two tiers before the answer turns (Methods 25.1).
///
/// All three are values of `c`, the share of B's sales that is credited over the same share of A's.
package struct TippingPoint: Sendable, Equatable {
    /// At this `c` both tiers return the same.
    package let tipping: Double
    /// A's lead is clear above it.
    package let aClearAbove: Double
    /// B's lead is clear below it.
    package let bClearBelow: Double

    /// From `ρ = ROAS_A/ROAS_B` with its interval (9.2 on money); `nil` where one is, or is not positive.
    package init?(ratio: Double?, interval: ConfidenceInterval?) {
        guard let ratio, let interval, ratio > 0, interval.lower > 0 else { return nil }
        let values = [1 / ratio, 1 / interval.lower, 1 / interval.upper]
        guard values.allSatisfy(\.isFinite) else { return nil }
        (tipping, aClearAbove, bClearBelow) = (values[0], values[1], values[2])
    }
}
