/// Currency symbols that a format declares and that amounts may therefore carry.
package struct CurrencySymbols: Sendable, Equatable {
    /// The symbols' bytes, end to end: no reference is counted while amounts are read.
    private let bytes: [UInt8]
    private let ends: [Int]
    /// Codes of ISO 4217 may stand there too.
    fileprivate let takesCodes: Bool

    /// Amounts carry no symbol.
    package static let none = CurrencySymbols([])

    /// All that are in use: an amount may carry any of them, and a code.
    package static let common = CurrencySymbols(CurrencyCode.knownSymbols, takesCodes: true)

    /// Empty symbols do not count; `takesCodes` also allows ISO 4217 codes.
    package init(_ symbols: [String], takesCodes: Bool = false) {
        self.takesCodes = takesCodes
        var bytes: [UInt8] = []
        var ends: [Int] = []
        // The longest first, so that `US$` is not read as something before `$`.
        for symbol in symbols.sorted(by: { $0.utf8.count > $1.utf8.count }) where !symbol.isEmpty {
            bytes.append(contentsOf: symbol.utf8)
            ends.append(bytes.count)
        }
        self.bytes = bytes
        self.ends = ends
    }

    /// Length of the symbol that begins at a position; 0 where none does.
    func length(_ text: Span<UInt8>, at index: Int, to limit: Int) -> Int {
        if takesCodes, index + 3 <= limit, index + 3 == limit || !Ascii.isLetter(text[index + 3]),
            CurrencyCode(text.extracting(index..<(index + 3))) != nil {
            return 3
        }
        var start = 0
        for end in ends {
            defer { start = end }
            let length = end - start
            guard index + length <= limit else { continue }
            var isEqual = true
            for offset in 0..<length where bytes[start + offset] != text[index + offset] {
                isEqual = false
                break
            }
            if isEqual { return length }
        }
        return 0
    }
}

