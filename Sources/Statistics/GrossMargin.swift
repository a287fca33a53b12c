/// The gross margin `m` as the exact decimal of the pipeline file, and what it makes of returns (Methods 26).
///
/// Money is integers of 1/10,000 of the currency. Overflow traps: at most nine decimals keep products of 96-bit sums exact.
package struct GrossMargin: Sendable, Equatable {
    /// Decimals of a margin at most.
    package static let mostDecimals = 9

    /// `m = digits/10^decimals`
    private let digits: Int128
    private let divisor: Int128

    /// `digits/10^decimals`, 0.55 as 55 and 2; `nil` unless it is positive and has at most nine decimals.
    package init?(digits: Int64, decimals: Int) {
        guard digits > 0, (0...Self.mostDecimals).contains(decimals) else { return nil }
        self.digits = Int128(digits)
        divisor = (0..<decimals).reduce(1) { power, _ in power * 10 }
    }

    /// The decimal that a pipeline file gives, from its double: the shortest one that reads as this double, of at most nine decimals;
    /// a longer one is rounded to nine. `nil` unless that is positive.
    package init?(_ value: Double) {
        guard value > 0, value < 1e6 else { return nil }
        var power = 1.0
        for decimals in 0...Self.mostDecimals {
            let digits = (value * power).rounded()
            if digits / power == value || decimals == Self.mostDecimals {
                self.init(digits: Int64(digits), decimals: decimals)
                return
            }
            power *= 10
        }
        return nil
    }

    /// `m`, rounded once; sums of money are compared with the exact decimal instead.
    package var value: Double { Double(digits) / Double(divisor) }

    /// `1/m`, the ROAS at which a deal pays for itself.
    package var breakEvenROAS: Double { 1 / value }

    /// Whether `m·net ≥ cost`, compared exactly (26.1).
    package func paysOff(net: Int128, cost: Int128) -> Bool { digits * net >= cost * divisor }

    /// What is left of what was sold after the goods and the deals (26.2).
    package struct Profit: Sendable, Equatable {
        /// `⌊m·net⌉ − cost`, half to even.
        package let value: Int128
        /// `(m·limit − 1)·cost`, given what was spent, from the limits of the tier's ROAS; `nil` without them.
        package let interval: ConfidenceInterval?
        /// `⌊profit/deals⌉`: the cost per deal that nobody recorded and that would take the profit away; `nil` without deals.
        package let headroomPerDeal: Int128?
    }

    /// - Parameter returns: the interval of the tier's ROAS (section 7).
    package func profit(net: Int128, cost: Int128, deals: Int, returns: ConfidenceInterval?) -> Profit {
        let profit = Self.divideHalfEven(digits * net, by: divisor) - cost
        let spent = Double(exactTotal: cost)
        return Profit(
            value: profit, interval: returns?.map { (value * $0 - 1) * spent },
            headroomPerDeal: deals > 0 ? Self.divideHalfEven(profit, by: Int128(deals)) : nil)
    }

    /// The nearest whole number, half to even; `divisor > 0`.
    private static func divideHalfEven(_ dividend: Int128, by divisor: Int128) -> Int128 {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let twice = 2 * remainder.magnitude
        let away: Int128 = dividend < 0 ? -1 : 1
        if twice > divisor.magnitude || (twice == divisor.magnitude && quotient % 2 != 0) { return quotient + away }
        return quotient
    }
}
