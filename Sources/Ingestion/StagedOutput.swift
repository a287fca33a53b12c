internal import ByteStreams
internal import ExportFormats
internal import SocialData

/// The staged file of one entity, opened when its first row comes: a file that gives no row of an entity leaves none.
///
/// A class because several of them stand in an array and each owns a file; used by one thread.
final class StagedOutput {
    private let entity: Entity
    private let path: String
    private var writer: ShardedFileWriter?

    init(entity: Entity, path: String) {
        self.entity = entity
        self.path = path
    }

    func append(_ rows: EntityRows) throws {
        guard !rows.ends.isEmpty else { return }
        if writer == nil {
            let header = Array((entity.stagedHeader.joined(separator: ",") + "\n").utf8)
            writer = try ShardedFileWriter(path: path, header: header, mode: 0o600)
        }
        let bytes = rows.bytes.span
        var start = 0
        for index in rows.ends.indices {
            let end = rows.ends[index]
            try writer?.append(bytes.extracting(start..<end), shard: Int(rows.shards[index]))
            start = end
        }
    }

    /// The published file; nil where no row came.
    func publish() throws -> StagedFile? {
        guard let open = writer.take() else { return nil }
        let rows = try open.publish()
        return StagedFile(entity: entity, path: path, rows: rows)
    }
}
