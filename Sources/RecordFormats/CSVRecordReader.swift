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
/// Two engines find the fields, and `CSVDifferentialTests` holds them to the same records: `RegularRecords` for runs of records
/// whose quotes are regular, `LibCSVRecords` for every other. Change a rule in the second one first. What a record must be
/// besides is said once, in `CSVRecordRules`.
package struct CSVRecordReader: ~Copyable {
    private var rules: CSVRecordRules
    /// Nil where the dialect has rules that only libcsv and its helpers know.
    private let regular: RegularRecords?
    private var libcsv: LibCSVRecords
    private var rewriter: LineRewriter?
    /// Text that waits for the next chunk.
    private var tail: [UInt8] = []
    /// What the last chunk gave.
    private var usual = (fields: 0, records: 0, values: 0)

    /// Fields of a whole record; nil until the first record told.
    package var columns: Int? { rules.columns }

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
        rules = CSVRecordRules(
            dialect: dialect, limits: limits, columns: columns, allowShort: allowShort, optionalFields: optionalFields,
            checksShape: checksShape)
        regular = usesFastPaths ? RegularRecords(dialect) : nil
        libcsv = LibCSVRecords(dialect, limits: limits, columns: columns)
        rewriter = LineRewriter(dialect)
    }

    /// Reads a chunk and appends what it completes to `batch`: records, faults, blank lines.
    /// `isLast` ends the file: what is unfinished then is a record without a line end, or a fault.
    package mutating func read(_ text: [UInt8], isLast: Bool, into batch: inout FieldBatch) {
        let text = rewriter?.rewritten(text, isLast: isLast) ?? text
        var bytes: [UInt8] = []
        swap(&bytes, &batch.bytes)
        let start = bytes.count
        if bytes.isEmpty { bytes.reserveCapacity(tail.count + text.count + usual.values) }
        bytes.append(contentsOf: tail)
        bytes.append(contentsOf: text)
        // Unescaped values follow the text and are never longer than it; spans hold 32-bit offsets.
        precondition(2 * bytes.count <= Int(UInt32.max), "a batch holds at most 2 GiB of text")
        var output = CSVOutput(taking: &batch, textStart: start, valuesStart: bytes.count)
        // What the last chunk held, this one will: growing the columns step by step costs as much as filling them.
        if output.records.isEmpty { output.reserveCapacity(fields: usual.fields, records: usual.records) }
        let earlier = (fields: output.fields.count, records: output.records.count)
        let consumed = scan(bytes.span.extracting(start..<bytes.count), isLast: isLast, into: &output)
        rules.textOffset += consumed
        tail.removeAll(keepingCapacity: true)
        tail.append(contentsOf: bytes[(start + consumed)...])
        if rules.dialect.isSheet { output.markNumbers(from: earlier.fields, in: bytes.span) }
        bytes.append(contentsOf: output.values)
        if rules.dialect.isSheet { Self.restoreLineBreaks(in: &bytes, from: start) }
        swap(&bytes, &batch.bytes)
        usual = (output.fields.count - earlier.fields, output.records.count - earlier.records, output.values.count)
        output.give(to: &batch)
    }

    private static func restoreLineBreaks(in bytes: inout [UInt8], from start: Int) {
        for index in start..<bytes.count where bytes[index] == Dialect.lineBreakMark { bytes[index] = 0x0A }
    }

    /// Reads the region; returns where its unfinished rest begins.
    private mutating func scan(_ text: Span<UInt8>, isLast: Bool, into output: inout CSVOutput) -> Int {
        rules.isUTF8 = UTF8Validation.isValid(text, upToLineEnd: !isLast)
        var position = 0
        while position < text.count {
            if rules.passesOverLine {
                let line = rules.passOverLine(text, from: position, isLast: isLast)
                position = line.next
                guard line.hasEnded else { break }
                continue
            }
            let start = rules.startsWithByteOrderMark(text, at: position) ? position + 3 : position
            guard start < text.count else { return isLast ? start : position }
            if text[start] == 0x0A || text[start] == 0x0D {
                guard let end = LineEnd(in: text, at: start, isLast: isLast) else { break }
                rules.takeBlankLine(into: &output)
                position = end.next
                continue
            }
            switch regular?.read(text, from: start, isLast: isLast, rules: &rules, into: &output) ?? .irregular(start) {
            case .stopped(let next):
                position = next
            case .unfinished(let recordStart):
                return recordStart == start ? position : recordStart
            case .irregular(let recordStart):
                guard let next = libcsv.read(text, from: recordStart, isLast: isLast, rules: &rules, into: &output) else {
                    return recordStart == start ? position : recordStart
                }
                position = next
            }
        }
        return position
    }
}
