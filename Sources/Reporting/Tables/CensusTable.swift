internal import Findings

/// `census.csv`: who is there.
struct CensusTable: ReportTable {
    let file = "census.csv"
    let about = "Who is there: one row per tier, and one for what is in no tier (`unknown`)."
    let columns: [TableColumn<CensusRow>] = [
        TableColumn("tier", .name, "Tier, or `unknown`.") { .text($0.tier) },
        TableColumn("creators", .whole(.creators), "Creators with a post or deal in the tier.") { .whole($0.creators) },
        TableColumn("posts", .whole(.posts), "Posts.") { .whole($0.posts) },
        TableColumn("deals", .whole(.deals), "Deals.") { .whole($0.deals) },
        TableColumn("crossing_creators", .whole(.creators), "Creators that also appear in another tier.") {
            .whole($0.crossingCreators)
        },
    ]
    let rows: [CensusRow]

    init(_ source: TableSource) { rows = source.findings.census }
}
