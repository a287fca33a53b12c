/// A batch in the making: its columns taken out, so that they can grow while its text is read.
struct CSVOutput {
    /// Bytes of a fault's raw text that are kept.
    static let rawLimit = 4 << 10

    var fields: [FieldSpan] = []
    var records: [RecordSpan] = []
    var faults: [RecordFault] = []
    /// Values that are no part of the text: unescaped ones.
    var values: [UInt8] = []
    var blankLines: Int
    var repeatedHeaders: Int
    var otherHeader: Int?
    var emptyTails: Int
    /// Where the region being read starts in the batch's bytes, and where `values` will.
    let textStart: Int
    let valuesStart: Int

    init(taking batch: inout FieldBatch, textStart: Int, valuesStart: Int) {
        swap(&fields, &batch.fields)
        swap(&records, &batch.records)
        swap(&faults, &batch.faults)
        blankLines = batch.blankLines
        repeatedHeaders = batch.repeatedHeaders
        otherHeader = batch.otherHeader
        emptyTails = batch.emptyTails
        self.textStart = textStart
        self.valuesStart = valuesStart
    }

    mutating func reserveCapacity(fields fieldCount: Int, records recordCount: Int) {
        fields.reserveCapacity(fieldCount + fieldCount / 16)
        records.reserveCapacity(recordCount + recordCount / 16)
    }

    mutating func give(to batch: inout FieldBatch) {
        swap(&fields, &batch.fields)
        swap(&records, &batch.records)
        swap(&faults, &batch.faults)
        batch.blankLines = blankLines
        batch.repeatedHeaders = repeatedHeaders
        batch.otherHeader = otherHeader
        batch.emptyTails = emptyTails
    }

    /// Of a sheet's text, where a text with a digit is in quotes: the other fields with digits are its numbers.
    mutating func markNumbers(from first: Int, in bytes: Span<UInt8>) {
        for index in fields.indices[first...] {
            let range = fields[index].range
            // What was unescaped was in quotes.
            guard !range.isEmpty, range.upperBound <= valuesStart, range.lowerBound == 0 || bytes[range.lowerBound - 1] != UInt8(ascii: "\""),
                range.contains(where: { bytes[$0] &- UInt8(ascii: "0") < 10 })
            else { continue }
            fields[index].kind = .number
        }
    }

    /// The bytes of a field.
    ///
    /// - Parameter text: the region being read.
    func bytes(of field: FieldSpan, in text: Span<UInt8>) -> [UInt8] {
        let range = field.range
        return range.lowerBound >= valuesStart
            ? Array(values[range.lowerBound - valuesStart..<range.upperBound - valuesStart])
            : Array(copying: text, range.lowerBound - textStart..<range.upperBound - textStart)
    }

    /// Whether the fields from `index` on hold nothing.
    func hasEmptyTail(from index: Int) -> Bool {
        fields[index...].allSatisfy { $0.length == 0 }
    }

    /// A field that stands in the text as it is.
    @inline(__always)
    mutating func addField(from start: Int, to end: Int) {
        // Within 32 bits: the reader refuses longer batches.
        fields.append(
            FieldSpan(
                start: UInt32(truncatingIfNeeded: textStart &+ start), length: UInt32(truncatingIfNeeded: end &- start),
                kind: .text))
    }

    /// A field whose value is the end of `values`, from `start` on.
    mutating func addValueField(from start: Int) {
        fields.append(
            FieldSpan(start: UInt32(valuesStart + start), length: UInt32(values.count - start), kind: .text))
    }

    @inline(__always)
    mutating func dropFields(from index: Int) {
        if fields.count > index { fields.removeLast(fields.count - index) }
    }

    @inline(__always)
    mutating func addRecord(line: Int, offset: Int, text: Range<Int>, firstField: Int, fieldCount: Int) {
        records.append(
            RecordSpan(
                firstField: firstField, fieldCount: fieldCount, line: line, offset: offset,
                rawStart: UInt32(truncatingIfNeeded: textStart &+ text.lowerBound),
                rawLength: UInt32(truncatingIfNeeded: text.count)))
    }

    mutating func addFault(
        _ kind: RecordFaultKind, raw: Span<UInt8>, line: Int, offset: Int, column: Int?, detail: String,
        further: [FurtherFault] = []
    ) {
        faults.append(
            RecordFault(
                kind: kind, line: line, offset: offset, column: column, detail: detail,
                raw: Array(copying: raw, 0..<min(raw.count, Self.rawLimit)), further: further))
    }
}

/// The fields of a line that cannot be read, as a person would see them: after a closing quote the field goes on to the
/// next delimiter. For the description of faults only.
struct ForgivingFields {
    /// Where each field ends in the line.
    private(set) var ends: [Int] = []
    /// The first field (1-based) with text after its closing quote.
    private(set) var textAfterQuote: Int?

    private enum State {
        case start, unquoted, quoted, afterQuote
    }

    init(_ line: Span<UInt8>, dialect: Dialect) {
        var state = State.start
        for index in line.indices {
            let byte = line[index]
            let isQuote = byte == dialect.quote
            if byte == dialect.delimiter, state != .quoted {
                ends.append(index)
                state = .start
                continue
            }
            switch state {
            case .start: state = isQuote ? .quoted : .unquoted
            case .unquoted: break
            case .quoted: state = isQuote ? .afterQuote : .quoted
            case .afterQuote where isQuote: state = .quoted
            case .afterQuote:
                if textAfterQuote == nil { textAfterQuote = ends.count + 1 }
                state = .unquoted
            }
        }
        ends.append(line.count)
    }

    /// The 1-based field that holds a byte.
    func column(holding index: Int) -> Int {
        (ends.firstIndex { index < $0 } ?? ends.count - 1) + 1
    }
}
