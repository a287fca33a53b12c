internal import Findings

/// `robustness.csv`: what the headlines say to who looks once, and to who looks again and again.
struct RobustnessTable: ReportTable {
    let file = "robustness.csv"
    let about = "One headline and one view of it per row: what it says to who looks once, and to who looks again and again."
    let columns: [TableColumn<RobustnessRow>] = [
        TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("a", "name", "Tier A.") { .text($0.a) },
        TableColumn("b", "name", "Tier B.") { .text($0.b) },
        TableColumn("view", "name", "`once`, or `repeated`: interval and p that hold at all looks together.") {
            .text($0.view.rawValue)
        },
        TableColumn("scale", "name", "`log`, or `linear` for money.") { .text($0.scale) },
        TableColumn("estimate", "as scale", "Of the analysis that the verdict rests on, A relative to B.") { .number($0.estimate) },
        TableColumn("ci_low", "as scale", "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", "as scale", "Upper limit of the interval.") { .number($0.high) },
        TableColumn("p", "probability", "Two-sided p, not adjusted for the number of questions.") { .number($0.p) },
        TableColumn("includes_none", "0 or 1", "1 where the interval holds no difference; empty without an interval.") {
            $0.includesNoDifference.map { .flag($0) } ?? .empty
        },
    ]
    let rows: [RobustnessRow]

    init(_ source: TableSource) { rows = source.findings.robustness }
}
