import TestSupport
import Testing

@testable import RecordFormats
import SocialData
import TextValues

/// DuckDB's rejects suite: which lines are refused, why, in which column, and what is kept.
@Suite(.needs("suites/csv-rejects")) struct CSVRejectsTests {
    struct Case: @unchecked Sendable, CustomTestStringConvertible {
        // Values of JSONSerialization, never written to.
        let json: [String: Any]
        let columns: [(name: String, type: String)]
        var file: String { json["file"] as! String }
        var options: [String: Any] { json["options"] as! [String: Any] }
        var testDescription: String { file }
    }

    static let cases: [Case] = {
        guard let json = try? sharedJSON("suites/csv-rejects/expected.json") as? [[String: Any]]
        else { return [] }
        return json.map { json in
            Case(json: json, columns: columnOrder(json))
        }
    }()

    /// JSON objects have no order here: the names are in the order that the rejects' column numbers and the suite's
    /// own files give.
    private static func columnOrder(_ json: [String: Any]) -> [(name: String, type: String)] {
        let order = ["a", "b", "c", "col0", "col1", "col2", "num", "str", "name", "last_name", "age", "current_day", "tomorrow", "barks"]
        let types = json["columns"] as! [String: String]
        return order.compactMap { name in types[name].map { (name, $0) } }
    }

    private static let kinds: [RecordFaultKind: String] = [
        .tooFewFields: "MISSING COLUMNS", .tooManyFields: "TOO MANY COLUMNS", .textAfterQuote: "UNQUOTED VALUE",
        .recordTooLong: "LINE SIZE OVER MAXIMUM", .invalidEncoding: "INVALID ENCODING",
        // What we call a short last line without a line end.
        .incompleteLastRecord: "MISSING COLUMNS",
    ]

    @Test func theSuiteIsTheOneWeKnow() { #expect(Self.cases.count == 25) }

    @Test(arguments: cases)
    func fault20_28_rejectsAsDuckDB(_ item: Case) throws {
        let bytes = try SharedFolder.bytes("suites/csv-rejects/" + item.file)
        let limits = RecordLimits(recordBytes: (item.options["max_line_size"] as? String).flatMap(Int.init) ?? 4 << 20)
        let headerLines = try detectDialect(sample: bytes, isWhole: true).dialect.headerLines
        let dialect = Dialect(headerLines: headerLines)
        // Two files end every line with a delimiter: one column more than declared.
        let isWider = item.file.hasSuffix("bad.csv") && item.columns.count == 3 || item.file.hasSuffix("bad2.csv") && item.columns.count == 3
        let outcome =
            bytes.count < 3_000
            ? readCSVAllWays(bytes, dialect, columns: item.columns.count + (isWider ? 1 : 0), limits: limits)
            : readCSV(bytes, dialect, columns: item.columns.count, limits: limits)

        var found: Set<String> = []
        var accepted: [[String]] = []
        var raws: [Int: String] = [:]
        for fault in outcome.faults {
            raws[fault.line] = String(decoding: fault.raw, as: UTF8.self)
            let all = [FurtherFault(kind: fault.kind, column: fault.column, detail: fault.detail)] + fault.further
            for one in all {
                found.insert("\(fault.line) \(Self.kinds[one.kind] ?? "?\(one.kind)") \(one.column.map(String.init) ?? "NULL")")
            }
            let cells = ForgivingFields(fault.raw.span, dialect: dialect)
            var start = 0
            for (index, end) in cells.ends.enumerated() where index < item.columns.count {
                if !fits(Array(fault.raw[start..<end]), item.columns[index].type, item.options) {
                    found.insert("\(fault.line) CAST \(index + 1)")
                }
                start = end + 1
            }
        }
        for record in outcome.records {
            let bad = item.columns.indices.filter { !fits(record.fields[$0], item.columns[$0].type, item.options) }
            raws[record.line] = String(decoding: record.raw, as: UTF8.self)
            for index in bad { found.insert("\(record.line) CAST \(index + 1)") }
            if bad.isEmpty {
                accepted.append(record.fields.map { String(decoding: $0, as: UTF8.self).trimmed }.prefix(item.columns.count).map { $0 })
            }
        }

        var expected: Set<String> = []
        for reject in item.json["rejects"] as! [[String: Any]] {
            let line = number(reject["line"])!
            let kind = reject["error"] as! String
            // One fault says how many columns are missing or too many; the suite has a row for each, the first one
            // with the number of ours.
            let isRepeated = expected.contains { $0.hasPrefix("\(line) \(kind)") } && kind.hasSuffix("COLUMNS")
            if !isRepeated { expected.insert("\(line) \(kind) \(number(reject["column"]).map(String.init) ?? "NULL")") }
            // The suite writes invalid bytes as question marks.
            if kind != "INVALID ENCODING", !(reject["csv_line"] as! String).contains("?") {
                #expect(raws[line] == reject["csv_line"] as? String)
            }
        }
        #expect(found == expected)

        let rows = item.json["accepted_rows"] as! [[String]]
        if item.file.contains("big_bad") || item.file.contains("flush_cast") {
            // The answer of a counting query.
            #expect(String(accepted.count) == rows[0].last)
        } else if item.file.hasSuffix("rejects/flush.csv") {
            #expect(accepted.count == rows.count)
        } else {
            #expect(accepted == rows.map { $0.map(\.trimmed) })
        }
    }

    private func number(_ value: Any?) -> Int? {
        value as? Int ?? (value as? String).flatMap(Int.init)
    }

    /// Whether the text has the type, by the parsers that our own mappings use.
    private func fits(_ bytes: [UInt8], _ type: String, _ options: [String: Any]) -> Bool {
        var bytes = bytes
        if bytes.count >= 2, bytes.first == 0x22, bytes.last == 0x22 { bytes = Array(bytes.dropFirst().dropLast()) }
        let text = Array(String(decoding: bytes, as: UTF8.self).trimmed.utf8)
        switch type {
        case "VARCHAR": return true
        case "INTEGER": return CountText.parse(text.span).value != nil
        case "DECIMAL": return ExactDecimal(text.span) != nil
        case "DATE":
            let pattern = options["dateformat"] == nil ? "yyyy-MM-dd" : "dd-MM-yyyy"
            return (try? DatePattern(pattern))?.parse(text.span).value != nil
        default: return false
        }
    }
}

extension String {
    var trimmed: String { String(trimmingPrefix { $0 == " " }) }
}
