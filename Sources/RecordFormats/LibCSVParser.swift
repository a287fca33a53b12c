import CLibCSV

/// The fields that libcsv reports for one record.
struct ParsedFields {
    /// Values of the kept fields, one after the other.
    var values: [UInt8] = []
    /// Where each kept field ends in `values`.
    var ends: [Int] = []
    /// Fields reported, kept or not.
    var count = 0
    /// Fields kept; the others are only counted, so that a row of a million delimiters takes no memory.
    let limit: Int
    /// What the stand-ins of `EscapeStandIns` mean; nil when the text holds none.
    let standIns: EscapeStandIns?

    init(limit: Int, standIns: EscapeStandIns?) {
        self.limit = limit
        self.standIns = standIns
    }

    mutating func removeAll() {
        values.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        count = 0
    }

    mutating func append(_ value: Span<UInt8>) {
        count += 1
        guard count <= limit else { return }
        if let standIns {
            for index in value.indices { values.append(standIns.original(of: value[index])) }
        } else {
            values.append(copying: value, value.indices)
        }
        ends.append(values.count)
    }
}

/// Bytes that no UTF-8 text holds, put in the place of characters that a backslash made text.
///
/// libcsv knows no escape character. So `\"` reaches it as one byte that means nothing to it, and comes back as `"`.
struct EscapeStandIns: Sendable {
    private static let first: UInt8 = 0xF8
    private static let quote: UInt8 = 0xFF
    private static let backslash: UInt8 = 0xFE
    private static let delimiter: UInt8 = 0xFD
    /// What libcsv gets as its quote character when the dialect has none.
    static let noQuote: UInt8 = 0xFC
    /// In place of bytes that are no UTF-8 in the first place: their record becomes a fault either way.
    private static let invalid: UInt8 = 0xFB

    let dialect: Dialect

    func original(of byte: UInt8) -> UInt8 {
        switch byte {
        case Self.quote: dialect.quote ?? byte
        case Self.backslash: UInt8(ascii: "\\")
        case Self.delimiter: dialect.delimiter
        default: byte
        }
    }

    /// The line as libcsv is to see it.
    /// - Parameter isInQuotes: The line begins inside a quoted field.
    func replacing(_ line: Span<UInt8>, isInQuotes: Bool) -> [UInt8] {
        if dialect.looseQuotes, let quote = dialect.quote {
            return replacingLooseQuotes(line, quote: quote, isInQuotes: isInQuotes)
        }
        var result: [UInt8] = []
        result.reserveCapacity(line.count)
        var index = 0
        while index < line.count {
            let byte = line[index]
            if byte == UInt8(ascii: "\\"), dialect.backslashEscape, index + 1 < line.count,
                let standIn = standIn(for: line[index + 1])
            {
                result.append(standIn)
                index += 2
            } else {
                result.append(byte >= Self.first ? Self.invalid : byte)
                index += 1
            }
        }
        return result
    }

    /// Quotes inside quotes become text unless they close the field: a run of them before a delimiter or the line end
    /// closes it with its last one. Two that stand together mean one, as everywhere.
    private func replacingLooseQuotes(_ line: Span<UInt8>, quote: UInt8, isInQuotes: Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(line.count)
        var isInQuotes = isInQuotes
        var isAtStart = true
        var index = 0
        while index < line.count {
            let byte = line[index]
            guard byte == quote, isInQuotes || isAtStart else {
                result.append(byte >= Self.first ? Self.invalid : byte)
                if !isInQuotes { isAtStart = byte == dialect.delimiter || isAtStart && dialect.trimsBlanks && byte == 0x20 }
                index += 1
                continue
            }
            if !isInQuotes {
                result.append(quote)
                isInQuotes = true
                isAtStart = false
                index += 1
                continue
            }
            var end = index
            while end < line.count, line[end] == quote { end += 1 }
            let closes = isBoundary(line, at: end)
            let quotes = closes ? (end - index) / 2 : (end - index + 1) / 2
            result.append(contentsOf: repeatElement(Self.quote, count: quotes))
            if closes {
                result.append(quote)
                isInQuotes = false
            }
            index = end
        }
        return result
    }

