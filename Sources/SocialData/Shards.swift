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
}
