import Testing

@testable import Statistics

extension GoldenValue {
    /// `[lower, upper]`
    init(_ interval: ConfidenceInterval?) {
        self = interval.map { .list([.number($0.lower), .number($0.upper)]) } ?? .null
    }
}

extension TierSample {
    /// The sample of rows with columns creator, n, y, x; `ranks` gives creators their canonical rank.
    init(goldenRows rows: [[String: String]], ranks: [String: Int32]? = nil) throws {
        let ranks = ranks ?? Self.goldenRanks(rows)
        let keyed = try rows.map { row in
            (rank: try #require(ranks[row["creator"] ?? ""]), row: row)
        }.sorted { $0.rank < $1.rank }
        self.init(
            creators: keyed.map(\.rank),
            units: try keyed.map { try #require(Int($0.row["n"] ?? "")) },
            numerators: try keyed.map { try #require(Double($0.row["y"] ?? "")) },
            denominators: try keyed.map { try #require(Double($0.row["x"] ?? "")) })
    }

    /// Canonical order: ascending UTF-8 bytes.
    static func goldenRanks(_ rows: [[String: String]]) -> [String: Int32] {
        let names = Set(rows.map { $0["creator"] ?? "" }).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Dictionary(uniqueKeysWithValues: zip(names, 0...))
    }
}
