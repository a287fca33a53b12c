internal import SocialData

/// What a canonical column wants of a column's values.
enum WantedKind {
    case person, platform, date, amount, count, text, identifier, currency, flag, code, postLink

    func fits(_ facts: ColumnFacts) -> Bool {
        guard !facts.values.isEmpty, facts.emails == 0 else { return false }
        return switch self {
        case .person: facts.areHandles || facts.areNames
        case .platform: facts.platformWords * 2 >= facts.values.count
        case .date: facts.areDates
        case .amount: facts.areAmounts && !facts.areDates && !facts.areMarks
        case .count: facts.mostly(facts.counts)
        case .text: !facts.areDates && !facts.areAmounts && facts.profileLinks + facts.postLinks == 0
        case .identifier: facts.isFull && facts.distinct == facts.values.count && !facts.areDates && facts.profileLinks == 0
        case .currency: facts.mostly(facts.currencies)
        case .flag: facts.mostly(facts.flags)
        // One discount under a title of several words does not take the codes of the others.
        case .code: facts.values.count { !$0.contains(" ") && !$0.contains("/") && !$0.hasPrefix("@") } * 2 > facts.values.count && !facts.areDates && !facts.areAmounts
        case .postLink: facts.postLinks * 2 > facts.values.count
        }
    }

    /// Whether values alone say it, under any header.
    func isShown(by facts: ColumnFacts) -> Bool {
        guard fits(facts) else { return false }
        return switch self {
        case .person: facts.areSurelyHandles
        case .platform: facts.mostly(facts.platformWords)
        case .currency: facts.mostly(facts.currencies)
        case .postLink: true
        default: false
        }
    }

    /// What such values are called.
    var title: String {
        switch self {
        case .person: "handles, links to profiles or names"
        case .platform: "names of networks"
        case .date: "dates"
        case .amount: "amounts"
        case .count: "whole numbers"
        case .text: "words"
        case .identifier: "numbers or ids that differ from row to row"
        case .currency: "currencies"
        case .flag: "yes and no"
        case .code: "codes"
        case .postLink: "links to posts"
        }
    }
}

/// A canonical column that a draft looks for.
struct WantedField {
    let column: String
    let kind: WantedKind

    init(_ column: String, _ kind: WantedKind) {
        self.column = column
        self.kind = kind
    }

    /// Those of an entity, in the order in which they are written; nil for entities that nobody keeps by hand.
    static func all(of entity: Entity) -> [WantedField]? {
        switch entity {
        case .deals: deals
        case .posts: posts
        case .orders: orders
        case .codes: [WantedField("promo_code", .code), WantedField("deal_id", .text), WantedField("valid_from", .date), WantedField("valid_to", .date)]
        case .creators: creators
        case .snapshots: [WantedField("handle", .person), WantedField("platform", .platform), WantedField("observed_at", .date), WantedField("followers", .count)]
        case .spend:
            [
                WantedField("campaign", .text), WantedField("handle", .person), WantedField("platform", .platform), WantedField("started_at", .date),
                WantedField("ended_at", .date), WantedField("currency", .currency), WantedField("boost_spend", .amount),
            ]
        case .clicks, .rates, .accounts: nil
        }
    }

    private static let deals = [
        WantedField("deal_id", .identifier), WantedField("creator_id", .text), WantedField("handle", .person), WantedField("platform", .platform),
        WantedField("campaign_id", .text), WantedField("niche", .text), WantedField("started_at", .date), WantedField("ended_at", .date),
        WantedField("deliverables", .text), WantedField("followers_at_booking", .count), WantedField("currency", .currency),
        WantedField("fee", .amount), WantedField("commission", .amount), WantedField("product_cost", .amount), WantedField("shipping", .amount),
        WantedField("agency_fee", .amount), WantedField("usage_rights", .amount), WantedField("boost_spend", .amount),
        WantedField("labour", .amount), WantedField("promo_code", .code), WantedField("valid_from", .date), WantedField("valid_to", .date),
        WantedField("status", .text),
    ]

    private static let posts = [
        WantedField("post_link", .postLink), WantedField("post_id", .identifier), WantedField("handle", .person), WantedField("platform", .platform),
        WantedField("posted_at", .date), WantedField("exported_at", .date), WantedField("post_type", .text), WantedField("sponsored", .flag),
        WantedField("followers_at_post", .count), WantedField("likes", .count), WantedField("comments", .count), WantedField("shares", .count),
        WantedField("saves", .count), WantedField("views", .count), WantedField("reach", .count), WantedField("impressions", .count),
        WantedField("clicks", .count), WantedField("niche", .text), WantedField("campaign_id", .text), WantedField("caption", .text),
    ]

    private static let orders = [
        WantedField("store", .text), WantedField("order_id", .identifier), WantedField("ordered_at", .date), WantedField("currency", .currency),
        WantedField("revenue", .amount), WantedField("discount", .amount), WantedField("tax", .amount), WantedField("shipping", .amount),
        WantedField("total", .amount), WantedField("refund", .amount), WantedField("refunded_at", .date), WantedField("status", .text),
        WantedField("promo_code", .code), WantedField("utm_source", .text), WantedField("utm_medium", .text), WantedField("utm_campaign", .text),
        WantedField("utm_content", .text),
    ]

    private static let creators = [
        WantedField("creator_id", .identifier), WantedField("handle", .person), WantedField("platform", .platform),
        WantedField("display_name", .text), WantedField("niche", .text), WantedField("country", .text), WantedField("language", .text),
        WantedField("followers", .count), WantedField("observed_at", .date),
    ]
}
