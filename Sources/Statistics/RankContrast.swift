import RealModule

/// Brunner and Munzel's test, Vargha and Delaney's A and Cliff's δ (Methods 10.1 and 10.2).
///
/// Values are one per creator, crossing creators at their home tier only (`TierPair.atHome`), so the test is clustered
/// by construction.
package struct RankContrast: Sendable, Equatable {
    /// The usual words for |δ|.
    package enum Magnitude: String, Sendable {
        /// |δ| below 0.147, below 0.33, below 0.474, and from there on (Methods 10.2).
        case negligible, small, medium, large
    }

    /// `P(A > B) + ½P(A = B)`, Vargha and Delaney's A.
    package let probability: Double
    /// Cliff's `δ = 2·probability − 1`; positive when A tends to be larger.
    package let cliffsDelta: Double
    /// The word for `cliffsDelta`.
    package let magnitude: Magnitude
    /// `√(v_A + v_B)`; it and all below are `nil` if a tier has one creator or both variances are 0.
    package let standardError: Double?
    /// `(probability − ½)/se`
    package let statistic: Double?
    /// `ν` of Satterthwaite, from the variances of the placements (Methods 10.1).
    package let degreesOfFreedom: Double?
    /// Two-sided.
    package let p: Double?
    /// Through the logit; `nil` also if the probability is 0 or 1.
    package let probabilityInterval: ConfidenceInterval?
    /// The limits of `probabilityInterval`, as `2·limit − 1`.
    package let deltaInterval: ConfidenceInterval?

    /// `nil` when a tier has no creator.
    package init?(_ a: [Double], _ b: [Double], confidence: Double = 0.95) {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        let placements = Placements(RankedPool(a + b), countA: a.count)
        self.init(placements.moments { $0 < a.count }, confidence: confidence)
    }

    private init(_ moments: Placements.Moments, confidence: Double) {
        let probability = moments.probability
        self.probability = probability
        cliffsDelta = 2 * probability - 1
        magnitude =
            switch abs(2 * probability - 1) {
            case ..<0.147: .negligible
            case ..<0.33: .small
            case ..<0.474: .medium
            default: .large
            }
        guard let vA = moments.varianceA, let vB = moments.varianceB,
            let nu = Inference.satterthwaite(vA, Double(moments.countA - 1), vB, Double(moments.countB - 1))
        else {
            (standardError, statistic, degreesOfFreedom, p) = (nil, nil, nil, nil)
            (probabilityInterval, deltaInterval) = (nil, nil)
            return
        }
        let inference = Inference(
            estimate: probability - 0.5, standardError: (vA + vB).squareRoot(), degreesOfFreedom: nu,
            confidence: confidence)
        standardError = inference.standardError
        statistic = inference.statistic
        degreesOfFreedom = nu
        p = inference.p
        guard probability > 0, probability < 1 else {
            (probabilityInterval, deltaInterval) = (nil, nil)
            return
        }
        let logit = Double.log(probability / (1 - probability))
        let critical = StudentDistribution.critical(confidence: confidence, degreesOfFreedom: nu)
        let halfWidth = critical * inference.standardError / (probability * (1 - probability))
        probabilityInterval = ConfidenceInterval(centre: logit, halfWidth: halfWidth)?.map { 1 / (1 + .exp(-$0)) }
        deltaInterval = probabilityInterval?.map { 2 * $0 - 1 }
    }
}

/// A pool of values grouped by equality, ascending; sorted once for any number of relabellings.
struct RankedPool: Sendable {
    /// Pool positions by ascending value.
    let order: [Int]
    /// End offsets in `order` of the groups of equal values.
    let groupEnds: [Int]

    init(_ values: [Double]) {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        self.order = order
        groupEnds = (1...max(1, order.count)).filter {
            $0 >= order.count || values[order[$0 - 1]] != values[order[$0]]
        }
    }
}

/// The placements of Brunner and Munzel for one labelling of a pool.
///
/// Twice a placement times the other tier's size is an integer, so sums and sums of squares are exact: whether a
/// variance is 0 is a fact, not a matter of rounding.
struct Placements {
    struct Moments {
        let countA: Int
        let countB: Int
        let probability: Double
        /// `var(P)/n_A`, `var(Q)/n_B`; `nil` for one creator.
        let varianceA: Double?
        let varianceB: Double?
    }

    private let pool: RankedPool
    private let countA: Int
    private let countB: Int

    init(_ pool: RankedPool, countA: Int) {
        self.pool = pool
        self.countA = countA
        countB = pool.order.count - countA
    }

    func moments(isA: (Int) -> Bool) -> Moments {
        var (belowA, belowB) = (0, 0)
        var (sumA, sumB): (Int128, Int128) = (0, 0)
        var (squaresA, squaresB): (Int128, Int128) = (0, 0)
        var start = 0
        for end in pool.groupEnds {
            var groupA = 0
            for offset in start..<end where isA(pool.order[offset]) { groupA += 1 }
            let groupB = end - start - groupA
            // 2·n_B·P for A's members of the group, 2·n_A·Q for B's.
            let (placementA, placementB) = (Int128(2 * belowB + groupB), Int128(2 * belowA + groupA))
            sumA += Int128(groupA) * placementA
            sumB += Int128(groupB) * placementB
            squaresA += Int128(groupA) * placementA * placementA
            squaresB += Int128(groupB) * placementB * placementB
            belowA += groupA
            belowB += groupB
            start = end
        }
        return Moments(
            countA: countA, countB: countB,
            probability: Double(exactTotal: sumA) / (2 * Double(countA) * Double(countB)),
            varianceA: Self.varianceOfMean(sumA, squaresA, count: countA, scale: countB),
            varianceB: Self.varianceOfMean(sumB, squaresB, count: countB, scale: countA))
    }

    /// `s²/n` of values whose doubles times `scale` have these exact sums.
    private static func varianceOfMean(_ sum: Int128, _ squares: Int128, count: Int, scale: Int) -> Double? {
        guard count > 1 else { return nil }
        let n = Double(count)
        let deviations = Double(exactTotal: Int128(count) * squares - sum * sum)
        return deviations / (n * n * (n - 1) * 4 * Double(scale) * Double(scale))
    }
}
