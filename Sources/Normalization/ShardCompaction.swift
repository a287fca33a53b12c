internal import RecordFormats
internal import SocialData

/// Keeps the rows of a shard in memory in bounds while they are read: a shard that outgrows what shards usually are is rid of
/// rows that cannot be kept in the end, again and again.
///
/// Rows of one thing meet in one shard, so a file that repeats one post for ever fills a single one. Whether such rows are
/// dropped here or at the end is the same: of a post stays the greatest row (Methods 1.6), and beside it one that
/// contradicts it, so that the contradiction is still found; of an order, whose different rows say different things, stays one
/// of equal ones of each input.
struct ShardCompaction {
    /// Shards of usual sizes never get here, and cost nothing.
    static let leastBytes = 12 << 20

    private let files: StagedFiles
    private let order: RowOrder
    private let identity: (first: Int, second: Int)
    /// Different rows of one thing all count; otherwise one of them is kept in the end.
    private let keepsDifferentRows: Bool
    private var limit = Self.leastBytes
    /// Rows dropped so far.
    private(set) var dropped = 0

    /// Nil where the rows of an entity are not resolved by identity.
    init?(_ files: StagedFiles) {
        self.files = files
        switch files.entity {
        case .posts:
            identity = (PostColumn.platform.position, PostColumn.postID.position)
            keepsDifferentRows = false
        case .orders:
            identity = (OrderColumn.store.position, OrderColumn.orderID.position)
            keepsDifferentRows = true
        default: return nil
        }
        order = RowOrder(files.entity)
    }

    /// Drops rows where `text` has outgrown the bound. Where few can be dropped the bound doubles: looking costs no more than
    /// reading then.
    mutating func compactIfLarge(_ text: inout [UInt8]) throws {
        guard text.count >= limit else { return }
        try compact(&text)
        limit = max(Self.leastBytes, 2 * text.count)
    }

    /// A row of the text, and how much of it makes two rows equal: `line` and, where they do not matter, `input` left out.
    private struct Line {
        var whole: Range<Int>
        var comparedEnd: Int
    }

    private mutating func compact(_ text: inout [UInt8]) throws {
        var index = IdentityIndex()
        var lines: [Line] = []
        let inputColumn = files.width - 2
        try files.forEachBatch(of: text) { batch in
            let bytes = batch.bytes.span
            for record in batch.records {
                let end = record.offset + Int(record.rawLength)
                // The last two fields are never quoted.
                var compared = end - batch.range(record, inputColumn + 1).count - 1
                if !keepsDifferentRows { compared -= batch.range(record, inputColumn).count + 1 }
                lines.append(Line(whole: record.offset..<end, comparedEnd: compared))
                index.add(bytes.extracting(batch.range(record, identity.first)), bytes.extracting(batch.range(record, identity.second)))
            }
        }
        index.sort()
        var kept: [Int] = []
        var place = 0
        while place < index.count {
            var group = [index.row(at: place)]
            var end = place + 1
            while end < index.count, index.isSame(place, end) {
                group.append(index.row(at: end))
                end += 1
            }
            if group.count > 1 { group = different(group, lines, text) }
            kept += group.count == 1 || keepsDifferentRows ? group : try greatestAndWitness(group, lines, text)
            place = end
        }
        dropped += lines.count - kept.count
        kept.sort()
        var rest: [UInt8] = []
        for row in kept {
            rest.append(contentsOf: text[lines[row].whole])
            rest.append(UInt8(ascii: "\n"))
        }
        text = rest
    }

    /// One of equal rows each.
    private func different(_ group: [Int], _ lines: [Line], _ text: [UInt8]) -> [Int] {
        let compare = { (left: Int, right: Int) in
            let bytes = text.span
            return compareBytes(
                bytes.extracting(lines[left].whole.lowerBound..<lines[left].comparedEnd),
                bytes.extracting(lines[right].whole.lowerBound..<lines[right].comparedEnd))
        }
        let sorted = group.sorted { left, right in
            let order = compare(left, right)
            return order != 0 ? order < 0 : left < right
        }
        return sorted.indices.filter { $0 == 0 || compare(sorted[$0 - 1], sorted[$0]) != 0 }.map { sorted[$0] }
    }

    /// What of different rows of a post has to stay.
    private func greatestAndWitness(_ group: [Int], _ lines: [Line], _ text: [UInt8]) throws -> [Int] {
        var rows = RowStore(columns: files.width)
        var twins: [UInt8] = []
        for row in group {
            twins.append(contentsOf: text[lines[row].whole])
            twins.append(UInt8(ascii: "\n"))
        }
        try files.forEachBatch(of: twins) { batch in
            for record in batch.records { rows.append(batch, record) }
        }
        var greatest = 0
        for member in group.indices.dropFirst() where order.precedes(rows, greatest, member) { greatest = member }
        var kept: Set<Int> = [greatest]
        if let other = group.indices.first(where: { order.contradict(rows, $0, greatest) }) { kept.insert(other) }
        return kept.map { group[$0] }
    }
}
