import RealModule

/// One creator's cells by stratum, all tiers together, as the elasticity looks at them (Methods 11.3). One value serves one creator
/// after the other.
package struct AudienceCreator {
    struct Row {
        let stratum: Int
        /// `w = n/n_c`; `n` until the creator ends.
        fileprivate(set) var weight: Double
        /// `x = ln(X/n)`, log mean followers.
        let x: Double
        /// The mean logarithm of the posts' rates.
        let y: Double
    }

    /// Ascending by stratum.
    private(set) var rows: [Row] = []
    private var units = 0
    private var lowUnits = 0
    /// Whether every cell has `X > 0`.
    private(set) var hasAudience = true

    package init() {}

    /// Begins a creator.
    package mutating func begin() {
        rows.removeAll(keepingCapacity: true)
        (units, lowUnits, hasAudience) = (0, 0, true)
    }

    /// Appends a cell of the creator at hand; strata must not descend.
    ///
    /// - Parameters:
    ///   - denominator: `X`
    ///   - logSum: `Σq` of its posts in steps of 10⁻⁹ (`PostLog`).
    ///   - lowUnits: its posts that are too small for a logarithm.
    package mutating func append(stratum: Int, units: Int, denominator: Double, logSum: Double, lowUnits: Int) {
        precondition(rows.last.map { $0.stratum <= stratum } ?? true, "strata come in canonical order")
        self.units += units
        self.lowUnits += lowUnits
        if denominator <= 0 { hasAudience = false }
        rows.append(
            Row(
                stratum: stratum, weight: Double(units), x: .log(denominator / Double(units)),
                y: logSum / (Double(PostLog.scale) * Double(units))))
    }

    /// Ends the creator at hand, who has at least one cell: only now it is known what each of them weighs.
    package mutating func end() {
        let total = Double(units)
        for row in rows.indices { rows[row].weight /= total }
    }

    /// The share of the creator's posts that are too small for a logarithm.
    var lowShare: Double { Double(lowUnits) / Double(units) }
}

extension RowsByCreator where Creator == AudienceCreator, Failure == Never {
    /// The rows of a sample with post logarithms.
    init(_ sample: StratifiedSample) {
        precondition(sample.logSums.count == sample.count, "units have rates of their own")
        self.init(stratumCount: sample.stratumCount) { body in
            var creator = AudienceCreator()
            for range in sample.creatorRanges {
                creator.begin()
                for row in range.sorted(by: { (sample.strata[$0], $0) < (sample.strata[$1], $1) }) {
                    creator.append(
                        stratum: sample.stratum(row), units: Int(sample.units[row]), denominator: sample.denominators[row],
                        logSum: sample.logSums[row], lowUnits: Int(sample.lowUnits[row]))
                }
                creator.end()
                body(creator)
            }
        }
    }
}
