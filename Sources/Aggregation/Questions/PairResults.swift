internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// What is known of the asked pair before p is adjusted over all comparisons.
struct PairResults: Sendable {
    let pair: AskedPair
    let study: PairStudy
    var questions: [PairQuestion] = []
    var withoutTopCreator: TierContrast?
    var sensitivity: [SensitivityRow] = []
    var elasticity: ElasticityRow?
    var curve: [CurveRow] = []

    /// All that is asked of the pair by a metric.
    func results(_ metric: Metric) -> [QuestionResult] {
        guard let question = question(metric) else { return [] }
        var results = [QuestionResult(question: pair.question(metric), analyses: .asked(question))]
        if metric == .deal(.returnOnSpend), let withoutTopCreator {
            results.append(
                QuestionResult(
                    question: pair.question(metric, .withoutTopCreators),
                    analyses: .headline(withoutTopCreator, .withoutTopCreator)))
        }
        return results
    }

    func question(_ metric: Metric) -> PairQuestion? { questions.first { $0.metric == metric } }

    /// Headlines, and what they rest on.
    func add(to findings: inout FindingSet, _ families: QuestionFamilies) {
        findings.headlines = questions.filter(\.isPrimary).map { question in
            question.headline(
                adjustedP: families[pair.question(question.metric)], stability: stability(question.metric), pair: pair)
        }
        findings.ladder = questions.flatMap { $0.search?.ladder ?? [] }
        findings.sensitivity = sensitivity
        findings.elasticity = [elasticity].compactMap(\.self)
        findings.curve = curve
    }

    private func stability(_ metric: Metric) -> Double? {
        SensitivityCheck.stability(sensitivity.filter { $0.metric == metric.name })
    }
}

extension FindingsBuilder {
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
            case .engagement: return .sensitivity(sensitivity(.post(.engagementByFollowers), pair))
            case .money: return .sensitivity(sensitivity(.deal(.returnOnSpend), pair))
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
}
