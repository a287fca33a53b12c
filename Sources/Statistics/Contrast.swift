import RealModule

/// Tier A against tier B, A relative to B (Methods 9.1, 9.2, 9.3 (i), 9.4).
///
/// The variance is over the creators of both tiers jointly: a creator who is in both enters once, with the difference
/// of its two influences.
package struct Contrast: Sendable, Equatable {
    /// What the estimate is a difference of.
    package enum Scale: String, Sendable {
        /// Natural logarithms of rates: `exp(estimate)` is a ratio.
        case log
        /// The rates themselves: ROAS points for money.
        case linear

        /// `e^δ` of a difference of logarithms; `nil` for the linear scale, or where it is not finite.
        package func ratio(_ estimate: Double) -> Double? {
            guard self == .log else { return nil }
            let ratio = Double.exp(estimate)
            return ratio.isFinite ? ratio : nil
        }

        /// `ln r` of a positive ratio.
        package static func difference(ofRatio ratio: Double) -> Double { .log(ratio) }
    }

    /// The scale of `estimate`, `interval` and `minimumDetectable`.
    package let scale: Scale
    /// `δ`
    package let estimate: Double
    /// `se`; `nil` when a tier has one creator, or one creator has a tier's whole denominator.
    package let standardError: Double?
    /// `ν`; `nil` when the standard error is `nil` or 0.
    package let degreesOfFreedom: Double?
    /// `δ/se`
    package let statistic: Double?
    /// Two-sided.
    package let p: Double?
    /// `δ ± t_{1−α/2,ν}·se`
    package let interval: ConfidenceInterval?
    /// The smallest true difference found with 80 % power, `(t_{1−α/2,ν} + t_{0.8,ν})·se` (Methods 9.4).
    package let minimumDetectable: Double?
    /// Creators of each tier; those who are in both count in both.
    package let creatorsA: Int
    package let creatorsB: Int
    /// Creators who are in both tiers.
    package let crossing: Int

    /// `e^δ` for the log scale; `nil` for the linear one.
    package var ratio: Double? { scale == .log ? .exp(estimate) : nil }

    /// `exp` of the interval for the log scale; `nil` where a limit would not be a positive finite number.
    package var ratioInterval: ConfidenceInterval? {
        scale == .log ? interval?.ratios : nil
    }

    /// The factor by which both tiers' creators must be multiplied to find a true difference `target ≠ 0` with 80 %
    /// power.
    package func creatorsFactor(target: Double) -> Double? {
        minimumDetectable.map { ($0 / target) * ($0 / target) }
    }

    /// 9.1, the engagement headline: the difference of the mean `l_c` of posts; without crossing creators this is
    /// Welch on them. Where the creators are identical but for the rounding of post logarithms, `se` is 0.
    ///
    /// `nil` when a tier is empty or its units have no rates of their own. Whether the typical rate may be presented is
    /// `TypicalPost.isValid`, which the caller asks of both tiers.
    package static func typicalPost(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Contrast? {
        typicalPost(ContrastSide(postLogsOf: a), ContrastSide(postLogsOf: b), confidence: confidence)
    }

    /// The same of tiers that are fitted already.
    package static func typicalPost(_ a: TierFit, _ b: TierFit, confidence: Double = 0.95) -> Contrast? {
        typicalPost(a.typicalPostSide, b.typicalPostSide, confidence: confidence)
    }

    private static func typicalPost(_ a: ContrastSide?, _ b: ContrastSide?, confidence: Double) -> Contrast? {
        Contrast(.log, a, b, confidence: confidence, standardError: PostLog.standardError)
    }

    /// 9.2: `δ = ln(θ_A/θ_B)` with the CR2 influences; `nil` unless both `θ > 0`.
    package static func pooledLog(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Contrast? {
        pooled(a, b, scale: .log, confidence: confidence)
    }

    /// 9.3 (i): `δ = θ_A − θ_B` with the CR2 influences; `nil` when a tier has no denominator.
    package static func pooledLinear(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Contrast? {
        pooled(a, b, scale: .linear, confidence: confidence)
    }

    /// 9.2 or 9.3 (i), by the scale of both fits, of tiers that are fitted already.
    package static func pooled(_ a: TierFit, _ b: TierFit, confidence: Double = 0.95) -> Contrast? {
        precondition(a.scale == b.scale, "a contrast has one scale")
        return Contrast(a.scale, a.pooledSide, b.pooledSide, confidence: confidence)
    }

    static func pooled(_ a: TierSample, _ b: TierSample, scale: Scale, confidence: Double) -> Contrast? {
        func side(_ sample: TierSample) -> ContrastSide? {
            PooledFit(sample).flatMap { ContrastSide($0, of: sample, scale: scale) }
        }
        return Contrast(scale, side(a), side(b), confidence: confidence)
    }
}

extension Contrast {
    /// `displayed` says which part of a standard error is none.
    private init?(
        _ scale: Scale, _ a: ContrastSide?, _ b: ContrastSide?, confidence: Double,
        standardError displayed: (Double) -> Double = { $0 }
    ) {
        guard let a, let b else { return nil }
        self.scale = scale
        estimate = a.value - b.value
        creatorsA = a.creators.count
        creatorsB = b.creators.count
        let joint = JointVariance(a.influences, a.creators, b.influences, b.creators)
        crossing = joint.crossing
        guard a.influences != nil, b.influences != nil else {
            (standardError, degreesOfFreedom, statistic, p, interval, minimumDetectable) = (
                nil, nil, nil, nil, nil, nil
            )
            return
        }
        let inference = Inference(
            estimate: estimate, standardError: displayed(joint.total.squareRoot()),
            degreesOfFreedom: Inference.satterthwaite(
                joint.partA, a.degreesOfFreedom, joint.partB, b.degreesOfFreedom),
            confidence: confidence)
        standardError = inference.standardError
        degreesOfFreedom = inference.degreesOfFreedom
        statistic = inference.statistic
        p = inference.p
        interval = inference.interval
        minimumDetectable = inference.minimumDetectable
    }
}

/// `Σψ_c²` over the creators of two tiers, and its parts from one tier each.
private struct JointVariance {
    private(set) var total = 0.0
    private(set) var partA = 0.0
    private(set) var partB = 0.0
    private(set) var crossing = 0

    /// Both rank columns are ascending; missing influences count as 0.
    init(_ influencesA: [Double]?, _ ranksA: [Int32], _ influencesB: [Double]?, _ ranksB: [Int32]) {
        var (total, partA, partB) = (CompensatedSum(), CompensatedSum(), CompensatedSum())
        var (i, j) = (0, 0)
        while i < ranksA.count || j < ranksB.count {
            let takesA = j == ranksB.count || (i < ranksA.count && ranksA[i] <= ranksB[j])
            let takesB = i == ranksA.count || (j < ranksB.count && ranksB[j] <= ranksA[i])
            let a = takesA ? influencesA?[i] ?? 0 : 0
            let b = takesB ? influencesB?[j] ?? 0 : 0
            total.add((a - b) * (a - b))
            partA.add(a * a)
            partB.add(b * b)
            if takesA && takesB { crossing += 1 }
            if takesA { i += 1 }
            if takesB { j += 1 }
        }
        self.total = total.value
        self.partA = partA.value
        self.partB = partB.value
    }
}
