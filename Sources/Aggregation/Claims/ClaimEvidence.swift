internal import Findings
internal import SocialData
internal import Statistics

/// What claims are answered from.
struct ClaimEvidence {
    let tally: MergedTally
    let definition: Definition
    let tiers: [Tier]
    /// nil where the definition asks for no pair of its tiers.
    let pair: PairResults?
    let families: QuestionFamilies
    /// Concentration on topics by ranks; nil without any topic.
    let focus: CreatorRanks?
    let standings: CreatorStandings
    let styles: [StyleResult]
    /// What was counted and simulated: everything but the claims.
    let findings: FindingSet

    /// `p` from here on is no clear difference.
    var alpha: Double { 1 - definition.confidence }

    var hasDeals: Bool { tally.totals[SegmentAccumulator.everything].coverage.contains { $0.deals > 0 } }

    // MARK: Verdicts

    /// What a verdict says of a claim.
    func verdict(_ verdict: Conclusion) -> ClaimVerdict {
        switch verdict {
        case .higherA: pair?.pair.claimsNameA == true ? .supported : .contradicted
        case .higherB: pair?.pair.claimsNameA == true ? .contradicted : .supported
        case .noClearDifference: .unclear
        case .noRelevantDifference: .noRelevantDifference
        case .notEnoughData: .notTestable
        }
    }

    /// `NOT TESTABLE` where something is missing.
    func verdict(_ missing: [Lack], _ tested: () -> ClaimVerdict) -> ClaimVerdict {
        missing.isEmpty ? tested() : .notTestable
    }

    /// What a question of two tiers says at a p.
    func verdict(_ question: HeadlineQuestion) -> (Double) -> ClaimVerdict { { verdict(question.conclusion(holmP: $0)) } }

    /// A positive estimate supports the claim, a negative one contradicts it, if p and interval are clear (12.3).
    func sided(_ estimate: Double?, _ low: Double?, _ high: Double?, _ p: Double?) -> ClaimVerdict {
        guard let estimate, let low, let high, let p, p <= alpha, low > 0 || high < 0 else { return .unclear }
        return estimate > 0 ? .supported : .contradicted
    }

    // MARK: Questions of the asked pair

    /// The row of a metric's question.
    ///
    /// - Parameters:
    ///   - shown: the metric whose numbers the claim says, `factor` times those of `metric`.
    ///   - lacks: what the files lack for the metric.
    func row(
        _ claim: ClaimName, _ question: ClaimQuestion, _ metric: Metric, shown: MetricName? = nil, factor: Double = 1,
        lacks: [Lack]
    ) -> ClaimRow {
        let name = shown ?? metric.name
        let scale = EffectScale(metric.scale)
        guard let pair, let answer = pair.question(metric) else {
            return notTestable(claim, question, metric: name, scale: scale, missing: lacks)
        }
        let asked = answer.question
        let p = families[pair.pair.question(metric)]
        let verdict = asked.conclusion(holmP: p?.value)
        let analysis = answer.basisAnalysis
        return row(
            claim, question, self.verdict(verdict), metric: name, scale: scale, estimate: analysis.map { factor * $0.estimate },
            analysis?.interval?.map { factor * $0 }, p: p?.value, unclearAmong: p?.unclearAmong(self.verdict(asked)),
            creatorsA: answer.contrast.a.creators, creatorsB: answer.contrast.b.creators,
            missing: asked.basis == nil ? lacks + asked.obstacles.map(Lack.init) : [], notes: answer.notes(verdict))
    }

    // MARK: Rows

    /// A row without numbers, which says that a question cannot be answered and why.
    ///
    /// - Parameter missing: columns, then reasons; where neither is known, the numbers themselves do not allow an estimate.
    func notTestable(
        _ claim: ClaimName, _ question: ClaimQuestion, metric: MetricName, scale: EffectScale, missing: [Lack]
    ) -> ClaimRow {
        row(
            claim, question, .notTestable, metric: metric, scale: scale, creatorsA: 0, creatorsB: 0,
            missing: missing.isEmpty ? [.notEstimable] : missing)
    }

    /// - Parameters:
    ///   - estimate: on a log scale the difference of logarithms; the row shows the ratio.
    ///   - p: adjusted within its family.
    ///   - unclearAmong: as in `ClaimRow`.
    func row(
        _ claim: ClaimName, _ question: ClaimQuestion, _ verdict: ClaimVerdict, metric: MetricName, scale: EffectScale,
        estimate: Double? = nil, _ interval: ConfidenceInterval? = nil, p: Double? = nil, unclearAmong: Int? = nil, creatorsA: Int,
        creatorsB: Int, missing: [Lack] = [], notes: [Note] = []
    ) -> ClaimRow {
        let limits = scale == .log ? interval?.ratios : interval
        return ClaimRow(
            claim: claim, question: question, verdict: verdict, metric: metric, scale: scale,
            estimate: (scale == .log ? estimate.flatMap(Contrast.Scale.log.ratio) : estimate)?.published,
            low: limits?.lower.published, high: limits?.upper.published, p: p?.published, unclearAmong: unclearAmong, creatorsA: creatorsA,
            creatorsB: creatorsB, missing: missing, notes: notes)
    }
}
