package import SocialData

/// A rung of the ladder of strata that was looked at (Methods 11.4): the first adequate one is used.
package struct LadderRow: Codable, Sendable, Equatable {
    package var metric: MetricName
    /// Names of what makes a stratum, joined by `+`.
    package var rung: String
    package var coverageA: Double?
    package var coverageB: Double?
    package var creatorsA: Int
    package var creatorsB: Int
    /// Strata that hold both tiers.
    package var strata: Int
    package var isAdequate: Bool

    package init(
        metric: MetricName, rung: String, coverageA: Double?, coverageB: Double?, creatorsA: Int, creatorsB: Int,
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
