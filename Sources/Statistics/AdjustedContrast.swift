import RealModule

/// Tier A against tier B within strata: like with like (Methods 11.1 and 11.2).
///
/// One computation serves three estimators. Per stratum each tier has a weight `W` and a value `V`; with
/// `T = W_A + W_B`, `R = ΣV_A·W_B/T`, `Q = ΣV_B·W_A/T` and `Ω = ΣW_A·W_B/T` over strata in which both tiers have weight:
/// - *typical*: `W = Σw`, `V = Σw·l`, `δ = (R − Q)/Ω`, the regression with stratum effects, `l` the
///   mean logarithm of the cell's posts;
/// - *Mantel–Haenszel, log*: `W = X`, `V = Y`, `δ = ln(R/Q)`;
/// - *Mantel–Haenszel, linear* (money): `W = X`, `V = Y`, `δ = (R − Q)/Ω`.
///
/// The variance is the creator jackknife: each creator leaves with all its rows, in both tiers.
package struct AdjustedContrast: Sendable, Equatable {
    /// Logarithms of ratios, or for `moneyEnvelope` ROAS points.
    package let scale: Contrast.Scale
    /// `δ`, A relative to B.
    package let estimate: Double
    /// `√V`, `V = (G−1)/G·Σ(δ_(−c) − δ)²`
    package let standardError: Double
    /// `nil`, like the next four, when `V = 0`.
    package let degreesOfFreedom: Double?
    /// `δ/se`
    package let statistic: Double?
    /// Two-sided; of `moneyEnvelope` the larger of the envelope's two.
    package let p: Double?
    /// On the scale of `estimate`; of `moneyEnvelope` the hull of its two intervals.
    package let interval: ConfidenceInterval?
    /// The smallest true difference found with 80 % power, on the same scale (Methods 9.4).
    package let minimumDetectable: Double?
    /// What the choice of a level of strata goes by (Methods 11.4).
    package let overlap: StratumOverlap
    /// `G`: creators with a row in an overlapping stratum.
    package let creators: Int
    /// `1/Σh_cg²` of each tier.
    package let effectiveCreatorsA: Double
    package let effectiveCreatorsB: Double
    /// What the interval and p of `moneyEnvelope` are made of.
    package let envelope: Envelope?

    /// `e^δ` for the log scale.
    package var ratio: Double? { scale == .log ? .exp(estimate) : nil }

    /// The limits of `ratio`; `nil` for the linear scale.
    package var ratioInterval: ConfidenceInterval? {
        scale == .log ? interval?.ratios : nil
    }

    /// How strata are weighed and put together; the scale follows from it.
    package enum Estimator: Sendable {
        /// 11.1, of the posts' logarithms. Where the creators are identical but for the rounding of post logarithms, `√V` is 0.
        case typicalPost
        /// 11.2 for counts; there is none also unless `R > 0` and `Q > 0`, with all creators and without any one of them.
        case mantelHaenszelLog
        /// 11.2 for money, in ROAS points, with the envelope of two intervals. (i) The jackknife with the smaller of its
        /// Satterthwaite and its kurtosis degrees of freedom; (ii) MOVER on the standardised levels `R/Ω` and `Q/Ω`, where both are
        /// positive. `p` is the larger of both.
        case moneyEnvelope

        /// What a row weighs under this estimator.
        package var weighting: WeightedCreator.Weighting { self == .typicalPost ? .typicalPosts : .pooled }
    }

    /// Compares two tiers of a sample within strata. No typical posts are compared where units have no rates of their own.
    ///
    /// - Returns: what the choice of a level asks (11.4), coverage by the rows' weights, `w` or `X`; and the contrast, `nil` without an
    ///   overlapping stratum, or when a deletion leaves none.
    package static func compare(
        _ sample: StratifiedSample, _ estimator: Estimator, confidence: Double = 0.95
    ) -> (overlap: StratumOverlap, contrast: AdjustedContrast?) {
        var comparison = AdjustedComparison(estimator, confidence: confidence)
        let rows = RowsByCreator(sample, estimator.weighting)
        comparison.begin(strata: rows.stratumCount)
        rows.forEachCreator { comparison.add($0) }
        comparison.beginSecondPass()
        rows.forEachCreator { comparison.add($0) }
        let (overlap, contrast) = comparison.result
        return (overlap, estimator == .typicalPost && sample.logSums.count != sample.count ? nil : contrast)
    }

    /// The parts of the envelope of 11.2.
    package struct Envelope: Sendable, Equatable {
        /// One tier's part.
        package struct Side: Sendable, Equatable {
            /// `R/Ω` or `Q/Ω`, in ROAS: what the tier returns at the weights of the comparison.
            package let level: Double
            /// The part of `V` from creators at home in the tier.
            package let variance: Double
            /// `ν_g^κ`
            package let kurtosisDegreesOfFreedom: Double

            init(_ side: StratifiedRates.Jackknife.Side) {
                level = side.level
                variance = side.variance
                kurtosisDegreesOfFreedom = side.kurtosisDegreesOfFreedom
            }
        }

        /// `R/Ω` and its part of the variance.
        package let a: Side
        /// `Q/Ω` and its part of the variance.
        package let b: Side
        /// (i)
        package let jackknife: ConfidenceInterval?
        /// Two-sided, from (i).
        package let jackknifeP: Double?
        /// (ii); `nil` if a level is not positive, or has no interval.
        package let mover: ConfidenceInterval?
        /// The `α` at which (ii) touches 0; `nil` with (ii).
        package let moverP: Double?

        fileprivate init(_ jackknife: StratifiedRates.Jackknife, _ inference: Inference, confidence: Double) {
            a = Side(jackknife.a)
            b = Side(jackknife.b)
            self.jackknife = inference.interval
            jackknifeP = inference.p
            func level(_ side: StratifiedRates.Jackknife.Side) -> MoverDifference.Level {
                MoverDifference.Level(
                    value: side.level, standardError: side.variance.squareRoot(),
                    degreesOfFreedom: side.degreesOfFreedom)
            }
            let difference = MoverDifference(level(jackknife.a), level(jackknife.b))
            mover = difference?.interval(confidence: confidence)
            moverP = mover == nil ? nil : difference?.p
        }

        fileprivate var interval: ConfidenceInterval? {
            jackknife.flatMap { first in mover.map { first.envelope($0) } ?? first }
        }

        fileprivate var p: Double? { jackknifeP.map { max($0, moverP ?? 0) } }
    }

    /// `displayed` says which part of a standard error is none.
    init?(
        _ rates: StratifiedRates, scale: Contrast.Scale, confidence: Double, isEnvelope: Bool = false,
        standardError displayed: (Double) -> Double = { $0 }
    ) {
        guard let jackknife = rates.jackknife else { return nil }
        self.scale = scale
        estimate = jackknife.estimate
        overlap = rates.overlap
        creators = jackknife.creators
        effectiveCreatorsA = jackknife.a.effectiveCreators
        effectiveCreatorsB = jackknife.b.effectiveCreators
        let degreesOfFreedom = jackknife.degreesOfFreedom.flatMap { all in
            isEnvelope ? jackknife.kurtosisDegreesOfFreedom.map { min(all, $0) } : all
        }
        let inference = Inference(
            estimate: jackknife.estimate, standardError: displayed(jackknife.standardError),
            degreesOfFreedom: degreesOfFreedom, confidence: confidence)
        envelope = isEnvelope && inference.interval != nil ? Envelope(jackknife, inference, confidence: confidence) : nil
        standardError = inference.standardError
        self.degreesOfFreedom = inference.degreesOfFreedom
        statistic = inference.statistic
        p = envelope == nil ? inference.p : envelope?.p
        interval = envelope == nil ? inference.interval : envelope?.interval
        minimumDetectable = inference.minimumDetectable
    }
}
