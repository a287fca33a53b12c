internal import TextValues

/// What a column's values can be at most. Beyond it a value is a mistake of who wrote or read it, however well it is spelt
/// (12.3 thousand read as 12.3 billion); what is rare but real, as a rate above 100 %, is within.
package enum ValueBound: Sendable, Equatable {
    /// Nothing is checked.
    case none
    /// People: nobody has more followers than the earth has inhabitants.
    case people
    /// A count of one post, account or day.
    case count
    /// An amount of one row.
    case money
    /// The time of a post, which its platform must have lived to see.
    case posted
    /// The time of an order or a deal.
    case traded

    private static let peopleOnEarth: Int64 = 8_300_000_000
    private static let largestCount: Int64 = 1_000_000_000_000
    private static let largestAmount: Int64 = 1_000_000_000_000 * Canonical.moneyScale
    /// 1995-01-01: before it nothing was sold by link or code. Zero dates of spreadsheets and of Unix lie before it.
    private static let firstTrade: Int64 = 788_918_400

    /// 2100-01-01: years beyond are counted from another one, as Thailand's 2569 for 2026.
    private static let lastTime: Int64 = 4_102_444_800

    /// How long after the moment up to which data reach something may have happened: no zone is off by more than a day or so.
    package static let slackAfterCutOff: Int64 = 2 * CivilTime.secondsPerDay

    /// Judged by entity, name and type of the column.
    package init(entity: Entity, column: Column) {
        switch (entity, column.name, column.type) {
        case (_, "followers", .count), (_, "following", .count), (_, "followers_at_post", .count),
            (_, "followers_at_export", .count), (_, "followers_at_booking", .count):
            self = .people
        case (_, _, .count): self = .count
        case (_, _, .money): self = .money
        case (.posts, "posted_at", _): self = .posted
        case (.orders, "ordered_at", _), (.deals, "started_at", _): self = .traded
        default: self = .none
        }
    }

    /// Why a value cannot be true; nil where it can.
    ///
    /// - Parameters:
    ///   - number: the value as its column holds it: a count, 1/10,000 of money, or an instant.
    ///   - founding: `firstDay(of:)` of the row's platform, the least there is for one that nobody knows; it decides for `posted`.
    package func violation(_ number: Int64, founding: Int64) -> ImpossibleValue? {
        switch self {
        case .none: return nil
        case .people:
            guard number > Self.peopleOnEarth else { return nil }
            return .count("is more than there are people on earth; check how the file writes thousands and millions")
        case .count:
            guard number > Self.largestCount else { return nil }
            return .count("is over 1,000,000,000,000, more than any post was ever seen; check how the file writes numbers")
        case .money:
            guard number.magnitude > Self.largestAmount.magnitude else { return nil }
            return .amount("is over 1,000,000,000,000 in one row; check how the file writes numbers")
        case .posted where number >= Self.lastTime, .traded where number >= Self.lastTime:
            return .date("lies after 2100; check whether its years are counted from another one, as 2569 for 2026, and write those of the common calendar")
        case .posted:
            guard number < founding else { return nil }
            return .date("lies before its platform existed; check the date order, or whether dates are missing")
        case .traded:
            guard number < Self.firstTrade else { return nil }
            return .date("lies before 1995, as dates do that a spreadsheet made of nothing; check the column")
        }
    }

    /// First instant at which a platform can have had a post: its opening, or that of the one whose posts it took over.
    package static func firstDay(of platform: Platform) -> Int64 {
        foundings.first { $0.platform == platform }?.instant ?? Int64.min
    }

    private static let foundings: [(platform: Platform, instant: Int64)] = [
        // 2010-10-06
        (.instagram, 1_286_323_200),
        // 2004-02-04
        (.facebook, 1_075_852_800),
        // 2014-04-01: Musical.ly, whose posts became TikTok's.
        (.tiktok, 1_396_310_400),
        // 2005-02-14
        (.youtube, 1_108_339_200),
        // 2006-03-21
        (.x, 1_142_899_200),
        // 2023-07-05
        (.threads, 1_688_515_200),
        // 2003-05-05
        (.linkedin, 1_052_092_800),
        // 2005-06-23
        (.reddit, 1_119_484_800),
        // 2011-07-01
        (.snapchat, 1_309_478_400),
        // 2009-12-01
        (.pinterest, 1_259_625_600),
        // 2007-03-01: Justin.tv, which became Twitch.
        (.twitch, 1_172_707_200),
        // 2022-11-01
        (.bluesky, 1_667_260_800),
        // 2016-03-01
        (.mastodon, 1_456_790_400),
        // 2013-06-01
        (.xiaohongshu, 1_370_044_800),
    ]
}

/// Why a value cannot be true, in the words of a quarantine file.
package struct ImpossibleValue: Sendable, Equatable {
    /// As quarantine files call it.
    package let kind: String
    /// What is wrong and why it cannot be true.
    package let reason: String

    static func count(_ why: String) -> ImpossibleValue { ImpossibleValue(kind: "impossible_count", reason: "the value " + why) }
    static func amount(_ why: String) -> ImpossibleValue { ImpossibleValue(kind: "impossible_amount", reason: "the value " + why) }
    static func date(_ why: String) -> ImpossibleValue { ImpossibleValue(kind: "impossible_date", reason: "the value " + why) }
}

extension Entity {
    /// Columns that a report's answer hangs on: where their values cannot be read, the file says so, and a file that has most
    /// of them unreadable is refused.
    package var neededColumns: Set<String> {
        switch self {
        case .posts:
            [
                "posted_at", "exported_at", "followers_at_post", "followers_at_export", "likes", "comments", "shares", "saves",
                "views", "reach", "impressions",
            ]
        case .snapshots: ["observed_at", "followers"]
        case .deals:
            [
                "started_at", "followers_at_booking", "currency", "fee", "commission", "product_cost", "shipping", "agency_fee",
                "usage_rights", "boost_spend", "labour",
            ]
        case .codes: ["valid_from", "valid_to"]
        case .orders: ["ordered_at", "currency", "revenue", "refund"]
        case .spend: ["started_at", "currency", "boost_spend"]
        case .rates: ["rate"]
        case .creators, .clicks, .accounts: []
        }
    }
}
