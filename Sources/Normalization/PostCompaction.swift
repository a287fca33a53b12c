package import Jobs
internal import SocialData
internal import StageFiles

/// Posts of many staged files, reduced to the rows that can still matter: exports night after night hold the same posts again and
/// again, and only the last of them counts.
package struct CompactedPosts: Sendable, Equatable {
    /// Stage file of the rows that stay.
    package var posts: String
    /// Stage file of rows that only say how many followers an account showed, and when: of all rows, also of those that went.
    package var observations: String
    /// Rows that stay, and rows that went.
    package var rows: Int
    /// Rows that a greater one of the same post makes needless (Methods 1.6).
    package var dropped: Int

    /// The paths are of finished stage files.
    package init(posts: String, observations: String, rows: Int, dropped: Int) {
        self.posts = posts
        self.observations = observations
        self.rows = rows
        self.dropped = dropped
    }
}

/// Writes the compaction of some staged files of posts, and of what was compacted before.
///
/// Normalizing it in the place of the files gives the same facts and counts: see `PostSelection`.
///
/// - Parameters:
///   - paths: staged files; their order does not matter.
///   - earlier: what then need not be kept any more.
///   - posts, observations: paths of the files that are written.
/// - Throws: `StreamError`, `Stopped`.
package func compactPosts(
    _ paths: [String], earlier: CompactedPosts?, posts: String, observations: String, jobs: Int, stop: StopFlag?
) throws -> CompactedPosts {
    let files = try StagedFiles(.posts, paths: paths + (earlier.map { [$0.posts] } ?? []), jobs: jobs)
    let observed = try StagedFiles(.posts, paths: earlier.map { [$0.observations] } ?? [], jobs: 1)
    var postFile = try StageFileWriter(files.schema, path: posts)
    var observationFile = try StageFileWriter(files.schema, path: observations)
    var known = FollowerObservations()
    var result = CompactedPosts(posts: posts, observations: observations, rows: 0, dropped: earlier?.dropped ?? 0)
    try files.forEachShard(jobs: jobs, { shard in try ShardOfPosts(shard, files, observed, stop) }) { shard in
        try postFile.append(shard.rows, shard.rows.indices, shard: shard.number)
        let new = known.new(among: shard.observations)
        try observationFile.append(new, new.indices, shard: shard.number)
        result.rows += shard.rows.count
        result.dropped += shard.dropped
    }
    try postFile.publish()
    try observationFile.publish()
    return result
}

/// What stays of one shard.
private struct ShardOfPosts: Sendable {
    /// A shard that outgrows this is reduced while it is read.
    private static let leastBytes = 32 << 20

    let number: Int
    private(set) var rows: StageRows
    private(set) var observations: StageRows
    private(set) var dropped = 0

    init(_ number: Int, _ files: StagedFiles, _ observed: StagedFiles, _ stop: StopFlag?) throws {
        self.number = number
        let selection = PostSelection()
        var (rows, dropped) = (StageRows(files.schema), 0)
        var limit = Self.leastBytes
        try files.read(ShardSlice(shard: number), into: &rows) { rows in
            try stop?.check()
            guard rows.byteCount >= limit else { return }
            dropped += selection.reduce(&rows)
            limit = max(Self.leastBytes, 2 * rows.byteCount)
        }
        dropped += selection.reduce(&rows)
        self.rows = rows
        self.dropped = dropped
        var known = FollowerObservations()
        observations = StageRows(files.schema)
        for source in [files, observed] {
            try source.forEachBatch(ofShard: number, columns: FollowerObservations.columns) { batch in
                try stop?.check()
                let new = known.new(among: batch)
                observations.append(new.indices, of: new)
            }
        }
    }
}

/// Which rows of a post stay.
///
/// The greatest by `RowOrder`, which becomes the fact. Of the others the greatest of each account, time, campaign and link that they
/// show: what is asked of all rows of a post is who shows it, which deals its rows name, and which links they have. And a row that
/// contradicts the greatest, where any does: then one contradicts whatever is the greatest in the end (where none of those that
/// stayed does, they are all equal to it, so none contradicted the greatest before, and all that went are equal to it, too).
/// And of each count the row that has most of it among those that do not say when they were exported, and where the greatest lacks the count
/// a row that has it: they say what is lost, with whatever is the greatest in the end.
/// So a row that went may be missing from any later compaction as well.
struct PostSelection: Sendable {
    private let order = RowOrder(.posts)
    private let columns = PostColumns()
    private let asked: [Int]

    init() { asked = [columns.creatorID, columns.accountID, columns.handle, columns.postedAt, columns.campaign, columns.url] }

    /// Takes out the rows that need not stay.
    ///
    /// - Returns: how many those are.
    func reduce(_ rows: inout StageRows) -> Int { rows.keep(of: (columns.platform, columns.postID), selected) }

    private func selected(_ group: [Int], _ rows: StageRows) -> [Int] {
        let descending = group.sorted { order.precedes(rows, $1, $0) }
        var kept: [Int] = []
        for row in descending where !kept.contains(where: { covers($0, row, rows) }) { kept.append(row) }
        let greatest = kept[0]
        for witness in LostCounts.witnesses(greatest, of: kept + descending, rows) where !kept.contains(witness) { kept.append(witness) }
        if !kept.contains(where: { order.contradict(rows, $0, greatest) }),
            let witness = descending.first(where: { order.contradict(rows, $0, greatest) }) {
            kept.append(witness)
        }
        return kept
    }

    private func covers(_ kept: Int, _ row: Int, _ rows: StageRows) -> Bool {
        // A count of nobody is no observation, and yet makes normalize look for some.
        if let followers = rows.number(row, columns.followersAtExport), followers <= 0 { return false }
        return asked.allSatisfy { rows.isSame($0, kept, rows, row) }
    }
}

/// Followers that accounts showed when they were exported, each once.
private struct FollowerObservations {
    private static let texts = [PostColumn.platform, .creatorID, .accountID, .handle].map(\.position)
    private static let numbers = [PostColumn.exportedAt, .followersAtExport].map(\.position)
    static let columns = texts + numbers

    private var known = ByteTable()

    /// Those of a batch that were not met before, as rows that say nothing else.
    mutating func new(among batch: StageRows) -> StageRows {
        var rows = StageRows(batch.schema)
        var key: [UInt8] = []
        for row in batch.indices {
            guard let followers = batch.number(row, PostColumn.followersAtExport.position), followers > 0 else { continue }
            key.removeAll(keepingCapacity: true)
            for column in Self.columns {
                batch.appendSpelling(row, column, to: &key)
                key.append(Shards.separator)
            }
            let count = known.count
            guard known.insert(key.span) == count else { continue }
            for column in batch.schema.columns.indices {
                if Self.columns.contains(column) { rows.appendCell(column, row, of: batch) } else { rows.appendMissing(to: column) }
            }
            rows.endRow()
        }
        return rows
    }
}
