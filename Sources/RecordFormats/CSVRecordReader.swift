/// Splits the text of a CSV file into records, chunk by chunk.
///
/// ```swift
/// var reader = CSVRecordReader(dialect: detected.dialect, columns: nil, allowShort: false)
/// var batch = FieldBatch()
/// reader.read(chunk, isLast: false, into: &batch)
/// ```
///
/// The text is UTF-8 (see `Transcoder`) and may be cut anywhere: the unfinished record waits for the next chunk, so the
/// records do not depend on the cuts. Preamble and header records are skipped. Memory is bounded by the chunk and
/// `RecordLimits.recordBytes`.
///
/// What is a record follows libcsv in strict mode with three answers of our own:
/// - a quote inside an unquoted field is text;
/// - text after a closing quote costs one line: reading goes on at the next;
/// - so does a record over several lines with the wrong number of fields, an open quote closed by a later one, and a
///   quote that nothing closes within the limit or the file.
///
/// Three ways lead to the same records, and `CSVDifferentialTests` holds them to it: `splitPlain` for runs of lines
/// without a quote, `readQuoted` for one well-formed record, `readWithLibCSV` for every other. Change a rule in the last
/// one first.
package struct CSVRecordReader: ~Copyable {
    let dialect: Dialect
    let limits: RecordLimits
    let allowShort: Bool
    let optionalFields: Int
    /// Whether records are held to a number of fields at all.
    let checksShape: Bool
    let usesFastPaths: Bool
    let standIns: EscapeStandIns?

    /// Fields of a whole record; nil until the first record told.
    package internal(set) var columns: Int?
    var preambleLeft: Int
    var headersLeft: Int
    /// Raw text of the first header record, to know it again.
    var headerText: [UInt8] = []
    /// Physical line (1-based) at the current position.
    var line = 1
    /// The text before the current call's region.
    var textOffset = 0
    /// Text that waits for the next chunk.
    private var tail: [UInt8] = []
    /// What the last chunk gave.
    private var usualFields = 0
    private var usualRecords = 0
    /// Inside a line that is to be thrown away: its end has not come yet.
    var isSkippingLine = false
    /// Text up to here (an offset as of `textOffset`) was read before, by an attempt that failed.
    var rereadEnd = 0
    /// Physical lines that a record may take where text is read again.
    var rereadLines = RereadLimit.lines
    private var rewriter: LineRewriter?
    /// The record before had quotes, so the next one will: no use in trying the plain way first.
    var expectsQuotes = false
    var parser: LibCSVParser
    var parsed: ParsedFields

    /// - Parameters:
    ///   - columns: Fields of a whole record; nil takes the number from the first header record, else the first record.
    ///   - allowShort: Records with fewer fields are records; they have the fields they have.
    ///   - optionalFields: Fields at the end that only some records have: a record without them is whole, even as a last
    ///     line without a line end.
    package init(
        dialect: Dialect, columns: Int?, allowShort: Bool, optionalFields: Int = 0, limits: RecordLimits = .standard
    ) {
        self.init(
            dialect: dialect, columns: columns, allowShort: allowShort, optionalFields: optionalFields, limits: limits,
            checksShape: true)
    }

    /// - Parameters:
    ///   - checksShape: `false`: any number of fields up to the limit is right.
    ///   - usesFastPaths: `false`: libcsv parses every record.
    init(
        dialect: Dialect, columns: Int?, allowShort: Bool, optionalFields: Int = 0, limits: RecordLimits,
        checksShape: Bool, usesFastPaths: Bool = true
    ) {
        self.dialect = dialect
        self.limits = limits
        self.allowShort = allowShort
        self.optionalFields = optionalFields
        self.checksShape = checksShape
        self.usesFastPaths =
            usesFastPaths && !dialect.backslashEscape && !dialect.trimsBlanks && !dialect.looseQuotes
        self.columns = columns
        preambleLeft = dialect.preambleLines
        headersLeft = dialect.headerLines
        standIns =
            dialect.backslashEscape || dialect.looseQuotes || dialect.quote == nil ? EscapeStandIns(dialect: dialect) : nil
        rewriter = LineRewriter(dialect)
        parser = LibCSVParser(
            delimiter: dialect.delimiter, quote: dialect.quote ?? EscapeStandIns.noQuote, trimsBlanks: dialect.trimsBlanks)
        parsed = ParsedFields(limit: max(limits.columns, columns ?? 0) + 1, standIns: standIns)
    }

    /// Reads a chunk and appends what it completes to `batch`: records, faults, blank lines.
    /// `isLast` ends the file: what is unfinished then is a record without a line end, or a fault.
    package mutating func read(_ text: [UInt8], isLast: Bool, into batch: inout FieldBatch) {
        let text = rewriter?.rewritten(text, isLast: isLast) ?? text
        var bytes: [UInt8] = []
        swap(&bytes, &batch.bytes)
        let start = bytes.count
        if bytes.isEmpty { bytes.reserveCapacity(tail.count + text.count) }
        bytes.append(contentsOf: tail)
        bytes.append(contentsOf: text)
        // Unescaped values follow the text and are never longer than it; spans hold 32-bit offsets.
        precondition(2 * bytes.count <= Int(UInt32.max), "a batch holds at most 2 GiB of text")
        var output = CSVOutput(taking: &batch, textStart: start, valuesStart: bytes.count)
        // What the last chunk held, this one will: growing the columns step by step costs as much as filling them.
        if output.records.isEmpty { output.reserveCapacity(fields: usualFields, records: usualRecords) }
        let earlier = (fields: output.fields.count, records: output.records.count)
        let consumed = scan(bytes.span.extracting(start..<bytes.count), isLast: isLast, into: &output)
        textOffset += consumed
        tail.removeAll(keepingCapacity: true)
        tail.append(contentsOf: bytes[(start + consumed)...])
        bytes.append(contentsOf: output.values)
        swap(&bytes, &batch.bytes)
        usualFields = output.fields.count - earlier.fields
        usualRecords = output.records.count - earlier.records
        output.give(to: &batch)
    }

    /// Reads the region; returns where its unfinished rest begins.
    private mutating func scan(_ text: Span<UInt8>, isLast: Bool, into output: inout CSVOutput) -> Int {
        var position = 0
        while position < text.count {
            if isSkippingLine || preambleLeft > 0 || dialect.plainHeader && headersLeft > 0 {
                guard let end = lineEnd(in: text, from: position, isLast: isLast) else {
                    isSkippingLine = true
                    // A carriage return at the end may be half a line end.
                    return text[text.count - 1] == 0x0D ? text.count - 1 : text.count
                }
                isSkippingLine = false
                if preambleLeft > 0 { preambleLeft -= 1 } else if dialect.plainHeader, headersLeft > 0 { headersLeft -= 1 }
                line += 1
                position = end.next
                continue
            }
            if usesFastPaths, !expectsQuotes, headersLeft == 0, checksShape, let columns {
                position = splitPlain(text, from: position, columns: columns, isLast: isLast, into: &output)
                guard position < text.count else { break }
            }
            guard let next = readRecord(text, from: position, isLast: isLast, into: &output) else { break }
            position = next
        }
        return position
    }

    /// Reads one record, blank line or fault; returns where the next one starts, nil when the chunk ends before that.
    private mutating func readRecord(
        _ text: Span<UInt8>, from position: Int, isLast: Bool, into output: inout CSVOutput
    ) -> Int? {
        var start = position
        if startsWithByteOrderMark(text, at: start) { start += 3 }
        guard start < text.count else { return isLast ? start : nil }
        if text[start] == 0x0A || text[start] == 0x0D {
            guard let end = lineEnd(in: text, from: start, isLast: isLast) else { return nil }
            output.blankLines += 1
            line += 1
            regain(lines: 1)
            return end.next
        }
        if usesFastPaths {
            switch readQuoted(text, from: start, isLast: isLast, into: &output) {
            case .finished(let next): return next
            case .unfinished: return nil
            case .irregular: expectsQuotes = false
            }
        }
        return readWithLibCSV(text, from: start, isLast: isLast, into: &output)
    }

    // MARK: What the ways share

    /// Where the line that holds `start` ends, and where the next one starts; equal when the file ends without a line
    /// end; nil when the chunk ends first.
    func lineEnd(in text: Span<UInt8>, from start: Int, isLast: Bool) -> (end: Int, next: Int)? {
        guard let end = ByteWords.firstLineEnd(in: text, from: start) else {
            return isLast ? (text.count, text.count) : nil
        }
        return lineEnd(in: text, at: end, isLast: isLast)
    }

    /// The same for a carriage return or line feed at `end`: `\r\n` is one line end, whichever chunks hold its halves.
    @inline(__always)
    func lineEnd(in text: Span<UInt8>, at end: Int, isLast: Bool) -> (end: Int, next: Int)? {
        if text[end] == 0x0A { return (end, end + 1) }
        if end + 1 == text.count { return isLast ? (end, end + 1) : nil }
        return (end, text[end + 1] == 0x0A ? end + 2 : end + 1)
    }

    /// `cat` leaves the byte-order mark of the second file in the middle of the text.
    @inline(__always)
    func startsWithByteOrderMark(_ text: Span<UInt8>, at index: Int) -> Bool {
        index + 3 <= text.count && text[index] == 0xEF && text[index + 1] == 0xBB && text[index + 2] == 0xBF
    }

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
        firstLine: (end: Int, next: Int), into output: inout CSVOutput
    ) -> Int {
        var fieldCount = fieldCount
        if headersLeft > 0, fieldCount <= limits.columns {
            output.dropFields(from: firstField)
            headersLeft -= 1
            if headerText.isEmpty { headerText = Array(copying: text, record) }
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
        if let bad = UTF8Validation.firstInvalid(in: text, from: record.lowerBound, to: record.upperBound) {
            output.dropFields(from: firstField)
            output.addFault(
                .invalidEncoding, raw: text.extracting(record), line: line, offset: textOffset + record.lowerBound,
                column: ForgivingFields(text.extracting(record), dialect: dialect)
                    .column(holding: bad - record.lowerBound),
                detail: invalidEncodingDetail(at: textOffset + bad))
            line += lines
            return next
        }
        output.addRecord(
            line: line, offset: textOffset + record.lowerBound, text: record, firstField: firstField,
            fieldCount: fieldCount)
        line += lines
        regain(lines: lines)
        return next
    }

    func isRepeatedHeader(_ text: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard record.count == headerText.count, !headerText.isEmpty else { return false }
        return headerText.indices.allSatisfy { headerText[$0] == text[record.lowerBound + $0] }
    }

    /// What is wrong with a number of fields.
    func misshape(fieldCount: Int, isTerminated: Bool) -> RecordFaultKind? {
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
        regain(lines: 1)
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
