import Findings
import Foundation
import Normalization
import SocialData
import StageFiles
import TextValues
import TestSupport
import Testing

/// Golden cases taken through normalize and aggregate.
enum Golden {
    /// Findings of a case's files, taken through normalize. Currency EUR and shop `main` are set, counts that are no
    /// numbers are missing (Methods 1.1), profiles are snapshots without a date.
    ///
    /// - Parameter prefix: stands before every creator's name.
    static func findings(
        _ name: String, by: [String] = [], jobs: Int = 2, shuffledWith generator: SeededGenerator? = nil,
        prefix: String = "", bench: Bench? = nil, _ change: (inout Definition) -> Void = { _ in }
    ) throws -> FindingSet {
        let bench = try bench ?? Bench()
        let golden = try GoldenCase(name)
        var staged: [Entity: [String]] = [:]
        for (file, entity) in [
            ("posts", Entity.posts), ("profiles", .snapshots), ("snapshots", .snapshots), ("deals", .deals),
            ("orders", .orders), ("codes", .codes),
        ] where golden.hasTable(file) {
            var rows = try golden.table(file).map { row in
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
            let path = try bench.write("staged-\(file)", .staged(entity), rows) { row in
                Array(entity.identity.map { row[$0] ?? "" }.joined(separator: "\u{1F}").utf8)
            }
            staged[entity, default: []].append(path)
        }
        try #require(!staged.isEmpty, "\(name) has no files")
        var request = NormalizationRequest(
            staged: staged, factsFolder: bench.folder, definition: Bench.definition(.essay),
            asOf: try #require(Canonical.instant(Array(try golden.asOf().utf8).span)), jobs: jobs)
        if golden.params.keys.contains("utm_window_days") { request.definition.windowDays = try golden.param("utm_window_days") }
        if golden.params.keys.contains("maturity_days") { request.definition.maturityDays = try golden.param("maturity_days") }
        let summary = try Normalization.normalize(request)
        return try bench.aggregate(by: by, summary: summary, jobs: jobs, change)
    }
}
