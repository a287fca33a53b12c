/// Rows counted by tier and by a word (a reason, a source of followers).
struct TierCounts: Sendable, Equatable {
    /// Tiers, those without one included.
    let tierCount: Int
    private(set) var counts: [String: [Int]] = [:]

    mutating func add(_ word: String, tier: Int, rows: Int) {
        counts[word, default: [Int](repeating: 0, count: tierCount)][tier] += rows
    }

    mutating func merge(_ other: TierCounts) {
        counts.merge(other.counts) { zip($0, $1).map(+) }
    }

    /// Words with rows in a tier, ascending by bytes.
    func rows(tier: Int) -> [(word: String, rows: Int)] {
        counts.filter { $0.value[tier] > 0 }.map { (word: $0.key, rows: $0.value[tier]) }
            .sorted { $0.word.utf8.lexicographicallyPrecedes($1.word.utf8) }
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

    /// - Parameter text: the word of a number.
    func counts(_ text: (Int) -> String) -> TierCounts {
        var result = TierCounts(tierCount: tierCount)
        for index in counts.indices where counts[index] > 0 {
            result.add(text(index / tierCount), tier: index % tierCount, rows: counts[index])
        }
        return result
    }
}
