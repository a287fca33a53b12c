internal import Findings
internal import SocialData

/// What one creator shard adds to the whole: totals by creator, and counts.
struct ShardTally: Sendable {
    let shard: Int
    /// Creator keys in canonical order; totals name creators by their place here.
    var creators: [[UInt8]] = []
    var segments: [Segment] = []
    /// By segment.
    var totals: [SegmentTotals] = []
    /// Engagement rate over followers by creator, whatever the tier (Methods 12.1).
    var continuous = CreatorTotals()
    /// By creator, band and stratum.
    var postStrata = MergedStrata.Piece(metricCount: 0, ofPosts: true)
    var dealStrata = MergedStrata.Piece(metricCount: 0, ofPosts: false)
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
    /// By tier, the last one for what is in none.
    var census: [CensusTotals]
    /// By tier.
    var money: [MoneyTotals]
    var followUp: ShardFollowUp
    /// What is known of each of `creators`.
    var profiles = ShardProfiles()

    init(shard: Int, tierCount: Int) {
        self.shard = shard
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
