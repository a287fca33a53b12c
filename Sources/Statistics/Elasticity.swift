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
    package let degreesOfFreedom: Double?
    package let statistic: Double?
    package let p: Double?
    package let interval: ConfidenceInterval?
    package let creators: Int
    package let rows: Int
    package let strata: Int

    /// `10^β − 1`
    package var perTenfold: Double { Self.perTenfold(slope) }

    /// The same of an interval of slopes; `nil` where a limit is not finite.
    package static func perTenfold(_ interval: ConfidenceInterval) -> ConfidenceInterval? { interval.map { perTenfold($0) } }

    private static func perTenfold(_ slope: Double) -> Double { .expMinusOne(slope * .log(10)) }

    /// `nil` when the slope is not estimable, with all creators or without any one of them: no stratum has different
    /// audiences, or there are no more rows than parameters (`N ≤ K`). Also `nil` when a cell has `X = 0`, where the typical rate is not valid over all tiers together, where `√V` is
    /// nothing but the rounding of post logarithms, and where units have no rates of their own.
    package init?(posts sample: StratifiedSample, confidence: Double = 0.95) {
        guard let logs = sample.postLogs, let lowShare = sample.lowShare, lowShare <= PostLog.maximumLowShare,
            sample.denominators.allSatisfy({ $0 > 0 })
        else { return nil }
        self.init(sample, logs: logs, confidence: confidence)
        if PostLog.standardError(standardError) == 0 { return nil }
    }

    private init?(_ sample: StratifiedSample, logs: [Double], confidence: Double) {
        let ranges = sample.creatorRanges
        guard ranges.count > 1, case let design = Design(sample, ranges, logs: logs), let slope = design.slope else { return nil }
        var (influences, jackknife) = (CompensatedSum(), CompensatedSum())
        var (information, informationSquares) = (CompensatedSum(), CompensatedSum())
        for range in ranges {
            var (score, own) = (0.0, 0.0)
            for row in range {
                let weighted = design.weights[row] * design.x[row]
                score += weighted * (design.y[row] - slope * design.x[row])
                own += weighted * weighted
            }
            let influence = score / design.xx
            influences.add(influence * influence)
            information.add(own)
            informationSquares.add(own * own)
            guard let deleted = design.slope(without: range, sample) else { return nil }
            jackknife.add((deleted - slope) * (deleted - slope))
        }
        let g = Double(ranges.count)
        let n = Double(sample.count)
        let k = Double(1 + design.strataInUse)
        let effective = information.value * information.value / informationSquares.value
        let inference = Inference(
            estimate: slope, standardError: ((g - 1) / g * jackknife.value).squareRoot(),
            degreesOfFreedom: max(1, effective - 1), confidence: confidence)
        self.slope = slope
        standardErrorCR1 = (g / (g - 1) * (n - 1) / (n - k) * influences.value).squareRoot()
        standardError = inference.standardError
        degreesOfFreedom = inference.degreesOfFreedom
        statistic = inference.statistic
        p = inference.p
        interval = inference.interval
        creators = ranges.count
        rows = sample.count
        strata = design.strataInUse
    }

    /// Rows with their weighted stratum means removed, and the sums of the slope.
    private struct Design {
        var weights: [Double]
        /// Centred within the stratum.
        var x: [Double]
        var y: [Double]
        /// `Σw x̃²` and `Σw x̃ỹ`.
        let xx: Double
        let xy: Double
        let strataInUse: Int
        /// Per stratum: its weight and number of rows.
        private let stratumWeights: [Double]
        private let stratumRows: [Int]
        /// A sum of squares below this is rounding: all audiences within each stratum are equal.
        private let rounding: Double

        /// Every `X` is positive.
        init(_ sample: StratifiedSample, _ ranges: [Range<Int>], logs: [Double]) {
            weights = []
            x = []
            y = logs
            for range in ranges {
                let total = Double(range.reduce(0) { $0 + Int(sample.units[$1]) })
                for row in range {
                    let units = Double(sample.units[row])
                    weights.append(units / total)
                    x.append(.log(sample.denominators[row] / units))
                }
            }
            var sums = [(w: CompensatedSum, x: CompensatedSum, y: CompensatedSum, rows: Int)](
                repeating: (.init(), .init(), .init(), 0), count: sample.stratumCount)
            var scale = CompensatedSum()
            for row in weights.indices {
                let stratum = sample.stratum(row)
                sums[stratum].w.add(weights[row])
                sums[stratum].x.add(weights[row] * x[row])
                sums[stratum].y.add(weights[row] * y[row])
                sums[stratum].rows += 1
                scale.add(weights[row] * x[row] * x[row])
            }
            var (xx, xy) = (CompensatedSum(), CompensatedSum())
            for row in weights.indices {
                let sum = sums[sample.stratum(row)]
                x[row] -= sum.x.value / sum.w.value
                y[row] -= sum.y.value / sum.w.value
                xx.add(weights[row] * x[row] * x[row])
                xy.add(weights[row] * x[row] * y[row])
            }
            self.xx = xx.value
            self.xy = xy.value
            stratumWeights = sums.map { $0.w.value }
            stratumRows = sums.map { $0.rows }
            strataInUse = stratumRows.count { $0 > 0 }
            rounding = 1e-24 * scale.value
        }

        var slope: Double? { xx > rounding && weights.count > 1 + strataInUse ? xy / xx : nil }

        /// The slope without a creator's rows.
        ///
        /// With x̃ and ỹ about the full stratum means, what is left of a stratum has `Σw x̃ = −b` and `Σw ỹ = −d`, so
        /// its centred sums lose `Σ_c w x̃² + b²/W` and `Σ_c w x̃ỹ + bd/W`, where `W` is the weight that is left.
        func slope(without range: Range<Int>, _ sample: StratifiedSample) -> Double? {
            var (leftXX, leftXY, leftStrata) = (xx, xy, strataInUse)
            // A creator has a row or a few per stratum; they are taken together at the first of them.
            for row in range {
                let stratum = sample.stratum(row)
                if range.contains(where: { $0 < row && sample.stratum($0) == stratum }) { continue }
                var (rows, weight, b, d) = (stratumRows[stratum], stratumWeights[stratum], 0.0, 0.0)
                for other in range where sample.stratum(other) == stratum {
                    rows -= 1
                    weight -= weights[other]
                    b += weights[other] * x[other]
                    d += weights[other] * y[other]
                    leftXX -= weights[other] * x[other] * x[other]
                    leftXY -= weights[other] * x[other] * y[other]
                }
                if rows > 0 {
                    leftXX -= b * b / weight
                    leftXY -= b * d / weight
                } else {
                    leftStrata -= 1
                }
            }
            guard leftXX > max(rounding, 1e-13 * xx), weights.count - range.count > 1 + leftStrata else { return nil }
            return leftXY / leftXX
        }
    }
}
