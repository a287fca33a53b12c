import Findings
import SocialData
import Statistics

@testable import Aggregation

/// All that a merged tally holds, a line each, in canonical order: two that list alike give the same findings.
struct TallyListing: Equatable {
    /// Segment, tier and metric, then creator, `n`, `Y`, `X` and `Σq`.
    private(set) var totals: [String] = []
    /// Cells of posts and of deals: creator, band, platform, niche, post type, sponsored and month, then metric, `n`, `Y` and
    /// `X`. Words are numbered in canonical order over all shards.
    private(set) var strata: [String] = []
    /// Counts, money, histograms, and what is known of each creator.
    private(set) var rest: [String] = []

    init(_ plan: AggregationPlan, _ tally: MergedTally) throws {
        for (index, segment) in tally.segments.enumerated() {
            for tier in 0..<tally.tierCount {
                for metric in Metric.all {
                    let place = "\(segment.text(plan.dimensions)) \(tier) \(metric.name.rawValue)"
                    totals += Self.creators(tally, tally.totals[index].totals(tier: tier, metric)).map { "\(place) \($0)" }
                }
                rest.append("\(segment.text(plan.dimensions)) \(tier) \(tally.totals[index].coverage[tier])")
            }
        }
        let kinds = [
            ("posts", tally.postStrata, StratumCounter.postMetrics.map(\.name.rawValue)), ("deals", tally.dealStrata, ["roas", "followers"]),
        ]
        for (unit, all, metrics) in kinds {
            for (metric, name) in metrics.enumerated() {
                try all.forEachCreator(StratumCells.Request(metric: metric)) { creator, cells in
                    for read in cells.withUnits(metric: 0) {
                        let (cell, totals, key) = (read.cell, read.totals, all.keys[read.cell.stratum])
                        let words = "\(key.platform) \(key.niche) \(key.postType) \(key.sponsored)"
                        strata.append(
                            "\(unit) \(Self.name(tally, creator)) \(cell.band) \(words) \(Self.month(key.month)) \(name)"
                                + " \(totals.units) \(totals.numerator) \(totals.denominator) \(totals.logSum) \(totals.low)")
                    }
                }
            }
        }
        rest += Self.creators(tally, tally.continuous).map { "continuous \($0)" }
        rest += tally.histograms.map { "histogram \($0.histogram.buckets)" }
        rest.append("\(tally.metricExclusions) \(tally.census) \(tally.money)")
        for tier in 0...tally.tierCount {
            rest += [tally.postExclusions, tally.dealExclusions].map { "\($0.rows(tier: tier))" }
            rest += [tally.postSources, tally.dealSources].map { "\($0.rows(tier: tier))" }
        }
        for creator in tally.creatorsInOrder {
            let profile = tally.creatorTally
            let channels = profile.channels(creator).map { channel in
                "\(profile.platforms.text(channel.platform)) \(channel.tier) \(channel.posts) \(channel.engagement)"
                    + " \(channel.commentLike) \(channel.commentsWithoutLikes)"
            }
            rest.append("\(tally.creatorName(creator)) \(profile.months(creator)) \(profile.deals(creator)) \(channels)")
            rest.append(
                "\(profile.topics(creator)) \(String(describing: profile.growth(creator)))"
                    + " \(String(describing: profile.audienceOverlap(creator)))")
        }
        rest += try tally.styles.levels.flatMap { level in try Self.creators(tally, tally.styles.totals(level)).map { "\(level) \($0)" } }.sorted()
    }

    private static func creators(_ tally: MergedTally, _ packed: CreatorTotals) -> [String] {
        var lines: [(rank: Int32, line: String)] = []
        tally.forEachCreator(packed) { rank, totals in
            let numbers = "\(totals.units) \(totals.numerator) \(totals.denominator) \(totals.parts) \(totals.logSum) \(totals.low)"
            lines.append((rank, "\(name(tally, rank)) \(numbers)"))
        }
        return lines.sorted { $0.rank < $1.rank }.map(\.line)
    }

    private static func name(_ tally: MergedTally, _ rank: Int32) -> String { tally.creatorName(tally.creatorsInOrder[Int(rank)]) }

    private static func month(_ index: UInt32) -> String { "\(index / 12)-\(index % 12 + 1)" }
}

extension CreatorCells {
    struct Read {
        let cell: Cell
        let totals: StratumCells.Totals
    }

    /// The cells that have a metric.
    func withUnits(metric: Int) -> [Read] {
        cells.indices.map { Read(cell: cells[$0], totals: totals(cell: $0, metric: metric)) }.filter { $0.totals.units > 0 }
    }
}
