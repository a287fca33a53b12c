internal import Findings

/// One budget, spent on past deals drawn anew, in either tier and in mixes (Methods 14).
struct BudgetSection {
    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    private var definition: Definition { index.definition }

    func blocks() -> [PageBlock] {
        let heading = PageBlock.heading(say("The same budget in each tier"))
        guard let budget = definition.budget else {
            return [
                heading,
                .paragraph(say("The pipeline file names no budget. A line such as budget: 50000 asks what it would have brought in each tier.")),
            ]
        }
        let rows = index.findings.budget
        guard rows.contains(where: { $0.p50 != nil }) else {
            return [heading, .paragraph(say("A tier has no deal that counts, so no budget can be drawn from its past deals."))]
        }
        var blocks: [PageBlock] = [heading]
        if let chart = charts.budget { blocks.append(.chart(chart)) }
        blocks.append(.table(table(rows, budget)))
        if let chance = rows.compactMap(\.beatsProbability).first {
            blocks.append(.paragraph(say("\(index.nameA) alone ends above \(index.nameB) alone in \(Format.share(chance)) of the draws, ties half.")))
        }
        blocks.append(
            .note(
                say("Each of \(Format.count(definition.resamples)) draws takes creators of the tier at random, then deals of theirs until the budget is spent. It assumes the past price list: neither prices nor what a deal brings change with the budget.")))
        let notes = Set(rows.flatMap(\.notes)).inOrder.map { "\($0.rawValue): \(Wording.note($0))." }
        if !notes.isEmpty { blocks.append(.list(notes)) }
        return blocks
    }

    private func table(_ rows: [BudgetRow], _ budget: ExactTotal) -> PageTable {
        PageTable(
            caption: say("Profit over budget with \(Format.currency(Format.amount(budget), definition.currency))"),
            columns: [
                .text(say("to \(index.nameA)")), .number(say("median")), .number(say("5 to \(Format.share(0.95)) of draws")),
                .number(say("mean")), .number(say("loss in")), .number(say("deals, median")),
            ],
            rows: rows.map { row in
                let value = Format.quantity(row.p50, low: row.p5, high: row.p95, kind: .percent, border: 0, significant: 2)
                return [
                    .text(Format.share(Double(row.shareA) / 100)), row.p50 == nil ? .missing(say("no deals")) : .text(value.value),
                    value.cellInterval.map { .text($0) } ?? .missing,
                    .text(Format.quantity(row.mean, kind: .percent, border: 0, significant: 2).value),
                    .text(Format.share(row.lossProbability)), .text(Format.significant(row.medianDeals, digits: 4)),
                ]
            }, file: "tables/budget.csv", id: "budget")
    }
}
