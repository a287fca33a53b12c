internal import Findings
internal import SocialData
internal import Statistics

/// The like-for-like analysis of one metric of the asked pair: levels are looked at until one is adequate (Methods
/// 11.4), which depends on covariates only.
struct AdjustedSearch: Sendable {
    /// Every level that was looked at.
    private(set) var levels: [AdjustmentLevelRow] = []
    /// The adequate level; nil where none is.
    private(set) var level: AdjustmentLevel?
    private(set) var overlap: StratumOverlap?
    /// nil also where an adequate level gives no estimate.
    private(set) var contrast: AdjustedContrast?

    /// - Parameters:
    ///   - sides: by band.
    ///   - isTypical: 11.1; else 11.2, on the metric's scale.
    init(
        _ strata: MergedStrata, metric: Metric, stored: Int, sides: [StratifiedSample.Side?], isTypical: Bool,
        confidence: Double
    ) {
        for candidate in metric.isMoney ? AdjustmentLevel.ofDeals : AdjustmentLevel.ofPosts {
            let sample = strata.sample(metric: stored, candidate, sides: sides)
            let overlap =
                isTypical ? AdjustedContrast.overlapOfTypical(sample) : AdjustedContrast.overlapOfPooled(sample)
            levels.append(
                AdjustmentLevelRow(
                    metric: metric.name, rung: candidate, coverageA: overlap.coverageA.published,
                    coverageB: overlap.coverageB.published, creatorsA: overlap.creatorsA, creatorsB: overlap.creatorsB,
                    strata: overlap.strata, isAdequate: overlap.isAdequate()))
            guard overlap.isAdequate() else { continue }
            level = candidate
            self.overlap = overlap
            contrast =
                if isTypical {
                    AdjustedContrast.typicalPost(sample, confidence: confidence)
                } else if metric.isMoney {
                    AdjustedContrast.moneyEnvelope(sample, confidence: confidence)
                } else {
                    AdjustedContrast.mantelHaenszelLog(sample, confidence: confidence)
                }
            return
        }
    }
}
