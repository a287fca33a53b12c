internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// The asked pair in everything, and what follows from it: verdicts, sensitivity, curves and claims.
extension FindingsBuilder {
    /// What is known of the asked pair before p is adjusted over all comparisons.
    struct PairResults: Sendable {
        let pair: AskedPair
        let study: PairStudy
        var questions: [PairQuestion] = []
        var withoutTopCreator: Comparison?
        var sensitivity: [SensitivityRow] = []
        var elasticity: ElasticityRow?
        var curve: [CurveRow] = []

        /// Rows to stand behind the raw ones of a metric.
        func comparisons(_ metric: Metric) -> [Comparison] {
            let rows = questions.first { $0.metric == metric }?.comparisons ?? []
            return metric.isMoney ? rows + [withoutTopCreator].compactMap(\.self) : rows
        }

        func question(_ metric: Metric) -> PairQuestion? { questions.first { $0.metric == metric } }

        func stability(_ metric: Metric) -> Double? {
            SensitivityCheck.stability(sensitivity.filter { $0.metric == metric.name })
        }
    }

    /// nil where the definition asks for no pair of its tiers.
    func pairResults(jobs: Int, stop: StopFlag?) throws -> PairResults? {
        guard let pair = AskedPair(definition, tiers: tiers) else { return nil }
        let study = PairStudy(tally: tally, definition: definition, tiers: tiers, bands: bands, pair: pair)
        var results = PairResults(pair: pair, study: study)
        results.questions = try study.questions(jobs: jobs, stop: stop)
        results.withoutTopCreator = study.withoutTopCreator()
        let view = ContinuousView(tally: tally, bands: bands, confidence: definition.confidence)
        let parts = try Parallel.orderedMap(ContinuousPart.allCases, jobs: jobs) { part -> ContinuousResult in
            try stop?.check()
            switch part {
            case .elasticity: return .elasticity(view.elasticity())
            case .engagement: return .sensitivity(sensitivity(.engagementByFollowers, pair))
            case .money: return .sensitivity(sensitivity(.returnOnSpend, pair))
            case .curve: return .curve(view.curve())
            }
        }
        for part in parts {
            switch part {
            case .elasticity(let row): results.elasticity = row
            case .sensitivity(let rows): results.sensitivity += rows
            case .curve(let rows): results.curve = rows
            }
        }
        return results
    }

    private enum ContinuousPart: CaseIterable { case elasticity, engagement, money, curve }

    private enum ContinuousResult {
        case elasticity(ElasticityRow?)
        case sensitivity([SensitivityRow])
        case curve([CurveRow])
    }

    /// Empty without any data of the metric.
    private func sensitivity(_ metric: Metric, _ pair: AskedPair) -> [SensitivityRow] {
        let strata = metric.isMoney ? tally.dealStrata : tally.postStrata
        // Both headline metrics are the first that their strata keep.
        let entries = strata.bandEntries(metric: 0)
        guard !entries.isEmpty else { return [] }
        return SensitivityCheck(
            metric: metric, entries: entries, bands: bands, tiers: tiers, pair: pair, definition: definition
        ).rows()
    }

    /// Adjusts p, concludes, and answers the claims that compare the pair. Call when all comparisons are there.
    func conclude(_ results: PairResults?, _ findings: inout FindingSet) {
        let families = QuestionFamilies(
            marking: &findings.comparisons, questions: results?.questions ?? [], pair: results?.pair,
            otherP: [results?.elasticity?.p])
        guard let results else { return }
        findings.headlines = results.questions.filter(\.isPrimary).map { question in
            question.headline(
                adjustedP: families.asked[question.metric], stability: results.stability(question.metric),
                pair: results.pair)
        }
        findings.ladder = results.questions.flatMap { $0.search?.ladder ?? [] }
        findings.sensitivity = results.sensitivity
        findings.elasticity = [results.elasticity].compactMap(\.self)
        findings.curve = results.curve
        findings.claims = claims(results, families, findings)
    }
}
