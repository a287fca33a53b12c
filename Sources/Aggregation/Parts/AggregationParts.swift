internal import ByteStreams
internal import Findings
internal import Jobs
internal import SocialData
internal import StageFiles

/// Parts: what each creator shard adds to the whole, as files (`parts/ORIGIN.NN.parquet`). Any machine that sees the facts can make
/// one; findings are computed from all of them. A part is named by what it is made of and never changes.
package struct AggregationParts: Sendable {
    /// Where the files stand, beside those of other origins.
    package var folder: String
    /// Hash of everything that they are made of: facts, definition, program.
    package var origin: String

    /// With a number that grows when pieces come to hold something else.
    private static let kind = "part 3"
    private static let nameLength = 32

    /// Nothing is read or written yet.
    package init(folder: String, origin: String) {
        self.folder = folder
        self.origin = origin
    }

    /// Where the part of a shard stands, there or not; `shard` from 0 to 63.
    package func path(shard: Int) -> String { "\(folder)/\(prefix)\(shard < 10 ? "0" : "")\(shard).parquet" }

    /// With it begin the names of its parts and of nobody else's.
    package var prefix: String { origin.prefix(Self.nameLength) + "." }

    /// Whether a part is there and as it was written, byte by byte.
    package func isSound(shard: Int) throws -> Bool {
        let path = path(shard: shard)
        return try StageFileSeal.whole(path) != nil && (try? open(path)) != nil
    }

    /// Adds up shards, several in parallel, and writes the part of each.
    ///
    /// - Parameter check: is asked before a part gets its name.
    /// - Throws: `StreamError`, `Stopped`, `AggregationError`, and what `check` throws.
    package func write(shards: [Int], of request: AggregationRequest, check: () throws -> Void) throws {
        let plan = try AggregationPlan(request)
        var rest = shards[...]
        try Parallel.orderedPipeline(
            jobs: request.jobs, produce: { rest.popFirst() },
            transform: { shard in (shard, try ShardAggregator.tally(ShardSlice(shard: shard), plan: plan).packed(shard: shard)) },
            consume: { shard, pieces in
                try check()
                try PieceFile.write(pieces, kind: Self.kind, origin: origin, path: path(shard: shard))
            })
    }

    /// What a shard adds to the whole.
    ///
    /// - Throws: `partMissing` where nobody made the part; `StreamError` of kind `stateDamaged` where it is another one.
    func tally(shard: Int, plan: AggregationPlan) throws -> ShardTally {
        let file = try part(shard: shard)
        var pieces: [[UInt8]] = []
        for (number, name) in ShardTally.pieces.enumerated() { pieces.append(try file.piece(number, named: name)) }
        return try ShardTally(shard: shard, tierCount: plan.tierCount, pieces: pieces)
    }

    private func part(shard: Int) throws -> PieceFile {
        let path = path(shard: shard)
        guard try Folders.somethingExists(at: path) else {
            throw AggregationError(
                .partMissing, "the part of creator shard \(shard) is not there (\(path)); run the tasks of round `aggregate` again")
        }
        return try open(path)
    }

    private func open(_ path: String) throws -> PieceFile { try PieceFile(path: path, kind: Self.kind, origin: origin) }
}
