/// The studentised permutation test of creator labels (Methods 10.3), valid also when the tiers' spreads differ.
///
/// The pool is A's creators, then B's, each in canonical order, crossing creators at home (`TierPair.atHome`). All
/// subsets are enumerated when there are at most `exactLimit`, else `resamples` random ones are drawn; those are pure
/// functions of their number and may be counted in any pieces by any thread.
package struct PermutationTest: Sendable {
    /// What is compared, always as an absolute value.
    package enum Statistic: Sendable {
        /// Welch's t of the values, for `l_c`.
        case welch
        /// Brunner and Munzel's t (Methods 10.1).
        case brunnerMunzel
    }

    /// What came of comparing the labellings with the one there is.
    package struct Result: Sendable, Equatable {
        /// `t₀`; `nil` where it is infinite, because both tiers are constant and differ.
        package let statistic: Double?
        /// Whether all labellings were enumerated.
        package let isExact: Bool
        /// Labellings with `t* ≥ t₀(1 − 10⁻¹⁰)`.
        package let count: Int
        /// Labellings looked at.
        package let total: Int
        /// `count/total` if exact, else `(1 + count)/(total + 1)`.
        package let p: Double
    }

    /// `B` of version 2 of 10.3 where not all subsets are enumerated: 9 999, in pools of more than 20 000 creators 999.
    package static func resamples(creators: Int) -> Int { creators > 20_000 ? 999 : 9_999 }

    /// Whether `total` is all subsets, which makes p exact.
    package let isExact: Bool
    /// Labellings to look at: all subsets, or the resamples.
    package let total: Int
    private let statistic: Statistic
    private let values: [Double]
    private let countA: Int
    private let ranked: RankedPool
    private let stream: RandomStream
    private let observed: Double

    /// `nil` when a tier has fewer than two creators. The label is `perm/v1/METRIC/A~B`.
    package init?(
        _ a: [Double], _ b: [Double], statistic: Statistic, seed: UInt64, label: String, resamples: Int = 9_999,
        exactLimit: Int = 10_000
    ) {
        guard a.count > 1, b.count > 1 else { return nil }
        self.statistic = statistic
        values = a + b
        countA = a.count
        ranked = RankedPool(values)
        stream = RandomStream(seed: seed, label: label)
        let subsets = Self.binomial(values.count, a.count, limit: exactLimit)
        isExact = subsets != nil
        total = subsets ?? resamples
        observed = Self.evaluate(
            statistic, values, ranked, countA: a.count, isA: values.indices.map { $0 < a.count })
    }

    /// The test on the calling thread.
    package func run() -> Result {
        result(count: isExact ? countOfSubsets() : count(0..<total))
    }

    /// The result when `count` labellings out of `total` reached the observed statistic.
    package func result(count: Int) -> Result {
        Result(
            statistic: observed.isFinite ? observed : nil, isExact: isExact, count: count, total: total,
            p: isExact ? Double(count) / Double(total) : Double(1 + count) / Double(total + 1))
    }

    /// How many random labellings of a range reach the observed statistic; not for an exact test.
    package func count(_ replicates: Range<Int>) -> Int {
        switch statistic {
        case .welch:
            WelchLabellings(values, countA: countA, stream: stream).statistics(replicates).count { reaches($0) }
        case .brunnerMunzel: replicates.count { reaches(evaluate(membership($0))) }
        }
    }

    /// The `t*` of one random labelling, and A's pool positions, ascending.
    func replicate(_ b: Int) -> (statistic: Double, positions: [Int]) {
        let isA = membership(b)
        return (evaluate(isA), isA.indices.filter { isA[$0] })
    }

    private func membership(_ b: Int) -> [Bool] {
        var isA = [Bool](repeating: false, count: values.count)
        for position in stream.replicate(b).permutationPrefix(countA, of: values.count) { isA[position] = true }
        return isA
    }

    private func evaluate(_ isA: [Bool]) -> Double {
        Self.evaluate(statistic, values, ranked, countA: countA, isA: isA)
    }

    private func reaches(_ statistic: Double) -> Bool { statistic >= observed * (1 - 1e-10) }

    private func countOfSubsets() -> Int {
        var chosen = Array(0..<countA)
        var count = 0
        while true {
            var isA = [Bool](repeating: false, count: values.count)
            for position in chosen { isA[position] = true }
            if reaches(evaluate(isA)) { count += 1 }
            // The next subset in lexicographic order: move the last position that can move.
            let rest = values.count - countA
            guard let movable = chosen.indices.last(where: { chosen[$0] < rest + $0 }) else { return count }
            chosen[movable] += 1
            for index in chosen.indices where index > movable { chosen[index] = chosen[index - 1] + 1 }
        }
    }

    /// `C(n, k)` if it is at most `limit`.
    private static func binomial(_ n: Int, _ k: Int, limit: Int) -> Int? {
        var value = 1
        for i in 0..<min(k, n - k) {
            // Exact: a product of i + 1 consecutive factors; it grows, so it may stop at the limit.
            value = value * (n - i) / (i + 1)
            if value > limit { return nil }
        }
        return value
    }

    private static func evaluate(
        _ statistic: Statistic, _ values: [Double], _ ranked: RankedPool, countA: Int, isA: [Bool]
    ) -> Double {
        switch statistic {
        case .welch: welch(values, countA: countA, isA: isA)
        case .brunnerMunzel: brunnerMunzel(ranked, countA: countA, isA: isA)
        }
    }

    /// `|mean_A − mean_B|/√(s²_A/n_A + s²_B/n_B)`; plain sums in pool order (Methods 17.2).
    private static func welch(_ values: [Double], countA: Int, isA: [Bool]) -> Double {
        let (nA, nB) = (Double(countA), Double(values.count - countA))
        var (sumA, sumB) = (0.0, 0.0)
        for index in values.indices { if isA[index] { sumA += values[index] } else { sumB += values[index] } }
        let (meanA, meanB) = (sumA / nA, sumB / nB)
        var (squaresA, squaresB) = (0.0, 0.0)
        for index in values.indices {
            let deviation = values[index] - (isA[index] ? meanA : meanB)
            if isA[index] { squaresA += deviation * deviation } else { squaresB += deviation * deviation }
        }
        return studentised(
            meanA - meanB, variance: squaresA / (nA - 1) / nA + squaresB / (nB - 1) / nB)
    }

    private static func brunnerMunzel(_ ranked: RankedPool, countA: Int, isA: [Bool]) -> Double {
        let moments = Placements(ranked, countA: countA).moments { isA[$0] }
        return studentised(
            moments.probability - 0.5, variance: (moments.varianceA ?? 0) + (moments.varianceB ?? 0))
    }

    /// `|difference|/√variance`; where the variance is 0, 0 if there is no difference and else infinite.
    static func studentised(_ difference: Double, variance: Double) -> Double {
        if variance == 0 { return difference == 0 ? 0 : .infinity }
        return abs(difference) / variance.squareRoot()
    }
}
