internal import ByteStreams
internal import Jobs
internal import RecordFormats
internal import SocialData

/// One facts file, read shard by shard.
struct FactSource: Sendable {
    /// Text is split in pieces of this size, so that a batch stays in the processor's cache.
    private static let pieceBytes = 256 << 10

    private let entity: Entity
    private let width: Int
    private let file: ShardedFile

    /// - Returns: nil where the folder has no such file.
    /// - Throws: `StreamError`; `AggregationError` where the file has other columns.
    init?(_ entity: Entity, folder: String) throws {
        let path = folder + "/" + entity.rawValue + ".csv.gz"
        guard Folders.somethingExists(at: path) else { return nil }
        self.entity = entity
        file = try ShardedFile(path: path)
        let header = entity.factHeader
        width = header.count
        guard file.header.split(separator: UInt8(ascii: "\n")).first.map(Array.init) == Array(header.joined(separator: ",").utf8)
        else {
            throw AggregationError(
                .foreignHeader,
                "\(path): its columns are not those of \(entity.rawValue) facts, because another version wrote it; "
                    + "run normalize again")
        }
    }

    /// Splits the rows of a shard and lends them batch by batch.
    ///
    /// - Throws: `StreamError`, `Stopped`, `AggregationError`, and whatever `body` throws.
    func forEachBatch(
        shard: Int, stop: StopFlag?, progress: ProgressCounter?, _ body: (borrowing FieldBatch) throws -> Void
    ) throws {
        var text: [UInt8] = []
        try file.read(shard: shard, into: &text)
        var dialect = Dialect.canonical
        dialect.headerLines = 0
        var reader = CSVRecordReader(dialect: dialect, columns: width, allowShort: false)
        var batch = FieldBatch()
        var start = 0
        while start < text.count {
            try stop?.check()
            let end = min(start + Self.pieceBytes, text.count)
            reader.read(Array(text[start..<end]), isLast: end == text.count, into: &batch)
            if let fault = batch.faults.first {
                throw AggregationError(
                    .damagedRow,
                    "facts of \(entity.rawValue): \(fault.detail), because the file is damaged; run normalize again")
            }
            try body(batch)
            progress?.add(rows: batch.records.count, bytes: end - start)
            batch.bytes.removeAll(keepingCapacity: true)
            batch.fields.removeAll(keepingCapacity: true)
            batch.records.removeAll(keepingCapacity: true)
            start = end
        }
    }
}
