/// What a CSV record must be, and what becomes of one: a record of the batch, a header, a blank line, a fault. Knows where in the
/// file reading stands; how a record's fields are found is the business of `RegularRecords` and `LibCSVRecords`.
struct CSVRecordRules {
    let dialect: Dialect
    let limits: RecordLimits
    private let allowShort: Bool
    private let optionalFields: Int
    /// Whether records are held to a number of fields at all.
    private let checksShape: Bool

    /// Fields of a whole record; nil until the first record told.
    private(set) var columns: Int?
    private(set) var headersLeft: Int
    private var preambleLeft: Int
    /// Raw text of the first header record, to know it again.
    private var headerText: [UInt8] = []
    private var names = HeaderCells()
    /// Physical line (1-based) at the current position.
    var line = 1
    /// The text before the current call's region.
    var textOffset = 0
    /// Inside a line that is to be thrown away: its end has not come yet.
    private var isSkippingLine = false
    /// Whether all records of the current region are known to be UTF-8.
    var isUTF8 = false
    private(set) var budget = RereadBudget()

    init(
        dialect: Dialect, limits: RecordLimits, columns: Int?, allowShort: Bool, optionalFields: Int, checksShape: Bool
    ) {
        self.dialect = dialect
        self.limits = limits
        self.columns = columns
        self.allowShort = allowShort
        self.optionalFields = optionalFields
        self.checksShape = checksShape
        headersLeft = dialect.headerLines
        preambleLeft = dialect.preambleLines
    }

    // MARK: What holds no record

    /// Whether the next line is passed over: above the table, a header whose quotes are broken, the rest of a line too long.
    var passesOverLine: Bool { isSkippingLine || preambleLeft > 0 || dialect.plainHeader && headersLeft > 0 }

    /// Passes over the line at `position`; returns where to go on, and whether its end has come.
    mutating func passOverLine(_ text: Span<UInt8>, from position: Int, isLast: Bool) -> (next: Int, hasEnded: Bool) {
        guard let end = LineEnd(in: text, from: position, isLast: isLast) else {
            isSkippingLine = true
            // A carriage return at the end may be half a line end.
            return (text[text.count - 1] == 0x0D ? text.count - 1 : text.count, false)
        }
        isSkippingLine = false
        if preambleLeft > 0 { preambleLeft -= 1 } else if dialect.plainHeader, headersLeft > 0 { headersLeft -= 1 }
        line += 1
        return (end.next, true)
    }

    /// `cat` leaves the byte-order mark of the second file in the middle of the text.
    @inline(__always)
    func startsWithByteOrderMark(_ text: Span<UInt8>, at index: Int) -> Bool {
        index + 3 <= text.count && text[index] == 0xEF && text[index + 1] == 0xBB && text[index + 2] == 0xBF
    }

    @inline(__always)
    mutating func takeBlankLine(into output: inout CSVOutput) {
        output.blankLines += 1
        line += 1
        budget.regain(lines: 1)
    }

    // MARK: What a record must be

    /// Whether a record is whole as it stands, with `fields` fields on `lines` lines, and nothing else is to be asked.
    @inline(__always)
    func isWhole(_ record: Range<Int>, _ text: Span<UInt8>, fields: Int) -> Bool {
        guard headersLeft == 0, checksShape, let columns, fields == columns else { return false }
        return isUTF8 && (record.count != headerText.count || !isRepeatedHeader(text, record)) && !names.begin(text, record)
    }

    /// Keeps a record that is whole.
    @inline(__always)
    mutating func keep(_ record: Range<Int>, firstField: Int, fieldCount: Int, lines: Int, into output: inout CSVOutput) {
        output.addRecord(
            line: line, offset: textOffset &+ record.lowerBound, text: record, firstField: firstField, fieldCount: fieldCount)
        line &+= lines
        budget.regain(lines: lines)
    }

    /// Whether a record of several lines may begin where it does. Says the same for whatever way reads it.
    func isWithinBudget(_ record: Range<Int>, lines: Int) -> Bool {
        budget.allows(from: textOffset + record.lowerBound, bytes: record.count, lines: lines)
    }

