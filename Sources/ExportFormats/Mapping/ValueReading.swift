internal import RecordFormats
internal import SocialData
internal import TextValues

/// What became of one cell.
enum ValueOutcome {
    case value
    case missing
    case bad(kind: String, reason: String)
}

/// Reads one value by its column's type: a number, or a text in canonical spelling.
struct ValueReading {
    private let options: MappingOptions
    /// The last number that was read, where the column's values are numbers.
    var number: Int64 = 0
    /// The currency of the row being read, once it is known.
    var rowCurrency: CurrencyCode?
    /// The last value was rounded or assumed, by the exporter or by us.
    var isEstimated = false

    init(options: MappingOptions) { self.options = options }

    /// Reads `text` into `number`, or appends its canonical spelling to `cell`. `text` has no surrounding blanks and is not empty.
    mutating func convert(
        _ text: Span<UInt8>, kind: FieldKind, type: ColumnType, program: borrowing ValueProgram, into cell: inout [UInt8]
    ) -> ValueOutcome {
        if kind == .container { return .bad(kind: "nested_value", reason: "a nested value stands where one value belongs") }
        // A number of JSON or of a workbook has its own style, whatever the texts beside it have.
        let style = kind == .number ? NumberStyle.plain : options.numberStyle
        switch type {
        case .count: return count(text, style: style, program: program)
        case .instant: return instant(text, program: program)
        case .text: return plain(text, into: &cell)
        case .identifier: return identifier(text, into: &cell)
        case .handle: return handle(text, into: &cell)
        case .word:
            WordFolding.append(text, to: &cell)
            return .value
        case .money: return money(text, style: style, program: program)
        case .currency: return currency(text, program: program, into: &cell)
        case .day: return day(text, program: program)
        case .flag: return flag(text)
        case .list: return list(text, kind: kind, separator: program.split, into: &cell)
        case .decimal: return decimal(text, style: style, program: program, into: &cell)
        }
    }

    // MARK: numbers

    private mutating func count(_ text: Span<UInt8>, style: NumberStyle, program: borrowing ValueProgram) -> ValueOutcome {
        var parsed = CountText.parse(text, style: style, words: options.magnitudes, wholeDecimals: program.number == .wholeDecimals)
        // `104.0` is what tables make of 104 once a cell of the column is empty; thousands have three digits.
        if case .bad(.notWhole) = parsed, endsInPointZeros(text) {
            parsed = CountText.parse(text, style: style, words: options.magnitudes, wholeDecimals: true)
        }
        switch parsed {
        case .value(let count):
            if count.isRounded {
                guard program.number == .rounded else { return .bad(CellFault.notANumber) }
                isEstimated = true
            } else if let limit = program.roundedFrom, count.value >= limit {
                isEstimated = true
            }
            number = count.value
            return .value
        case .missing: return .missing
        case .bad(let fault): return .bad(fault)
        }
    }

