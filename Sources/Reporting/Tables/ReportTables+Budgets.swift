internal import Findings

/// Tables about where money went, and where the next budget could.
extension ReportTables {
    static let trend = TableDefinition<TrendRow>(
        file: "trend.csv", about: "How a tier's share of an amount moved from month to month.",
        columns: [
            TableColumn("measure", "name", "`spend`, `posts` or `engagement`.") { .text($0.measure) },
            TableColumn(
                "tiers", "name",
                "`as_posted`, `fixed` (every creator in the tier of their first month) or `difference` of the two slopes."
            ) { .text($0.tiers) },
            TableColumn("tier", "name", "Tier.") { .text($0.tier) },
            TableColumn("months", "months", "Months with a positive total.") { .whole($0.months) },
            TableColumn("creators", "creators", "Creators.") { .whole($0.creators) },
            TableColumn("slope", "fraction per month", "Change of the share per month (least squares).") {
                .number($0.slope)
            },
            TableColumn("se", "fraction per month", "Standard error by the jackknife over creators.") {
                .number($0.standardError)
            },
            TableColumn("df", "number", "Degrees of freedom.") { .number($0.degreesOfFreedom) },
            TableColumn("ci_low", "fraction per month", "Lower limit of the slope.") { .number($0.low) },
            TableColumn("ci_high", "fraction per month", "Upper limit of the slope.") { .number($0.high) },
            TableColumn("p", "probability", "Two-sided p of a slope of 0.") { .number($0.p) },
            TableColumn("p_adjusted", "probability", "p after Holm across tiers.") { .number($0.pAdjusted) },
            TableColumn("mann_kendall_s", "count", "Months that rose minus months that fell, over all pairs.") {
                $0.mannKendallScore.map { .whole($0) } ?? .empty
            },
            TableColumn("mann_kendall_z", "z", "The same, standardised.") { .number($0.mannKendallZ) },
            TableColumn("mann_kendall_p", "probability", "Two-sided p of that.") { .number($0.mannKendallP) },
            TableColumn("theil_sen", "fraction per month", "Median of the slopes of all pairs of months.") {
                .number($0.theilSenSlope)
            },
        ])

    static let trendMonths = TableDefinition<TrendMonthRow>(
        file: "trend_months.csv", about: "A tier's amount and share in one month per row.",
        columns: [
            TableColumn("measure", "name", "`spend`, `posts` or `engagement`.") { .text($0.measure) },
            TableColumn("month", "month", "Month in the pipeline's calendar, `2024-07`.") { .text($0.month) },
            TableColumn("tier", "name", "Tier.") { .text($0.tier) },
            TableColumn("amount", "money, or count", "Spend, posts or engagements.") {
                $0.measure == .spend ? .money($0.amount) : .whole($0.amount.value)
            },
            TableColumn("share", "fraction", "Share of all tiers of the month; empty where there is nothing.") {
                .number($0.share)
            },
        ])

    static let budget = TableDefinition<BudgetRow>(
        file: "budget.csv",
        about: "What one budget would have returned, spent on past deals drawn anew, for five mixes of the two tiers.",
        columns: [
            TableColumn("budget", "money", "The budget.") { .money($0.budget) },
            TableColumn("share_a", "percent", "Part of the budget that goes to tier A.") { .whole($0.shareA) },
            TableColumn("median_deals", "deals", "Deals that the budget buys, median of the draws.") {
                .number($0.medianDeals)
            },
            TableColumn("mean", "fraction of budget", "Mean profit over budget.") { .number($0.mean) },
            TableColumn("p5", "fraction of budget", "5 % of the draws end below.") { .number($0.p5) },
            TableColumn("p50", "fraction of budget", "Half of the draws end below.") { .number($0.p50) },
            TableColumn("p95", "fraction of budget", "95 % of the draws end below.") { .number($0.p95) },
            TableColumn("loss_probability", "probability", "Share of the draws that end with a loss.") {
                .number($0.lossProbability)
            },
            TableColumn("beats_probability", "probability", "Share of the draws in which A alone ends above B alone.") {
                .number($0.beatsProbability)
            },
            TableColumn("notes", "names", "`supply`, `extrapolation`.") { .list($0.notes) },
        ])
}
