internal import Findings

/// `trend_months.csv`: a tier's amount and share in one month per row.
struct TrendMonthsTable: ReportTable {
    let file = "trend_months.csv"
    let about = "A tier's amount and share in one month per row."
    let columns: [TableColumn<TrendMonthRow>]
    let rows: [TrendMonthRow]

    init(_ source: TableSource) {
        let currency = source.currency
        rows = source.findings.trendMonths
        columns = Self.values + [
            TableColumn("unit", .name, "Of `amount`: the currency, `posts`, or `count` for engagements.") { row in
                switch row.measure {
                case .spend: .text(currency)
                case .posts: .text(TableUnit.Thing.posts)
                case .engagement: .text(TableUnit.Thing.count)
                }
            }
        ]
    }

    private static let values: [TableColumn<TrendMonthRow>] = [
        TableColumn("measure", .name, "`spend`, `posts` or `engagement`.") { .text($0.measure) },
        TableColumn("month", .month, "Month in the pipeline's calendar, `2024-07`.") { .text($0.month) },
        TableColumn("tier", .name, "Tier.") { .text($0.tier) },
        TableColumn("amount", .measured(in: "unit"), "Spend, posts or engagements.") {
            $0.measure == .spend ? .money($0.amount) : .whole($0.amount.value)
        },
        TableColumn("share", .fraction, "Share of all tiers of the month; empty where there is nothing.") {
            .number($0.share)
        },
    ]
}
