internal import Jobs
internal import SocialData
internal import StageFiles

/// The staged files of one entity, read shard by shard as if they were one file.
struct StagedFiles: Sendable {
    let entity: Entity
    private let files: [StageFile]
    private let rowsAtOnce: Int

    /// - Parameters:
    ///   - jobs: that open the files.
    ///   - rowsAtOnce: what a slice has at most, where rows are read in slices.
    /// - Throws: `StreamError` where a file is damaged or of another version.
    init(_ entity: Entity, paths: [String], jobs: Int, rowsAtOnce: Int = .max) throws {
        self.entity = entity
        self.rowsAtOnce = rowsAtOnce
        files = try Parallel.orderedMap(paths, jobs: jobs) { try StageFile(.staged(entity), path: $0) }
    }

    var schema: StageSchema { .staged(entity) }

    var isEmpty: Bool { files.allSatisfy { $0.rows == 0 } }

    /// The shards that have rows, ascending.
    private var shards: [Int] {
        (0..<Shards.count).filter { shard in files.contains { $0.rows(shard: shard) > 0 } }
    }

    /// Replaces `rows` by those of a slice of all files, end to end; its memory is used again.
    ///
    /// - Returns: rows that were left out, because others of the same thing are kept (`ShardCompaction`).
    func read(_ slice: ShardSlice, into rows: inout StageRows) throws -> Int {
        var compaction = ShardCompaction(entity)
        try read(slice, into: &rows) { compaction?.compactIfLarge(&$0) }
        return compaction?.dropped ?? 0
    }

    /// Replaces `rows` by those of a slice of all files.
    ///
    /// - Parameter afterGroup: is lent all rows after each row group, and may take some out.
    func read(_ slice: ShardSlice, into rows: inout StageRows, afterGroup: (inout StageRows) throws -> Void) throws {
        rows.removeAll()
        let expecting = rowCount(shard: slice.shard) / slice.parts
        // Of an identity's two columns the second tells more; without one there is nothing but whole shards.
        let identity = entity.identityColumns?.second ?? 0
        for file in files { try file.read(slice, identity: identity, into: &rows, expecting: expecting, afterGroup: afterGroup) }
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
        try forEach(shards, jobs: jobs, transform, consume)
    }

    /// The same with slices, for who needs the rows of one thing together and no more.
    func forEachSlice<Output: Sendable>(
        jobs: Int, _ transform: @escaping @Sendable (ShardSlice) throws -> Output, _ consume: (Output) throws -> Void
    ) throws {
        try forEach(slices, jobs: jobs, transform, consume)
    }

    private func forEach<Block: Sendable, Output: Sendable>(
        _ blocks: [Block], jobs: Int, _ transform: @escaping @Sendable (Block) throws -> Output, _ consume: (Output) throws -> Void
    ) throws {
        var rest = blocks[...]
        try Parallel.orderedPipeline(
            jobs: jobs, inFlight: Self.inFlight(jobs), produce: { rest.popFirst() }, transform: transform, consume: consume)
    }

    /// Results that are held at once where each is as large as a shard.
    static func inFlight(_ jobs: Int) -> Int { jobs + 1 }

    /// All shards, in parts where they are large: memory is the same for any number of rows.
    var slices: [ShardSlice] {
        precondition(entity.identityColumns != nil, "rows of one thing stay together")
        return shards.flatMap { shard in
            Shards.slices(shard: shard, rows: rowCount(shard: shard), most: rowsAtOnce)
        }
    }

    private func rowCount(shard: Int) -> Int { files.reduce(0) { $0 + $1.rows(shard: shard) } }
}
