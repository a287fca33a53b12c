import Foundation
import TestSupport
import Testing

/// Cells of published tables against what a case expects.
extension GoldenCase {
    /// Tables show 12 significant digits, so a value may be off by half a unit of the twelfth.
    private static let published = 5e-12

    /// The golden comparison rule: `null` equals only an empty field, numbers are within the case's tolerance.
    func check(_ field: String, _ path: String, _ about: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws {
        let wanted = try value(path) as? Double
        guard let wanted, let actual = Double(field) else {
            #expect(field.isEmpty && wanted == nil, "\(path) \(about): `\(field)`, not \(String(describing: wanted))", sourceLocation: sourceLocation)
            return
        }
        #expect(
            isEqual(actual, wanted, slack: Self.published), "\(path) \(about): \(field), not \(wanted)",
            sourceLocation: sourceLocation)
    }

    /// An exact whole number.
    func checkInt(_ field: String, _ path: String, _ about: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws {
        let wanted = try int(path)
        #expect(field == String(wanted), "\(path) \(about)", sourceLocation: sourceLocation)
    }

    /// An exact amount: a table shows money with a point, golden counts 1/10,000.
    func checkMoney(_ field: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let wanted = try int(path)
        #expect(tenThousandths(field) == wanted, "\(path): \(field)", sourceLocation: sourceLocation)
    }
}

/// `-123.45` as -1,234,500; nil where it is no amount with two to four decimals.
private func tenThousandths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, (2...4).contains(parts[1].count) else { return nil }
    return Int(parts[0] + parts[1] + String(repeating: "0", count: 4 - parts[1].count))
}

/// A published table: rows by column, read by a reader of its own (RFC 4180), not by the one under test.
struct PublishedTable {
    let rows: [[String: String]]
    private let name: String

    init(_ name: String, in workdir: Workdir, output: String = "report") throws {
        self.name = name
        let records = Self.records(Array(try workdir.read("\(output)/tables/\(name).csv").utf8))
        let header = try #require(records.first, "\(name).csv is empty")
        rows = try records.dropFirst().map { record in
            try #require(record.count == header.count, "\(name).csv: \(record)")
            return Dictionary(uniqueKeysWithValues: zip(header, record))
        }
    }

    private static func records(_ bytes: [UInt8]) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") {
                // A quote that follows the end of a quoted part is a doubled one.
                if !isQuoted, index > 0, bytes[index - 1] == byte { field.append(byte) }
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
                record.append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == UInt8(ascii: "\n") {
                    records.append(record)
                    record = []
                }
            } else {
                field.append(byte)
            }
        }
        return records
    }

    /// The only row with these values; throws where there is none, or more than one.
    func row(_ values: KeyValuePairs<String, String>) throws -> [String: String] {
        let found = rows.filter { row in values.allSatisfy { row[$0.key] == $0.value } }
        try #require(found.count == 1, "\(name).csv has \(found.count) rows of \(values)")
        return found[0]
    }

    /// Whole numbers of a column, added up by the value of another.
    func sums(_ column: String, by key: (([String: String]) -> String?)) throws -> [String: Int] {
        var sums: [String: Int] = [:]
        for row in rows {
            guard let key = key(row) else { continue }
            sums[key, default: 0] += try #require(Int(row[column] ?? ""), "\(name).csv, \(column): \(row)")
        }
        return sums
    }
}