    /// Whether a field ends at `index`.
    private func isBoundary(_ line: Span<UInt8>, at index: Int) -> Bool {
        var index = index
        while dialect.trimsBlanks, index < line.count, line[index] == 0x20, dialect.delimiter != 0x20 { index += 1 }
        return index == line.count || line[index] == dialect.delimiter || line[index] == 0x0A || line[index] == 0x0D
    }

    private func standIn(for byte: UInt8) -> UInt8? {
        if byte == UInt8(ascii: "\\") { return Self.backslash }
        if byte == dialect.delimiter { return Self.delimiter }
        return byte == dialect.quote ? Self.quote : nil
    }
}

/// libcsv's state machine, owned: what this module uses of it, and the answers to its edges.
///
/// - Blanks around fields stay (its own default trims them) unless the dialect trims them.
/// - Strict mode throughout, but a quote inside an unquoted field is text: that one byte is fed in lax mode.
/// - Positions and blank lines are the caller's business: it feeds one physical line a call, and a record starts
///   where `isBetweenRecords`.
@safe struct LibCSVParser: ~Copyable {
    // libcsv keeps pointers of its own in the structure, so it must not move while it lives.
    private let parser: UnsafeMutablePointer<csv_parser>

    init(delimiter: UInt8, quote: UInt8, trimsBlanks: Bool) {
        unsafe parser = .allocate(capacity: 1)
        // It fails for a null pointer only.
        _ = unsafe csv_init(parser, UInt8(CSV_STRICT))
        unsafe csv_set_delim(parser, delimiter)
        unsafe csv_set_quote(parser, quote)
        if trimsBlanks {
            unsafe csv_set_space_func(parser) { $0 == 0x20 || $0 == 0x09 ? 1 : 0 }
        } else {
            unsafe csv_set_space_func(parser) { _ in 0 }
        }
        // Its default of 128 bytes makes a long field a million reallocations.
        unsafe csv_set_blk_size(parser, 64 << 10)
    }

    deinit {
        unsafe csv_free(parser)
        unsafe parser.deallocate()
    }

    /// No record is open: the next byte starts one, or is a line end that belongs to none.
    var isBetweenRecords: Bool { unsafe parser.pointee.pstate == 0 }

    /// The next byte stands inside a quoted field.
    var isInQuotes: Bool { unsafe parser.pointee.pstate == 2 && parser.pointee.quoted != 0 }

    /// Forgets an unfinished record.
    mutating func reset() {
        // Without CSV_STRICT_FINI it cannot fail; it reports to nobody and returns to the first state.
        _ = unsafe csv_fini(parser, nil, nil, nil)
        unsafe parser.pointee.status = 0
    }

    /// Parses a piece of text; finished fields go to `fields`.
    /// Returns false at text that follows a closing quote, and must then be reset.
    mutating func feed(_ text: Span<UInt8>, into fields: inout ParsedFields) -> Bool {
        var start = 0
        while start < text.count {
            let consumed = parse(text.extracting(start..<text.count), into: &fields)
            start += consumed
            guard start < text.count else { break }
            precondition(unsafe csv_error(parser) == CSV_EPARSE, "libcsv has no memory for a record within its limit")
            // Strict mode has two errors; the state tells which: inside a field, or after its closing quote.
            let isInsideUnquotedField = unsafe parser.pointee.pstate == 2 && parser.pointee.quoted == 0
            guard isInsideUnquotedField else { return false }
            _ = unsafe csv_set_opts(parser, 0)
            start += parse(text.extracting(start..<start + 1), into: &fields)
            _ = unsafe csv_set_opts(parser, UInt8(CSV_STRICT))
        }
        return true
    }

    private mutating func parse(_ text: Span<UInt8>, into fields: inout ParsedFields) -> Int {
        let parser = unsafe parser
        return unsafe withUnsafeMutablePointer(to: &fields) { context in
            unsafe text.withUnsafeBytes { bytes in
                unsafe csv_parse(
                    parser, bytes.baseAddress, bytes.count,
                    { value, length, context in
                        // The context is the `fields` of this call, the value is libcsv's buffer until we return.
                        let fields = unsafe context?.assumingMemoryBound(to: ParsedFields.self)
                        let value = unsafe UnsafeRawBufferPointer(start: value, count: length)
                        unsafe fields?.pointee.append(Span(_unsafeBytes: value))
                    },
                    nil, context)
            }
        }
    }
}
