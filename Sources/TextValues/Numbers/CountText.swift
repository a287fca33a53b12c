/// A count as an export wrote it.
package struct Count: Sendable, Equatable {
    package let value: Int64
    /// `12.3K`: the exporter had rounded it.
    package let isRounded: Bool

    /// Made by readers, not checked here.
    package init(_ value: Int64, isRounded: Bool = false) {
        self.value = value
        self.isRounded = isRounded
    }
}

/// Reads counts of exports: `1234`, `1,234`, `12.3K`, `12,3 тыс.`, `١٢٣`, `-1`.
package enum CountText {
    /// - Parameters:
    ///   - style: the file's number style.
    ///   - words: what the file means by words that languages do not agree on.
    ///   - wholeDecimals: the column is declared to write whole numbers with decimals (`104.0`).
    package static func parse(
        _ text: Span<UInt8>, style: NumberStyle = .plain, words: MagnitudeWords = .usual, wholeDecimals: Bool = false
    ) -> Parsed<Count> {
        if let value = digits(text) { return .value(Count(value)) }
        if let folded = DigitFolding.folded(text) {
            return parse(folded.span, style: style, words: words, wholeDecimals: wholeDecimals)
        }
        let range = Blanks.trimmed(text)
        guard !range.isEmpty else { return .missing }
        let limit = range.upperBound
        var digits = DecimalDigits()
        var index = range.lowerBound + SignText.length(text, at: range.lowerBound, to: limit, isNegative: &digits.isNegative)
        let scan = style.scan(text, from: index, to: limit, into: &digits)
        index = scan.end
        if scan.fault == .outOfRange || scan.fault == .notANumber { return .bad(scan.fault ?? .notANumber) }
        var isRounded = false
        if index < limit {
            if SignText.isExponent(text, at: index, to: limit) { return .bad(.exponentForm) }
            while index < limit, case let length = Blanks.leadingLength(text, at: index, end: limit), length > 0 {
                index += length
            }
            switch MagnitudeWords.meaning(text, from: index, to: limit) {
            case nil: return .bad(.notANumber)
            case .power(let power): digits.shift(byPowerOfTen: Int(power))
            case .shared(let slot):
                guard words.power(ofSlot: slot) != MagnitudeWords.undecided else { return .bad(.ambiguousSuffix) }
                digits.shift(byPowerOfTen: Int(words.power(ofSlot: slot)))
            }
            isRounded = true
        }
        if let fault = scan.fault { return .bad(fault) }
        if scan.hasDecimals, !isRounded, !(wholeDecimals && digits.isWhole) { return .bad(.notWhole) }
        guard let value = digits.scaled(decimals: 0) else { return .bad(.outOfRange) }
        return .value(Count(value, isRounded: isRounded))
    }

    /// The common case, read at once: one to eighteen ASCII digits; nil for anything else.
    package static func digits(_ text: Span<UInt8>) -> Int64? {
        guard text.count > 0, text.count <= 18 else { return nil }
        var value: Int64 = 0
        for index in text.indices {
            let digit = text[index] &- Ascii.zero
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }
}

/// Signs and exponents, which counts, money and decimals share.
enum SignText {
    /// Length of a sign at a position: `-`, `+` or the minus of typographers (U+2212); 0 where there is none.
    static func length(_ text: Span<UInt8>, at index: Int, to limit: Int, isNegative: inout Bool) -> Int {
        guard index < limit else { return 0 }
        switch text[index] {
        case Ascii.minus:
            isNegative = true
            return 1
        case Ascii.plus:
            return 1
        case 0xE2 where index + 2 < limit && text[index + 1] == 0x88 && text[index + 2] == 0x92:
            isNegative = true
            return 3
        default:
            return 0
        }
    }

    /// Whether `E6`, `e+17` or `E-6` stands at a position.
    static func isExponent(_ text: Span<UInt8>, at index: Int, to limit: Int) -> Bool {
        guard index + 1 < limit, text[index] | 0x20 == UInt8(ascii: "e") else { return false }
        let next = text[index + 1]
        return Ascii.isDigit(next) || next == Ascii.plus || next == Ascii.minus
    }
}
