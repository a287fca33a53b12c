internal import Findings

/// `windows.csv`: money with orders of the first days only, and of new customers only.
struct WindowsTable: ReportTable {
    let file = "windows.csv"
    let about =
        "The return of a tier, or of two compared, with orders of so many days after a deal's start only, or of new customers only: one of them per row. No rows where no file holds an order that is credited to a deal."
    let columns: [TableColumn<WindowRow>] = [
        TableColumn("days", .whole(.days), "Orders of so many days after a deal's start, on deals at least that old; empty for all orders of all deals.") {
            .optional($0.days)
        },
        TableColumn("customers", .name, "`all`, or `new`: only orders that the shop calls a customer's first.") { .text($0.customers) },
        TableColumn("tier", .name, "Tier.") { .text($0.tier) },
        TableColumn("versus", .name, "The tier that it is compared with; empty where the row is of one tier.") { .optional($0.versus) },
        TableColumn(
            "analysis", .name,
            "What the difference rests on: `\(Analysis.raw)`, `\(Analysis.envelope)` or `\(Analysis.adjusted)`; empty where the row is of one tier."
        ) { .optional($0.analysis) },
        TableColumn("estimate", .ratio, "Net revenue over cost; of two tiers the difference.") { .number($0.estimate) },
        TableColumn("ci_low", .ratio, "Lower limit of the interval, that of one look also with `looks: repeated`.") { .number($0.low) },
        TableColumn("ci_high", .ratio, "Upper limit of the interval, that of one look also with `looks: repeated`.") { .number($0.high) },
        TableColumn("p", .probability, "Two-sided p of a difference, of one look also with `looks: repeated`, not adjusted for the number of questions.") { .number($0.p) },
        TableColumn(
            "missing", .names,
            "Why there is no estimate, no interval, or no verdict on a difference: `deals` where none is that old, `new_customer` where more than 20% of a tier's orders do not say it, else as in claims.csv."
        ) { .list($0.missing) },
        TableColumn("deals", .whole(.deals), "Deals that count.") { .optional($0.sums?.deals) },
        TableColumn("young_deals", .whole(.deals), "Deals that count elsewhere, but started too late for these days.") {
            .optional($0.sums?.youngDeals)
        },
        TableColumn("creators", .whole(.creators), "Creators with such a deal.") { .optional($0.sums?.creators) },
        TableColumn("cost", .money, "Cost of the deals.") { $0.sums.map { .money($0.cost) } ?? .empty },
        TableColumn("orders", .whole(.orders), "Orders of the row.") { .optional($0.sums?.orders) },
        TableColumn("net", .money, "Their revenue after refunds, whenever these came.") { $0.sums.map { .money($0.net) } ?? .empty },
        TableColumn(
            "customers_known", .fraction, "Share of all orders of these days that say whether the customer is new; empty without orders."
        ) { .number($0.sums?.customersKnown) },
        TableColumn(
            "follow_up", .average(.days),
            "Median days for which a deal collects orders, on the row of all orders; empty where nothing says when that ended."
        ) { .number($0.sums?.followUp) },
    ]
    let rows: [WindowRow]

    init(_ source: TableSource) { rows = source.findings.windows }
}
