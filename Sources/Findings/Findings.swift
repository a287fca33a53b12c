/// What `aggregate` concludes and `report` shows. One value, one serialised form (`findings.json`), nothing computed later.
///
/// Rows stand in canonical order (METHODS.md 1.5); absent numbers are nil and serialise as `null`; doubles have 12
/// significant digits (`Double.published`).
package struct Findings: Codable, Sendable, Equatable {
    /// Version of this serialised form.
    package var version = 1
    package var definition: Definition
    package var census: [CensusRow] = []
    package var followersSources: [FollowersSourceRow] = []
    package var estimates: [Estimate] = []
    package var comparisons: [Comparison] = []
    package var exclusions: [ExclusionRow] = []
    package var money: [MoneyRow] = []
    package var attribution: [AttributionRow] = []
    package var bins: [BinRow] = []
    package var unmatched: [UnmatchedRow] = []
    package var duplicates: [DuplicateRow] = []
    package var notices: [Notice] = []

    package init(definition: Definition) { self.definition = definition }
}

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

/// An exact integer total. Written as decimal text, because JSON readers turn large numbers into doubles.
package struct ExactTotal: Codable, Sendable, Equatable {
    package var value: Int128

    package init(_ value: Int128) { self.value = value }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Int128(text) else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not an integer: \(text)"))
        }
        self.value = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value.description)
    }
}

/// Who is there, one row per tier and one for the posts and deals without a tier (`unknown`).
package struct CensusRow: Codable, Sendable, Equatable {
    package var tier: String
    package var creators: Int
    package var posts: Int
    package var deals: Int
    /// Creators that also appear in another tier.
    package var crossingCreators: Int

    package init(tier: String, creators: Int, posts: Int, deals: Int, crossingCreators: Int) {
        self.tier = tier
        self.creators = creators
        self.posts = posts
        self.deals = deals
        self.crossingCreators = crossingCreators
    }
}

/// Where the followers of a tier's posts come from (METHODS.md 3.2); `unit` is posts or deals.
package struct FollowersSourceRow: Codable, Sendable, Equatable {
    package var unit: String
    package var tier: String
    package var source: String
    package var rows: Int

    package init(unit: String, tier: String, source: String, rows: Int) {
        self.unit = unit
        self.tier = tier
        self.source = source
        self.rows = rows
    }
}

/// One statistic of one metric of one tier (of one segment), a row of `tables/estimates.csv` (METHODS.md 6, 7, 23).
package struct Estimate: Codable, Sendable, Equatable {
    package var scheme: String
    /// `all`, or `platform=instagram`.
    package var segment: String
    package var tier: String
    package var metric: String
    /// `pooled`, `typical`, `creator_mean`, `post_mean`, `creator_median`, `p10` … `p90`.
    package var statistic: String
    package var value: Double?
    package var low: Double?
    package var high: Double?
    /// `cr2`, `t` or `order`; nil without an interval.
    package var interval: String?
    package var degreesOfFreedom: Double?
    /// Posts, or deals for money.
    package var units: Int
    package var creators: Int
    package var effectiveCreators: Double?
    package var zeroCreators: Int
    package var numerator: ExactTotal
    package var denominator: ExactTotal
    /// Share of the tier's used units that lack the numerator or the denominator.
    package var missingShare: Double?
    /// Names of notes, in alphabetical order.
    package var notes: [String]

    package init(
        scheme: String, segment: String, tier: String, metric: String, statistic: String, value: Double?, low: Double?,
        high: Double?, interval: String?, degreesOfFreedom: Double?, units: Int, creators: Int,
        effectiveCreators: Double?, zeroCreators: Int, numerator: ExactTotal, denominator: ExactTotal,
        missingShare: Double?, notes: [String]
    ) {
        self.scheme = scheme
        self.segment = segment
        self.tier = tier
        self.metric = metric
        self.statistic = statistic
        self.value = value
        self.low = low
        self.high = high
        self.interval = interval
        self.degreesOfFreedom = degreesOfFreedom
        self.units = units
        self.creators = creators
        self.effectiveCreators = effectiveCreators
        self.zeroCreators = zeroCreators
        self.numerator = numerator
        self.denominator = denominator
        self.missingShare = missingShare
        self.notes = notes
    }
}

