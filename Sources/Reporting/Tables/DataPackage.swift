internal import Findings

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
            ("resources", .array(tables.map { resource($0, definition.currency) })),
        ])
        return package.bytes
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
                ("delimiter", .text(",")), ("quoteChar", .text("\"")), ("doubleQuote", .bool(true)), ("lineTerminator", .text("\n")),
                ("skipInitialSpace", .bool(false)), ("header", .bool(true)), ("caseSensitiveHeader", .bool(true)),
            ])),
            ("schema", .object([
                ("fields", .array(table.columns.map { field($0, currency) })),
                ("missingValues", .array([.text("")])),
            ])),
        ])
    }

    private static func field(_ column: TableDescription.Column, _ currency: String) -> JSONText {
        var members: [(name: String, value: JSONText)] = [
            ("name", .text(column.name)), ("type", .text(column.unit.type.fieldType)), ("description", .text(column.meaning)),
        ]
        switch column.unit {
        case .flag: members += [("trueValues", .array([.text("1")])), ("falseValues", .array([.text("0")]))]
        case .money, .estimatedMoney: members.append(("unit", .text(currency)))
        default:
            // Not in the standard, which allows more members: the column that says the unit of a row.
            if let other = column.unit.column {
                members.append(("unitField", .text(other)))
            } else if column.unit.type.isNumeric {
                members.append(("unit", .text(column.unit.text)))
            }
        }
        if !column.words.isEmpty { members.append(("constraints", .object([("enum", .array(column.words.map(JSONText.text)))]))) }
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

/// A JSON value on its way to a file: members in the order given, indented by two spaces, so that the same value is the same text.
indirect enum JSONText {
    case text(String)
    case bool(Bool)
    case array([JSONText])
    case object([(name: String, value: JSONText)])

    /// The whole text, with a line feed at its end.
    var bytes: [UInt8] {
        var output: [UInt8] = []
        append(to: &output, indent: 0)
        output.append(UInt8(ascii: "\n"))
        return output
    }

    private func append(to output: inout [UInt8], indent: Int) {
        switch self {
        case .text(let text): Self.append(text, to: &output)
        case .bool(let value): output += Array((value ? "true" : "false").utf8)
        case .array(let values):
            Self.append(values, in: ("[", "]"), to: &output, indent) { $0.append(to: &$1, indent: indent + 1) }
        case .object(let members):
            Self.append(members, in: ("{", "}"), to: &output, indent) { member, output in
                Self.append(member.name, to: &output)
                output += Array(": ".utf8)
                member.value.append(to: &output, indent: indent + 1)
            }
        }
    }

    private static func append<Part>(
        _ parts: [Part], in ends: (String, String), to output: inout [UInt8], _ indent: Int, _ append: (Part, inout [UInt8]) -> Void
    ) {
        output += Array(ends.0.utf8)
        for (index, part) in parts.enumerated() {
            output += Array("\(index > 0 ? "," : "")\n\(String(repeating: "  ", count: indent + 1))".utf8)
            append(part, &output)
        }
        if !parts.isEmpty { output += Array("\n\(String(repeating: "  ", count: indent))".utf8) }
        output += Array(ends.1.utf8)
    }

    private static func append(_ text: String, to output: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): output += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): output += Array("\\n".utf8)
            case 0..<0x20, 0x7F: output += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
