import RealModule

/// One creator's cells in two tiers by stratum as a comparison weighs them (Methods 11.1, 11.2): what is left of a
/// `StratifiedSample` once it is known which comparison it is for. One value serves one creator after the other.
package struct WeightedCreator {
    /// What a row counts for.
    package enum Weighting: Sendable {
        /// 11.1: a row weighs `w = n/n_c`, every creator 1 in a tier; its value is `w·l` with the posts' mean logarithm `l`.
        case typicalPosts
        /// 11.2: a row weighs `X`; its value is `Y`.
        case pooled
    }

    struct Row {
        let stratum: Int
        let isA: Bool
        let units: Int
        var weight: Double
        /// Of all its units.
        var value: Double
    }

    private(set) var rows: [Row] = []
    private let weighting: Weighting

    package init(_ weighting: Weighting) { self.weighting = weighting }

    /// Begins a creator.
    package mutating func begin() { rows.removeAll(keepingCapacity: true) }

    /// Appends a cell of the creator at hand.
    ///
    /// - Parameter logSum: `Σq` of its posts in steps of 10⁻⁹ (`PostLog`); looked at only where logarithms are compared.
    package mutating func append(
        side: StratifiedSample.Side, stratum: Int, units: Int, numerator: Double, denominator: Double, logSum: Double
    ) {
        switch weighting {
        case .typicalPosts:
            let log = logSum / (Double(PostLog.scale) * Double(units))
            rows.append(Row(stratum: stratum, isA: side.isA, units: units, weight: Double(units), value: log))
        case .pooled: rows.append(Row(stratum: stratum, isA: side.isA, units: units, weight: denominator, value: numerator))
        }
    }

    /// Ends the creator at hand, who has at least one cell: only now it is known what each of them weighs.
    package mutating func end() {
        guard weighting == .typicalPosts else { return }
        let (unitsA, unitsB) = units
        for row in rows.indices {
            rows[row].weight /= Double(rows[row].isA ? unitsA : unitsB)
            rows[row].value *= rows[row].weight
        }
    }

    var units: (a: Int, b: Int) {
        var (a, b) = (0, 0)
        for row in rows.indices {
            if rows[row].isA { a += rows[row].units } else { b += rows[row].units }
        }
        return (a, b)
    }
}

extension RowsByCreator where Creator == WeightedCreator, Failure == Never {
    /// The rows of a sample; values are 0 where its units have no rates of their own, and those are asked for.
    init(_ sample: StratifiedSample, _ weighting: WeightedCreator.Weighting) {
        let hasLogs = sample.logSums.count == sample.count
        self.init(stratumCount: sample.stratumCount) { body in
            var creator = WeightedCreator(weighting)
            for range in sample.creatorRanges {
                creator.begin()
                for row in range {
                    creator.append(
                        side: sample.sides[row], stratum: sample.stratum(row), units: Int(sample.units[row]),
                        numerator: sample.numerators[row], denominator: sample.denominators[row],
                        logSum: hasLogs ? sample.logSums[row] : 0)
                }
                creator.end()
                body(creator)
            }
        }
    }
}
