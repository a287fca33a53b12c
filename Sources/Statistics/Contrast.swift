import RealModule

/// Tier A against tier B, A relative to B (METHODS 9.1, 9.2, 9.3 (i), 9.4).
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
    }

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
    /// The smallest true difference found with 80 % power, `(t_{1−α/2,ν} + t_{0.8,ν})·se` (METHODS 9.4).
    package let minimumDetectable: Double?
    package let creatorsA: Int
    package let creatorsB: Int
    /// Creators who are in both tiers.
    package let crossing: Int

    /// `e^δ` for the log scale; `nil` for the linear one.
    package var ratio: Double? { scale == .log ? .exp(estimate) : nil }

    /// `exp` of the interval for the log scale; `nil` where a limit would not be a positive finite number.
    package var ratioInterval: ConfidenceInterval? {
        guard scale == .log, let interval, interval.lower > -700, interval.upper < 700 else { return nil }
        return interval.map { .exp($0) }
    }

    /// The factor by which both tiers' creators must be multiplied to find a true difference `target ≠ 0` with 80 %
    /// power.
    package func creatorsFactor(target: Double) -> Double? {
        minimumDetectable.map { ($0 / target) * ($0 / target) }
    }

    /// 9.1, the engagement headline: the difference of mean `l_c`; without crossing creators this is Welch on the logs.
    ///
    /// `nil` when a tier is empty, has an `X_c` of 0 or a negative `Y_c`. Whether the typical rate may be presented is
    /// `TypicalEstimate.isValid`, which the caller asks of both tiers.
    package static func typical(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Contrast? {
        guard let partA = Part(logRatesOf: a), let partB = Part(logRatesOf: b) else { return nil }
        return Contrast(scale: .log, partA, a, partB, b, confidence: confidence)
    }

    /// 9.2: `δ = ln(θ_A/θ_B)` with the CR2 influences; `nil` unless both `θ > 0`.
    package static func pooledLog(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Contrast? {
        guard let fitA = PooledFit(a), let fitB = PooledFit(b), fitA.value > 0, fitB.value > 0 else { return nil }
        return Contrast(
            scale: .log, Part(logarithmOf: fitA), a, Part(logarithmOf: fitB), b, confidence: confidence)
    }

    /// 9.3 (i): `δ = θ_A − θ_B` with the CR2 influences; `nil` when a tier has no denominator.
    package static func pooledLinear(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Contrast? {
        guard let fitA = PooledFit(a), let fitB = PooledFit(b) else { return nil }
        return Contrast(scale: .linear, Part(fitA), a, Part(fitB), b, confidence: confidence)
    }

    /// 9.3 (iii), MOVER: the interval of `θ_A − θ_B` recovered from each tier's own log interval.
    ///
    /// `nil` if a `θ ≤ 0` or a tier has no interval.
    package static func mover(_ a: PooledEstimate, _ b: PooledEstimate) -> ConfidenceInterval? {
        guard a.value > 0, b.value > 0, let intervalA = a.interval, let intervalB = b.interval else { return nil }
        let difference = a.value - b.value
        func distance(_ first: Double, _ second: Double) -> Double { .hypot(first, second) }
        return ConfidenceInterval(
            difference - distance(a.value - intervalA.lower, intervalB.upper - b.value),
            difference + distance(intervalA.upper - a.value, b.value - intervalB.lower))
    }
}

extension Contrast {
    /// One tier's side of a contrast.
    private struct Part {
        let value: Double
        /// The creators' influences `ψ_c` on the value, parallel to the sample; `nil` when there is no variance.
        let influences: [Double]?
        let degreesOfFreedom: Double

        init?(logRatesOf sample: TierSample) {
            guard let logs = sample.logRates, let moments = Moments(logs) else { return nil }
            let n = Double(logs.count)
            value = moments.mean
            degreesOfFreedom = n - 1
            guard logs.count > 1 else {
                influences = nil
                return
            }
            let factor = (n / (n - 1)).squareRoot() / n
            influences = logs.map { ($0 - moments.mean) * factor }
        }

        init(_ fit: PooledFit) {
            value = fit.value
            influences = fit.variances == nil ? nil : fit.influences
            degreesOfFreedom = fit.variances?.degreesOfFreedom ?? 1
        }

        init(logarithmOf fit: PooledFit) {
            value = .log(fit.value)
            influences = fit.variances == nil ? nil : fit.influences.map { $0 / fit.value }
            degreesOfFreedom = fit.variances?.degreesOfFreedom ?? 1
        }
    }

    private init(
        scale: Scale, _ partA: Part, _ a: TierSample, _ partB: Part, _ b: TierSample, confidence: Double
    ) {
        self.scale = scale
        estimate = partA.value - partB.value
        creatorsA = a.count
        creatorsB = b.count
        let joint = JointVariance(partA.influences, a.creators, partB.influences, b.creators)
        crossing = joint.crossing
        guard partA.influences != nil, partB.influences != nil else {
            (standardError, degreesOfFreedom, statistic, p, interval, minimumDetectable) = (
                nil, nil, nil, nil, nil, nil
            )
            return
        }
        let inference = Inference(
            estimate: estimate, standardError: joint.total.squareRoot(),
            degreesOfFreedom: Inference.satterthwaite(
                joint.partA, partA.degreesOfFreedom, joint.partB, partB.degreesOfFreedom),
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
