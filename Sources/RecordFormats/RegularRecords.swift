/// How a run of records ended.
enum RecordRun {
    /// The next record starts here.
    case stopped(at: Int)
    /// The chunk ends before the record that starts here.
    case unfinished(Int)
    /// Of the record that starts here nothing is known: libcsv has to say what it is.
    case irregular(Int)
}

/// Splits runs of records whose quotes are regular (`QuoteTracker`), whatever else is wrong with them.
///
/// The places of delimiters, quotes and line ends are found for 64 bytes at once; then only those are visited that part fields or
/// lines. No byte of a field is looked at or copied, but for fields that hold doubled quotes.
struct RegularRecords {
    private let marks: CSVMarks

    /// Nil for dialects with rules of their own about quotes and blanks.
    init?(_ dialect: Dialect) {
        guard !dialect.backslashEscape, !dialect.trimsBlanks, !dialect.looseQuotes else { return nil }
        marks = CSVMarks(delimiter: dialect.delimiter, quote: dialect.quote)
    }

    /// Reads from the start of a record on, until the text ends or something comes up that another has to look at.
    func read(
        _ text: Span<UInt8>, from start: Int, isLast: Bool, rules: inout CSVRecordRules, into output: inout CSVOutput
    ) -> RecordRun {
        var record = OpenRecord(start: start, output: output)
        var quotes = QuoteTracker()
        var index = start
        scanning: while index < text.count {
            let isPart = text.count &- index < CSVBlock.bytes
            let block = isPart ? marks.lastBlock(text, at: index) : marks.block(text, at: index)
            quotes.see(block)
            let irregular = isPart ? quotes.irregular & (1 &<< UInt64(text.count &- index) &- 1) : quotes.irregular
            var places = block.delimiters & ~quotes.inside | block.lineEnds
            if irregular != 0 { places &= irregular & (0 &- irregular) &- 1 }
            var pairs = quotes.pairs
            while places != 0 {
                let bit = places & (0 &- places)
                let at = index &+ places.trailingZeroBitCount
                places ^= bit
                if block.lineEnds & bit == 0 {
                    addField(text, from: record.fieldStart, to: at, hasPairs: record.hasPairs || pairs & (bit &- 1) != 0, to: &output)
                    record.fieldStart = at &+ 1
                } else if quotes.inside & bit != 0 {
                    record.addLine(text, endingAt: at)
                    continue
                } else if at >= record.start {
                    guard let end = LineEnd(in: text, at: at, isLast: isLast) else { break scanning }
                    if at == record.start {
                        rules.takeBlankLine(into: &output)
                    } else {
                        addField(text, from: record.fieldStart, to: at, hasPairs: record.hasPairs || pairs & (bit &- 1) != 0, to: &output)
                        switch finish(record, text, end, rules: &rules, into: &output) {
                        case end.next?: break
                        case let next?: return .stopped(at: next)
                        case nil: return giveUp(record, output: &output)
                        }
                    }
                    if rules.startsWithByteOrderMark(text, at: end.next) { return .stopped(at: end.next) }
                    record = OpenRecord(start: end.next, output: output)
                }
                pairs &= ~(bit &- 1)
                record.hasPairs = false
            }
            // A row of a million delimiters is libcsv's business.
            if irregular != 0 || output.fields.count &- record.firstField > rules.mostFields {
                return giveUp(record, output: &output)
            }
            if pairs != 0 { record.hasPairs = true }
            index &+= CSVBlock.bytes
        }
        guard record.start < text.count else { return .stopped(at: record.start) }
        guard isLast else {
            if text.count - record.start > rules.patience { return giveUp(record, output: &output) }
            record.drop(from: &output)
            return .unfinished(record.start)
        }
        guard !quotes.isInside else { return giveUp(record, output: &output) }
        addField(text, from: record.fieldStart, to: text.count, hasPairs: record.hasPairs, to: &output)
        let end = LineEnd(atEndOf: text)
        guard let next = finish(record, text, end, rules: &rules, into: &output) else { return giveUp(record, output: &output) }
        return .stopped(at: next)
    }

    /// A record whose fields are all in the output. Returns where to go on; nil where libcsv has to judge.
    @inline(__always)
    private func finish(
        _ record: OpenRecord, _ text: Span<UInt8>, _ end: LineEnd, rules: inout CSVRecordRules, into output: inout CSVOutput
    ) -> Int? {
        let range = record.start..<end.end
        let fields = output.fields.count &- record.firstField
        guard range.count <= rules.limits.recordBytes, record.lines == 1 || rules.isWithinBudget(range, lines: record.lines) else { return nil }
        if rules.isWhole(range, text, fields: fields) {
            rules.keep(range, firstField: record.firstField, fieldCount: fields, lines: record.lines, into: &output)
            return end.next
        }
        guard fields <= rules.mostFields else { return nil }
        return rules.complete(
            text, record: range, next: end.next, fieldCount: fields, firstField: record.firstField, lines: record.lines,
            firstLine: record.firstLine ?? end, into: &output)
    }

    private func giveUp(_ record: OpenRecord, output: inout CSVOutput) -> RecordRun {
        record.drop(from: &output)
        return .irregular(record.start)
    }

    /// - Parameter hasPairs: doubled quotes stand in the field.
    @inline(__always)
    private func addField(_ text: Span<UInt8>, from start: Int, to end: Int, hasPairs: Bool, to output: inout CSVOutput) {
        guard let quote = marks.quote, start < end, text[start] == quote else { return output.addField(from: start, to: end) }
        // The quote that closes it stands right before its end.
        guard hasPairs else { return output.addField(from: start &+ 1, to: end &- 1) }
        addUnescaped(text, start + 1..<end - 1, quote: quote, to: &output)
    }

    private func addUnescaped(_ text: Span<UInt8>, _ content: Range<Int>, quote: UInt8, to output: inout CSVOutput) {
        let valueStart = output.values.count
        var index = content.lowerBound
        // Inside the content quotes stand in pairs only: the first of each stays.
        while let pair = ByteWords.firstIndex(of: quote, in: text, from: index), pair < content.upperBound {
            output.values.append(copying: text, index..<pair + 1)
            index = pair + 2
        }
        output.values.append(copying: text, index..<content.upperBound)
        output.addValueField(from: valueStart)
    }
}

/// A record under way, whose fields are the last of the output.
private struct OpenRecord {
    let start: Int
    let firstField: Int
    let firstValue: Int
    var fieldStart: Int
    /// Doubled quotes stand in the field under way, in a block that was left.
    var hasPairs = false
    /// Physical lines.
    private(set) var lines = 1
    /// The first line's end, when it stands inside quotes.
    private(set) var firstLine: LineEnd?

    @inline(__always)
    init(start: Int, output: borrowing CSVOutput) {
        self.start = start
        fieldStart = start
        firstField = output.fields.count
        firstValue = output.values.count
    }

    /// A line of the record ends inside quotes.
    mutating func addLine(_ text: Span<UInt8>, endingAt end: Int) {
        // The second half of a line end counts no line.
        if text[end] == 0x0A, text[end - 1] == 0x0D { return }
        // Where the chunk cuts a line end in two, the record is read again.
        if firstLine == nil { firstLine = LineEnd(in: text, at: end, isLast: true) }
        lines += 1
    }

    func drop(from output: inout CSVOutput) {
        output.dropFields(from: firstField)
        output.values.removeLast(output.values.count - firstValue)
    }
}