    /// An attempt over several lines that ends at `end` failed.
    mutating func failed(at end: Int, lines: Int) { budget.spend(upTo: textOffset + end, lines: lines) }

    /// Fields of a whole record.
    var wholeFields: Int {
        checksShape ? columns ?? limits.columns : limits.columns
    }

    /// Most fields a record may have, empty ones at its end included.
    var mostFields: Int { wholeFields + dialect.emptyTail }

    /// Bytes of an unfinished record that are waited for. More than the limit, so that the raw text of a short fault
    /// is whole, and a line end after a record at the limit is seen.
    var patience: Int { max(limits.recordBytes, CSVOutput.rawLimit) + 2 }

    /// A record within the limit whose text and fields (the last of `output.fields`) are known: checks and keeps it, or
    /// puts it down as a fault.
    /// - Parameters:
    ///   - fieldCount: Its fields, also where `output` holds fewer of them.
    ///   - lines: Physical lines it takes.
    ///   - firstLine: Where its first line ends and the second one starts.
    /// - Returns: Where to go on.
    mutating func complete(
        _ text: Span<UInt8>, record: Range<Int>, next: Int, fieldCount: Int, firstField: Int, lines: Int,
        firstLine: LineEnd, into output: inout CSVOutput
    ) -> Int {
        var fieldCount = fieldCount
        if headersLeft > 0, fieldCount <= limits.columns {
            if headerText.isEmpty {
                headerText = Array(copying: text, record)
                names = HeaderCells(output.fields[firstField...].map { output.bytes(of: $0, in: text) })
            }
            output.dropFields(from: firstField)
            headersLeft -= 1
            if columns == nil { columns = fieldCount }
            line += lines
            return next
        }
        if isRepeatedHeader(text, record) {
            output.dropFields(from: firstField)
            output.repeatedHeaders += 1
            line += lines
            return next
        }
        if names.begin(text, record), let again = names.again(output.fields[firstField...].map({ output.bytes(of: $0, in: text) })) {
            output.dropFields(from: firstField)
            switch again {
            case .same: output.repeatedHeaders += 1
            case .other: output.otherHeader = output.otherHeader ?? line
            }
            line += lines
            return next
        }
        if columns == nil, checksShape, fieldCount <= limits.columns { columns = fieldCount }
        if fieldCount > wholeFields, fieldCount <= mostFields, output.hasEmptyTail(from: firstField + wholeFields) {
            output.dropFields(from: firstField + wholeFields)
            output.emptyTails += 1
            fieldCount = wholeFields
        }
        if let kind = misshape(fieldCount: fieldCount, isTerminated: next > record.upperBound) {
            output.dropFields(from: firstField)
            if fieldCount <= 1, isOnlyBlanks(text, record) {
                output.blankLines += 1
                line += lines
                return next
            }
            let expected = counted(wholeFields, "field")
            var detail = "\(counted(fieldCount, "field")) where \(expected) \(wholeFields == 1 ? "is" : "are") expected"
            if kind == .incompleteLastRecord {
                detail += "; the last line has no line end: the file may still be growing, or be cut off"
            } else if lines > 1 {
                detail += ", over \(lines) lines: perhaps a quote on line \(line) is not closed"
            }
            let column = kind == .tooManyFields ? wholeFields + 1 : fieldCount
            if lines > 1 { failed(at: record.upperBound, lines: lines) }
            return costFirstLine(
                kind, text, from: record.lowerBound, end: lines > 1 ? firstLine.end : record.upperBound,
                next: lines > 1 ? firstLine.next : next, column: column, detail: detail, isOneLine: lines == 1,
                into: &output)
        }
        if !isUTF8, let bad = UTF8Validation.firstInvalid(in: text, from: record.lowerBound, to: record.upperBound) {
            output.dropFields(from: firstField)
            output.addFault(
                .invalidEncoding, raw: text.extracting(record), line: line, offset: textOffset + record.lowerBound,
                column: ForgivingFields(text.extracting(record), dialect: dialect)
                    .column(holding: bad - record.lowerBound),
                detail: invalidEncodingDetail(at: textOffset + bad))
            line += lines
            return next
        }
        keep(record, firstField: firstField, fieldCount: fieldCount, lines: lines, into: &output)
        return next
    }

