internal import Findings

/// Everything the page says, before it becomes Markdown or HTML.
struct ReportPage {
    /// The charts that a section shows, in the order of the page; each is also a file.
    let charts: [Chart]
    private let index: FindingsIndex
    private let sections: [(name: String, blocks: [PageBlock])]

    init(_ findings: FindingSet, inputs: [InputSummary], losses: LossList, programVersion: String) {
        let index = FindingsIndex(findings)
        let charts = ReportCharts(index)
        let sections: [(name: String, blocks: [PageBlock])] = [
            ("losses", LossSection(losses, currency: index.definition.currency).above()),
            ("engagement", EngagementSection(index, charts: charts).blocks()),
            ("money", MoneySection(index, charts: charts).blocks()),
            ("time", TrendSection(index, charts: charts).blocks()),
            ("creators", CreatorSection(index).blocks()),
            ("segments", SegmentSection(index, charts: charts).blocks()),
            ("question", QuestionSection(index, programVersion: programVersion).blocks()),
            ("quality", LossSection(losses, currency: index.definition.currency).blocks() + QualitySection(index).blocks()),
            ("formulas", FormulaSection.blocks()),
            ("limits", LimitsSection.blocks(index)),
            ("inputs", InputSection.blocks(inputs)),
        ]
        self.index = index
        self.sections = sections
        self.charts = sections.flatMap(\.blocks).compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
    }

    /// What the templates see. Names of sections are the templates' to place.
    var context: [String: Any] {
        let answers = ClaimAnswers(index)
        let claims = answers.answers()
        var context: [String: Any] = [
            "title": Visible.text(
                index.definition.title.isEmpty ? index.definition.name : index.definition.title, limit: 200),
            "subtitle": QuestionSection.subtitle(index.definition),
            "tally": ClaimAnswers.tally(claims),
            "tiles": answers.headlines.map(tile),
            "claims": claims.map(\.context),
        ]
        for (name, blocks) in sections where !blocks.isEmpty { context[name] = section(blocks) }
        return context
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
