package import SocialData

/// The question as it was asked: everything of the pipeline file that the numbers depend on.
package struct Definition: Codable, Sendable, Equatable {
    package var name: String
    package var title: String
    package var currency: String
    package var timeZone: String
    package var periodFrom: String?
    package var periodTo: String?
    /// The data cut-off, `2025-02-01T00:00:00Z`.
    package var asOf: String
    /// What set it: `pipeline`, or the column and row, as `posts exported_at instagram 123`.
    package var asOfSource: String
    package var scheme: String
    package var tiers: [TierBand]
    package var tierA: String
    package var tierB: String
    package var by: [String]
    package var margin: Double
    package var windowDays: Int
    package var maturityDays: Int
    package var confidence: Double
    package var minimumCreators: Int
    package var minimumAgeDays: Int
    package var seed: UInt64
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
    package var platform: String
    package var tiers: [TierBand]

    package init(platform: String, tiers: [TierBand]) {
        self.platform = platform
        self.tiers = tiers
    }
}

/// A half-open band of followers, `[from, to)`; no `to` means no upper limit.
package struct TierBand: Codable, Sendable, Equatable {
    package var name: String
    package var from: Int64
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
    package var dimension: String
    package var value: String
    package var share: Double

    package init(dimension: String, value: String, share: Double) {
        self.dimension = dimension
        self.value = value
        self.share = share
    }
}
