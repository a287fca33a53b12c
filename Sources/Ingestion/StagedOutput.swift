internal import ByteStreams
internal import ExportFormats
internal import SocialData

/// The staged file of one entity, opened when its first row comes: a file that gives no row of an entity leaves none.
///
/// A class because several of them stand in an array and each owns a file; used by one thread.
final class StagedOutput {
    private let entity: Entity
    private let path: String
    /// For the column `input`.
    private let input: [UInt8]
    private var writer: ShardedFileWriter?

    init(entity: Entity, path: String, input: String) {
        self.entity = entity
        self.input = Array(input.utf8)
        self.path = path
    }

    func append(_ rows: EntityRows) throws {
        guard rows.keptCount > 0 else { return }
        if writer == nil {
            let header = Array((entity.stagedHeader.joined(separator: ",") + "\n").utf8)
            writer = try ShardedFileWriter(path: path, header: header, mode: 0o600)
        }
        var line: [UInt8] = []
        for row in rows.isKept.indices where rows.isKept[row] {
            line.removeAll(keepingCapacity: true)
            rows.appendLine(row, input: input, to: &line)
            try writer?.append(line.span, shard: Int(rows.shards[row]))
        }
    }

    /// The published file; nil where no row came.
    func publish() throws -> StagedFile? {
        guard let open = writer.take() else { return nil }
        let rows = try open.publish()
        return StagedFile(entity: entity, path: path, rows: rows)
    }
}
