/// A kind of thing the pipeline knows: what it is called, what identifies it, which columns it has.
package enum Entity: String, PublishedWord {
    case posts, snapshots, creators, deals, spend, codes, orders, clicks, rates
    /// Evidence, gathered while ingesting, of which handle and account id a row showed together (Methods 1.5).
    case accounts

    /// Columns whose values identify one thing; staged rows are sharded by them.
    package var identity: [String] {
        switch self {
        case .posts: [PostColumn.platform, .postID].map(\.name)
        case .snapshots: [SnapshotColumn.platform, .creatorID, .accountID, .handle].map(\.name)
        case .creators: [CreatorColumn.creatorID.name]
        case .deals: [DealColumn.dealID.name]
        case .spend: [SpendColumn.accountID, .campaignID, .campaign].map(\.name)
        case .codes: [CodeColumn.promoCode.name]
        case .orders: [OrderColumn.store, .orderID].map(\.name)
        case .clicks: [ClickColumn.source, .day].map(\.name)
        case .rates: [RateColumn.day.name]
        case .accounts: [AccountColumn.platform, .accountID].map(\.name)
        }
    }

    /// Staged columns in canonical order, without `input` and `line`, which every staged row carries at its end.
    package var columns: [Column] {
        switch self {
        case .posts: Self.postColumns
        case .snapshots: Self.snapshotColumns
        case .creators: Self.creatorColumns
        case .deals: Self.dealColumns
        case .spend: Self.spendColumns
        case .codes: Self.codeColumns
        case .orders: Self.orderColumns
        case .clicks: Self.clickColumns
        case .rates: Self.rateColumns
        case .accounts: Self.accountColumns
        }
    }

    /// What every staged row carries at its end: where it was read.
    package static let origin = [
        Column("input", .identifier, "first 12 hexadecimal digits of the export's SHA-256"),
        Column("line", .count, "the row's physical line in the export"),
    ]

    /// All columns of `staged/ENTITY/*.parquet`.
    package var stagedColumns: [Column] { columns + Self.origin }

    /// Names of the columns of a staged row, where it comes from included.
    package var stagedHeader: [String] { stagedColumns.map(\.name) }

    /// Columns that normalize adds behind the staged ones; empty for what does not become facts.
    package var factColumns: [Column] {
        switch self {
        case .posts: Self.postFacts
        case .deals: Self.dealFacts
        case .orders: Self.orderFacts
        case .snapshots: Self.snapshotFacts
        case .creators: Self.creatorFacts
        case .spend, .codes, .clicks, .rates, .accounts: []
        }
    }

    /// Position of a staged column.
    package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}

// Made once: they are asked for row by row.
extension Entity {
    private static let postColumns = PostColumn.staged
    private static let snapshotColumns = SnapshotColumn.staged
    private static let creatorColumns = CreatorColumn.staged
    private static let dealColumns = DealColumn.staged
    private static let spendColumns = SpendColumn.staged
    private static let codeColumns = CodeColumn.staged
    private static let orderColumns = OrderColumn.staged
    private static let clickColumns = ClickColumn.staged
    private static let rateColumns = RateColumn.staged
    private static let accountColumns = AccountColumn.staged
    private static let postFacts = PostColumn.facts
    private static let snapshotFacts = SnapshotColumn.facts
    private static let creatorFacts = CreatorColumn.facts
    private static let dealFacts = DealColumn.facts
    private static let orderFacts = OrderColumn.facts
}
