import ByteStreams
import Findings
import Foundation
import Testing

@testable import Aggregation
@testable import Statistics

@Suite struct StrataTests {
    private typealias Written = (creator: Int, band: Int, key: StratumKey, totals: [StratumCells.Totals])

    /// Cells of one shard with words `p0 …`, `n0 …`, `t0 …`.
    private func piece(_ cells: [Written], words: Int = 3, ofPosts: Bool = true) -> MergedStrata.Piece {
        var piece = MergedStrata.Piece(metricCount: 4, ofPosts: ofPosts)
        for cell in cells { piece.cells.add(creator: cell.creator, band: cell.band, cell.key) { cell.totals[$0] } }
        piece.cells.finish()
        piece.platforms = (0..<words).map { Array("p\($0)".utf8) }
        piece.niches = (0..<words).map { Array("n\($0)".utf8) }
        piece.postTypes = (0..<words).map { Array("t\($0)".utf8) }
        return piece
    }

    private func key(_ platform: UInt32 = 0, _ niche: UInt32 = 0, month: UInt32 = 24_302) -> StratumKey {
        StratumKey(platform: platform, niche: niche, postType: 1, sponsored: 2, month: month)
    }

    private func totals(
        _ units: Int, _ numerator: Int128, _ denominator: Int128, logs: Int64 = -7, low: Int = 0
    ) -> StratumCells.Totals {
        StratumCells.Totals(units: units, numerator: numerator, denominator: denominator, logSum: logs, low: low)
    }

    /// One post, with its logarithm in steps of 10⁻⁹.
    private func post(_ numerator: Int128, _ denominator: Int128, logs: Int64, isLow: Bool) -> StratumCells.Totals {
        totals(1, numerator, denominator, logs: logs, low: isLow ? 1 : 0)
    }

    /// The cells of one metric as they are read, creator by creator.
    private func read(
        _ cells: StratumCells, metric: Int, _ request: StratumCells.Request = StratumCells.Request()
    ) throws -> [[StratumCells.Cell]] {
        let file = try scratch()
        let pieces = try file.append([[1, 2, 3]] + cells.streams)
        var reader = StratumCells.Reader(ScratchReader(pieces[1 + metric], of: file), ofPosts: cells.ofPosts, request)
        return try cells.creators.map { _ in
            var read: [StratumCells.Cell] = []
            try reader.next(strata: Array(0..<Int32(cells.strata.count)), into: &read)
            return read
        }
    }

    private func scratch() throws -> ScratchFile { try ScratchFile(in: FileManager.default.temporaryDirectory.path) }

    private func expectRead(_ written: [Written], ofPosts: Bool) throws {
        let cells = piece(written, ofPosts: ofPosts).cells
        #expect(cells.creators == [0, 4, 5])
        for metric in 0..<4 {
            let read = try read(cells, metric: metric)
            for (place, creator) in [0, 4, 5].enumerated() {
                let wanted = written.filter { $0.creator == creator && $0.totals[metric].units > 0 }
                #expect(read[place].map(\.band) == wanted.map(\.band))
                #expect(read[place].map { cells.strata[$0.stratum] } == wanted.map(\.key))
                #expect(read[place].map(\.totals) == wanted.map { $0.totals[metric] })
            }
        }
    }

    /// What is packed comes back, metric by metric: absent, beyond 64 bits, of one post or of several, low or not.
    /// ln(0.5/4) = −2.079441541680, ln(70.5/512) = −1.982711915221, ln(2.5/2.5) as (2, 1) is ln(2.5) = 0.916290731874.
    @Test func packing() throws {
        let none = StratumCells.Totals()
        let huge = Int128(Int64.max) * 1_000_003
        try expectRead([
            (0, 0, key(), [totals(3, 70, 9_000), totals(3, 70, 512, logs: 4_000_000_000), none, totals(3, 70, 4, logs: 0, low: 1)]),
            (0, 7, key(2, 1), [none, post(0, 4, logs: -2_079_441_542, isLow: true), post(70, 512, logs: -1_982_711_915, isLow: false), none]),
            (4, 40, key(month: 0), [totals(2, huge, huge), none, none, post(2, 1, logs: 916_290_732, isLow: true)]),
            (4, 41, key(), [none, none, none, none]),
            (5, 41, key(), [none, none, totals(2, 0, 1), none]),
        ], ofPosts: true)
    }

    /// Streams of several blocks, in which the longest cells there can be lie across the end of one; of 3,000 creators every seventh has
    /// no cell of the bands that are asked for.
    @Test(arguments: [true, false]) func onlyWhatIsAskedForIsRead(ofPosts: Bool) throws {
        let huge = Int128.max / 4
        let cells = piece((0..<3_000).flatMap { creator -> [Written] in
            (0..<3).map { band in
                let several = totals(7, huge - Int128(creator), huge, logs: ofPosts ? Int64.max / 8 - Int64(creator) : 0, low: ofPosts ? 5 : 0)
                let one = ofPosts ? post(70, 512, logs: -1_982_711_915, isLow: false) : totals(1, 70, 512, logs: 0)
                return (creator, creator % 7 == 0 ? 5 : band, key(UInt32(creator % 3), UInt32(band)), [band == 1 ? one : several, one, one, one])
            }
        }, ofPosts: ofPosts).cells
        let all = try read(cells, metric: 0)
        #expect(all.count == 3_000 && all.joined().count == 9_000)
        for creator in stride(from: 1, to: 3_000, by: 97) {
            #expect(all[creator].first?.totals.numerator == huge - Int128(creator) && all[creator].first?.totals.denominator == huge)
            #expect(all[creator].map(\.totals.units) == [7, 1, 7] && all[creator].map(\.totals.low) == (ofPosts ? [5, 0, 5] : [0, 0, 0]))
        }
        let asked = StratumCells.Request(bands: [true, false, true, false, false, false], logs: false)
        let part = try read(cells, metric: 0, asked)
        #expect(part == all.map { $0.filter { $0.band == 0 || $0.band == 2 } })
        #expect(part[0].isEmpty && part[1].map(\.band) == [0, 2])
        // A single post's logarithm is made when it is read.
        let single = try read(cells, metric: 1, StratumCells.Request(logs: false))[1]
        #expect(single.map(\.totals.logSum) == [0, 0, 0] && single.map(\.totals.numerator) == [70, 70, 70])
        #expect(try read(cells, metric: 1)[1].map(\.totals.logSum) == [Int64](repeating: ofPosts ? -1_982_711_915 : 0, count: 3))
    }

