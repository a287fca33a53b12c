internal import SocialData
internal import StageFiles
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
        /// Orders: a cancellation is the last word on an order, whatever amount stands beside it.
        case ended
        /// Orders: a payment that failed is tried again.
        case status
        /// Bytes, a missing value first. Instants are compared so too: their spelling ascends with time.
        case bytes(Int)
    }

    static let countsOfPosts: [PostColumn] = [.followersAtPost, .likes, .comments, .shares, .saves, .views, .reach, .impressions]

    private let keys: [Key]
    /// Columns in which rows of one thing may differ without contradicting each other.
    private let harmless: Set<Int>
    /// Columns in which one thing can be spelt in several ways.
    private let foldings: [Int: @Sendable (Span<UInt8>) -> [UInt8]]
    private let width: Int
    private let isOfOrders: Bool
    private let statuses: OrderStatuses

    init(_ entity: Entity, statuses: OrderStatuses = OrderStatuses([:])) {
        self.statuses = statuses
        let leading: [Key]
        switch entity {
        case .posts:
            let texts: [PostColumn] = [.creatorID, .postedAt, .niche, .postType, .sponsored]
            leading =
                [.bytes(PostColumn.exportedAt.position)] + Self.countsOfPosts.map { .count($0.position) }
                + texts.map { .bytes($0.position) }
        case .orders:
            let texts: [OrderColumn] = [.orderedAt, .promoCode, .utmCreator]
            leading =
                [.sale, .ended, .money(OrderColumn.refund.position), .money(OrderColumn.revenue.position)]
                + texts.map { .bytes($0.position) } + [.status]
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
        var foldings: [Int: @Sendable (Span<UInt8>) -> [UInt8]] = [:]
        for (place, column) in entity.columns.enumerated() {
            switch column.name {
            case _ where column.type == .handle: foldings[place] = { HandleFolding.fold($0) }
            case "campaign_id", "campaign": foldings[place] = { WordFolding.fold($0) }
            case "promo_code": foldings[place] = { CodeFolding.fold($0) }
            default: break
            }
        }
        self.foldings = foldings
        harmless = entity == .posts ? [PostColumn.exportedAt.position] : []
    }

    /// Whether the first row comes before the second, which is then the one to keep.
    func precedes(_ rows: StageRows, _ first: Int, _ second: Int) -> Bool {
        compare(rows, first, second) < 0
    }

    func compare(_ rows: StageRows, _ first: Int, _ second: Int) -> Int {
        for key in keys {
            switch key {
            case .count(let column):
                let left = rows.number(first, column) ?? -1
                let right = rows.number(second, column) ?? -1
                if left != right { return left < right ? -1 : 1 }
            case .money(let column):
                let left = rows.number(first, column) ?? -Canonical.moneyScale
                let right = rows.number(second, column) ?? -Canonical.moneyScale
                if left != right { return left < right ? -1 : 1 }
            case .sale:
                let (left, right) = (isSale(rows, first), isSale(rows, second))
                if left != right { return right ? -1 : 1 }
            case .ended:
                let (left, right) = (status(rows, first).isEnd, status(rows, second).isEnd)
                if left != right { return right ? -1 : 1 }
            case .status:
                let (left, right) = (status(rows, first).rank, status(rows, second).rank)
                if left != right { return left < right ? -1 : 1 }
            case .bytes(let column):
                let order = rows.compare(column, first, second)
                if order != 0 { return order }
            }
        }
        return 0
    }

    private func isSale(_ rows: StageRows, _ row: Int) -> Bool {
        !OrderColumns().takesBack(rows, row, isRefunded: status(rows, row) == .refunded)
    }

    private func status(_ rows: StageRows, _ row: Int) -> OrderStatus? {
        statuses.status(rows.bytes.span.extracting(rows.range(row, OrderColumn.status.position)))
    }

    /// Whether two rows of one thing say different things about it.
    func contradict(_ rows: StageRows, _ first: Int, _ second: Int) -> Bool {
        // A refund beside its sale says something else, not something different.
        if isOfOrders, isSale(rows, first) != isSale(rows, second) { return false }
        return (0..<width).contains { !harmless.contains($0) && !rows.isSame($0, first, rows, second) && !isSpelling($0, rows, first, second) }
    }

    /// Whether two rows spell one account, campaign or code in two ways.
    private func isSpelling(_ column: Int, _ rows: StageRows, _ first: Int, _ second: Int) -> Bool {
        let bytes = rows.bytes.span
        guard let fold = foldings[column], !rows.isMissing(first, column), !rows.isMissing(second, column) else { return false }
        return fold(bytes.extracting(rows.range(first, column))) == fold(bytes.extracting(rows.range(second, column)))
    }
}

extension OrderStatus? {
    /// Cancelled or void: orders do not come back from there.
    var isEnd: Bool { self == .cancelled || self == .voided }

    /// Of two exports of one order the later one has the greater, but for a payment that failed and was tried again. An unknown word
    /// goes before money that it may deny.
    fileprivate var rank: Int {
        switch self {
        case .failed: 0
        case .pending: 1
        case .paid: 2
        case .partiallyRefunded: 3
        case .refunded: 4
        case nil: 5
        case .voided: 6
        case .cancelled: 7
        }
    }
}
