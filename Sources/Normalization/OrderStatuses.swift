internal import SocialData
internal import TextValues

/// What the status word of an order means: the vocabulary's own words, and those that the pipeline's `statuses:` explains.
struct OrderStatuses: Sendable {
    /// Folded words with their meaning, the pipeline's first: it may say that `pending` is no sale.
    private var words = ByteTable()
    private var meanings: [OrderStatus] = []

    init(_ explained: [String: OrderStatus]) {
        for (word, status) in explained { add(WordFolding.fold(Array(word.utf8).span), status) }
        for status in OrderStatus.allCases { add(Array(status.rawValue.utf8), status) }
    }

    private mutating func add(_ word: [UInt8], _ status: OrderStatus) {
        if words.insert(word.span) == meanings.count { meanings.append(status) }
    }

    /// - Parameter word: as staged: folded. A row without a status is an order like any other.
    /// - Returns: nil for a word that nobody knows.
    func status(_ word: Span<UInt8>) -> OrderStatus? {
        guard word.count > 0 else { return .paid }
        if let known = words.find(word) { return meanings[known] }
        return OrderStatus(word: word.text)
    }
}

extension Span<UInt8> {
    /// A copy as text, for words that are rare and for messages.
    var text: String {
        var bytes: [UInt8] = []
        for index in indices { bytes.append(self[index]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
