internal import ByteStreams
internal import Findings
internal import Jobs
internal import SocialData
internal import StageFiles

/// Parts: what each creator shard adds to the whole, as files (`parts/ORIGIN.NN.parquet`). Any machine that sees the facts can make
/// one; findings are computed from all of them. A part is named by what it is made of and never changes.
package struct AggregationParts: Sendable {
    package var folder: String
    /// Hash of everything that they are made of: facts, definition, program.
    package var origin: String

    /// With a number that grows when pieces come to hold something else.
    private static let kind = "part 2"
    private static let nameLength = 32

    package init(folder: String, origin: String) {
        self.folder = folder
        self.origin = origin
    }

    /// - Parameter withCore: whether it keeps the rates of likes and comments alone, too (`AggregationPlan.keepsCore`).
    package func path(shard: Int, withCore: Bool) -> String {
        "\(folder)/\(prefix)\(withCore ? "core." : "")\(shard < 10 ? "0" : "")\(shard).parquet"
    }

    /// With it begin the names of its parts and of nobody else's.
    package var prefix: String { origin.prefix(Self.nameLength) + "." }

    /// Whether a part is there and as it was written, byte by byte.
    package func isSound(shard: Int, withCore: Bool) throws -> Bool {
        let path = path(shard: shard, withCore: withCore)
        return try StageFileSeal.whole(path) != nil && (try? open(path, withCore: withCore)) != nil
    }

    /// Adds up shards, several in parallel, and writes the part of each.
    ///
    /// - Parameter check: is asked before a part gets its name.
    /// - Throws: `StreamError`, `Stopped`, `AggregationError`, and what `check` throws.
    package func write(shards: [Int], withCore: Bool, of request: AggregationRequest, check: () throws -> Void) throws {
        var plan = try AggregationPlan(request)
        plan.keepsCore = withCore
        var rest = shards[...]
        try Parallel.orderedPipeline(
            jobs: request.jobs, produce: { rest.popFirst() },
            transform: { [plan] shard in (shard, try ShardAggregator.tally(ShardSlice(shard: shard), plan: plan).packed(shard: shard)) },
            consume: { shard, pieces in
                try check()
                try PieceFile.write(pieces, kind: Self.kind, origin: origin(withCore), path: path(shard: shard, withCore: withCore))
            })
    }

    /// Whether findings need parts that keep the rates of likes and comments, too: what all parts without them say.
    ///
    /// - Throws: as `tally`.
    package func needCore(tiers: Int) throws -> Bool {
        var components = PlatformComponents()
        for shard in 0..<Shards.count {
            let file = try part(shard: shard, withCore: false)
            components.merge(try ShardTally.components(try file.piece(0, named: ShardTally.pieces[0])))
        }
        return components.isUneven
    }

    /// What a shard adds to the whole.
    ///
    /// - Throws: `partMissing` where nobody made the part; `StreamError` of kind `stateDamaged` where it is another one.
    func tally(shard: Int, plan: AggregationPlan) throws -> ShardTally {
        let file = try part(shard: shard, withCore: plan.keepsCore)
        var pieces: [[UInt8]] = []
        for (number, name) in ShardTally.pieces.enumerated() { pieces.append(try file.piece(number, named: name)) }
        return try ShardTally(shard: shard, tierCount: plan.tierCount, pieces: pieces)
    }

    private func part(shard: Int, withCore: Bool) throws -> PieceFile {
        let path = path(shard: shard, withCore: withCore)
        guard try Folders.somethingExists(at: path) else {
            throw AggregationError(
                .partMissing, "the part of creator shard \(shard)\(withCore ? " with likes and comments alone" : "") is not there (\(path)); run the tasks of round `aggregate` again")
        }
        return try open(path, withCore: withCore)
    }

    private func open(_ path: String, withCore: Bool) throws -> PieceFile {
        try PieceFile(path: path, kind: Self.kind, origin: origin(withCore))
    }

    private func origin(_ withCore: Bool) -> String { withCore ? origin + " core" : origin }
}
