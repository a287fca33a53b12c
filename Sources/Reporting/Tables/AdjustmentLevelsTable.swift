internal import Findings

/// `ladder.csv`: the sets of strata that were looked at for like for like, finest first.
struct AdjustmentLevelsTable: ReportTable {
    let file = "ladder.csv"
    let about =
        "The ways to form strata that were looked at for the like-for-like comparison, finest first; the first adequate one is used."
    let columns: [TableColumn<AdjustmentLevelRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("rung", .names, "What makes a stratum, joined by `+`.") { .text($0.rung) },
        TableColumn("coverage_a", .fraction, "Share of A's weight in strata that hold both tiers.") {
            .number($0.coverageA)
        },
        TableColumn("coverage_b", .fraction, "Share of B's weight in strata that hold both tiers.") {
            .number($0.coverageB)
        },
        TableColumn("creators_a", .whole(.creators), "Creators of A in such strata.") { .whole($0.creatorsA) },
        TableColumn("creators_b", .whole(.creators), "Creators of B in such strata.") { .whole($0.creatorsB) },
        TableColumn("strata", .whole(.strata), "Strata that hold both tiers.") { .whole($0.strata) },
        TableColumn("adequate", .flag, "1 where both shares and both numbers of creators suffice.") {
            .flag($0.isAdequate)
        },
    ]
    let rows: [AdjustmentLevelRow]

    init(_ source: TableSource) { rows = source.findings.ladder }
}
