internal import Findings
internal import SocialData

/// `estimates.csv`: one statistic of one metric of one tier of one segment per row.
struct EstimatesTable: ReportTable {
    let file = "estimates.csv"
    let about = "One statistic of one metric of one tier of one segment per row."
    let columns: [TableColumn<Estimate>]
    let rows: [Estimate]

    init(_ source: TableSource) {
        rows = source.findings.estimates
        columns = Self.values + Self.units(source.currency)
    }

    private static let values: [TableColumn<Estimate>] = [
        TableColumn("scheme", .name, "Tier scheme.") { .text($0.scheme) },
        TableColumn("segment", .name, "`all`, or `platform=instagram`, several parts joined by `;`.") {
            .text($0.segment)
        },
        TableColumn("tier", .name, "Tier of the scheme.") { .text($0.tier) },
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn(
            "statistic", .name,
            "`pooled` (total over total), `typical` (geometric mean of creators' posts), `creator_mean`, `post_mean`, `creator_median`, or a quantile of creators, `p10` to `p90`."
        ) { .text($0.statistic) },
        TableColumn("value", .measured(in: "value_unit"), "The estimate.") { .number($0.value) },
        TableColumn("ci_low", .measured(in: "value_unit"), "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .measured(in: "value_unit"), "Upper limit of the interval.") { .number($0.high) },
        TableColumn("interval", .name, "`cr2`, `t` or `order`; empty without an interval.") {
            .optional($0.interval)
        },
        TableColumn("df", .number, "Degrees of freedom of the interval.") { .number($0.degreesOfFreedom) },
        TableColumn("units", .counted(in: "unit"), "Posts used, or deals for money.") { .whole($0.units) },
        TableColumn("creators", .whole(.creators), "Creators with at least one unit.") { .whole($0.creators) },
        TableColumn(
            "effective_creators", .average(.creators),
            "How many equally large creators would weigh the same; small where one creator dominates."
        ) { .number($0.effectiveCreators) },
        TableColumn("zero_creators", .whole(.creators), "Creators whose numerator is 0.") { .whole($0.zeroCreators) },
        TableColumn(
            "low_share", .fraction,
            "Mean over creators of the share of their posts with a numerator below 3; above 0.01 there is no typical value. Empty for money."
        ) { .number($0.lowShare) },
        TableColumn("numerator", .measured(in: "numerator_unit"), "Exact total of the numerator.") {
            Self.total($0.numerator, of: $0.metric, \.numeratorIsMoney)
        },
        TableColumn("denominator", .measured(in: "denominator_unit"), "Exact total of the denominator.") {
            Self.total($0.denominator, of: $0.metric, \.denominatorIsMoney)
        },
        TableColumn(
            "missing_share", .fraction,
            "Share of the tier's used units that lack the numerator or the denominator."
        ) {
            .number($0.missingShare)
        },
        TableColumn("notes", .names, "What to know when reading the row.") { .list($0.notes) },
    ]

    /// What the numbers of a row are in, which its metric says.
    private static func units(_ currency: String) -> [TableColumn<Estimate>] {
        [
            TableColumn("unit", .name, "Of `units`: `posts` or `deals`.") {
                .text(MetricDefinition.ofPosts.map(\.name).contains($0.metric) ? TableUnit.Thing.posts : .deals)
            },
            TableColumn("value_unit", .name, "Of `value` and its limits: `fraction`, `ratio` or the currency.") { .unit(of: $0.metric, currency) },
            TableColumn("numerator_unit", .name, "Of `numerator`: `count` or the currency.") {
                .text(isMoney($0.metric, \.numeratorIsMoney) ? currency : TableUnit.Thing.count.rawValue)
            },
            TableColumn("denominator_unit", .name, "Of `denominator`: `count` or the currency.") {
                .text(isMoney($0.metric, \.denominatorIsMoney) ? currency : TableUnit.Thing.count.rawValue)
            },
        ]
    }

    /// A total in the unit of its metric. Totals of a metric nobody described are whole numbers as they were added.
    private static func total(_ total: ExactTotal, of metric: MetricName, _ isMoney: KeyPath<MetricDefinition, Bool>) -> TableValue {
        Self.isMoney(metric, isMoney) ? .money(total) : .whole(total.value)
    }

    private static func isMoney(_ metric: MetricName, _ total: KeyPath<MetricDefinition, Bool>) -> Bool {
        MetricDefinition.of(metric)?[keyPath: total] == true
    }
}
