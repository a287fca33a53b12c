package import SocialData

/// One claim of the essay, or one of the questions it was split into, a row of `tables/claims.csv` (Methods 22).
/// The words around the numbers are the report's.
package struct ClaimRow: Codable, Sendable, Equatable {
    /// `S0` to `S9`.
    package var claim: ClaimName
    /// What was asked of the files, one name per question: `headline`, a metric, `equal_budget`, `spend_share` …
    package var question: ClaimQuestion
    /// What the files say of the question, in the words of Methods 22.
    package var verdict: ClaimVerdict
    /// Metric or measure of the estimate; empty where the claim has none (S0).
    package var metric: MetricName
    /// `log`, `linear`, `probability`, `slope`, `tenfold`, `rho` or empty: how `estimate` and its limits are to be read.
    package var scale: EffectScale
    /// On the scale of the sentence: on a log scale the ratio itself, `e^δ`; `tenfold` is `10^β`; of ranks the probability.
    package var estimate: Double?
    /// Limits of the interval at the configured confidence, on the scale of `estimate`.
    package var low: Double?
    package var high: Double?
    /// Adjusted within its family (Methods 10.4).
    package var p: Double?
    /// Questions of the family, where the answer would be clear without the adjustment for them; else nil.
    package var unclearAmong: Int?
    /// Creators of each tier that the answer rests on.
    package var creatorsA: Int
    package var creatorsB: Int
    /// Why the question is not testable, in a fixed order; empty where it was tested: keys of the
    /// pipeline, what files do not hold, and reasons.
    package var missing: [Lack]
    /// Names of notes, in alphabetical order.
    package var notes: [Note]

    package init(
        claim: ClaimName, question: ClaimQuestion, verdict: ClaimVerdict, metric: MetricName, scale: EffectScale, estimate: Double?,
        low: Double?, high: Double?, p: Double?, unclearAmong: Int? = nil, creatorsA: Int, creatorsB: Int, missing: [Lack], notes: [Note]
    ) {
        self.claim = claim
        self.question = question
        self.verdict = verdict
        self.metric = metric
        self.scale = scale
        self.estimate = estimate
        self.low = low
        self.high = high
        self.p = p
        self.unclearAmong = unclearAmong
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
        self.missing = missing
        self.notes = notes
    }
}
