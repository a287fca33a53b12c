/// How many fields the records of a sample have beside the names of its header.
struct TableWidth {
    /// Fields of a whole record; nil: the first record tells.
    private(set) var columns: Int?
    /// The header's names without empty ones at its end that no record has a field for.
    private(set) var names: [String]?
    /// Empty cells that records have beyond the last column.
    private(set) var emptyTail = 0
    /// Columns at the end that no record has a field for.
    private(set) var leftOut = 0
    /// Why nobody can tell which name belongs to which column.
    private(set) var unclear: String?
    /// What people should know.
    private(set) var note: String?

    /// More empty cells than this are no slip of whoever wrote the file.
    private static let longestTail = 256

    /// - Parameters:
    ///   - header: nil: the file has none.
    ///   - firstRow: The first record that is no header.
    init(_ table: SampleTable, header: [String]?, firstRow: Int) {
        guard firstRow < table.records.count else {
            columns = header?.count
            return
        }
        let rows = table.records[firstRow...]
        guard let header else {
            if table.regularCount * 2 > table.records.count { columns = table.modalCount }
            return
        }
        let named = header.count - header.reversed().prefix(while: \.isEmpty).count
        // A delimiter at the end of the header only.
        let width = named > 0 && rows.allSatisfy { $0.fieldCount <= named } ? named : header.count
        if width < header.count {
            names = Array(header.prefix(width))
            note = "the header ends in \(counted(header.count - width, "empty name")) that no record has a field for"
        }
        columns = width
        var count = Census()
        for row in rows { count.add(row, width: width, table: table) }

        if count.tails > 0, count.longestTail <= Self.longestTail, count.isLastFilled || count.tails > count.whole, count.wide * 10 <= rows.count {
            emptyTail = count.longestTail
            note = "\(count.tails) of \(counted(rows.count, "record")) in the sample end in \(counted(count.longestTail, "empty cell"))"
                + " beyond the header's \(counted(width, "column")): left out"
            return
        }
        guard rows.count > 1, count.whole == 0, count.tails == 0, let other = count.usual, other.count * 10 >= rows.count * 9 else { return }
        let isDoubtful = other.fields > width || names == nil && header.contains(where: \.isEmpty) || Set(header).count < header.count
        if isDoubtful {
            columns = other.fields
            unclear = "the header has \(counted(width, "name")) and the records have \(counted(other.fields, "field")):"
                + " which name belongs to which column cannot be told"
        } else {
            leftOut = width - other.fields
            note = "the header has \(counted(width, "name")) and the records have \(counted(other.fields, "field")):"
                + " the last \(counted(leftOut, "column")) \(leftOut == 1 ? "is" : "are") read as empty"
        }
    }

    private struct Census {
        /// Records as wide as the header.
        var whole = 0
        /// Wider ones that are empty beyond it.
        var tails = 0
        var longestTail = 0
        /// Wider ones that are not.
        var wide = 0
        /// No whole record is empty in its last column, so that an empty cell more can only be one too many.
        var isLastFilled = true
        private var widths: [Int: Int] = [:]

        /// The width of most records.
        var usual: (fields: Int, count: Int)? {
            widths.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
        }

        mutating func add(_ row: RecordSpan, width: Int, table: SampleTable) {
            widths[row.fieldCount, default: 0] += 1
            if row.fieldCount == width {
                whole += 1
                if table.batch.fields[row.firstField + width - 1].length == 0 { isLastFilled = false }
            } else if row.fieldCount > width {
                let surplus = table.batch.fields[row.firstField + width..<row.firstField + row.fieldCount]
                if surplus.allSatisfy({ $0.length == 0 }) {
                    tails += 1
                    longestTail = max(longestTail, row.fieldCount - width)
                } else {
                    wide += 1
                }
            }
        }
    }
}
