package import SocialData

/// One headline question with its verdict and everything that led to it (Methods 12.3 to 12.5).
package struct HeadlineRow: Codable, Sendable, Equatable {
    /// `er_followers` or `roas`, or the core engagement that takes its place (Methods 4.1).
    package var metric: MetricName
    /// `typical` or `pooled`.
    package var statistic: Statistic
    /// Name of the lower tier of the asked pair.
    package var a: String
    /// Name of the higher one.
    package var b: String
    /// `micro higher`, `macro higher` (the tiers by their names), `no clear difference`,
    /// `no relevant difference` or `not enough data`.
    package var verdict: PairVerdict
    /// Why there is not enough data, all of them (Methods 12.3).
    package var reasons: [Lack]
    /// `adjusted`, `raw` or empty.
    package var basis: VerdictBasis
    /// `none`, `reversal`, `explained_by_mix`, `masked_by_mix`, `sign_change` or `not_assessed` (Methods 12.4).
    package var simpson: MixEffect
    /// Of the basis analysis.
    package var p: Double?
    /// The same after Holm over the primary family.
    package var pAdjusted: Double?
    /// The level of adjustment that was adequate (Methods 11.4).
    package var rung: AdjustmentLevel?
    /// Share of the rows of the sensitivity check with the verdict of the configured boundary (Methods 12.2).
    package var stability: Double?
    /// Money: creators with `gross > 0`.
    package var creatorsWithSalesA: Int?
    package var creatorsWithSalesB: Int?
    /// Names of notes, in alphabetical order.
    package var notes: [Note]

    package init(
        metric: MetricName, statistic: Statistic, a: String, b: String, verdict: PairVerdict, reasons: [Lack], basis: VerdictBasis,
        simpson: MixEffect, p: Double?, pAdjusted: Double?, rung: AdjustmentLevel?, stability: Double?,
        creatorsWithSalesA: Int?, creatorsWithSalesB: Int?, notes: [Note]
    ) {
        self.metric = metric
        self.statistic = statistic
        self.a = a
        self.b = b
        self.verdict = verdict
        self.reasons = reasons
        self.basis = basis
        self.simpson = simpson
        self.p = p
        self.pAdjusted = pAdjusted
        self.rung = rung
        self.stability = stability
        self.creatorsWithSalesA = creatorsWithSalesA
        self.creatorsWithSalesB = creatorsWithSalesB
        self.notes = notes
    }
}
