package import TextValues

/// What a value in a canonical column is, and so how it is read, written and compared.
package enum ColumnType: String, Sendable {
    /// Free text (a title, a URL).
    case text
    /// An id: text, never a number, compared by bytes.
    case identifier
    /// An account's handle as exported; compared after `HandleFolding`.
    case handle
    /// A word of a vocabulary (`Platform`, `PostType`, …): trimmed, lower-cased.
    case word
    /// A whole number, signed 64-bit.
    case count
    /// A decimal amount, exact to 1/10,000, of the currency in the row's `currency` column.
    case money
    /// ISO 4217 code, upper case.
    case currency
    /// An instant: UTC, second resolution, `2025-03-18T09:48:00Z`.
    case instant
    /// A calendar day: `2025-03-18`.
    case day
    /// `1` or `0`.
    case flag
    /// Words or ids joined by `|`.
    case list
    /// A plain decimal (seconds, exchange rates, shares).
    case decimal
}

extension ColumnType {
    /// Values are whole numbers, whatever they count.
    package var isNumber: Bool {
        switch self {
        case .count, .money, .instant, .day, .flag: true
        case .text, .identifier, .handle, .word, .currency, .list, .decimal: false
        }
    }
}

extension Canonical {
    /// Appends a number of a column in the spelling of the column's type.
    package static func append(_ number: Int64, as type: ColumnType, to output: inout [UInt8]) {
        switch type {
        case .money: append(money: number, to: &output)
        case .instant: append(instant: number, to: &output)
        case .day: append(day: Int32(number), to: &output)
        case .count, .flag, .text, .identifier, .handle, .word, .currency, .list, .decimal: append(count: number, to: &output)
        }
    }
}

/// A canonical column: name, type, meaning.
package struct Column: Sendable, Equatable {
    /// Canonical, as `set:` and table headers write it.
    package let name: String
    /// How its values are read and written.
    package let type: ColumnType
    /// What stands in it, for people; part of the documentation.
    package let meaning: String

    package init(_ name: String, _ type: ColumnType, _ meaning: String) {
        self.name = name
        self.type = type
        self.meaning = meaning
    }
}

/// The columns of an entity: the one list of them, from which headers are made and by which rows are read. What files hold
/// stands first, what normalize concluded behind it.
package protocol EntityColumn: RawRepresentable<Int>, CaseIterable, Sendable {
    var column: Column { get }
    /// The first column that only facts have; nil where there are none.
    static var firstFact: Self? { get }
}

extension EntityColumn {
    /// Without one, every column is staged.
    package static var firstFact: Self? { nil }

    /// Where its value stands in a row, staged or of facts.
    package var position: Int { rawValue }
    package var name: String { column.name }

    static var staged: [Column] { allCases.filter { !$0.isFact }.map(\.column) }
    static var facts: [Column] { allCases.filter(\.isFact).map(\.column) }

    private var isFact: Bool { Self.firstFact.map { rawValue >= $0.rawValue } ?? false }
}
