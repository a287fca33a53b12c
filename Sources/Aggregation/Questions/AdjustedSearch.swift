internal import ByteStreams
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
    /// How alike the tiers are in each covariate.
    let balance: [CovariateBalance]

    /// - Parameters:
    ///   - sides: by band.
    ///   - isTypical: 11.1; else 11.2, on the metric's scale.
    ///   - removed: canonical places of creators to leave out.
    init(
        _ strata: MergedStrata, metric: Metric, stored: Int, sides: [StratifiedSample.Side?], isTypical: Bool,
        confidence: Double, without removed: Set<Int32> = []
    ) throws(StreamError) {
        let estimator: AdjustedContrast.Estimator = isTypical ? .typicalPost : metric.isMoney ? .moneyEnvelope : .mantelHaenszelLog
        var weights = CovariateWeights(
            strata, metric.isMoney ? AdjustmentLevel.covariatesOfDeals : AdjustmentLevel.covariatesOfPosts, sides: sides)
        let candidates = metric.isMoney ? AdjustmentLevel.ofDeals : AdjustmentLevel.ofPosts
        for (place, candidate) in candidates.enumerated() {
            let rows = strata.rows(metric: stored, candidate, estimator.weighting, sides: sides, without: removed) { cells in
                // Balance is no matter of levels: the first one tells it.
                if place == 0 { weights.add(cells) }
            }
            let (overlap, contrast) = try AdjustedContrast.compare(rows, estimator, confidence: confidence)
            levels.append(
                AdjustmentLevelRow(
                    metric: metric.name, rung: candidate, coverageA: overlap.coverageA.published,
                    coverageB: overlap.coverageB.published, creatorsA: overlap.creatorsA, creatorsB: overlap.creatorsB,
                    strata: overlap.strata, isAdequate: overlap.isAdequate()))
            guard overlap.isAdequate() else { continue }
            level = candidate
            self.overlap = overlap
            self.contrast = contrast
            break
        }
        balance = weights.balance(strata)
    }

    /// The level within which the analysis compares; nil where there is none to rest a verdict on.
    private var held: AdjustmentLevel? { contrast?.p != nil && contrast?.interval != nil ? level : nil }

    func isHeldAlike(_ covariate: StratumPart) -> Bool { held?.holdsAlike(covariate) ?? false }

    /// What cannot be told from the tier: not held alike, and the tiers share less than half (11.4). A tier without data has
    /// nothing to share, and lacks more than that.
    func isSeparated(_ balance: CovariateBalance) -> Bool {
        balance.a != nil && balance.b != nil && CovariateOverlap.isSeparated(balance.overlap, isHeldFixed: isHeldAlike(balance.covariate))
    }

    /// - Parameter pair: whose tiers are A and B.
    func balanceRows(_ metric: Metric, _ pair: AskedPair) -> [BalanceRow] {
        balance.map { balance in
            BalanceRow(
                metric: metric.name, a: pair.nameA, b: pair.nameB, covariate: balance.covariate,
                overlap: balance.overlap.published, levelA: balance.a?.level, shareA: balance.a?.share.published,
                levelB: balance.b?.level, shareB: balance.b?.share.published, isHeldAlike: isHeldAlike(balance.covariate),
                isSeparated: isSeparated(balance))
        }
    }
}
