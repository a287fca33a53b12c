/// A count as an export wrote it.
package struct Count: Sendable, Equatable {
    package let value: Int64
    /// `12.3K`: the exporter had rounded it.
    package let isRounded: Bool

    package init(_ value: Int64, isRounded: Bool = false) {
        self.value = value
        self.isRounded = isRounded
    }
}

/// Reads counts of exports: `1234`, `1,234`, `12.3K`, `12,3 Tsd.`, `-1`.
package enum CountText {
    /// - Parameters:
    ///   - style: the file's number style.
    ///   - wholeDecimals: the column is declared to write whole numbers with decimals (`104.0`).
    package static func parse(
        _ text: Span<UInt8>, style: NumberStyle = .plain, wholeDecimals: Bool = false
    ) -> Parsed<Count> {
        if let value = digitsOnly(text) { return .value(Count(value)) }
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
            guard let power = powerOfTen(text, from: index, to: limit) else { return .bad(.notANumber) }
            digits.shift(byPowerOfTen: power)
            isRounded = true
        }
        if let fault = scan.fault { return .bad(fault) }
        if scan.hasDecimals, !isRounded, !(wholeDecimals && digits.isWhole) { return .bad(.notWhole) }
        guard let value = digits.scaled(decimals: 0) else { return .bad(.outOfRange) }
        return .value(Count(value, isRounded: isRounded))
    }

    /// The common case, read at once: one to eighteen ASCII digits.
    private static func digitsOnly(_ text: Span<UInt8>) -> Int64? {
        guard text.count > 0, text.count <= 18 else { return nil }
        var value: Int64 = 0
        for index in text.indices {
            let digit = text[index] &- Ascii.zero
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// The power of ten that a suffix stands for, in English, German, French, Spanish and Portuguese; case does not
    /// matter. `mil` is a thousand, `mi` a million.
    private static func powerOfTen(_ text: Span<UInt8>, from start: Int, to limit: Int) -> Int? {
        var end = limit
        if end > start, text[end - 1] == Ascii.point { end -= 1 }
        guard end > start, end - start <= 4 else { return nil }
        var word: UInt32 = 0
        for index in start..<end {
            guard Ascii.isLetter(text[index]) else { return nil }
            word = word << 8 | UInt32(Ascii.lowercased(text[index]))
        }
        for suffix in suffixes where suffix.word == word { return suffix.power }
        return nil
    }

    /// Suffixes, packed like the word they are compared with.
    private static let suffixes: [(word: UInt32, power: Int)] = [
        ("k", 3), ("m", 6), ("b", 9), ("tsd", 3), ("mio", 6), ("mrd", 9), ("mil", 3), ("mi", 6), ("mln", 6), ("bn", 9),
        ("bi", 9), ("md", 9), ("mld", 9),
    ].map { (text: String, power: Int) in (text.utf8.reduce(0) { $0 << 8 | UInt32($1) }, power) }
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
