import RealModule

/// How the engagement rate changes with audience size, within strata (Methods 11.3).
///
/// Rows are (creator, stratum) over all tiers, `y` the mean logarithm of the posts' rates, `x = ln(X/n)` (log mean followers),
/// `w = n/n_c`.
/// The slope `β` is taken after removing weighted stratum means; its variance is the creator jackknife.
package struct Elasticity: Sendable, Equatable {
    /// `β`; `10^β − 1` is the change of the rate for ten times the followers.
    package let slope: Double
    /// CR1, `G/(G−1)·(N−1)/(N−K)·Σu²` with `K = 1 + strata`.
    package let standardErrorCR1: Double
    /// The creator jackknife, the one used.
    package let standardError: Double
    /// `max(1, (Σo)²/Σo² − 1)` with `o_c = Σ(w x̃)²`; `nil`, like the next three, for `se = 0`.
    package let degreesOfFreedom: Double?
    /// `β/se`
    package let statistic: Double?
    /// Two-sided.
    package let p: Double?
    /// Of the slope; `perTenfold` maps it.
    package let interval: ConfidenceInterval?
    /// `G`, creators with a row.
    package let creators: Int
    /// `N`, cells of one creator in one stratum.
    package let rows: Int
    /// Strata with a row; each takes one degree of freedom.
    package let strata: Int

    /// `10^β − 1`
    package var perTenfold: Double { Self.perTenfold(slope) }

    /// The same of an interval of slopes; `nil` where a limit is not finite.
    package static func perTenfold(_ interval: ConfidenceInterval) -> ConfidenceInterval? { interval.map { perTenfold($0) } }

    private static func perTenfold(_ slope: Double) -> Double { .expMinusOne(slope * .log(10)) }

    /// What there is to look at, whether a slope comes of it or not.
    package struct Extent: Sendable, Equatable {
        /// Creators with a row.
        package fileprivate(set) var creators = 0
        /// Cells of one creator in one stratum.
        package fileprivate(set) var rows = 0
        /// With a row.
        package fileprivate(set) var strata = 0
    }

    /// The slope is `nil` when it is not estimable, with all creators or without any one of them: no stratum has different audiences,
    /// or there are no more rows than parameters (`N ≤ K`). Also `nil` when a cell has `X = 0`, where the typical rate is not valid
    /// over all tiers together, and where `√V` is nothing but the rounding of post logarithms.
    package static func fit<Failure>(
        _ rows: RowsByCreator<AudienceCreator, Failure>, confidence: Double = 0.95
    ) throws(Failure) -> (extent: Extent, elasticity: Elasticity?) {
        var means = StratumMeans(strata: rows.stratumCount)
        try rows.forEachCreator { means.add($0) }
        let extent = means.extent
        guard extent.creators > 1, means.isUsable else { return (extent, nil) }
        var squares = CentredSquares(means)
        try rows.forEachCreator { squares.add($0) }
        guard var deletions = Deletions(squares) else { return (extent, nil) }
        try rows.forEachCreator { deletions.add($0) }
        return (extent, deletions.elasticity(confidence: confidence))
    }

    /// The same of a sample; `nil` where units have no rates of their own.
    package init?(posts sample: StratifiedSample, confidence: Double = 0.95) {
        guard sample.logSums.count == sample.count, let found = Self.fit(RowsByCreator(sample), confidence: confidence).elasticity
        else { return nil }
        self = found
    }

    private init(_ slope: Double, standardErrorCR1: Double, _ inference: Inference, _ extent: Extent) {
        self.slope = slope
        self.standardErrorCR1 = standardErrorCR1
        standardError = inference.standardError
        degreesOfFreedom = inference.degreesOfFreedom
        statistic = inference.statistic
        p = inference.p
        interval = inference.interval
        creators = extent.creators
        rows = extent.rows
        strata = extent.strata
    }

    // MARK: Three passes over the creators

    /// The weighted means of each stratum.
    private struct StratumMeans {
        private struct Sums {
            var weight = CompensatedSum()
            var x = CompensatedSum()
            var y = CompensatedSum()
            var rows = 0
        }

        struct Mean {
            /// Of the stratum.
            let weight: Double
            let rows: Int
            let x: Double
            let y: Double
        }

        private var sums: [Sums]
        private var scale = CompensatedSum()
        private var lowShares = CompensatedSum()
        private var hasAudience = true
        private(set) var extent = Extent()

        init(strata: Int) { sums = [Sums](repeating: Sums(), count: strata) }

        mutating func add(_ creator: AudienceCreator) {
            extent.creators += 1
            extent.rows += creator.rows.count
            lowShares.add(creator.lowShare)
            if !creator.hasAudience { hasAudience = false }
            for row in creator.rows {
                if sums[row.stratum].rows == 0 { extent.strata += 1 }
                sums[row.stratum].rows += 1
                sums[row.stratum].weight.add(row.weight)
                sums[row.stratum].x.add(row.weight * row.x)
                sums[row.stratum].y.add(row.weight * row.y)
                scale.add(row.weight * row.x * row.x)
            }
        }

        /// Whether the typical rate is valid over all tiers together (Methods 6.2), and every cell has an audience.
        var isUsable: Bool {
            hasAudience && lowShares.value / Double(extent.creators) <= PostLog.maximumLowShare
        }

        var means: [Mean] {
            sums.map {
                Mean(weight: $0.weight.value, rows: $0.rows, x: $0.x.value / $0.weight.value, y: $0.y.value / $0.weight.value)
            }
        }

        /// A sum of squares below this is rounding: all audiences within each stratum are equal.
        var rounding: Double { 1e-24 * scale.value }
    }

    /// `Σw x̃²` and `Σw x̃ỹ` of the rows without the means of their strata.
    private struct CentredSquares {
        let means: [StratumMeans.Mean]
        let extent: Extent
        let rounding: Double
        private var sumXX = CompensatedSum()
        private var sumXY = CompensatedSum()

        init(_ means: StratumMeans) {
            self.means = means.means
            extent = means.extent
            rounding = means.rounding
        }

        mutating func add(_ creator: AudienceCreator) {
            for row in creator.rows {
                let (x, y) = (row.x - means[row.stratum].x, row.y - means[row.stratum].y)
                sumXX.add(row.weight * x * x)
                sumXY.add(row.weight * x * y)
            }
        }

        var xx: Double { sumXX.value }
        var xy: Double { sumXY.value }
    }

    /// What the slope is without each creator, and what each tells of it.
    private struct Deletions {
        private let means: [StratumMeans.Mean]
        private let extent: Extent
        private let rounding: Double
        private let xx: Double
        private let xy: Double
        private let slope: Double
        private var influences = CompensatedSum()
        private var squares = CompensatedSum()
        private var information = CompensatedSum()
        private var informationSquares = CompensatedSum()
        /// Whether there is a slope without each of them.
        private var isDefined = true

        init?(_ all: CentredSquares) {
            (xx, xy) = (all.xx, all.xy)
            guard xx > all.rounding, all.extent.rows > 1 + all.extent.strata else { return nil }
            (means, extent, rounding, slope) = (all.means, all.extent, all.rounding, xy / xx)
        }

        mutating func add(_ creator: AudienceCreator) {
            guard isDefined else { return }
            var (score, own) = (0.0, 0.0)
            for row in creator.rows {
                let (x, y) = (row.x - means[row.stratum].x, row.y - means[row.stratum].y)
                let weighted = row.weight * x
                score += weighted * (y - slope * x)
                own += weighted * weighted
            }
            let influence = score / xx
            influences.add(influence * influence)
            information.add(own)
            informationSquares.add(own * own)
            guard let deleted = slope(without: creator.rows) else { return isDefined = false }
            squares.add((deleted - slope) * (deleted - slope))
        }

        /// With x̃ and ỹ about the full stratum means, what is left of a stratum has `Σw x̃ = −b` and `Σw ỹ = −d`, so
        /// its centred sums lose `Σ_c w x̃² + b²/W` and `Σ_c w x̃ỹ + bd/W`, where `W` is the weight that is left.
        private func slope(without rows: [AudienceCreator.Row]) -> Double? {
            var (leftXX, leftXY, leftStrata) = (xx, xy, extent.strata)
            var start = 0
            while start < rows.count {
                let stratum = rows[start].stratum
                var (left, weight, b, d) = (means[stratum].rows, means[stratum].weight, 0.0, 0.0)
                var end = start
                while end < rows.count, rows[end].stratum == stratum {
                    let (x, y) = (rows[end].x - means[stratum].x, rows[end].y - means[stratum].y)
                    left -= 1
                    weight -= rows[end].weight
                    b += rows[end].weight * x
                    d += rows[end].weight * y
                    leftXX -= rows[end].weight * x * x
                    leftXY -= rows[end].weight * x * y
                    end += 1
                }
                if left > 0 {
                    leftXX -= b * b / weight
                    leftXY -= b * d / weight
                } else {
                    leftStrata -= 1
                }
                start = end
            }
            guard leftXX > max(rounding, 1e-13 * xx), extent.rows - rows.count > 1 + leftStrata else { return nil }
            return leftXY / leftXX
        }

        func elasticity(confidence: Double) -> Elasticity? {
            guard isDefined else { return nil }
            let g = Double(extent.creators)
            let n = Double(extent.rows)
            let k = Double(1 + extent.strata)
            let effective = information.value * information.value / informationSquares.value
            let inference = Inference(
                estimate: slope, standardError: ((g - 1) / g * squares.value).squareRoot(),
                degreesOfFreedom: max(1, effective - 1), confidence: confidence)
            guard PostLog.standardError(inference.standardError) > 0 else { return nil }
            return Elasticity(
                slope, standardErrorCR1: (g / (g - 1) * (n - 1) / (n - k) * influences.value).squareRoot(), inference, extent)
        }
    }
}
