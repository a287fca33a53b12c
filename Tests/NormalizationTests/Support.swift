import Findings
import Foundation
import Normalization
import SocialData
import StageFiles
import TestSupport
import TextValues

/// A row by column name; columns left out are empty.
typealias Row = [String: String]

/// A folder of its own for one test: staged files in, facts out.
final class Bench {
    let folder: String
    private var staged: [Entity: [String]] = [:]
    private var files = 0
    /// In memory where there is such a folder: every file is fsynced.
    private static let parent =
        FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : FileManager.default.temporaryDirectory.path

    private static let definition = Definition(
        name: "test", title: "Test", currency: "EUR", timeZone: "UTC", periodFrom: nil, periodTo: nil, asOf: "2025-12-31T00:00:00Z",
        asOfSource: "pipeline", scheme: "essay", tiers: [], tierA: "micro", tierB: "macro", by: [], margin: 1, windowDays: 30,
        maturityDays: 30, confidence: 0.95, minimumCreators: 10, minimumAgeDays: 7, seed: 1)

    init() throws {
        folder = Self.parent + "/normalization-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Writes one staged file as ingest does: rows sharded by the entity's identity, `input` and `line` at the end.
    func stage(_ entity: Entity, _ rows: [Row], input: String = "0123456789ab") throws {
        files += 1
        let path = "\(folder)/\(entity.rawValue)-\(files).parquet"
        let placed = rows.enumerated().map { index, row in row.merging(["input": input, "line": String(index + 2)]) { $1 } }
        try StageTables.write(placed, as: .staged(entity), path: path) { row in
            Array(entity.identity.map { row[$0] ?? "" }.joined(separator: "\u{1F}").utf8)
        }
        staged[entity, default: []].append(path)
    }

    /// Where rows were staged.
    func paths(_ entity: Entity) -> [String] { staged[entity] ?? [] }

    /// Normalizes what was staged; the summary, with `change` applied to the request.
    func normalize(jobs: Int = 1, _ change: (inout NormalizationRequest) -> Void = { _ in }) throws -> NormalizationSummary {
        var request = NormalizationRequest(
            staged: staged, factsFolder: folder, definition: Self.definition, asOf: instant("2025-12-31T00:00:00Z"), jobs: jobs)
        change(&request)
        return try Normalization.normalize(request)
    }

    /// Facts, shard by shard, as they stand in the file.
    func facts(_ entity: Entity) throws -> [Row] { try shards(entity).flatMap { $0 } }

    /// The facts of each shard.
    func shards(_ entity: Entity) throws -> [[Row]] { try StageTables.shards(.facts(entity), path: "\(folder)/\(entity.rawValue).parquet") }

    /// The only fact with an id.
    func fact(_ entity: Entity, _ id: String) throws -> Row {
        let column = entity == .posts ? "post_id" : entity == .deals ? "deal_id" : "order_id"
        let found = try facts(entity).filter { $0[column] == id }
        precondition(found.count == 1, "\(found.count) facts of \(entity) \(id)")
        return found[0]
    }
}

func instant(_ text: String) -> Int64 {
    let bytes = Array(text.utf8)
    return Canonical.instant(bytes.span)!
}

extension NormalizationSummary {
    func duplicates(_ entity: Entity) -> DuplicateRow { duplicates.first { $0.entity == entity }! }
    func attribution(_ name: String) -> AttributionRow { attribution.first { $0.attribution.rawValue == name }! }
    func unmatched(_ kind: String) -> [UnmatchedRow] { unmatched.filter { $0.kind.rawValue == kind } }
    func notice(_ name: NoticeName) -> Notice? { notices.first { $0.name == name } }
    func exclusion(_ reason: String) -> Int { exclusions.first { $0.reason.rawValue == reason }?.rows ?? 0 }
}
