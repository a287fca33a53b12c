internal import ByteStreams
internal import Findings

/// One value of a dimension in one tier.
struct StyleLevel: Hashable, Sendable {
    let tier: Int
    let dimension: StyleDimension
    /// A word; of `sponsored` 0 or 1, of `captionLength` the number of its bucket.
    let value: [UInt8]
}

/// Totals of `er_followers` of one shard's organic posts by creator and style.
struct StyleTally: Sendable {
    private(set) var totals: [StyleLevel: CreatorTotals] = [:]

    mutating func append(_ level: StyleLevel, creator: Int, _ total: MetricTotals) {
        totals[level, default: CreatorTotals()].append(creator: creator, total)
    }
}

/// The same of all shards, put aside: there are hundreds of levels, and they are looked at some at a time.
struct MergedStyles: Sendable {
    private let scratch: ScratchFile
    /// The shards' pieces of each level.
    private var pieces: [StyleLevel: [ScratchFile.Piece]] = [:]

    init(scratch: ScratchFile) { self.scratch = scratch }

    /// In no order.
    var levels: Dictionary<StyleLevel, [ScratchFile.Piece]>.Keys { pieces.keys }

    /// Adds a shard.
    mutating func append(_ shard: StyleTally, slice number: Int) throws(StreamError) {
        let levels = Array(shard.totals.keys)
        let bytes = levels.map { level in
            var piece: [UInt8] = []
            shard.totals[level]?.append(asPieceOf: number, to: &piece)
            return piece
        }
        for (level, piece) in zip(levels, try scratch.append(bytes)) { pieces[level, default: []].append(piece) }
    }

    func totals(_ level: StyleLevel) throws(StreamError) -> CreatorTotals {
        var bytes: [UInt8] = []
        for piece in pieces[level] ?? [] { try scratch.read(piece, appendingTo: &bytes) }
        return CreatorTotals(pieces: bytes)
    }
}

extension StyleTally: PackedState {
    func pack(into part: inout PartWriter) {
        let levels = totals.keys.sorted(by: StyleLevel.precedes)
        part.append(levels)
        part.append(levels.compactMap { totals[$0] })
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let levels = try part.array(of: StyleLevel.self)
        totals = Dictionary(zip(levels, try part.array(of: CreatorTotals.self, count: levels.count))) { first, _ in first }
    }
}

/// Lengths of captions in steps that add up across shards: each length up to 15, then eight steps to every doubling. So a
/// quartile may be off by a step, an eighth of a caption's length at most, and the state is bounded by creators.
enum CaptionBuckets {
    private static let exact = 16
    private static let stepBits = 3
    static let count = exact + (32 - 4) << stepBits

    /// The bucket of a length in Unicode scalars, ascending with it.
    static func bucket(_ length: Int64) -> UInt8 {
        let length = UInt64(max(0, min(length, Int64(Int32.max))))
        guard length >= exact else { return UInt8(length) }
        let octave = 63 - length.leadingZeroBitCount
        let step = Int(length >> UInt64(octave - stepBits)) & (1 << stepBits - 1)
        return UInt8(exact + (octave - 4) << stepBits + step)
    }
}
