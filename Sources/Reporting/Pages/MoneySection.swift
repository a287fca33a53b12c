internal import Findings
internal import SocialData

/// Evidence about money: return per tier, unit costs, the cost ledger with what is unknown in it, and how orders were credited.
struct MoneySection {
    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    private var currency: String { Visible.text(index.definition.currency) }
    private var rows: [MoneyRow] { index.findings.money }
    /// Tiers without a deal have no costs to show.
    private var paidRows: [MoneyRow] { rows.filter { $0.deals > 0 } }

    func blocks() -> [PageBlock] {
        guard index.hasDeals else { return [.paragraph(say("These files hold no deals."))] + attribution() }
        guard index.hasCountingDeals else {
            return [.paragraph(UncountedDeals.said(index))] + attribution()
        }
        var blocks: [PageBlock] = []
        if let chart = charts.roi { blocks.append(.chart(chart)) }
        if !index.hasOrders {
            blocks.append(
                .paragraph(say("These files hold no orders. Revenue and return are not known, which is not the same as 0.")))
        }
        blocks.append(.table(returns()))
        blocks.append(.note(basis))
        let contrast = contrast()
        if index.hasOrders, !contrast.rows.isEmpty {
            blocks.append(.table(contrast))
            blocks += VerdictSection(index, metric: MetricName.returnOnSpend, charts: charts).blocks()
            if let chart = charts.curves[MetricName.returnOnSpend] {
                blocks.append(.heading(say("Without tiers")))
                blocks.append(.chart(chart))
            }
            blocks += BudgetSection(index, charts: charts).blocks()
        }
        blocks.append(.heading(say("What a result cost")))
        blocks.append(.table(unitCosts()))
        blocks.append(.heading(say("What the deals cost")))
        blocks.append(.table(ledger()))
        blocks.append(
            .note(
                say("Known in: deals that state the component, 0 included. An unknown component counts as nothing in the cost, so a return with unknown components is the highest that these files allow.")))
        blocks += unpaid()
        return blocks + attribution()
    }

    private var basis: String {
        let definition = index.definition
        let margin =
            definition.margin == 1
            ? say("ROI is on revenue: no margin is set, so the cost of the goods is not in it.")
            : say("ROI = margin × net revenue / cost − 1 with a margin of \(Format.setting(definition.margin)).")
        return margin + " "
            + say("Deals that started less than \(Format.counted(definition.maturityDays, .day)) before the data cut-off are left out. Orders count to a deal's link for \(Format.counted(definition.windowDays, .day)) from its start, and to its code while the code is valid.")
    }

    private func returns() -> PageTable {
        let on = index.definition.margin == 1 ? say("ROI on revenue") : say("ROI")
        let known = index.hasOrders
        return PageTable(
            caption: say("Return on spend per tier, in \(currency)"),
            columns: [
                .text(say("tier")), .number(say("creators")), .number(say("deals")), .number(say("without a sale")), .number(say("cost")),
                .number(say("net revenue")),
                .number(say("net revenue per 1 \(currency)")), .number(on), .number(say("from the top creator")),
            ],
            rows: rows.map { row in
                let roas = Format.quantity(known ? row.roas : nil, low: row.roasLow, high: row.roasHigh, kind: .money)
                let roi = Format.quantity(
                    known ? row.roi : nil, low: row.roiLow, high: row.roiHigh, kind: .percent, border: 0, significant: 2
                )
                let why = known ? (row.deals == 0 ? say("no deals") : say("no cost")) : say("no orders")
                return [
                    .text(Visible.text(row.tier)), .count(row.creators), .count(row.deals),
                    known ? .count(row.dealsWithoutSale) : .missing(why), .text(Format.money(row.cost)),
                    known ? .text(Format.money(row.net)) : .missing(why),
                    known && row.roas != nil ? .text(roas.text) : .missing(why),
                    known && row.roi != nil ? .text(roi.text) : .missing(why),
                    .text(known ? Format.share(row.topCreatorShare) : Format.missing),
                ]
            },
            file: "tables/money.csv", id: "returns")
    }

    private func contrast() -> PageTable {
        let a = index.nameA
        let b = index.nameB
        return PageTable(
            caption: say("Net revenue per 1 \(currency), \(a) minus \(b)"),
            columns: [
                .text(say("analysis")), .number(say("difference")), .number(say("interval")), .number(say("creators, \(a)")),
                .number(say("creators, \(b)")),
                .number(say("p")), .number(say("detectable from")),
            ],
            rows: MoneyContrast(index).analyses.map { row in
                let difference = Format.quantity(row.estimate, low: row.low, high: row.high, kind: .money, border: 0)
                return [
                    .term(Wording.capitalised(Wording.analysis(row.analysis)), name: row.analysis.rawValue),
                    row.estimate == nil ? .missing(say("not defined")) : .text(difference.value),
                    difference.cellInterval.map { .text($0) } ?? .missing(say("no interval")), .count(row.creatorsA),
                    .count(row.creatorsB),
                    .text(Format.probability(row.p)),
                    .text(
                        row.minimumDetectableEffect.map { Format.quantity($0, kind: .money).value } ?? Format.missing),
                ]
            },
            file: "tables/comparisons.csv", id: "return-contrast")
    }

