import ByteStreams
import ExportFormats
import Findings
import Foundation
import Ingestion
import RecordFormats
import SocialData
import StageFiles
import TestSupport
import TextValues

/// A folder of its own for one test, removed at its end.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "tierwise-\(UUID().uuidString)").path
        for folder in ["quarantine"] + Entity.allCases.map({ "staged/\($0.rawValue)" }) {
            try FileManager.default.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }
}

/// Ingests one file the way a pipeline without options would.
func ingestFile(
    _ path: String, in folder: TemporaryFolder, set: [String: String] = [:], format: String? = nil, refuseShare: Double = 1,
    jobs: Int = 1, zone: ZoneOffsets = .utc, asOf: Int64? = nil, sha256: String? = nil
) throws -> IngestionOutcome {
    let name = URL(filePath: path).lastPathComponent
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    let input = IngestionInput(
        path: path, name: name, sha256: sha256 ?? (try? FileDigest.of(path).sha256) ?? "unreadable", bytes: size, key: UUID().uuidString, format: format, set: set,
        zone: zone, isZoneAssumed: true, asOf: asOf, dialect: DialectOverrides(), refuseShare: refuseShare)
    let outcomes = try ingest(IngestionRequest(
        inputs: [input], catalogue: FormatCatalogue.builtIn, stagedFolder: "\(folder.path)/staged",
        quarantineFolder: "\(folder.path)/quarantine", jobs: jobs))
    return outcomes[0]
}

/// A staged file as a table of text: for tests only.
struct StagedTable {
    let header: [String]
    /// Rows in shard order.
    let rows: [[String]]

    init(_ file: StagedFile) throws {
        let schema = StageSchema.staged(file.entity)
        header = schema.columns.map(\.name)
        let names = header
        rows = try StageTables.rows(schema, path: file.path).map { row in names.map { row[$0] ?? "" } }
    }

    func index(_ column: String) -> Int { header.firstIndex(of: column) ?? -1 }
    func values(_ column: String) -> [String] { rows.map { $0[index(column)] } }
}

/// Records of headerless CSV text.
func csvRecords(_ text: [UInt8], header: Int = 0) -> [[String]] {
    var reader = CSVRecordReader(dialect: Dialect(headerLines: header), columns: nil, allowShort: true)
    var batch = FieldBatch()
    reader.read(text, isLast: true, into: &batch)
    return batch.records.map { record in
        (0..<record.fieldCount).map { index in
            let field = batch.fields[record.firstField + index]
            return String(decoding: batch.bytes[Int(field.start)..<(Int(field.start) + Int(field.length))], as: UTF8.self)
        }
    }
}

/// The quarantine of one file, unpacked.
func quarantineRows(_ outcome: IngestionOutcome) throws -> [[String]] {
    guard let path = outcome.quarantine else { return [] }
    var source = try ByteSource(path: path)
    var text: [UInt8] = []
    while try source.read(into: &text, atMost: 1 << 20) {}
    return csvRecords(text, header: 1)
}
