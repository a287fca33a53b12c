internal import ColumnFiles
internal import SocialData
internal import TextValues

/// Brings rows into the shapes that a column file stores and back.
struct RowGroupColumns: ~Copyable {
    /// Texts of one column and their numbers.
    private var words = ByteTable()

    // MARK: to the file

    /// All columns of some rows.
    mutating func columns(of rows: StageRows) -> [ColumnValues] {
        rows.schema.columns.indices.map { index in
            let column = rows.column(index)
            if column.cells.isEmpty { return nothing(rows.schema.columns[index].type, rows.count) }
            switch rows.schema.columns[index].type.stored {
            case .string, .bytes: return .text(texts(column.cells, rows.bytes))
            case .timestamp: return .int64(numbers(column.cells) { $0 * Self.millisecondsPerSecond })
            case .int64, .decimal: return .int64(numbers(column.cells) { $0 })
            case .date, .int32: return .int32(numbers(column.cells) { Int32($0) })
            case .boolean: return .boolean(flags(column.cells))
            case .double: preconditionFailure("no column is stored as a floating-point number")
            }
        }
    }

    private static let millisecondsPerSecond: Int64 = 1000

    /// A column in which every value is missing.
    private func nothing(_ type: SocialData.ColumnType, _ rows: Int) -> ColumnValues {
        let validity = Validity(repeating: false, count: rows)
        switch type.stored {
        case .string, .bytes: return .text(TextColumn(.coded([UInt32](repeating: 0, count: rows), ByteStrings()), validity: validity))
        case .timestamp, .int64, .decimal: return .int64(ColumnFiles.Column([Int64](repeating: 0, count: rows), validity: validity))
        case .date, .int32: return .int32(ColumnFiles.Column([Int32](repeating: 0, count: rows), validity: validity))
        case .boolean: return .boolean(ColumnFiles.Column([Bool](repeating: false, count: rows), validity: validity))
        case .double: preconditionFailure("no column is stored as a floating-point number")
        }
    }

    private func numbers<Value: FixedWidthInteger & Sendable>(_ cells: [Int64], _ stored: (Int64) -> Value) -> ColumnFiles.Column<Value> {
        let validity = Self.validity(cells.count) { cells[$0] != StageColumn.missingNumber }
        guard validity != nil else { return ColumnFiles.Column(cells.map(stored)) }
        return ColumnFiles.Column(cells.map { $0 == StageColumn.missingNumber ? 0 : stored($0) }, validity: validity)
    }

    private func flags(_ cells: [Int64]) -> ColumnFiles.Column<Bool> {
        ColumnFiles.Column(cells.map { $0 == 1 }, validity: Self.validity(cells.count) { cells[$0] != StageColumn.missingNumber })
    }

    private static func validity(_ count: Int, _ isPresent: (Int) -> Bool) -> Validity? {
        var validity = Validity()
        var hasMissing = false
        for start in stride(from: 0, to: count, by: 64) {
            let length = min(64, count - start)
            var bits: UInt64 = 0
            for offset in 0..<length where isPresent(start + offset) { bits |= 1 << UInt64(offset) }
            if bits.nonzeroBitCount < length { hasMissing = true }
            validity.append(bits: bits, count: length)
        }
        return hasMissing ? validity : nil
    }

    /// Rows after which it is asked whether texts repeat: first whether hardly any does, later whether too few do.
    private static let firstLook = 128
    private static let fewestRepeats = 4
    private static let laterLook = 1024

    /// Codes where texts repeat, else the texts themselves.
    private mutating func texts(_ cells: [Int64], _ bytes: [UInt8]) -> TextColumn {
        let validity = Self.validity(cells.count) { !StageColumn.range(cells[$0]).isEmpty }
        if let codes = codes(cells, bytes) {
            var dictionary = ByteStrings()
            for number in 0..<words.count { words.withBytes(number) { dictionary.append($0) } }
            return TextColumn(.coded(codes, dictionary), validity: validity)
        }
        var strings = ByteStrings()
        let texts = bytes.span
        for cell in cells { strings.append(texts.extracting(StageColumn.range(cell))) }
        return TextColumn(.plain(strings), validity: validity)
    }

    /// The number of each row's text; nil where so many differ that numbers would not be shorter.
    private mutating func codes(_ cells: [Int64], _ bytes: [UInt8]) -> [UInt32]? {
        words.removeAll()
        let texts = bytes.span
        var codes: [UInt32] = []
        codes.reserveCapacity(cells.count)
        var present = 0
        var latest: (cell: Int64, code: UInt32) = (-1, 0)
        for row in cells.indices {
            let cell = cells[row]
            let range = StageColumn.range(cell)
            guard !range.isEmpty else {
                codes.append(0)
                continue
            }
            present += 1
            if cell != latest.cell { latest = (cell, UInt32(words.insert(texts.extracting(range)))) }
            codes.append(latest.code)
            if present == Self.firstLook, words.count > present - Self.fewestRepeats { return nil }
            if present & (Self.laterLook - 1) == 0, words.count > present - present / 4 { return nil }
        }
        return words.count > present - present / 4 && present > 1 ? nil : codes
    }

    // MARK: from the file

