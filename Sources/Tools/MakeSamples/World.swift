/// Where an account's posts come from.
enum Source: Sendable {
    case metaBusinessSuite, apifyArray, apifyHashtag, tikTokStudio, crowdTangle, nativeCSV, nativeJSON
}

/// A person, as the directory knows them or not.
struct Creator {
    /// Id in the directory; nil: the directory lacks this person.
    var id: String?
    var niche: String
    var country: String
    var displayName: String
    /// How well their recommendations sell, around 1.
    var appeal: Double
    /// Who follows them, as the directory writes it: shares by country, gender and age. Empty where nobody asked.
    var audience = ""
    var accounts: [Int] = []
}

struct Observation {
    /// nil: the profile count, without a date.
    var instant: Int64?
    var followers: Int
}

struct Account {
    var creator: Int
    var platform: String
    var handle: String
    var formerHandle: String?
    /// The platform's id; empty where no export shows one.
    var accountID: String
    var source: Source
    /// Natural logarithm of the followers on 2024-01-01, and its growth in a year of 366 days.
    var logFollowers: Double
    var growth: Double
    /// Natural logarithm of the account's usual engagement by followers.
    var logRate: Double
    /// Whether its posts carry the followers of their time.
    var recordsFollowers = false
    var observations: [Observation] = []
    /// The key Tierwise must arrive at (Methods 1.5).
    var key: String

    func followers(_ instant: Int64) -> Int {
        let years = Double(instant - World.yearStart) / Double(366 * Clock.day)
        return max(1, Int(PortableMath.exp(logFollowers + growth * years).rounded()))
    }
}

struct Counts {
    var likes: Int?
    var comments: Int?
    var shares: Int?
    var saves: Int?
    var views: Int?
    var reach: Int?
    var impressions: Int?
    var clicks: Int?
}

struct Post {
    var account: Int
    /// As the canonical column has it.
    var id: String
    var shortCode: String
    /// nil: the export's date is none.
    var postedAt: Int64?
    var type: String
    var sponsored: Bool?
    var campaign: String?
    var caption: String
    var hashtags: [String]
    var duration: Int
    var followersAtPost: Int?
    var exportedAt: Int64
    var counts: Counts
    /// The same post in a later export.
    var late: Counts?
    var lateExportedAt: Int64?
    /// Written in place of a value of this column, which is then missing.
    var badCells: [String: String] = [:]
    /// Written twice, the same.
    var isRepeated = false

    /// What counts after duplicates are resolved: the later export (Methods 1.6).
    var kept: Counts { late ?? counts }
    var keptExportedAt: Int64 { lateExportedAt ?? exportedAt }
}

struct Deal {
    var id: String
    var creator: Int
    var account: Int
    /// The row names the creator by id; else by platform and handle.
    var namesID: Bool
    var campaign: String
    var startedAt: Int64?
    var followersAtBooking: Int?
    var currency: String
    var basis = "flat"
    /// In cents; nil is unknown.
    var fee: Int?
    var productCost: Int?
    var shipping: Int?
    var agencyFee: Int?
    /// An earlier row of the same deal with another fee, in cents.
    var supersededFee: Int?
}

struct Code {
    var code: String
    var dealID: String
    var validFrom: Int64?
    var validTo: Int64?
}

struct Order {
    var store: String
    var number: Int
    var orderedAt: Int64
    var currency: String
    /// Cents, after discounts.
    var subtotal: Int
    var discount: Int
    var tax: Int
    var shipping: Int
    var refund: Int
    /// As Shopify spells it; cancelled orders have a time besides.
    var status: String
    var cancelledAt: Int64?
    /// As the customer typed it.
    var code: String
    var link: String?
    var lines: [(quantity: Int, product: Int)]
    /// In the first export too, before it was refunded.
    var isInBothExports = false
}

/// Everything the samples tell, before it is cut into export files.
struct World {
    static let yearStart = Clock.instant(2024, 1, 1)
    static let yearEnd = Clock.instant(2025, 1, 1)
    static let asOf = Clock.instant(2025, 2, 1)
    /// March to May, in local time: the launch campaign's period.
    static let springStart = Clock.instant(2024, 3, 1)
    static let springEnd = Clock.instant(2024, 6, 1)

    let seed: UInt64
    var creators: [Creator] = []
    var accounts: [Account] = []
    var posts: [Post] = []
    var deals: [Deal] = []
    var codes: [Code] = []
    var orders: [Order] = []
    /// Orders of a second shop, which only the launch campaign is about.
    var outletOrders: [Order] = []
    var rates: [Rate] = []

    /// Units of a currency for one euro, in 1/10,000, on a day since 1970.
    struct Rate {
        var day: Int
        var dollars: Int
        var others: [String]
    }

    init(seed: UInt64) {
        self.seed = seed
        addRates()
        addCreators()
        addAudiences()
        addDeals()
        addPosts()
        addOrders()
        addOutletOrders()
    }
}

/// When the exports were made.
enum ExportTime {
    static let metaBusinessSuite = Clock.instant(2025, 1, 5, 6)
    static let metaBusinessSuiteLate = Clock.instant(2025, 1, 25, 6)
    static let apify = Clock.instant(2025, 1, 20, 6)
    static let tikTokStudio = Clock.instant(2025, 1, 15)
    static let crowdTangle = Clock.instant(2024, 8, 10, 8)
    static let native = Clock.instant(2025, 1, 10, 3, 30)
    /// Of the exports of other kinds.
    static let facebook = Clock.instant(2025, 1, 6, 6)
    static let youTubeStudio = Clock.instant(2025, 1, 12, 6)
    static let xAnalytics = Clock.instant(2025, 1, 8, 6)
    static let collected = Clock.instant(2025, 1, 20, 6)
    static let warehouse = Clock.instant(2025, 1, 18, 4)
}
