import RealModule

/// Tier A against tier B within strata: like with like (Methods 11.1 and 11.2).
///
/// One computation serves three estimators. Per stratum each tier has a weight `W` and a value `V`; with
/// `T = W_A + W_B`, `R = ΣV_A·W_B/T`, `Q = ΣV_B·W_A/T` and `Ω = ΣW_A·W_B/T` over strata in which both tiers have weight:
/// - *typical*: `W = Σw`, `V = Σw·ln((Y + ½)/X)`, `δ = (R − Q)/Ω`, the regression with stratum effects;
/// - *Mantel–Haenszel, log*: `W = X`, `V = Y`, `δ = ln(R/Q)`;
/// - *Mantel–Haenszel, linear* (money): `W = X`, `V = Y`, `δ = (R − Q)/Ω`.
///
/// The variance is the creator jackknife: each creator leaves with all its rows, in both tiers.
package struct AdjustedContrast: Sendable, Equatable {
    package let scale: Contrast.Scale
    package let estimate: Double
    /// `√V`, `V = (G−1)/G·Σ(δ_(−c) − δ)²`
    package let standardError: Double
    /// `nil`, like all below, when `V = 0`.
    package let degreesOfFreedom: Double?
    package let statistic: Double?
    package let p: Double?
    package let interval: ConfidenceInterval?
    package let minimumDetectable: Double?
    package let overlap: StratumOverlap
    /// `G`: creators with a row in an overlapping stratum.
    package let creators: Int
    /// `1/Σh_cg²` of each tier.
    package let effectiveCreatorsA: Double
    package let effectiveCreatorsB: Double

    /// `e^δ` for the log scale.
    package var ratio: Double? { scale == .log ? .exp(estimate) : nil }

    package var ratioInterval: ConfidenceInterval? {
        scale == .log ? interval?.ratios : nil
    }

    /// 11.1; `nil` without an overlapping stratum, when a deletion leaves none, or when a cell has `X = 0` or `Y < 0`.
    package static func typical(_ sample: StratifiedSample, confidence: Double = 0.95) -> AdjustedContrast? {
        let weights = sample.shareWeights
        var values: [Double] = []
        values.reserveCapacity(sample.count)
        for row in 0..<sample.count {
            guard sample.denominators[row] > 0, sample.numerators[row] >= 0 else { return nil }
            values.append(weights[row] * .log((sample.numerators[row] + 0.5) / sample.denominators[row]))
        }
        return AdjustedContrast(
            StratifiedRates(sample, weights: weights, values: values, form: .difference), scale: .log,
            confidence: confidence)
    }

    /// 11.2 for counts; `nil` also unless `R > 0` and `Q > 0`, with all creators and without any one of them.
    package static func mantelHaenszelLog(
        _ sample: StratifiedSample, confidence: Double = 0.95
    ) -> AdjustedContrast? {
        AdjustedContrast(
            StratifiedRates(
                sample, weights: sample.denominators, values: sample.numerators, form: .logarithmOfRatio),
            scale: .log, confidence: confidence)
    }

    /// 11.2 for money, in ROAS points.
    package static func mantelHaenszelLinear(
        _ sample: StratifiedSample, confidence: Double = 0.95
    ) -> AdjustedContrast? {
        AdjustedContrast(
            StratifiedRates(sample, weights: sample.denominators, values: sample.numerators, form: .difference),
            scale: .linear, confidence: confidence)
    }

    /// What the choice of a level (Methods 11.4) asks for the typical rate: coverage by `w`.
    package static func overlapOfTypical(_ sample: StratifiedSample) -> StratumOverlap {
        StratifiedRates(sample, weights: sample.shareWeights, values: sample.numerators, form: .difference).overlap
    }

    /// The same for Mantel–Haenszel: coverage by `X`.
    package static func overlapOfPooled(_ sample: StratifiedSample) -> StratumOverlap {
        StratifiedRates(sample, weights: sample.denominators, values: sample.numerators, form: .difference).overlap
    }

    private init?(_ rates: StratifiedRates, scale: Contrast.Scale, confidence: Double) {
        guard let jackknife = rates.jackknife() else { return nil }
        self.scale = scale
        estimate = jackknife.estimate
        overlap = rates.overlap
        creators = jackknife.creators
        effectiveCreatorsA = jackknife.effectiveA
        effectiveCreatorsB = jackknife.effectiveB
        let inference = Inference(
            estimate: jackknife.estimate, standardError: (jackknife.varianceA + jackknife.varianceB).squareRoot(),
            degreesOfFreedom: Inference.satterthwaite(
                jackknife.varianceA, max(1, jackknife.effectiveA - 1), jackknife.varianceB,
                max(1, jackknife.effectiveB - 1)),
            confidence: confidence)
        standardError = inference.standardError
        degreesOfFreedom = inference.degreesOfFreedom
        statistic = inference.statistic
        p = inference.p
        interval = inference.interval
        minimumDetectable = inference.minimumDetectable
    }
}
