/// Something that found no partner: a deal without posts, a code without orders, an order code nobody owns, ….
package struct UnmatchedRow: Codable, Sendable, Equatable {
    package var kind: UnmatchedKind
    package var key: String
    package var rows: Int
    /// Money concerned as far as it is known, in 1/10,000 of the reporting currency; nil where no cost is known.
    package var money: ExactTotal?
    package var sources: String

    package init(kind: UnmatchedKind, key: String, rows: Int, money: ExactTotal?, sources: String) {
        self.kind = kind
        self.key = key
        self.rows = rows
        self.money = money
        self.sources = sources
    }
}
