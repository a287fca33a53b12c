import Foundation
import SocialData
import TestSupport
import Testing

/// The golden cases, where they are at hand.
enum Golden {
    static let folder = SharedFolder.golden

    static var isAvailable: Bool { folder != nil }

    /// `expected` of a case.
    static func expected(_ name: String) throws -> [String: Any] { try part("expected", of: name) }

    /// The data cut-off of a case; where it states none, the day of its latest export.
    static func asOf(_ name: String) throws -> String {
        if let asOf = try part("params", of: name)["as_of"] as? String { return asOf }
        return try table(name, "posts").compactMap { $0["exported_at"] }.max()!
    }

    private static func part(_ key: String, of name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder!)/\(name)/case.json"))
        let object = try JSONSerialization.jsonObject(with: data) as! [String: Any]
        return object[key] as! [String: Any]
    }

    /// A file of a case, as rows by its header.
    static func table(_ name: String, _ file: String) throws -> [Row] {
        let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: "\(folder!)/\(name)/\(file).csv")))
        let end = bytes.firstIndex(of: UInt8(ascii: "\n"))!
        let header = String(decoding: bytes[..<end], as: UTF8.self).split(separator: ",").map(String.init)
        return try rows(Array(bytes[(end + 1)...]), columns: header)
    }

    /// The rows of a case as ingest stages them, by entity: currency EUR set, counts that are none missing
    /// (Methods 1.1), profiles as snapshots without a date.
    static func staged(_ name: String) throws -> [Entity: [Row]] {
        var staged: [Entity: [Row]] = [:]
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder!)/\(name)")
        for (file, entity) in [
            ("posts", Entity.posts), ("profiles", .snapshots), ("snapshots", .snapshots), ("deals", .deals),
            ("orders", .orders), ("codes", .codes),
        ] where files.contains("\(file).csv") {
            for var row in try table(name, file) {
                if entity == .deals || entity == .orders { row["currency"] = "EUR" }
                for column in entity.columns where column.type == .count {
                    let value = row[column.name] ?? ""
                    if Int64(value) == nil || (column.name == "likes" && value == "-1") { row[column.name] = "" }
                }
                staged[entity, default: []].append(row)
            }
        }
        return staged
    }
}
