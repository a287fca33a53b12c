internal import Findings
internal import SocialData

/// What one creator shard, or a slice of it, adds to the whole: totals by creator, and counts.
struct ShardTally: Sendable {
    /// Creator keys in canonical order; totals name creators by their place here.
    var creators: [[UInt8]] = []
    var segments: [Segment] = []
    /// By segment.
    var totals: [SegmentTotals] = []
    /// Engagement rate over followers by creator, whatever the tier (Methods 12.1).
    var continuous = CreatorTotals()
    /// By creator, band and stratum.
    var postStrata = MergedStrata.Piece(.posts)
    var dealStrata = MergedStrata.Piece(.deals(metrics: StratumCounter.DealMetrics.count))
    /// By the platform's word.
    var components: [[UInt8]: ComponentCounts] = [:]
    /// Organic posts' rates by tier and engagement metric: `tier * PostMetric.allCases.count + metric`.
    var histograms: [RateHistogram]
    /// Posts that do not enter a metric: tier, then metric, then reason: `(tier * metrics + metric) * reasons + reason`.
    var metricExclusions: [Int]
    var postExclusions: TierCounts<ExclusionReason>
    var dealExclusions: TierCounts<ExclusionReason>
    var postSources: TierCounts<FollowersSource>
    var dealSources: TierCounts<FollowersSource>
    var stillFollowers = StillTotals()
    /// By tier, the last one for what is in none.
    var census: [CensusTotals]
    /// By tier.
    var money: [MoneyTotals]
    var followUp: ShardFollowUp
    /// What is known of each of `creators`.
    var profiles = ShardProfiles()

    init(tierCount: Int) {
        histograms = [RateHistogram](repeating: RateHistogram(), count: tierCount * PostMetric.allCases.count)
        metricExclusions = [Int](
            repeating: 0, count: tierCount * PostMetric.allCases.count * MetricExclusion.allCases.count)
        postExclusions = TierCounts(tierCount: tierCount + 1)
        dealExclusions = TierCounts(tierCount: tierCount + 1)
        postSources = TierCounts(tierCount: tierCount + 1)
        dealSources = TierCounts(tierCount: tierCount + 1)
        census = [CensusTotals](repeating: CensusTotals(), count: tierCount + 1)
        followUp = ShardFollowUp(tierCount: tierCount)
        money = [MoneyTotals](repeating: MoneyTotals(), count: tierCount)
    }
}

extension ShardTally {
    /// Exact, in pieces. Sums of 128 bits have no type among the columns of a flat Parquet file, so a piece holds packed numbers.
    static let pieces = ["components", "counts", "segments", "strata", "creators"]

    func packed(shard: Int) -> [(name: String, content: [UInt8])] {
        var parts = [PartWriter](repeating: PartWriter(), count: Self.pieces.count)
        let platforms = components.keys.sorted { $0.lexicographicallyPrecedes($1) }
        parts[0].append(texts: platforms)
        parts[0].append(platforms.compactMap { components[$0] })
        parts[1].append(shard)
        parts[1].append(histograms)
        parts[1].append(metricExclusions)
        for exclusions in [postExclusions, dealExclusions] { parts[1].append(exclusions) }
        for sources in [postSources, dealSources] { parts[1].append(sources) }
        parts[1].append(stillFollowers)
        parts[1].append(census)
        parts[1].append(money)
        parts[2].append(segments)
        parts[2].append(totals)
        parts[2].append(continuous)
        parts[3].append(postStrata)
        parts[3].append(dealStrata)
        parts[3].append(followUp.views)
        for seconds in followUp.seconds { parts[3].append(seconds) }
        parts[4].append(texts: creators)
        parts[4].append(profiles)
        return zip(Self.pieces, parts).map { ($0, $1.bytes) }
    }

    private static func components(_ piece: [UInt8]) throws(AggregationError) -> [[UInt8]: ComponentCounts] {
        var part = PartReader(piece)
        let platforms = try part.texts()
        let counts = try part.array(of: ComponentCounts.self, count: platforms.count)
        guard part.isAtEnd else { throw PartReader.damage }
        return Dictionary(zip(platforms, counts)) { first, _ in first }
    }

    init(shard: Int, tierCount: Int, pieces: [[UInt8]]) throws(AggregationError) {
        self.init(tierCount: tierCount)
        components = try Self.components(pieces[0])
        var parts = pieces.map { PartReader($0) }
        guard try parts[1].whole(Int.self) == shard else { throw PartReader.damage }
        histograms = try parts[1].array(count: histograms.count)
        metricExclusions = try parts[1].array(count: metricExclusions.count)
        (postExclusions, dealExclusions) = (try TierCounts(from: &parts[1]), try TierCounts(from: &parts[1]))
        (postSources, dealSources) = (try TierCounts(from: &parts[1]), try TierCounts(from: &parts[1]))
        stillFollowers = try StillTotals(from: &parts[1])
        census = try parts[1].array(count: census.count)
        money = try parts[1].array(count: money.count)
        segments = try parts[2].array()
        totals = try parts[2].array(count: segments.count)
        continuous = try CreatorTotals(from: &parts[2])
        (postStrata, dealStrata) = (try MergedStrata.Piece(from: &parts[3]), try MergedStrata.Piece(from: &parts[3]))
        followUp.views = try parts[3].array()
        for tier in followUp.seconds.indices { followUp.seconds[tier] = try parts[3].array() }
        creators = try parts[4].texts()
        profiles = try ShardProfiles(from: &parts[4])
        guard parts[1...].allSatisfy(\.isAtEnd), profiles.profiles.count == creators.count,
            components.values.allSatisfy({ $0.tierCount == tierCount }), totals.allSatisfy({ $0.coverage.count == tierCount }),
            followUp.views.allSatisfy({ $0.totals.count == tierCount })
        else { throw PartReader.damage }
    }
}
