/// Counts the topics of one creator at a time.
struct TopicCounter {
    private var counts: [Int32]
    private var touched: [Int] = []
    private var isMet: [Bool]

    init(topics: Int) {
        counts = [Int32](repeating: 0, count: topics)
        isMet = [Bool](repeating: false, count: topics)
    }

    mutating func add(_ topic: Int) {
        if counts[topic] == 0 { touched.append(topic) }
        counts[topic] += 1
    }

    func count(_ topic: Int) -> Int { Int(counts[topic]) }

    /// The counts, in no order; then begins the next creator.
    mutating func take() -> [Int] {
        let taken = touched.map { Int(counts[$0]) }
        for topic in touched {
            counts[topic] = 0
            isMet[topic] = true
        }
        touched.removeAll(keepingCapacity: true)
        return taken
    }

    /// Of the topics' hashes those that any creator had.
    func met(hashes: [UInt64]) -> [UInt64] { hashes.indices.filter { isMet[$0] }.map { hashes[$0] } }
}