/// One contrast of two tiers, A relative to B, a row of `tables/comparisons.csv` (METHODS.md 9, 23).
package struct Comparison: Codable, Sendable, Equatable {
    package var scheme: String
    package var segment: String
    package var metric: String
    /// `typical` (9.1) or `pooled` (9.2, 9.3).
    package var statistic: String
    package var a: String
    package var b: String
    /// `raw` (9.1, 9.2, 9.3 (i)) or `mover` (9.3 (iii)).
    package var analysis: String
    /// `log` or `linear`.
    package var scale: String
    package var estimate: Double?
    package var standardError: Double?
    package var degreesOfFreedom: Double?
    package var low: Double?
    package var high: Double?
    /// On the log scale: `e^estimate` and its limits.
    package var ratio: Double?
    package var ratioLow: Double?
    package var ratioHigh: Double?
    package var p: Double?
    /// Smallest effect the data could have shown (9.4), on the row's scale.
    package var minimumDetectableEffect: Double?
    package var creatorsA: Int
    package var creatorsB: Int
    package var effectiveA: Double?
    package var effectiveB: Double?
    package var notes: [String]

    package init(
        scheme: String, segment: String, metric: String, statistic: String, a: String, b: String, analysis: String,
        scale: String, estimate: Double?, standardError: Double?, degreesOfFreedom: Double?, low: Double?, high: Double?,
        ratio: Double?, ratioLow: Double?, ratioHigh: Double?, p: Double?, minimumDetectableEffect: Double?,
        creatorsA: Int, creatorsB: Int, effectiveA: Double?, effectiveB: Double?, notes: [String]
    ) {
        self.scheme = scheme
        self.segment = segment
        self.metric = metric
        self.statistic = statistic
        self.a = a
        self.b = b
        self.analysis = analysis
        self.scale = scale
        self.estimate = estimate
        self.standardError = standardError
        self.degreesOfFreedom = degreesOfFreedom
        self.low = low
        self.high = high
        self.ratio = ratio
        self.ratioLow = ratioLow
        self.ratioHigh = ratioHigh
        self.p = p
        self.minimumDetectableEffect = minimumDetectableEffect
        self.creatorsA = creatorsA
        self.creatorsB = creatorsB
        self.effectiveA = effectiveA
        self.effectiveB = effectiveB
        self.notes = notes
    }
}

/// Rows left out of something, counted: reason × tier × metric (METHODS.md 2, 4.1, 4.2).
package struct ExclusionRow: Codable, Sendable, Equatable {
    /// `posts`, `deals` or `orders`.
    package var unit: String
    package var tier: String
    /// The metric a row is missing from; empty where the row is used by none.
    package var metric: String
    package var reason: String
    package var rows: Int

    package init(unit: String, tier: String, metric: String, reason: String, rows: Int) {
        self.unit = unit
        self.tier = tier
        self.metric = metric
        self.reason = reason
        self.rows = rows
    }
}

/// The money of one tier, in 1/10,000 of the reporting currency (METHODS.md 4.2).
package struct MoneyRow: Codable, Sendable, Equatable {
    package var tier: String
    package var deals: Int
    package var creators: Int
    package var dealsWithoutSale: Int
    package var cost: ExactTotal
    /// Cost by component, in the order of `CostComponent`.
    package var costByComponent: [CostComponentTotal]
    /// Share of the cost components that are known over all deals.
    package var costShareKnown: Double?
    package var orders: Int
    package var gross: ExactTotal
    package var refund: ExactTotal
    package var net: ExactTotal
    package var roas: Double?
    package var roasLow: Double?
    package var roasHigh: Double?
    package var roi: Double?
    package var roiLow: Double?
    package var roiHigh: Double?
    package var costPerEngagement: Double?
    package var costPerThousandImpressions: Double?
    package var costPerOrder: Double?
    package var averageOrderValue: Double?
    package var refundRate: Double?
    /// Share of the tier's net revenue that its top creator brought.
    package var topCreatorShare: Double?
    /// Deals with cost 0 (their ROI is undefined), with their gross and refund.
    package var unpaidDeals: Int
    package var unpaidNet: ExactTotal

    package init(
        tier: String, deals: Int, creators: Int, dealsWithoutSale: Int, cost: ExactTotal,
        costByComponent: [CostComponentTotal], costShareKnown: Double?, orders: Int, gross: ExactTotal,
        refund: ExactTotal, net: ExactTotal, roas: Double?, roasLow: Double?, roasHigh: Double?, roi: Double?,
        roiLow: Double?, roiHigh: Double?, costPerEngagement: Double?, costPerThousandImpressions: Double?,
        costPerOrder: Double?, averageOrderValue: Double?, refundRate: Double?, topCreatorShare: Double?,
        unpaidDeals: Int, unpaidNet: ExactTotal
    ) {
        self.tier = tier
        self.deals = deals
        self.creators = creators
        self.dealsWithoutSale = dealsWithoutSale
        self.cost = cost
        self.costByComponent = costByComponent
        self.costShareKnown = costShareKnown
        self.orders = orders
        self.gross = gross
        self.refund = refund
        self.net = net
        self.roas = roas
        self.roasLow = roasLow
        self.roasHigh = roasHigh
        self.roi = roi
        self.roiLow = roiLow
        self.roiHigh = roiHigh
        self.costPerEngagement = costPerEngagement
        self.costPerThousandImpressions = costPerThousandImpressions
        self.costPerOrder = costPerOrder
        self.averageOrderValue = averageOrderValue
        self.refundRate = refundRate
        self.topCreatorShare = topCreatorShare
        self.unpaidDeals = unpaidDeals
        self.unpaidNet = unpaidNet
    }
}

