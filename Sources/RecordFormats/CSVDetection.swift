/// Detection of what only CSV has: delimiter, quote, preamble, header. Reads the sample with the real reader, once for
/// each delimiter that could be, and takes the one that makes the best table.

private let candidateDelimiters: [UInt8] = Array(",;\t|".utf8)

/// Fills in the CSV parts of `result`.
/// - Parameter text: UTF-8, not blank, without byte-order mark.
func detectCSV(
    _ text: [UInt8], isWhole: Bool, overrides: DialectOverrides, limits: RecordLimits, result: inout DetectedDialect
) throws(DialectError) {
    let lines = SampleLines(text)
    let opening = Opening(lines, preambleLines: overrides.preambleLines)
    let quote = overrides.quote ?? detectedQuote(text)
    var base = result.dialect
    base.quote = quote
    base.backslashEscape = overrides.backslashEscape ?? false
    base.preambleLines = opening.lines
    guard lines.hasText(from: opening.lines) else {
        throw DialectError(
            .onlyPreamble,
            "the file ends after \(counted(opening.lines, "preamble line")), without a header or a row: export it again")
    }

    // Delimiter and table.
    let given = overrides.delimiter ?? opening.delimiter
    let candidates = given.map { [$0] } ?? candidateDelimiters.filter { $0 != quote && text.contains($0) }
    var best: SampleTable?
    for delimiter in candidates {
        base.delimiter = delimiter
        let table = SampleTable(text, isWhole: isWhole, dialect: base, limits: limits)
        if best.map({ table.score > $0.score }) ?? true { best = table }
    }
    base.delimiter = given ?? UInt8(ascii: ",")
    var table = best ?? SampleTable(text, isWhole: isWhole, dialect: base, limits: limits)
    if table.score == 0, given == nil {
        // No delimiter splits anything: one column.
        table = SampleTable(text, isWhole: isWhole, dialect: base, limits: limits)
    }

    // Backslashes: only where reading them as escapes mends records.
    if overrides.backslashEscape == nil, quote != nil, table.brokenQuotes > 0, text.contains(UInt8(ascii: "\\")) {
        var escaped = table.dialect
        escaped.backslashEscape = true
        let other = SampleTable(text, isWhole: isWhole, dialect: escaped, limits: limits)
        if other.brokenQuotes < table.brokenQuotes { table = other }
    }

    // Preamble and header.
    // Where somebody says that there is no header, every line is a row unless it says itself that it is none.
    let first = overrides.preambleLines == nil && overrides.headerLines != 0 ? table.headerIndex : 0
    let headerRecord = table.records.isEmpty ? nil : table.records[first]
    if let fault = table.faults.first, fault.line < headerRecord?.line ?? .max {
        try refuseHeader(fault, opening: opening, table: table, limits: limits)
    }
    let preambleLines = (headerRecord?.line ?? opening.lines + 1) - 1
    var dialect = table.dialect
    dialect.preambleLines = overrides.preambleLines ?? preambleLines
    dialect.headerLines = overrides.headerLines ?? table.headerRecords(from: first)
    result.dialect = dialect
    result.preamble = (0..<dialect.preambleLines).map { lines.text(of: $0) }
    if dialect.headerLines > 0 { result.header = table.cells(of: first) }
    if dialect.headerLines > 1 { result.secondHeader = table.cells(of: first + 1) }
    result.isHeaderOnly =
        isWhole && dialect.headerLines > 0 && table.faults.isEmpty
        && table.records.count <= first + dialect.headerLines
    result.tables = table.tables(from: first, isHeaderless: dialect.headerLines == 0)
    result.evidence += evidence(result, table: table, opening: opening, overrides: overrides, first: first)
}

/// The header is what everything else hangs on: a fault in it refuses the file.
private func refuseHeader(
    _ fault: RecordFault, opening: Opening, table: SampleTable, limits: RecordLimits
) throws(DialectError) {
    let place = "line \(fault.line)"
    switch fault.kind {
    case .tooManyFields:
        throw DialectError(
            .tooManyColumns, "\(place): too many columns (limit \(limits.columns)): export fewer columns")
    case .invalidEncoding:
        throw DialectError(
            .unreadableHeader,
            "\(place): the header cannot be read: \(fault.detail); name the file's encoding")
    case .recordTooLong:
        throw DialectError(
            .unreadableHeader,
            "\(place): the first record is \(fault.detail): this is no CSV, or its line ends are missing; export it again")
    default:
        throw DialectError(
            .unreadableHeader, "\(place): the header cannot be read: \(fault.detail); repair its quotes")
    }
}

