internal import Findings

/// `attribution.csv`: how orders were credited to deals; below it, what codes alone and links alone say of the same orders.
struct AttributionTable: ReportTable {
    let file = "attribution.csv"
    let about = "How orders were credited to deals; below it, what codes alone and links alone say of the same orders."
    let columns: [TableColumn<AttributionRow>] = [
        TableColumn(
            "attribution", .name,
            "`promo_code`, `utm` (link), `ambiguous_code` (valid for two creators, credited to nobody), `unattributed`: "
                + "every order once. Then side by side, an order in several: `code_only` (what codes credit if links did not count), "
                + "`link_only` (what links would credit if codes did not count), `either`, `conflicting` (code and link name different creators)."
        ) { .text($0.attribution) },
        TableColumn("orders", .whole(.orders), "Orders.") { .whole($0.orders) },
        TableColumn("gross", .money, "Revenue before refunds.") { .money($0.gross) },
        TableColumn("refund", .money, "Refunds.") { .money($0.refund) },
        TableColumn(
            "without_money", .whole(.orders), "Orders that bring no money: cancelled, voided, failed, or without a rate."
        ) {
            .whole($0.withoutMoney)
        },
    ]
    let rows: [AttributionRow]

    init(_ source: TableSource) { rows = source.findings.attribution + source.findings.attributionWitnesses }
}
