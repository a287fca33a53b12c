package import RecordFormats
internal import SocialData
internal import TextValues

/// What a file's own values say about how it writes numbers and dates. Decided once per file from the records of its
/// first MiB, shown in its notes, never guessed per cell; a file that can be read in two ways needs a word from its source.
package struct FileEvidence {
    private let mapper: RowMapper
    private let format: ExportFormat
    private let options: MappingOptions

    private var numbers = NumberStyleEvidence(symbols: .common)
    /// By field of amounts, with the canonical column that it fills.
    private var grouped: [Int: (column: String, amounts: GroupedAmounts)] = [:]
    /// Dates that only one order reads, and one that both read differently.
    private var monthFirst: String?
    private var dayFirst: String?
    private var eitherOrder: String?
    /// The order that the exporter is known to write, and whether some column has none.
    private var knownOrder: DateOrder?
    private var hasUnknownOrder = false
    private var shortYears = ShortYears()
    private var undated = UndatedDays()
    private var magnitudes = MagnitudeEvidence()
    /// For each zone word that is unknown or shared, a time with it, and whether it has an offset of its own.
    private var zoneWords: [UInt64: (example: String, hasOffset: Bool)] = [:]
    /// A column whose days stand for their ends, and the first such day.
    private var endingDay: (column: String, day: String)?
    /// Patterns by their text, and those that read a value.
    private var patterns: [String: DatePattern] = [:]
    private var seen = Set<String>()
    /// By field of dates, with the canonical column that it fills.
    private var swaps: [Int: (column: String, dates: SwappedDates)] = [:]

    private init(mapper: RowMapper) {
        self.mapper = mapper
        format = mapper.format
        options = mapper.options
    }

    /// The options of `mapper` with everything filled in that the file's values decide, and what was decided, in words.
    ///
    /// - Parameters:
    ///   - mapper: the format compiled for this file, to find the columns.
    ///   - header: all names of the file's columns.
    ///   - sample: the file's first records.
    ///   - isWhole: whether those are all.
    /// - Throws: `MappingError.undecided` where the source has to say how the file is to be read.
    package static func complete(
        _ mapper: RowMapper, header: [String], sample: FieldBatch, isWhole: Bool
    ) throws(MappingError) -> (options: MappingOptions, notes: [String]) {
        var evidence = FileEvidence(mapper: mapper)
        for name in header { evidence.magnitudes.observe(columnName: name) }
        for record in sample.records where evidence.mapper.isCandidate(record, sample) {
            for program in evidence.mapper.programs {
                for column in program.columns { evidence.observe(column, record, sample) }
            }
            for (field, _) in evidence.mapper.unpivot {
                guard let range = evidence.mapper.fieldReader.value(field, record, sample) else { continue }
                let text = sample.bytes.span.extracting(range)
                if ExactDecimal(text) == nil { evidence.numbers.observe(text, as: .amounts) }
            }
        }
        return try evidence.decide(isWhole: isWhole)
    }

    // MARK: gathering

    private mutating func observe(_ column: ColumnProgram, _ record: RecordSpan, _ batch: FieldBatch) {
        for alternative in column.alternatives {
            let fields: [Int] = switch alternative.source {
            case .fields(let fields): fields
            case .sum(let parts): parts.map(\.field)
            default: []
            }
            guard !fields.isEmpty, alternative.timeOf == nil, alternative.epoch == nil,
                alternative.extract.isEmpty, !alternative.isDuration, mapper.fieldReader.holds(alternative.when, record, batch),
                alternative.unless.isEmpty || !mapper.fieldReader.holds(alternative.unless, record, batch)
            else { continue }
            for field in fields {
                guard let range = mapper.fieldReader.value(field, record, batch) else { continue }
                let text = batch.bytes.span.extracting(range)
                // A number of JSON or of a workbook is written in its own way, whatever the texts beside it are.
                let isText = batch.fields[record.firstField + field].kind == .text
                switch column.type {
                case .count where isText: numbers.observe(text, as: .counts(wholeDecimals: alternative.number == .wholeDecimals || endsInPointZero(text)))
                    if alternative.number == .rounded { magnitudes.observe(text, countsPeople: Self.peopleColumns.contains(column.name)) }
                case .money where isText:
                    numbers.observe(text, as: .amounts)
                    grouped[field, default: (column.name, GroupedAmounts())].amounts.observe(text)
                    if alternative.hasSymbol { magnitudes.observe(text, countsPeople: false) }
                // `1.084` is a rate with three decimals wherever nobody writes commas.
                case .decimal where isText && ExactDecimal(text) == nil: numbers.observe(text, as: .amounts)
                case .instant, .day:
                    observe(date: text, alternative.dateSpecs)
                    swaps[field, default: (column.name, SwappedDates())].dates.observe(text, isText: isText)
                    if alternative.includesDay, endingDay == nil, isDay(text, alternative.dateSpecs) { endingDay = (column.name, Self.spelling(text)) }
                default: break
                }
            }
        }
    }

    /// Counts of people, of whom there are so many.
    private static let peopleColumns: Set<String> = ["followers", "followers_at_post", "followers_at_export", "followers_at_booking", "reach"]

    /// `104.0`, which no thousands separator can be in.
    private func endsInPointZero(_ text: Span<UInt8>) -> Bool {
        let count = text.count
        return count > 2 && text[count - 1] == UInt8(ascii: "0") && (text[count - 2] == UInt8(ascii: ".") || text[count - 2] == UInt8(ascii: ","))
    }

    private mutating func isDay(_ text: Span<UInt8>, _ specs: [DateSpec]) -> Bool {
        for spec in specs { if let value = parse(text, spec.text) { return value.isWholeDay } }
        return false
    }

    private mutating func observe(date text: Span<UInt8>, _ specs: [DateSpec]) {
        for spec in specs {
            guard let order = spec.order else {
                guard let value = parse(text, spec.text) else { continue }
                note(value, text)
                if !value.hasYear { undated.add(value.localDay) }
                seen.insert(spec.text)
                return
            }
            if spec.isOrderKnown { knownOrder = knownOrder ?? order } else { hasUnknownOrder = true }
            shortYears.add(text)
            let month = parse(text, spec.text(in: .monthFirst))
            let day = parse(text, spec.text(in: .dayFirst))
            if month == nil, day == nil { continue }
            if let value = month ?? day { note(value, text) }
            seen.insert(spec.text)
            if month != nil, day == nil, monthFirst == nil { monthFirst = Self.spelling(text) }
            if day != nil, month == nil, dayFirst == nil { dayFirst = Self.spelling(text) }
            if let month, let day, month.local != day.local, eitherOrder == nil { eitherOrder = Self.spelling(text) }
            return
        }
    }

    private mutating func note(_ value: DateValue, _ text: Span<UInt8>) {
        guard value.zoneWord != 0, zoneWords[value.zoneWord] == nil else { return }
        zoneWords[value.zoneWord] = (Self.spelling(text), value.utcOffset != nil)
    }

    private mutating func parse(_ text: Span<UInt8>, _ pattern: String) -> DateValue? {
        if patterns[pattern] == nil { patterns[pattern] = try? DateSpec.pattern(pattern) }
        return patterns[pattern]?.parse(text, takesZoneWords: true).value
    }

    /// The begin of a text, as messages show it.
    static func spelling(_ text: Span<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.append(text.extracting(0..<min(text.count, 40)))
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: deciding

    private func decide(isWhole: Bool) throws(MappingError) -> (options: MappingOptions, notes: [String]) {
        var options = options
        var notes: [String] = []
        options.numberStyle = try numberStyle(notes: &notes)
        options.magnitudes = try magnitudeWords(style: options.numberStyle, notes: &notes)
        options.doubts = try decideZones()
        notes += options.doubts
        options.seenPatterns = seen
        options.dateOrder = try dateOrder(notes: &notes)
        options.assumedOrder = options.dateOrder == nil && eitherOrder != nil ? knownOrder : nil
        if let (column, day) = endingDay {
            notes.append("\(column) '\(day)' is a day and includes it: it ends where the next day begins in \(options.zone.name)")
        }
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
        for (_, (column, amounts)) in grouped.sorted(by: { $0.key < $1.key }) {
            guard let example = amounts.doubt(in: style) else { continue }
            throw .undecided(
                "\(column): '\(example)' looks like thousands, and other numbers of the file have their decimals behind the same sign; write that column without separators of thousands, or, where it is a fraction, say `set: {numbers: \"\(style.name)\"}` in the source")
        }
        if case .decided(let style, _?) = decision, style != .plain { notes.append(decision.message) }
        return style
    }

    private func magnitudeWords(style: NumberStyle, notes: inout [String]) throws(MappingError) -> MagnitudeWords {
        var answer: MagnitudeWords?
        if let given = options.set["suffixes"] {
            answer = MagnitudeWords(answer: given, otherwise: .careful)
            guard answer != nil else {
                throw .badSetValue(column: "suffixes", value: given, reason: "write what letters behind numbers stand for, as `B=1000` or `B=1000, T=1000000000`")
            }
        }
        let decision = magnitudes.decide(style: style, answer: answer)
        if let doubt = decision.doubt {
            let readings = doubt.powers.map(MagnitudeDecision.Doubt.number).joined(separator: " or ")
            throw .undecided("'\(doubt.word)' in '\(doubt.example)' can stand for \(readings), in one language or another; say in the source which it is, as `set: {suffixes: \"\(doubt.word)=\(MagnitudeDecision.Doubt.number(doubt.powers[0]))\"}`")
        }
        for word in decision.unusual {
            notes.append("'\(word.word)' in '\(word.example)' stands for \(MagnitudeDecision.Doubt.number(word.powers[0])), as the file's other words and values show")
        }
        return decision.words
    }

    /// Abbreviations of zones that decide nothing alone: the source's `timezone:` does. What was read otherwise than somebody
    /// may have meant it.
    private func decideZones() throws(MappingError) -> [String] {
        var doubts: [String] = []
        for (packed, found) in zoneWords.sorted(by: { $0.key < $1.key }) {
            let word = ZoneAbbreviations.name(packed)
            guard !found.hasOffset else {
                if options.isZoneAssumed { doubts.append("times end in '\(word)', which is read as in North America or Britain; other countries use it too: name theirs with `timezone:` in the source") }
                continue
            }
            guard !options.isZoneAssumed else { throw .unknownZone(example: found.example, word: word) }
            doubts.append("times end in '\(word)', which names no time zone, or several: they are read in \(options.zone.name), as the source says; correct its `timezone:` if the clock hung elsewhere")
        }
        return doubts
    }

    private func dateOrder(notes: inout [String]) throws(MappingError) -> DateOrder? {
        for (_, (column, dates)) in swaps.sorted(by: { $0.key < $1.key }) {
            guard let (changed, left) = dates.proof else { continue }
            throw .undecided(
                "\(column): a spreadsheet took the dates it could for days and months of another order (as '\(changed)') and left the others as they were ('\(left)'), so the former are wrong; export the file again and do not save it from a spreadsheet")
        }
        if let given = options.set["dates"] {
            guard let order = DateOrder(rawValue: given) else {
                throw .badSetValue(column: "dates", value: given, reason: "it is neither month_first nor day_first")
            }
            return order
        }
        if let example = shortYears.yearFirst {
            throw .undecided(
                "'\(example)' seems to have its year first, and dates of two digits are read with their year last; write the years with four digits, or say in the source what comes first, as `set: {dates: day_first}`")
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
