internal import Findings

/// `curve.csv`: a metric over followers without any cut.
struct FollowersCurveTable: ReportTable {
    let file = "curve.csv"
    let about = "A metric over followers without any cut, a smooth line at every quarter decade."
    let columns: [TableColumn<CurveRow>] = [
        TableColumn("metric", "name", "`er_followers` or `roas`.") { .text($0.metric) },
        TableColumn("position", "log₁₀ of followers", "Where on the axis: 4 is 10,000 followers.") {
            .number($0.position)
        },
        TableColumn("creators", "creators", "Creators within half a decade.") { .whole($0.creators) },
        TableColumn("effective_creators", "creators", "The same, weighted by nearness; below 10 no value is given.") {
            .number($0.effectiveCreators)
        },
        TableColumn("value", "fraction, or ratio", "Typical rate, or net revenue over cost.") { .number($0.value) },
        TableColumn("ci_low", "as value", "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", "as value", "Upper limit of the interval.") { .number($0.high) },
    ]
    let rows: [CurveRow]

    init(_ source: TableSource) { rows = source.findings.curve }
}