/// Reads amounts of exports: `12.50`, `-1.156,00`, `₹1,156.00`, `12,34 zł`, `(12.50)`, `$1.4K`.
package enum MoneyText {
    /// The amount in 1/10,000, rounded half to even beyond four decimals (Methods 1.2).
    ///
    /// - Parameters:
    ///   - style: the file's number style.
    ///   - symbols: what may stand before and behind the digits; anything else there is a bad cell.
    ///   - words: magnitude words that may stand behind the digits; nil where none may.
    package static func parse(
        _ text: Span<UInt8>, style: NumberStyle = .plain, symbols: CurrencySymbols = .none, words: MagnitudeWords? = nil
    ) -> Parsed<Int64> {
        if let folded = DigitFolding.folded(text) { return parse(folded.span, style: style, symbols: symbols, words: words) }
        let range = Blanks.trimmed(text)
        guard !range.isEmpty else { return .missing }
        var index = range.lowerBound
        var limit = range.upperBound
        var digits = DecimalDigits()
        let inParentheses = text[index] == UInt8(ascii: "(") && text[limit - 1] == UInt8(ascii: ")") && limit - index > 2
        if inParentheses {
            index += 1
            limit -= 1
        }
        var hasSign = false
        var hasSymbol = false
        // A sign and a symbol may stand before the digits, in either order.
        while index < limit, !Ascii.isDigit(text[index]) {
            let blank = Blanks.leadingLength(text, at: index, end: limit)
            let sign = hasSign ? 0 : SignText.length(text, at: index, to: limit, isNegative: &digits.isNegative)
            let symbol = hasSymbol ? 0 : symbols.length(text, at: index, to: limit)
            if blank > 0 {
                index += blank
            } else if sign > 0 {
                hasSign = true
                index += sign
            } else if symbol > 0 {
                hasSymbol = true
                index += symbol
            } else {
                break
            }
        }
        let scan = style.scan(text, from: index, to: limit, into: &digits)
        if scan.fault == .outOfRange || scan.fault == .notANumber { return .bad(scan.fault ?? .notANumber) }
        index = scan.end
        if SignText.isExponent(text, at: index, to: limit) { return .bad(.exponentForm) }
        index += dashLength(text, at: index, to: limit)
        // A symbol may stand on either side, and a dollar sign before the digits with its code behind them.
        hasSymbol = hasSymbol && !symbols.takesCodes
        var hasWord = words == nil
        while index < limit {
            let blank = Blanks.leadingLength(text, at: index, end: limit)
            let sign = hasSign || inParentheses ? 0 : SignText.length(text, at: index, to: limit, isNegative: &digits.isNegative)
            let symbol = hasSymbol ? 0 : symbols.length(text, at: index, to: limit)
            if blank > 0 {
                index += blank
            } else if symbol > 0 {
                hasSymbol = true
                index += symbol
            } else if sign > 0 {
                hasSign = true
                index += sign
            } else if !hasWord, let words {
                let end = wordEnd(text, from: index, to: limit, symbols: symbols)
                switch MagnitudeWords.meaning(text, from: index, to: end) {
                case nil: return .bad(.notANumber)
                case .power(let power): digits.shift(byPowerOfTen: Int(power))
                case .shared(let slot):
                    guard words.power(ofSlot: slot) != MagnitudeWords.undecided else { return .bad(.ambiguousSuffix) }
                    digits.shift(byPowerOfTen: Int(words.power(ofSlot: slot)))
                }
                hasWord = true
                index = end
            } else {
                return .bad(.notANumber)
            }
        }
        if let fault = scan.fault { return .bad(fault) }
        if inParentheses {
            guard !hasSign else { return .bad(.notANumber) }
            digits.isNegative = true
        }
        guard let amount = digits.scaled(decimals: 4) else { return .bad(.outOfRange) }
        return .value(amount)
    }

    /// `1.400,-`, `80,--`, `80.–`, `1 400:-`: dashes for no cents, as price tags write them. Their length with the mark before them; 0
    /// where there are none.
    private static func dashLength(_ text: Span<UInt8>, at start: Int, to limit: Int) -> Int {
        guard start < limit, text[start] == Ascii.comma || text[start] == Ascii.point || text[start] == Ascii.colon else { return 0 }
        var index = start + 1
        var dashes = 0
        while index < limit, dashes < 2 {
            let isLong = index + 3 <= limit && text[index] == 0xE2 && text[index + 1] == 0x80 && (text[index + 2] == 0x93 || text[index + 2] == 0x94)
            guard isLong || text[index] == Ascii.minus else { break }
            index += isLong ? 3 : 1
            dashes += 1
        }
        return dashes > 0 && (index == limit || !Ascii.isDigit(text[index]) && text[index] != Ascii.minus) ? index - start : 0
    }

    /// Where the word that starts at a position ends: at a blank or a symbol.
    private static func wordEnd(_ text: Span<UInt8>, from start: Int, to limit: Int, symbols: CurrencySymbols) -> Int {
        var end = start + 1
        while end < limit, Blanks.leadingLength(text, at: end, end: limit) == 0 {
            if !Ascii.isLetter(text[end]), symbols.length(text, at: end, to: limit) > 0 { break }
            end += 1
        }
        return end
    }
}

/// Reads plain decimals of exports, such as lengths in seconds.
package enum DecimalText {
    /// The part of a cell without the blanks around it and, of a plain number, without zeros that only fill up its decimals: `50.00` and `50` are one.
    package static func withoutFill(_ text: Span<UInt8>) -> Range<Int> {
        let range = Blanks.trimmed(text)
        guard let point = range.first(where: { !Ascii.isDigit(text[$0]) }), text[point] == Ascii.point, point > range.lowerBound,
            (point + 1..<range.upperBound).allSatisfy({ Ascii.isDigit(text[$0]) })
        else { return range }
        var end = range.upperBound
        while text[end - 1] == Ascii.zero { end -= 1 }
        return range.lowerBound..<(end - 1 == point ? point : end)
    }

    /// Reads one cell; a symbol is no part of such a number.
    package static func parse(_ text: Span<UInt8>, style: NumberStyle = .plain) -> Parsed<ExactDecimal> {
        let range = Blanks.trimmed(text)
        guard !range.isEmpty else { return .missing }
        if let folded = DigitFolding.folded(text) { return parse(folded.span, style: style) }
        var digits = DecimalDigits()
        let start = range.lowerBound + SignText.length(text, at: range.lowerBound, to: range.upperBound, isNegative: &digits.isNegative)
        let scan = style.scan(text, from: start, to: range.upperBound, into: &digits)
        if let fault = scan.fault { return .bad(fault) }
        guard scan.end == range.upperBound else {
            return .bad(SignText.isExponent(text, at: scan.end, to: range.upperBound) ? .exponentForm : .notANumber)
        }
        guard let decimal = ExactDecimal(digits) else { return .bad(.outOfRange) }
        return .value(decimal)
    }
}
