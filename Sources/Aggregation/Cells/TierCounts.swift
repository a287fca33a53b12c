internal import SocialData

/// Rows counted by tier and by a word (a reason, a source of followers).
struct TierCounts<Word: PublishedWord & Hashable>: Sendable, Equatable {
    /// Tiers, those without one included.
    let tierCount: Int
    private(set) var counts: [Word: [Int]] = [:]

    mutating func add(_ word: Word, tier: Int, rows: Int) {
        counts[word, default: [Int](repeating: 0, count: tierCount)][tier] += rows
    }

    mutating func merge(_ other: TierCounts) {
        counts.merge(other.counts) { zip($0, $1).map(+) }
    }

    /// Words with rows in a tier, ascending by bytes.
    func rows(tier: Int) -> [(word: Word, rows: Int)] {
        counts.filter { $0.value[tier] > 0 }.map { (word: $0.key, rows: $0.value[tier]) }
            .sorted { $0.word.rawValue.utf8.lexicographicallyPrecedes($1.word.rawValue.utf8) }
    }
}

/// The same while rows are read: words are numbers.
struct TierTally {
    private let tierCount: Int
    private var counts: [Int] = []

    init(tierCount: Int) { self.tierCount = tierCount }

    mutating func add(word: Int, tier: Int) {
        let index = word * tierCount + tier
        if index >= counts.count { counts.append(contentsOf: repeatElement(0, count: (word + 1) * tierCount - counts.count)) }
        counts[index] += 1
    }

    /// - Parameter words: of the facts, by number.
    /// - Throws: `damagedRow` for a word that no version of normalize writes.
    func counts<Word>(_ words: ByteTable) throws(AggregationError) -> TierCounts<Word> {
        var result = TierCounts<Word>(tierCount: tierCount)
        for index in counts.indices where counts[index] > 0 {
            let text = words.text(index / tierCount)
            guard let word = Word(rawValue: text) else {
                throw AggregationError(.damagedRow, "the facts hold '\(text)', which is no \(Word.self)")
            }
            result.add(word, tier: index % tierCount, rows: counts[index])
        }
        return result
    }
}
