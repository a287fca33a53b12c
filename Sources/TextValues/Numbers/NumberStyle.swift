/// How a file writes numbers: what separates thousands and what marks decimals. One per file, never guessed per cell.
package struct NumberStyle: Sendable, Hashable {
    /// What parts digits into groups of three.
    package enum Grouping: UInt8, Sendable {
        case none, comma, point
        /// A blank, a no-break space, a narrow no-break space or a thin space.
        case space
        /// `'` or `’`.
        case apostrophe
    }

    /// What parts wholes from decimals.
    package enum DecimalMark: UInt8, Sendable {
        case point, comma
    }

    /// `none` takes digits without any separator.
    package let grouping: Grouping
    /// Needed even where no number has decimals.
    package let decimalMark: DecimalMark

    /// - Precondition: thousands and decimals have different marks.
    package init(grouping: Grouping, decimalMark: DecimalMark) {
        precondition(
            !(grouping == .comma && decimalMark == .comma) && !(grouping == .point && decimalMark == .point),
            "one mark cannot separate thousands and decimals")
        self.grouping = grouping
        self.decimalMark = decimalMark
    }

    /// Digits with a decimal point, as programs write them.
    package static let plain = NumberStyle(grouping: .none, decimalMark: .point)

    /// All styles, the plainest first: the order in which evidence prefers them.
    package static let all: [NumberStyle] = [
        .plain,
        NumberStyle(grouping: .comma, decimalMark: .point),
        NumberStyle(grouping: .none, decimalMark: .comma),
        NumberStyle(grouping: .point, decimalMark: .comma),
        NumberStyle(grouping: .space, decimalMark: .comma),
        NumberStyle(grouping: .space, decimalMark: .point),
        NumberStyle(grouping: .apostrophe, decimalMark: .point),
        NumberStyle(grouping: .apostrophe, decimalMark: .comma),
    ]

    /// The style as it would write 1234.5: `1234.5`, `1,234.5`, `1.234,5`, `1 234,5`, `1'234.5`, …
    package var name: String {
        let mark =
            switch grouping {
            case .none: ""
            case .comma: ","
            case .point: "."
            case .space: " "
            case .apostrophe: "'"
            }
        return "1" + mark + "234" + (decimalMark == .point ? ".5" : ",5")
    }

    /// The style that writes 1234.5 this way; `plain` is another word for `1234.5`.
    package init?(name: String) {
        if name == "plain" {
            self = .plain
            return
        }
        guard let style = Self.all.first(where: { $0.name == name }) else { return nil }
        self = style
    }
}

extension NumberStyle {
    /// Where a number ended, and what was odd about it.
    struct Scan {
        var end: Int
        var hasDecimals = false
        var fault: CellFault?
    }

    /// Reads unsigned digits with separators from a position on, as far as they go in this style.
    ///
    /// Groups have three digits; behind commas also India's two (`12,34,567`).
    func scan(_ text: Span<UInt8>, from start: Int, to limit: Int, into digits: inout DecimalDigits) -> Scan {
        var index = start
        var groups = 0
        var inGroup = 0
        var first = 0
        var middle = 0
        var scan = Scan(end: start)
        while index < limit {
            let digit = text[index] &- Ascii.zero
            if digit <= 9 {
                guard digits.append(whole: digit) else {
                    scan.fault = .outOfRange
                    return scan
                }
                inGroup += 1
                index += 1
                continue
            }
            let length = index == start ? 0 : separatorLength(text, at: index, to: limit)
            guard length > 0, index + length < limit, Ascii.isDigit(text[index + length]) else { break }
            if groups == 0 {
                first = inGroup
            } else if groups > 1, middle != inGroup {
                scan.fault = .misplacedSeparator
            } else {
                middle = inGroup
            }
            groups += 1
            inGroup = 0
            index += length
        }
        if groups > 0 {
            let isWestern = (groups == 1 || middle == 3) && first <= 3
            let isIndian = grouping == .comma && groups > 1 && middle == 2 && first <= 2
            if inGroup != 3 || !(isWestern || isIndian) { scan.fault = .misplacedSeparator }
        }
        let mark = decimalMark == .point ? Ascii.point : Ascii.comma
        if index + 1 < limit, text[index] == mark, Ascii.isDigit(text[index + 1]) {
            scan.hasDecimals = true
            index += 1
            while index < limit, Ascii.isDigit(text[index]) {
                digits.append(decimal: text[index] - Ascii.zero)
                index += 1
            }
        }
        scan.end = index
        if index == start { scan.fault = .notANumber }
        return scan
    }

    /// Length of the thousands separator at a position; 0 where there is none.
    private func separatorLength(_ text: Span<UInt8>, at index: Int, to limit: Int) -> Int {
        let byte = text[index]
        switch grouping {
        case .none: return 0
        case .comma: return byte == Ascii.comma ? 1 : 0
        case .point: return byte == Ascii.point ? 1 : 0
        case .space: return byte < 0x20 ? 0 : Blanks.leadingLength(text, at: index, end: limit)
        case .apostrophe:
            if byte == Ascii.apostrophe { return 1 }
            guard byte == 0xE2, index + 2 < limit, text[index + 1] == 0x80, text[index + 2] == 0x99 else { return 0 }
            return 3
        }
    }
}
