import ByteStreams
import Findings
import Foundation
import SocialData
import Testing

@testable import Aggregation
@testable import Statistics

@Suite struct StrataTests {
/// A post, with its counts, or a deal, with numerator and denominator of two metrics.
    private struct Written {
        var creator: Int
        var band: Int
        var key: StratumKey
        var post = PostCounts()
        var deal: [(numerator: Int128, denominator: Int128)] = []
    }

    /// Cells of one shard with words `p0 …`, `n0 …`, `t0 …`.
    private func piece(_ units: [Written], words: Int = 3, _ unit: StratumCells.Unit = .posts) -> MergedStrata.Piece {
        var piece = MergedStrata.Piece(unit)
        for written in units {
            if unit == .posts {
                piece.cells.add(creator: written.creator, band: written.band, written.key, post: written.post)
            } else {
                piece.cells.add(creator: written.creator, band: written.band, written.key, deal: written.deal)
            }
        }
        piece.cells.finish()
        piece.platforms = (0..<words).map { Array("p\($0)".utf8) }
        piece.niches = (0..<words).map { Array("n\($0)".utf8) }
        piece.postTypes = (0..<words).map { Array("t\($0)".utf8) }
        return piece
    }

    private func key(_ platform: UInt32 = 0, _ niche: UInt32 = 0, month: UInt32 = 24_302) -> StratumKey {
        StratumKey(platform: platform, niche: niche, postType: 1, sponsored: 2, month: month)
    }

    private func counts(_ counts: [PostCount: Int64]) -> PostCounts {
        var post = PostCounts()
        for (count, value) in counts { post[count] = value }
        return post
    }

    private func totals(_ units: Int, _ numerator: Int128, _ denominator: Int128, logs: Int64 = 0, low: Int = 0) -> StratumCells.Totals {
        StratumCells.Totals(units: units, numerator: numerator, denominator: denominator, logSum: logs, low: low)
    }

    /// What is read of each metric that is asked for: creator by creator.
    private func read(_ cells: StratumCells, _ request: StratumCells.Request) throws -> [[[CreatorCells.Read]]] {
        let file = try scratch()
        let pieces = try file.append([[1, 2, 3], cells.stream])
        var reader = StratumCells.Reader(ScratchReader(pieces[1], of: file), of: cells.unit, request)
        var creator = CreatorCells(metricCount: request.metrics.count)
        var read = request.metrics.map { _ in [[CreatorCells.Read]]() }
        for _ in cells.creators {
            try reader.next(strata: Array(0..<Int32(cells.strata.count)), into: &creator)
            for place in read.indices { read[place].append(creator.withUnits(metric: place)) }
        }
        return read
    }

    private func scratch() throws -> ScratchFile { try ScratchFile(in: FileManager.default.temporaryDirectory.path) }

    private func place(_ metric: PostMetric) -> Int { StratumCounter.postMetrics.firstIndex(of: metric) ?? -1 }