    /// The cells of a chunk, their texts appended to `texts`.
    ///
    /// - Parameter members: the rows that are wanted; nil for all.
    static func column(
        _ values: ColumnValues, as type: SocialData.ColumnType, members: [UInt32]? = nil, texts: inout [UInt8]
    ) throws(ColumnFileError) -> StageColumn {
        // Nothing but nulls: no cells.
        if let validity = values.validity, validity.nullCount == values.count { return StageColumn(isText: !type.isNumber) }
        switch values {
        case .int64(let column):
            if type == .instant { return try instants(column, members) }
            return try numbers(column, members) { $0 }
        case .int32(let column): return try numbers(column, members) { Int64($0) }
        case .boolean(let column):
            var result = StageColumn(isText: false)
            result.cells = picked(column.values, members) { $0 ? 1 : 0 }
            mask(&result.cells, column.validity, members)
            return result
        case .text(let column): return text(column, members, &texts)
        case .double: throw ColumnFileError.unsupported("floating-point numbers, which no column has")
        }
    }

    /// The rows whose text is in a slice.
    static func members(of slice: ShardSlice, _ column: TextColumn) -> [UInt32] {
        let validity = column.validity
        func isMember(_ strings: ByteStrings, _ index: Int) -> Bool { slice.holds(strings.bytes.span.extracting(strings.range(index))) }
        switch column.strings {
        case .plain(let strings):
            return (0..<strings.count).lazy.filter { isMember(strings, $0) }.map { UInt32($0) }
        case .coded(let codes, let dictionary):
            let isInside = (0..<dictionary.count).map { isMember(dictionary, $0) }
            // A null has the number of some entry, and is as the empty text.
            let ofNothing = slice.holds([UInt8]().span)
            return codes.indices.lazy.filter { validity?[$0] ?? true ? isInside[Int(codes[$0])] : ofNothing }.map { UInt32($0) }
        }
    }

    private static func picked<Value>(_ values: [Value], _ members: [UInt32]?, _ cell: (Value) -> Int64) -> [Int64] {
        guard let members else { return values.map(cell) }
        return members.map { cell(values[Int($0)]) }
    }

    private static func numbers<Value>(
        _ column: ColumnFiles.Column<Value>, _ members: [UInt32]?, _ number: (Value) -> Int64
    ) throws(ColumnFileError) -> StageColumn {
        var result = StageColumn(isText: false)
        result.cells = picked(column.values, members, number)
        guard !result.cells.contains(StageColumn.missingNumber) else {
            throw ColumnFileError.damaged("a number that no column can have")
        }
        mask(&result.cells, column.validity, members)
        return result
    }

    private static func instants(_ column: ColumnFiles.Column<Int64>, _ members: [UInt32]?) throws(ColumnFileError) -> StageColumn {
        var result = StageColumn(isText: false)
        result.cells = picked(column.values, members) { $0 / millisecondsPerSecond }
        for row in result.cells.indices where !CivilTime.representable.contains(result.cells[row]) {
            throw ColumnFileError.damaged("a time outside the years 0000 to 9999")
        }
        mask(&result.cells, column.validity, members)
        return result
    }

    private static func mask(_ cells: inout [Int64], _ validity: Validity?, _ members: [UInt32]?, missing: Int64 = StageColumn.missingNumber) {
        guard let validity else { return }
        if let members {
            for row in cells.indices where !validity[Int(members[row])] { cells[row] = missing }
        } else {
            for row in cells.indices where !validity[row] { cells[row] = missing }
        }
    }

    private static func text(_ column: TextColumn, _ members: [UInt32]?, _ texts: inout [UInt8]) -> StageColumn {
        var result = StageColumn(isText: true)
        switch (column.strings, members) {
        case (.plain(let strings), nil): result.cells = places(of: strings, &texts)
        case (.plain(let strings), let members?): result.cells = members.map { place(of: strings, Int($0), &texts) }
        case (.coded(let codes, let dictionary), nil):
            let places = places(of: dictionary, &texts)
            result.cells = places.isEmpty ? [Int64](repeating: StageColumn.missingText, count: codes.count) : codes.map { places[Int($0)] }
        case (.coded(let codes, let dictionary), let members?):
            // Only what they use: dictionaries can be long, members few.
            var places = [Int64](repeating: -1, count: dictionary.count)
            result.cells = members.map { row in
                guard !places.isEmpty else { return StageColumn.missingText }
                let code = Int(codes[Int(row)])
                if places[code] < 0 { places[code] = place(of: dictionary, code, &texts) }
                return places[code]
            }
        }
        // A null has the number of some entry.
        if case .coded = column.strings { mask(&result.cells, column.validity, members, missing: StageColumn.missingText) }
        return result
    }

    /// Appends all strings to `texts`.
    private static func places(of strings: ByteStrings, _ texts: inout [UInt8]) -> [Int64] {
        let base = texts.count
        texts.append(contentsOf: strings.bytes)
        return (0..<strings.count).map { index in
            let range = strings.range(index)
            return StageColumn.place(base + range.lowerBound, range.count)
        }
    }

    /// Appends one of them.
    private static func place(of strings: ByteStrings, _ index: Int, _ texts: inout [UInt8]) -> Int64 {
        let range = strings.range(index)
        let place = StageColumn.place(texts.count, range.count)
        texts.append(contentsOf: strings.bytes[range])
        return place
    }
}
