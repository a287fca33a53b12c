internal import SocialData

/// What one post brings to every engagement metric: looked at once, added to as many totals as it belongs to.
struct PostRates {
    /// By metric, of those that the post enters.
    private(set) var rates: [PostRate]
    /// A bit for each metric that the post enters.
    private(set) var entered: UInt32 = 0
    /// By metric, why the post does not enter the others.
    private(set) var exclusions: [MetricExclusion]
    /// Whether the post has `E` (Methods 4.1).
    private(set) var hasEngagement = false

    init() {
        rates = [PostRate](repeating: PostRate(0, over: 1), count: PostMetric.allCases.count)
        exclusions = [MetricExclusion](repeating: .missingNumerator, count: PostMetric.allCases.count)
    }

    /// Looks at the next post.
    mutating func set(_ counts: PostCounts) {
        let engagement = counts.engagement
        hasEngagement = if case .value = engagement { true } else { false }
        entered = 0
        for metric in PostMetric.allCases {
            switch counts.observation(of: metric, engagement: engagement) {
            case .used(let numerator, let denominator):
                rates[metric.rawValue] = PostRate(numerator, over: denominator)
                entered |= 1 << UInt32(metric.rawValue)
            case .excluded(let reason): exclusions[metric.rawValue] = reason
            }
        }
    }

    @inline(__always)
    func enters(_ metric: Int) -> Bool { entered & 1 << UInt32(metric) != 0 }

    /// nil where the post does not enter the metric.
    subscript(_ metric: PostMetric) -> PostRate? { enters(metric.rawValue) ? rates[metric.rawValue] : nil }
}
