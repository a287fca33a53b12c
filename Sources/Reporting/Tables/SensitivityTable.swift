internal import Findings

/// `sensitivity.csv`: the raw headline contrast with another boundary between the two tiers, or under another published scheme.
struct SensitivityTable: ReportTable {
    let file = "sensitivity.csv"
    let about =
        "The raw headline contrast with another boundary between the two tiers, or under another published scheme."
    let columns: [TableColumn<SensitivityRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("statistic", .name, "`typical` or `pooled`.") { .text($0.statistic) },
        TableColumn("kind", .name, "`boundary` or `scheme`.") { .text($0.kind) },
        TableColumn("name", .name, "The scheme; empty for a boundary.") { .text($0.name) },
        TableColumn("boundary", .whole(.followers), "Where A ends and B begins; empty for a scheme.") {
            $0.boundary.map { .whole($0) } ?? .empty
        },
        TableColumn("configured", .flag, "1 for the boundary of the pipeline.") { .flag($0.isConfigured) },
        TableColumn("scale", .name, "`log`: estimate is the logarithm of A over B; `linear`: A minus B.") {
            .text($0.scale)
        },
        TableColumn("estimate", .measured(in: "scale"), "The contrast.") { .number($0.estimate) },
        TableColumn("ci_low", .measured(in: "scale"), "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .measured(in: "scale"), "Upper limit of the interval.") { .number($0.high) },
        TableColumn("p", .probability, "Two-sided p, not adjusted.") { .number($0.p) },
        TableColumn("verdict", .text, "Screening verdict, from the unadjusted p.") { .text($0.verdict.description) },
        TableColumn("creators_a", .whole(.creators), "Creators of A.") { .whole($0.creatorsA) },
        TableColumn("creators_b", .whole(.creators), "Creators of B.") { .whole($0.creatorsB) },
    ]
    let rows: [SensitivityRow]

    init(_ source: TableSource) { rows = source.findings.sensitivity }
}
