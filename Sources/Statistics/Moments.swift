/// Mean and variance of values in memory by the corrected two-pass rule (Methods 17.3).
///
/// `m₀ = Σx/n`, `m = m₀ + Σ(x − m₀)/n`, `s² = (Σ(x − m)² − (Σ(x − m))²/n)/(n − 1)`, every sum compensated.
package struct Moments: Sendable, Equatable {
    /// `n`, at least 1.
    package let count: Int
    /// `m`, in the units of the values.
    package let mean: Double
    /// The sample variance `s²`, in squared units of the values; `nil` for a single value.
    package let variance: Double?

    /// `nil` for no values.
    package init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let n = Double(values.count)
        let first = values.compensatedSum() / n
        var correction = CompensatedSum()
        for value in values { correction.add(value - first) }
        let mean = first + correction.value / n
        self.count = values.count
        self.mean = mean
        guard values.count > 1 else {
            variance = nil
            return
        }
        var squares = CompensatedSum()
        var deviations = CompensatedSum()
        for value in values {
            let deviation = value - mean
            squares.add(deviation * deviation)
            deviations.add(deviation)
        }
        let rest = deviations.value
        variance = max(0, (squares.value - rest * rest / n) / (n - 1))
    }

    /// The standard error of the mean, `√(s²/n)`; `nil` for a single value.
    package var standardError: Double? {
        variance.map { ($0 / Double(count)).squareRoot() }
    }
}

extension Moments {
    /// `mean ± t_{1−α/2, n−1}·√(s²/n)`; `nil` for one value or for `s² = 0`.
    package func interval(confidence: Double) -> ConfidenceInterval? {
        guard let standardError, standardError > 0 else { return nil }
        let t = StudentDistribution.critical(confidence: confidence, degreesOfFreedom: Double(count - 1))
        return ConfidenceInterval(centre: mean, halfWidth: t * standardError)
    }
}
