internal import Findings
internal import SocialData
internal import Statistics

/// What is known of the asked pair before p is adjusted over all comparisons.
struct PairResults: Sendable {
    let pair: AskedPair
    var questions: [PairQuestion] = []
    var withoutTopCreator: PairQuestion?
    var followUp: [FollowUpAnswer] = []
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
                    analyses: .withoutTopCreator(withoutTopCreator)))
        }
        return results
    }

    /// The return of the first 30 days (Methods 25.3).
    var first30Days: PairQuestion? { followUp.first { $0.view == FollowUpStudy.asked }?.question }

    func question(_ metric: Metric) -> PairQuestion? { questions.first { $0.metric == metric } }

    /// Headlines, and what they rest on.
    func add(to findings: inout FindingSet, _ families: QuestionFamilies) {
        findings.headlines = questions.filter(\.isPrimary).map { question in
            question.headline(
                adjustedP: families[pair.question(question.metric)]?.value, stability: stability(question.metric), pair: pair)
        }
        findings.ladder = questions.flatMap { $0.search?.levels ?? [] }
        findings.balance = questions.flatMap { $0.search?.balanceRows($0.metric, pair) ?? [] }
        findings.robustness = questions.filter(\.isPrimary).flatMap { $0.robustness(pair) }
        findings.missing = questions.flatMap { $0.missing.flatMap { $0.rows(pair) } }
        findings.windows = followUp.flatMap { $0.rows(question(.deal(.returnOnSpend)), pair) }
        findings.sensitivity = sensitivity
        findings.elasticity = [elasticity].compactMap(\.self)
        findings.curve = curve
    }

    private func stability(_ metric: Metric) -> Double? {
        SensitivityCheck.stability(sensitivity.filter { $0.metric == metric.name })
    }
}
