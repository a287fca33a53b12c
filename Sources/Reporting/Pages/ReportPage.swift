internal import Findings

/// Everything the pages say, before it becomes Markdown or HTML: the answer with its evidence and its caveats (`report.html`),
/// and every table (`details.html`); `report.md` has both.
struct ReportPage {
    /// The charts of both pages, each once; each is also a file.
    let charts: [Chart]
    private let index: FindingsIndex
    private let losses: LossSection
    private let answerCharts: [Chart]
    private let evidence: [Section]
    private let details: [Section]
    private let others: Section

    /// A part of a page with its anchor, which stays the same from run to run.
    struct Section {
        let id: String
        let title: String
        let blocks: [PageBlock]

        var context: [String: Any] {
            ["id": id, "title": title, "blocks": blocks.map(\.context).filter { !$0.isEmpty }]
        }
    }

    /// - Parameter changes: since the report before; nil where there is none to compare with.
    init(_ findings: FindingSet, inputs: [InputSummary], losses: LossList, changes: PublicationChanges? = nil, programVersion: String) {
        let index = FindingsIndex(findings, refused: RefusedFiles(inputs))
        let charts = ReportCharts(index)
        let lossSection = LossSection(losses, currency: index.definition.currency)
        let news = changes.flatMap { $0.isEmpty ? nil : ChangesSection($0, findings.definition).section() }
        evidence = [news].compactMap(\.self) + EvidenceSection(index, charts: charts).sections()
        details = [
            Section(id: "engagement", title: say("Engagement"), blocks: EngagementSection(index, charts: charts).blocks()),
            Section(id: "money", title: say("Money"), blocks: MoneySection(index, charts: charts).blocks()),
            Section(id: "time", title: say("Over time"), blocks: TrendSection(index, charts: charts).blocks()),
            Section(id: "creators", title: say("Creators and content"), blocks: CreatorSection(index, charts: charts).blocks()),
            Section(id: "segments", title: say("Segments"), blocks: SegmentSection(index, charts: charts).blocks()),
            Section(id: "question", title: say("The question"), blocks: QuestionSection(index, programVersion: programVersion).blocks()),
            Section(id: "quality", title: say("Data quality"), blocks: lossSection.blocks() + QualitySection(index).blocks()),
            Section(id: "formulas", title: say("Formulas"), blocks: FormulaSection.blocks()),
            Section(id: "limits", title: say("Known limits"), blocks: LimitsSection.blocks(index)),
            Section(id: "inputs", title: say("Inputs"), blocks: InputSection.blocks(inputs)),
        ]
        others = Section(
            id: "others", title: say("Further tables"), blocks: OtherTablesSection(findings, inputs: inputs, losses: losses).blocks())
        answerCharts = [charts.payoff, charts.engagement].compactMap(\.self)
        self.index = index
        self.losses = lossSection
        var seen: Set<String> = []
        self.charts = (answerCharts + (evidence + details).flatMap(\.blocks).flatMap(\.charts)).filter { seen.insert($0.name).inserted }
    }

    /// What the templates of all pages see.
    var context: [String: Any] {
        // In the order of the page: a word is explained where it stands first.
        var marker = TermMarker()
        let summary = Summary(index)
        var answer: [String: Any] = ["which": marker.context(summary.which), "next": summary.next.context]
        answer["howMuch"] = marker.context(summary.howMuch)
        answer["howSure"] = marker.context(summary.howSure)
        var context: [String: Any] = [
            "language": Language.current.code,
            "title": Visible.text(index.definition.title.isEmpty ? index.definition.name : index.definition.title, limit: 200),
            "subtitle": QuestionSection.subtitle(index.definition),
            "answer": answer,
            "claims": ClaimAnswers(index).answers().map { $0.context(&marker, anchor: anchor) },
            "returnTable": anchor(ClaimName.return.text.details),
            "words": Self.words,
            "evidence": evidence.map(\.context),
            "tables": tables.map(\.context),
            "others": others.context,
        ]
        if !answerCharts.isEmpty { context["charts"] = ["entries": answerCharts.map(\.context)] }
        if let above = losses.above() { context["losses"] = above.context }
        return context
    }

    /// Where the details have a table, or its section where these files fill no such table.
    private func anchor(_ place: DetailsPlace) -> String {
        let isThere = details.contains { part in
            part.blocks.contains { if case .table(let shown) = $0 { shown.id == place.table && !shown.rows.isEmpty } else { false } }
        }
        return isThere ? place.table : place.section
    }

    /// The details without the charts that the answer and its evidence show.
    private var tables: [Section] {
        let shown = Set((answerCharts + evidence.flatMap(\.blocks).flatMap(\.charts)).map(\.name))
        return details.map { section in
            let blocks = section.blocks.filter { block in block.charts.isEmpty || !block.charts.allSatisfy { shown.contains($0.name) } }
            return Section(id: section.id, title: section.title, blocks: blocks)
        }
    }

    /// What the templates themselves say.
    private static var words: [String: String] {
        [
            "brand": say("Tierwise report"), "answer": say("The answer"), "claims": say("What is said about micro-influencers, and what these files say"),
            "claim": say("Claim"), "claimsShort": say("The claims"), "verdict": say("Verdict"), "result": say("What these files show"), "interval": say("Interval"),
            "missing": say("Missing"), "changes": say("What would change it"), "remarks": say("To read with it"),
            "computed": say("How it is computed"), "others": say("Asked in other ways"), "table": say("The numbers as a table"),
            "contents": say("Contents"), "details": say("All tables"), "report": say("Back to the answer"),
            "search": say("Search this table"), "all": say("Show all rows"), "detailsTitle": say("All tables and definitions"),
            "markdown": say("The same as Markdown"),
            "unfold": say("Open a line for the sentence, what would change it, and how it is computed."),
        ]
    }
}
