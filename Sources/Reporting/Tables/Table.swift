/// What a table file holds: for `tables/README.md`, for `tables/datapackage.json` and for people who ask for a column.
struct TableDescription: Equatable {
    struct Column: Hashable {
        let name: String
        let unit: TableUnit
        let meaning: String
        /// The words that a cell can be, where the table's rows are named by them.
        var words: [String] = []
    }

    let file: String
    let about: String
    let columns: [Column]
    /// What rows are about where they are named in a column, as columns of a wide table would be; none elsewhere.
    var items: [Column] = []

    /// Without `.csv`.
    var name: String { String(file.dropLast(".csv".count)) }
}

/// A written table.
struct Table {
    /// File name in `tables/`.
    let file: String
    let csv: [UInt8]
}

extension TableDescription {
    /// `tables/README.md`: every column of every table. Descriptions are Markdown, written in this module.
    static func readme(_ tables: [TableDescription], currency: String) -> String {
        var text = """
            # Tables

            One observation per row, in canonical order; UTF-8, RFC 4180 quoting, line feeds. The decimal point is `.`, an empty
            cell is null (not defined, not known), never 0. Rates are fractions, not percents. Money is in
            \(MarkdownText.escape(Visible.text(currency))) as exact decimal text. Other decimals have at most 12 significant digits. Lists inside a cell are
            separated by `; `. Where a unit is `as` a column, that column says it row by row.

            A text that a spreadsheet would run as a formula starts with an extra `'`; a text that starts with `'` itself has one
            more. Take one leading `'` away to get the text as it was.

            `\(DataPackage.file)` says the same to programs: a Data Package (<https://datapackage.org>) with type and unit of every column.


            """
        for table in tables {
            text += "## \(table.file)\n\n\(table.about)\n\n\(list(table.columns, of: "column"))\n"
            if !table.items.isEmpty { text += "\(list(table.items, of: "item"))\n" }
        }
        return text
    }

    private static func list(_ columns: [Column], of what: String) -> String {
        columns.reduce("| \(what) | unit | meaning |\n| --- | --- | --- |\n") { $0 + "| `\($1.name)` | \($1.unit.text) | \($1.meaning) |\n" }
    }
}
