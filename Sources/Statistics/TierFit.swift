import RealModule

/// One tier's fits, computed once and then compared with any number of other tiers (Methods 6, 7, 9.1 to 9.3).
package struct TierFit: Sendable {
    /// What was fitted; comparisons look at it again for crossing creators.
    package let sample: TierSample
    /// `nil` for an empty tier, or one whose denominators are all 0.
    package let pooled: PooledEstimate?
    /// `nil` for an empty tier, or where units have no rates of their own; whether it may be presented is its `isValid`.
    package let typicalPost: TypicalPost?
    let typicalPostSide: ContrastSide?
    /// On the log scale `nil` unless `θ > 0`.
    let pooledSide: ContrastSide?
    /// The scale of pooled contrasts.
    let scale: Contrast.Scale

    /// - Parameter scale: of pooled contrasts: `log` for engagement (9.2), `linear` for money (9.3 (i)).
    package init(_ sample: TierSample, scale: Contrast.Scale, confidence: Double = 0.95) {
        self.sample = sample
        self.scale = scale
        let fit = PooledFit(sample)
        pooled = fit.map { PooledEstimate($0, confidence: confidence) }
        pooledSide = fit.flatMap { ContrastSide($0, of: sample, scale: scale) }
        if let logs = sample.postLogs, let moments = Moments(logs) {
            typicalPost = TypicalPost(sample, moments, confidence: confidence)
            typicalPostSide = ContrastSide(logRates: logs, moments, of: sample)
        } else {
            typicalPost = nil
            typicalPostSide = nil
        }
    }
}

/// One tier's side of a contrast: its value and how much each creator moves it.
struct ContrastSide: Sendable {
    let value: Double
    /// The creators' ranks, ascending.
    let creators: [Int32]
    /// `ψ_c` on the value, parallel to the creators; `nil` when there is no variance.
    let influences: [Double]?
    let degreesOfFreedom: Double

    /// 9.1: the mean of the creators' mean post logarithms.
    init?(postLogsOf sample: TierSample) {
        guard let logs = sample.postLogs, let moments = Moments(logs) else { return nil }
        self.init(logRates: logs, moments, of: sample)
    }

    init(logRates logs: [Double], _ moments: Moments, of sample: TierSample) {
        let n = Double(logs.count)
        value = moments.mean
        creators = sample.creators
        degreesOfFreedom = n - 1
        guard logs.count > 1 else {
            influences = nil
            return
        }
        let factor = (n / (n - 1)).squareRoot() / n
        influences = logs.map { ($0 - moments.mean) * factor }
    }

    /// 9.2 or 9.3 (i): `ln θ` or `θ` with the CR2 influences; `nil` on the log scale unless `θ > 0`.
    init?(_ fit: PooledFit, of sample: TierSample, scale: Contrast.Scale) {
        creators = sample.creators
        degreesOfFreedom = fit.variances?.degreesOfFreedom ?? 1
        switch scale {
        case .linear:
            value = fit.value
            influences = fit.variances == nil ? nil : fit.influences
        case .log:
            guard fit.value > 0 else { return nil }
            value = .log(fit.value)
            influences = fit.variances == nil ? nil : fit.influences.map { $0 / fit.value }
        }
    }
}
