import RealModule

/// The cells of two tiers by creator and stratum as a comparison weighs them (Methods 11.1, 11.2): what is left of a
/// `StratifiedSample` once it is known which comparison it is for. There are millions of rows, and a row is 24 bytes.
package struct WeightedRows: Sendable {
    package enum Weighting: Sendable {
        /// 11.1: a row weighs `w = n/n_c`, every creator 1 in a tier; its value is `w·l` with the posts' mean logarithm `l`.
        case typicalPosts
        /// 11.2: a row weighs `X`; its value is `Y`.
        case pooled
    }

    struct Row {
        private let stratumAndSide: Int32
        let units: Int32
        var weight: Double
        /// Of all its units.
        var value: Double

        init(stratum: Int, side: StratifiedSample.Side, units: Int, weight: Double, value: Double) {
            stratumAndSide = Int32(stratum) << 1 | (side.isA ? 0 : 1)
            self.units = Int32(units)
            self.weight = weight
            self.value = value
        }

        var stratum: Int { Int(stratumAndSide >> 1) }
        var isA: Bool { stratumAndSide & 1 == 0 }
    }

    /// A creator's end to end.
    private(set) var rows: [Row] = []
    /// Where each creator's rows end.
    private(set) var ends: [Int32] = []
    /// More than every stratum number.
    let stratumCount: Int
    private let weighting: Weighting

    /// - Parameter capacity: as many rows as may come, or more: memory that no row needs is not touched.
    package init(_ weighting: Weighting, stratumCount: Int, capacity: Int = 0) {
        self.weighting = weighting
        self.stratumCount = stratumCount
        rows.reserveCapacity(capacity)
    }

    /// Appends a cell of the creator at hand.
    ///
    /// - Parameter logSum: `Σq` of its posts in steps of 10⁻⁹ (`PostLog`); looked at only where logarithms are compared.
    package mutating func append(
        side: StratifiedSample.Side, stratum: Int, units: Int, numerator: Double, denominator: Double, logSum: Double
    ) {
        precondition(stratum >= 0 && stratum < stratumCount, "strata are numbered from 0")
        switch weighting {
        case .typicalPosts:
            let log = logSum / (Double(PostLog.scale) * Double(units))
            rows.append(Row(stratum: stratum, side: side, units: units, weight: Double(units), value: log))
        case .pooled: rows.append(Row(stratum: stratum, side: side, units: units, weight: denominator, value: numerator))
        }
    }

    /// Ends the creator at hand, who has at least one cell.
    package mutating func closeCreator() {
        let start = Int(ends.last ?? 0)
        ends.append(Int32(rows.count))
        guard weighting == .typicalPosts else { return }
        var (unitsA, unitsB) = (0, 0)
        for row in start..<rows.count {
            if rows[row].isA { unitsA += Int(rows[row].units) } else { unitsB += Int(rows[row].units) }
        }
        for row in start..<rows.count {
            rows[row].weight /= Double(rows[row].isA ? unitsA : unitsB)
            rows[row].value *= rows[row].weight
        }
    }

    /// The rows of each creator, in order.
    func creator(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index]) }

    /// The rows of a sample; values are 0 where its units have no rates of their own, and those are asked for.
    package init(_ sample: StratifiedSample, _ weighting: Weighting) {
        let hasLogs = sample.logSums.count == sample.count
        self.init(weighting, stratumCount: sample.stratumCount, capacity: sample.count)
        for range in sample.creatorRanges {
            for row in range {
                append(
                    side: sample.sides[row], stratum: sample.stratum(row), units: Int(sample.units[row]),
                    numerator: sample.numerators[row], denominator: sample.denominators[row],
                    logSum: hasLogs ? sample.logSums[row] : 0)
            }
            closeCreator()
        }
    }
}
