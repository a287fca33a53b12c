internal import Findings

/// `missing.csv`: what each compared tier lacks, and how far the headlines could move for it.
struct MissingTable: ReportTable {
    let file = "missing.csv"
    let about =
        "What each compared tier lacks of a headline's posts or deals, one headline, thing lacking and tier per row, and the bounds of the headline for it."
    let columns: [TableColumn<MissingRow>]
    let rows: [MissingRow]

    init(_ source: TableSource) {
        let currency = source.currency
        rows = source.findings.missing
        columns = Self.values + [
            TableColumn("value_unit", .name, "Of `value` and the quartiles: `fraction`, or `ratio` for money.") { .unit(of: $0.metric, currency) }
        ]
    }

    private static let values: [TableColumn<MissingRow>] = [
        TableColumn("metric", .name, "Metric; formulas stand in the report.") { .text($0.metric) },
        TableColumn(
            "part", .name,
            "What is lacking: `numbers` that the metric is made of (counts or followers; cost, currency, rate, start or creator), or `orders`."
        ) { .text($0.part) },
        TableColumn("a", .name, "Tier A.") { .text($0.a) },
        TableColumn("b", .name, "Tier B.") { .text($0.b) },
        TableColumn("tier", .name, "The tier of this row, A or B.") { .text($0.tier) },
        TableColumn("unit", .name, "`posts` or `deals`.") { .text($0.unit) },
        TableColumn("units", .counted(in: "unit"), "Of the tier, those that lack something included.") { .whole($0.units) },
        TableColumn("missing", .counted(in: "unit"), "Of these, the ones that lack it.") { .whole($0.missing) },
        TableColumn("share", .fraction, "`missing` over `units`; empty without units.") { .number($0.share) },
        TableColumn(
            "uneven", .flag,
            "1 where the note `uneven_missing` stands: more than 0.2 in a tier (not of orders), or more than 0.1 apart."
        ) { .flag($0.isUneven) },
        TableColumn("value", .measured(in: "value_unit"), "The tier's headline value, from the units that are there; of `orders` from deals with one.") {
            .number($0.value)
        },
        TableColumn("quartile_low", .measured(in: "value_unit"), "Lower quartile of the units that are there.") { .number($0.lowerQuartile) },
        TableColumn("quartile_high", .measured(in: "value_unit"), "Upper quartile of the units that are there.") { .number($0.upperQuartile) },
        TableColumn("scale", .name, "`log`, or `linear` for money.") { .text($0.scale) },
        TableColumn(
            "bound_low", .measured(in: "scale"), "The headline, A relative to B, if all that A lacks were at A's lower quartile and all that B lacks at B's upper."
        ) { .number($0.low) },
        TableColumn("bound_high", .measured(in: "scale"), "The other way round.") { .number($0.high) },
        TableColumn("ratio_low", .ratio, "`bound_low` as a ratio; empty for money.") { .number($0.ratioLow) },
        TableColumn("ratio_high", .ratio, "`bound_high` as a ratio; empty for money.") { .number($0.ratioHigh) },
        TableColumn("why_empty", .text, "Why there are no bounds.") { .optional($0.whyEmpty) },
    ]
}
