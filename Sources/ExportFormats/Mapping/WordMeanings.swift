internal import SocialData

/// A word of a vocabulary, looked up.
struct WordMeaning {
    let isUnknown: Bool
    /// A type of post that nothing plays in.
    let isStill: Bool
    let platform: Platform?
    /// As a platform: the first instant at which it can have had a post.
    let founding: Int64
    /// What stands in its place; nil for itself.
    let canonical: [UInt8]?

    init(_ word: Span<UInt8>, column: String) {
        let text = unsafe word.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        isUnknown = !Vocabulary.knows(text, in: column)
        isStill = PostType(rawValue: text).map { [.image, .carousel, .text, .link].contains($0) } ?? false
        platform = column == "platform" ? Platform(word: text) : nil
        founding = platform.map(ValueBound.firstDay) ?? Int64.min
        canonical = platform.flatMap { $0.rawValue == text ? nil : Array($0.rawValue.utf8) }
    }
}

/// Words of one column. They repeat from row to row, so each is looked up once per batch.
struct WordMeanings {
    private var words = ByteTable()
    private var meanings: [WordMeaning] = []
    private var latest: [UInt8] = []
    private var latestIndex = -1

    @inline(__always)
    mutating func meaning(of word: Span<UInt8>, in column: String) -> WordMeaning {
        if latestIndex < 0 || !word.equals(latest.span) { look(word, column) }
        return meanings[latestIndex]
    }

    private mutating func look(_ word: Span<UInt8>, _ column: String) {
        latestIndex = words.insert(word)
        if latestIndex == meanings.count { meanings.append(WordMeaning(word, column: column)) }
        latest.removeAll(keepingCapacity: true)
        latest.append(word)
    }
}
