internal import Findings

/// `associations.csv`: how a creator's property goes with what the creator returned, over creators.
struct AssociationsTable: ReportTable {
    let file = "associations.csv"
    let about = "How a creator's property goes with what the creator returned, over creators."
    let columns: [TableColumn<AssociationRow>] = [
        TableColumn("property", .name, "`audience_overlap` or `brand_alignment`.") { .text($0.property) },
        TableColumn("outcome", .name, "`roas`.") { .text($0.outcome) },
        TableColumn("creators", .whole(.creators), "Creators with both.") { .whole($0.creators) },
        TableColumn("rho", .correlation, "Spearman's rank correlation, −1 to 1.") { .number($0.rho) },
        TableColumn("p", .probability, "Two-sided p by permutation of creators.") { .number($0.p) },
    ]
    let rows: [AssociationRow]

    init(_ source: TableSource) { rows = source.findings.associations }
}
