/// A decimal number, exact: `units / 10^decimals`. For exchange rates and lengths, which are not sums of money.
package struct ExactDecimal: Sendable, Comparable {
    package let units: Int64
    /// 0 … 18.
    package let decimals: Int

    package static let one = ExactDecimal(units: 1, decimals: 0)

    /// - Precondition: `decimals` lies in 0 … 18.
    package init(units: Int64, decimals: Int) {
        precondition((0...18).contains(decimals), "a decimal has 0 to 18 decimals")
        var (units, decimals) = (units, decimals)
        // One spelling for one number, so that equal numbers are equal.
        while decimals > 0, units % 10 == 0 {
            units /= 10
            decimals -= 1
        }
        self.units = units
        self.decimals = decimals
    }

    /// Reads `1.0956`; `nil` for anything else, and where the digits do not fit 64 bits.
    package init?(_ text: Span<UInt8>) {
        guard let digits = DecimalDigits(canonical: text) else { return nil }
        self.init(digits)
    }

    init?(_ digits: DecimalDigits) {
        guard !digits.droppedNonzero else { return nil }
        var magnitude = digits.magnitude
        var decimals = digits.decimals
        while decimals > 0, magnitude % 10 == 0 {
            magnitude /= 10
            decimals -= 1
        }
        while decimals < 0 {
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            magnitude = product
            decimals += 1
        }
        guard decimals <= 18, let small = UInt64(exactly: magnitude),
            let units = Int64(magnitude: small, isNegative: digits.isNegative)
        else { return nil }
        self.init(units: units, decimals: decimals)
    }

    /// Appends the plain spelling, without trailing zeros: `1.0956`, `12`, `-0.5`.
    package func append(to output: inout [UInt8]) {
        output.append(addingCapacity: 21) { text in
            if units < 0 { text.append(Ascii.minus) }
            var scale: UInt64 = 1
            for _ in 0..<decimals { scale *= 10 }
            var (whole, fraction) = units.magnitude.quotientAndRemainder(dividingBy: scale)
            Canonical.append(whole, to: &text)
            if decimals > 0 { text.append(Ascii.point) }
            while scale > 1 {
                scale /= 10
                (whole, fraction) = fraction.quotientAndRemainder(dividingBy: scale)
                text.append(Ascii.zero + UInt8(whole))
            }
        }
    }

    /// Nil where the sum does not fit 64 bits.
    package func adding(_ other: ExactDecimal, isSubtracted: Bool) -> ExactDecimal? {
        let decimals = max(self.decimals, other.decimals)
        guard let own = scaled(to: decimals), let term = other.scaled(to: decimals) else { return nil }
        let (sum, overflow) = isSubtracted ? own.subtractingReportingOverflow(term) : own.addingReportingOverflow(term)
        return overflow ? nil : ExactDecimal(units: sum, decimals: decimals)
    }

    /// Units of a number with more decimals; nil where they do not fit.
    package func scaled(to decimals: Int) -> Int64? {
        guard decimals >= self.decimals else { return nil }
        var units = units
        for _ in self.decimals..<decimals {
            let (product, overflow) = units.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            units = product
        }
        return units
    }

    package static func < (first: ExactDecimal, second: ExactDecimal) -> Bool {
        let left = Int128(first.units) * Int128(UInt128(10).power(second.decimals))
        let right = Int128(second.units) * Int128(UInt128(10).power(first.decimals))
        return left < right
    }
}
