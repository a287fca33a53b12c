internal import Findings
internal import SocialData
internal import Statistics

/// Writes rows of claims (METHODS.md 22).
struct ClaimBuilder {
    let pair: AskedPair

    /// What a verdict says of the claim, which names the lower tier.
    func verdict(_ verdict: Verdict) -> ClaimVerdict {
        switch verdict {
        case .higherA: pair.claimsNameA ? .supported : .contradicted
        case .higherB: pair.claimsNameA ? .contradicted : .supported
        case .noClearDifference: .unclear
        case .notEnoughData: .notTestable
        }
    }

    /// A row without numbers, which says that a question cannot be answered and why.
    ///
    /// - Parameter missing: columns, then reasons; where neither is known, the numbers themselves do not allow an estimate.
    func notTestable(
        _ claim: ClaimName, _ question: ClaimQuestion, metric: MetricName, scale: EffectScale, missing: [Lack], creatorsA: Int = 0,
        creatorsB: Int = 0
    ) -> ClaimRow {
        row(
            claim, question, .notTestable, metric: metric, scale: scale, creatorsA: creatorsA, creatorsB: creatorsB,
            missing: missing.isEmpty ? [.notEstimable] : missing)
    }

    /// - Parameters:
    ///   - estimate: on a log scale the difference of logarithms; the row shows the ratio.
    ///   - p: adjusted within its family.
    func row(
        _ claim: ClaimName, _ question: ClaimQuestion, _ verdict: ClaimVerdict, metric: MetricName, scale: EffectScale,
        estimate: Double? = nil, _ interval: ConfidenceInterval? = nil, p: Double? = nil, creatorsA: Int,
        creatorsB: Int, missing: [Lack] = [], notes: [Note] = []
    ) -> ClaimRow {
        let isLogarithm = scale == .log
        let limits = isLogarithm ? interval?.ratios : interval
        return ClaimRow(
            claim: claim, question: question, verdict: verdict, metric: metric, scale: scale,
            estimate: (isLogarithm ? estimate.flatMap(Contrast.Scale.log.ratio) : estimate)?.published,
            low: limits?.lower.published, high: limits?.upper.published, p: p?.published, creatorsA: creatorsA,
            creatorsB: creatorsB, missing: missing, notes: notes)
    }
}
