internal import Findings
internal import SocialData

/// `estimates.csv`: one statistic of one metric of one tier of one segment per row.
struct EstimatesTable: ReportTable {
    let file = "estimates.csv"
    let about = "One statistic of one metric of one tier of one segment per row."
    let columns: [TableColumn<Estimate>] = [
        TableColumn("scheme", "name", "Tier scheme.") { .text($0.scheme) },
        TableColumn("segment", "name", "`all`, or `platform=instagram`, several parts joined by `;`.") {
            .text($0.segment)
        },
        TableColumn("tier", "name", "Tier of the scheme.") { .text($0.tier) },
        TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn(
            "statistic", "name",
            "`pooled` (total over total), `typical` (geometric mean of creators' posts), `creator_mean`, `post_mean`, `creator_median`, or a quantile of creators, `p10` to `p90`."
        ) { .text($0.statistic) },
        TableColumn("value", "fraction, or money per unit", "The estimate.") { .number($0.value) },
        TableColumn("ci_low", "as value", "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", "as value", "Upper limit of the interval.") { .number($0.high) },
        TableColumn("interval", "name", "`cr2`, `t` or `order`; empty without an interval.") {
            .optional($0.interval)
        },
        TableColumn("df", "number", "Degrees of freedom of the interval.") { .number($0.degreesOfFreedom) },
        TableColumn("units", "posts or deals", "Posts used, or deals for money.") { .whole($0.units) },
        TableColumn("creators", "creators", "Creators with at least one unit.") { .whole($0.creators) },
        TableColumn(
            "effective_creators", "creators",
            "How many equally large creators would weigh the same; small where one creator dominates."
        ) { .number($0.effectiveCreators) },
        TableColumn("zero_creators", "creators", "Creators whose numerator is 0.") { .whole($0.zeroCreators) },
        TableColumn(
            "low_share", "fraction",
            "Mean over creators of the share of their posts with a numerator below 3; above 0.01 there is no typical value. Empty for money."
        ) { .number($0.lowShare) },
        TableColumn("numerator", "count, or money", "Exact total of the numerator.") {
            Self.total($0.numerator, of: $0.metric, \.numeratorIsMoney)
        },
        TableColumn("denominator", "count, or money", "Exact total of the denominator.") {
            Self.total($0.denominator, of: $0.metric, \.denominatorIsMoney)
        },
        TableColumn(
            "missing_share", "fraction",
            "Share of the tier's used units that lack the numerator or the denominator."
        ) {
            .number($0.missingShare)
        },
        TableColumn("notes", "names", "What to know when reading the row.") { .list($0.notes) },
    ]
    let rows: [Estimate]

    init(_ source: TableSource) { rows = source.findings.estimates }

    /// A total in the unit of its metric. Totals of a metric nobody described are whole numbers as they were added.
    private static func total(_ total: ExactTotal, of metric: MetricName, _ isMoney: KeyPath<MetricDefinition, Bool>) -> TableValue {
        MetricDefinition.of(metric)?[keyPath: isMoney] == true ? .money(total) : .whole(total.value)
    }
}
