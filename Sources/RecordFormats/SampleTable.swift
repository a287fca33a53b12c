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
    private let batch: FieldBatch

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
        headerIndex = firstTableRecord()
    }

    /// Records that broken quotes cost.
    var brokenQuotes: Int {
        faults.count { $0.kind == .textAfterQuote || $0.kind == .unclosedQuote || $0.kind == .incompleteLastRecord }
    }

    /// 0: no table. The share of regular records, more for many columns, less when lines above the table must be
    /// explained and when quotes are broken.
    var score: Double {
        guard modalCount > 1, !records.isEmpty else { return 0 }
        let regularity = Double(regularCount) / Double(records.count + faults.count)
        let width = 1 + 0.02 * Double(min(modalCount, 20))
        return regularity * width * (headerIndex > 0 ? 0.8 : 1)
    }

    /// The first record after the titles: those have one cell, or less than half the table's width, or are padded to
    /// it by a spreadsheet.
    private func firstTableRecord() -> Int {
        guard modalCount > 1 else { return 0 }
        for (index, record) in records.enumerated() {
            let filled = filledCells(of: index)
            let isTitle = filled <= 1 && modalCount > 2 || record.fieldCount == 1 || record.fieldCount * 2 < modalCount
            if !isTitle { return index }
        }
        return 0
    }

    private func filledCells(of index: Int) -> Int {
        let record = records[index]
        return batch.fields[record.firstField..<record.firstField + record.fieldCount].count { $0.length > 0 }
    }

    /// Cells of a record as text.
    func cells(of index: Int) -> [String] {
        guard index < records.count else { return [] }
        let record = records[index]
        return batch.fields[record.firstField..<record.firstField + record.fieldCount].map { field in
            String(decoding: batch.bytes[field.range], as: UTF8.self)
        }
    }

    /// How many header records stand from `first` on: none when it holds values, two when the second one describes
    /// the first.
    func headerRecords(from first: Int) -> Int {
        guard first < records.count else { return 1 }
        let header = cells(of: first)
        let rows = (first + 1..<min(first + 21, records.count)).map { cells(of: $0) }
        var valueLike = 0
        for (column, cell) in header.enumerated() where isValue(cell) {
            let below = rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
            if below.isEmpty || below.count(where: isValue) * 2 >= below.count { valueLike += 1 }
        }
        let filled = header.count { !$0.isEmpty }
        if valueLike * 3 >= max(filled, 1) { return 0 }
        guard let second = rows.first else { return 1 }
        return isDescription(second, of: header) ? 2 : 1
    }

    /// Facebook's second header: some columns are empty, the others hold sentences longer than their names.
    private func isDescription(_ row: [String], of header: [String]) -> Bool {
        guard row.contains(where: \.isEmpty) else { return false }
        var described = 0
        var filled = 0
        for (name, cell) in zip(header, row) where !cell.isEmpty {
            filled += 1
            if cell.utf8.count > name.utf8.count, cell.utf8.count(where: { $0 == 0x20 }) >= 3, !isValue(cell) { described += 1 }
        }
        return filled >= 3 && described * 10 >= filled * 8
    }

    /// Tables from the record `first` on. Another one begins behind a blank line where a title, a comment or a record of
    /// another width is followed by more; a line that stands alone at the end is a footer.
    func tables(from first: Int, isHeaderless: Bool) -> Int {
        guard !isHeaderless, first < records.count else { return 1 }
        var tables = 1
        for index in records.indices where index > first && index + 1 < records.count {
            let before = records[index - 1]
            let text = batch.bytes[Int(before.rawStart)..<Int(before.rawStart + before.rawLength)]
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

    /// A number, a date, a time, a percentage or an address: what is no column name. A year could be one.
    private func isValue(_ cell: String) -> Bool {
        let bytes = Array(cell.utf8.drop { $0 == 0x20 })
        if bytes.starts(with: Array("http://".utf8)) || bytes.starts(with: Array("https://".utf8)) { return true }
        var digits = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "/"),
                UInt8(ascii: ":"), UInt8(ascii: "%"), UInt8(ascii: " "), UInt8(ascii: "T"), UInt8(ascii: "Z"):
                continue
            default: return false
            }
        }
        return digits > 0
    }
}
