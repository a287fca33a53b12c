internal import Findings

/// Where money, posts and engagement went from month to month (Methods 13).
struct TrendSection {
    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    func blocks() -> [PageBlock] {
        let rows = index.findings.trend
        guard !index.findings.trendMonths.isEmpty || !rows.isEmpty else {
            return [.paragraph(say("These findings hold no months, so nothing can be said of a shift between tiers."))]
        }
        var blocks: [PageBlock] = charts.months.map { .chart($0) }
        if rows.contains(where: { $0.slope != nil }) {
            blocks.append(.table(slopes(rows)))
            blocks.append(
                .note(
                    say("A slope is in percentage points of the month's total, by least squares; its interval comes from leaving out one creator at a time. Beside it Mann and Kendall's test of order and Theil and Sen's median slope, which single months cannot move. With tiers fixed every creator stays in the tier of their first month: what is left of a slope then is not creators growing out of a tier. A test needs six months and ten creators.")
                ))
        } else {
            let months = rows.map(\.months).max() ?? 0
            blocks.append(
                .paragraph(
                    say("No trend can be tested: it needs six months with an amount and ten creators; here are \(Format.counted(months, .month)).")))
        }
        return blocks
    }

    private func slopes(_ rows: [TrendRow]) -> PageTable {
        PageTable(
            caption: say("Change of a tier's share per month, in percentage points"),
            columns: [
                .text(say("share of")), .text(say("tiers")), .text(say("tier")), .number(say("per month")), .number(say("interval")), .number(say("p")),
                .number(say("p, Holm")), .number(say("Theil–Sen")), .number(say("p, Mann–Kendall")), .number(say("months")), .number(say("creators")),
            ],
            rows: rows.map { row in
                let slope = Format.points(row.slope, row.low, row.high)
                return [
                    .text(Wording.measure(row.measure)), .text(Wording.tiers(row.tiers)), .text(Visible.text(row.tier)),
                    row.slope == nil ? .missing(say("too few months or creators")) : .text(Format.signed(slope.value, row.slope)),
                    slope.cellInterval.map { .text($0) } ?? .missing, .text(Format.probability(row.p)),
                    .text(Format.probability(row.pAdjusted)),
                    .text(row.theilSenSlope == nil ? Format.missing : Format.points(row.theilSenSlope, nil, nil).value),
                    .text(Format.probability(row.mannKendallP)), .count(row.months), .count(row.creators),
                ]
            }, file: "tables/trend.csv", id: "trend"
        ).limited(to: 40)
    }
}
