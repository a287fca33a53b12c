/// A column of numbers or booleans: one slot for each row; slots of nulls hold 0 (or false).
package struct Column<Value: Sendable & Equatable>: Sendable, Equatable {
    /// By row; what stands in a null's slot means nothing.
    package var values: [Value]
    /// Nil where every row has a value.
    package var validity: Validity?

    /// Traps where the two differ in length.
    package init(_ values: [Value], validity: Validity? = nil) {
        precondition(validity.map { $0.count == values.count } ?? true, "a mask has a bit for each row")
        self.values = values
        self.validity = validity
    }

    /// From values of which some are missing: for tests and small tables.
    package init(_ values: [Value?], null: Value) {
        self.init(values.map { $0 ?? null }, validity: Validity(values.map { $0 != nil }))
    }

    /// Nil where the row has no value.
    package subscript(row: Int) -> Value? { validity.map { $0[row] } ?? true ? values[row] : nil }
}

/// A column of texts or bytes, each string for itself or as codes of a dictionary.
package struct TextColumn: Sendable, Equatable {
    /// How the strings are held; both say the same.
    package enum Strings: Sendable, Equatable {
        /// One string for each row; empty for nulls.
        case plain(ByteStrings)
        /// One code for each row into a dictionary; 0 for nulls, even where the dictionary is empty.
        case coded([UInt32], ByteStrings)
    }

    /// As they were read or are to be written.
    package var strings: Strings
    /// Nil where every row has a value.
    package var validity: Validity?

    /// Traps where the two differ in length.
    package init(_ strings: Strings, validity: Validity? = nil) {
        self.strings = strings
        self.validity = validity
        precondition(validity.map { $0.count == count } ?? true, "a mask has a bit for each row")
    }

    /// From strings of which some are missing: for tests and small tables.
    package init(_ values: [String?]) {
        self.init(.plain(ByteStrings(values.map { $0 ?? "" })), validity: Validity(values.map { $0 != nil }))
    }

    /// Rows.
    package var count: Int {
        switch strings {
        case .plain(let strings): strings.count
        case .coded(let codes, _): codes.count
        }
    }

    /// The bytes of one row, copied: for a few rows, not for loops.
    package subscript(row: Int) -> [UInt8]? {
        if let validity, !validity[row] { return nil }
        switch strings {
        case .plain(let strings): return strings.string(row)
        case .coded(let codes, let dictionary): return dictionary.string(Int(codes[row]))
        }
    }
}

/// The values of one column of a row group, whatever its type.
package enum ColumnValues: Sendable, Equatable {
    case int64(Column<Int64>)
    case int32(Column<Int32>)
    case double(Column<Double>)
    case boolean(Column<Bool>)
    /// Texts and bytes alike; the column's logical type tells them apart.
    case text(TextColumn)

    /// Rows.
    package var count: Int {
        switch self {
        case .int64(let column): column.values.count
        case .int32(let column): column.values.count
        case .double(let column): column.values.count
        case .boolean(let column): column.values.count
        case .text(let column): column.count
        }
    }

    /// Nil where every row has a value.
    package var validity: Validity? {
        switch self {
        case .int64(let column): column.validity
        case .int32(let column): column.validity
        case .double(let column): column.validity
        case .boolean(let column): column.validity
        case .text(let column): column.validity
        }
    }
}
