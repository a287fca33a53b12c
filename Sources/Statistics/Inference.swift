/// From an estimate and its standard error to t, p, interval and the smallest detectable effect (Methods 9).
struct Inference {
    let standardError: Double
    /// `nil` when the standard error is 0: there is nothing to divide by.
    let degreesOfFreedom: Double?
    let statistic: Double?
    let p: Double?
    let interval: ConfidenceInterval?
    let minimumDetectable: Double?

    init(estimate: Double, standardError: Double, degreesOfFreedom: Double?, confidence: Double) {
        self.standardError = standardError
        guard let degreesOfFreedom, standardError > 0, (estimate / standardError).isFinite else {
            (self.degreesOfFreedom, statistic, p, interval, minimumDetectable) = (nil, nil, nil, nil, nil)
            return
        }
        let t = estimate / standardError
        let critical = StudentDistribution.critical(confidence: confidence, degreesOfFreedom: degreesOfFreedom)
        let power = StudentDistribution.quantile(0.8, degreesOfFreedom: degreesOfFreedom)
        self.degreesOfFreedom = degreesOfFreedom
        statistic = t
        p = StudentDistribution.twoSidedP(t, degreesOfFreedom: degreesOfFreedom)
        interval = ConfidenceInterval(centre: estimate, halfWidth: critical * standardError)
        minimumDetectable = (critical + power) * standardError
    }

    /// `ν = (v_A + v_B)²/(v_A²/ν_A + v_B²/ν_B)`, at least 1 like `ν_A` and `ν_B`; `nil` when both variances are 0.
    static func satterthwaite(_ vA: Double, _ nuA: Double, _ vB: Double, _ nuB: Double) -> Double? {
        // Divided by the larger, so that squares of tiny variances do not vanish.
        let scale = max(vA, vB)
        guard scale > 0 else { return nil }
        let (a, b) = (vA / scale, vB / scale)
        return max(1, (a + b) * (a + b) / (a * a / nuA + b * b / nuB))
    }
}
