/// Reads lengths of videos: `0:13:29`, `2:05`, `89`, `12.5`, `PT1H2M3S`.
package enum DurationText {
    /// Seconds. A number without colons is seconds.
    package static func parse(_ text: Span<UInt8>, style: NumberStyle = .plain) -> Parsed<ExactDecimal> {
        let range = Blanks.trimmed(text)
        guard !range.isEmpty else { return .missing }
        let body = text.extracting(range)
        if body[0] | 0x20 == UInt8(ascii: "p") { return iso8601(body) }
        for index in body.indices where body[index] == Ascii.colon { return clock(body) }
        return DecimalText.parse(body, style: style)
    }

    /// `H:MM:SS` or `M:SS`; only the first part may pass 59.
    private static func clock(_ text: Span<UInt8>) -> Parsed<ExactDecimal> {
        var total: Int64 = 0
        var part: Int64 = 0
        var digits = 0
        var colons = 0
        for index in 0...text.count {
            if index < text.count, Ascii.isDigit(text[index]) {
                digits += 1
                guard digits <= 6 else { return .bad(.outOfRange) }
                part = part * 10 + Int64(text[index] - Ascii.zero)
                continue
            }
            guard index == text.count || text[index] == Ascii.colon, digits > 0, colons == 0 || (digits == 2 && part < 60)
            else { return .bad(.notADuration) }
            if index < text.count { colons += 1 }
            total = total * 60 + part
            part = 0
            digits = 0
        }
        guard colons <= 2 else { return .bad(.notADuration) }
        return .value(ExactDecimal(units: total, decimals: 0))
    }

    /// `P1DT2H3M4.5S` of ISO 8601, without years and months; fractions of a second are dropped.
    private static func iso8601(_ text: Span<UInt8>) -> Parsed<ExactDecimal> {
        var total: Int64 = 0
        var index = 1
        var inTime = false
        var lastUnit: Int64 = .max
        while index < text.count {
            if text[index] | 0x20 == UInt8(ascii: "t") {
                guard !inTime else { return .bad(.notADuration) }
                inTime = true
                index += 1
                continue
            }
            var digits = DecimalDigits()
            let scan = NumberStyle.plain.scan(text, from: index, to: text.count, into: &digits)
            guard scan.fault == nil, scan.end < text.count, let number = digits.floored(), number < 1_000_000_000 else {
                return .bad(.notADuration)
            }
            let unit: Int64
            switch (text[scan.end] | 0x20, inTime) {
            case (UInt8(ascii: "w"), false): unit = 604_800
            case (UInt8(ascii: "d"), false): unit = 86_400
            case (UInt8(ascii: "h"), true): unit = 3600
            case (UInt8(ascii: "m"), true): unit = 60
            case (UInt8(ascii: "s"), true): unit = 1
            default: return .bad(.notADuration)
            }
            guard unit < lastUnit, !scan.hasDecimals || unit == 1 else { return .bad(.notADuration) }
            lastUnit = unit
            total += number * unit
            index = scan.end + 1
        }
        guard lastUnit != .max else { return .bad(.notADuration) }
        return .value(ExactDecimal(units: total, decimals: 0))
    }
}
