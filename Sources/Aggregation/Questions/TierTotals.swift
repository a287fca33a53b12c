internal import Statistics

/// One tier's exact totals by creator for one metric, and as the samples that statistics are computed from.
struct TierTotals {
    /// `(n_c, Y_c, X_c)`
    private(set) var sample: TierSample
    /// `(n_c, Σq_c)`, for the mean of posts.
    private(set) var quantised: TierSample
    /// `ΣY`, `ΣX`
    private(set) var numerator: Int128 = 0
    private(set) var denominator: Int128 = 0
    /// `⌊X_c/n_c⌋`, parallel to the samples: for a metric over followers, the creator's mean followers.
    private(set) var meanDenominators: [Int64] = []
    /// The greatest `Y_c`.
    private(set) var greatestNumerator: Int128 = 0

    /// - Parameters:
    ///   - ranks: canonical places of the creators, in any order, once each.
    ///   - creatorCount: one more than the greatest possible rank.
    ///   - ofPosts: whether units have logarithms of their own (Methods 6.2).
    init(_ ranks: [Int32], _ entries: [MetricTotals], creatorCount: Int, ofPosts: Bool) {
        sample = TierSample(minimumCapacity: ranks.count)
        quantised = TierSample(minimumCapacity: ranks.count)
        meanDenominators.reserveCapacity(ranks.count)
        for index in Self.ascendingOrder(ranks, creatorCount: creatorCount) {
            let entry = entries[index]
            sample.append(creator: ranks[index], entry, ofPosts: ofPosts)
            quantised.append(
                creator: ranks[index], units: entry.units, numerator: Double(exactTotal: entry.parts),
                denominator: Double(entry.units))
            meanDenominators.append(Int64(clamping: entry.denominator / Int128(entry.units)))
            numerator += entry.numerator
            denominator += entry.denominator
            greatestNumerator = max(greatestNumerator, entry.numerator)
        }
    }

    /// Ranks are small and distinct, so where they are dense a table of all of them is quicker than sorting.
    private static func ascendingOrder(_ ranks: [Int32], creatorCount: Int) -> [Int] {
        guard ranks.count > creatorCount / 16 else { return ranks.indices.sorted { ranks[$0] < ranks[$1] } }
        var indexOfRank = [Int32](repeating: -1, count: creatorCount)
        for (index, rank) in ranks.enumerated() { indexOfRank[Int(rank)] = Int32(index) }
        return indexOfRank.filter { $0 >= 0 }.map(Int.init)
    }
}

extension TierSample {
    /// - Parameter ofPosts: whether units have logarithms of their own, the same for all creators.
    mutating func append(creator: Int32, _ totals: MetricTotals, ofPosts: Bool) {
        let (numerator, denominator) = (Double(exactTotal: totals.numerator), Double(exactTotal: totals.denominator))
        if ofPosts {
            append(
                creator: creator, units: totals.units, numerator: numerator, denominator: denominator,
                logSum: Double(totals.logSum), lowUnits: totals.low)
        } else {
            append(creator: creator, units: totals.units, numerator: numerator, denominator: denominator)
        }
    }
}
