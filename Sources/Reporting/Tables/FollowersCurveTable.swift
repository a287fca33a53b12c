internal import Findings

/// `curve.csv`: a metric over followers without any cut.
struct FollowersCurveTable: ReportTable {
    let file = "curve.csv"
    let about = "A metric over followers without any cut, a smooth line at every quarter decade."
    let columns: [TableColumn<CurveRow>]
    let rows: [CurveRow]

    init(_ source: TableSource) {
        let currency = source.currency
        rows = source.findings.curve
        columns = Self.values + [
            TableColumn("unit", .name, "Of `value` and its limits: `fraction`, or `ratio` for money.") { .unit(of: $0.metric, currency) }
        ]
    }

    private static let values: [TableColumn<CurveRow>] = [
        TableColumn("metric", .name, "`er_followers` or `roas`.") { .text($0.metric) },
        TableColumn("position", .logFollowers, "Where on the axis: 4 is 10,000 followers.") {
            .number($0.position)
        },
        TableColumn("creators", .whole(.creators), "Creators within half a decade.") { .whole($0.creators) },
        TableColumn("effective_creators", .average(.creators), "The same, weighted by nearness; below 10 no value is given.") {
            .number($0.effectiveCreators)
        },
        TableColumn("value", .measured(in: "unit"), "Typical rate, or net revenue over cost.") { .number($0.value) },
        TableColumn("ci_low", .measured(in: "unit"), "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .measured(in: "unit"), "Upper limit of the interval.") { .number($0.high) },
    ]
}
