package import RecordFormats
internal import SocialData

/// What a file's own values say about how it writes numbers and dates. Decided once per file from the records of its
/// first MiB, shown in its notes, never guessed per cell; a file that can be read in two ways needs a word from its source.
package struct FileEvidence {
    private let mapper: RowMapper
    private let format: ExportFormat
    private let options: MappingOptions

    private var numbers = NumberStyleEvidence(symbols: .common)
    /// Dates that only one order reads, and one that both read differently.
    private var monthFirst: String?
    private var dayFirst: String?
    private var eitherOrder: String?
    /// The order that the exporter is known to write, and whether some column has none.
    private var knownOrder: DateOrder?
    private var hasUnknownOrder = false
    private var undated = UndatedDays()
    /// Patterns by their text, and those that read a value.
    private var patterns: [String: DatePattern] = [:]
    private var seen = Set<String>()

    /// - Parameter mapper: the format compiled with the same options, to find the columns.
    private init(mapper: RowMapper) {
        self.mapper = mapper
        format = mapper.format
        options = mapper.options
    }

    /// The options with everything filled in that the file's values decide, and what was decided, in words.
    ///
    /// - Parameters:
    ///   - sample: the file's first records.
    ///   - isWhole: whether those are all.
    /// - Throws: `MappingError.undecided` where the source has to say how the file is to be read.
    package static func complete(
        _ options: MappingOptions, format: ExportFormat, header: [String], isJSON: Bool, sample: FieldBatch, isWhole: Bool
    ) throws(MappingError) -> (options: MappingOptions, notes: [String]) {
        var evidence = FileEvidence(mapper: try RowMapper(format: format, header: header, isJSON: isJSON, options: options))
        for record in sample.records where evidence.mapper.isCandidate(record, sample) {
            for program in evidence.mapper.programs {
                for column in program.columns { evidence.observe(column, record, sample) }
            }
        }
        return try evidence.decide(isJSON: isJSON, isWhole: isWhole)
    }

    // MARK: gathering

    private mutating func observe(_ column: ColumnProgram, _ record: RecordSpan, _ batch: FieldBatch) {
        for alternative in column.alternatives {
            guard case .fields(let fields) = alternative.source, alternative.timeOf == nil, alternative.epoch == nil,
                alternative.extract.isEmpty, !alternative.isDuration, mapper.holds(alternative.when, record, batch),
                alternative.unless.isEmpty || !mapper.holds(alternative.unless, record, batch)
            else { continue }
            for field in fields {
                guard let range = mapper.value(field, record, batch) else { continue }
                let text = batch.bytes.span.extracting(range)
                switch column.type {
                case .count: numbers.observe(text, as: .counts(wholeDecimals: alternative.number == .wholeDecimals || endsInPointZero(text)))
                case .money: numbers.observe(text, as: .amounts)
                case .instant, .day: observe(date: text, alternative.dateSpecs)
                default: break
                }
            }
        }
    }

    /// `104.0`, which no thousands separator can be in.
    private func endsInPointZero(_ text: Span<UInt8>) -> Bool {
        let count = text.count
        return count > 2 && text[count - 1] == UInt8(ascii: "0") && (text[count - 2] == UInt8(ascii: ".") || text[count - 2] == UInt8(ascii: ","))
    }

    private mutating func observe(date text: Span<UInt8>, _ specs: [DateSpec]) {
        for spec in specs {
            guard let order = spec.order else {
                guard let value = parse(text, spec.text) else { continue }
                if !value.hasYear { undated.add(value.localDay) }
                seen.insert(spec.text)
                return
            }
            if spec.isOrderKnown { knownOrder = knownOrder ?? order } else { hasUnknownOrder = true }
            let month = parse(text, spec.text(in: .monthFirst))
            let day = parse(text, spec.text(in: .dayFirst))
            if month == nil, day == nil { continue }
            seen.insert(spec.text)
            if month != nil, day == nil, monthFirst == nil { monthFirst = spelling(text) }
            if day != nil, month == nil, dayFirst == nil { dayFirst = spelling(text) }
            if let month, let day, month.local != day.local, eitherOrder == nil { eitherOrder = spelling(text) }
            return
        }
    }

    private mutating func parse(_ text: Span<UInt8>, _ pattern: String) -> DateValue? {
        if patterns[pattern] == nil { patterns[pattern] = try? DatePattern(pattern) }
        return patterns[pattern]?.parse(text).value
    }

    private func spelling(_ text: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.append(text.extracting(0..<min(text.count, 40)))
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: deciding

    private func decide(isJSON: Bool, isWhole: Bool) throws(MappingError) -> (options: MappingOptions, notes: [String]) {
        var options = options
        var notes: [String] = []
        options.numberStyle = isJSON ? .plain : try numberStyle(notes: &notes)
        options.seenPatterns = seen
        options.dateOrder = try dateOrder(notes: &notes)
        if undated.count > 0, options.latestDay == nil {
            options.latestDay = try latestDay(isWhole: isWhole)
            if options.latestDay == nil {
                if mapper.programs.contains(where: { $0.columns.contains { $0.isRequired && $0.type == .instant } }) {
                    throw .noYear
                }
                notes.append("dates have no year and are left out; name it in the source: `set: {year: …}`")
            }
        }
        return (options, notes)
    }

    private func numberStyle(notes: inout [String]) throws(MappingError) -> NumberStyle {
        if let given = options.set["numbers"] {
            guard let style = NumberStyle(name: given) else {
                throw .badSetValue(column: "numbers", value: given, reason: "write the number 1234.5 as the file would: \(NumberStyle.all.map(\.name).joined(separator: "  "))")
            }
            return style
        }
        let decision = numbers.decide()
        guard let style = decision.style else {
            throw .undecided("\(decision.message); add how the file writes 1234.5 to the source, as `set: {numbers: \"1.234,5\"}`")
        }
        if case .decided(let style, _?) = decision, style != .plain { notes.append(decision.message) }
        return style
    }

    private func dateOrder(notes: inout [String]) throws(MappingError) -> DateOrder? {
        if let given = options.set["dates"] {
            guard let order = DateOrder(rawValue: given) else {
                throw .badSetValue(column: "dates", value: given, reason: "it is neither month_first nor day_first")
            }
            return order
        }
        let remedy = "say in the source which it is: `set: {dates: month_first}` or `set: {dates: day_first}`"
        switch (monthFirst, dayFirst) {
        case (let month?, let day?):
            throw .undecided("'\(month)' has its month first and '\(day)' its day; \(remedy)")
        case (_?, nil):
            if knownOrder == .dayFirst { notes.append("dates have the month first, as '\(monthFirst ?? "")' shows") }
            return .monthFirst
        case (nil, _?):
            if knownOrder != .dayFirst { notes.append("dates have the day first, as '\(dayFirst ?? "")' shows") }
            return .dayFirst
        case (nil, nil):
            guard let eitherOrder else { return nil }
            if hasUnknownOrder || knownOrder == nil {
                throw .undecided("nothing in the file shows whether '\(eitherOrder)' has its month or its day first; \(remedy)")
            }
            notes.append("dates are read \(knownOrder == .monthFirst ? "month" : "day") first, as this export writes them; no date in the file shows it")
            return nil
        }
    }

    /// The day that no date of the file can be after: the source's year or export time say it.
    private func latestDay(isWhole: Bool) throws(MappingError) -> Int32? {
        if let text = options.set["exported_at"] {
            let bytes = Array(text.utf8)
            return (try? DatePattern("iso8601"))?.parse(bytes.span).value?.localDay
        }
        guard let text = options.set["year"] else { return nil }
        guard let year = Int(text), (1970...9998).contains(year) else {
            throw .badSetValue(column: "year", value: text, reason: "it is no year of four digits")
        }
        return undated.latestDay(inYear: year, isWhole: isWhole)
    }
}

/// Days without a year in file order: whether they run across New Year, and which is the last.
private struct UndatedDays {
    private(set) var count = 0
    private var first: Int32 = 0
    private var last: Int32 = 0
    private var rises = 0
    private var falls = 0
    /// Steps of more than half a year: the place where the year changes.
    private var turns = 0

    mutating func add(_ day: Int32) {
        if count == 0 {
            first = day
        } else if abs(day - last) > 180 {
            turns += 1
        } else if day > last {
            rises += 1
        } else if day < last {
            falls += 1
        }
        last = day
        count += 1
    }

    /// The last day of a file whose last day is in `year`. Where it runs across New Year its newest end is the last day;
    /// that end is known where all of it was seen.
    func latestDay(inYear year: Int, isWhole: Bool) -> Int32 {
        let endOfYear = Int32(CivilTime.days(year: year, month: 12, day: 31))
        guard turns > 0, isWhole else { return endOfYear }
        let date = CivilTime.civil(days: Int(rises >= falls ? last : first))
        return Int32(CivilTime.days(year: year, month: date.month, day: date.day))
    }
}
