/// Detection of what only CSV has: delimiter, quote, preamble, header. Reads the sample with the real reader, once for
/// each delimiter that could be, and takes the one that makes the best table (`TableSearch`, `HeaderChoice`, `TableWidth`).

/// Fills in the CSV parts of `result`.
/// - Parameter text: UTF-8, not blank, without byte-order mark.
func detectCSV(
    _ text: [UInt8], isWhole: Bool, overrides: DialectOverrides, limits: RecordLimits, result: inout DetectedDialect
) throws(DialectError) {
    var search = TableSearch(text: text, isWhole: isWhole, overrides: overrides, limits: limits, dialect: result.dialect)
    guard search.lines.hasText(from: search.opening.lines) else {
        throw DialectError(
            .onlyPreamble,
            "the file ends after \(counted(search.opening.lines, "preamble line")), without a header or a row: export it again")
    }
    var table = search.bestTable()
    if let unquoted = search.withLinesUnquoted(), let other = unquoted.mended(table) {
        search = unquoted
        table = other
        result.notes.append("each line was quoted once more, as a spreadsheet does that takes it for one cell: read without those quotes")
    }
    if let aligned = search.withColumnsAligned(), table.score == 0 || table.regularity < 0.7 || TableSearch.weakDelimiters.contains(table.dialect.delimiter),
        let other = aligned.alignedTable()
    {
        search = aligned
        table = other
        result.notes.append("its columns are parted by several blanks: two or more of them are read as one delimiter")
    }
    let opening = search.opening
    let header = try HeaderChoice(table, search: search)
    var dialect = table.dialect
    dialect.preambleLines = overrides.preambleLines ?? header.preambleLines
    dialect.headerLines = overrides.headerLines ?? header.records
    dialect.plainHeader = header.isPlain
    result.preamble = (0..<dialect.preambleLines).map { search.lines.text(of: $0).replacing("\u{1F}", with: "\n") }
    if dialect.headerLines > 0 { result.header = header.names }
    if dialect.headerLines > 1 { result.secondHeader = table.cells(of: header.firstRecord + 1) }
    if header.isPlain { result.notes.append("the header's quotes are broken: they are read as text") }
    if header.isDoubtful {
        let taken = "line \(header.preambleLines + 1) was taken for the header, although it can be a title above the names in line \(header.preambleLines + 2)"
        result.notes.append("\(taken): say `preamble_lines: \(header.preambleLines + 1)` (`--preamble-lines`) if it is one")
    }
    result.headerRecords = header.isPlain ? [] : (0..<dialect.headerLines).map { table.cells(of: header.firstRecord + $0) }
    let firstRow = header.firstRow(headerLines: dialect.headerLines)
    result.isHeaderOnly = isWhole && dialect.headerLines > 0 && table.faults.isEmpty && table.records.count <= firstRow
    let width = TableWidth(table, header: dialect.headerLines > 0 ? result.header : nil, firstRow: firstRow)
    dialect.emptyTail = width.emptyTail
    result.header = width.names ?? result.header
    result.columns = width.columns
    result.leftOut = width.leftOut
    result.unclearWidth = width.unclear
    if let note = width.note { result.notes.append(note) }
    result.dialect = dialect
    result.tables = table.tables(from: header.firstRecord, isHeaderless: dialect.headerLines == 0)
    result.evidence += evidence(result, table: table, opening: opening, overrides: overrides)
}

private func evidence(
    _ result: DetectedDialect, table: SampleTable, opening: Opening, overrides: DialectOverrides
) -> [String] {
    let dialect = result.dialect
    var lines: [String] = []
    let delimiter = dialect.alignedColumns ? "several blanks" : Dialect.name(ofDelimiter: dialect.delimiter)
    if dialect.isSheet {
        lines.append("sheet of a workbook: \(counted(table.modalCount, "column"))")
    } else if overrides.delimiter != nil {
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
    if dialect.trimsBlanks { lines.append("blanks beside the delimiter are no part of the fields") }
    if dialect.looseQuotes { lines.append("a quote inside quotes is text where no delimiter follows") }
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
