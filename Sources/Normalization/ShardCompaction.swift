internal import SocialData
internal import StageFiles

/// Keeps the rows of a shard in memory in bounds while they are read: a shard that outgrows what shards usually are is rid of
/// rows that cannot be kept in the end, again and again.
///
/// Rows of one thing meet in one shard, so a file that repeats one post for ever fills a single one. Whether such rows are
/// dropped here or at the end is the same: of a post stays the greatest row (Methods 1.6), and beside it those that show what it loses
/// (`LostCounts`), and one that contradicts it, so that both are still found; of an order, whose different rows say different
/// things, stays one of equal ones of each input.
struct ShardCompaction {
    /// Shards of usual sizes never get here, and cost nothing.
    static let leastBytes = 32 << 20

    private let order: RowOrder
    private let identity: (first: Int, second: Int)
    /// Columns by which rows are equal: not the line, and not the input where it does not matter.
    private let compared: Range<Int>
    /// Different rows of one thing all count; otherwise one of them is kept in the end.
    private let keepsDifferentRows: Bool
    private var limit = Self.leastBytes
    /// Rows dropped so far.
    private(set) var dropped = 0

    /// Nil where the rows of an entity are not resolved by identity.
    init?(_ entity: Entity) {
        guard let identity = entity.identityColumns else { return nil }
        self.identity = identity
        keepsDifferentRows = entity == .orders
        compared = 0..<(entity.columns.count + (keepsDifferentRows ? 1 : 0))
        order = RowOrder(entity)
    }

    /// Drops rows where they have outgrown the bound. Where few can be dropped the bound doubles: looking costs no more than
    /// reading then.
    mutating func compactIfLarge(_ rows: inout StageRows) {
        guard rows.byteCount >= limit else { return }
        compact(&rows)
        limit = max(Self.leastBytes, 2 * rows.byteCount)
    }

    private mutating func compact(_ rows: inout StageRows) {
        let gone = rows.keep(of: identity) { group, rows in
            let group = different(group, rows)
            return group.count > 1 && !keepsDifferentRows ? greatestAndWitness(group, rows) : group
        }
        dropped += gone
    }

    /// One of equal rows each.
    private func different(_ group: [Int], _ rows: StageRows) -> [Int] {
        func compare(_ left: Int, _ right: Int) -> Int {
            for column in compared {
                let order = rows.compare(column, left, right)
                if order != 0 { return order }
            }
            return 0
        }
        let sorted = group.sorted { left, right in
            let order = compare(left, right)
            return order != 0 ? order < 0 : left < right
        }
        return sorted.indices.filter { $0 == 0 || compare(sorted[$0 - 1], sorted[$0]) != 0 }.map { sorted[$0] }
    }

    /// What of different rows of a post has to stay.
    private func greatestAndWitness(_ group: [Int], _ rows: StageRows) -> [Int] {
        var greatest = group[0]
        for member in group.dropFirst() where order.precedes(rows, greatest, member) { greatest = member }
        var kept = [greatest] + LostCounts.witnesses(greatest, of: group, rows)
        if !kept.contains(where: { order.contradict(rows, $0, greatest) }), let other = group.first(where: { order.contradict(rows, $0, greatest) }) { kept.append(other) }
        return kept
    }
}

extension Entity {
    /// Positions of the columns that say which thing a row is about; nil where rows are not resolved by identity.
    var identityColumns: (first: Int, second: Int)? {
        switch self {
        case .posts: (PostColumn.platform.position, PostColumn.postID.position)
        case .orders: (OrderColumn.store.position, OrderColumn.orderID.position)
        default: nil
        }
    }
}
