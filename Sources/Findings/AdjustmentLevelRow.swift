package import SocialData

/// A level of adjustment that was looked at (Methods 11.4): the first adequate one is used.
package struct AdjustmentLevelRow: Codable, Sendable, Equatable {
    package var metric: MetricName
    package var rung: AdjustmentLevel
    package var coverageA: Double?
    package var coverageB: Double?
    package var creatorsA: Int
    package var creatorsB: Int
    /// Strata that hold both tiers.
    package var strata: Int
    package var isAdequate: Bool

    package init(
        metric: MetricName, rung: AdjustmentLevel, coverageA: Double?, coverageB: Double?, creatorsA: Int, creatorsB: Int,
        strata: Int, isAdequate: Bool
    ) {
        self.metric = metric
        self.rung = rung
        self.coverageA = coverageA
        self.coverageB = coverageB
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
        self.strata = strata
        self.isAdequate = isAdequate
    }
}
