/// Reads instants that are numbers.
package enum EpochText {
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

/// Instants that are hidden in ids.
package enum PostIdTime {
    /// TikTok: the upper 32 bits of an id are seconds since 1970. `nil` for what is no such id: not all digits, or
    /// before 2014 (the first TikTok, then musical.ly).
    package static func tiktok(_ id: Span<UInt8>) -> Int64? {
        guard let number = number(id) else { return nil }
        let seconds = Int64(number >> 32)
        return seconds >= 1_388_534_400 ? seconds : nil
    }

    /// X: the upper 42 bits of an id are milliseconds since 2010-11-04T01:42:54.657Z; rounded down to the second.
    /// `nil` for the consecutive numbers of earlier posts, which hold no time.
    package static func x(_ id: Span<UInt8>) -> Int64? {
        guard let number = number(id), number >= 29_700_859_247 else { return nil }
        return (Int64(number >> 22) + 1_288_834_974_657) / 1000
    }

    private static func number(_ id: Span<UInt8>) -> UInt64? {
        let range = Blanks.trimmed(id)
        guard let value = Canonical.count(id.extracting(range)), value > 0 else { return nil }
        return UInt64(value)
    }
}

/// Checks of ids, which are text.
package enum IdentifierText {
    /// `#NAME?`, `#VALUE!`, `#N/A`: a spreadsheet took the id for a formula. In any language the word ends in `!` or `?`.
    package static func isSpreadsheetError(_ text: Span<UInt8>) -> Bool {
        guard text.count >= 4, text[0] == UInt8(ascii: "#") else { return false }
        let last = text[text.count - 1]
        if last == UInt8(ascii: "!") || last == UInt8(ascii: "?") { return true }
        return text.count == 4 && text[1] == UInt8(ascii: "N") && text[2] == UInt8(ascii: "/")
    }

    /// `1.78414E+16`: a spreadsheet wrote the id, and its last digits are gone.
    package static func isExponentForm(_ text: Span<UInt8>) -> Bool {
        let range = Blanks.trimmed(text)
        var digits = DecimalDigits()
        for style in [NumberStyle.plain, NumberStyle(grouping: .none, decimalMark: .comma)] {
            let scan = style.scan(text, from: range.lowerBound, to: range.upperBound, into: &digits)
            guard scan.hasDecimals, SignText.isExponent(text, at: scan.end, to: range.upperBound) else { continue }
            return (scan.end + 2..<range.upperBound).allSatisfy { Ascii.isDigit(text[$0]) }
        }
        return false
    }
}