    private func unitCosts() -> PageTable {
        PageTable(
            caption: say("Unit costs and orders per tier, in \(currency)"),
            columns: [
                .text(say("tier")), .number(say("per engagement")), .number(say("per \(Format.count(1_000)) impressions")), .number(say("per order")),
                .number(say("orders")),
                .number(say("gross revenue")), .number(say("refunds")), .number(say("refund rate")), .number(say("average order")),
            ],
            rows: paidRows.map { row in
                let known = index.hasOrders
                return [
                    .text(Visible.text(row.tier)), amount(row.costPerEngagement),
                    amount(row.costPerThousandImpressions),
                    known ? amount(row.costPerOrder) : .missing(say("no orders")),
                    known ? .count(row.orders) : .missing(say("no orders")),
                    known ? .text(Format.money(row.gross)) : .missing(say("no orders")),
                    known ? .text(Format.money(row.refund)) : .missing(say("no orders")),
                    .text(known ? Format.percent(row.refundRate) : Format.missing),
                    known ? amount(row.averageOrderValue) : .missing,
                ]
            },
            file: "tables/money.csv", id: "unit-costs")
    }

    private func amount(_ value: Double?) -> PageTable.Cell { .text(Format.quantity(value, kind: .money).value) }

    private func ledger() -> PageTable {
        let rows = paidRows
        var components: [CostComponent] = []
        for entry in rows.flatMap(\.costByComponent) where !components.contains(entry.component) {
            components.append(entry.component)
        }
        return PageTable(
            caption: say("Cost ledger, in \(currency)"),
            columns: [.text(say("component"))]
                + rows.flatMap { [.number(Visible.text($0.tier)), .number(say("known in"))] },
            rows: components.map { component in
                [.text(Wording.component(component))]
                    + rows.flatMap { row -> [PageTable.Cell] in
                        let entry = row.costByComponent.first { $0.component == component }
                        let known = entry?.knownDeals ?? 0
                        let deals = say("\(Format.count(known)) of \(Format.count(row.deals))")
                        guard let entry, known > 0 else { return [.missing(say("unknown")), .text(deals)] }
                        return [.text(Format.money(entry.amount)), .text(deals)]
                    }
            } + [
                [.text(say("all that is known"))]
                    + rows.flatMap { row -> [PageTable.Cell] in
                        [
                            .text(Format.money(row.cost)),
                            .text(row.costShareKnown.map { Format.share($0) } ?? Format.missing),
                        ]
                    }
            ],
            file: "tables/money.csv", id: "cost-ledger")
    }

    private func unpaid() -> [PageBlock] {
        let unpaid = rows.filter { $0.unpaidDeals > 0 }
        guard !unpaid.isEmpty else { return [] }
        let parts = unpaid.map { row in
            let (tier, deals) = (Visible.text(row.tier), Format.counted(row.unpaidDeals, .deal))
            guard index.hasOrders else { return "\(tier): \(deals)" }
            return say("\(tier): \(deals) with \(Format.currency(Format.money(row.unpaidNet), index.definition.currency)) net revenue")
        }
        return [.paragraph(say("Deals that cost nothing have no return on spend and stand apart. \(parts.joined(separator: "; "))."))]
    }

    private func attribution() -> [PageBlock] {
        let heading = PageBlock.heading(say("How orders were credited"))
        guard index.findings.attribution.contains(where: { $0.orders > 0 }) else {
            return [heading, .paragraph(say("No orders to credit in these files."))]
        }
        let rule = OrderCredit.rule
        let others = index.findings.attribution.filter { !rule.contains($0.attribution) }
        let four = rule.map { name in
            index.findings.attribution.first { $0.attribution == name }
                ?? AttributionRow(
                    attribution: name, orders: 0, gross: ExactTotal(0), refund: ExactTotal(0), withoutMoney: 0)
        }
        return [
            heading,
            .table(
                PageTable(
                    caption: say("Orders and their money, in \(currency)"),
                    columns: [
                        .text(say("credited")), .number(say("orders")), .number(say("gross revenue")), .number(say("refunds")),
                        .number(say("orders without money")),
                    ],
                    rows: (four + others).map { row in
                        [
                            .text(Wording.attribution(row.attribution)), .count(row.orders),
                            .text(Format.money(row.gross)),
                            .text(Format.money(row.refund)), .count(row.withoutMoney),
                        ]
                    },
                    file: "tables/attribution.csv", id: "credits")),
            .note(
                say("Codes and links see only part of what creators sell: buyers come back without them, and codes leak to coupon sites. Orders without money were cancelled, voided or failed, or have no exchange rate.")),
        ]
    }
}
