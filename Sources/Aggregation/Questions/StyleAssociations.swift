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
        let (cuts, frequencies) = try Parallel.both(jobs: jobs) { try captionCuts() } _: { postingFrequencies() }
        var results = try Parallel.orderedMap(parts, jobs: jobs) { part in
            try stop?.check()
            let levels =
                part.dimension == .postingFrequency
                ? frequencyLevels(tier: part.tier, frequencies)
                : try postLevels(tier: part.tier, part.dimension, captionCuts: cuts)
            return compare(levels, tier: part.tier, part.dimension)
        }.flatMap(\.self)
        let adjusted = Multiplicity.benjaminiHochberg(results.map(\.row.p))
        for index in results.indices { results[index].row.pAdjusted = adjusted[index]?.published }
        return results
    }

    /// The creators of one level.
    private struct Level {
        let name: String
        var totals: SumsByCreator
    }

    private func compare(_ levels: [Level], tier: Int, _ dimension: StyleDimension) -> [StyleResult] {
        var all = sums
        for level in levels { level.totals.forEach { all[$0] += $1 } }
        return levels.map { level in
            var others = all
            level.totals.forEach { others[$0] -= $1 }
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

    /// Those with posts, in canonical order.
    private func sample(_ totals: SumsByCreator) -> TierSample {
        var sample = TierSample(minimumCapacity: totals.count)
        totals.forEach { if $1.units > 0 { sample.append(creator: $0, $1, ofPosts: true) } }
        return sample
    }

    /// No sums yet.
    private var sums: SumsByCreator { SumsByCreator(creators: tally.creatorsInOrder.count) }

    // MARK: Levels of posts

    private func postLevels(tier: Int, _ dimension: StyleDimension, captionCuts: [UInt8]) throws -> [Level] {
        var levels: [String: SumsByCreator] = [:]
        for style in tally.styles.levels where style.tier == tier && style.dimension == dimension {
            let name =
                switch dimension {
                case .postType: String(decoding: style.value, as: UTF8.self)
                case .sponsored, .postingFrequency: String(style.value[0])
                case .captionLength: "q\(1 + captionCuts.count { $0 < style.value[0] })"
                }
            var level = levels.removeValue(forKey: name) ?? sums
            tally.forEachCreator(try tally.styles.totals(style)) { level[$0] += $1 }
            levels[name] = level
        }
        return levels.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { Level(name: $0.key, totals: $0.value) }
    }

    /// The greatest buckets of the first three quarters of all posts with a caption length, whatever their tier: bucket `k`
    /// is the first whose cumulative count reaches `⌈kN/4⌉`.
    private func captionCuts() throws -> [UInt8] {
        var posts = [Int](repeating: 0, count: CaptionBuckets.count)
        for style in tally.styles.levels where style.dimension == .captionLength {
            tally.forEachCreator(try tally.styles.totals(style)) { posts[Int(style.value[0])] += $1.units }
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
        var levels: [Int: SumsByCreator] = [:]
        tally.forEachCreator(tally.totals[SegmentAccumulator.everything].totals(tier: tier, .post(.engagementByFollowers))) { rank, total in
            guard let frequency = frequencies[Int(rank)] else { return }
            levels[1 + cuts.count { $0 < frequency }, default: sums][rank] += total
        }
        return levels.sorted { $0.key < $1.key }.map { Level(name: "q\($0.key)", totals: $0.value) }
    }
}

/// Totals of some of all creators, by canonical place.
private struct SumsByCreator: Sendable {
    /// By canonical place: where the creator's totals stand, -1 where it has none.
    private var places: [Int32]
    private var totals: [MetricTotals] = []

    init(creators: Int) { places = [Int32](repeating: -1, count: creators) }

    var count: Int { totals.count }

    subscript(rank: Int32) -> MetricTotals {
        get { places[Int(rank)] < 0 ? MetricTotals() : totals[Int(places[Int(rank)])] }
        _modify {
            if places[Int(rank)] < 0 {
                places[Int(rank)] = Int32(totals.count)
                totals.append(MetricTotals())
            }
            yield &totals[Int(places[Int(rank)])]
        }
    }

    /// In canonical order.
    func forEach(_ body: (_ rank: Int32, _ totals: MetricTotals) -> Void) {
        for (rank, place) in places.enumerated() where place >= 0 { body(Int32(rank), totals[Int(place)]) }
    }
}

extension MetricTotals {
    /// Takes a part of a total away.
    fileprivate static func -= (total: inout MetricTotals, part: MetricTotals) {
        total.units -= part.units
        total.numerator -= part.numerator
        total.denominator -= part.denominator
        total.parts -= part.parts
        total.logSum -= part.logSum
        total.low -= part.low
    }
}