private func evidence(
    _ result: DetectedDialect, table: SampleTable, opening: Opening, overrides: DialectOverrides, first: Int
) -> [String] {
    let dialect = result.dialect
    var lines: [String] = []
    let delimiter = Dialect.name(ofDelimiter: dialect.delimiter)
    if overrides.delimiter != nil {
        lines.append("\(delimiter): as given")
    } else if opening.delimiter != nil {
        lines.append("\(delimiter): named by the sep= line")
    } else if table.modalCount > 1 {
        lines.append(
            "\(delimiter): \(table.regularCount) of \(counted(table.records.count, "record")) in the sample have"
                + " \(table.modalCount) fields")
    } else {
        lines.append("one column: no delimiter splits the records alike")
    }
    if dialect.quote != UInt8(ascii: "\"") || dialect.backslashEscape {
        let quote = dialect.quote.map { "quote \(Character(UnicodeScalar($0)))" } ?? "no quotes"
        lines.append(dialect.backslashEscape ? "\(quote), a backslash makes it text" : quote)
    }
    if dialect.preambleLines > 0 {
        lines.append("\(counted(dialect.preambleLines, "preamble line")) above the first record of the table")
    }
    if overrides.headerLines != nil {
        lines.append("\(counted(dialect.headerLines, "header record")): as given")
    } else {
        switch dialect.headerLines {
        case 0: lines.append("no header: the first record holds values")
        case 1: lines.append("the first record of the table is its header: \(counted(result.header.count, "name"))")
        default: lines.append("two header records: the second one describes the first")
        }
    }
    if result.tables > 1 { lines.append("\(result.tables) tables one below the other, parted by blank lines") }
    if result.isHeaderOnly { lines.append("the file has a header and no rows") }
    return lines
}

/// `'` where no `"` occurs and fields stand between two of them; else `"`.
private func detectedQuote(_ text: [UInt8]) -> UInt8 {
    let double = UInt8(ascii: "\"")
    let single = UInt8(ascii: "'")
    guard !text.contains(double) else { return double }
    var enclosed = 0
    var isOpen = false
    var previous: UInt8 = 0x0A
    for (index, byte) in text.enumerated() {
        if byte == single {
            let next = index + 1 < text.count ? text[index + 1] : 0x0A
            if !isOpen, isBoundary(previous) {
                isOpen = true
            } else if isOpen, isBoundary(next) {
                isOpen = false
                enclosed += 1
            }
        }
        previous = byte
    }
    var lines = 0
    for byte in text where byte == 0x0A || byte == 0x0D { lines += 1 }
    return enclosed > 0 && !isOpen && enclosed * 2 >= lines ? single : double
}

private func isBoundary(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || candidateDelimiters.contains(byte)
}

/// The physical lines of a sample.
struct SampleLines {
    private let text: [UInt8]
    private let ranges: [Range<Int>]

    init(_ text: [UInt8]) {
        self.text = text
        var ranges: [Range<Int>] = []
        var start = 0
        // The opening lines only: nobody asks for others.
        while start < text.count, ranges.count < 10_000 {
            let end = ByteWords.firstLineEnd(in: text.span, from: start) ?? text.count
            ranges.append(start..<end)
            start = end + 1
            if start < text.count, text[end] == 0x0D, text[start] == 0x0A { start += 1 }
        }
        self.ranges = ranges
    }

    var count: Int { ranges.count }

    func bytes(of line: Int) -> ArraySlice<UInt8> {
        line < ranges.count ? text[ranges[line]] : []
    }

    func text(of line: Int) -> String {
        String(decoding: bytes(of: line), as: UTF8.self)
    }

    func isBlank(_ line: Int) -> Bool {
        bytes(of: line).allSatisfy(DetectedContainer.isBlank)
    }

    func hasText(from line: Int) -> Bool {
        guard line < ranges.count else { return false }
        return !text[ranges[line].lowerBound...].allSatisfy(DetectedContainer.isBlank)
    }
}

/// What stands above a table and says so itself: a `sep=` line, `#` lines, blank lines after them.
struct Opening {
    /// Physical lines.
    var lines = 0
    var delimiter: UInt8?

    init(_ sample: SampleLines, preambleLines: Int?) {
        if let delimiter = Self.separator(sample.bytes(of: 0)) {
            self.delimiter = delimiter
            lines = 1
        }
        if let preambleLines {
            lines = preambleLines
            return
        }
        var line = lines
        while line < sample.count, sample.isBlank(line) || Self.isComment(sample.bytes(of: line)) {
            line += 1
            // Blank lines count once something stands above them or a table below.
            lines = line
        }
    }

    /// The delimiter that a first line `sep=X` names, as spreadsheets write and read it.
    private static func separator(_ line: ArraySlice<UInt8>) -> UInt8? {
        var line = line
        if line.first == UInt8(ascii: "\""), line.last == UInt8(ascii: "\""), line.count > 2 {
            line = line.dropFirst().dropLast()
        }
        let name = line.prefix(4).map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        guard name == Array("sep=".utf8), line.count == 5, let byte = line.last, byte < 0x80 else { return nil }
        return byte
    }

    /// `# …` or `#---`; a header may well begin with `#` followed by something else.
    private static func isComment(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.first == UInt8(ascii: "#") else { return false }
        switch line.dropFirst().first {
        case nil, UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "#"), UInt8(ascii: "="): return true
        default: return false
        }
    }
}
