internal import Findings

/// `bins.csv`: a rate by followers in quarter decades, without tiers.
struct FollowerBinsTable: ReportTable {
    let file = "bins.csv"
    let about = "Typical rate by followers, in quarter decades, without tiers."
    let columns: [TableColumn<BinRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn("followers_from", .whole(.followers), "Lower edge, included.") { .whole($0.from) },
        TableColumn("followers_to", .whole(.followers), "Upper edge, not included; empty: no upper edge.") {
            $0.to.map { .whole($0) } ?? .empty
        },
        TableColumn("posts", .whole(.posts), "Posts of the bin.") { .whole($0.posts) },
        TableColumn("creators", .whole(.creators), "Creators of the bin.") { .whole($0.creators) },
        TableColumn("value", .fraction, "Typical value of the bin's creators.") { .number($0.value) },
        TableColumn("ci_low", .fraction, "Lower limit of the interval.") { .number($0.low) },
        TableColumn("ci_high", .fraction, "Upper limit of the interval.") { .number($0.high) },
    ]
    let rows: [BinRow]

    init(_ source: TableSource) { rows = source.findings.bins }
}
