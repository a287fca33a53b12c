/// The search for the quote, delimiter and escape under which a sample is a table.
struct TableSearch {
    /// Tried always. The order decides between equals.
    static let delimiters: [UInt8] = Array(",;\t|".utf8)
    /// Tried where none of the others gives a table: every sentence and every time of day has them,
    /// or hardly any program writes them.
    static let weakDelimiters: [UInt8] = Array(" :^~".utf8)

    let text: [UInt8]
    let isWhole: Bool
    let overrides: DialectOverrides
    let limits: RecordLimits
    let lines: SampleLines
    let opening: Opening
    /// What is known before the search.
    private let base: Dialect
    private let quotes: [UInt8?]
    /// The first delimiter outside quotes.
    private let firstDelimiter: UInt8?

    init(text: [UInt8], isWhole: Bool, overrides: DialectOverrides, limits: RecordLimits, dialect: Dialect) {
        self.text = text
        self.isWhole = isWhole
        self.overrides = overrides
        self.limits = limits
        lines = SampleLines(text)
        opening = Opening(lines, preambleLines: overrides.preambleLines)
        var base = dialect
        base.backslashEscape = overrides.backslashEscape ?? false
        base.preambleLines = opening.lines
        self.base = base
        firstDelimiter = lines.firstByte(of: Self.delimiters, from: opening.lines, quote: UInt8(ascii: "\""))
        quotes = overrides.quote.map { [$0] } ?? QuoteCensus(text).candidates
    }

    /// The table that the sample is.
    func bestTable() -> SampleTable {
        var best = bestTable(quote: quotes[0])
        for quote in quotes.dropFirst() {
            // Another quote has to mend records: apostrophes stand in any text.
            let other = bestTable(quote: quote)
            if other.regularity > best.regularity || best.score == 0, other.score > best.score { best = other }
            if other.joinsWords(of: best) { best = other }
        }
        return best
    }

    private func bestTable(quote: UInt8?) -> SampleTable {
        var dialect = base
        dialect.quote = quote
        let given = overrides.delimiter ?? opening.delimiter
        let candidates = given.map { [$0] } ?? Self.delimiters.filter { $0 != quote && text.contains($0) }
        var best: SampleTable?
        for delimiter in candidates {
            dialect.delimiter = delimiter
            let table = repaired(dialect)
            // Nobody parts lists inside cells by tabs.
            if delimiter == 0x09, table.regularity >= 0.95, table.modalCount > 1 { return table }
            if best.map({ weight(table) > weight($0) }) ?? true { best = table }
        }
        if given == nil, best.map({ $0.regularity < 0.7 }) ?? true {
            for delimiter in Self.weakDelimiters where text.contains(delimiter) {
                dialect.delimiter = delimiter
                let table = repaired(dialect)
                if table.isPlainlyATable, table.score > best?.score ?? 0 { best = table }
            }
        }
        if let best, best.score > 0 || given != nil { return best }
        // No delimiter splits anything: one column.
        dialect.delimiter = given ?? UInt8(ascii: ",")
        return table(dialect)
    }

    /// A table's score, and a little more for the delimiter that stands first: a list is rarely in the first column.
    private func weight(_ table: SampleTable) -> Double {
        table.score * (table.dialect.delimiter == firstDelimiter ? 1.3 : 1)
    }

    private func table(_ dialect: Dialect) -> SampleTable {
        SampleTable(text, isWhole: isWhole, dialect: dialect, limits: limits)
    }

    /// The table under one delimiter, with blanks beside it, loose quotes and backslashes where those mend it.
    private func repaired(_ dialect: Dialect) -> SampleTable {
        var dialect = dialect
        dialect.trimsBlanks = overrides.trimsBlanks ?? false
        var best = table(dialect)
        let blanks = overrides.trimsBlanks == nil && dialect.delimiter != 0x20 ? best.blanksBesideDelimiters : .none
        if blanks != .none {
            dialect.trimsBlanks = true
            let trimmed = table(dialect)
            let isWorse = trimmed.brokenQuotes > best.brokenQuotes || trimmed.regularity < best.regularity
            let isBetter = trimmed.brokenQuotes < best.brokenQuotes || trimmed.regularity > best.regularity
            if !isWorse, isBetter || blanks == .usual { best = trimmed }
        }
        guard best.brokenQuotes > 0 else { return best }
        if dialect.quote == UInt8(ascii: "'") {
            // Apostrophes: nobody doubles them who does not know that they are quotes.
            var loose = best.dialect
            loose.looseQuotes = true
            let other = table(loose)
            if other.brokenQuotes < best.brokenQuotes, other.regularity > best.regularity { best = other }
        }
        // Backslashes: only where reading them as escapes mends records.
        if overrides.backslashEscape == nil, dialect.quote != nil, !best.dialect.looseQuotes, text.contains(UInt8(ascii: "\\")) {
            var escaped = best.dialect
            escaped.backslashEscape = true
            let other = table(escaped)
            if other.brokenQuotes < best.brokenQuotes { best = other }
        }
        return best
    }

