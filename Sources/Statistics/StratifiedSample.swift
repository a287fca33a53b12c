/// The cells of two tiers, or of all tiers, by creator and stratum: the input of every like-for-like comparison
/// (Methods 11). One row per (creator, tier, stratum).
package struct StratifiedSample: Sendable, Equatable {
    /// A tier of a pair.
    @usableFromInline package enum Side: Sendable {
        case a, b

        /// In line in loops over rows, as `==` would not be.
        @inlinable package var isA: Bool {
            switch self {
            case .a: true
            case .b: false
            }
        }
    }

    /// Canonical ranks, ascending; a creator's rows are adjacent.
    package private(set) var creators: [Int32] = []
    /// The tier of the row, A the lower of the pair.
    package private(set) var sides: [Side] = []
    /// Dense stratum numbers from 0, in canonical order of the strata.
    package private(set) var strata: [Int32] = []
    /// `n`, posts or deals; at least 1.
    package private(set) var units: [Int32] = []
    /// `Y` and `X` of the cell.
    package private(set) var numerators: [Double] = []
    package private(set) var denominators: [Double] = []
    /// `Σq` of the cell's posts in steps of 10⁻⁹ (`PostLog`); empty where units have no rates of their own (deals).
    package private(set) var logSums: [Double] = []
    /// The cell's posts that are too small for a logarithm; with `logSums`.
    package private(set) var lowUnits: [Int32] = []
    /// One more than the greatest stratum number.
    package private(set) var stratumCount = 0

    /// Without rows; cells are appended by creator in canonical order.
    package init() {}

    /// Appends one cell; ranks must not descend; of a sample without post logarithms.
    package mutating func append(
        creator: Int32, side: Side, stratum: Int, units: Int, numerator: Double, denominator: Double
    ) {
        precondition(logSums.isEmpty, "all cells have post logarithms, or none")
        add(creator, side, stratum, units, numerator, denominator)
    }

    /// Appends one cell with the logarithms of its posts; ranks must not descend.
    package mutating func append(
        creator: Int32, side: Side, stratum: Int, units: Int, numerator: Double, denominator: Double, logSum: Double,
        lowUnits: Int
    ) {
        precondition(logSums.count == count, "all cells have post logarithms, or none")
        add(creator, side, stratum, units, numerator, denominator)
        logSums.append(logSum)
        self.lowUnits.append(Int32(lowUnits))
    }

    private mutating func add(
        _ creator: Int32, _ side: Side, _ stratum: Int, _ units: Int, _ numerator: Double, _ denominator: Double
    ) {
        precondition(creators.last.map { $0 <= creator } ?? true, "rows come by creator, in canonical order")
        precondition(stratum >= 0, "strata are numbered from 0")
        creators.append(creator)
        sides.append(side)
        strata.append(Int32(stratum))
        self.units.append(Int32(units))
        numerators.append(numerator)
        denominators.append(denominator)
        stratumCount = max(stratumCount, stratum + 1)
    }

    /// Rows, one for each creator, tier and stratum.
    package var count: Int { creators.count }

    func stratum(_ row: Int) -> Int { Int(strata[row]) }

    /// The row ranges of the creators, in order.
    var creatorRanges: [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while start < count {
            var end = start + 1
            while end < count, creators[end] == creators[start] { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        return ranges
    }
}

/// How much of two tiers can be compared within strata (Methods 11.4): a matter of covariates only, never of outcomes.
package struct StratumOverlap: Sendable, Equatable {
    /// Strata in which both tiers have weight.
    package let strata: Int
    /// The share of each tier's weight that lies in those strata; 0 for a tier without weight.
    package let coverageA: Double
    package let coverageB: Double
    /// Creators of each tier with a row in those strata.
    package let creatorsA: Int
    package let creatorsB: Int

    /// Whether a level of adjustment may be used: at least half of each tier's weight and 10 creators of each tier.
    package func isAdequate(minimumCoverage: Double = 0.5, minimumCreators: Int = 10) -> Bool {
        coverageA >= minimumCoverage && coverageB >= minimumCoverage && creatorsA >= minimumCreators
            && creatorsB >= minimumCreators
    }
}
