/// What a table file holds, in words: for `tables/README.md` and for people who ask for a column.
struct TableDescription: Equatable {
    struct Column: Hashable {
        let name: String
        let unit: String
        let meaning: String
    }

    let file: String
    let about: String
    let columns: [Column]
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
            separated by `; `.

            A text that a spreadsheet would run as a formula starts with an extra `'`; a text that starts with `'` itself has one
            more. Take one leading `'` away to get the text as it was.


            """
        for table in tables {
            text += "## \(table.file)\n\n\(table.about)\n\n"
            text += "| column | unit | meaning |\n| --- | --- | --- |\n"
            for column in table.columns {
                text += "| `\(column.name)` | \(column.unit) | \(column.meaning) |\n"
            }
            text += "\n"
        }
        return text
    }
}
