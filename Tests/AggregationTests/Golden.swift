import Findings
import Foundation
import Normalization
import SocialData
import TestSupport
import Testing

/// The golden cases, where they are at hand.
enum Golden {
    static let folder = SharedFolder.golden

    static var isAvailable: Bool { folder != nil }

    /// A file of a case, as rows by its header. No golden file that is read here has quoted fields.
    static func table(_ name: String, _ file: String) throws -> [Row] {
        let text = try String(contentsOfFile: "\(folder!)/\(name)/\(file).csv", encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return lines.dropFirst().map { fields in
            Dictionary(uniqueKeysWithValues: zip(lines[0].map(String.init), fields.map(String.init)))
        }
    }

    /// The parameters of a case.
    static func params(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder!)/\(name)/case.json"))
        return try #require((JSONSerialization.jsonObject(with: data) as? [String: Any])?["params"] as? [String: Any])
    }

    /// The data cut-off of a case; where it states none, the day of its latest export.
    static func asOf(_ name: String) throws -> String {
        if let asOf = try params(name)["as_of"] as? String { return asOf }
        return try #require(table(name, "posts").compactMap { $0["exported_at"] }.max())
    }

    /// Findings of a case's files, taken through normalize. Currency EUR and shop `main` are set, counts that are no
    /// numbers are missing (Methods 1.1), profiles are snapshots without a date.
    ///
    /// - Parameter prefix: stands before every creator's name.
    static func findings(
        _ name: String, by: [String] = [], jobs: Int = 2, shuffledWith generator: SeededGenerator? = nil,
        prefix: String = "", bench: Bench? = nil, _ change: (inout Definition) -> Void = { _ in }
    ) throws -> FindingSet {
        let bench = try bench ?? Bench()
        var staged: [Entity: [String]] = [:]
        for (file, entity) in [
            ("posts", Entity.posts), ("profiles", .snapshots), ("snapshots", .snapshots), ("deals", .deals),
            ("orders", .orders), ("codes", .codes),
        ] where FileManager.default.fileExists(atPath: "\(folder!)/\(name)/\(file).csv") {
            var rows = try table(name, file).map { row in
                var row = row
                if entity == .deals || entity == .orders { row["currency"] = "EUR" }
                if entity == .orders { row["store"] = "main" }
                for column in ["creator_id", "utm_creator"] {
                    if let name = row[column], !name.isEmpty { row[column] = prefix + name }
                }
                for column in entity.columns where column.type == .count && Int64(row[column.name] ?? "") == nil {
                    row[column.name] = ""
                }
                return row
            }
            if var generator { rows.shuffle(using: &generator) }
            let path = try bench.write("staged-\(file).csv.gz", header: entity.stagedHeader, rows) { row in
                Array(entity.identity.map { row[$0] ?? "" }.joined(separator: "\u{1F}").utf8)
            }
            staged[entity, default: []].append(path)
        }
        let summary = try Normalization.normalize(
            NormalizationRequest(
                staged: staged, factsFolder: bench.folder, currency: "EUR",
                asOf: Canonical.instant(Array(try asOf(name).utf8).span)!, jobs: jobs))
        return try bench.aggregate(by: by, summary: summary, jobs: jobs, change)
    }
}

/// `expected` of a case, looked up by path, and its tolerance.
struct GoldenCase {
    private let expected: Any
    private let relative: Double
    private let absolute: Double

    init(_ name: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(Golden.folder!)/\(name)/case.json"))
        let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        let tolerance = try #require(object["tolerance"] as? [String: Double])
        expected = try #require(object["expected"])
        relative = tolerance["rel"]!
        absolute = tolerance["abs"]!
    }

    /// The value at a path of keys and indices, `metrics/er_reach/excluded`; nil for `null` and for what is not there.
    func value(_ path: String) -> Any? {
        var value: Any? = expected
        for key in path.split(separator: "/").map(String.init) {
            if let object = value as? [String: Any] { value = object[key] } else { value = (value as? [Any])?[Int(key)!] }
        }
        return value is NSNull ? nil : value
    }

    func int(_ path: String) throws -> Int { try #require(value(path) as? Int, "no whole number at \(path)") }

    func text(_ path: String) throws -> String { try #require(value(path) as? String, "no text at \(path)") }

    func list(_ path: String) throws -> [Any] { try #require(value(path) as? [Any], "no list at \(path)") }

    func keys(_ path: String) throws -> [String] { try #require(value(path) as? [String: Any]).keys.sorted() }

    /// The golden comparison rule: `null` equals only nil, numbers are within the case's tolerance.
    func check(_ actual: Double?, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let wanted = value(path) as? Double
        guard let actual, let wanted else {
            #expect(actual == wanted, "\(path)", sourceLocation: sourceLocation)
            return
        }
        #expect(
            abs(actual - wanted) <= absolute + relative * abs(wanted), "\(path): \(actual), not \(wanted)",
            sourceLocation: sourceLocation)
    }

    /// An interval `[low, high]`, or `null`.
    func check(_ low: Double?, _ high: Double?, _ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        check(low, path + "/0", sourceLocation: sourceLocation)
        check(high, path + "/1", sourceLocation: sourceLocation)
    }
}
