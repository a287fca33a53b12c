import RealModule
import Testing

@testable import Statistics

extension GoldenValue {
    /// `[lower, upper]`
    init(_ interval: ConfidenceInterval?) {
        self = interval.map { .list([.number($0.lower), .number($0.upper)]) } ?? .null
    }
}

extension ConfidenceInterval {
    /// `[lower, upper]`, or `null`.
    init?(golden value: GoldenValue) throws {
        guard value != .null else { return nil }
        let limits = try value.elements.map { try $0.requireDouble() }
        try #require(limits.count == 2)
        self.init(limits[0], limits[1])
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

extension TierSample {
    /// The sample with every creator as one post, whose logarithm is not rounded, and which is low below three.
    var ofOnePostEach: TierSample {
        TierSample(
            creators: creators, units: units, numerators: numerators, denominators: denominators,
            logSums: indices { Double(PostLog.scale) * Double(units[$0]) * .log((numerators[$0] + 0.5) / denominators[$0]) },
            lowUnits: indices { numerators[$0] < 3 ? units[$0] : 0 })
    }

    private func indices<Value>(_ value: (Int) -> Value) -> [Value] { (0..<count).map(value) }
}

extension StratifiedSample {
    /// The cells of rows with columns creator, group, stratum, n, y, x, in canonical order.
    ///
    /// - Parameters:
    ///   - tierA: the group that is A; all others are B.
    ///   - addingTiers: whether a creator's cells in the tiers of a stratum become one.
    ///   - cellsArePosts: whether a cell is one post, whose logarithm is not rounded, and which is low below three.
    init(
        goldenRows rows: [[String: String]], tierA: String, addingTiers: Bool = false, cellsArePosts: Bool = false
    ) throws {
        struct Key: Hashable {
            let creator: Int32
            let isA: Bool
            let stratum: Int
        }
        let ranks = TierSample.goldenRanks(rows)
        let strata = Set(rows.map { $0["stratum"] ?? "" }).sorted()
        var cells: [Key: (n: Int, y: Int, x: Int)] = [:]
        for row in rows {
            let key = Key(
                creator: try #require(ranks[row["creator"] ?? ""]), isA: addingTiers || row["group"] == tierA,
                stratum: try #require(strata.firstIndex(of: row["stratum"] ?? "")))
            let numbers = try ["n", "y", "x"].map { try #require(Int(row[$0] ?? "")) }
            let cell = cells[key] ?? (0, 0, 0)
            cells[key] = (cell.n + numbers[0], cell.y + numbers[1], cell.x + numbers[2])
        }
        self.init()
        let order = cells.sorted {
            ($0.key.creator, $0.key.isA ? 0 : 1, $0.key.stratum) < ($1.key.creator, $1.key.isA ? 0 : 1, $1.key.stratum)
        }
        for (key, cell) in order {
            let (y, x) = (Double(cell.y), Double(cell.x))
            if cellsArePosts {
                append(
                    creator: key.creator, side: key.isA ? .a : .b, stratum: key.stratum, units: cell.n, numerator: y,
                    denominator: x, logSum: Double(PostLog.scale) * Double(cell.n) * .log((y + 0.5) / x),
                    lowUnits: cell.y < 3 ? cell.n : 0)
            } else {
                append(
                    creator: key.creator, side: key.isA ? .a : .b, stratum: key.stratum, units: cell.n, numerator: y,
                    denominator: x)
            }
        }
    }
}

extension GoldenValue {
    init(_ contrast: Contrast?) {
        guard let contrast else {
            self = .null
            return
        }
        self = [
            "estimate": .number(contrast.estimate), "se": GoldenValue(contrast.standardError),
            "df": GoldenValue(contrast.degreesOfFreedom), "t": GoldenValue(contrast.statistic),
            "p": GoldenValue(contrast.p), "ci": GoldenValue(contrast.interval), "ratio": GoldenValue(contrast.ratio),
            "ratio_ci": GoldenValue(contrast.ratioInterval), "mde": GoldenValue(contrast.minimumDetectable),
        ]
    }
}
