internal import Findings
internal import SocialData
internal import StageFiles
internal import TextValues

/// One deal. Words are numbers of `FactWords`; money is in 1/10,000 of the reporting currency.
struct DealFact: Sendable {
    var creator: Int32
    var platform: Int32
    var niche: Int32
    /// 0 where campaigns are not told apart.
    var campaign: Int32
    /// 0 where they are not known.
    var followers: Int64
    /// -1 without followers.
    var band: Int16
    /// `CivilTime.monthIndex` of the start; 0 without a start, when the deal is not used.
    var month: Int32
    var startedAt: Int64?
    /// Until when orders can be credited to it; nil where nothing says.
    var followedUntil: Int64?
    var use: Use
    /// Why it does not enter the money metrics, a number of `FactWords.reasons`; 0 where it does.
    var reason: Int
    /// 0 where it is not known.
    var cost: Int64
    /// Cost components known, of eight.
    var componentsKnown: Int
    var orders: Int64
    var gross: Int64
    var refund: Int64
    /// `ΣE` of the deal's posts, nil without a post that has `E`.
    var engagement: Int128?
    /// `Σ impressions` of the deal's posts, nil without a post that has any.
    var impressions: Int128?

    var net: Int128 { Int128(gross) - Int128(refund) }

    /// Whether a deal enters the money metrics (Methods 4.2).
    enum Use: Sendable {
        case used
        /// Cost 0: on a line of its own.
        case unpaid
        /// Only its tier is missing.
        case untiered
        case excluded
    }
}

/// The deals of one shard.
struct DealFacts {
    private(set) var deals: [DealFact] = []
    /// Cost components of the deals, eight a deal, in the reporting currency; nil is not known.
    private(set) var components: [Int64?] = []
    /// Deals that do not enter the money metrics, by reason and tier.
    private(set) var excluded: TierTally
    /// Deals by where their followers come from (Methods 3.3).
    private(set) var sources: TierTally
    /// Deal ids; a deal's number is its place in `deals`.
    private(set) var ids = ByteTable()
    private let plan: AggregationPlan
    private let columns = Columns()

    init(_ plan: AggregationPlan) {
        self.plan = plan
        excluded = TierTally(tierCount: plan.tierCount + 1)
        sources = TierTally(tierCount: plan.tierCount + 1)
    }

    /// Positions of the columns that are read.
    private struct Columns {
        let deal = DealColumn.dealID.position
        let creator = DealColumn.creator.position
        let platform = DealColumn.platform.position
        let niche = DealColumn.niche.position
        let campaign = DealColumn.campaignID.position
        let startedAt = DealColumn.startedAt.position
        let components = CostComponent.allCases.map { $0.convertedColumn.position }
        let followers = DealColumn.followers.position
        let source = DealColumn.followersSource.position
        let cost = DealColumn.cost.position
        let costKnown = DealColumn.costKnown.position
        let orders = DealColumn.orders.position
        let gross = DealColumn.gross.position
        let refund = DealColumn.refund.position
        let followedUntil = DealColumn.followedUntil.position
        let excluded = DealColumn.excluded.position
    }

    /// Adds the rows of a batch.
    ///
    /// - Throws: `damagedRow` where a deal comes twice.
    mutating func add(_ batch: borrowing StageRows, words: inout FactWords) throws(AggregationError) {
        let bytes = batch.bytes.span
        let reasons = (
            unpaid: words.reasons.insert(ExclusionReason.unpaid.rawValue), missing: words.reasons.insert(ExclusionReason.costMissing.rawValue),
            negative: words.reasons.insert(ExclusionReason.negativeCost.rawValue),
            unknownTier: words.reasons.insert(ExclusionReason.unknownTier.rawValue), outsideTiers: words.reasons.insert(ExclusionReason.outsideTiers.rawValue)
        )
        for row in batch.indices {
            let followers = batch.number(row, columns.followers)
            let band = plan.bands.band(
                followers: followers, platform: bytes.extracting(batch.range(row, columns.platform)))
            let tier = plan.tier(band: band)
            let cost = batch.number(row, columns.cost)
            let startedAt = batch.number(row, columns.startedAt)

            // First reason that applies (4.2): normalize's, then those that cannot divide, then the tier, which normalize
            // does not know. Unpaid deals of a tier are set apart rather than left out.
            var reason = words.reasons.insert(bytes.extracting(batch.range(row, columns.excluded)))
            if reason == 0, cost == nil { reason = reasons.missing }
            if reason == 0, cost == 0 { reason = reasons.unpaid }
            if reason == 0, let cost, cost < 0 { reason = reasons.negative }
            var use: DealFact.Use = reason == 0 ? .used : reason == reasons.unpaid ? .unpaid : .excluded
            if reason == 0, tier == plan.tierCount {
                reason = band == nil ? reasons.unknownTier : reasons.outsideTiers
                use = .untiered
            }
            if reason != 0 { excluded.add(word: reason, tier: tier) }
            sources.add(
                word: words.sources.insert(bytes.extracting(batch.range(row, columns.source))), tier: tier)

            let campaign =
                plan.keepsCampaigns ? words.campaigns.insert(bytes.extracting(batch.range(row, columns.campaign))) : 0
            guard ids.insert(bytes.extracting(batch.range(row, columns.deal))) == deals.count else {
                throw AggregationError(
                    .damagedRow, "facts of deals: a deal_id comes twice, because the file is damaged; run normalize again")
            }
            for column in columns.components { components.append(batch.number(row, column)) }
            deals.append(
                DealFact(
                    creator: Int32(words.creators.insert(bytes.extracting(batch.range(row, columns.creator)))),
                    platform: Int32(words.platforms.insert(bytes.extracting(batch.range(row, columns.platform)))),
                    niche: Int32(words.niches.insert(bytes.extracting(batch.range(row, columns.niche)))),
                    campaign: Int32(campaign), followers: followers ?? 0, band: Int16(band ?? -1),
                    month: plan.month(of: startedAt), startedAt: startedAt,
                    followedUntil: batch.number(row, columns.followedUntil), use: use, reason: reason, cost: cost ?? 0,
                    componentsKnown: Int(batch.number(row, columns.costKnown) ?? 0),
                    orders: batch.number(row, columns.orders) ?? 0,
                    gross: batch.number(row, columns.gross) ?? 0,
                    refund: batch.number(row, columns.refund) ?? 0,
                    engagement: nil, impressions: nil))
        }
    }

    /// Adds what a used post of the deal brought (Methods 4.2), boosted or not: the deal's cost holds both.
    mutating func add(_ counts: PostCounts, toDeal id: Span<UInt8>) {
        guard let deal = ids.find(id) else { return }
        if case .value(let engagement) = counts.engagement {
            deals[deal].engagement = (deals[deal].engagement ?? 0) + engagement
        }
        if let impressions = counts[.impressions], impressions >= 0 {
            deals[deal].impressions = (deals[deal].impressions ?? 0) + Int128(impressions)
        }
    }
}
