import ByteStreams
import Findings
import Foundation
import Normalization
import RecordFormats
import SocialData
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
        let path = "\(folder)/\(entity.rawValue)-\(files).csv.gz"
        let header = Array((entity.stagedHeader.joined(separator: ",") + "\n").utf8)
        var writer = try ShardedFileWriter(path: path, header: header)
        for (index, row) in rows.enumerated() {
            for name in row.keys { precondition(entity.index(of: name) != nil, "\(entity) has no column \(name)") }
            var line: [UInt8] = []
            for (column, name) in entity.stagedHeader.enumerated() {
                if column > 0 { line.append(UInt8(ascii: ",")) }
                let value = name == "input" ? input : name == "line" ? String(index + 2) : row[name] ?? ""
                let bytes = Array(value.utf8)
                CSVText.appendField(bytes.span, to: &line)
            }
            line.append(UInt8(ascii: "\n"))
            let identity = Array(entity.identity.map { row[$0] ?? "" }.joined(separator: "\u{1F}").utf8)
            try writer.append(line.span, shard: Shards.shard(of: identity.span))
        }
        _ = try writer.publish()
        staged[entity, default: []].append(path)
    }

    /// Normalizes what was staged; the summary, with `change` applied to the request.
    func normalize(jobs: Int = 1, _ change: (inout NormalizationRequest) -> Void = { _ in }) throws -> NormalizationSummary {
        var request = NormalizationRequest(
            staged: staged, factsFolder: folder, definition: Self.definition, asOf: instant("2025-12-31T00:00:00Z"), jobs: jobs)
        change(&request)
        return try Normalization.normalize(request)
    }

    /// Facts, shard by shard, as they stand in the file.
    func facts(_ entity: Entity) throws -> [Row] {
        try text(entity).flatMap { try rows($0, columns: entity.factHeader) }
    }

    /// The text of each shard.
    func text(_ entity: Entity) throws -> [[UInt8]] {
        let file = try ShardedFile(path: "\(folder)/\(entity.rawValue).csv.gz")
        return try (0..<Shards.count).map { shard in
            var text: [UInt8] = []
            try file.read(shard: shard, into: &text)
            return text
        }
    }

    /// The only fact with an id.
    func fact(_ entity: Entity, _ id: String) throws -> Row {
        let column = entity == .posts ? "post_id" : entity == .deals ? "deal_id" : "order_id"
        let found = try facts(entity).filter { $0[column] == id }
        precondition(found.count == 1, "\(found.count) facts of \(entity) \(id)")
        return found[0]
    }
}

/// Rows of CSV text without header. Of two columns of one name the last one counts, which is normalize's.
func rows(_ text: [UInt8], columns: [String]) throws -> [Row] {
    var dialect = Dialect.canonical
    dialect.headerLines = 0
    var reader = CSVRecordReader(dialect: dialect, columns: columns.count, allowShort: false, limits: .standard)
    var batch = FieldBatch()
    reader.read(text, isLast: true, into: &batch)
    precondition(batch.faults.isEmpty, "facts cannot be read: \(batch.faults)")
    return batch.records.map { record in
        var row: Row = [:]
        for (column, name) in columns.enumerated() {
            let field = batch.fields[record.firstField + column]
            let start = Int(field.start)
            row[name] = String(decoding: batch.bytes[start..<start + Int(field.length)], as: UTF8.self)
        }
        return row
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
