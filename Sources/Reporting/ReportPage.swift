internal import Findings

/// Everything the page says, before it becomes Markdown or HTML.
struct ReportPage {
    let charts: ReportCharts
    private let index: FindingsIndex
    private let inputs: [InputSummary]
    private let programVersion: String

    init(_ findings: FindingSet, inputs: [InputSummary], programVersion: String) {
        index = FindingsIndex(findings)
        charts = ReportCharts(index)
        self.inputs = inputs
        self.programVersion = programVersion
    }

    /// The two headline answers, engagement first (METHODS.md 6.6).
    var answers: [Answer] { [EngagementAnswer.answer(index), MoneyAnswer.answer(index)] }

    /// What the templates see. Names of sections are the templates' to place.
    var context: [String: Any] {
        let answers = answers
        let claims = ClaimAnswers(index, engagement: answers[0], money: answers[1]).answers()
        return [
            "title": Visible.text(
                index.definition.title.isEmpty ? index.definition.name : index.definition.title, limit: 200),
            "subtitle": QuestionSection.subtitle(index.definition),
            "tally": ClaimAnswers.tally(claims),
            "tiles": answers.map(tile),
            "claims": claims.map(\.context),
            "engagement": section(EngagementSection(index, charts: charts).blocks()),
            "segments": section(SegmentSection(index, charts: charts).blocks()),
            "money": section(MoneySection(index, charts: charts).blocks()),
            "question": section(QuestionSection(index, programVersion: programVersion).blocks()),
            "quality": section(QualitySection(index).blocks()),
            "formulas": section(FormulaSection.blocks(index)),
            "limits": section(LimitsSection.blocks(index)),
            "inputs": section(InputSection.blocks(inputs)),
        ]
    }

    private func section(_ blocks: [PageBlock]) -> [String: Any] {
        ["blocks": blocks.map(\.context).filter { !$0.isEmpty }]
    }

    private func tile(_ answer: Answer) -> [String: Any] {
        [
            "label": answer.question, "figure": answer.figure ?? "cannot tell", "detail": answer.detail,
            "told": answer.figure != nil, "open": answer.figure != nil && answer.isOpen,
        ]
    }
}
