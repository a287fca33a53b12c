import SocialData
import Testing

@testable import Aggregation

/// What a post brings to each metric (Methods 4.1).
@Suite struct PostCountsTests {
    typealias Observation = PostCounts.Observation

    private func observe(_ metric: PostMetric, _ counts: PostCounts) -> Observation {
        counts.observation(of: metric, engagement: counts.engagement)
    }

    private static func post(_ values: [PostCount: Int64]) -> PostCounts {
        var counts = PostCounts()
        for (count, value) in values { counts[count] = value }
        return counts
    }

    static let whole = post(
        [.likes: 100, .comments: 20, .shares: 3, .saves: 4, .views: 800, .reach: 500, .impressions: 900, .followers: 1000])

    static let used: [(metric: PostMetric, numerator: Int128, denominator: Int64)] = [
        (.engagementByFollowers, 127, 1000), (.engagementByReach, 127, 500), (.engagementByImpressions, 127, 900),
        (.engagementByViews, 127, 800), (.reachRate, 500, 1000), (.viewRate, 800, 1000), (.commentRate, 20, 1000),
        (.saveRate, 4, 500), (.shareRate, 3, 500), (.commentLikeRatio, 20, 100),
        (.coreByFollowers, 120, 1000), (.coreByReach, 120, 500), (.coreByImpressions, 120, 900), (.coreByViews, 120, 800),
    ]

    @Test(arguments: used) func ofAWholePost(metric: PostMetric, numerator: Int128, denominator: Int64) {
        #expect(observe(metric, Self.whole) == .used(numerator: numerator, denominator: denominator))
    }

    @Test func everyEngagementMetricIsTested() {
        #expect(Self.used.map(\.metric) == PostMetric.allCases)
    }

    @Test func optionalComponentsMayBeMissing() {
        var counts = Self.whole
        (counts[.shares], counts[.saves]) = (nil, nil)
        #expect(observe(.engagementByFollowers, counts) == .used(numerator: 120, denominator: 1000))
        #expect(observe(.saveRate, counts) == .excluded(.missingNumerator))
    }

    @Test func likesAndCommentsAreRequired() {
        var counts = Self.whole
        counts[.likes] = nil
        #expect(observe(.engagementByFollowers, counts) == .excluded(.missingNumerator))
        #expect(observe(.commentLikeRatio, counts) == .excluded(.missingDenominator))
        counts = Self.whole
        counts[.comments] = nil
        #expect(observe(.engagementByFollowers, counts) == .excluded(.missingNumerator))
        #expect(observe(.commentRate, counts) == .excluded(.missingNumerator))
    }

    @Test(arguments: 0..<4) func anyNegativeComponentSpoilsEngagement(index: Int) {
        var counts = Self.whole
        counts[[PostCount.likes, .comments, .shares, .saves][index]] = -5
        #expect(observe(.engagementByFollowers, counts) == .excluded(.negativeCount))
        // Likes and comments have no part in shares and saves.
        #expect(observe(.coreByFollowers, counts) == (index < 2 ? .excluded(.negativeCount) : .used(numerator: 120, denominator: 1000)))
        #expect(observe(.reachRate, counts) == .used(numerator: 500, denominator: 1000))
    }

    /// The first reason that applies: missing before negative before zero.
    @Test func reasonsAreTriedInOrder() {
        var counts = Self.whole
        (counts[.saves], counts[.reach]) = (nil, nil)
        #expect(observe(.saveRate, counts) == .excluded(.missingNumerator))
        counts[.saves] = -1
        #expect(observe(.saveRate, counts) == .excluded(.missingDenominator))
        counts[.reach] = 0
        #expect(observe(.saveRate, counts) == .excluded(.negativeCount))
        counts[.saves] = 1
        #expect(observe(.saveRate, counts) == .excluded(.zeroDenominator))
        counts[.reach] = -1
        #expect(observe(.saveRate, counts) == .excluded(.negativeCount))
    }

    /// A count is known, or missing, also where it is the least of 64 bits; there is room for each.
    @Test(arguments: PostCount.allCases) func countsAreKnownOrMissing(count: PostCount) {
        var counts = PostCounts()
        #expect(PostCount.allCases.allSatisfy { counts[$0] == nil })
        counts[count] = 0
        #expect(counts[count] == 0 && PostCount.allCases.allSatisfy { $0 == count || counts[$0] == nil })
        counts[count] = .min
        #expect(counts[count].map { $0 < 0 } == true)
        counts[count] = nil
        #expect(counts[count] == nil)
    }

    /// Three components near the top of 64 bits are summed without loss.
    @Test func engagementBeyond64Bits() {
        let counts = Self.post([.likes: .max, .comments: .max, .shares: .max, .saves: 0, .followers: 1])
        #expect(observe(.engagementByFollowers, counts) == .used(numerator: 3 * Int128(Int64.max), denominator: 1))
    }
}
