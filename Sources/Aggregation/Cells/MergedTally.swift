internal import ByteStreams
internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// All shards together: everything findings are computed from. What is held grows with creators and segments, not with rows; the
/// cells of strata, which do, are in a scratch file.
struct MergedTally: Sendable {
    let tierCount: Int
    private(set) var segments: [Segment] = [.all]
    /// By segment.
    private(set) var totals: [SegmentTotals]
    private(set) var continuous = CreatorTotals()
    /// As in `ShardTally`.
    private(set) var postStrata: MergedStrata
    private(set) var dealStrata: MergedStrata
    private(set) var components = PlatformComponents()
    /// By tier and engagement metric, as in `ShardTally`.
    private(set) var histograms: [RateHistogram]
    private(set) var metricExclusions: [Int]
    private(set) var postExclusions: TierCounts<ExclusionReason>
    private(set) var dealExclusions: TierCounts<ExclusionReason>
    private(set) var postSources: TierCounts<FollowersSource>
    private(set) var dealSources: TierCounts<FollowersSource>
    private(set) var stillFollowers = StillTotals()
    private(set) var census: [CensusTotals]
    private(set) var money: [MoneyTotals]
    private(set) var followUp: MergedFollowUp
    /// What is known of each creator, by its number.
    private(set) var creatorTally = CreatorTally()
    private(set) var styles: MergedStyles
    /// Numbers of the creators in canonical order; empty until `finish`.
    private(set) var creatorsInOrder: [Int] = []
    /// Creator keys, slice by slice.
    private var creators = ByteTable()
    /// Number of the first creator of each slice, in the order of merging.
    private var firstCreator: [Int] = []
    /// Canonical place of each creator; empty until `rankCreators`.
    private var ranks: [Int32] = []
    private var segmentNumbers: [Segment: Int] = [.all: SegmentAccumulator.everything]

    init(tierCount: Int, scratch: ScratchFile) {
        self.tierCount = tierCount
        styles = MergedStyles(scratch: scratch)
        postStrata = MergedStrata(.posts, scratch: scratch)
        dealStrata = MergedStrata(.deals(metrics: StratumCounter.DealMetrics.count), scratch: scratch)
        let empty = ShardTally(tierCount: tierCount)
        totals = [SegmentTotals(tierCount: tierCount)]
        histograms = empty.histograms
        metricExclusions = empty.metricExclusions
        postExclusions = empty.postExclusions
        dealExclusions = empty.dealExclusions
        postSources = empty.postSources
        dealSources = empty.dealSources
        census = empty.census
        money = empty.money
        followUp = MergedFollowUp(tierCount: tierCount, scratch: scratch)
    }

    /// Adds a shard or a slice of one. Neither their order nor how shards are cut changes any result.
    ///
    /// - Throws: `AggregationError` of kind `damagedRow` where a creator stands in two shards; `StreamError`.
    mutating func merge(_ shard: ShardTally) throws {
        let slice = firstCreator.count
        firstCreator.append(creators.count)
        for creator in shard.creators {
            let expected = creators.count
            guard creators.insert(creator.span) == expected else {
                throw AggregationError(
                    .damagedRow,
                    "facts: creator \(String(decoding: creator, as: UTF8.self)) stands in two shards, because a facts "
                        + "file is damaged; run normalize again")
            }
        }
        for (index, segment) in shard.segments.enumerated() {
            totals[number(of: segment)].append(shard.totals[index], slice: slice)
        }
        components.merge(shard.components)
        creatorTally.append(shard.profiles)
        try styles.append(shard.profiles.styles, slice: slice)
        continuous.append(piece: shard.continuous, slice: slice)
        try postStrata.append(shard.postStrata, slice: slice)
        try dealStrata.append(shard.dealStrata, slice: slice)
        for index in histograms.indices { histograms[index].merge(shard.histograms[index]) }
        for index in metricExclusions.indices { metricExclusions[index] += shard.metricExclusions[index] }
        postExclusions.merge(shard.postExclusions)
        dealExclusions.merge(shard.dealExclusions)
        postSources.merge(shard.postSources)
        dealSources.merge(shard.dealSources)
        stillFollowers += shard.stillFollowers
        for tier in census.indices { census[tier] += shard.census[tier] }
        for tier in money.indices { money[tier] += shard.money[tier] }
        try followUp.append(shard.followUp, slice: slice)
    }

    /// Brings creators and segments into canonical order, and gives back the room that growing took. Call once, after the last shard.
    mutating func finish() {
        for segment in totals.indices { totals[segment].trim() }
        creatorTally.trim()
        ranks = [Int32](repeating: 0, count: creators.count)
        creatorsInOrder = creators.sortedIndices()
        for (rank, creator) in creatorsInOrder.enumerated() { ranks[creator] = Int32(rank) }
        let order = segments.indices.sorted { Segment.precedes(segments[$0], segments[$1]) }
        segments = order.map { segments[$0] }
        totals = order.map { totals[$0] }
        segmentNumbers = [:]
        let (firstCreator, ranks) = (firstCreator, ranks)
        postStrata.finish { ranks[firstCreator[$0] + $1] }
        dealStrata.finish { ranks[firstCreator[$0] + $1] }
        followUp.finish { ranks[firstCreator[$0] + $1] }
    }

