/// Where the header of a sample's table stands, and which names it gives.
struct HeaderChoice {
    /// Names as written; empty where the first record holds values.
    private(set) var names: [String] = []
    /// Header records; 0: the first record holds values.
    private(set) var records: Int
    /// Physical lines above the header.
    private(set) var preambleLines: Int
    /// The record of the sample that is the header, or the first one after it where the header is none of them.
    private(set) var firstRecord: Int
    /// The header is a line with broken quotes.
    private(set) var isPlain = false
    /// The next record could be the header as well, and this one a title.
    private(set) var isDoubtful = false
    /// The header is no record of the sample: a comment, or a line with broken quotes.
    private var isOutside = false

    init(_ table: SampleTable, search: TableSearch) throws(DialectError) {
        let overrides = search.overrides
        let opening = search.opening
        // Where somebody says that there is no header, every line is a row unless it says itself that it is none.
        let isHeaderless = overrides.headerLines == 0
        var first = overrides.preambleLines == nil && !isHeaderless ? table.headerIndex : 0
        let headerLine = table.records.isEmpty ? nil : table.records[first].line
        if !isHeaderless, let fault = table.faults.first, fault.line < headerLine ?? .max {
            let isGiven = overrides.headerLines != nil
            if fault.line == opening.lines + 1, let names = Self.brokenLine(fault, isGiven: isGiven, table: table, search: search) {
                self.names = names
                (records, preambleLines, firstRecord) = (1, opening.lines, 0)
                (isPlain, isOutside) = (true, true)
                return
            }
            try Self.refuse(fault, limits: search.limits)
        }
        records = table.headerRecords(from: first)
        if records != 1, overrides.headerLines == nil, overrides.preambleLines == nil, first == 0, table.modalCount > 1,
            let names = Self.comment(above: table, search: search)
        {
            self.names = names
            (records, preambleLines, firstRecord) = (1, opening.lines - 1, 0)
            isOutside = true
            return
        }
        if records == 2, overrides.headerLines == nil, overrides.preambleLines == nil, table.isSecondHeader(first),
            table.isMadeOfNames(first + 1) || table.isGroup(first, above: first + 1), !table.isMadeOfNames(first)
        {
            // Groups of columns above the names of the columns.
            first += 1
            records = 1
        }
        isDoubtful = records > 0 && overrides.headerLines == nil && overrides.preambleLines == nil && table.isHeaderDoubtful(first)
        preambleLines = isHeaderless ? opening.lines : (table.records.isEmpty ? opening.lines : table.records[first].line - 1)
        firstRecord = first
        names = table.cells(of: first)
    }

    /// The first record that is no header.
    func firstRow(headerLines: Int) -> Int { isOutside ? 0 : firstRecord + headerLines }

    /// `# handle, likes` right above records without another header: its names. nil where the comment is none.
    private static func comment(above table: SampleTable, search: TableSearch) -> [String]? {
        let line = search.opening.lines - 1
        guard line >= 0, table.records.first?.line == line + 2 else { return nil }
        let comment = search.lines.bytes(of: line)
        guard comment.first == UInt8(ascii: "#") else { return nil }
        var dialect = table.dialect
        dialect.preambleLines = 0
        let text = Array(comment.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 })
        let header = SampleTable(text, isWhole: true, dialect: dialect, limits: search.limits)
        let names = header.cells(of: 0)
        guard header.faults.isEmpty, names.count == table.modalCount, names.allSatisfy({ !$0.isEmpty }) else { return nil }
        return names
    }

    /// The names of a header line with broken quotes, parted by every delimiter: where one quote stands alone, so that
    /// their number is odd, and the names are as many as the records below have fields; or where somebody says that the
    /// line is the header.
    private static func brokenLine(
        _ fault: RecordFault, isGiven: Bool, table: SampleTable, search: TableSearch
    ) -> [String]? {
        guard let quote = table.dialect.quote, table.modalCount > 1, table.regularity >= 0.5,
            fault.kind == .textAfterQuote || fault.kind == .unclosedQuote
        else { return nil }
        let line = search.lines.bytes(of: fault.line - 1)
        let cells = line.split(separator: table.dialect.delimiter, omittingEmptySubsequences: false)
        guard isGiven || line.count(where: { $0 == quote }) % 2 == 1 && cells.count == table.modalCount else { return nil }
        return cells.map { cell in
            var cell = cell
            if cell.count > 1, cell.first == quote, cell.last == quote { cell = cell.dropFirst().dropLast() }
            return String(decoding: cell, as: UTF8.self)
        }
    }

    /// The header is what everything else hangs on: a fault in it refuses the file.
    private static func refuse(_ fault: RecordFault, limits: RecordLimits) throws(DialectError) {
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
}
