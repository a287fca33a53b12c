internal import SocialData
internal import TextValues

/// The total order by which one of several rows of the same thing is kept (Methods 1.6): the greatest.
///
/// It looks at values only, never at files, lines or times of files, and leaves no two different rows equal; so the
/// order of inputs cannot matter.
struct RowOrder: Sendable {
    private enum Key: Sendable {
        /// A count; a missing one counts as −1.
        case count(Int)
        /// An amount; a missing one counts as −1.
        case money(Int)
        /// Orders: a row that only takes back comes before one that sells.
        case sale
        /// Bytes, a missing value first. Instants are compared so too: their spelling ascends with time.
        case bytes(Int)
    }

    private let keys: [Key]
    /// Columns in which rows of one thing may differ without contradicting each other.
    private let harmless: Set<Int>
    private let width: Int
    private let isOfOrders: Bool

    init(_ entity: Entity) {
        let leading: [Key]
        switch entity {
        case .posts:
            let counts: [PostColumn] = [.followersAtPost, .likes, .comments, .shares, .saves, .views, .reach, .impressions]
            let texts: [PostColumn] = [.creatorID, .postedAt, .niche, .postType, .sponsored]
            leading =
                [.bytes(PostColumn.exportedAt.position)] + counts.map { .count($0.position) }
                + texts.map { .bytes($0.position) }
        case .orders:
            let texts: [OrderColumn] = [.orderedAt, .promoCode, .utmCreator]
            leading =
                [.sale, .money(OrderColumn.refund.position), .money(OrderColumn.revenue.position)]
                + texts.map { .bytes($0.position) }
        case .deals:
            let texts: [DealColumn] = [.startedAt, .creatorID, .campaignID]
            leading = [.money(DealColumn.fee.position)] + texts.map { .bytes($0.position) }
        case .snapshots:
            leading = [.count(SnapshotColumn.followers.position)]
        case .codes, .creators, .accounts, .clicks, .rates, .spend:
            leading = []
        }
        width = entity.columns.count
        isOfOrders = entity == .orders
        // Comparing a leading column once more, by its bytes, decides between two spellings of one number.
        keys = leading + (0..<width).map { .bytes($0) }
        harmless = entity == .posts ? [PostColumn.exportedAt.position] : []
    }

    /// Whether the first row comes before the second, which is then the one to keep.
    func precedes(_ rows: RowStore, _ first: Int, _ second: Int) -> Bool {
        compare(rows, first, second) < 0
    }

    func compare(_ rows: RowStore, _ first: Int, _ second: Int) -> Int {
        let bytes = rows.bytes.span
        for key in keys {
            switch key {
            case .count(let column):
                let left = Canonical.count(bytes.extracting(rows.range(first, column))) ?? -1
                let right = Canonical.count(bytes.extracting(rows.range(second, column))) ?? -1
                if left != right { return left < right ? -1 : 1 }
            case .money(let column):
                let left = Canonical.money(bytes.extracting(rows.range(first, column))) ?? -Canonical.moneyScale
                let right = Canonical.money(bytes.extracting(rows.range(second, column))) ?? -Canonical.moneyScale
                if left != right { return left < right ? -1 : 1 }
            case .sale:
                let (left, right) = (isSale(rows, first), isSale(rows, second))
                if left != right { return right ? -1 : 1 }
            case .bytes(let column):
                let order = compareBytes(
                    bytes.extracting(rows.range(first, column)), bytes.extracting(rows.range(second, column)))
                if order != 0 { return order }
            }
        }
        return 0
    }

    private func isSale(_ rows: RowStore, _ row: Int) -> Bool {
        let columns = OrderColumns()
        return !columns.takesBack(
            rows, row, isRefunded: OrderStatus(word: rows.text(row, columns.status)) == .refunded)
    }

    /// Whether two rows of one thing say different things about it.
    func contradict(_ rows: RowStore, _ first: Int, _ second: Int) -> Bool {
        // A refund beside its sale says something else, not something different.
        if isOfOrders, isSale(rows, first) != isSale(rows, second) { return false }
        let bytes = rows.bytes.span
        for column in 0..<width where !harmless.contains(column) {
            let left = bytes.extracting(rows.range(first, column))
            if compareBytes(left, bytes.extracting(rows.range(second, column))) != 0 { return true }
        }
        return false
    }
}
