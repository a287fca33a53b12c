/// What a value in a canonical column is, and so how it is read, written and compared.
package enum ColumnType: String, Sendable {
    /// Free text (a title, a URL).
    case text
    /// An id: text, never a number, compared by bytes.
    case identifier
    /// An account's handle as exported; compared after `HandleFolding`.
    case handle
    /// A word of a vocabulary (`Platform`, `PostType`, …): trimmed, lower-cased.
    case word
    /// A whole number, signed 64-bit.
    case count
    /// A decimal amount, exact to 1/10,000, of the currency in the row's `currency` column.
    case money
    /// ISO 4217 code, upper case.
    case currency
    /// An instant: UTC, second resolution, `2025-03-18T09:48:00Z`.
    case instant
    /// A calendar day: `2025-03-18`.
    case day
    /// `1` or `0`.
    case flag
    /// Words or ids joined by `|`.
    case list
    /// A plain decimal (seconds, exchange rates, shares).
    case decimal
}

/// A canonical column: name, type, meaning. The one list of them is `Entity.columns` and `Entity.factColumns`.
package struct Column: Sendable, Equatable {
    package let name: String
    package let type: ColumnType
    package let meaning: String

    package init(_ name: String, _ type: ColumnType, _ meaning: String) {
        self.name = name
        self.type = type
        self.meaning = meaning
    }
}