/// One cost component of a tier: how much, in how many deals it is known.
package struct CostComponentTotal: Codable, Sendable, Equatable {
    package var component: String
    package var amount: ExactTotal
    package var knownDeals: Int

    package init(component: String, amount: ExactTotal, knownDeals: Int) {
        self.component = component
        self.amount = amount
        self.knownDeals = knownDeals
    }
}

/// How orders were credited (METHODS.md 4.3): promo_code, utm, ambiguous_code, unattributed.
package struct AttributionRow: Codable, Sendable, Equatable {
    package var attribution: String
    package var orders: Int
    /// Gross revenue and refunds in 1/10,000 of the reporting currency.
    package var gross: ExactTotal
    package var refund: ExactTotal
    /// Orders of this kind that bring no money, because they were cancelled, voided or failed, or have no rate.
    package var withoutMoney: Int

    package init(attribution: String, orders: Int, gross: ExactTotal, refund: ExactTotal, withoutMoney: Int) {
        self.attribution = attribution
        self.orders = orders
        self.gross = gross
        self.refund = refund
        self.withoutMoney = withoutMoney
    }
}

/// Engagement rate over followers, in quarter decades (METHODS.md 12.1): typical value of the creators in a bin.
package struct BinRow: Codable, Sendable, Equatable {
    package var metric: String
    package var from: Int64
    package var to: Int64?
    package var posts: Int
    package var creators: Int
    package var value: Double?
    package var low: Double?
    package var high: Double?

    package init(
        metric: String, from: Int64, to: Int64?, posts: Int, creators: Int, value: Double?, low: Double?, high: Double?
    ) {
        self.metric = metric
        self.from = from
        self.to = to
        self.posts = posts
        self.creators = creators
        self.value = value
        self.low = low
        self.high = high
    }
}

/// Something that found no partner: a deal without posts, a code without orders, an order code nobody owns, ….
package struct UnmatchedRow: Codable, Sendable, Equatable {
    package var kind: String
    package var key: String
    package var rows: Int
    /// Money concerned, in 1/10,000 of the reporting currency.
    package var money: ExactTotal
    package var sources: String

    package init(kind: String, key: String, rows: Int, money: ExactTotal, sources: String) {
        self.kind = kind
        self.key = key
        self.rows = rows
        self.money = money
        self.sources = sources
    }
}

/// Duplicates that normalize resolved (METHODS.md 1.6), counted per entity.
package struct DuplicateRow: Codable, Sendable, Equatable {
    package var entity: String
    /// Rows dropped because a greater one of the same identity was kept.
    package var dropped: Int
    /// Identities whose rows differ in more than the time they were exported.
    package var conflicts: Int
    /// The first conflicting identities, at most 20.
    package var examples: [String]

    package init(entity: String, dropped: Int, conflicts: Int, examples: [String]) {
        self.entity = entity
        self.dropped = dropped
        self.conflicts = conflicts
        self.examples = examples
    }
}

/// Something a reader of the report must know, in a sentence: unknown words met, assumed time zones, account conflicts.
package struct Notice: Codable, Sendable, Equatable {
    package var name: String
    package var text: String
    package var rows: Int

    package init(name: String, text: String, rows: Int) {
        self.name = name
        self.text = text
        self.rows = rows
    }
}
