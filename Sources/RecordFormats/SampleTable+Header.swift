/// Which record of a sample is the header: titles stand above it, values below.
extension SampleTable {
    /// Titles are looked for among so many records.
    private static let mostTitles = 20
    /// Records below a header that are compared with it.
    private static let comparedRows = 20

    /// The first record after the titles: those have one cell, or less than half the table's width, or are padded to
    /// it by a spreadsheet, or read like a sentence above a record that is a header itself.
    func firstTableRecord() -> Int {
        guard modalCount > 1 else { return 0 }
        guard var first = records.indices.first(where: { !isNarrow($0) }) else { return 0 }
        while first < Self.mostTitles, first + 2 < records.count, isTitle(first) {
            guard let next = records.indices.first(where: { $0 > first && !isNarrow($0) }) else { break }
            first = next
        }
        return first
    }

    private func isNarrow(_ index: Int) -> Bool {
        let count = records[index].fieldCount
        return filledCells(of: index) <= 1 && modalCount > 2 || count == 1 || count * 2 < modalCount
    }

    private func filledCells(of index: Int) -> Int {
        let record = records[index]
        return batch.fields[record.firstField..<record.firstField + record.fieldCount].count { $0.length > 0 }
    }

    /// A line of text whose commas happen to part it: above a record of the table's width that is a header by what stands
    /// below it. Where the line has that width too, it must read like a sentence as nothing below it does.
    private func isTitle(_ index: Int) -> Bool {
        let last = min(index + Self.mostTitles, records.count - 1)
        let isSentence = isSentence(index)
        func reads(_ record: Int) -> Bool { isSentence ? self.isSentence(record) : startsWithText(record) }
        guard
            let next = (index + 1..<last).first(where: { records[$0].fieldCount == modalCount && !reads($0) })
        else { return false }
        if records[index].fieldCount != modalCount { return contrasts(next) > 0 }
        let rows = next..<min(next + Self.comparedRows, records.count)
        if next == index + 1, isMadeOfNames(next), contrasts(next) > 0, holdsDates(index, overNumbersOf: next + 1..<rows.upperBound) { return true }
        guard reads(index), rows.allSatisfy({ !reads($0) }), isMadeOfNames(next) else { return false }
        return contrasts(next) > 0 || isSentence && headerRecords(from: next) > 0
    }

    /// A cell holds a date, or several, over numbers: a title's `2026-01-01 - 2026-01-31`.
    private func holdsDates(_ index: Int, overNumbersOf rows: Range<Int>) -> Bool {
        let below = rows.filter { records[$0].fieldCount == modalCount }
        return (0..<modalCount).contains { column in
            let cell = bytes(of: batch.fields[records[index].firstField + column])
            guard isValue(cell), Self.marks(of: cell) > 1 else { return false }
            let values = below.map { bytes(of: batch.fields[records[$0].firstField + column]) }.filter { !$0.isEmpty }
            return !values.isEmpty && values.allSatisfy { isValue($0) && Self.marks(of: $0) < 2 }
        }
    }

    /// What parts the numbers of a date or a time.
    private static func marks(of cell: ArraySlice<UInt8>) -> Int { cell.count { " -/:.".utf8.contains($0) } }

    /// The first cell has three words or more.
    private func startsWithText(_ index: Int) -> Bool {
        bytes(of: batch.fields[records[index].firstField]).count { $0 == 0x20 } >= 2
    }

    /// A blank follows every delimiter and a cell has three words or more.
    private func isSentence(_ index: Int) -> Bool {
        let record = records[index]
        guard record.fieldCount > 1, !dialect.trimsBlanks else { return false }
        let fields = batch.fields[record.firstField..<record.firstField + record.fieldCount]
        guard fields.dropFirst().allSatisfy({ !isQuoted($0) && bytes(of: $0).first == 0x20 }) else { return false }
        return fields.contains { bytes(of: $0).count { $0 == 0x20 } >= 2 }
    }

    /// Words without blanks at their ends, all filled, no two alike.
    func isMadeOfNames(_ index: Int) -> Bool {
        let cells = cells(of: index)
        return Set(cells).count == cells.count && cells.allSatisfy { cell in
            cell.utf8.first.map { $0 != 0x20 } ?? false && !Self.isValue(Array(cell.utf8)[...])
        }
    }

