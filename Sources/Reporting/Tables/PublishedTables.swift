/// A table of the report, for who reads it back.
package struct PublishedTable: Sendable {
    /// A column as `tables/README.md` describes it.
    package struct Column: Sendable {
        package let name: String
        /// How its cells are to be read.
        package let type: TableType
        /// As people read it; of money the currency.
        package let unit: String
        /// A sentence for people.
        package let meaning: String
    }

    /// Inside the report's folder.
    package let path: String
    /// Without `.csv`.
    package let name: String
    /// In the order of the file.
    package let columns: [Column]
}

/// All tables, in the order of `tables/README.md`.
package func publishedTables(currency: String) -> [PublishedTable] {
    ReportTables.descriptions.map { table in
        PublishedTable(
            path: "tables/\(table.file)", name: table.name,
            columns: table.columns.map { column in
                let isMoney = column.unit == .money || column.unit == .estimatedMoney
                return PublishedTable.Column(
                    name: column.name, type: column.unit.type, unit: isMoney ? currency : column.unit.text, meaning: column.meaning)
            })
    }
}
