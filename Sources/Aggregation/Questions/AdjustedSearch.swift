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
    private(set) var balance: [CovariateBalance] = []

    /// What is searched for.
    struct Subject {
        let metric: Metric
        /// Where the strata keep it.
        let stored: Int
        /// 11.1; else 11.2, on the metric's scale.
        let isTypical: Bool

        var estimator: AdjustedContrast.Estimator { isTypical ? .typicalPost : metric.isMoney ? .moneyEnvelope : .mantelHaenszelLog }
    }

    /// Searches several metrics of the same strata at once.
    ///
    /// - Parameters:
    ///   - sides: by band.
    ///   - removed: canonical places of creators to leave out.
    /// - Returns: by subject.
    static func searches(
        _ subjects: [Subject], _ strata: MergedStrata, sides: [StratifiedSample.Side?], confidence: Double,
        without removed: Set<Int32> = []
    ) throws(StreamError) -> [AdjustedSearch] {
        var searches = subjects.map { _ in AdjustedSearch() }
        let covariates = strata.ofPosts ? AdjustmentLevel.covariatesOfPosts : AdjustmentLevel.covariatesOfDeals
        var weights = subjects.map { _ in CovariateWeights(strata, covariates, sides: sides) }
        var open = Array(subjects.indices)
        for (place, candidate) in (strata.ofPosts ? AdjustmentLevel.ofPosts : AdjustmentLevel.ofDeals).enumerated() where !open.isEmpty {
            var comparisons = open.map { AdjustedComparison(subjects[$0].estimator, confidence: confidence) }
            try strata.compare(metrics: open.map { subjects[$0].stored }, candidate, sides: sides, without: removed, &comparisons) { cells in
                // Balance is no matter of levels: the first one tells it.
                if place == 0 { for subject in open { weights[subject].add(cells, metric: subject) } }
            }
            for (subject, comparison) in zip(open, comparisons) {
                searches[subject].add(comparison.result, candidate, metric: subjects[subject].metric)
            }
            open.removeAll { searches[$0].level != nil }
        }
        for subject in subjects.indices { searches[subject].balance = weights[subject].balance(strata) }
        return searches
    }

    private mutating func add(
        _ result: (overlap: StratumOverlap, contrast: AdjustedContrast?), _ candidate: AdjustmentLevel, metric: Metric
    ) {
        let overlap = result.overlap
        levels.append(
            AdjustmentLevelRow(
                metric: metric.name, rung: candidate, coverageA: overlap.coverageA.published,
                coverageB: overlap.coverageB.published, creatorsA: overlap.creatorsA, creatorsB: overlap.creatorsB,
                strata: overlap.strata, isAdequate: overlap.isAdequate()))
        guard overlap.isAdequate() else { return }
        level = candidate
        self.overlap = overlap
        contrast = result.contrast
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
