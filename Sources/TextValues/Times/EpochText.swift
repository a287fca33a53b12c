/// Reads instants that are numbers.
package enum EpochText {
    /// What the number counts.
    package enum Unit: String, Sendable, CaseIterable {
        case seconds = "s"
        case milliseconds = "ms"
        case microseconds = "us"

        fileprivate var powerOfTen: Int {
            switch self {
            case .seconds: 0
            case .milliseconds: 3
            case .microseconds: 6
            }
        }
    }

    /// What a number counts that can only be the seconds or the milliseconds of a day from 2001 to 2033: ten or thirteen digits, the first a 1, as no
    /// date is written. nil for any other text.
    package static func unit(of text: Span<UInt8>) -> Unit? {
        guard text.count >= 10, text[0] == UInt8(ascii: "1") else { return nil }
        var whole = 1
        while whole < text.count, Ascii.isDigit(text[whole]) { whole += 1 }
        guard whole == text.count || text[whole] == UInt8(ascii: "."), (whole..<text.count).dropFirst().allSatisfy({ Ascii.isDigit(text[$0]) }) else { return nil }
        return whole == 10 ? .seconds : whole == 13 ? .milliseconds : nil
    }

    /// Seconds, milliseconds or microseconds since 1970-01-01T00:00:00Z, with or without decimals (`1370524870.0`),
    /// rounded down to the second.
    package static func parse(_ text: Span<UInt8>, unit: Unit) -> Parsed<DateValue> {
        let range = Blanks.trimmed(text)
        guard !range.isEmpty else { return .missing }
        var digits = DecimalDigits()
        let start = range.lowerBound + SignText.length(text, at: range.lowerBound, to: range.upperBound, isNegative: &digits.isNegative)
        let scan = NumberStyle.plain.scan(text, from: start, to: range.upperBound, into: &digits)
        if scan.fault == .outOfRange { return .bad(.outOfRange) }
        guard scan.fault == nil else { return .bad(.notADate) }
        guard scan.end == range.upperBound else {
            return .bad(SignText.isExponent(text, at: scan.end, to: range.upperBound) ? .exponentForm : .notADate)
        }
        digits.shift(byPowerOfTen: -unit.powerOfTen)
        guard let seconds = digits.floored(), CivilTime.representable.contains(seconds) else { return .bad(.outOfRange) }
        return .value(DateValue(local: seconds, utcOffset: 0))
    }
}
