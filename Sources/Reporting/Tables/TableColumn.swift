internal import Findings

/// One cell of a table file.
enum TableValue: Equatable {
    case empty
    /// Text that may come from data: goes through the formula guard.
    case text(String)
    case whole(Int128)
    case number(Double?)
    /// An exact amount in 1/10,000.
    case money(ExactTotal)

    static func text(_ word: some RawRepresentable<String>) -> TableValue { .text(word.rawValue) }
    static func whole(_ value: Int) -> TableValue { .whole(Int128(value)) }
    static func whole(_ value: Int64) -> TableValue { .whole(Int128(value)) }
    static func flag(_ value: Bool) -> TableValue { .whole(value ? 1 : 0) }
    static func optional(_ value: Int?) -> TableValue { value.map { .whole($0) } ?? .empty }
    static func optional(_ value: String?) -> TableValue { value.map { .text($0) } ?? .empty }
    static func optional(_ word: (some RawRepresentable<String>)?) -> TableValue { optional(word?.rawValue) }
    static func list(_ words: [some RawRepresentable<String>]) -> TableValue { list(words.map(\.rawValue)) }
    static func list(_ values: [String]) -> TableValue { .text(values.joined(separator: "; ")) }
}

/// One column: what it is called and means, in which unit, and its value in a row.
struct TableColumn<Row>: Sendable {
    let name: String
    let unit: String
    let meaning: String
    let value: @Sendable (Row) -> TableValue

    init(_ name: String, _ unit: String, _ meaning: String, _ value: @escaping @Sendable (Row) -> TableValue) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.value = value
    }
}
