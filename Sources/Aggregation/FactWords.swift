internal import SocialData

/// The words of one shard's rows as small numbers, and their canonical order.
struct FactWords: Sendable {
    var creators = ByteTable()
    var platforms = ByteTable()
    var niches = ByteTable()
    var postTypes = ByteTable()
    var campaigns = ByteTable()
    /// Words of `followers_source` and `excluded`. The empty word is number 0.
    var sources = FactWords.tableWithEmptyWord()
    var reasons = FactWords.tableWithEmptyWord()

    private static func tableWithEmptyWord() -> ByteTable {
        var table = ByteTable()
        _ = table.insert([UInt8]().span)
        return table
    }
}

extension ByteTable {
    /// The place of every key in canonical order, by its number.
    func ranks() -> [UInt32] {
        var ranks = [UInt32](repeating: 0, count: count)
        for (rank, index) in sortedIndices().enumerated() { ranks[index] = UInt32(rank) }
        return ranks
    }

    mutating func insert(_ word: String) -> Int { insert(Array(word.utf8).span) }

    func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
}
