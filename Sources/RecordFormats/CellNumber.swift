/// A number of a cell as its part has it, with no more digits than a spreadsheet program keeps and shows: `0.1` where the part says
/// `0.10000000000000001`. A whole number written in digits only keeps all: other programs store ids so. Exact: it never becomes a
/// binary fraction.
struct CellNumber: Equatable {
    private static let mostDigits = 19
    private static let shownDigits = 15

    private(set) var isNegative = false
    /// Without zeros at its end.
    private(set) var digits: UInt64 = 0
    /// The number is `digits` times ten to the power of it.
    private(set) var exponent = 0

    /// Nil for what is no number.
    init?(_ text: Span<UInt8>) {
        var index = 0
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        var count = 0
        var hasDigit = false
        var isWhole = true
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "."), isWhole {
                isWhole = false
            } else if byte &- UInt8(ascii: "0") < 10 {
                hasDigit = true
                if count < Self.mostDigits {
                    digits = digits * 10 + UInt64(byte - UInt8(ascii: "0"))
                    if digits > 0 { count += 1 }
                    if !isWhole { exponent -= 1 }
                } else if isWhole {
                    exponent += 1
                }
            } else {
                break
            }
            index += 1
        }
        guard hasDigit else { return nil }
        if index < text.count {
            guard let power = Self.power(text, from: index) else { return nil }
            exponent += power
            isWhole = false
        }
        if !isWhole, count > Self.shownDigits {
            var dropped: UInt64 = 0
            for _ in Self.shownDigits..<count {
                dropped = digits % 10
                digits /= 10
                exponent += 1
            }
            if dropped >= 5 { digits += 1 }
        }
        while digits > 0, digits % 10 == 0 {
            digits /= 10
            exponent += 1
        }
        if digits == 0 {
            exponent = 0
            isNegative = false
        }
    }

    /// `E-7`, to the end of the text.
    private static func power(_ text: Span<UInt8>, from start: Int) -> Int? {
        guard text[start] | 0x20 == UInt8(ascii: "e") else { return nil }
        var index = start + 1
        var isNegative = false
        if index < text.count, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
            isNegative = text[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < text.count, text.count - index <= 4 else { return nil }
        var power = 0
        while index < text.count {
            guard text[index] &- UInt8(ascii: "0") < 10 else { return nil }
            power = power * 10 + Int(text[index] - UInt8(ascii: "0"))
            index += 1
        }
        return isNegative ? -power : power
    }

    // MARK: as text

    /// Appends the number as a format shows it, but never rounded. Numbers that no date can be are written as numbers.
    func append(as format: CellFormat, uses1904: Bool, to output: inout [UInt8]) {
        switch format {
        case .plain: append(to: &output)
        case .percent:
            var shown = self
            if digits > 0 { shown.exponent += 2 }
            shown.append(to: &output)
            output.append(UInt8(ascii: "%"))
        case .money(let symbol):
            if isNegative { output.append(UInt8(ascii: "-")) }
            output.append(contentsOf: symbol.utf8)
            var shown = self
            shown.isNegative = false
            shown.append(to: &output)
        case .padded(let width):
            if !isNegative, exponent >= 0, exponent < Self.shownDigits {
                let count = digits == 0 ? 1 : Self.length(digits) + exponent
                output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - count)))
            }
            append(to: &output)
        case .day, .dayAndTime, .time, .elapsed:
            guard let serial = CellTime(self, uses1904: uses1904) else { return append(to: &output) }
            serial.append(as: format, to: &output)
        }
    }

    /// Plain digits where that is short, as `1784140582230490` or `0.25`; very large and very small numbers with a power.
    private func append(to output: inout [UInt8]) {
        if isNegative { output.append(UInt8(ascii: "-")) }
        let start = output.count
        output.appendDigits(digits)
        let count = output.count - start
        let point = count + exponent
        if digits == 0 { return }
        if point > 24 || point < -18 {
            if count > 1 { output.insert(UInt8(ascii: "."), at: start + 1) }
            output.append(UInt8(ascii: "E"))
            output.append(point > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
            output.appendDigits(UInt64(abs(point - 1)))
        } else if exponent >= 0 {
            output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: exponent))
        } else if point > 0 {
            output.insert(UInt8(ascii: "."), at: start + point)
            // `1.234` could be a thousand and more to whoever writes decimal commas; a cell knows that it is not.
            if exponent == -3, point <= 3 { output.append(UInt8(ascii: "0")) }
        } else {
            output.insert(contentsOf: repeatElement(UInt8(ascii: "0"), count: 1 - point), at: start)
            output.insert(UInt8(ascii: "."), at: start + 1)
        }
    }

    private static func length(_ digits: UInt64) -> Int {
        var (count, rest) = (1, digits)
        while rest >= 10 {
            rest /= 10
            count += 1
        }
        return count
    }
}

