/// One tier's creators for one metric: the merged cells of Methods 5, one entry per creator, in canonical order.
///
/// All columns have the same length, but that those of post logarithms are empty where units have no rates of their own (deals).
/// Sums are converted to Double once each, after the exact integer merge.
package struct TierSample: Sendable, Equatable {
    /// The creator's rank in canonical order, the same number in every tier; strictly ascending.
    package private(set) var creators: [Int32]
    /// `n_c`, posts or deals; at least 1.
    package private(set) var units: [Int]
    /// `Y_c`, the sum of numerators.
    package private(set) var numerators: [Double]
    /// `X_c`, the sum of denominators; not negative.
    package private(set) var denominators: [Double]
    /// `Σq_c`, the logarithms of the creator's posts in steps of 10⁻⁹ (`PostLog`).
    package private(set) var logSums: [Double]
    /// `low_c`, the posts that are too small for a logarithm; with `logSums`.
    package private(set) var lowUnits: [Int]

    /// Traps unless all columns are of one length and creators ascend without repetition.
    package init(
        creators: [Int32], units: [Int], numerators: [Double], denominators: [Double], logSums: [Double] = [],
        lowUnits: [Int] = []
    ) {
        precondition(
            creators.count == units.count && creators.count == numerators.count
                && creators.count == denominators.count, "the columns of a sample have one length")
        precondition(
            logSums.count == lowUnits.count && (logSums.isEmpty || logSums.count == creators.count),
            "all creators have post logarithms, or none")
        precondition(
            zip(creators, creators.dropFirst()).allSatisfy { $0 < $1 }, "creators come once each, in canonical order")
        self.creators = creators
        self.units = units
        self.numerators = numerators
        self.denominators = denominators
        self.logSums = logSums
        self.lowUnits = lowUnits
    }

    /// An empty sample to append to.
    package init(minimumCapacity: Int = 0) {
        creators = []
        units = []
        numerators = []
        denominators = []
        logSums = []
        lowUnits = []
        creators.reserveCapacity(minimumCapacity)
        units.reserveCapacity(minimumCapacity)
        numerators.reserveCapacity(minimumCapacity)
        denominators.reserveCapacity(minimumCapacity)
    }

    /// Appends one creator, whose rank must be greater than the last; of a sample without post logarithms.
    package mutating func append(creator: Int32, units: Int, numerator: Double, denominator: Double) {
        precondition(logSums.isEmpty, "all creators have post logarithms, or none")
        add(creator, units, numerator, denominator)
    }

    /// Appends one creator, whose rank must be greater than the last, with the logarithms of its posts.
    package mutating func append(
        creator: Int32, units: Int, numerator: Double, denominator: Double, logSum: Double, lowUnits: Int
    ) {
        precondition(logSums.count == count, "all creators have post logarithms, or none")
        add(creator, units, numerator, denominator)
        logSums.append(logSum)
        self.lowUnits.append(lowUnits)
    }

    private mutating func add(_ creator: Int32, _ units: Int, _ numerator: Double, _ denominator: Double) {
        precondition(creators.last.map { $0 < creator } ?? true, "creators come once each, in canonical order")
        creators.append(creator)
        self.units.append(units)
        numerators.append(numerator)
        denominators.append(denominator)
    }

    /// `G`, the number of creators.
    package var count: Int { creators.count }

    /// Whether no creator has a unit.
    package var isEmpty: Bool { creators.isEmpty }

    /// Posts or deals.
    package var totalUnits: Int { units.reduce(0, +) }

    /// Creators whose numerator is exactly 0.
    package var zeroCreators: Int { numerators.count { $0 == 0 } }

    /// Creators whose numerator is positive: for money, those with net sales (Methods 12.3).
    package var positiveCreators: Int { numerators.count { $0 > 0 } }

    /// `r_c = Y_c / X_c`; `nil` when some `X_c` is 0, because then not every creator has a rate.
    package var rates: [Double]? {
        guard denominators.allSatisfy({ $0 > 0 }) else { return nil }
        return zip(numerators, denominators).map { $0 / $1 }
    }

    /// The sample without the creators whose rank satisfies the condition.
    package func removing(where condition: (Int32) -> Bool) -> TierSample {
        var rest = TierSample(minimumCapacity: count)
        for index in 0..<count where !condition(creators[index]) {
            rest.add(creators[index], units[index], numerators[index], denominators[index])
            if !logSums.isEmpty {
                rest.logSums.append(logSums[index])
                rest.lowUnits.append(lowUnits[index])
            }
        }
        return rest
    }
}