    private func isRepeatedHeader(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard record.count == headerText.count, !headerText.isEmpty else { return false }
        return headerText.indices.allSatisfy { headerText[$0] == text[record.lowerBound + $0] }
    }

    /// What is wrong with a number of fields.
    private func misshape(fieldCount: Int, isTerminated: Bool) -> RecordFaultKind? {
        if fieldCount > wholeFields { return .tooManyFields }
        guard checksShape, let columns, fieldCount < columns - optionalFields else { return nil }
        // A row that just stops is not one of those that leave out empty columns at the end.
        if !isTerminated { return .incompleteLastRecord }
        return allowShort ? nil : .tooFewFields
    }

    private func isOnlyBlanks(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        record.allSatisfy { text[$0] == UInt8(ascii: " ") || text[$0] == UInt8(ascii: "\t") }
    }

    private func invalidEncodingDetail(at offset: Int) -> String {
        "the byte at \(offset) is not \(TextEncoding.utf8.title)"
    }

    /// A fault that takes the line from `start` to `end`; returns `next`.
    mutating func costFirstLine(
        _ kind: RecordFaultKind, _ text: Span<UInt8>, from start: Int, end: Int, next: Int, column: Int?, detail: String,
        isOneLine: Bool, into output: inout CSVOutput
    ) -> Int {
        if headersLeft > 0 { headersLeft -= 1 }
        let raw = text.extracting(start..<end)
        var further: [FurtherFault] = []
        let fields = ForgivingFields(raw, dialect: dialect)
        if kind == .recordTooLong, let column = fields.textAfterQuote {
            let detail = "text after the closing quote of field \(column)"
            further.append(FurtherFault(kind: .textAfterQuote, column: column, detail: detail))
        }
        if isOneLine, kind == .textAfterQuote || kind == .recordTooLong,
            let shape = misshape(fieldCount: fields.ends.count, isTerminated: true)
        {
            let detail = "\(counted(fields.ends.count, "field")) where \(wholeFields) are expected"
            let column = shape == .tooManyFields ? wholeFields + 1 : fields.ends.count
            further.append(FurtherFault(kind: shape, column: column, detail: detail))
        }
        if let bad = UTF8Validation.firstInvalid(in: raw, from: 0, to: raw.count) {
            further.append(
                FurtherFault(
                    kind: .invalidEncoding, column: fields.column(holding: bad),
                    detail: invalidEncodingDetail(at: textOffset + start + bad)))
        }
        output.addFault(
            kind, raw: raw, line: line, offset: textOffset + start, column: column, detail: detail, further: further)
        line += 1
        budget.regain(lines: 1)
        return next
    }

    /// A line over the record limit. `lineEnd` is nil when it has not come yet.
    mutating func costTooLongLine(
        _ text: Span<UInt8>, from start: Int, lineEnd: Int?, into output: inout CSVOutput
    ) -> Int {
        // The line is thrown away from its start on, by the same code for whole and unfinished lines.
        isSkippingLine = true
        let detail = "longer than \(counted(limits.recordBytes, "byte"))"
        if let lineEnd, lineEnd - start <= CSVOutput.rawLimit {
            _ = costFirstLine(
                .recordTooLong, text, from: start, end: lineEnd, next: start, column: nil, detail: detail,
                isOneLine: true, into: &output)
            // The skipping counts the line.
            line -= 1
            return start
        }
        if headersLeft > 0 { headersLeft -= 1 }
        let raw = text.extracting(start..<min(start + CSVOutput.rawLimit, text.count))
        output.addFault(
            .recordTooLong, raw: raw, line: line, offset: textOffset + start, column: nil, detail: detail)
        return start
    }
}
