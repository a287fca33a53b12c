package import SocialData

/// The question as it was asked: everything of the pipeline file that the numbers depend on.
package struct Definition: Codable, Sendable, Equatable {
    /// Names the workspace and the pipeline's results.
    package var name: String
    /// Heads the report.
    package var title: String
    /// ISO 4217 code of all amounts in the findings.
    package var currency: String
    /// The zone of days, months and quarters (Methods 1.4).
    package var timeZone: String
    /// First and last day of posts and deals, inclusive, as `2024-01-31`; nil where it is open.
    package var periodFrom: String?
    package var periodTo: String?
    /// The data cut-off, `2025-02-01T00:00:00Z`.
    package var asOf: String
    /// What set it: `pipeline`, or the column and row, as `posts exported_at instagram 123`.
    package var asOfSource: String
    /// Name of the tier scheme, as tables repeat it.
    package var scheme: String
    /// Ascending by followers (Methods 3.1); gaps are possible.
    package var tiers: [TierBand]
    /// Name of the lower tier of the asked pair.
    package var tierA: String
    /// Name of the higher tier of the asked pair.
    package var tierB: String
    /// What segments are made by, as `platform`; `all` is always there.
    package var by: [String]
    /// `m`, the gross margin in ROI (Methods 4.2); 1 is said to be on revenue.
    package var margin: Double
    /// Days after a deal's start in which links credit it and ads belong to it (Methods 4.3).
    package var windowDays: Int
    /// Days after a deal's start until which it is `immature` (Methods 4.2).
    package var maturityDays: Int
    /// `1 − α` of every interval and verdict.
    package var confidence: Double
    /// Fewer creators in a tier are `few_creators` (Methods 12.3).
    package var minimumCreators: Int
    /// Days a post must be old when it is exported (Methods 2).
    package var minimumAgeDays: Int
    /// Of all random numbers (Methods 8.1).
    package var seed: UInt64
    /// `B` of the bootstrap (Methods 8.4).
    package var resamples = 2000
    /// Days after their start in which deals are compared, ascending (Methods 25.3).
    package var followUpDays = [7, 30, 60, 90]
    /// How often somebody looks at the report (Methods 24).
    package var looks = Looks.once
    /// The smallest differences worth finding (24.1): a ratio of engagement rates, and ROAS points.
    package var target = Margins(engagement: 1.25, returns: 0.25)
    /// Differences within these do not matter (27).
    package var relevant = Margins(engagement: 1.10, returns: 0.10)
    /// For the equal-budget question (Methods 14), in 1/10,000 of the reporting currency.
    package var budget: ExactTotal? = nil
    /// The brand's tags, folded, ascending, without repetition (Methods 16).
    package var brandTags: [String] = []
    /// Platforms with tiers of their own, ascending; the names are those of `tiers`.
    package var platformTiers: [PlatformTiers] = []
    /// The audience the brand wants, by dimension and value, ascending.
    package var audience: [AudienceShare] = []

    package init(
        name: String, title: String, currency: String, timeZone: String, periodFrom: String?, periodTo: String?,
        asOf: String, asOfSource: String, scheme: String, tiers: [TierBand], tierA: String, tierB: String, by: [String],
        margin: Double, windowDays: Int, maturityDays: Int, confidence: Double, minimumCreators: Int,
        minimumAgeDays: Int, seed: UInt64
    ) {
        self.name = name
        self.title = title
        self.currency = currency
        self.timeZone = timeZone
        self.periodFrom = periodFrom
        self.periodTo = periodTo
        self.asOf = asOf
        self.asOfSource = asOfSource
        self.scheme = scheme
        self.tiers = tiers
        self.tierA = tierA
        self.tierB = tierB
        self.by = by
        self.margin = margin
        self.windowDays = windowDays
        self.maturityDays = maturityDays
        self.confidence = confidence
        self.minimumCreators = minimumCreators
        self.minimumAgeDays = minimumAgeDays
        self.seed = seed
    }
}

extension Definition {
    /// How often somebody looks at the report.
    package enum Looks: String, Codable, Sendable, CaseIterable { case once, repeated }

    /// A difference on either side of none, of both headlines.
    package struct Margins: Codable, Sendable, Equatable {
        /// A ratio of engagement rates, above 1.
        package var engagement: Double
        /// ROAS points, above 0.
        package var returns: Double
    }
}

/// The tiers of a platform that draws the lines elsewhere.
package struct PlatformTiers: Codable, Sendable, Equatable {
    /// As in facts: lower case.
    package var platform: String
    /// Of the same names as the pipeline's other tiers, in the same order.
    package var tiers: [TierBand]

    package init(platform: String, tiers: [TierBand]) {
        self.platform = platform
        self.tiers = tiers
    }
}

/// A half-open band of followers, `[from, to)`; no `to` means no upper limit.
package struct TierBand: Codable, Sendable, Equatable {
    /// Unique in its scheme.
    package var name: String
    /// Followers, inclusive.
    package var from: Int64
    /// Followers, exclusive.
    package var to: Int64?

    package init(name: String, from: Int64, to: Int64?) {
        self.name = name
        self.from = from
        self.to = to
    }
}

extension Definition {
    /// How creators are divided.
    package var tierScheme: TierScheme {
        TierScheme(
            name: scheme, tiers: tiers.map(Tier.init),
            platforms: platformTiers.map { TierScheme.PlatformTiers(platform: $0.platform, tiers: $0.tiers.map(Tier.init)) })
    }
}

extension Tier {
    fileprivate init(_ band: TierBand) { self.init(band.name, from: band.from, to: band.to) }
}

/// A wanted share of a brand's audience: `country`, `de`, 0.6. The shares of a dimension add up to about 1.
package struct AudienceShare: Codable, Sendable, Equatable {
    /// `country`, `gender`, `age` or what the directory of creators says.
    package var dimension: String
    /// Folded as handles are, so that `DE` and `de` are one.
    package var value: String
    /// A fraction of the dimension, from 0 to 1.
    package var share: Double

    package init(dimension: String, value: String, share: Double) {
        self.dimension = dimension
        self.value = value
        self.share = share
    }
}
