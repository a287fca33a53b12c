import RealModule

/// The typical rate of one tier, `exp(mean l_c)` with `l_c = ln((Y_c + ½)/X_c)` (Methods 6.2 and 7).
///
/// The geometric mean over creators: what a creator of this tier typically gets. Interval
/// `exp(mean ± t_{1−α/2, G−1}·√(s²/G))`.
package struct TypicalEstimate: Sendable, Equatable {
    /// `exp(logMean)`, a rate.
    package let value: Double
    /// Mean of `l_c`, in natural logarithms.
    package let logMean: Double
    /// `s²` of `l_c`; `nil` for one creator.
    package let logVariance: Double?
    package let creators: Int
    /// Creators with `Y_c = 0`.
    package let zeroCreators: Int
    /// `nil` for one creator, for `s² = 0`, or where a limit is not finite.
    package let interval: ConfidenceInterval?

    /// Whether the typical rate may be presented: at most 10 % of the creators have `Y_c = 0`.
    ///
    /// Where it is not, the pooled rate takes its place everywhere.
    package var isValid: Bool { 10 * zeroCreators <= creators }

    /// `nil` when the sample is empty, some `X_c` is 0 or some `Y_c` is negative.
    package init?(_ sample: TierSample, confidence: Double = 0.95) {
        guard let logRates = sample.logRates, let moments = Moments(logRates) else { return nil }
        self.init(sample, moments, confidence: confidence)
    }

    /// From the moments of the sample's `l_c`.
    init(_ sample: TierSample, _ moments: Moments, confidence: Double) {
        value = .exp(moments.mean)
        logMean = moments.mean
        logVariance = moments.variance
        creators = sample.count
        zeroCreators = sample.zeroCreators
        interval = moments.interval(confidence: confidence)?.map { .exp($0) }
    }
}

extension TierSample {
    /// `l_c = ln((Y_c + ½)/X_c)`; `nil` when some `X_c` is 0 or some `Y_c` is negative.
    package var logRates: [Double]? {
        var logs: [Double] = []
        logs.reserveCapacity(count)
        for (y, x) in zip(numerators, denominators) {
            guard x > 0, y >= 0 else { return nil }
            logs.append(.log((y + 0.5) / x))
        }
        return logs
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
