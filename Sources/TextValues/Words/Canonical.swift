/// The spelling of values in staged and fact rows: one way to write each value, and strict readers of it.
///
/// Empty text is a missing value and reads as `nil`; so does anything that is not in canonical spelling, because
/// these readers only see what the writers here wrote. Export files are read by `CountText`, `MoneyText`, `DatePattern`.
package enum Canonical {
    /// Units of 1/10,000 that `money` counts in (Methods 1.2).
    package static let moneyScale: Int64 = 10_000

    // MARK: Reading

    /// A whole number: `0`, `42`, `-7`; no plus sign, no leading zeros, no blanks.
    package static func count(_ text: Span<UInt8>) -> Int64? {
        guard text.count > 0, text.count <= 20 else { return nil }
        let isNegative = text[0] == Ascii.minus
        let first = isNegative ? 1 : 0
        guard first < text.count else { return nil }
        if text[first] == Ascii.zero, text.count > 1 { return nil }
        var magnitude: UInt64 = 0
        for index in first..<text.count {
            let digit = text[index] &- Ascii.zero
            guard digit <= 9 else { return nil }
            let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            guard !overflow, product <= UInt64.max - UInt64(digit) else { return nil }
            magnitude = product + UInt64(digit)
        }
        return Int64(magnitude: magnitude, isNegative: isNegative)
    }

    /// A decimal amount, `12`, `12.5` or `-0.00005`, as 1/10,000 rounded half to even; `nil` beyond Int64.
    package static func money(_ text: Span<UInt8>) -> Int64? {
        guard let decimal = DecimalDigits(canonical: text) else { return nil }
        return decimal.scaled(decimals: 4)
    }

    /// `2025-03-18T09:48:00Z` as seconds since 1970-01-01T00:00:00Z.
    package static func instant(_ text: Span<UInt8>) -> Int64? {
        guard text.count == 20, text[10] == UInt8(ascii: "T"), text[13] == Ascii.colon, text[16] == Ascii.colon,
            text[19] == UInt8(ascii: "Z"), let days = day(text.extracting(0..<10)),
            let hour = twoDigits(text, at: 11), hour < 24, let minute = twoDigits(text, at: 14), minute < 60,
            let second = twoDigits(text, at: 17), second < 60
        else { return nil }
        return Int64(days) * CivilTime.secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
    }

    /// `2025-03-18` as days since 1970-01-01.
    package static func day(_ text: Span<UInt8>) -> Int32? {
        guard text.count == 10, text[4] == Ascii.minus, text[7] == Ascii.minus,
            let century = twoDigits(text, at: 0), let year = twoDigits(text, at: 2),
            let month = twoDigits(text, at: 5), let day = twoDigits(text, at: 8),
            CivilTime.isValid(year: century * 100 + year, month: month, day: day)
        else { return nil }
        return Int32(CivilTime.days(year: century * 100 + year, month: month, day: day))
    }

    /// `1` or `0`.
    package static func flag(_ text: Span<UInt8>) -> Bool? {
        guard text.count == 1 else { return nil }
        switch text[0] {
        case UInt8(ascii: "1"): return true
        case UInt8(ascii: "0"): return false
        default: return nil
        }
    }

    // MARK: Writing

    /// Digits, with a minus where it is negative.
    package static func append(count: Int64, to output: inout [UInt8]) {
        output.append(addingCapacity: 20) { text in
            if count < 0 { text.append(Ascii.minus) }
            append(count.magnitude, to: &text)
        }
    }

    /// `123.45`, `0.1234`, `-7.00`: two decimals, more only where they are not zero.
    package static func append(money: Int64, to output: inout [UInt8]) {
        output.append(addingCapacity: 22) { text in
            if money < 0 { text.append(Ascii.minus) }
            let (whole, fraction) = money.magnitude.quotientAndRemainder(dividingBy: moneyScale.magnitude)
            append(whole, to: &text)
            text.append(Ascii.point)
            let (cents, rest) = fraction.quotientAndRemainder(dividingBy: 100)
            appendPair(cents, to: &text)
            guard rest > 0 else { return }
            text.append(Ascii.zero + UInt8(rest / 10))
            if rest % 10 > 0 { text.append(Ascii.zero + UInt8(rest % 10)) }
        }
    }

    /// - Precondition: `CivilTime.representable` holds the instant; the readers of dates promise it.
    package static func append(instant: Int64, to output: inout [UInt8]) {
        precondition(CivilTime.representable.contains(instant), "an instant outside the years 0000 to 9999")
        let days = CivilTime.day(ofSeconds: instant)
        let second = UInt64(instant - Int64(days) * CivilTime.secondsPerDay)
        output.append(addingCapacity: 20) { text in
            appendDate(days: days, to: &text)
            text.append(UInt8(ascii: "T"))
            appendPair(second / 3600, to: &text)
            text.append(Ascii.colon)
            appendPair(second / 60 % 60, to: &text)
            text.append(Ascii.colon)
            appendPair(second % 60, to: &text)
            text.append(UInt8(ascii: "Z"))
        }
    }

    /// - Precondition: the day lies in the years 0000 to 9999.
    package static func append(day: Int32, to output: inout [UInt8]) {
        precondition(
            CivilTime.representable.contains(Int64(day) * CivilTime.secondsPerDay), "a day outside the years 0000 to 9999")
        output.append(addingCapacity: 10) { text in appendDate(days: Int(day), to: &text) }
    }

    /// `0` or `1`.
    package static func append(flag: Bool, to output: inout [UInt8]) {
        output.append(flag ? UInt8(ascii: "1") : UInt8(ascii: "0"))
    }

    // MARK: Parts

    private static func appendDate(days: Int, to text: inout OutputSpan<UInt8>) {
        let date = CivilTime.civil(days: days)
        appendPair(UInt64(date.year / 100), to: &text)
        appendPair(UInt64(date.year % 100), to: &text)
        text.append(Ascii.minus)
        appendPair(UInt64(date.month), to: &text)
        text.append(Ascii.minus)
        appendPair(UInt64(date.day), to: &text)
    }

    /// A number below 100 as two digits.
    private static func appendPair(_ number: UInt64, to text: inout OutputSpan<UInt8>) {
        text.append(Ascii.zero + UInt8(number / 10))
        text.append(Ascii.zero + UInt8(number % 10))
    }

    /// A number as its decimal digits.
    static func append(_ number: UInt64, to text: inout OutputSpan<UInt8>) {
        let chunk: UInt64 = 100_000_000
        guard number >= chunk else { return appendChunk(number, minimum: 1, to: &text) }
        append(number / chunk, to: &text)
        appendChunk(number % chunk, minimum: 8, to: &text)
    }

    /// A number below 10⁸, padded with zeros. Its digits are gathered in one word, the last digit first, and leave it
    /// the first digit first.
    private static func appendChunk(_ number: UInt64, minimum: Int, to text: inout OutputSpan<UInt8>) {
        var rest = number
        var digits: UInt64 = 0
        var count = 0
        while rest > 0 || count < minimum {
            digits = digits << 8 | (rest % 10 + UInt64(Ascii.zero))
            rest /= 10
            count += 1
        }
        for _ in 0..<count {
            text.append(UInt8(truncatingIfNeeded: digits))
            digits >>= 8
        }
    }

    private static func twoDigits(_ text: Span<UInt8>, at index: Int) -> Int? {
        let tens = text[index] &- Ascii.zero
        let ones = text[index + 1] &- Ascii.zero
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) * 10 + Int(ones)
    }
}

extension Int64 {
    /// The number with this sign and magnitude; `nil` where it does not fit.
    init?(magnitude: UInt64, isNegative: Bool) {
        if isNegative {
            guard magnitude <= Int64.min.magnitude else { return nil }
            self = magnitude == Int64.min.magnitude ? .min : -Int64(magnitude)
        } else {
            guard magnitude <= UInt64(Int64.max) else { return nil }
            self = Int64(magnitude)
        }
    }
}
