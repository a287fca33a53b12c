internal import ExportFormats
internal import SocialData

/// Which entity a table's rows are: the one that explains most of its columns, of those whose mark it bears.
struct EntityRanking {
    private(set) var best: FieldChoice?
    /// Another one that explains as many.
    private(set) var alsoFits: Entity?
    /// Why there is none.
    private(set) var reasons: [String] = []

    var sureCount: Int { best?.sureCount ?? -1 }

    /// Before others where both fit equally.
    private static let order: [Entity] = [.deals, .orders, .posts, .codes, .spend, .snapshots, .creators]

    init(_ table: DraftTable, wanted: Entity?) {
        let entities = wanted.map { [$0] } ?? Self.order
        let choices = entities.compactMap { entity in
            WantedField.all(of: entity).map { FieldChoice(entity, fields: $0, columns: table.columns, vocabulary: table.vocabulary) }
        }
        if wanted != nil {
            best = choices.first
            return
        }
        var fitting = choices.filter(Self.bearsMark)
        // Money beside creators is what somebody was paid, whatever it is called: in a list of people it would be lost.
        if fitting.allSatisfy({ [.creators, .snapshots].contains($0.entity) }), Self.holdsMoney(table), let deals = choices.first(where: { $0.entity == .deals && $0.taken["handle"] != nil }) {
            fitting = [deals]
        }
        best = fitting.max { ($0.sureCount, Self.place($1.entity)) < ($1.sureCount, Self.place($0.entity)) }
        alsoFits = fitting.first { $0.entity != best?.entity && $0.sureCount == best?.sureCount }?.entity
        guard best == nil else { return }
        if let reason = choices.compactMap(\.repeatedNumbers).first {
            reasons = [reason]
            return
        }
        let names = table.columns.prefix(8).map { "`\(ColumnFacts.shown($0.name))`" }.joined(separator: ", ")
        reasons = [
            "nothing tells what a row is (\(names)): a deal needs a creator's handle and what was paid, a post a link or an id and its counts, an order a number and an amount, a code a promo code and its deal, a list of creators handles and followers, advertising a campaign and its spend; say what it is with `--entity`, and what lacks is said",
        ]
    }

    private static func place(_ entity: Entity) -> Int { order.firstIndex(of: entity) ?? order.count }

    private static func holdsMoney(_ table: DraftTable) -> Bool {
        !DealColumns.money(in: table.columns.map { ($0.name, $0.values) }).isEmpty
    }

    private static func bearsMark(_ choice: FieldChoice) -> Bool {
        func has(_ columns: String...) -> Bool { columns.contains { choice.taken[$0] != nil || choice.tied[$0] != nil } }
        let isSomebody = has("handle")
        return switch choice.entity {
        case .deals: isSomebody && has("fee", "commission", "product_cost", "usage_rights", "agency_fee")
        case .orders: has("order_id") && has("revenue", "total") && has("ordered_at", "status", "currency")
        case .posts: has("post_link", "post_id") && has("likes", "comments", "views", "reach", "impressions", "shares", "saves")
        case .codes: has("promo_code") && has("deal_id")
        case .spend: has("boost_spend") && has("campaign")
        case .snapshots: isSomebody && has("followers") && has("observed_at")
        case .creators: isSomebody && has("followers")
        case .clicks, .rates, .accounts: false
        }
    }
}