    /// A stream that does not end where its creators do, or names a stratum that is not there, is refused before anybody reads it.
    @Test func damagedStreamsAreRefused() throws {
        let cells = piece([(0, 0, key(), [totals(3, 70, 9_000), post(70, 512, logs: -1_982_711_915, isLow: false), totals(2, 0, 1), totals(2, 0, 1)])]).cells
        func read(_ change: (inout [UInt8]) -> Void) throws -> StratumCells {
            var stream = cells.streams[1]
            // Stratum 0 and 1, band 0, a single post of 70 over 512, the end of the creator.
            #expect(stream == [1, 0, 0x99, 0x02, 0x80, 0x04, 0])
            change(&stream)
            var part = PartWriter()
            part.append(1)
            part.append(texts: [stream])
            part.append(cells.creators)
            part.append(cells.strata)
            var reader = PartReader(part.bytes)
            return try StratumCells(from: &reader)
        }
        #expect(try read { _ in }.streams[0] == cells.streams[1])
        for change in [{ $0[0] = 2 }, { $0[0] = 0 }, { $0.removeLast() }, { $0.append(0) }, { $0[2] = 0x98 }] as [(inout [UInt8]) -> Void] {
            #expect(throws: AggregationError.self) { try read(change) }
        }
    }

    /// Money is negative where more was taken back than came in, and deals have no logarithms.
    @Test func packingOfDeals() throws {
        let none = StratumCells.Totals()
        let huge = Int128(Int64.max) * 1_000_003
        func deals(_ units: Int, _ net: Int128, _ cost: Int128) -> StratumCells.Totals { totals(units, net, cost, logs: 0) }
        try expectRead([
            (0, 0, key(), [deals(1, -5, 0), deals(2, -5, 1), none, deals(1, 0, 1)]),
            (4, 3, key(1), [deals(1, huge, huge), deals(3, -huge, huge), deals(1, -1, 1), none]),
            (5, 3, key(1), [none, none, none, deals(1, -huge, huge)]),
        ], ofPosts: false)
    }

    /// The same key twice in a row, as campaigns bring it, is one cell.
    @Test func repeatedKeysAreOneCell() throws {
        let cells = piece([
            (0, 0, key(), [totals(1, 2, 3), totals(1, 2, 9), totals(1, 2, 9), totals(1, 2, 9)]),
            (0, 0, key(), [totals(2, 5, 7), totals(2, 5, 9), totals(2, 5, 9), totals(2, 5, 9)]),
        ]).cells
        #expect(try read(cells, metric: 0).map { $0.map(\.totals) } == [[totals(3, 7, 10, logs: -14)]])
    }

    /// Two shards whose words have other numbers; creators interleave. By platform alone, creator 0 has 1 + 4 posts on
    /// `p0`, which niche had kept apart, and the strata are `p0`, `p1`.
    @Test func shardsMeetInOneNumbering() throws {
        func merged(_ order: [Int]) throws -> MergedStrata {
            let own = { (units: Int) in [totals(units, Int128(10 * units), 100, logs: -Int64(units)), StratumCells.Totals(), StratumCells.Totals(), StratumCells.Totals()] }
            var second = piece([(0, 1, key(), own(8))], words: 2)
            second.platforms = [Array("p1".utf8)]
            let pieces = [
                piece([(0, 0, key(0, 0), own(2)), (0, 0, key(1, 0), own(3)), (0, 1, key(0, 2), own(4)), (1, 0, key(), own(16))]),
                second,
            ]
            var strata = MergedStrata(ofPosts: true, scratch: try scratch())
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
        // 2 + 4 posts are two cells with X = 200 of 6 posts: ln(200/6) = 3.506558, ln(100/3), ln(100/8) = 2.525729, ln(100/16) = 1.832581.
        let all: [[[Double]]] = [
            [[0, 6.0 / 9, -1, 3_506_558], [1, 3.0 / 9, -1, 3_506_558]], [[1, 1, -1, 2_525_729]], [[0, 1, -1, 1_832_581]],
        ]
        #expect(try audience([0, 1], bands: [true, true]) == all)
        #expect(try audience([1, 0], bands: [true, true]) == all)
        // 4 posts with X = 100: ln 25 = 3.218876.
        #expect(try audience([0, 1], bands: [false, true]) == [[[0, 1, -1, 3_218_876]], [[1, 1, -1, 2_525_729]]])
        // Creator 0 weighs 2/5 and 3/5 in A and 1 in B; creator 2 is left out.
        var seen: [Int] = []
        let rows = try merged([0, 1]).rows(metric: 0, platform, .typicalPosts, sides: [.a, .b], without: [2]) { seen.append($0.count) }
        let overlap = try AdjustedContrast.compare(rows, .typicalPost).overlap
        #expect(seen == [3, 1])
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
