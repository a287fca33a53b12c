/// Something that found no partner: a deal without posts, a code without orders, an order code nobody owns, ….
package struct UnmatchedRow: Codable, Sendable, Equatable {
    /// What found no partner.
    package var kind: UnmatchedKind
    /// A deal's id, a code, a creator key or a campaign, by kind.
    package var key: String
    /// Rows or orders that are concerned.
    package var rows: Int
    /// Money concerned as far as it is known, in 1/10,000 of the reporting currency; nil where no cost is known.
    package var money: ExactTotal?
    /// Where it was found, by entity, joined by blanks.
    package var sources: String

    package init(kind: UnmatchedKind, key: String, rows: Int, money: ExactTotal?, sources: String) {
        self.kind = kind
        self.key = key
        self.rows = rows
        self.money = money
        self.sources = sources
    }
}
