internal import Findings

/// `followers_sources.csv`: where the followers that place posts and deals in a tier come from.
struct FollowersSourcesTable: ReportTable {
    let file = "followers_sources.csv"
    let about = "Where the followers that place posts and deals in a tier come from."
    let columns: [TableColumn<FollowersSourceRow>] = [
        TableColumn("unit", .name, "`posts` or `deals`.") { .text($0.unit) },
        TableColumn("tier", .name, "Tier, or `unknown`.") { .text($0.tier) },
        TableColumn(
            "source", .name,
            "`post`, `snapshot_before`, `snapshot_after`, `profile` (places a post in a tier, is never divided by), `unknown`."
        ) { .text($0.source) },
        TableColumn("rows", .counted(in: "unit"), "How many.") { .whole($0.rows) },
    ]
    let rows: [FollowersSourceRow]

    init(_ source: TableSource) { rows = source.findings.followersSources }
}