/// A kind of thing the pipeline knows: what it is called, what identifies it, which columns it has.
package enum Entity: String, Sendable, CaseIterable {
    case posts, snapshots, creators, deals, spend, codes, orders, clicks, rates
    /// Evidence, gathered while ingesting, of which handle and account id a row showed together (Methods 1.5).
    case accounts

    /// Columns whose values identify one thing; staged rows are sharded by them.
    package var identity: [String] {
        switch self {
        case .posts: ["platform", "post_id"]
        case .snapshots: ["platform", "creator_id", "account_id", "handle"]
        case .creators: ["creator_id"]
        case .deals: ["deal_id"]
        case .spend: ["account_id", "campaign_id", "campaign"]
        case .codes: ["promo_code"]
        case .orders: ["store", "order_id"]
        case .clicks: ["source", "day"]
        case .rates: ["day"]
        case .accounts: ["platform", "account_id"]
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

    /// Names of all staged columns, `input` and `line` last: the header of `staged/ENTITY/*.csv.gz`.
    package var stagedHeader: [String] { columns.map(\.name) + ["input", "line"] }

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

    /// Names of all fact columns: the header of `facts/ENTITY.csv.gz`.
    package var factHeader: [String] { (columns + factColumns).map(\.name) }

    /// Position of a staged column.
    package func index(of column: String) -> Int? { columns.firstIndex { $0.name == column } }
}

extension Entity {
    private static let postColumns: [Column] = [
        Column("platform", .word, "the network the post stands on"),
        Column("post_id", .identifier, "the platform's id of the post"),
        Column("creator_id", .identifier, "the exporting tool's own id of the person"),
        Column("account_id", .identifier, "the platform's id of the account"),
        Column("handle", .handle, "the account's name on the platform, without @"),
        Column("authors", .count, "number of authors, where a post has several; it counts for the first"),
        Column("posted_at", .instant, "when the post went up"),
        Column("exported_at", .instant, "when the numbers of this row were read"),
        Column("post_type", .word, "image, carousel, video, short, story, live, text or link"),
        Column("sponsored", .flag, "1 where the post is marked as paid partnership"),
        Column("boosted", .flag, "1 where paid reach is mixed into the counts"),
        Column("followers_at_post", .count, "the account's followers when the post went up, where the export recorded them then"),
        Column("followers_at_export", .count, "the account's followers when the numbers were read"),
        Column("likes", .count, "likes; all reactions on Facebook, score on Reddit"),
        Column("comments", .count, "comments; replies on X"),
        Column("shares", .count, "shares, reposts or retweets; not quotes"),
        Column("saves", .count, "saves or bookmarks"),
        Column("views", .count, "plays of the post itself"),
        Column("reach", .count, "accounts that saw the post"),
        Column("impressions", .count, "times the post was shown"),
        Column("clicks", .count, "link clicks"),
        Column("duration_s", .decimal, "length in seconds"),
        Column("niche", .word, "topic of the post"),
        Column("campaign_id", .identifier, "the brand's campaign"),
        Column("hashtags", .list, "hashtags without #, folded"),
        Column("mentions", .list, "mentioned handles without @"),
        Column("caption_chars", .count, "length of the caption in Unicode scalars"),
        Column("url", .text, "where the post stands"),
        Column("estimated", .list, "names of values that were estimated, rounded or assumed"),
    ]

    private static let snapshotColumns: [Column] = [
        Column("platform", .word, "the network"),
        Column("creator_id", .identifier, "the exporting tool's own id of the person"),
        Column("account_id", .identifier, "the platform's id of the account"),
        Column("handle", .handle, "the account's name on the platform, without @"),
        Column("observed_at", .instant, "when the count was read; empty makes it the profile count"),
        Column("followers", .count, "followers or subscribers"),
        Column("following", .count, "accounts followed"),
        Column("posts", .count, "posts of the account"),
        Column("estimated", .list, "names of values that were estimated, rounded or assumed"),
    ]

    private static let creatorColumns: [Column] = [
        Column("creator_id", .identifier, "the person"),
        Column("platform", .word, "the network of this account"),
        Column("account_id", .identifier, "the platform's id of the account"),
        Column("handle", .handle, "the account's name on the platform, without @"),
        Column("former_handles", .list, "earlier names of the account"),
        Column("display_name", .text, "name shown"),
        Column("niche", .word, "main topic of the creator"),
        Column("country", .word, "the creator's country"),
        Column("language", .word, "the creator's language"),
        Column("audience", .text, "audience shares, `country:de=0.6|country:at=0.2|gender:f=0.7` (`AudienceText`)"),
    ]

    private static let dealColumns: [Column] = [
        Column("deal_id", .identifier, "one paid collaboration: one creator, one campaign, one fee"),
        Column("payout_id", .identifier, "a payment's own number, `?` where it has none: the payments of a deal add up"),
        Column("creator_id", .identifier, "the exporting tool's own id of the person"),
        Column("handle", .handle, "the account's name on the platform, without @"),
        Column("campaign_id", .identifier, "the brand's campaign"),
        Column("platform", .word, "the network the deal is for"),
        Column("niche", .word, "topic of the deal"),
        Column("started_at", .instant, "when the collaboration began"),
        Column("ended_at", .instant, "when it ended"),
        Column("deliverables", .text, "what was agreed"),
        Column("followers_at_booking", .count, "followers when the deal was made"),
        Column("currency", .currency, "currency of all amounts of the row"),
        Column("basis", .word, "flat, per_order, gifted, …"),
        Column("fee", .money, "what the creator was paid"),
        Column("commission", .money, "paid per sale"),
        Column("product_cost", .money, "value of goods given"),
        Column("shipping", .money, "cost of sending them"),
        Column("agency_fee", .money, "what an agency took"),
        Column("usage_rights", .money, "paid for using the content"),
        Column("boost_spend", .money, "paid to the platform to show the post"),
        Column("labour", .money, "own work"),
    ]

    /// Rows are parts that add up: of one ad by day and by kind of audience.
    private static let spendColumns: [Column] = [
        Column("network", .word, "who sold the ads, as `meta` or `google`; their campaigns of one name are different ones"),
        Column("platform", .word, "the network whose deals the ads belong to"),
        Column("account_id", .identifier, "the advertising account"),
        Column("campaign_id", .identifier, "the campaign's id, in the ad manager or of the brand"),
        Column("campaign", .text, "the campaign's name"),
        Column("ad_set", .text, "name of the ad set or ad group"),
        Column("ad_id", .identifier, "the ad's id"),
        Column("ad", .text, "name of the ad"),
        Column("creator_id", .identifier, "the exporting tool's own id of the person whose posts are shown"),
        Column("handle", .handle, "that person's account, without @"),
        Column("started_at", .instant, "first day of the amount"),
        Column("ended_at", .instant, "last day of the amount"),
        Column("breakdown", .text, "the part of the audience, `Age=18-24|Gender=female`; empty where the amount is of all"),
        Column("currency", .currency, "currency of the amount"),
        Column("boost_spend", .money, "paid to the platform"),
    ]

    private static let codeColumns: [Column] = [
        Column("promo_code", .identifier, "the code, compared trimmed and upper-cased"),
        Column("deal_id", .identifier, "the deal it credits"),
        Column("valid_from", .instant, "first instant at which it credits; empty means always"),
        Column("valid_to", .instant, "first instant at which it no longer does, a day includes that day; empty means open"),
    ]

    private static let orderColumns: [Column] = [
        Column("store", .identifier, "the shop; order numbers are unique within one"),
        Column("order_id", .identifier, "the shop's order number"),
        Column("ordered_at", .instant, "when the order was placed"),
        Column("currency", .currency, "currency of all amounts of the row"),
        Column("revenue", .money, "goods after discounts, before tax and shipping"),
        Column("discount", .money, "discount given"),
        Column("tax", .money, "tax"),
        Column("shipping", .money, "shipping charged"),
        Column("total", .money, "what was paid: goods, shipping and tax; shows whether prices hold tax"),
        Column("refund", .money, "refunded, of the total where there is one"),
        Column("refunded_at", .instant, "when it was refunded"),
        Column("refund_id", .identifier, "the refund's own number, where a row is a refund of the order"),
        Column(
            "status", .word,
            "paid, pending, partially_refunded, refunded, cancelled, voided or failed; any other counts only by `statuses:`"),
        Column("promo_code", .list, "codes used, joined by |"),
        Column("utm_source", .text, "UTM source"),
        Column("utm_medium", .text, "UTM medium"),
        Column("utm_campaign", .text, "UTM campaign"),
        Column("utm_content", .text, "UTM content"),
        Column("utm_creator", .text, "the creator a link named, by id or handle"),
        Column("new_customer", .flag, "1 for a customer's first order"),
        Column("order_reference", .identifier, "the shop's number of a sale that an affiliate network reports"),
        Column("gift_card", .flag, "1 where a gift card was sold"),
    ]

    private static let clickColumns: [Column] = [
        Column("source", .text, "where the sessions came from"),
        Column("day", .day, "the day"),
        Column("utm_source", .text, "UTM source"),
        Column("utm_medium", .text, "UTM medium"),
        Column("utm_campaign", .text, "UTM campaign"),
        Column("utm_content", .text, "UTM content"),
        Column("utm_creator", .text, "the creator a link named"),
        Column("sessions", .count, "sessions"),
        Column("conversions", .count, "conversions counted by the source"),
        Column("currency", .currency, "currency of the row's amounts"),
        Column("clicks_revenue", .money, "revenue claimed by the source"),
    ]

    private static let rateColumns: [Column] = [
        Column("day", .day, "the day of the rate"),
        Column("currency", .currency, "the currency"),
        Column("rate", .decimal, "units of it for one euro"),
    ]

    private static let accountColumns: [Column] = [
        Column("platform", .word, "the network"),
        Column("account_id", .identifier, "the platform's id of the account"),
        Column("handle", .handle, "the name that a row showed with it"),
        Column("creator_id", .identifier, "the exporting tool's id that a row showed with it"),
    ]

    private static let postFacts: [Column] = [
        Column("creator", .identifier, "the creator key (Methods 1.5)"),
        Column("followers", .count, "followers the post is tiered by (Methods 3.2)"),
        Column("followers_source", .word, "post, snapshot_before, snapshot_after, profile or unknown"),
        Column("followers_age_days", .count, "whole days between the snapshot used and the post"),
        Column("deal_id", .identifier, "the deal the post belongs to (Methods 4.2)"),
        Column("excluded", .word, "why the post is not used (Methods 2); empty where it is"),
    ]

    private static let dealFacts: [Column] = [
        Column("creator", .identifier, "the creator key (Methods 1.5)"),
        Column("followers", .count, "followers the deal is tiered by (Methods 3.3)"),
        Column("followers_source", .word, "booking, snapshot_before, snapshot_after, profile or unknown"),
        Column("cost", .money, "fee plus known components, in the reporting currency"),
        Column("cost_known", .count, "cost components known, of eight"),
        Column("orders", .count, "orders attributed to the deal"),
        Column("gross", .money, "their revenue, in the reporting currency"),
        Column("refund", .money, "their refunds, in the reporting currency"),
        Column("excluded", .word, "why the deal is not used (Methods 4.2); empty where it is"),
    ]

    private static let orderFacts: [Column] = [
        Column("gross", .money, "revenue without tax, in the reporting currency"),
        Column("refund_converted", .money, "what of it was taken back by all its rows, in the reporting currency"),
        Column("attribution", .word, "promo_code, utm, ambiguous_code or unattributed (Methods 4.3)"),
        Column("deal_id", .identifier, "the deal it is credited to"),
        Column("excluded", .word, "why it brings no money (no_rate, unknown_status, a cancelled status …)"),
    ]

    private static let snapshotFacts: [Column] = [
        Column("creator", .identifier, "the creator key (Methods 1.5)")
    ]

    /// One row per person: what is said of an account stays empty.
    private static let creatorFacts: [Column] = [
        Column("creator", .identifier, "the creator key (Methods 1.5)")
    ]
}
