package import SocialData

/// A level of adjustment that was looked at (Methods 11.4): the first adequate one is used.
package struct AdjustmentLevelRow: Codable, Sendable, Equatable {
    package var metric: MetricName
    /// What had to be alike.
    package var rung: AdjustmentLevel
    /// Share of each tier's weight that lies in strata with both; nil for a tier without weight.
    package var coverageA: Double?
    package var coverageB: Double?
    /// Creators of each tier with a row in such strata.
    package var creatorsA: Int
    package var creatorsB: Int
    /// Strata that hold both tiers.
    package var strata: Int
    /// Both shares and both numbers of creators suffice.
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
