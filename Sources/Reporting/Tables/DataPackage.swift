internal import Findings
internal import RecordFormats

/// `tables/datapackage.json`: what the tables hold, for programs (Data Package, version 1, <https://specs.frictionlessdata.io>).
///
/// Made from the one list of columns that writes the tables. A function of the question alone: hashes and rows of the files stand
/// in the manifest.
enum DataPackage {
    static let file = "datapackage.json"

    static func text(_ tables: [TableDescription], of definition: Definition) -> [UInt8] {
        let package = JSONText.object([
            ("profile", .text("tabular-data-package")),
            ("name", .text(identifier(definition.name))),
            ("title", .text(definition.title.isEmpty ? definition.name : definition.title)),
            ("description", .text(
                "Tables of a Tierwise report. An empty cell is null, never 0. A text that a spreadsheet would run as a formula, "
                    + "or that starts with an apostrophe, starts with one apostrophe more.")),
            ("resources", .list(tables.map { resource($0, definition.currency) })),
        ])
        return Array((package.pretty() + "\n").utf8)
    }

    private static func resource(_ table: TableDescription, _ currency: String) -> JSONText {
        .object([
            ("profile", .text("tabular-data-resource")),
            ("name", .text(table.name)),
            ("path", .text(table.file)),
            ("description", .text(table.about)),
            ("format", .text("csv")),
            ("mediatype", .text("text/csv")),
            ("encoding", .text("utf-8")),
            ("dialect", .object([
                ("delimiter", .text(",")), ("quoteChar", .text("\"")), ("doubleQuote", .number("true")), ("lineTerminator", .text("\n")),
                ("skipInitialSpace", .number("false")), ("header", .number("true")), ("caseSensitiveHeader", .number("true")),
            ])),
            ("schema", .object([
                ("fields", .list(table.columns.map { field($0, currency) })),
                ("missingValues", .list([.text("")])),
            ])),
        ])
    }

    private static func field(_ column: TableDescription.Column, _ currency: String) -> JSONText {
        var members: [(String, JSONText)] = [
            ("name", .text(column.name)), ("type", .text(column.unit.type.fieldType)), ("description", .text(column.meaning)),
        ]
        switch column.unit {
        case .flag: members += [("trueValues", .list([.text("1")])), ("falseValues", .list([.text("0")]))]
        case .money, .estimatedMoney: members.append(("unit", .text(currency)))
        default:
            // Not in the standard, which allows more members: the column that says the unit of a row.
            if let other = column.unit.column {
                members.append(("unitField", .text(other)))
            } else if column.unit.type.isNumeric {
                members.append(("unit", .text(column.unit.text)))
            }
        }
        if !column.words.isEmpty { members.append(("constraints", .object([("enum", .list(column.words.map(JSONText.text)))]))) }
        return .object(members)
    }

    /// A name as the standard wants it: lower-case letters, digits, `-`, `.` and `_`.
    static func identifier(_ name: String) -> String {
        let characters = name.lowercased().unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "0"..."9", "-", ".", "_": Character(scalar)
            default: "-"
            }
        }
        return characters.isEmpty ? "tierwise" : String(characters)
    }
}

extension TableType {
    /// As the standard calls it. A decimal amount is a number there, which is exact.
    fileprivate var fieldType: String {
        switch self {
        case .string: "string"
        case .yearMonth: "yearmonth"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number, .amount: "number"
        }
    }

    fileprivate var isNumeric: Bool { [.integer, .number, .amount].contains(self) }
}
