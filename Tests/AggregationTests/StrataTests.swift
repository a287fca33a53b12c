import Findings
import Statistics
import Testing

@testable import Aggregation

@Suite struct StrataTests {
    /// Cells of one shard with words `p0 …`, `n0 …`, `t0 …`.
    private func piece(_ cells: [(creator: Int, key: StratumKey, totals: [StratumCells.Totals])], words: Int = 3) -> MergedStrata.Piece {
        var piece = MergedStrata.Piece(metricCount: 4)
        for cell in cells { piece.cells.add(creator: cell.creator, cell.key, cell.totals) }
        piece.cells.finish()
        piece.platforms = (0..<words).map { Array("p\($0)".utf8) }
        piece.niches = (0..<words).map { Array("n\($0)".utf8) }
        piece.postTypes = (0..<words).map { Array("t\($0)".utf8) }
        return piece
    }

    private func key(_ band: Int, _ platform: Int = 0, _ niche: Int = 0, month: Int = 24_302) -> StratumKey {
        StratumKey(band: band, platform: platform, niche: niche, postType: 1, sponsored: 2, month: month)
    }

    private func totals(
        _ units: Int, _ numerator: Int128, _ denominator: Int128, logs: Int64 = -7, low: Int = 0
    ) -> StratumCells.Totals {
        StratumCells.Totals(units: units, numerator: numerator, denominator: denominator, logSum: logs, low: low)
    }

    /// What is packed comes back, metric by metric: alike, own, absent, negative and beyond 64 bits; alike but for the
    /// logarithms, or the low posts.
    @Test func packing() {
        let none = StratumCells.Totals()
        let huge = Int128(Int64.max) * 1_000_003
        let written: [(creator: Int, key: StratumKey, totals: [StratumCells.Totals])] = [
            (0, key(0), [totals(3, 70, 9_000), totals(3, 70, 512, logs: 4_000_000_000), none, totals(3, 70, 4, logs: 0, low: 1)]),
            (0, key(7, 2, 1), [none, totals(1, -5, 0), totals(2, -5, 1), none]),
            (4, key(40, month: 0), [totals(1, huge, huge), none, none, totals(1, -huge, huge)]),
            (4, key(41), [none, none, none, none]),
            (5, key(41), [none, none, totals(1, 0, 1), none]),
        ]
        let cells = piece(written).cells
        #expect(cells.creators == [0, 4, 5])
        for metric in 0..<4 {
            var read: [(Int, StratumKey, StratumCells.Totals)] = []
            for (index, creator) in cells.creators.enumerated() {
                cells.forEachCell(creator: index, metric: metric) { read.append((Int(creator), $0, $1)) }
            }
            let wanted = written.filter { $0.totals[metric].units > 0 }
            #expect(read.map(\.0) == wanted.map(\.creator))
            #expect(read.map(\.1) == wanted.map(\.key))
            #expect(read.map(\.2) == wanted.map { $0.totals[metric] })
        }
    }

    /// The same key twice in a row, as campaigns bring it, is one cell.
    @Test func repeatedKeysAreOneCell() {
        let cells = piece([
            (0, key(0), [totals(1, 2, 3), totals(1, 2, 9), totals(1, 2, 9), totals(1, 2, 9)]),
            (0, key(0), [totals(2, 5, 7), totals(2, 5, 9), totals(2, 5, 9), totals(2, 5, 9)]),
        ]).cells
        var read: [StratumCells.Totals] = []
        cells.forEachCell(creator: 0, metric: 0) { read.append($1) }
        #expect(read == [totals(3, 7, 10, logs: -14)])
    }

    /// Two shards whose words have other numbers; creators interleave. By platform alone, creator 0 has 1 + 4 posts on
    /// `p0`, which niche had kept apart, and the strata are `p0`, `p1`.
    @Test func shardsMeetInOneNumbering() {
        func merged(_ order: [Int]) -> MergedStrata {
            let own = { (units: Int) in [totals(units, Int128(10 * units), 100), StratumCells.Totals(), StratumCells.Totals(), StratumCells.Totals()] }
            var second = piece([(0, key(1, 0), own(8))], words: 2)
            second.platforms = [Array("p1".utf8)]
            let pieces = [
                piece([(0, key(0, 0, 0), own(1)), (0, key(0, 1, 0), own(2)), (0, key(1, 0, 2), own(4)), (1, key(0), own(16))]),
                second,
            ]
            var strata = MergedStrata(ofPosts: true)
            for shard in order { strata.append(pieces[shard], shard: shard) }
            // Canonical places: the first shard's creators are 0 and 2, the second's is 1.
            strata.finish { shard, creator in shard == 1 ? 1 : Int32(2 * creator) }
            return strata
        }
        let sample = merged([0, 1]).sample(metric: 0, AdjustmentLevel([.platform]), sides: [.a, .a])
        #expect(sample.creators == [0, 0, 1, 2])
        #expect(sample.strata == [0, 1, 1, 0])
        #expect(sample.units == [5, 2, 8, 16])
        #expect(sample.numerators == [50, 20, 80, 160])
        // 1 + 4 posts are two cells.
        #expect(sample.logSums == [-14, -7, -7, -7] && sample.lowUnits == [0, 0, 0, 0])
        #expect(sample == merged([1, 0]).sample(metric: 0, AdjustmentLevel([.platform]), sides: [.a, .a]))
        let higher = merged([0, 1]).sample(metric: 0, AdjustmentLevel([.platform]), sides: [nil, .b])
        #expect(higher.creators == [0, 1] && higher.units == [4, 8] && higher.sides == [.b, .b])
    }

    /// Months of one quarter are one stratum of the second level.
    @Test func levelsNestAsTheyAreNamed() {
        let january = key(0, month: 24_300)
        let march = key(0, month: 24_302)
        #expect(AdjustmentLevel.ofPosts[0].stratum(of: january) != AdjustmentLevel.ofPosts[0].stratum(of: march))
        #expect(AdjustmentLevel.ofPosts[1].stratum(of: january) == AdjustmentLevel.ofPosts[1].stratum(of: march))
        #expect(AdjustmentLevel.ofPosts[1].stratum(of: march) != AdjustmentLevel.ofPosts[1].stratum(of: key(0, month: 24_303)))
        #expect(AdjustmentLevel.ofPosts.map(\.rawValue) == [
            "platform+niche+post_type+sponsored+month", "platform+niche+post_type+sponsored+quarter",
            "platform+niche+post_type+sponsored", "platform+post_type+sponsored", "platform+sponsored", "platform",
        ])
        #expect(AdjustmentLevel.ofDeals.map(\.rawValue) == ["platform+niche+quarter", "platform+niche", "platform+quarter", "platform"])
    }
}
