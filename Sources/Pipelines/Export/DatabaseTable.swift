internal import ByteStreams
internal import DatabaseFiles
internal import Reporting
internal import SocialData

/// A table of the exported database: its columns, and how a value gets into them.
///
/// Tables are STRICT: what is no number is refused by a column of numbers, whoever writes it. SQLite has no exact decimal, so an
/// amount of money stands twice: as text, as files show it, and in 1/10,000 as a whole number (`NAME_e4`), which adds up exactly.
struct DatabaseTable {
    struct Column {
        let name: String
        let type: ValueType
        let unit: String
        let meaning: String
        /// Where its value is bound.
        fileprivate(set) var place = 0
    }

    enum ValueType: String {
        case text = "TEXT"
        case integer = "INTEGER"
        case real = "REAL"
        /// Text, and a whole number in the column after it.
        case amount
    }

    let name: String
    let columns: [Column]

    init(_ name: String, _ columns: [Column]) {
        self.name = name
        var place = 0
        self.columns = columns.map { column in
            var column = column
            column.place = place
            place += column.type == .amount ? 2 : 1
            return column
        }
    }

    /// Names and types of the database's columns.
    private var stored: [(name: String, type: ValueType)] {
        columns.flatMap { column -> [(name: String, type: ValueType)] in
            column.type == .amount ? [(column.name, .text), ("\(column.name)_e4", .integer)] : [(column.name, column.type)]
        }
    }

    var creation: String {
        "CREATE TABLE \"\(name)\" (\(stored.map { "\"\($0.name)\" \($0.type.rawValue)" }.joined(separator: ", "))) STRICT"
    }

    var insertion: String { "INSERT INTO \"\(name)\" VALUES (\(stored.map { _ in "?" }.joined(separator: ", ")))" }

    /// Its rows of the table `columns`.
    var described: [[String]] {
        columns.flatMap { column -> [[String]] in
            let row = [name, column.name, column.type == .amount ? ValueType.text.rawValue : column.type.rawValue, column.unit, column.meaning]
            guard column.type == .amount else { return [row] }
            return [row, [name, "\(column.name)_e4", ValueType.integer.rawValue, "\(column.unit) / 10000", "`\(column.name)` as a whole number."]]
        }
    }
}

extension DatabaseTable {
    /// Facts of an entity.
    ///
    /// - Parameter currency: what normalize converted to.
    init(_ entity: Entity, currency: String) {
        let converted = Set(entity.factColumns.map(\.name))
        self.init(
            "facts_\(entity.rawValue)",
            (entity.columns + entity.factColumns).map { column in
                let type: ValueType =
                    switch column.type {
                    case .count, .flag: .integer
                    case .money: .amount
                    case .decimal: .real
                    case .text, .identifier, .handle, .word, .currency, .instant, .day, .list: .text
                    }
                // What files say is in the row's own currency, what was concluded in the report's.
                let unit = column.type == .money ? converted.contains(column.name) ? currency : "as currency" : column.type.rawValue
                return Column(name: column.name, type: type, unit: unit, meaning: column.meaning)
            })
    }

    /// A table of the report.
    init(_ table: PublishedTable) {
        self.init(
            table.name,
            table.columns.map { column in
                let type: ValueType =
                    switch column.type {
                    case .string, .yearMonth: .text
                    case .boolean, .integer: .integer
                    case .number: .real
                    case .amount: .amount
                    }
                return Column(name: column.name, type: type, unit: column.unit, meaning: column.meaning)
            })
    }
}

extension DatabaseStatement {
    /// Binds a spelling to a column of its table: nothing where it is empty.
    ///
    /// Decimals are read here: SQLite's own reading of them can be off in the last bit.
    func bind(_ spelling: Span<UInt8>, to column: DatabaseTable.Column) throws {
        switch column.type {
        case .text, .integer: try bind(column.place, spelling)
        case .real:
            guard !spelling.isEmpty else { return }
            let text = unsafe spelling.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
            if let number = Double(text) { try bind(column.place, number) } else { try bind(column.place, spelling) }
        case .amount:
            try bind(column.place, spelling)
            if let number = tenThousandths(spelling) { try bind(column.place + 1, number) }
        }
    }
}

/// `-12.5` as −125,000; nil where it is no decimal of at most four places that fits.
func tenThousandths(_ text: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    var decimals: Int?
    var hasDigits = false
    let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
    func take(_ digit: Int64) -> Bool {
        let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
        let (sum, isTooFar) = tens.subtractingReportingOverflow(digit)
        value = sum
        return !isTooLarge && !isTooFar
    }
    for index in (isNegative ? 1 : 0)..<text.count {
        switch text[index] {
        case UInt8(ascii: ".") where decimals == nil && hasDigits: decimals = 0
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            hasDigits = true
            if let places = decimals { decimals = places + 1 }
            guard decimals ?? 0 <= 4, take(Int64(text[index] - UInt8(ascii: "0"))) else { return nil }
        default: return nil
        }
    }
    guard hasDigits, decimals != 0 else { return nil }
    for _ in (decimals ?? 0)..<4 { guard take(0) else { return nil } }
    // Added up below 0, where there is room for one more.
    return isNegative ? value : value == .min ? nil : -value
}
