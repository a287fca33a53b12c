internal import Findings

/// `elasticity.csv`: how the rate goes with followers over all tiers, within strata.
struct ElasticityTable: ReportTable {
    let file = "elasticity.csv"
    let about = "How the rate goes with followers over all tiers, within strata."
    let columns: [TableColumn<ElasticityRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("slope", .logPerLog, "Change of the log rate per unit of log followers (β).") {
            .number($0.slope)
        },
        TableColumn("se_cr1", .logPerLog, "Standard error CR1, for comparison with other tools.") {
            .number($0.standardErrorCR1)
        },
        TableColumn("se", .logPerLog, "Standard error used: the jackknife over creators (CR3).") {
            .number($0.standardError)
        },
        TableColumn("df", .number, "Degrees of freedom.") { .number($0.degreesOfFreedom) },
        TableColumn("p", .probability, "Two-sided p of a slope of 0.") { .number($0.p) },
        TableColumn("ci_low", .logPerLog, "Lower limit of the slope.") { .number($0.low) },
        TableColumn("ci_high", .logPerLog, "Upper limit of the slope.") { .number($0.high) },
        TableColumn("per_tenfold", .fraction, "Change of the rate for ten times the followers, 10^β − 1.") {
            .number($0.perTenfold)
        },
        TableColumn("per_tenfold_low", .fraction, "Lower limit of that change.") { .number($0.perTenfoldLow) },
        TableColumn("per_tenfold_high", .fraction, "Upper limit of that change.") { .number($0.perTenfoldHigh) },
        TableColumn("creators", .whole(.creators), "Creators.") { .whole($0.creators) },
        TableColumn("rows", .whole(.rows), "Creators in strata: the rows of the regression.") { .whole($0.rows) },
        TableColumn("strata", .whole(.strata), "Strata: platform, niche, post type, sponsored or not.") {
            .whole($0.strata)
        },
    ]
    let rows: [ElasticityRow]

    init(_ source: TableSource) { rows = source.findings.elasticity }
}