    /// The same search over the text without the quotes around whole lines; nil where no line has them.
    func withLinesUnquoted() -> TableSearch? {
        guard quotes[0] == UInt8(ascii: "\""), !base.quotedLines, !base.alignedColumns, lines.hasQuotedRow(delimiters: Self.delimiters) else { return nil }
        var dialect = base
        dialect.quotedLines = true
        return rewritten(.unquoted, dialect)
    }

    /// The same search with one tab for several blanks; nil where nothing is parted so, or somebody named the delimiter.
    func withColumnsAligned() -> TableSearch? {
        guard overrides.delimiter == nil, opening.delimiter == nil, !base.quotedLines, lines.partsByBlanks else { return nil }
        var dialect = base
        dialect.alignedColumns = true
        return rewritten(.aligned, dialect)
    }

    private func rewritten(_ rule: LineRewriter.Rule, _ dialect: Dialect) -> TableSearch {
        var rewriter = LineRewriter(rule)
        return TableSearch(
            text: rewriter.rewritten(text, isLast: isWhole), isWhole: isWhole, overrides: overrides, limits: limits, dialect: dialect)
    }

    /// The table of columns parted by blanks, where all lines have as many of them and the cells are values.
    func alignedTable() -> SampleTable? {
        var dialect = base
        dialect.delimiter = 0x09
        dialect.trimsBlanks = false
        let table = repaired(dialect)
        return table.isPlainlyATable ? table : nil
    }

    /// The table of this search where it is one and more of the sample is regular in it than in `other`.
    func mended(_ other: SampleTable) -> SampleTable? {
        let table = bestTable()
        guard table.modalCount > 1, table.brokenQuotes == 0, table.regularity >= 0.8, table.regularity * Double(table.modalCount)
            > other.regularity * Double(other.modalCount), table.headerIndex < table.records.count,
            table.records[table.headerIndex].fieldCount == table.modalCount
        else { return nil }
        return table
    }
}

/// Which characters enclose fields.
private struct QuoteCensus {
    /// In the order in which they are tried.
    let candidates: [UInt8?]

    init(_ text: [UInt8]) {
        let double = UInt8(ascii: "\"")
        let single = UInt8(ascii: "'")
        var singles = Self.enclosures(of: single, in: text, delimiters: TableSearch.delimiters)
        let isWeak = singles.closed == 0
        if isWeak { singles = Self.enclosures(of: single, in: text, delimiters: TableSearch.weakDelimiters) }
        guard singles.closed > 0, singles.closed * 10 >= singles.opened * 9 else {
            candidates = [double]
            return
        }
        let doubles = Self.enclosures(of: double, in: text, delimiters: TableSearch.delimiters)
        var lines = 0
        for byte in text where byte == 0x0A || byte == 0x0D { lines += 1 }
        let isUsual = !isWeak && singles.closed * 2 >= lines && singles.closed > 2 * doubles.closed
        candidates = isUsual ? [single] : doubles.closed == 0 ? [double, single] : [double]
    }

    /// Fields that begin with `quote`, and how many of them end with one on the same line.
    private static func enclosures(of quote: UInt8, in text: [UInt8], delimiters: [UInt8]) -> (opened: Int, closed: Int) {
        guard text.contains(quote) else { return (0, 0) }
        func isDelimiter(_ byte: UInt8) -> Bool { delimiters.contains(byte) }
        func isBoundary(after index: Int) -> Bool {
            var next = index + 1
            while next < text.count, text[next] == 0x20, !isDelimiter(0x20) { next += 1 }
            return next == text.count || text[next] == 0x0A || text[next] == 0x0D || isDelimiter(text[next])
        }
        var opened = 0
        var closed = 0
        var isOpen = false
        var isAtStart = true
        for (index, byte) in text.enumerated() {
            if byte == 0x0A || byte == 0x0D {
                isOpen = false
                isAtStart = true
            } else if byte == quote {
                if !isOpen, isAtStart {
                    isOpen = true
                    opened += 1
                } else if isOpen, isBoundary(after: index) {
                    isOpen = false
                    closed += 1
                }
                isAtStart = false
            } else if byte != 0x20 || isDelimiter(byte) {
                isAtStart = !isOpen && isDelimiter(byte)
            }
        }
        return (opened, closed)
    }
}
