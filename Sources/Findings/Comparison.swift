package import SocialData

/// One contrast of two tiers, A relative to B, a row of `tables/comparisons.csv` (Methods 9, 23).
package struct Comparison: Codable, Sendable, Equatable {
    /// Name of the tier scheme.
    package var scheme: String
    /// `all`, or `platform=instagram`.
    package var segment: String
    /// What is compared; of core engagement where tiers export unevenly (Methods 4.1).
    package var metric: MetricName
    /// `typical` (9.1) or `pooled` (9.2, 9.3).
    package var statistic: Statistic
    /// Name of the tier that the estimate is of.
    package var a: String
    /// Name of the tier that it is relative to.
    package var b: String
    /// `raw` (9.1, 9.2, 9.3 (i)), `mover` (9.3 (iii)), `bootstrap` (9.3 (ii), 8.4), `hull` (9.3), `adjusted` (11.1, 11.2),
    /// `ranks` (10.1, 10.2), `permutation` (10.3), `without_top_creator` (raw, S4).
    package var analysis: Analysis
    /// `log`, `linear`, or `cliffs_delta` for ranks.
    package var scale: EffectScale
    /// A relative to B, on `scale`; nil, as everything that follows from it, where it is undefined.
    package var estimate: Double?
    /// On `scale`; nil where one creator has all of a tier.
    package var standardError: Double?
    /// Satterthwaite's `ν`; nil where there is no standard error, or no distribution is assumed.
    package var degreesOfFreedom: Double?
    /// Limits at the configured confidence, on `scale`, not adjusted for other questions.
    package var low: Double?
    package var high: Double?
    /// On the log scale: `e^estimate` and its limits.
    package var ratio: Double?
    /// `e^low` and `e^high`; nil for other scales.
    package var ratioLow: Double?
    package var ratioHigh: Double?
    /// Two-sided, not adjusted.
    package var p: Double?
    /// Holm within the primary and the claims family, Benjamini–Hochberg within the exploratory one (10.4). One row per question is a member:
    /// that of the analysis its verdict rests on (12.3), `adjusted` or the displayed raw one.
    package var pAdjusted: Double? = nil
    /// `primary`, `claims`, `exploratory` or empty: not a member of any.
    package var family = QuestionFamily.none
    /// Smallest effect the data could have shown (9.4), on the row's scale.
    package var minimumDetectableEffect: Double?
    /// On the log scale `e^` of it.
    package var minimumDetectableRatio: Double? = nil
    /// Where a smaller difference is worth asking for: what that would take.
    package var neededCreators: NeededCreators? = nil
    /// Whether the interval holds the value that means no difference; nil without an interval.
    package var includesNoDifference: Bool? = nil
    /// Of ranks: how often a creator of A lies above one of B, `(δ + 1) / 2`.
    package var probability: Probability? = nil
    /// Creators of each tier that enter the comparison, crossing ones in both.
    package var creatorsA: Int
    package var creatorsB: Int
    /// `G_eff` of each tier (Methods 6.5); of a typical rate its creators.
    package var effectiveA: Double?
    package var effectiveB: Double?
    /// Of an adjusted analysis: its strata, and the share of each tier's weight that lies in strata holding both (11.4).
    package var rung: AdjustmentLevel? = nil
    package var coverageA: Double? = nil
    package var coverageB: Double? = nil
    /// Of ranks: `negligible`, `small`, `medium` or `large` (10.2).
    package var magnitude: RankMagnitude? = nil
    /// Of a question of the asked pair in everything, on its raw headline row (12.3, 12.4); screening verdicts stand in
    /// the sensitivity rows.
    package var verdict: PairVerdict? = nil
    /// Whether the verdict rests on the raw or on the adjusted analysis; with `verdict`.
    package var basis: VerdictBasis? = nil
    /// What the mix does to the difference (Methods 12.4); with `verdict`.
    package var simpson: MixEffect? = nil
    /// Names of notes, in alphabetical order.
    package var notes: [Note]

    /// A probability with the limits of its interval.
    package struct Probability: Codable, Sendable, Equatable {
        package var value: Double?
        package var low: Double?
        package var high: Double?

        package init(value: Double?, low: Double?, high: Double?) {
            self.value = value
            self.low = low
            self.high = high
        }
    }

    package init(
        scheme: String, segment: String, metric: MetricName, statistic: Statistic, a: String, b: String, analysis: Analysis,
        scale: EffectScale, estimate: Double?, standardError: Double?, degreesOfFreedom: Double?, low: Double?, high: Double?,
        ratio: Double?, ratioLow: Double?, ratioHigh: Double?, p: Double?, minimumDetectableEffect: Double?,
        creatorsA: Int, creatorsB: Int, effectiveA: Double?, effectiveB: Double?, notes: [Note]
    ) {
        self.scheme = scheme
        self.segment = segment
        self.metric = metric
        self.statistic = statistic
        self.a = a
        self.b = b
        self.analysis = analysis
        self.scale = scale
        self.estimate = estimate
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
        self.low = low
        self.high = high
        self.ratio = ratio
        self.ratioLow = ratioLow
        self.ratioHigh = ratioHigh
        self.p = p
        self.minimumDetectableEffect = minimumDetectableEffect
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
        self.effectiveA = effectiveA
        self.effectiveB = effectiveB
        self.notes = notes
    }
}
