package import TextValues

/// Arithmetic on money, which is a whole number of 1/10,000 of a currency (Methods 1.2).
package enum Money {
    /// Converts an amount by two rates of the same day, each in units of its currency for one euro: the exact
    /// rational `amount × to / from`, rounded once, half to even.
    ///
    /// - Returns: `nil` where a rate is not positive or the result does not fit.
    package static func convert(amount: Int64, from: ExactDecimal, to: ExactDecimal) -> Int64? {
        guard from.units > 0, to.units > 0 else { return nil }
        var numerator = Int128(amount) * Int128(to.units)
        var denominator = Int128(from.units)
        // Both rates on one scale; the smaller power of ten cancels.
        let surplus = from.decimals - to.decimals
        for _ in 0..<surplus.magnitude {
            if surplus > 0 {
                let (product, overflow) = numerator.multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                numerator = product
            } else {
                denominator *= 10
            }
        }
        return Int64(exactly: divideHalfToEven(numerator, by: denominator))
    }

    /// Rounded quotient; ties go to the even neighbour.
    ///
    /// - Precondition: the denominator is positive.
    package static func divideHalfToEven(_ numerator: Int128, by denominator: Int128) -> Int128 {
        precondition(denominator > 0, "the denominator of money is positive")
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let rest = remainder.magnitude
        let other = denominator.magnitude - rest
        guard rest > other || (rest == other && quotient % 2 != 0) else { return quotient }
        return quotient + (numerator < 0 ? -1 : 1)
    }
}