extension [UInt8] {
    /// Appends a number, with zeros before it up to `width` digits.
    fileprivate mutating func appendDigits(_ number: UInt64, width: Int = 1) {
        let start = count
        var rest = number
        while rest > 0 || count - start < width {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        }
        self[start...].reverse()
    }
}

/// A number of a cell read as days, to the nearest second.
private struct CellTime {
    /// Days of the workbook's calendar, and seconds of the day.
    private var days = 0
    private var seconds = 0
    private let uses1904: Bool

    private static let lastDay = 2_958_465
    private static let secondsOfDay: UInt64 = 86_400

    /// Nil for numbers that stand for no time.
    init?(_ number: CellNumber, uses1904: Bool) {
        guard !number.isNegative, number.exponent <= 7 else { return nil }
        self.uses1904 = uses1904
        var (digits, places) = (number.digits, -number.exponent)
        while places > 18 {
            digits /= 10
            places -= 1
        }
        var unit: UInt64 = 1
        for _ in 0..<abs(places) { unit *= 10 }
        if places <= 0 {
            guard digits <= UInt64(Self.lastDay) else { return nil }
            digits *= unit
            unit = 1
        }
        let product = (digits % unit).multipliedFullWidth(by: Self.secondsOfDay)
        let (quotient, rest) = unit.dividingFullWidth(product)
        let total = digits / unit * Self.secondsOfDay + quotient + (rest >= unit - rest ? 1 : 0)
        guard total < UInt64(Self.lastDay + 1) * Self.secondsOfDay else { return nil }
        days = Int(total / Self.secondsOfDay)
        seconds = Int(total % Self.secondsOfDay)
    }

    /// ISO 8601, which can be read in one way only.
    func append(as format: CellFormat, to output: inout [UInt8]) {
        if format == .elapsed {
            output.appendDigits(UInt64(days * 24 + seconds / 3600))
            return appendMinutes(to: &output)
        }
        let isTimeOnly = format == .time || days == 0 && !uses1904
        if !isTimeOnly {
            appendDay(to: &output)
            if format == .day, seconds == 0 { return }
            output.append(UInt8(ascii: " "))
        }
        output.appendDigits(UInt64(seconds / 3600), width: 2)
        appendMinutes(to: &output)
    }

    private func appendMinutes(to output: inout [UInt8]) {
        output.append(UInt8(ascii: ":"))
        output.appendDigits(UInt64(seconds / 60 % 60), width: 2)
        output.append(UInt8(ascii: ":"))
        output.appendDigits(UInt64(seconds % 60), width: 2)
    }

    private func appendDay(to output: inout [UInt8]) {
        // Of 1900, spreadsheet programs count a 29 February, their day 60, that never was.
        let isLeapDay = !uses1904 && days == 60
        let since1970 = uses1904 ? days - 24_107 : days - (days < 60 ? 25_568 : 25_569)
        let date = isLeapDay ? (year: 1900, month: 2, day: 29) : Self.date(since1970)
        // From 1900 to 9999.
        output.appendDigits(UInt64(date.year), width: 4)
        output.append(UInt8(ascii: "-"))
        output.appendDigits(UInt64(date.month), width: 2)
        output.append(UInt8(ascii: "-"))
        output.appendDigits(UInt64(date.day), width: 2)
    }

    /// The day of the Gregorian calendar, from days since 1970 (Hinnant, "chrono-compatible low-level date algorithms").
    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
