internal import Findings

/// `comparisons.csv`: one contrast of two tiers, A relative to B, per row.
struct ComparisonsTable: ReportTable {
    let file = "comparisons.csv"
    let about = "One contrast of two tiers, A relative to B, per row."
    let columns: [TableColumn<Comparison>] = [
        TableColumn("scheme", .name, "Tier scheme.") { .text($0.scheme) },
        TableColumn("segment", .name, "`all`, or `platform=instagram`, several parts joined by `;`.") {
            .text($0.segment)
        },
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("statistic", .name, "`typical` or `pooled`.") { .text($0.statistic) },
        TableColumn("a", .name, "Tier A.") { .text($0.a) },
        TableColumn("b", .name, "Tier B.") { .text($0.b) },
        TableColumn(
            "analysis", .name,
            "`raw`, or another way to the same contrast: `adjusted` (like for like), `bootstrap`, `mover`, `hull` (the widest of them), `ranks`, `permutation`, `without_top_creator`."
        ) { .text($0.analysis) },
        TableColumn(
            "scale", .name,
            "`log`: estimate is the logarithm of A over B; `linear`: A minus B; `cliffs_delta`: how much more often a creator of A lies above one of B than below."
        ) { .text($0.scale) },
        TableColumn("estimate", .measured(in: "scale"), "The contrast.") { .number($0.estimate) },
        TableColumn("se", .measured(in: "scale"), "Standard error over creators of both tiers jointly.") {
            .number($0.standardError)
        },
        TableColumn("df", .number, "Degrees of freedom.") { .number($0.degreesOfFreedom) },
        TableColumn("ci_low", .measured(in: "scale"), "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .measured(in: "scale"), "Upper limit of the interval.") { .number($0.high) },
        TableColumn("ratio", .ratio, "A over B, on the log scale.") { .number($0.ratio) },
        TableColumn("ratio_low", .ratio, "Lower limit of the ratio.") { .number($0.ratioLow) },
        TableColumn("ratio_high", .ratio, "Upper limit of the ratio.") { .number($0.ratioHigh) },
        TableColumn("p", .probability, "Two-sided p, not adjusted for the number of comparisons.") {
            .number($0.p)
        },
        TableColumn("p_adjusted", .probability, "p adjusted within its family (Holm, or Benjamini and Hochberg).") {
            .number($0.pAdjusted)
        },
        TableColumn("family", .name, "`primary` (the headlines), `claims` (the first page's other questions), `exploratory`, or empty: in no family.") { .text($0.family) },
        TableColumn("mde", .measured(in: "scale"), "Smallest effect that the data could have shown with 80% power.") {
            .number($0.minimumDetectableEffect)
        },
        TableColumn("creators_a", .whole(.creators), "Creators of A.") { .whole($0.creatorsA) },
        TableColumn("creators_b", .whole(.creators), "Creators of B.") { .whole($0.creatorsB) },
        TableColumn("effective_a", .average(.creators), "Effective number of creators of A.") { .number($0.effectiveA) },
        TableColumn("effective_b", .average(.creators), "Effective number of creators of B.") { .number($0.effectiveB) },
        TableColumn("rung", .names, "What makes a stratum of a like-for-like row, joined by `+`.") {
            .optional($0.rung)
        },
        TableColumn("coverage_a", .fraction, "Share of A's weight in strata that hold both tiers.") {
            .number($0.coverageA)
        },
        TableColumn("coverage_b", .fraction, "Share of B's weight in strata that hold both tiers.") {
            .number($0.coverageB)
        },
        TableColumn("verdict", .text, "Verdict of a headline question, on its raw row.") {
            .optional($0.verdict?.description)
        },
        TableColumn("basis", .name, "What the verdict rests on: `adjusted` or `raw`.") { .optional($0.basis) },
        TableColumn("simpson", .name, "Raw against like for like: `none`, `reversal`, `explained_by_mix`, `masked_by_mix`, `sign_change` or `not_assessed`.") {
            .optional($0.simpson)
        },
        TableColumn("notes", .names, "What to know when reading the row.") { .list($0.notes) },
    ]
    let rows: [Comparison]

    init(_ source: TableSource) { rows = source.findings.comparisons }
}
