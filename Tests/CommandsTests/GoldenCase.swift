import Foundation
import TestSupport
import Testing

/// The golden cases, where they are at hand.
enum Golden {
    static let folder = SharedFolder.golden

    static var isAvailable: Bool { folder != nil }
}

/// `expected` of a case, looked up by path, and its tolerance.
struct GoldenCase {
    private let expected: Any
    private let params: [String: Any]
    private let relative: Double
    private let absolute: Double
    /// Tables show 12 significant digits, so a value may be off by half a unit of the twelfth.
    private static let published = 5e-12

    init(_ name: String) throws {
        let data = try Data(contentsOf: URL(filePath: "\(try #require(Golden.folder))/\(name)/case.json"))
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let tolerance = try #require(object["tolerance"] as? [String: Double])
        expected = try #require(object["expected"])
        params = try #require(object["params"] as? [String: Any])
        relative = try #require(tolerance["rel"])
        absolute = try #require(tolerance["abs"])
    }

    /// The data cut-off; nil where the case states none, which leaves it to the files.
    var asOf: String? { params["as_of"] as? String }

    /// A whole number among the case's parameters.
    func param(_ name: String) throws -> Int { try #require(params[name] as? Int, "no parameter \(name)") }

    /// The value at a path of keys and indices, `metrics/er_reach/excluded`; nil for `null`. A key that is missing is a
    /// mistake of the test and throws, but for the limits of an interval that is `null` itself.
    func value(_ path: String) throws -> Any? {
        var value: Any? = expected
        for key in path.split(separator: "/").map(String.init) {
            switch value {
            case let object as [String: Any]:
                try #require(object.keys.contains(key), "case.json has no \(path)")
                value = object[key]
            case let list as [Any]: value = list[try #require(Int(key))]
            default: return nil
            }
        }
        return value is NSNull ? nil : value
    }

    func int(_ path: String) throws -> Int { try #require(try value(path) as? Int, "no whole number at \(path)") }

    func counts(_ path: String) throws -> [String: Int] { try #require(try value(path) as? [String: Int], "no counts at \(path)") }

    func keys(_ path: String) throws -> [String] { try #require(try value(path) as? [String: Any], "no object at \(path)").keys.sorted() }

    /// The golden comparison rule: `null` equals only an empty field, numbers are within the case's tolerance.
    func check(_ field: String, _ path: String, _ about: String = "", sourceLocation: SourceLocation = #_sourceLocation) throws {
        let wanted = try value(path) as? Double
        guard let wanted, let actual = Double(field) else {
            #expect(field.isEmpty && wanted == nil, "\(path) \(about): `\(field)`, not \(String(describing: wanted))", sourceLocation: sourceLocation)
            return
        }
        #expect(
            abs(actual - wanted) <= absolute + (relative + Self.published) * abs(wanted), "\(path) \(about): \(field), not \(wanted)",
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
