internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// A row with what the claim asks beyond it.
struct StyleResult: Sendable {
    var row: StyleRow
    let dimension: StyleDimension
    let tier: Int
    /// Creators of the tier's other posts, and of all its posts that have a value in the dimension.
    let otherCreators: Int
    let tierCreators: Int
}

/// Engagement by how posts are made, within a tier (Methods 22, S8).
struct StyleAssociations {
    let tally: MergedTally
    let definition: Definition
    let tiers: [Tier]

    /// By tier, dimension and level. Each level stands against the tier's other posts that have a value in the dimension;
    /// p is adjusted over all rows.
    func results(jobs: Int, stop: StopFlag?) throws -> [StyleResult] {
        let parts = tiers.indices.flatMap { tier in StyleDimension.allCases.map { (tier: tier, dimension: $0) } }
        let captionCuts = captionCuts()
        let frequencies = postingFrequencies()
        var results = try Parallel.orderedMap(parts, jobs: jobs) { part in
            try stop?.check()
            let levels =
                part.dimension == .postingFrequency
                ? frequencyLevels(tier: part.tier, frequencies)
                : postLevels(tier: part.tier, part.dimension, captionCuts: captionCuts)
            return compare(levels, tier: part.tier, part.dimension)
        }.flatMap(\.self)
        let adjusted = Multiplicity.benjaminiHochberg(results.map(\.row.p))
        for index in results.indices { results[index].row.pAdjusted = adjusted[index]?.published }
        return results
    }

    /// The creators of one level, in canonical order.
    private struct Level {
        let name: String
        var totals: [Int32: MetricTotals]
    }

    private func compare(_ levels: [Level], tier: Int, _ dimension: StyleDimension) -> [StyleResult] {
        var all: [Int32: MetricTotals] = [:]
        for level in levels { all.merge(level.totals, uniquingKeysWith: +) }
        return levels.map { level in
            let others = all.merging(level.totals, uniquingKeysWith: -).filter { $0.value.units > 0 }
            let (own, rest) = (sample(level.totals), sample(others))
            let typical = valid(own)
            let contrast =
                typical != nil && valid(rest) != nil ? Contrast.typicalPost(own, rest, confidence: definition.confidence) : nil
            return StyleResult(
                row: StyleRow(
                    tier: tiers[tier].name, dimension: dimension, level: level.name, posts: own.totalUnits,
                    creators: own.count, value: typical?.value.published, low: typical?.interval?.lower.published,
                    high: typical?.interval?.upper.published,
                    ratio: contrast?.ratio.flatMap { $0.isFinite ? $0.published : nil },
                    ratioLow: contrast?.ratioInterval?.lower.published,
                    ratioHigh: contrast?.ratioInterval?.upper.published, p: contrast?.p?.published, pAdjusted: nil),
                dimension: dimension, tier: tier, otherCreators: rest.count, tierCreators: all.count)
        }
    }

    /// nil where the typical rate is not valid (6.2).
    private func valid(_ sample: TierSample) -> TypicalPost? {
        TypicalPost(sample, confidence: definition.confidence).flatMap { $0.isValid ? $0 : nil }
    }

    private func sample(_ totals: [Int32: MetricTotals]) -> TierSample {
        var sample = TierSample(minimumCapacity: totals.count)
        for (rank, total) in totals.sorted(by: { $0.key < $1.key }) {
            sample.append(creator: rank, total, ofPosts: true)
        }
        return sample
    }

    // MARK: Levels of posts

    private func postLevels(tier: Int, _ dimension: StyleDimension, captionCuts: [UInt8]) -> [Level] {
        var levels: [String: [Int32: MetricTotals]] = [:]
        for (style, packed) in tally.styles.totals where style.tier == tier && style.dimension == dimension {
            let name =
                switch dimension {
                case .postType: String(decoding: style.value, as: UTF8.self)
                case .sponsored, .postingFrequency: String(style.value[0])
                case .captionLength: "q\(1 + captionCuts.count { $0 < style.value[0] })"
                }
            tally.forEachCreator(packed) { levels[name, default: [:]][$0, default: MetricTotals()] += $1 }
        }
        return levels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { Level(name: $0.key, totals: $0.value) }
    }

    /// The greatest buckets of the first three quarters of all posts with a caption length, whatever their tier: bucket `k`
    /// is the first whose cumulative count reaches `⌈kN/4⌉`.
    private func captionCuts() -> [UInt8] {
        var posts = [Int](repeating: 0, count: CaptionBuckets.count)
        for (style, packed) in tally.styles.totals where style.dimension == .captionLength {
            tally.forEachCreator(packed) { posts[Int(style.value[0])] += $1.units }
        }
        let total = posts.reduce(0, +)
        return (1...3).map { quarter in
            var cumulative = 0
            let bucket = posts.firstIndex { count in
                cumulative += count
                return 4 * cumulative >= quarter * total
            }
            return UInt8(bucket ?? 0)
        }
    }

    // MARK: Levels of creators

    /// Posts per month with a post, by canonical place, over all tiers; nil without an organic post in a tier.
    private func postingFrequencies() -> [Double?] {
        tally.creatorsInOrder.map { creator in
            let months = tally.creatorTally.months(creator).filter { $0.posts > 0 }
            guard !months.isEmpty else { return nil }
            return Double(months.reduce(0) { $0 + $1.posts }) / Double(Set(months.map(\.month)).count)
        }
    }

    /// Creators by the quarter of all creators that their frequency is in: quarter `k` ends with the `⌈kG/4⌉`-th smallest.
    private func frequencyLevels(tier: Int, _ frequencies: [Double?]) -> [Level] {
        let ascending = frequencies.compactMap(\.self).sorted()
        guard !ascending.isEmpty else { return [] }
        let cuts = (1...3).map { ascending[max(0, ($0 * ascending.count + 3) / 4 - 1)] }
        var levels: [Int: [Int32: MetricTotals]] = [:]
        tally.forEachCreator(tally.totals[SegmentAccumulator.everything].totals(tier: tier, .post(.engagementByFollowers))) { rank, total in
            guard let frequency = frequencies[Int(rank)] else { return }
            levels[1 + cuts.count { $0 < frequency }, default: [:]][rank] = total
        }
        return levels.sorted { $0.key < $1.key }.map { Level(name: "q\($0.key)", totals: $0.value) }
    }
}

extension MetricTotals {
    fileprivate static func + (first: MetricTotals, second: MetricTotals) -> MetricTotals {
        var sum = first
        sum += second
        return sum
    }

    /// What is left of a total without a part of it.
    fileprivate static func - (total: MetricTotals, part: MetricTotals) -> MetricTotals {
        var rest = MetricTotals()
        rest.units = total.units - part.units
        rest.numerator = total.numerator - part.numerator
        rest.denominator = total.denominator - part.denominator
        rest.logSum = total.logSum - part.logSum
        rest.low = total.low - part.low
        return rest
    }
}
