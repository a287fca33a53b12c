internal import SocialData
internal import TextValues

/// What native files may and must have: canonical column names, so that other tools hand data over without a mapping.
enum NativeColumns {
    /// Names beside the canonical ones: a caption gives hashtags, mentions and its length; a refund with a number of its own
    /// names the order that it belongs to; the directory's followers are profile counts.
    static func extra(_ entity: Entity) -> [String] {
        switch entity {
        case .posts: ["caption", "likes_hidden"]
        case .orders: refundParents
        case .creators: ["followers"]
        default: []
        }
    }

    private static let refundParents = ["refund_of", "parent_id", "parent_order_id"]

    /// Columns without which a row is nothing: one of each group.
    static func needed(_ entity: Entity) -> [[String]] {
        switch entity {
        case .posts: [["post_id"], ["creator_id", "account_id", "handle"]]
        case .snapshots: [["followers"], ["creator_id", "account_id", "handle"]]
        case .creators: [["creator_id"], ["platform", "account_id", "handle", "niche", "country", "language", "display_name"]]
        case .deals: [["deal_id"], ["creator_id", "handle"]]
        case .spend: [["boost_spend"], ["campaign_id", "campaign", "ad_set", "ad", "creator_id", "handle"]]
        case .codes: [["promo_code"], ["deal_id"]]
        case .orders: [["order_id"], ["revenue", "promo_code", "utm_creator", "refund"]]
        case .clicks: [["source"], ["sessions", "conversions", "clicks_revenue"]]
        case .rates: [["day"], ["currency"], ["rate"]]
        case .accounts: [["account_id"], ["handle", "creator_id"], ["platform"]]
        }
    }

    /// Where rows name the order that they take back from, that is their order, and their own number the refund's.
    private static func refundRules(_ column: String, _ names: [String: String]) -> [ValueRule]? {
        guard let parent = refundParents.compactMap({ names[$0] }).first, let own = names["order_id"] else { return nil }
        let isNone = Condition(column: parent, test: .oneOf(["", "0"]), isNegated: false)
        var ofParent = ValueRule(source: .columns([SourceColumn(name: column == "order_id" ? parent : own, nth: nil)]))
        ofParent.unless = [isNone]
        switch column {
        case "order_id": return [ofParent, ValueRule(source: .columns([SourceColumn(name: own, nth: nil)]))]
        case "refund_id":
            return [ofParent] + (names["refund_id"].map { [ValueRule(source: .columns([SourceColumn(name: $0, nth: nil)]))] } ?? [])
        default: return nil
        }
    }

    /// Names of a file's columns as canonical ones are written: `hashtags[]` of a JSON file is the column `hashtags`, and databases that
    /// know no small letters write `POST_ID`.
    static func plainNames(_ names: [String]) -> [String] {
        let areCapitals = names.allSatisfy { $0 == $0.uppercased() }
        return names.map { name in
            let plain = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
            return areCapitals ? plain.lowercased() : plain
        }
    }

    /// The entities of a native file with this header: the directory's followers are a count of the account, undated.
    static func mappings(_ entity: Entity, header: HeaderNames) -> [EntityMapping] {
        var mappings = [EntityMapping(entity: entity, columns: mapping(entity, header: header))]
        if entity == .creators, plainNames(header.names).contains("followers") {
            mappings.append(EntityMapping(entity: .snapshots, columns: mapping(.snapshots, header: header)))
        }
        return mappings
    }

    /// The mapping of a native file with this header: every column as it is named. A spreadsheet may have saved it, so its
    /// dates and numbers can be written in any country's way; the file's values say in which (`FileEvidence`).
    static func mapping(_ entity: Entity, header: HeaderNames) -> [ColumnMapping] {
        let names = Dictionary(zip(plainNames(header.names), header.names)) { first, _ in first }
        let amounts = entity.columns.filter { $0.type == .money }.compactMap { names[$0.name] }
        return entity.columns.compactMap { column in
            if entity == .orders, let rules = refundRules(column.name, names) {
                return ColumnMapping(column: column.name, alternatives: rules)
            }
            if column.type == .currency, !amounts.isEmpty {
                // Where no cell says it, a sign at an amount does.
                let signs = amounts.map { name in
                    var rule = ValueRule(source: .columns([SourceColumn(name: name, nth: nil)]))
                    rule.hasSymbol = true
                    return rule
                }
                let own = names[column.name].map { [ValueRule(source: .columns([SourceColumn(name: $0, nth: nil)]))] } ?? []
                return ColumnMapping(column: column.name, alternatives: own + signs)
            }
            if let name = names[column.name] {
                var rule = ValueRule(source: .columns([SourceColumn(name: name, nth: nil)]))
                switch column.type {
                case .list: rule.split = "|"
                case .instant, .day: rule.dates = ["iso8601", "either_order", "month_names"]
                case .count: rule.number = .rounded
                case .money: rule.hasSymbol = true
                default: break
                }
                var rules = [rule]
                if column.name == "post_id", let url = names["url"] { rules.append(ValueRule(source: .postID(url))) }
                return ColumnMapping(column: column.name, alternatives: rules)
            }
            if column.name == "post_id", let url = names["url"] {
                return ColumnMapping(column: column.name, alternatives: [ValueRule(source: .postID(url))])
            }
            guard entity == .posts, let caption = names["caption"] else { return nil }
            switch column.name {
            case "hashtags": return ColumnMapping(column: column.name, alternatives: [ValueRule(source: .hashtags(caption))])
            case "mentions": return ColumnMapping(column: column.name, alternatives: [ValueRule(source: .mentions(caption))])
            case "caption_chars": return ColumnMapping(column: column.name, alternatives: [ValueRule(source: .length(caption))])
            default: return nil
            }
        }
    }
}
