internal import Jobs
internal import SocialData
internal import StageFiles

/// The staged files of one entity, read shard by shard as if they were one file.
struct StagedFiles: Sendable {
    let entity: Entity
    private let files: [StageFile]

    /// - Throws: `StreamError` where a file is damaged or of another version.
    init(_ entity: Entity, paths: [String]) throws {
        self.entity = entity
        files = try paths.map { try StageFile(.staged(entity), path: $0) }
    }

    var schema: StageSchema { .staged(entity) }

    var isEmpty: Bool { files.allSatisfy { $0.rows == 0 } }

    /// The shards that have rows, ascending.
    private var shards: [Int] {
        (0..<Shards.count).filter { shard in files.contains { $0.rows(shard: shard) > 0 } }
    }

    /// Replaces `rows` by those of a shard of all files, end to end; its memory is used again.
    ///
    /// - Returns: rows that were left out, because others of the same thing are kept (`ShardCompaction`).
    func read(shard: Int, into rows: inout StageRows) throws -> Int {
        var compaction = ShardCompaction(entity)
        try read(shard: shard, into: &rows) { compaction?.compactIfLarge(&$0) }
        return compaction?.dropped ?? 0
    }

    /// Replaces `rows` by those of a shard of all files.
    ///
    /// - Parameter afterGroup: is lent all rows after each row group, and may take some out.
    func read(shard: Int, into rows: inout StageRows, afterGroup: (inout StageRows) throws -> Void) throws {
        rows.removeAll()
        let expecting = files.reduce(0) { $0 + $1.rowCount(shard: shard) }
        for file in files { try file.read(shard: shard, into: &rows, expecting: expecting, afterGroup: afterGroup) }
    }

    /// Lends the rows of a shard of all files, some thousands at once: for who looks at them once.
    ///
    /// - Parameter columns: those that are looked at; nil for all.
    func forEachBatch(ofShard shard: Int, columns: [Int]? = nil, _ body: (StageRows) throws -> Void) throws {
        var rows = StageRows(schema)
        for file in files { try file.forEachGroup(shard: shard, columns: columns, into: &rows) { try body($0) } }
    }

    /// All rows, shard by shard, on the calling thread: for entities that are small.
    func forEachBatch(stop: StopFlag?, progress: ProgressCounter?, _ body: (StageRows) throws -> Void) throws {
        for shard in shards {
            try forEachBatch(ofShard: shard) { rows in
                try stop?.check()
                try body(rows)
                progress?.add(rows: rows.count, bytes: rows.byteCount)
            }
        }
    }

    /// Works on the shards in parallel and hands the results on in order: a shard at a time, in bounded memory.
    func forEachShard<Output: Sendable>(
        jobs: Int, _ transform: @escaping @Sendable (Int) throws -> Output, _ consume: (Output) throws -> Void
    ) throws {
        var rest = shards[...]
        try Parallel.orderedPipeline(
            jobs: jobs, inFlight: jobs + 1, produce: { rest.popFirst() }, transform: transform, consume: consume)
    }
}