    /// What is packed comes back, metric by metric: absent, negative, 0, as large as 64 bits hold, low or not.
    /// ln(115.5/2000) = −2.851631930, ln(10.5/2000) = −5.249527202, ln(10.5/100) = −2.253794929, ln(2.5/1) = 0.916290732.
    @Test func packing() throws {
        let plain = counts([.likes: 100, .comments: 10, .shares: 5, .followers: 2_000])
        let most = counts([.likes: .max, .comments: .max, .shares: .max, .saves: .max, .followers: .max, .reach: .max])
        let cells = piece([
            Written(creator: 0, band: 0, key: key(), post: plain),
            Written(creator: 0, band: 7, key: key(2, 1), post: counts([.likes: 0, .comments: 2, .saves: -1, .followers: 1, .reach: 0])),
            Written(creator: 4, band: 40, key: key(month: 0), post: most),
            Written(creator: 5, band: 41, key: key(), post: PostCounts()),
        ]).cells
        #expect(cells.creators == [0, 4, 5] && cells.strata == [key(), key(2, 1), key(month: 0)])
        let metrics: [PostMetric] = [.engagementByFollowers, .commentRate, .commentLikeRatio, .engagementByReach, .saveRate]
        let read = try read(cells, StratumCells.Request(metrics: metrics.map(place), logs: metrics.map { _ in true }))
        #expect(read[0].map { $0.map(\.totals) } == [
            [totals(1, 115, 2_000, logs: -2_851_631_930)], [totals(1, 4 * Int128(Int64.max), Int128(Int64.max), logs: 1_386_294_361)], [],
        ])
        #expect(read[0][0].map(\.cell) == [CreatorCells.Cell(band: 0, stratum: 0)] && read[0][1].map(\.cell) == [CreatorCells.Cell(band: 40, stratum: 2)])
        #expect(read[1].map { $0.map(\.totals) } == [
            [totals(1, 10, 2_000, logs: -5_249_527_202), totals(1, 2, 1, logs: 916_290_732, low: 1)],
            [totals(1, Int128(Int64.max), Int128(Int64.max), logs: 0)], [],
        ])
        #expect(read[1][0].map(\.cell) == [CreatorCells.Cell(band: 0, stratum: 0), CreatorCells.Cell(band: 7, stratum: 1)])
        // Nobody liked the second post, and a like is a like.
        #expect(read[2].map { $0.map(\.totals) } == [[totals(1, 10, 100, logs: -2_253_794_929)], [totals(1, Int128(Int64.max), Int128(Int64.max))], []])
        #expect(read[3].map(\.count) == [0, 1, 0] && read[4].map(\.count) == [0, 1, 0])
    }

    /// Streams of several blocks, in which the longest posts and deals there can be lie across the end of one; of 3,000 creators every
    /// seventh has nothing in the bands that are asked for.
    @Test(arguments: [StratumCells.Unit.posts, .deals(metrics: 2)]) func onlyWhatIsAskedForIsRead(unit: StratumCells.Unit) throws {
        let huge = unit == .posts ? Int128(Int64.max) : Int128.max / 4
        let cells = piece((0..<3_000).flatMap { creator -> [Written] in
            (0..<3).flatMap { band -> [Written] in
                let likes = Int64.max - Int64(creator)
                let one = Written(
                    creator: creator, band: creator % 7 == 0 ? 5 : band, key: key(UInt32(creator % 3), UInt32(band)),
                    post: counts(band == 1 ? [.likes: 512, .comments: 70] : [.likes: likes, .comments: .max, .followers: likes, .views: .max]),
                    deal: [(band == 1 ? 70 : huge, band == 1 ? 512 : huge - Int128(creator)), (-huge, 1)])
                return band == 0 ? [one, one] : [one]
            }
        }, unit).cells
        let metric = unit == .posts ? place(.commentLikeRatio) : 0
        let all = try read(cells, StratumCells.Request(metric: metric))[0]
        #expect(all.count == 3_000 && all.joined().count == 9_000)
        for creator in stride(from: 1, to: 3_000, by: 97) {
            let rest = huge - Int128(creator)
            #expect(all[creator].map(\.totals.numerator) == [2 * huge, 70, huge] && all[creator].map(\.totals.denominator) == [2 * rest, 512, rest])
            #expect(all[creator].map(\.totals.units) == [2, 1, 1])
        }
        let bands = [true, false, true, false, false, false]
        let part = try read(cells, StratumCells.Request(metric: metric, logs: false, bands: bands))[0]
        for creator in 0..<3_000 {
            let asked = all[creator].filter { $0.cell.band == 0 || $0.cell.band == 2 }
            #expect(part[creator].map(\.cell) == asked.map(\.cell) && part[creator].map(\.totals.numerator) == asked.map(\.totals.numerator))
        }
        #expect(part[0].isEmpty && part[1].map(\.cell.band) == [0, 2])
        // ln(70.5/512) = −1.982711915: a post's logarithm is made where it is looked at.
        #expect(part.allSatisfy { $0.allSatisfy { $0.totals.logSum == 0 } })
        #expect(all[1][1].totals.logSum == (unit == .posts ? -1_982_711_915 : 0))
    }

    /// A stream that does not end where its creators do, or names a stratum that is not there, is refused before anybody reads it.
    @Test func damagedStreamsAreRefused() throws {
        let post = counts([.comments: 70, .followers: 512])
        let cells = piece([Written(creator: 0, band: 0, key: key(), post: post), Written(creator: 0, band: 0, key: key(), post: post)]).cells
        func read(_ change: (inout [UInt8]) -> Void) throws -> StratumCells {
            var stream = cells.stream
            // Stratum 0 and 2, band 0, comments and followers there, 140 and 1,024 in seven bits each; the same cell; the end of the creator.
            #expect(stream == [2, 0, 0x82, 0x8C, 0x01, 0x80, 0x08, 1, 0x82, 0x8C, 0x01, 0x80, 0x08, 0])
            change(&stream)
            var part = PartWriter()
            part.append(0)
            part.append(text: stream)
            part.append(cells.creators)
            part.append(cells.strata)
            var reader = PartReader(part.bytes)
            return try StratumCells(from: &reader)
        }
        #expect(try read { _ in }.stream == cells.stream)
        let changes: [(inout [UInt8]) -> Void] = [
            { $0[0] = 3 }, { $0[0] = 1 }, { $0[0] = 0 }, { $0[7] = 3 }, { $0.removeLast() }, { $0.append(0) }, { $0[2] = 0x83 },
            // More than 64 bits.
            { $0.replaceSubrange(3..<4, with: [UInt8](repeating: 0xFF, count: 9) + [0x7F]) },
        ]
        for change in changes { #expect(throws: AggregationError.self) { try read(change) } }
    }

    /// Money is negative where more was taken back than came in, and deals have no logarithms.
    @Test func packingOfDeals() throws {
        let huge = Int128(Int64.max) * 1_000_003
        let cells = piece([
            Written(creator: 0, band: 0, key: key(), deal: [(-5, 0), (2, 1)]), Written(creator: 4, band: 3, key: key(1), deal: [(huge, huge), (0, 1)]),
            Written(creator: 4, band: 3, key: key(1), deal: [(-huge, huge), (-1, 1)]),
        ], .deals(metrics: 2)).cells
        let read = try read(cells, StratumCells.Request(metrics: [1, 0], logs: [false, true]))
        #expect(read[0].map { $0.map(\.totals) } == [[totals(1, 2, 1)], [totals(2, -1, 2)]])
        #expect(read[1].map { $0.map(\.totals) } == [[totals(1, -5, 0)], [totals(2, 0, 2 * huge)]])
    }

    /// The same key twice in a row, as campaigns bring it, is one cell; not so of two creators.
    @Test func repeatedKeysAreOneCell() throws {
        let posts = [(0, Int64(2)), (0, 5), (1, 5)].map { creator, comments in
            Written(creator: creator, band: 0, key: key(), post: counts([.comments: comments, .followers: comments + 1]))
        }
        let read = try read(piece(posts).cells, StratumCells.Request(metric: place(.commentRate), logs: false))[0]
        #expect(read.map { $0.map(\.totals) } == [[totals(2, 7, 9, low: 1)], [totals(1, 5, 6)]])
    }

    /// Two shards whose words have other numbers; creators interleave. By platform alone, creator 0 has 1 + 4 posts on
    /// `p0`, which niche had kept apart, and the strata are `p0`, `p1`.
    @Test func shardsMeetInOneNumbering() throws {
        func merged(_ order: [Int]) throws -> MergedStrata {
            // Followers of 4,800 in every cell, ten likes for every post.
            func own(_ creator: Int, _ band: Int, _ key: StratumKey, posts: Int) -> [Written] {
                let post = counts([.likes: 10, .comments: 0, .followers: Int64(4_800 / posts)])
                return [Written](repeating: Written(creator: creator, band: band, key: key, post: post), count: posts)
            }
            var second = piece(own(0, 1, key(), posts: 8), words: 2)
            second.platforms = [Array("p1".utf8)]
            let pieces = [
                piece(own(0, 0, key(0, 0), posts: 2) + own(0, 0, key(1, 0), posts: 3) + own(0, 1, key(0, 2), posts: 4) + own(1, 0, key(), posts: 16)),
                second,
            ]
            var strata = MergedStrata(.posts, scratch: try scratch())
            for shard in order { try strata.append(pieces[shard], slice: shard) }
            // Canonical places: the first shard's creators are 0 and 2, the second's is 1.
            strata.finish { shard, creator in shard == 1 ? 1 : Int32(2 * creator) }
            return strata
        }
        let platform = AdjustmentLevel([.platform])
        /// Stratum, weight within the creator and mean logarithm in steps of 10⁻⁹, creator by creator.
        func audience(_ order: [Int], bands: [Bool]) throws -> [[[Double]]] {
            var creators: [[[Double]]] = []
            try merged(order).audienceRows(metric: 0, platform, bands: bands).forEachCreator { creator in
                creators.append(creator.rows.map { [Double($0.stratum), $0.weight, ($0.y * 1e9).rounded(), ($0.x * 1e6).rounded()] })
            }
            return creators
        }
        // 2 + 4 posts are two cells with X = 9,600 of 6 posts: ln 1600 = 7.377759, and (2·ln(10.5/2400) + 4·ln(10.5/1200))/6 = −4.969750639.
        // ln 600 = 6.396930, ln 300 = 5.703782; ln(10.5/1600) = −5.026383651, ln(10.5/600) = −4.045554398, ln(10.5/300) = −3.352407217.
        let (first, second, third): ([[Double]], [[Double]], [Double]) = ([[1, 1, -4_045_554_398, 6_396_930]], [[0, 1, -3_352_407_217, 5_703_782]], [1, 3.0 / 9, -5_026_383_651, 7_377_759])
        let all: [[[Double]]] = [[[0, 6.0 / 9, -4_969_750_639, 7_377_759], third], first, second]
        #expect(try audience([0, 1], bands: [true, true]) == all)
        #expect(try audience([1, 0], bands: [true, true]) == all)
        // 4 posts with X = 4,800: ln 1200 = 7.090077, ln(10.5/1200) = −4.738701579.
        #expect(try audience([0, 1], bands: [false, true]) == [[[0, 1, -4_738_701_579, 7_090_077]], first])
        // Creator 0 weighs 2/5 and 3/5 in A and 1 in B; creator 2 is left out.
        var seen: [Int] = []
        var comparisons = [AdjustedComparison(.typicalPost, confidence: 0.95), AdjustedComparison(.mantelHaenszelLog, confidence: 0.95)]
        let metrics = [PostMetric.engagementByFollowers, .saveRate].map(place)
        try merged([0, 1]).compare(metrics: metrics, platform, sides: [.a, .b], without: [2], &comparisons) { seen.append($0.cells.count) }
        let overlap = comparisons[0].result.overlap
        #expect(seen == [3, 1])
        // Nobody's saves are known.
        #expect(comparisons[1].result.overlap.strata == 0 && comparisons[1].result.contrast == nil)
        #expect(overlap.strata == 2 && overlap.coverageA == 1 && overlap.coverageB == 1)
        #expect(overlap.creatorsA == 1 && overlap.creatorsB == 2)
    }

    /// Months of one quarter are one stratum of the second level.
    @Test func levelsNestAsTheyAreNamed() {
        let keys = [key(month: 24_303), key(month: 24_302), key(month: 24_300)]
        #expect(AdjustmentLevel.ofPosts[0].numbers(of: keys) == [2, 1, 0])
        #expect(AdjustmentLevel.ofPosts[1].numbers(of: keys) == [1, 0, 0])
        #expect(AdjustmentLevel.ofPosts[2].numbers(of: keys) == [0, 0, 0])
        // Platform goes before niche, whatever the numbers are.
        #expect(AdjustmentLevel([.platform, .niche]).numbers(of: [key(1, 0), key(0, 5), key(0, 2)]) == [2, 1, 0])
        #expect(AdjustmentLevel.ofPosts.map(\.rawValue) == [
            "platform+niche+post_type+sponsored+month", "platform+niche+post_type+sponsored+quarter",
            "platform+niche+post_type+sponsored", "platform+post_type+sponsored", "platform+sponsored", "platform",
        ])
        #expect(AdjustmentLevel.ofDeals.map(\.rawValue) == ["platform+niche+quarter", "platform+niche", "platform+quarter", "platform"])
    }
}
