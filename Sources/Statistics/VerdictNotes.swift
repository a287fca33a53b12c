import RealModule

/// Notes beside a verdict that need numbers (Methods 12.5). `component_gap` and `unadjusted` are facts of the caller.
package enum VerdictNotes {
    /// What counts as a small or a large difference on a contrast's scale.
    private static func smallLimit(_ scale: Contrast.Scale) -> Double { scale == .log ? .log(1.10) : 0.10 }
    private static func weakLimit(_ scale: Contrast.Scale) -> Double { scale == .log ? .log(1.5) : 0.5 }

    /// Differences worth seeing, the larger first: the one beyond which a test is weak, and the one below which a difference
    /// is small.
    package static func effectsToSee(_ scale: Contrast.Scale) -> [Double] { [weakLimit(scale), smallLimit(scale)] }

    /// `dominated`: a creator has more than a quarter of the tier's denominator.
    package static func isDominated(_ tier: PooledEstimate) -> Bool { tier.largestShare > 0.25 }

    /// `unequal_follow_up`: the tiers' median days of follow-up differ by more than a quarter of the shorter one (Methods 25.3).
    package static func isUnequalFollowUp(_ a: Double, _ b: Double) -> Bool { max(a, b) > 1.25 * min(a, b) }

    /// `weak_test`: no clear difference, and only one above ln 1.5, or 0.5 ROAS, would have been found.
    package static func isWeakTest(_ verdict: Conclusion, minimumDetectable: Double?, scale: Contrast.Scale) -> Bool {
        guard verdict == .noClearDifference, let minimumDetectable else { return false }
        return minimumDetectable > weakLimit(scale)
    }

    /// `fragile` for engagement: the raw typical contrast is clear, and deleting the creator with the largest
    /// `|l_c − mean|` of A, or of B, makes it unclear or flips it.
    package static func failsLeaveOneOutTypicalPost(_ a: TierSample, _ b: TierSample, confidence: Double = 0.95) -> Bool {
        failsLeaveOneOut(a, b, deleting: [farthest(a, a.postLogs), farthest(b, b.postLogs)]) {
            Contrast.typicalPost($0, $1, confidence: confidence)
        }
    }

    /// The creator with the largest `|l_c − mean|`.
    private static func farthest(_ sample: TierSample, _ logs: [Double]?) -> Int32? {
        guard let logs, let mean = Moments(logs)?.mean else { return nil }
        return first(sample, largest: logs.map { abs($0 - mean) })
    }

    /// `fragile` for money: the same with the largest `|u_c|` and contrast 9.3 (i); with 9.2 on the log scale, where pooled
    /// stands in for a typical value that is not valid.
    package static func failsLeaveOneOutPooled(
        _ a: TierSample, _ b: TierSample, scale: Contrast.Scale = .linear, confidence: Double = 0.95
    ) -> Bool {
        func heaviest(_ sample: TierSample) -> Int32? {
            guard let fit = PooledFit(sample), fit.variances != nil else { return nil }
            return first(sample, largest: fit.influences.map { abs($0) })
        }
        return failsLeaveOneOut(a, b, deleting: [heaviest(a), heaviest(b)]) {
            Contrast.pooled($0, $1, scale: scale, confidence: confidence)
        }
    }

    /// The first creator with the largest value.
    private static func first(_ sample: TierSample, largest values: [Double]) -> Int32? {
        values.max().flatMap { greatest in values.firstIndex(of: greatest) }.map { sample.creators[$0] }
    }

    /// A deleted creator leaves both tiers: the person is the cluster.
    private static func failsLeaveOneOut(
        _ a: TierSample, _ b: TierSample, deleting creators: [Int32?], contrast: (TierSample, TierSample) -> Contrast?
    ) -> Bool {
        guard let full = contrast(a, b), full.interval?.excludesZero ?? false else { return false }
        return creators.compactMap(\.self).contains { creator in
            guard let rest = contrast(a.removing { $0 == creator }, b.removing { $0 == creator }),
                rest.interval?.excludesZero ?? false
            else { return true }
            return rest.estimate * full.estimate < 0
        }
    }
}
