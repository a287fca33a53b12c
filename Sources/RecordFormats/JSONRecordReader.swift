/// Reads JSON records into field batches: NDJSON, an array of records, an object that holds one, or pages of records.
///
/// Feed the text in chunks of any size; boundaries do not matter. A record has one field for each path, in their order.
///
/// - **NDJSON** without `records`: every line is a record. A bad line is a fault and costs nothing but itself. Blank
///   lines are counted. A byte-order mark at the start of any line is dropped.
/// - **NDJSON with `records`** (`data[]`): every line is a page, and the records are the elements of that array.
/// - **A JSON document**: `records` says where the array is, nil or `[]` that the document is the array (or else one
///   record). The elements stream through, so the file may be of any size. A mistake inside an element is a fault, a
///   mistake between elements refuses the file, because nobody can know then where the next one begins.
/// - **A JSON document with joins or `$page` paths** is read as one page, and must fit the record limit.
///
/// Of equal keys in an object the first is taken. Integers keep all their digits and numbers stay as written.
package struct JSONRecordReader: ~Copyable {
    private enum Cutter {
        case lines(JSONLineScanner)
        case elements(JSONElementScanner)
        /// Everything is one page.
        case whole
    }

    /// Bytes of a fault's raw text that are kept.
    private static let rawLimit = 4096

    private let extractor: JSONExtractor
    private let limits: RecordLimits
    private let pathCount: Int
    private var cutter: Cutter
    private let firstLine: Int
    private let firstOffset: Int
    private var consumed: Int
    private var badRecordsPath: String?

    /// The unfinished piece up to here; only its beginning once it is over the record limit.
    private var carry: [UInt8] = []
    private var carryStart = 0
    private var carryIsCut = false
    private var pieces: [JSONPiece] = []

    /// Pages that held no record: a query without results.
    package private(set) var emptyPages = 0
    /// Values of wanted paths that were ignored because an equal key of the same object came first.
    package var duplicateKeys: Int { extractor.duplicateKeys }

    /// - Parameters:
    ///   - container: `.ndjson` or `.jsonArray`.
    ///   - records: where the records are in a page or document: keys and a final `[]`.
    ///   - line: number (1-based) of the text's first line, where reading starts within a file; for NDJSON.
    ///   - offset: offset of the text's first byte in the file.
    package init(
        container: Container, records: String? = nil, paths: [JSONPath], joins: [JSONJoin] = [],
        limits: RecordLimits = .standard, line: Int = 1, offset: Int = 0
    ) {
        precondition(container != .csv, "CSV has a reader of its own")
        self.limits = limits
        pathCount = paths.count
        firstLine = line
        firstOffset = offset
        consumed = offset

        var keys: [String] = []
        var place: JSONPath?
        if let records, records != "[]" {
            place = JSONPath(records)
            if let found = place?.keysOfOuterArray {
                keys = found
            } else {
                badRecordsPath = records
            }
        }
        let needsPage = place != nil && (!joins.isEmpty || paths.contains { $0.after(JSONPath.page) != nil })
        if container == .ndjson {
            cutter = .lines(JSONLineScanner(line: line, offset: offset))
        } else if needsPage {
            cutter = .whole
        } else {
            cutter = .elements(JSONElementScanner(keys: keys, line: line, offset: offset))
            // The elements that arrive are the records themselves.
            place = nil
        }
        extractor = JSONExtractor(
            records: badRecordsPath == nil ? place : nil, paths: paths, joins: joins, depth: limits.depth)
    }

    /// Reads a chunk of UTF-8 text and appends what it completes to `batch`; `isLast` ends the file.
    ///
    /// - Throws: a `JSONFileError` when the file cannot be used; of this chunk nothing may be used either.
    package mutating func read(_ text: [UInt8], isLast: Bool, into batch: inout FieldBatch) throws(JSONFileError) {
        if let badRecordsPath {
            throw JSONFileError(
                kind: .invalidRecordsPath, line: firstLine, offset: firstOffset,
                detail: "`\(badRecordsPath)` does not say where an array of records is")
        }
        let chunkStart = consumed
        consumed += text.count
        let pendingStart = try cut(text, isLast: isLast)
        if pieces.isEmpty {
            hold(text, chunkStart: chunkStart, pendingStart: pendingStart)
            return
        }
        if carryIsCut {
            let long = pieces.removeFirst()
            let raw = carry
            carry.removeAll(keepingCapacity: true)
            carryIsCut = false
            try reject(tooLong: long, raw: raw, into: &batch)
        }
        if let last = pieces.last {
            // The pieces' texts become the batch's own; they are read in place.
            var bytes: [UInt8] = []
            swap(&bytes, &batch.bytes)
            let textStart = carry.isEmpty ? chunkStart : carryStart
            let shift = bytes.count - textStart
            bytes.append(contentsOf: carry)
            bytes.append(contentsOf: text[..<(last.end - chunkStart)])
            let end = bytes.count
            // A list repeats what it collects, so a batch can outgrow its text; a quarter leaves room for that.
            precondition(end < Int(UInt32.max) / 4, "a batch must stay below 1 GiB; empty it between reads")
            bytes.append(contentsOf: repeatElement(0, count: JSONExtractor.padding))
            extractor.begin(valuesOrigin: end)
            var failure: JSONFileError?
            do {
                for piece in pieces { try take(piece, from: bytes.span, shift: shift, into: &batch) }
            } catch {
                failure = error
            }
            bytes.removeLast(JSONExtractor.padding)
            extractor.appendValues(to: &bytes)
            swap(&bytes, &batch.bytes)
            if let failure { throw failure }
        }
        carry.removeAll(keepingCapacity: true)
        hold(text, chunkStart: chunkStart, pendingStart: pendingStart)
    }

    // MARK: Cutting

    /// Fills `pieces`; gives the start of the piece that is not finished.
    private mutating func cut(_ text: [UInt8], isLast: Bool) throws(JSONFileError) -> Int? {
        pieces.removeAll(keepingCapacity: true)
        switch cutter {
        case .lines(var scanner):
            scanner.scan(text.span, isLast: isLast, into: &pieces)
            cutter = .lines(scanner)
            return scanner.pendingStart
        case .elements(var scanner):
            try scanner.scan(text.span, isLast: isLast, into: &pieces)
            cutter = .elements(scanner)
            return scanner.pendingStart
        case .whole:
            guard consumed - firstOffset <= limits.recordBytes else {
                throw JSONFileError(
                    kind: .pageTooLong, line: firstLine, offset: firstOffset,
                    detail: "the page is over \(sizeText(limits.recordBytes))")
            }
            guard isLast else { return firstOffset }
            pieces.append(JSONPiece(start: firstOffset, end: consumed, line: firstLine, role: .page))
            return nil
        }
    }

    /// Keeps what this chunk has of the unfinished piece.
    private mutating func hold(_ text: [UInt8], chunkStart: Int, pendingStart: Int?) {
        guard let pendingStart, !carryIsCut else { return }
        if carry.isEmpty { carryStart = pendingStart }
        carry.append(contentsOf: text[(max(pendingStart, chunkStart) - chunkStart)...])
        if carry.count > limits.recordBytes {
            carryIsCut = true
            carry = Array(carry.prefix(Self.rawLimit))
        }
    }

    // MARK: Reading

    /// Reads one piece; `shift` turns its offsets in the file into places in `bytes`.
    private mutating func take(
        _ piece: JSONPiece, from bytes: Span<UInt8>, shift: Int, into batch: inout FieldBatch
    ) throws(JSONFileError) {
        var range = piece.start + shift..<piece.end + shift
        guard range.count <= limits.recordBytes else {
            let raw = copy(bytes, range.lowerBound..<range.lowerBound + Self.rawLimit)
            return try reject(tooLong: piece, raw: raw, into: &batch)
        }
        trim(&range, in: bytes, allowsMark: piece.role != .element && piece.role != .surroundings)
        guard !range.isEmpty else {
            if piece.role == .page {
                throw JSONFileError(
                    kind: .empty, line: piece.line, offset: piece.start, detail: "there is no JSON value in it")
            }
            batch.blankLines += 1
            return
        }
        let extraction = extractor.read(bytes, range)
        if let failure = extraction.failure {
            let diagnosis = diagnose(failure, extraction.failureText, copy(bytes, range))
            return try reject(piece, diagnosis, range: range, bytes: bytes, shift: shift, into: &batch)
        }
        if piece.role == .surroundings { return }
        if extraction.recordCount == 0 { emptyPages += 1 }
        var line = piece.line
        var lineCounted = piece.start + shift
        for index in 0..<extraction.recordCount {
            let (start, length, isObject) = extraction.record(index)
            let place = range.lowerBound + start..<range.lowerBound + start + length
            if piece.role == .page {
                line += lineEnds(in: bytes, lineCounted..<place.lowerBound)
                lineCounted = place.lowerBound
            }
            guard isObject else {
                batch.faults.append(
                    RecordFault(
                        kind: .notARecord, line: line, offset: place.lowerBound - shift,
                        detail: "a record must be an object, this is \(title(ofValue: bytes[place.lowerBound]))",
                        raw: copy(bytes, place.prefix(Self.rawLimit))))
                continue
            }
            batch.records.append(
                RecordSpan(
                    firstField: batch.fields.count, fieldCount: pathCount, line: line,
                    offset: place.lowerBound - shift, rawStart: UInt32(place.lowerBound), rawLength: UInt32(length)))
            extraction.appendFields(ofRecord: index, to: &batch.fields)
        }
    }

    /// Takes blanks off both ends, and byte-order marks off the start, where several files were joined into one.
    private func trim(_ range: inout Range<Int>, in bytes: Span<UInt8>, allowsMark: Bool) {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end {
            if JSONBlank.isBlank(bytes[start]) {
                start += 1
            } else if allowsMark, end - start >= 3,
                bytes[start] == 0xEF, bytes[start + 1] == 0xBB, bytes[start + 2] == 0xBF
            {
                start += 3
            } else {
                break
            }
        }
        while end > start, JSONBlank.isBlank(bytes[end - 1]) { end -= 1 }
        range = start..<end
    }

    // MARK: Faults

    private func diagnose(_ failure: JSONExtraction.Failure, _ text: String, _ raw: [UInt8]) -> JSONDiagnosis {
        var diagnosis = JSONDiagnosis.of(raw, depth: limits.depth, refusal: text)
        if failure == .tooDeep, diagnosis.kind == .invalidJSON {
            // Both are true of a text that is too deep and broken further on; the depth came first.
            diagnosis.kind = .depthExceeded
        }
        return diagnosis
    }

    private func reject(
        _ piece: JSONPiece, _ diagnosis: JSONDiagnosis, range: Range<Int>, bytes: Span<UInt8>, shift: Int,
        into batch: inout FieldBatch
    ) throws(JSONFileError) {
        let wrong = range.lowerBound + diagnosis.position
        let wrongLine = piece.line + lineEnds(in: bytes, piece.start + shift..<wrong)
        var kind = diagnosis.kind
        switch piece.role {
        case .surroundings, .page:
            let isCut = piece.role == .page && diagnosis.endsEarly
            throw JSONFileError(
                kind: isCut ? .incomplete : .invalidJSON, line: wrongLine, offset: wrong - shift,
                detail: "the document is not JSON, \(diagnosis.detail)")
        case .line(isLast: true) where diagnosis.endsEarly: kind = .incompleteLastRecord
        case .line, .element: break
        }
        var detail = diagnosis.detail
        if !diagnosis.endsEarly { detail += " at byte \(diagnosis.position + 1) of the record" }
        if wrongLine != piece.line { detail += " (line \(wrongLine))" }
        batch.faults.append(
            RecordFault(
                kind: kind, line: piece.line, offset: range.lowerBound - shift, detail: detail,
                raw: copy(bytes, range.prefix(Self.rawLimit))))
    }

    private func reject(tooLong piece: JSONPiece, raw: [UInt8], into batch: inout FieldBatch) throws(JSONFileError) {
        switch piece.role {
        case .surroundings:
            // Nobody asked for it; too long to be checked, it was passed over by its brackets.
            return
        case .line, .element, .page:
            batch.faults.append(
                RecordFault(
                    kind: .recordTooLong, line: piece.line, offset: piece.start,
                    detail: "the record is over \(sizeText(limits.recordBytes))", raw: raw))
        }
    }

    private func title(ofValue first: UInt8) -> String {
        switch first {
        case UInt8(ascii: "["): "an array"
        case UInt8(ascii: "\""): "a string"
        case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
        case UInt8(ascii: "n"): "null"
        default: "a number"
        }
    }

    private func sizeText(_ bytes: Int) -> String {
        bytes % (1 << 20) == 0 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }

    /// Line ends in a range: LF, CRLF or CR.
    private func lineEnds(in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range {
            let byte = bytes[index]
            if byte == 0x0D || (byte == 0x0A && (index == range.lowerBound || bytes[index - 1] != 0x0D)) { count += 1 }
        }
        return count
    }

    private func copy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
        range.map { bytes[$0] }
    }
}
