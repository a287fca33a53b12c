internal import Findings

/// `robustness.csv`: what the headlines say to who looks once, and to who looks again and again, and what would end a lead.
struct RobustnessTable: ReportTable {
    let file = "robustness.csv"
    let about =
        "One headline and one view of it per row: what it says to who looks once, and to who looks again and again; of money also how unequally codes and links may catch sales, and how much cost per deal nobody may have recorded, before the answer turns."
    let columns: [TableColumn<RobustnessRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("a", .name, "Tier A.") { .text($0.a) },
        TableColumn("b", .name, "Tier B.") { .text($0.b) },
        TableColumn("view", .name, "`once`; `repeated`: interval and p that hold at all looks together; `attribution`, `unrecorded_cost`: what would end the lead.") {
            .text($0.view)
        },
        TableColumn("scale", .name, "`log`, or `linear` for money.") { .text($0.scale) },
        TableColumn("estimate", .measured(in: "scale"), "Of the analysis that the verdict rests on, A relative to B.") { .number($0.estimate) },
        TableColumn("ci_low", .measured(in: "scale"), "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .measured(in: "scale"), "Upper limit of the interval.") { .number($0.high) },
        TableColumn("p", .probability, "Two-sided p, not adjusted for the number of questions.") { .number($0.p) },
        TableColumn("includes_none", .flag, "1 where the interval holds no difference; empty without an interval.") {
            $0.includesNoDifference.map { .flag($0) } ?? .empty
        },
        TableColumn(
            "tipping", .ratio,
            "On the row `attribution`: the share of B's sales that codes and links catch, over the same share of A's, at which both return the same, by totals."
        ) { .number($0.attribution?.tipping) },
        TableColumn("a_clear_above", .ratio, "Of the same: A's lead is clear above it.") { .number($0.attribution?.aClearAbove) },
        TableColumn("b_clear_below", .ratio, "Of the same: B's lead is clear below it.") { .number($0.attribution?.bClearBelow) },
        TableColumn("leader", .name, "On the row `unrecorded_cost`: the tier that returns more by totals.") {
            .optional($0.unrecordedCost?.leader)
        },
        TableColumn(
            "unclear_cost", .money, "The cost that nobody recorded, the same for every deal, at which its lead is no longer clear; 0 where it is not clear as it is."
        ) { $0.unrecordedCost?.unclear.map { .money($0) } ?? .empty },
        TableColumn("equal_cost", .money, "The same at which both tiers return the same.") {
            $0.unrecordedCost?.equal.map { .money($0) } ?? .empty
        },
        TableColumn(
            "missing", .names,
            "Why a number is missing: `deals` (a tier has none that counts), `orders` (none is credited), `not_estimable`, `never_equal` (no cost makes both return the same), `stays_clear` (the lead is clear up to ten times the larger mean cost of a deal)."
        ) { .list($0.gaps) },
    ]
    let rows: [RobustnessRow]

    init(_ source: TableSource) { rows = source.findings.robustness }
}
