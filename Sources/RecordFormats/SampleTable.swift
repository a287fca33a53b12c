/// A sample read with one dialect, any number of fields a record, and how much of a table that gives.
struct SampleTable {
    let dialect: Dialect
    let records: [RecordSpan]
    let faults: [RecordFault]
    /// Fields that most records have.
    private(set) var modalCount = 0
    /// Records with that many.
    private(set) var regularCount = 0
    /// The record that could be the header.
    private(set) var headerIndex = 0
    private var clarity = 0.5
    let batch: FieldBatch

    /// - Parameter dialect: `preambleLines` are skipped, `headerLines` is ignored: all records are shown.
    init(_ text: [UInt8], isWhole: Bool, dialect: Dialect, limits: RecordLimits) {
        self.dialect = dialect
        var bare = dialect
        bare.headerLines = 0
        var reader = CSVRecordReader(
            dialect: bare, columns: nil, allowShort: true, limits: limits, checksShape: false)
        var batch = FieldBatch()
        reader.read(text, isLast: isWhole, into: &batch)
        if batch.records.isEmpty, batch.faults.isEmpty {
            // One unfinished record is all the sample has.
            reader.read([0x0A], isLast: true, into: &batch)
        }
        self.batch = batch
        records = batch.records
        faults = batch.faults
        var counts: [Int: Int] = [:]
        for record in records { counts[record.fieldCount, default: 0] += 1 }
        // The tie goes to the wider record: titles above a table are narrow.
        if let mode = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            (modalCount, regularCount) = mode
        }
        clarity = Self.clarity(sampledCells(), batch, dialect)
        headerIndex = firstTableRecord()
    }

    /// Records that broken quotes cost.
    var brokenQuotes: Int {
        faults.count { $0.kind == .textAfterQuote || $0.kind == .unclosedQuote || $0.kind == .incompleteLastRecord }
    }

    /// The share of records that have as many fields as most.
    var regularity: Double {
        records.isEmpty ? 0 : Double(regularCount) / Double(records.count + faults.count)
    }

    /// 0: no table. The share of regular records, more for many columns and for cells that hold one value each, less when
    /// lines above the table must be explained and when quotes are broken.
    var score: Double {
        guard modalCount > 1, !records.isEmpty else { return 0 }
        let width = 1 + 0.01 * Double(min(modalCount, 20))
        return regularity * width * (0.2 + 0.8 * clarity) * (headerIndex > 0 ? 0.8 : 1)
    }

    /// Where a delimiter is rare: several columns, none of them empty, all records alike, and cells that are values or stand in
    /// quotes. Two columns are enough for a delimiter that stands in no text.
    var isPlainlyATable: Bool {
        let isInTexts = dialect.delimiter == 0x20 || dialect.delimiter == UInt8(ascii: ":")
        guard modalCount > (isInTexts ? 2 : 1), records.count > 2 || records.count > 1 && !isInTexts, faults.isEmpty,
            regularCount == records.count, !hasEmptyColumn
        else { return false }
        let cells = sampledCells()
        if cells.contains(where: { bytes(of: $0).starts(with: Array("//".utf8)) }) { return false }
        return cells.contains { isQuoted($0) && bytes(of: $0).contains(dialect.delimiter) }
            || cells.count { isValue(bytes(of: $0)) } * 5 >= cells.count
    }

    /// Two delimiters in a row in every record part nothing.
    private var hasEmptyColumn: Bool {
        (0..<modalCount).contains { column in
            records.allSatisfy { $0.fieldCount <= column || batch.fields[$0.firstField + column].length == 0 }
        }
    }

    /// Whether this quote keeps words together that blanks part in a table that is as regular: `'my note' ok`.
    func joinsWords(of other: SampleTable) -> Bool {
        dialect.delimiter == 0x20 && other.dialect.delimiter == 0x20 && isPlainlyATable && other.isPlainlyATable
            && modalCount < other.modalCount
    }

    /// How much a cell holds on average: 1 for a value, 0.75 for a list of numbers, 0.5 for a word or a text, 0 for what
    /// another delimiter seems to part.
    private static func clarity(_ cells: [FieldSpan], _ batch: FieldBatch, _ dialect: Dialect) -> Double {
        guard !cells.isEmpty else { return 0.5 }
        var total = 0.0
        for cell in cells {
            let bytes = batch.bytes[cell.range]
            if isValue(bytes) { total += 1 } else if cell.start > 0, batch.bytes[Int(cell.start) - 1] == dialect.quote {
                total += 0.5
            } else if !isParted(bytes, except: dialect.delimiter) {
                total += 0.5
            } else if isListOfNumbers(bytes) {
                total += 0.75
            }
        }
        return total / Double(cells.count)
    }

    /// Three numbers or more, parted by one other delimiter.
    private static func isListOfNumbers(_ cell: ArraySlice<UInt8>) -> Bool {
        guard let separator = cell.first(where: { TableSearch.delimiters.contains($0) }) else { return false }
        let parts = cell.split(separator: separator, omittingEmptySubsequences: false)
        return parts.count > 2 && parts.allSatisfy { isValue($0) && !isParted($0, except: separator) }
    }

    /// `a|b`, `1;2` or a tab: a delimiter without blanks beside it.
    private static func isParted(_ cell: ArraySlice<UInt8>, except delimiter: UInt8) -> Bool {
        for index in cell.indices where TableSearch.delimiters.contains(cell[index]) && cell[index] != delimiter {
            if cell[index] == 0x09 { return true }
            if index > cell.startIndex, index + 1 < cell.endIndex, cell[index - 1] != 0x20, cell[index + 1] != 0x20 { return true }
        }
        return false
    }

    /// The cells of the first regular records.
    func sampledCells() -> [FieldSpan] {
        records.lazy.filter { $0.fieldCount == modalCount }.prefix(50).flatMap {
            batch.fields[$0.firstField..<$0.firstField + $0.fieldCount]
        }
    }

    func bytes(of cell: FieldSpan) -> ArraySlice<UInt8> { batch.bytes[cell.range] }

    func isQuoted(_ cell: FieldSpan) -> Bool {
        guard let quote = dialect.quote, cell.start > 0 else { return false }
        return batch.bytes[Int(cell.start) - 1] == quote
    }

    /// Whether blanks stand beside the delimiters.
    enum Blanks {
        case none
        /// Some do: worth a try.
        case some
        /// All over, or before quotes.
        case usual
    }

    var blanksBesideDelimiters: Blanks {
        let blank: (UInt8) -> Bool = { $0 == 0x20 }
        var quoted = 0
        var leading = 0
        var others = 0
        var seen = 0
        for record in records.prefix(1_000) where record.fieldCount > 1 {
            seen += 1
            for field in batch.fields[record.firstField + 1..<record.firstField + record.fieldCount] where field.length > 0 {
                let bytes = batch.bytes[field.range]
                guard !isQuoted(field), bytes.first == 0x20 else {
                    others += 1
                    continue
                }
                leading += 1
                if let quote = dialect.quote, bytes.first(where: { !blank($0) }) == quote { quoted += 1 }
            }
        }
        if quoted * 10 >= max(seen, 1) || seen > 1 && leading > 0 && others == 0 { return .usual }
        return quoted > 0 || brokenQuotes > 0 ? .some : .none
    }

    /// Cells of a record as text.
    func cells(of index: Int) -> [String] {
        guard index < records.count else { return [] }
        let record = records[index]
        return batch.fields[record.firstField..<record.firstField + record.fieldCount].map { field in
            String(decoding: batch.bytes[field.range], as: UTF8.self)
        }
    }

    /// Tables from the record `first` on. Another one begins behind a blank line where a title, a comment or a record of
    /// another width is followed by more; a line that stands alone at the end is a footer.
    func tables(from first: Int, isHeaderless: Bool) -> Int {
        guard !isHeaderless, first < records.count else { return 1 }
        var tables = 1
        for index in records.indices where index > first && index + 1 < records.count {
            let before = records[index - 1]
            let text = batch.bytes[before.raw]
            let lineBreaks = text.count { $0 == 0x0A }
            guard records[index].line > before.line + lineBreaks + 1, records[index + 1].line > records[index].line else { continue }
            let width = records[index].fieldCount
            let next = records[index + 1].fieldCount
            let isTitle = width == 1 && next > 1
            let isComment = batch.bytes[Int(records[index].rawStart)] == UInt8(ascii: "#")
            if isTitle || isComment || width == next && width > 1 && width != before.fieldCount { tables += 1 }
        }
        return tables
    }
}