    /// `104.0` and `104.00`, which no thousands separator can be in.
    private func endsInPointZeros(_ text: Span<UInt8>) -> Bool {
        var end = text.count
        while end > 0, text.count - end < 3, text[end - 1] == UInt8(ascii: "0") { end -= 1 }
        let zeros = text.count - end
        return (1...2).contains(zeros) && end > 1 && (text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: ","))
    }

    private mutating func money(_ text: Span<UInt8>, style: NumberStyle, program: borrowing ValueProgram) -> ValueOutcome {
        switch MoneyText.parse(text, style: style, symbols: program.hasSymbol ? .common : .none, words: program.hasSymbol ? options.magnitudes : nil) {
        case .value(let amount):
            if program.hasSymbol, let rowCurrency, !Ascii.isDigit(text[0]) || !Ascii.isDigit(text[text.count - 1]),
                let sign = CurrencyCode.sign(in: text), !sign.allows(rowCurrency) {
                return .bad(kind: "other_currency", reason: "the amount carries the sign of another currency than its row's, \(rowCurrency.text)")
            }
            number = program.dropsSign && amount < 0 ? -amount : amount
            return .value
        case .missing: return .missing
        case .bad(let fault): return .bad(fault)
        }
    }

    /// A code in any case, or a sign that one currency has; of an amount, what stands beside its digits.
    private func currency(_ text: Span<UInt8>, program: borrowing ValueProgram, into cell: inout [UInt8]) -> ValueOutcome {
        if !program.hasSymbol, let code = CurrencyCode(text) {
            code.append(to: &cell)
            return .value
        }
        let sign = program.hasSymbol ? CurrencyCode.sign(in: text) : CurrencyCode.sign(named: text)
        if case .one(let code) = sign {
            code.append(to: &cell)
            return .value
        }
        if program.hasSymbol { return .missing }
        if sign == nil, let code = CurrencyCode(name: text) {
            code.append(to: &cell)
            return .value
        }
        guard case .several(let possible) = sign else {
            if case .constant = program.source {
                // The source's word decides where the header says more than a currency.
                if options.set["currency"] != nil { return .missing }
                let header = String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
                return .bad(kind: "unknown_currency", reason: "the header says '\(header)', which is not just a currency; if the amounts are whole units of it, say so in the source, as `set: {currency: EUR}`, else correct the amounts")
            }
            return .bad(kind: "unknown_currency", reason: "it is neither an ISO 4217 currency code (three letters, as EUR) nor a sign of one currency; say it in the source, as `set: {currency: EUR}`")
        }
        // The sign does not decide; the source's word does, where the sign can mean it.
        if let given = options.set["currency"].flatMap({ CurrencyCode($0) }), possible.contains(given) { return .missing }
        return .bad(kind: "ambiguous_currency", reason: "it is the sign of several currencies (\(possible.map(\.text).joined(separator: ", "))); say in the source which it is, as `set: {currency: \(possible[0].text)}`")
    }

    private func decimal(_ text: Span<UInt8>, style: NumberStyle, program: borrowing ValueProgram, into cell: inout [UInt8]) -> ValueOutcome {
        let parsed = program.isDuration ? DurationText.parse(text, style: style) : DecimalText.parse(text, style: style)
        switch parsed {
        case .value(let decimal):
            decimal.append(to: &cell)
            return .value
        case .missing: return .missing
        case .bad(let fault): return .bad(fault)
        }
    }

    // MARK: times

    private mutating func instant(_ text: Span<UInt8>, program: borrowing ValueProgram) -> ValueOutcome {
        // What our own tools write, and most scrapers.
        if program.timeOf == nil, program.epoch == nil, let instant = Canonical.instant(text) {
            number = instant
            return .value
        }
        if let source = program.timeOf {
            guard let instant = source == .tiktok ? PostIdTime.tiktok(text) : PostIdTime.x(text) else {
                return .bad(kind: "no_time_in_id", reason: "the id carries no time, as ids of this platform usually do")
            }
            number = instant
            return .value
        }
        switch date(text, as: .instant, program: program) {
        case .value(var value):
            if value.hasDate, !value.hasYear {
                // Nobody said of which year this file is: no time is better than a guess (noted for the file).
                guard let day = options.latestDay, let dated = value.completed(notAfter: day) else { return .missing }
                value = dated
            }
            let isWordUnknown = value.zoneWord != 0 && value.utcOffset == nil
            guard let settled = value.settled(in: options.isZoneAssumed ? nil : options.zone) else { return .bad(CellFault.unknownZone) }
            value = settled
            let end = program.includesDay && value.isWholeDay ? value.nextDay.instant(in: options.zone) : nil
            // The last day of the calendar has no next one.
            guard let (instant, note) = end ?? value.instant(in: options.zone) else { return .bad(CellFault.impossibleDate) }
            // What nobody said is an assumption: midnight, the zone, and a time that the clock showed twice or never.
            if value.isDateOnly || note != nil || isWordUnknown || (value.utcOffset == nil && options.isZoneAssumed) { isEstimated = true }
            number = instant
            return .value
        case .missing: return .missing
        case .bad(let fault): return .bad(fault)
        }
    }

    /// The first of the program's patterns that reads the text, or its epoch.
    private func date(_ text: Span<UInt8>, as type: ColumnType, program: borrowing ValueProgram) -> Parsed<DateValue> {
        if let epoch = program.epoch { return EpochText.parse(text, unit: epoch == .seconds ? .seconds : .milliseconds) }
        var result = Parsed<DateValue>.missing
        for pattern in program.dates {
            result = pattern.parse(text, takesZoneWords: true)
            if case .value = result { return result }
        }
        // Programs write instants so; an instant has a time, a day has none.
        if type == .instant, let unit = EpochText.unit(of: text) { return EpochText.parse(text, unit: unit) }
        return result
    }

    private mutating func day(_ text: Span<UInt8>, program: borrowing ValueProgram) -> ValueOutcome {
        if let day = Canonical.day(text) {
            number = Int64(day)
            return .value
        }
        switch date(text, as: .day, program: program) {
        case .value(var value):
            guard value.hasDate else { return .bad(CellFault.impossibleDate) }
            if !value.hasYear {
                guard let day = options.latestDay, let dated = value.completed(notAfter: day) else { return .missing }
                value = dated
            }
            number = Int64(value.localDay)
            return .value
        case .missing: return .missing
        case .bad(let fault): return .bad(fault)
        }
    }

    // MARK: texts

    private func plain(_ text: Span<UInt8>, into cell: inout [UInt8]) -> ValueOutcome {
        cell.append(text)
        return .value
    }

    /// Ids are text. `1.78e16` is what a spreadsheet leaves of a long one: its digits are lost.
    private func identifier(_ text: Span<UInt8>, into cell: inout [UInt8]) -> ValueOutcome {
        if text.count > 1, text[0] == UInt8(ascii: "'") { return identifier(text.extracting(1..<text.count), into: &cell) }
        if IdentifierText.isExponentForm(text) { return .bad(CellFault.exponentForm) }
        if IdentifierText.isSpreadsheetError(text) {
            return .bad(kind: "spreadsheet_error", reason: "a spreadsheet left an error where the id was; export the file again and do not open it in between")
        }
        // `178.0` is what tables make of an id once a cell of the column is empty.
        let isDecimal = text.count > 2 && text[text.count - 1] == UInt8(ascii: "0") && text[text.count - 2] == UInt8(ascii: ".")
        if isDecimal, (0..<text.count - 2).allSatisfy({ Ascii.isDigit(text[$0]) }) {
            guard text.count - 2 <= 15 else {
                return .bad(
                    kind: CellFault.exponentForm.rawValue,
                    reason: "the id is a decimal number, so its last digits are lost; read the column as text (pandas: dtype=str) and export again")
            }
            cell.append(text.extracting(0..<text.count - 2))
            return .value
        }
        cell.append(text)
        return .value
    }

    private func handle(_ text: Span<UInt8>, into cell: inout [UInt8]) -> ValueOutcome {
        if HandleText.namesSeveral(text) {
            return .bad(kind: "several_creators", reason: "it names several creators, and nothing says whose part of the row is which; give each a row of its own")
        }
        guard let range = HandleText.range(text) else {
            if text.allSatisfy({ $0 == UInt8(ascii: "@") }) { return .missing }
            return .bad(kind: "not_a_handle", reason: "it is a link that leads to no account of a network we know; write the handle or the link to the profile")
        }
        WideLetters.append(text.extracting(range), to: &cell)
        return .value
    }

    private mutating func flag(_ text: Span<UInt8>) -> ValueOutcome {
        guard let flag = FlagText.parse(text) else {
            return .bad(kind: "not_a_flag", reason: "it is neither true nor false (1, 0, yes and no are read too)")
        }
        number = flag ? 1 : 0
        return .value
    }

    /// Items joined by `|`; a `|` inside an item would split it and becomes a blank.
    private func list(_ text: Span<UInt8>, kind: FieldKind, separator: UInt8?, into cell: inout [UInt8]) -> ValueOutcome {
        let separator = kind == .list ? FieldBatch.listSeparator : separator ?? UInt8(ascii: "|")
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == separator {
            let item = text.extracting(start..<index)
            var range = Blanks.trimmed(item)
            if let first = range.first, item[first] == UInt8(ascii: "'") { range = (first + 1)..<range.upperBound }
            while let first = range.first, item[first] == UInt8(ascii: "#") { range = (first + 1)..<range.upperBound }
            start = index + 1
            guard !range.isEmpty else { continue }
            if !cell.isEmpty { cell.append(UInt8(ascii: "|")) }
            for position in range { cell.append(item[position] == UInt8(ascii: "|") ? UInt8(ascii: " ") : item[position]) }
        }
        return cell.isEmpty ? .missing : .value
    }
}

extension ValueOutcome {
    static func bad(_ fault: CellFault) -> ValueOutcome {
        .bad(kind: fault.rawValue, reason: "the value \(fault.message)")
    }
}

extension ValueProgram {
    /// A value as it stands, for `set:`.
    static func plain(_ column: Column, dates: [DatePattern], source: SourceProgram = .constant([])) -> ValueProgram {
        ValueProgram(
            source: source, when: [], unless: [], extract: [], template: [], timeOf: nil, dates: dates, epoch: nil,
            values: [], unlisted: .keep, split: column.type == .list ? UInt8(ascii: "|") : nil, hidden: [], number: .plain,
            dropsSign: false, hasSymbol: false, isDuration: false,
            includesDay: ColumnRole(column: column.name) == .lastInstant, dateSpecs: [], isEstimated: false, roundedFrom: nil, isPlain: true)
    }
}