    /// The creators of one tier of a segment for one metric, in canonical order.
    ///
    /// - Parameter isKept: by canonical place.
    func totals(
        segment: Int, tier: Int, _ metric: Metric, where isKept: (Int32) -> Bool = { _ in true }
    ) -> TierTotals {
        inCanonicalOrder(totals[segment].totals(tier: tier, metric), ofPosts: !metric.isMoney, where: isKept)
    }

    /// Organic posts of a tier that an engagement metric leaves out.
    func exclusions(of metric: PostMetric, _ reason: MetricExclusion, tier: Int) -> Int {
        metricExclusions[(tier * PostMetric.allCases.count + metric.rawValue) * MetricExclusion.allCases.count + reason.rawValue]
    }

    /// What Poisson weights know of each creator (Methods 8.3), in canonical order.
    func entityHashes() -> [UInt64] {
        creators.sortedIndices().map { CounterRandom.entityHash(creators.bytes($0)) }
    }

    /// The metric, or likes and comments in its place.
    func compared(_ metric: PostMetric, _ pair: AskedPair) -> Metric {
        .post(components.isUneven(pair.a, pair.b) ? metric.core ?? metric : metric)
    }

    /// Where the strata keep a metric; nil for those that are not compared like for like.
    func strata(_ metric: Metric) -> (strata: MergedStrata, stored: Int)? {
        switch metric {
        case .post(let metric): return StratumCounter.postMetrics.firstIndex(of: metric).map { (postStrata, $0) }
        case .deal(.returnOnSpend): return (dealStrata, StratumCounter.DealMetrics.returnOnSpend)
        case .deal: return nil
        }
    }

    /// Creators of one tier of a segment that sold something, whatever was taken back of it (Methods 12.3).
    func creatorsWithSales(segment: Int, tier: Int, where isKept: (Int32) -> Bool = { _ in true }) -> Int {
        var creators = 0
        // Gross revenue is the numerator of the average order value, which every deal that counts is in.
        forEachCreator(totals[segment].totals(tier: tier, .deal(.averageOrderValue))) { rank, totals in
            if totals.numerator > 0, isKept(rank) { creators += 1 }
        }
        return creators
    }

    /// Lends the entries with the canonical places of their creators, in no order.
    func forEachCreator(_ packed: CreatorTotals, _ body: (_ rank: Int32, _ totals: MetricTotals) -> Void) {
        packed.forEach { slice, creator, totals in body(ranks[firstCreator[slice] + creator], totals) }
    }

    /// Works on all creators, some of them at a time, several in parallel, and hands the results on in canonical order.
    ///
    /// - Parameter transform: lent canonical places.
    func forEachRange<Output: Sendable>(
        jobs: Int, _ transform: @escaping @Sendable (Range<Int>) throws -> Output, consume: (Output) throws -> Void
    ) throws {
        let count = creatorsInOrder.count
        var next = 0
        try Parallel.orderedPipeline(
            jobs: jobs,
            produce: { () -> Range<Int>? in
                guard next < count else { return nil }
                defer { next += Self.creatorsAtOnce }
                return next..<min(next + Self.creatorsAtOnce, count)
            },
            transform: transform, consume: consume)
    }

    private static let creatorsAtOnce = 1000

    /// The key of a creator, by its number.
    func creatorName(_ creator: Int) -> String { creators.text(creator) }

    /// Engagement over followers of every creator, whatever the tier.
    func continuousTotals() -> TierTotals { inCanonicalOrder(continuous, ofPosts: true) }

    private mutating func number(of segment: Segment) -> Int {
        if let number = segmentNumbers[segment] { return number }
        let number = segments.count
        segmentNumbers[segment] = number
        segments.append(segment)
        totals.append(SegmentTotals(tierCount: tierCount))
        return number
    }

    private func inCanonicalOrder(
        _ packed: CreatorTotals, ofPosts: Bool, where isKept: (Int32) -> Bool = { _ in true }
    ) -> TierTotals {
        var places: [Int32] = []
        var entries: [MetricTotals] = []
        places.reserveCapacity(packed.count)
        entries.reserveCapacity(packed.count)
        packed.forEach { slice, creator, totals in
            let place = ranks[firstCreator[slice] + creator]
            guard isKept(place) else { return }
            places.append(place)
            entries.append(totals)
        }
        return TierTotals(places, entries, creatorCount: ranks.count, ofPosts: ofPosts)
    }
}
