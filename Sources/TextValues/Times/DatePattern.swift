/// A pattern that someone wrote and that cannot be used.
package struct DatePatternError: Error, Sendable, Equatable {
    /// As somebody wrote it.
    package let pattern: String
    /// What is wrong with it.
    package let detail: String

    /// For people, with the pattern.
    package var message: String { "date pattern '\(pattern)': \(detail)" }
}

/// A date pattern of a format file, compiled once and run on bytes.
///
/// | letters | read | letters | read |
/// | --- | --- | --- | --- |
/// | `yyyy` `yy` | year; two digits are 1970 … 2069 | `HH` `H` | hour 0 … 23 |
/// | `MM` `M` | month as number | `hh` `h` | hour 1 … 12, with `a` |
/// | `MMM` `MMMM` | month by name, in any language of `MonthNames` | `a` | am or pm |
/// | `#M` | month as the decimals of a number: `1` is 10, its zero was lost | `mm`, `ss`, `S` | minute, second, fraction |
/// | `dd` `d` | day of the month | `Z` | `+01:00`, `+0100`, `+01`, `Z`, `UTC` |
/// | `EEE` | name of a weekday, not checked | `zzz` | the same, or an abbreviation (`EDT`) |
///
/// Doubled letters want two digits, single ones take one or two. A blank matches one or more blanks of any kind, `[…]`
/// encloses what may be missing, `'…'` encloses letters that stand for themselves, everything else is itself. The
/// pattern `iso8601` reads all of `2025-03-18`, `2025-03-18T09:48`, `2025-03-18 09:48:00.123+01:00`.
package struct DatePattern: Sendable {
    enum Token: Equatable {
        case year4, year2
        case month(isPadded: Bool), monthName, monthFraction
        case day(isPadded: Bool)
        case weekday
        case hour24(isPadded: Bool), hour12(isPadded: Bool), meridiem
        case minute, second, fraction
        case offset, zone
        case blank
        case timeMark
        case literal(UInt8)
        /// What may be missing: the tokens up to the index of its end.
        case optional(end: Int)
    }

    /// As it was given; `iso8601` stays that word.
    package let text: String
    let tokens: [Token]
    let monthNames = MonthNames.standard

    /// - Throws: where a letter is unknown or the letters make no date or time.
    package init(_ text: String) throws(DatePatternError) {
        self.text = text
        let source = text == "iso8601" ? "yyyy-MM-dd[\u{1}HH:mm[:ss[.S]][[ ]Z]]" : text
        tokens = try Self.compile(Array(source.utf8), pattern: text)
        try Self.check(tokens, pattern: text)
    }

    // MARK: Compiling

    private static func compile(_ source: [UInt8], pattern: String) throws(DatePatternError) -> [Token] {
        var tokens: [Token] = []
        var open: [Int] = []
        var index = 0
        func fail(_ detail: String) -> DatePatternError { DatePatternError(pattern: pattern, detail: detail) }
        while index < source.count {
            let byte = source[index]
            var length = 1
            while index + length < source.count, source[index + length] == byte { length += 1 }
            switch byte {
            case UInt8(ascii: "["):
                open.append(tokens.count)
                tokens.append(.optional(end: 0))
                index += 1
            case UInt8(ascii: "]"):
                guard let start = open.popLast() else { throw fail("']' without '['") }
                tokens[start] = .optional(end: tokens.count)
                index += 1
            case Ascii.apostrophe:
                let body = source[(index + 1)...].prefix { $0 != Ascii.apostrophe }
                guard body.endIndex < source.count else { throw fail("the quote is not closed") }
                tokens += body.isEmpty ? [.literal(Ascii.apostrophe)] : body.map(Token.literal)
                index = body.endIndex + 1
            case UInt8(ascii: "#"):
                guard index + 1 < source.count, source[index + 1] == UInt8(ascii: "M") else {
                    throw fail("'#' stands only before one 'M'")
                }
                tokens.append(.monthFraction)
                index += 2
            case Ascii.space:
                tokens.append(.blank)
                index += length
            case 0x01:
                tokens.append(.timeMark)
                index += 1
            case _ where Ascii.isLetter(byte):
                let letters = String(repeating: String(Unicode.Scalar(byte)), count: length)
                guard let token = token(for: letters) else {
                    throw fail("'\(letters)' is not a part of a date; put text into quotes")
                }
                tokens.append(token)
                index += length
            default:
                tokens.append(.literal(byte))
                index += 1
            }
        }
        guard open.isEmpty else { throw fail("'[' is not closed") }
        return tokens
    }

    private static func token(for letters: String) -> Token? {
        switch letters {
        case "yyyy": .year4
        case "yy": .year2
        case "MM": .month(isPadded: true)
        case "M": .month(isPadded: false)
        case "MMM", "MMMM": .monthName
        case "dd": .day(isPadded: true)
        case "d": .day(isPadded: false)
        case "E", "EE", "EEE", "EEEE": .weekday
        case "HH": .hour24(isPadded: true)
        case "H": .hour24(isPadded: false)
        case "hh": .hour12(isPadded: true)
        case "h": .hour12(isPadded: false)
        case "mm": .minute
        case "ss": .second
        case "S", "SS", "SSS", "SSSS", "SSSSS", "SSSSSS": .fraction
        case "a": .meridiem
        case "Z", "ZZ", "ZZZ", "ZZZZ", "ZZZZZ", "X", "XX", "XXX": .offset
        case "z", "zz", "zzz": .zone
        default: nil
        }
    }

    /// A pattern reads a date (month and day), a time (hour and minute), or both, and each part once.
    private static func check(_ tokens: [Token], pattern: String) throws(DatePatternError) {
        func count(_ isPart: (Token) -> Bool) -> Int { tokens.count(where: isPart) }
        func fail(_ detail: String) -> DatePatternError { DatePatternError(pattern: pattern, detail: detail) }
        let years = count { $0 == .year4 || $0 == .year2 }
        let months = count { token in
            switch token {
            case .month, .monthName, .monthFraction: true
            default: false
            }
        }
        let days = count { if case .day = $0 { true } else { false } }
        let hours24 = count { if case .hour24 = $0 { true } else { false } }
        let hours12 = count { if case .hour12 = $0 { true } else { false } }
        let minutes = count { $0 == .minute }
        let seconds = count { $0 == .second }
        let meridiems = count { $0 == .meridiem }
        let zones = count { $0 == .zone || $0 == .offset }
        for (name, found) in [
            ("year", years), ("month", months), ("day", days), ("hour", hours24 + hours12), ("minute", minutes),
            ("second", seconds), ("am or pm", meridiems), ("zone", zones),
        ] where found > 1 {
            throw fail("it has two parts for the \(name)")
        }
        if months != days { throw fail("a date has a month and a day") }
        if years > 0, months == 0 { throw fail("a year needs a month and a day") }
        if months == 0, hours24 + hours12 == 0 { throw fail("it has neither a date (month, day) nor a time (hour, minute)") }
        if hours24 + hours12 != minutes { throw fail("a time has an hour and a minute") }
        if seconds > minutes { throw fail("seconds need an hour and a minute") }
        if hours12 != meridiems { throw fail("'h' (1 to 12) and 'a' (am or pm) go together; 'H' counts to 23") }
    }
}
