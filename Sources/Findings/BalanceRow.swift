package import SocialData

/// How alike the compared tiers are in one covariate of a question, a row of `tables/balance.csv` (Methods 11.4).
package struct BalanceRow: Codable, Sendable, Equatable {
    /// Of the question whose pair is looked at.
    package var metric: MetricName
    /// Name of the lower tier.
    package var a: String
    /// Name of the higher tier.
    package var b: String
    /// What the two tiers may differ in beside followers.
    package var covariate: StratumPart
    /// `Σ min(share_A, share_B)` over the levels: 1 the same mix, 0 nothing in common.
    package var overlap: Double
    /// The level with most weight in each tier, and its share of the tier's weight; nil for a tier without data.
    package var levelA: String?
    package var shareA: Double?
    /// As for A.
    package var levelB: String?
    package var shareB: Double?
    /// Whether the analysis that the verdict rests on compares within levels.
    package var isHeldAlike: Bool
    /// Not held alike, and the tiers share less than half: no verdict.
    package var isSeparated: Bool

    package init(
        metric: MetricName, a: String, b: String, covariate: StratumPart, overlap: Double, levelA: String?, shareA: Double?,
        levelB: String?, shareB: Double?, isHeldAlike: Bool, isSeparated: Bool
    ) {
        self.metric = metric
        self.a = a
        self.b = b
        self.covariate = covariate
        self.overlap = overlap
        self.levelA = levelA
        self.shareA = shareA
        self.levelB = levelB
        self.shareB = shareB
        self.isHeldAlike = isHeldAlike
        self.isSeparated = isSeparated
    }
}
