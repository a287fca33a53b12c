internal import ByteStreams
internal import Jobs
internal import SocialData
internal import StageFiles

/// One facts file, read shard by shard.
struct FactSource: Sendable {
    private let file: StageFile

    /// - Returns: nil where the folder has no such file.
    /// - Throws: `StreamError`.
    init?(_ entity: Entity, folder: String) throws {
        let path = folder + "/" + entity.rawValue + ".parquet"
        guard try Folders.somethingExists(at: path) else { return nil }
        file = try StageFile(.facts(entity), path: path)
    }

    /// Lends the rows of a shard, some thousands at once.
    ///
    /// - Parameter columns: positions of those that are read; nil for all.
    /// - Throws: `StreamError`, `Stopped`, and whatever `body` throws.
    func forEachBatch(
        shard: Int, columns: [Int]? = nil, stop: StopFlag?, progress: ProgressCounter?, _ body: (borrowing StageRows) throws -> Void
    ) throws {
        // A whole shard asks no column whose a row is.
        try forEachBatch(of: ShardSlice(shard: shard), creator: 0, columns: columns, stop: stop, progress: progress, body)
    }

    /// The same of a slice of the shard.
    ///
    /// - Parameter creator: position of the column that says whose a row is.
    func forEachBatch(
        of slice: ShardSlice, creator: Int, columns: [Int]? = nil, stop: StopFlag?, progress: ProgressCounter?,
        _ body: (borrowing StageRows) throws -> Void
    ) throws {
        var rows = StageRows(file.schema)
        try file.forEachGroup(of: slice, identity: creator, columns: columns, into: &rows) { rows in
            try stop?.check()
            try body(rows)
            progress?.add(rows: rows.count, bytes: rows.byteCount)
        }
    }

    /// Rows of a shard.
    func rows(shard: Int) -> Int { file.rows(shard: shard) }
}
