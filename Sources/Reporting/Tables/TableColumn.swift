internal import Findings
internal import SocialData

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

    /// What the values of a metric are in; empty for what is no metric of posts or deals.
    static func unit(of metric: MetricName, _ currency: String) -> TableValue {
        switch MetricDefinition.of(metric)?.unit {
        case .fraction: .text(TableUnit.fraction.text)
        case .ratio: .text(TableUnit.ratio.text)
        case .money: .text(currency)
        case nil: .empty
        }
    }
}

/// One column: what it is called and means, what its values are, and its value in a row.
struct TableColumn<Row>: Sendable {
    let name: String
    let unit: TableUnit
    let meaning: String
    let value: @Sendable (Row) -> TableValue
    /// Its cells are names of the table's items.
    var isItem = false

    init(_ name: String, _ unit: TableUnit, _ meaning: String, _ value: @escaping @Sendable (Row) -> TableValue) {
        self.name = name
        self.unit = unit
        self.meaning = meaning
        self.value = value
    }
}
