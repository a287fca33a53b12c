internal import Findings

/// `flags.csv`: how many creators of a tier carry a flag.
struct CreatorFlagsTable: ReportTable {
    let file = "flags.csv"
    let about = "How many creators of a tier carry a flag. Heuristics: nobody is left out for one."
    let columns: [TableColumn<FlagRow>] = [
        TableColumn("tier", .name, "Tier.") { .text($0.tier) },
        TableColumn("flag", .name, "The flag, or `any`.") { .text($0.flag) },
        TableColumn("assessed", .whole(.creators), "Creators for whom the flag could be computed.") { .whole($0.assessed) },
        TableColumn("flagged", .whole(.creators), "Creators that carry it.") { .whole($0.flagged) },
    ]
    let rows: [FlagRow]

    init(_ source: TableSource) { rows = source.findings.flags }
}
