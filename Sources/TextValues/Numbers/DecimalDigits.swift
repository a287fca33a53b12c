/// A decimal number as its digits: exact, whatever its length.
///
/// 38 significant digits and 30 decimals are kept. The readers refuse whole parts of more than 20, so at least 18
/// decimals survive, and of what is dropped behind them only "was not zero" matters, to rounding.
package struct DecimalDigits {
    /// All kept digits as one whole number.
    private(set) var magnitude: UInt128 = 0
    /// How many of the kept digits stand behind the decimal mark.
    private(set) var decimals = 0
    /// Whether digits other than zero stood behind the kept ones.
    private(set) var droppedNonzero = false
    /// Whether a minus stood before the digits.
    package var isNegative = false

    private static let keptLimit = UInt128(10).power(37)

    init() {}

    /// Reads `-?digits(.digits)?` and nothing else.
    package init?(canonical text: Span<UInt8>) {
        self.init()
        var index = 0
        if text.count > 0, text[0] == Ascii.minus {
            isNegative = true
            index = 1
        }
        let end = text.count
        let first = index
        while index < end, Ascii.isDigit(text[index]) {
            guard append(whole: text[index] - Ascii.zero) else { return nil }
            index += 1
        }
        guard index > first else { return nil }
        if index < end {
            guard text[index] == Ascii.point, index + 1 < end else { return nil }
            for position in (index + 1)..<end {
                guard Ascii.isDigit(text[position]) else { return nil }
                append(decimal: text[position] - Ascii.zero)
            }
        }
    }

    /// Adds a digit before the decimal mark; `false` where the number grows beyond 20 digits.
    mutating func append(whole digit: UInt8) -> Bool {
        guard magnitude < 10_000_000_000_000_000_000 else { return false }
        magnitude = magnitude * 10 + UInt128(digit)
        return true
    }

    /// Adds a digit behind the decimal mark.
    mutating func append(decimal digit: UInt8) {
        guard magnitude < Self.keptLimit, decimals < 30 else {
            if digit != 0 { droppedNonzero = true }
            return
        }
        magnitude = magnitude * 10 + UInt128(digit)
        decimals += 1
    }

    /// Multiplies by a power of ten (`K` is 3).
    mutating func shift(byPowerOfTen power: Int) {
        decimals -= power
    }

    /// Whether nothing but zeros stands behind the decimal mark.
    var isWhole: Bool {
        if droppedNonzero { return false }
        return decimals <= 0 || magnitude % UInt128(10).power(decimals) == 0
    }

    /// The number times `10^decimals`, rounded half to even; `nil` beyond Int64.
    package func scaled(decimals wanted: Int) -> Int64? {
        let surplus = decimals - wanted
        if surplus <= 0 {
            guard magnitude > 0 else { return 0 }
            guard surplus > -20 else { return nil }
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: UInt128(10).power(-surplus))
            guard !overflow, let small = UInt64(exactly: product) else { return nil }
            return Int64(magnitude: small, isNegative: isNegative)
        }
        // At most 30 decimals are kept and no unit shifts by more than six, so the divisor fits.
        let divisor = UInt128(10).power(surplus)
        let (whole, remainder) = magnitude.quotientAndRemainder(dividingBy: divisor)
        var quotient = whole
        let half = divisor / 2
        if remainder > half || (remainder == half && (droppedNonzero || quotient % 2 == 1)) {
            quotient += 1
        }
        guard let small = UInt64(exactly: quotient) else { return nil }
        return Int64(magnitude: small, isNegative: isNegative)
    }

    /// The number rounded down to a whole one; `nil` beyond Int64.
    func floored() -> Int64? {
        guard decimals > 0 else { return scaled(decimals: 0) }
        let (quotient, remainder) = magnitude.quotientAndRemainder(dividingBy: UInt128(10).power(decimals))
        let isBetween = remainder > 0 || droppedNonzero
        guard let small = UInt64(exactly: isNegative && isBetween ? quotient + 1 : quotient) else { return nil }
        return Int64(magnitude: small, isNegative: isNegative)
    }
}

extension UInt128 {
    /// `self` to a small power; traps on overflow, which no caller's exponents reach.
    func power(_ exponent: Int) -> UInt128 {
        var result: UInt128 = 1
        for _ in 0..<exponent { result *= self }
        return result
    }
}
