internal import SocialData
internal import TextValues

/// The rows of one shard in the order of their identities, which puts duplicates next to each other.
///
/// An identity has two parts: (platform, post_id), (store, order_id). Rows are added in any order and numbered from 0;
/// after `sort` they stand by the bytes of the first part, then of the second.
///
/// What is clever: a comparison looks at a rank and at the first 16 bytes of the id as one integer, and only equal ones
/// go to the arena.
struct IdentityIndex: Sendable {
    private struct Entry: Sendable {
        /// First 16 bytes of the second part, big-endian, padded with zeros.
        var prefix: UInt128
        /// Number of the first part; after sorting its rank.
        var first: UInt32
        var start: UInt32
        var length: UInt32
        var row: UInt32
    }

    private var entries: [Entry] = []
    /// Second parts, end to end.
    private var arena: [UInt8] = []
    /// The distinct first parts, usually a handful of platforms or shops, and how they rank by bytes.
    private var firsts = ByteTable()
    private var firstsByRank: [Int] = []
    private var latestFirst: (bytes: [UInt8], number: Int)?

    var count: Int { entries.count }

    /// Forgets all rows and keeps the memory.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        arena.removeAll(keepingCapacity: true)
        firsts.removeAll()
        latestFirst = nil
    }

    mutating func add(_ first: Span<UInt8>, _ second: Span<UInt8>) {
        var prefix: UInt128 = 0
        let start = arena.count
        unsafe second.withUnsafeBufferPointer { unsafe arena.append(contentsOf: $0) }
        for index in 0..<min(16, second.count) { prefix = prefix << 8 | UInt128(second[index]) }
        if second.count < 16 { prefix <<= UInt128(8 * (16 - second.count)) }
        entries.append(
            Entry(
                prefix: prefix, first: UInt32(number(of: first)), start: UInt32(start), length: UInt32(second.count),
                row: UInt32(entries.count)))
    }

    mutating func sort() {
        var ranks = [UInt32](repeating: 0, count: firsts.count)
        firstsByRank = firsts.sortedIndices()
        for (rank, first) in firstsByRank.enumerated() { ranks[first] = UInt32(rank) }
        for index in entries.indices { entries[index].first = ranks[Int(entries[index].first)] }
        let ids = arena
        entries.sort { left, right in
            if left.first != right.first { return left.first < right.first }
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            let order = Self.compare(left, right, in: ids)
            // Equal identities: by row, so that sorting is a function of the input. Which of them is kept is not
            // decided here.
            return order != 0 ? order < 0 : left.row < right.row
        }
    }

    /// Row at a place of the sorted index.
    func row(at place: Int) -> Int { Int(entries[place].row) }

    /// Whether two places hold the same identity.
    func isSame(_ place: Int, _ other: Int) -> Bool {
        let (left, right) = (entries[place], entries[other])
        return left.first == right.first && left.prefix == right.prefix && Self.compare(left, right, in: arena) == 0
    }

    /// The identity at a place, for people.
    func text(at place: Int) -> String {
        let entry = entries[place]
        let first = String(decoding: firsts.bytes(firstsByRank[Int(entry.first)]), as: UTF8.self)
        let second = String(decoding: arena[Int(entry.start)..<Int(entry.start + entry.length)], as: UTF8.self)
        return first.isEmpty ? second : first + " " + second
    }

    private mutating func number(of first: Span<UInt8>) -> Int {
        // Rows come in runs of one platform: the last answer is nearly always right.
        if let latestFirst, compareBytes(latestFirst.bytes.span, first) == 0 { return latestFirst.number }
        let number = firsts.insert(first)
        latestFirst = (firsts.bytes(number), number)
        return number
    }

    private static func compare(_ left: Entry, _ right: Entry, in arena: [UInt8]) -> Int {
        let bytes = arena.span
        return compareBytes(
            bytes.extracting(Int(left.start)..<Int(left.start + left.length)),
            bytes.extracting(Int(right.start)..<Int(right.start + right.length)))
    }
}
