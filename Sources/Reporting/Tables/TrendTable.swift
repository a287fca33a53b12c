internal import Findings

/// `trend.csv`: how a tier's share of an amount moved from month to month.
struct TrendTable: ReportTable {
    let file = "trend.csv"
    let about = "How a tier's share of an amount moved from month to month."
    let columns: [TableColumn<TrendRow>] = [
        TableColumn("measure", .name, "`spend`, `posts` or `engagement`.") { .text($0.measure) },
        TableColumn(
            "tiers", .name,
            "`as_posted`, `fixed` (every creator in the tier of their first month) or `difference` of the two slopes."
        ) { .text($0.tiers) },
        TableColumn("tier", .name, "Tier.") { .text($0.tier) },
        TableColumn("months", .whole(.months), "Months with a positive total.") { .whole($0.months) },
        TableColumn("creators", .whole(.creators), "Creators.") { .whole($0.creators) },
        TableColumn("slope", .fractionPerMonth, "Change of the share per month (least squares).") {
            .number($0.slope)
        },
        TableColumn("se", .fractionPerMonth, "Standard error by the jackknife over creators.") {
            .number($0.standardError)
        },
        TableColumn("df", .number, "Degrees of freedom.") { .number($0.degreesOfFreedom) },
        TableColumn("ci_low", .fractionPerMonth, "Lower limit of the slope.") { .number($0.low) },
        TableColumn("ci_high", .fractionPerMonth, "Upper limit of the slope.") { .number($0.high) },
        TableColumn("p", .probability, "Two-sided p of a slope of 0.") { .number($0.p) },
        TableColumn("p_adjusted", .probability, "p after Holm across tiers.") { .number($0.pAdjusted) },
        TableColumn("mann_kendall_s", .whole(.count), "Months that rose minus months that fell, over all pairs.") {
            $0.mannKendallScore.map { .whole($0) } ?? .empty
        },
        TableColumn("mann_kendall_z", .z, "The same, standardised.") { .number($0.mannKendallZ) },
        TableColumn("mann_kendall_p", .probability, "Two-sided p of that.") { .number($0.mannKendallP) },
        TableColumn("theil_sen", .fractionPerMonth, "Median of the slopes of all pairs of months.") {
            .number($0.theilSenSlope)
        },
    ]
    let rows: [TrendRow]

    init(_ source: TableSource) { rows = source.findings.trend }
}
