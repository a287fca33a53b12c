/// How values lie in a file: Parquet's physical types, those outside the subset included, so that they can be named.
package enum PhysicalType: Int, Sendable {
    case boolean = 0, int32, int64, int96, float, double, byteArray, fixedLengthByteArray

    /// Parquet's name.
    package var name: String {
        switch self {
        case .boolean: "BOOLEAN"
        case .int32: "INT32"
        case .int64: "INT64"
        case .int96: "INT96"
        case .float: "FLOAT"
        case .double: "DOUBLE"
        case .byteArray: "BYTE_ARRAY"
        case .fixedLengthByteArray: "FIXED_LEN_BYTE_ARRAY"
        }
    }
}

/// What the values of a column mean: Parquet's logical types, as far as the subset goes. Values are handed out as they lie in the file:
/// who reads a time or an amount looks here for its unit.
package enum LogicalType: Sendable, Equatable {
    /// Parts of a second that times are counted in; raw values are Parquet's field numbers.
    package enum Unit: Int, Sendable { case milliseconds = 1, microseconds, nanoseconds }

    /// No annotation: the number, the truth value or the bytes themselves.
    case none
    /// UTF-8 over BYTE_ARRAY.
    case string
    /// Time since 1970-01-01T00:00 over INT64; of a wall clock without a zone where `isUTC` is false.
    case timestamp(Unit, isUTC: Bool)
    /// Days since 1970-01-01 over INT32.
    case date
    /// The number times 10^-scale, over INT32 (precision up to 9) or INT64 (up to 18).
    case decimal(precision: Int, scale: Int)
    /// An integer of 8, 16, 32 or 64 bits over INT32 or INT64. Unsigned ones of 32 and 64 bits do not fit and are refused.
    case integer(bits: Int, isSigned: Bool)
    /// Anything else: the column is refused.
    case other(String)
}

/// A column to be written: its type on disk and what it means.
package enum ColumnType: Sendable, Equatable {
    case int64, int32, double, boolean
    /// UTF-8 text.
    case string
    /// Any bytes over BYTE_ARRAY, without a logical type.
    case bytes
    /// Milliseconds since 1970-01-01T00:00 UTC, over INT64.
    case timestamp
    /// Days since 1970-01-01, over INT32.
    case date
    /// Over INT64: the amount times 10^scale, of at most 18 digits.
    case decimal(precision: Int, scale: Int)

    /// How values of this type lie in the file.
    package var physical: PhysicalType {
        switch self {
        case .int64, .timestamp, .decimal: .int64
        case .int32, .date: .int32
        case .double: .double
        case .boolean: .boolean
        case .string, .bytes: .byteArray
        }
    }

    /// The annotation by which other readers know what the values mean.
    package var logical: LogicalType {
        switch self {
        case .int64, .int32, .double, .boolean, .bytes: .none
        case .string: .string
        case .timestamp: .timestamp(.milliseconds, isUTC: true)
        case .date: .date
        case .decimal(let precision, let scale): .decimal(precision: precision, scale: scale)
        }
    }
}

/// A column to be written.
package struct ColumnDefinition: Sendable, Equatable {
    /// Must be unique in its table.
    package var name: String
    package var type: ColumnType
    /// Whether rows may have no value.
    package var isOptional: Bool

    /// Traps where a decimal has no scale that 64 bits can hold.
    package init(_ name: String, _ type: ColumnType, isOptional: Bool = true) {
        if case .decimal(let precision, let scale) = type {
            precondition((1...18).contains(precision) && (0...precision).contains(scale), "a decimal over 64 bits has at most 18 digits")
        }
        self.name = name
        self.type = type
        self.isOptional = isOptional
    }
}
