internal import TextValues

/// The logical shards that every staged and fact file is split into (Documentation/Design.md, Shards).
///
/// A shard is a function of a thing's identity alone, so a duplicate meets its twin whatever file it came in.
package enum Shards {
    /// Always 64: a fixed number keeps files of different runs and machines comparable.
    package static let count = 64

    /// Stands between the parts of an identity, so that `("ab", "c")` and `("a", "bc")` differ.
    package static let separator: UInt8 = 0x1F

    /// Shard (`0 ..< count`) of a thing whose identity has this FNV-1a hash: the top six bits of its `mix64`.
    package static func shard(hash: UInt64) -> Int {
        Int(mix64(hash) >> 58)
    }

    /// Shard of an identity of one part, such as a creator key.
    package static func shard(of identity: Span<UInt8>) -> Int {
        var hash = FNV1a()
        hash.combine(identity)
        return shard(hash: hash.value)
    }

    /// What is worked on at once of a shard with so many rows: all of it, or where it is large one part of it after the other.
    ///
    /// - Parameter most: rows that are held at once. It may be more: rows of one thing all stand in one part.
    package static func slices(shard: Int, rows: Int, most: Int) -> [ShardSlice] {
        let parts = min(max(1, rows / most + (rows % most == 0 ? 0 : 1)), mostParts)
        return (0..<parts).map { ShardSlice(shard: shard, part: $0, parts: parts) }
    }

    /// For each part the whole shard is gone through.
    private static let mostParts = 64
}

/// A part of a shard: the things that a hash of their identity puts there, so a duplicate meets its twin here, too.
package struct ShardSlice: Sendable, Equatable {
    /// From 0 to 63.
    package let shard: Int
    /// From 0 to `parts` − 1.
    package let part: Int
    /// How many parts the shard is gone through in.
    package let parts: Int

    /// A whole shard.
    package init(shard: Int) { self.init(shard: shard, part: 0, parts: 1) }

    fileprivate init(shard: Int, part: Int, parts: Int) {
        (self.shard, self.part, self.parts) = (shard, part, parts)
    }

    /// Whether a thing of the shard is in this part.
    ///
    /// - Parameter identity: a text that all rows of the thing have.
    package func holds(_ identity: Span<UInt8>) -> Bool {
        (ByteTable.hash(identity, seed: Self.seed) * UInt64(parts)) >> 32 == UInt64(part)
    }

    /// Always the same, so that a run is a function of its input. Whoever chooses identities to meet in one part gains nothing but that
    /// his file takes more memory.
    private static let seed: UInt64 = 0x7469_6572_7769_7365
}
