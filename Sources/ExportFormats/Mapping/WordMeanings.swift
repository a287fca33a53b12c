internal import SocialData

/// A word of a vocabulary, looked up.
struct WordMeaning {
    let text: String
    let isUnknown: Bool
    /// A type of post that nothing plays in.
    let isStill: Bool
    let platform: Platform?
    /// As a platform: the first instant at which it can have had a post.
    let founding: Int64

    init(_ word: Span<UInt8>, column: String) {
        text = unsafe word.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        isUnknown = !Vocabulary.knows(text, in: column)
        isStill = PostType(rawValue: text).map { [.image, .carousel, .text, .link].contains($0) } ?? false
        platform = column == "platform" ? Platform(rawValue: text) : nil
        founding = Platform(rawValue: text).map(ValueBound.firstDay) ?? Int64.min
    }
}

/// Words repeat from row to row, so each is looked up once per batch.
struct WordMeanings {
    private var words = ByteTable()
    private var meanings: [WordMeaning] = []

    /// A word of one vocabulary is no word of another (`live`, `paid`), so one table serves all columns.
    mutating func meaning(of word: Span<UInt8>, in column: String) -> WordMeaning {
        let index = words.insert(word)
        if index == meanings.count { meanings.append(WordMeaning(word, column: column)) }
        return meanings[index]
    }
}
