internal import ByteStreams
internal import Jobs
internal import RecordFormats
internal import SocialData

/// The staged files of one entity, read shard by shard as if they were one file.
struct StagedFiles: Sendable {
    /// Text is split in pieces of this size, so that a batch stays in the processor's cache.
    private static let pieceBytes = 256 << 10

    /// Text lent at once by `forEachPart`.
    private static let partBytes = 4 << 20

    let entity: Entity
    /// Fields of a row, `input` and `line` included.
    let width: Int
    private let files: [ShardedFile]

    /// - Throws: `StreamError`; `NormalizationError` where a file has other columns.
    init(_ entity: Entity, paths: [String]) throws {
        self.entity = entity
        let header = entity.stagedHeader
        width = header.count
        let wanted = Array(header.joined(separator: ",").utf8)
        files = try paths.map { path in
            let file = try ShardedFile(path: path)
            guard Self.withoutLineEnd(file.header) == wanted else {
                throw NormalizationError(
                    .foreignHeader,
                    "\(path): its columns are not those of staged \(entity.rawValue), because another version wrote it; "
                        + "delete the workspace, it is rebuilt from the exports")
            }
            return file
        }
    }

    var isEmpty: Bool { files.allSatisfy { $0.rows == 0 } }

    /// The shards that have rows, ascending.
    private var shards: [Int] {
        (0..<Shards.count).filter { shard in files.contains { $0.rows(shard: shard) > 0 } }
    }

    /// Replaces `text` by the rows of a shard of all files, end to end; its memory is used again.
    ///
    /// - Returns: rows that were left out, because others of the same thing are kept (`ShardCompaction`).
    func read(shard: Int, into text: inout [UInt8]) throws -> Int {
        text.removeAll(keepingCapacity: true)
        var compaction = ShardCompaction(self)
        for file in files where file.rows(shard: shard) > 0 {
            try file.read(shard: shard, into: &text) { try compaction?.compactIfLarge(&$0) }
        }
        return compaction?.dropped ?? 0
    }

    /// Lends the rows of a shard of all files in parts of some megabytes, each of whole rows: for who looks at them once.
    func forEachPart(ofShard shard: Int, into text: inout [UInt8], _ body: ([UInt8]) throws -> Void) throws {
        text.removeAll(keepingCapacity: true)
        for file in files where file.rows(shard: shard) > 0 {
            try file.read(shard: shard, into: &text) { text in
                guard text.count >= Self.partBytes else { return }
                try body(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        if !text.isEmpty { try body(text) }
    }

    /// Splits staged rows and lends them batch by batch.
    ///
    /// - Parameter text: whole rows; `RecordSpan.offset` counts from its start.
    func forEachBatch(of text: [UInt8], _ body: (FieldBatch) throws -> Void) throws {
        var dialect = Dialect.canonical
        dialect.headerLines = 0
        var reader = CSVRecordReader(dialect: dialect, columns: width, allowShort: false, limits: .standard)
        var batch = FieldBatch()
        var start = 0
        while start < text.count {
            let end = min(start + Self.pieceBytes, text.count)
            reader.read(Array(text[start..<end]), isLast: end == text.count, into: &batch)
            if let fault = batch.faults.first {
                throw NormalizationError(
                    .damagedRow,
                    "staged \(entity.rawValue): \(fault.detail), because a staged file is damaged; "
                        + "delete the workspace, it is rebuilt from the exports")
            }
            try body(batch)
            batch.bytes.removeAll(keepingCapacity: true)
            batch.fields.removeAll(keepingCapacity: true)
            batch.records.removeAll(keepingCapacity: true)
            start = end
        }
    }

    /// All rows, shard by shard, on the calling thread: for entities that are small.
    func forEachBatch(stop: StopFlag?, progress: ProgressCounter?, _ body: (FieldBatch) throws -> Void) throws {
        var text: [UInt8] = []
        for shard in shards {
            try stop?.check()
            try forEachPart(ofShard: shard, into: &text) { part in
                try stop?.check()
                var rows = 0
                try forEachBatch(of: part) { batch in
                    rows += batch.records.count
                    try body(batch)
                }
                progress?.add(rows: rows, bytes: part.count)
            }
        }
    }

    /// Works on the shards in parallel and hands the results on in order: a shard at a time, in bounded memory.
    func forEachShard<Output: Sendable>(
        jobs: Int, _ transform: @escaping @Sendable (Int) throws -> Output, _ consume: (Output) throws -> Void
    ) throws {
        var rest = shards[...]
        try Parallel.orderedPipeline(jobs: jobs, produce: { rest.popFirst() }, transform: transform, consume: consume)
    }

    private static func withoutLineEnd(_ header: [UInt8]) -> [UInt8] {
        header.last == UInt8(ascii: "\n") ? Array(header.dropLast()) : header
    }
}
