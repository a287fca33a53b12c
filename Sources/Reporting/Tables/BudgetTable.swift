internal import Findings

/// `budget.csv`: what one budget would have returned, spent on past deals drawn anew, for five mixes of the two tiers.
struct BudgetTable: ReportTable {
    let file = "budget.csv"
    let about = "What one budget would have returned, spent on past deals drawn anew, for five mixes of the two tiers."
    let columns: [TableColumn<BudgetRow>] = [
        TableColumn("budget", .money, "The budget.") { .money($0.budget) },
        TableColumn("share_a", .percent, "Part of the budget that goes to tier A.") { .whole($0.shareA) },
        TableColumn("median_deals", .average(.deals), "Deals that the budget buys, median of the draws.") {
            .number($0.medianDeals)
        },
        TableColumn("mean", .fractionOfBudget, "Mean profit over budget.") { .number($0.mean) },
        TableColumn("p5", .fractionOfBudget, "5% of the draws end below.") { .number($0.p5) },
        TableColumn("p50", .fractionOfBudget, "Half of the draws end below.") { .number($0.p50) },
        TableColumn("p95", .fractionOfBudget, "95% of the draws end below.") { .number($0.p95) },
        TableColumn("loss_probability", .probability, "Share of the draws that end with a loss.") {
            .number($0.lossProbability)
        },
        TableColumn("beats_probability", .probability, "Share of the draws in which A alone ends above B alone.") {
            .number($0.beatsProbability)
        },
        TableColumn("notes", .names, "`supply`, `extrapolation`.") { .list($0.notes) },
        TableColumn("largest_budget", .money, "On a row of one tier alone that has a note: the largest budget that has none.") {
            $0.largest.map { .money($0) } ?? .empty
        },
    ]
    let rows: [BudgetRow]

    init(_ source: TableSource) { rows = source.findings.budget }
}
