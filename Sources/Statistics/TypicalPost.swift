import RealModule

/// The typical rate of one tier from its posts, `exp(mean l_c)` with `l_c = Σq_c/(10⁹·n_c)` (Methods 6.2 and 7, version 2).
///
/// The geometric mean over creators of their posts' geometric mean: what a typical post of a typical creator gets. Interval
/// `exp(mean ± t_{1−α/2, G−1}·√(s²/G))`. Unlike the logarithm of a creator's sum it does not depend on how many posts there are.
package struct TypicalPost: Sendable, Equatable {
    /// `exp(logMean)`, a rate.
    package let value: Double
    /// Mean of `l_c`, in natural logarithms.
    package let logMean: Double
    /// `s²` of `l_c`; `nil` for one creator.
    package let logVariance: Double?
    /// `G`
    package let creators: Int
    /// Mean over creators of the share of their posts with fewer than `PostLog.leastNumerator` engagements.
    package let lowShare: Double
    /// `nil` for one creator, for `s² = 0`, or where a limit is not finite.
    package let interval: ConfidenceInterval?

    /// Whether the typical rate may be presented; of a pair both must be. Where it is not, the pooled rate takes its place
    /// everywhere.
    package var isValid: Bool { lowShare <= PostLog.maximumLowShare }

    /// `nil` when the sample is empty or its units have no rates of their own.
    package init?(_ sample: TierSample, confidence: Double = 0.95) {
        guard let logs = sample.postLogs, let moments = Moments(logs) else { return nil }
        self.init(sample, moments, confidence: confidence)
    }

    /// From the moments of the sample's `l_c`.
    init?(_ sample: TierSample, _ moments: Moments, confidence: Double) {
        guard let lowShare = sample.lowShare else { return nil }
        value = .exp(moments.mean)
        logMean = moments.mean
        logVariance = moments.variance
        creators = sample.count
        self.lowShare = lowShare
        interval = moments.interval(confidence: confidence)?.map { .exp($0) }
    }
}

extension TierSample {
    /// `l_c = Σq_c/(10⁹·n_c)`, the mean logarithm of a creator's posts; `nil` where units have no rates of their own.
    package var postLogs: [Double]? {
        guard logSums.count == count else { return nil }
        return zip(logSums, units).map { $0 / (Double(PostLog.scale) * Double($1)) }
    }

    /// Mean over creators of `low_c/n_c`; `nil` for an empty sample, or where units have no rates of their own.
    package var lowShare: Double? {
        guard !isEmpty, lowUnits.count == count else { return nil }
        return zip(lowUnits, units).map { Double($0) / Double($1) }.compensatedSum() / Double(count)
    }
}
