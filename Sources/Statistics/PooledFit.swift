import RealModule

/// The computation behind `PooledEstimate`, with the creators' influences that a contrast needs (Methods 7 and 9.2).
struct PooledFit {
    struct Variances {
        let cr1: Double
        let cr2: Double
        let cr3: Double
        let degreesOfFreedom: Double
    }

    let value: Double
    let numerator: Double
    let denominator: Double
    let creators: Int
    let units: Int
    let zeroCreators: Int
    /// `S2 = Σh²`
    let sumOfSquaredShares: Double
    let largestShare: Double
    let variances: Variances?
    /// `u_c = e_c/√k_c`, parallel to the sample; empty when `variances` is `nil`.
    let influences: [Double]

    /// `nil` when the sample is empty or its denominators sum to 0.
    init?(_ sample: TierSample) {
        let x = sample.denominators
        let y = sample.numerators
        let total = x.compensatedSum()
        guard !sample.isEmpty, total > 0 else { return nil }
        let numeratorTotal = y.compensatedSum()
        let theta = numeratorTotal / total
        value = theta
        numerator = numeratorTotal
        denominator = total
        creators = sample.count
        units = sample.totalUnits
        zeroCreators = sample.zeroCreators

        // The creator with the largest share is kept apart in every sum: as its share nears 1, `1 − 2h + S2` and the
        // moment form of the degrees of freedom would subtract nearly equal numbers.
        var largest = 0
        for index in x.indices where x[index] > x[largest] { largest = index }
        var others = CompensatedSum()
        var otherSquares = CompensatedSum()
        for index in x.indices where index != largest {
            others.add(x[index])
            let share = x[index] / total
            otherSquares.add(share * share)
        }
        let top = x[largest] / total
        let shares = Shares(
            largest: largest, top: top, besideTop: others.value / total, otherSquares: otherSquares.value)
        sumOfSquaredShares = shares.sumOfSquares
        largestShare = top
        guard sample.count > 1, shares.adjustment(of: top, isTop: true) > 0 else {
            variances = nil
            influences = []
            return
        }

        let equalRates = Self.ratesAreEqual(sample)
        var influences: [Double] = []
        influences.reserveCapacity(sample.count)
        var (plain, adjusted, jackknife) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
        for index in x.indices {
            let isTop = index == largest
            let share = x[index] / total
            let error = equalRates ? 0 : (y[index] - theta * x[index]) / total
            let influence = error / shares.adjustment(of: share, isTop: isTop).squareRoot()
            let deleted = error / shares.complement(of: share, isTop: isTop)
            influences.append(influence)
            plain.add(error * error)
            adjusted.add(influence * influence)
            jackknife.add(deleted * deleted)
        }
        let g = Double(sample.count)
        self.influences = influences
        variances = Variances(
            cr1: g / (g - 1) * plain.value,
            cr2: adjusted.value,
            cr3: (g - 1) / g * jackknife.value,
            degreesOfFreedom: shares.degreesOfFreedom(x, total: total))
    }

    /// The interval of Methods 7; `nil` when `V_CR2` is `nil` or 0, or the log half-width exceeds 700.
    func interval(confidence: Double) -> ConfidenceInterval? {
        guard
            let halfWidth = Self.halfWidth(
                variance: variances?.cr2, degreesOfFreedom: variances?.degreesOfFreedom, confidence: confidence)
        else { return nil }
        guard value > 0 else { return ConfidenceInterval(centre: value, halfWidth: halfWidth) }
        let logHalfWidth = halfWidth / value
        guard logHalfWidth <= 700 else { return nil }
        return ConfidenceInterval(value * .exp(-logHalfWidth), value * .exp(logHalfWidth))
    }

    /// `t_{1−α/2,ν}·√V`; `nil` if either is missing or the variance is 0.
    static func halfWidth(variance: Double?, degreesOfFreedom: Double?, confidence: Double) -> Double? {
        guard let variance, variance > 0, let degreesOfFreedom else { return nil }
        return StudentDistribution.critical(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
            * variance.squareRoot()
    }

    /// Whether all creators have the same rate. Then every residual is rounding and the variance is 0, not 10⁻³³.
    private static func ratesAreEqual(_ sample: TierSample) -> Bool {
        var rate: Double?
        for index in 0..<sample.count {
            let (y, x) = (sample.numerators[index], sample.denominators[index])
            if x == 0 {
                if y != 0 { return false }
            } else if let rate {
                if y / x != rate { return false }
            } else {
                rate = y / x
            }
        }
        return true
    }

    /// The shares `h_c` of the denominator, with the largest kept apart.
    private struct Shares {
        let largest: Int
        /// The largest `h_c`.
        let top: Double
        /// `1 − top`, from the other creators' sum.
        let besideTop: Double
        /// `Σh²` of the others.
        let otherSquares: Double

        var sumOfSquares: Double { otherSquares + top * top }

        /// `1 − h_c`
        func complement(of share: Double, isTop: Bool) -> Double { isTop ? besideTop : 1 - share }

        /// `k_c = 1 − 2h_c + S2 = (1 − h_c)² + (S2 − h_c²)`
        func adjustment(of share: Double, isTop: Bool) -> Double {
            let complement = complement(of: share, isTop: isTop)
            return complement * complement + (isTop ? otherSquares : sumOfSquares - share * share)
        }

        /// `ν = S2²/(Σh⁴ + O)`, clipped to `[1, G − 1]`, where `O` is the sum over pairs `i ≠ j` of
        /// `h_i²h_j²(S2 − h_i − h_j)²/(k_i k_j)`: the pairs with the largest share one by one, the rest by moments
        /// `A_p = Σh^{2+p}/k` as in Methods 7.
        func degreesOfFreedom(_ denominators: [Double], total: Double) -> Double {
            let s2 = sumOfSquares
            // S2 − h of the largest, without subtracting two numbers near 1.
            let besideTopSquared = otherSquares - top * besideTop
            let topFactor = top * top / adjustment(of: top, isTop: true)
            var fourth = CompensatedSum()
            fourth.add(top * top * top * top)
            var (a0, a1, a2) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
            var (diagonal, pairsWithTop) = (CompensatedSum(), CompensatedSum())
            for index in denominators.indices where index != largest {
                let h = denominators[index] / total
                let square = h * h
                let weight = square / adjustment(of: h, isTop: false)
                fourth.add(square * square)
                a0.add(weight)
                a1.add(weight * h)
                a2.add(weight * square)
                let own = weight * (s2 - 2 * h)
                diagonal.add(own * own)
                let distance = besideTopSquared - h
                pairsWithTop.add(weight * distance * distance)
            }
            let moments =
                s2 * s2 * a0.value * a0.value + 2 * a2.value * a0.value - 4 * s2 * a1.value * a0.value
                + 2 * a1.value * a1.value
            let pairs = moments - diagonal.value + 2 * topFactor * pairsWithTop.value
            let nu = s2 * s2 / (fourth.value + pairs)
            return min(max(nu, 1), Double(denominators.count - 1))
        }
    }
}
