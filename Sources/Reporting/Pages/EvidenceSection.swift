internal import Findings
internal import SocialData

/// What the answer rests on, and what to keep in mind when it is used: the part of `report.html` below the claims.
struct EvidenceSection {
    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    private var definition: Definition { index.definition }
    private var currency: String { definition.currency }

    /// Only those that have something to show.
    func sections() -> [ReportPage.Section] {
        [
            ReportPage.Section(id: "money-per-tier", title: say("Where the money went"), blocks: money()),
            ReportPage.Section(id: "how-firm", title: say("How firm the answer is"), blocks: firmness()),
            ReportPage.Section(id: "without-tiers", title: say("Without tiers, and over time"), blocks: beyondTiers()),
            ReportPage.Section(id: "caveats", title: say("Keep in mind"), blocks: Caveats(index).blocks()),
        ].filter { !$0.blocks.isEmpty }
    }

    // MARK: Money

    private func money() -> [PageBlock] {
        guard index.hasCountingDeals, index.hasOrders else { return [] }
        let rows = index.findings.money.filter { $0.deals > 0 }
        let table = PageTable(
            caption: definition.margin == 1
                ? say("What deals cost and brought, per tier")
                : say("What deals cost and brought at a margin of \(Format.setting(definition.margin)), per tier"),
            columns: [
                .text(say("tier")), .number(say("deals")), .number(say("spent")), .number(say("net revenue")), .number(profitTitle),
                .number(say("interval")), .number(definition.margin == 1 ? say("sold for what they cost") : say("paid for themselves")),
            ],
            rows: rows.map(cells) + programme, file: "tables/payoff.csv", id: "money-per-tier-table", details: "returns")
        return [.table(table)] + [.pair([charts.creators, charts.budget].compactMap(\.self))]
    }

    private var profitTitle: String { definition.margin == 1 ? say("net revenue minus cost") : say("profit") }

    private func cells(_ row: MoneyRow) -> [PageTable.Cell] {
        return [.text(Visible.text(row.tier)), .count(row.deals), amount(row.cost), amount(row.net)] + result(index.payoff(tier: row.tier))
    }

    private var programme: [[PageTable.Cell]] {
        guard let row = index.programme, let deals = row.deals, let cost = row.cost, let net = row.net
        else { return [] }
        return [[.text(say("all tiers")), .count(deals), amount(cost), amount(net)] + result(row)]
    }

    private func amount(_ total: ExactTotal) -> PageTable.Cell { .text(Format.whole(total, currency)) }

    private func result(_ row: PayoffRow?) -> [PageTable.Cell] {
        guard let row else { return [.missing, .missing, .missing] }
        let interval = row.profitLow.flatMap { low in
            row.profitHigh.map { high in
                say("\(Format.decimal(low, decimals: 0)) to \(Format.decimal(high, decimals: 0))").replacing(" ", with: Format.wideSpace)
            }
        }
        let paidOff = row.paidOff.flatMap { paid in row.creators.map { say("\(Format.count(paid)) of \(Format.count($0))") } }
        return [
            row.profit.map(amount) ?? .missing, interval.map { .text($0) } ?? .missing, paidOff.map { .text($0) } ?? .missing,
        ]
    }

    // MARK: Firmness

    private func firmness() -> [PageBlock] {
        let metrics = [index.engagement, MetricName.returnOnSpend]
        let adjustment = metrics.compactMap { charts.adjustment[$0] }
        let boundaries = metrics.compactMap { charts.boundaries[$0] }
        guard !adjustment.isEmpty || !boundaries.isEmpty else { return [] }
        return [.pair(adjustment), .pair(boundaries)]
    }

    // MARK: Beyond tiers

    private func beyondTiers() -> [PageBlock] {
        let shown = [charts.curves[MetricName.engagementByFollowers] ?? charts.bins, charts.time].compactMap(\.self)
        return shown.isEmpty ? [] : [.pair(shown)]
    }
}