    /// Columns in which the records below hold values and this one does not; 0 where it holds a value in any of those.
    func contrasts(_ index: Int) -> Int {
        let cells = cells(of: index)
        let rows = (index + 1..<min(index + 1 + Self.comparedRows, records.count)).filter { records[$0].fieldCount == records[index].fieldCount }
        guard !rows.isEmpty else { return 0 }
        var contrasts = 0
        for (column, cell) in cells.enumerated() {
            var filled = 0
            var values = 0
            for row in rows {
                let field = batch.fields[records[row].firstField + column]
                if field.length > 0 { filled += 1 }
                if Self.isValue(bytes(of: field)) { values += 1 }
            }
            guard values > 0, values * 5 >= filled * 4 else { continue }
            if cell.isEmpty { continue }
            guard Self.isWord(cell) else { return 0 }
            contrasts += 1
        }
        return contrasts
    }

    /// What stands for a missing value in a column of numbers, and is no name.
    private static let missing: Set<String> = ["n/a", "na", "n.a.", "null", "none", "nil", "nan", "missing", "unknown", "#n/a"]

    /// Something with a letter that is neither a value nor the word for none.
    private static func isWord(_ cell: String) -> Bool {
        !isValue(Array(cell.utf8)[...]) && cell.contains(where: \.isLetter) && !missing.contains(cell.lowercased())
    }

    /// How many header records stand from `first` on: none when it holds values, two when the second one describes
    /// the first.
    func headerRecords(from first: Int) -> Int {
        guard first < records.count else { return 1 }
        let header = cells(of: first)
        let rows = (first + 1..<min(first + 1 + Self.comparedRows, records.count)).map { cells(of: $0) }
        var valueLike = 0
        for (column, cell) in header.enumerated() where isValue(cell) {
            let below = rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
            if below.isEmpty || below.count(where: isValue) * 2 >= below.count { valueLike += 1 }
        }
        let filled = header.count { !$0.isEmpty }
        if valueLike * 3 >= max(filled, 1) { return 0 }
        guard let second = rows.first else { return 1 }
        return isDescription(second, of: header) || isSecondHeader(first) ? 2 : 1
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

    /// Whether the record after `first` belongs to the header too: words, no two alike, over at least two columns of
    /// values, half of the table's columns or more. A row of `n/a` is none.
    func isSecondHeader(_ first: Int) -> Bool {
        let second = first + 1
        guard second + 2 < records.count, records[second].fieldCount == records[first].fieldCount else { return false }
        let words = cells(of: second).filter { !$0.isEmpty }
        let contrasts = contrasts(second)
        return contrasts >= 2 && contrasts * 2 >= modalCount && contrasts >= self.contrasts(first, below: second)
            && (Set(words).count == words.count || isGroup(first, above: second)) && words.count * 2 >= modalCount
    }

    /// Whether a record names groups of the columns that the next one names: words that repeat, or blanks, and no two columns
    /// with both words alike.
    func isGroup(_ first: Int, above second: Int) -> Bool {
        let groups = cells(of: first)
        let names = cells(of: second)
        guard groups.count == names.count, !isMadeOfNames(first), names.allSatisfy({ !$0.isEmpty && !isValue($0) }) else { return false }
        // A group stands at its first column or at each.
        var current = ""
        let pairs = zip(groups, names).map { group, name in
            if !group.isEmpty { current = group }
            return current + "\u{0}" + name
        }
        return groups.allSatisfy { $0.isEmpty || Self.isWord($0) } && Set(pairs).count == pairs.count
    }

    /// Whether the record after `first` could be the header as well and `first` a title above it: names both, over values.
    func isHeaderDoubtful(_ first: Int) -> Bool {
        let second = first + 1
        guard modalCount > 1, second + 1 < records.count, records[second].fieldCount == records[first].fieldCount else { return false }
        return isMadeOfNames(first) && isMadeOfNames(second) && contrasts(second) > 0
    }

    /// `contrasts` of a record with those that stand below another one.
    private func contrasts(_ index: Int, below other: Int) -> Int {
        let rows = (other + 1..<min(other + 1 + Self.comparedRows, records.count)).filter { records[$0].fieldCount == records[index].fieldCount }
        return cells(of: index).indices.count { column in
            let cells = rows.map { batch.fields[records[$0].firstField + column] }.filter { $0.length > 0 }
            return !cells.isEmpty && cells.count { Self.isValue(bytes(of: $0)) } * 5 >= cells.count * 4
        }
    }

    private func isValue(_ cell: String) -> Bool { Self.isValue(Array(cell.utf8)[...]) }
    func isValue(_ cell: ArraySlice<UInt8>) -> Bool { Self.isValue(cell) }

    /// A number, a date, a time, a percentage or an address: what is no column name. A year could be one.
    static func isValue(_ cell: ArraySlice<UInt8>) -> Bool {
        let bytes = cell.drop { $0 == 0x20 }
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
