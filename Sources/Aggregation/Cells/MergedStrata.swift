internal import Findings
internal import SocialData
internal import Statistics
internal import TextValues

/// The cells of all shards by creator and stratum (Methods 5), from which any tier scheme, moved boundary and level
/// of adjustment is computed. Words and creators have one canonical numbering over all shards.
struct MergedStrata: Sendable {
    /// One shard's cells and the words that their numbers stand for, in canonical order.
    struct Piece: Sendable {
        var cells: StratumCells
        var platforms: [[UInt8]] = []
        var niches: [[UInt8]] = []
        var postTypes: [[UInt8]] = []

        init(metricCount: Int) { cells = StratumCells(metricCount: metricCount) }

        /// Words by their canonical place in the shard, as the cells name them. Deals have no post type: that is the empty
        /// word, whatever the posts of the shard are.
        mutating func keepWords(_ words: FactWords, withPostTypes: Bool) {
            platforms = words.platforms.inOrder
            niches = words.niches.inOrder
            postTypes = withPostTypes ? words.postTypes.inOrder : [[]]
        }
    }

    private struct Numbered {
        let shard: Int
        let cells: StratumCells
        /// From the shard's places to numbers over all shards; after `finish` to canonical places.
        var platforms: [Int]
        var niches: [Int]
        var postTypes: [Int]
    }

    /// Whether its units are posts, which have logarithms of their own (Methods 6.2).
    let ofPosts: Bool
    private var pieces: [Numbered] = []
    private var platforms = ByteTable()
    private var niches = ByteTable()
    private var postTypes = ByteTable()
    /// All creators with cells in canonical order: rank, piece, and index in the piece.
    private var creators: [(rank: Int32, piece: Int32, index: Int32)] = []

    init(ofPosts: Bool) { self.ofPosts = ofPosts }

    var isEmpty: Bool { pieces.allSatisfy { $0.cells.creators.isEmpty } }
    var byteCount: Int { pieces.reduce(0) { $0 + $1.cells.byteCount } }

    mutating func append(_ piece: Piece, shard: Int) {
        pieces.append(
            Numbered(
                shard: shard, cells: piece.cells, platforms: piece.platforms.map { platforms.insert($0.span) },
                niches: piece.niches.map { niches.insert($0.span) },
                postTypes: piece.postTypes.map { postTypes.insert($0.span) }))
    }

    /// Brings words and creators into canonical order. Call once, after the last shard.
    ///
    /// - Parameter rank: the canonical place of a creator, by shard and place in the shard.
    mutating func finish(rank: (_ shard: Int, _ creator: Int) -> Int32) {
        let ranks = (platforms.ranks(), niches.ranks(), postTypes.ranks())
        for piece in pieces.indices {
            pieces[piece].platforms = pieces[piece].platforms.map { Int(ranks.0[$0]) }
            pieces[piece].niches = pieces[piece].niches.map { Int(ranks.1[$0]) }
            pieces[piece].postTypes = pieces[piece].postTypes.map { Int(ranks.2[$0]) }
            for (index, creator) in pieces[piece].cells.creators.enumerated() {
                creators.append((rank(pieces[piece].shard, Int(creator)), Int32(piece), Int32(index)))
            }
        }
        creators.sort { $0.rank < $1.rank }
    }

    /// Creator by creator in canonical order, the cells that have a metric; words by their canonical places.
    func forEachCell(metric: Int, _ body: (_ creator: Int32, StratumKey, StratumCells.Totals) -> Void) {
        for creator in creators {
            let piece = pieces[Int(creator.piece)]
            piece.cells.forEachCell(creator: Int(creator.index), metric: metric) { local, totals in
                var key = local
                key.platform = piece.platforms[local.platform]
                key.niche = piece.niches[local.niche]
                key.postType = piece.postTypes[local.postType]
                body(creator.rank, key, totals)
            }
        }
    }

    /// A level of a covariate in words: a word of the files, `1` or `0`, a month or a quarter; empty for a missing one.
    func text(_ level: Int, of covariate: StratumPart) -> String {
        func word(_ table: ByteTable) -> String { table.text(table.sortedIndices()[level]) }
        switch covariate {
        case .platform: return word(platforms)
        case .niche: return word(niches)
        case .postType: return word(postTypes)
        case .sponsored: return ["", "0", "1"][level]
        case .month: return CivilTime.monthText(index: level)
        case .quarter: return CivilTime.quarterText(monthIndex: 3 * level)
        }
    }

    // MARK: What is computed from it

    /// One creator's cells of one band, all strata together.
    struct BandEntry: Sendable {
        let creator: Int32
        let band: Int32
        fileprivate(set) var totals: StratumCells.Totals
    }

    /// A metric by creator and band, creators in canonical order, bands ascending.
    func bandEntries(metric: Int) -> [BandEntry] {
        var entries: [BandEntry] = []
        forEachCell(metric: metric) { creator, key, totals in
            if let last = entries.last, last.creator == creator, last.band == key.band {
                entries[entries.count - 1].totals += totals
            } else {
                entries.append(BandEntry(creator: creator, band: Int32(key.band), totals: totals))
            }
        }
        return entries
    }

    /// The creators of some bands, in canonical order, from a metric's entries.
    func sample(_ entries: [BandEntry], bands isInside: (Int) -> Bool) -> TierSample {
        var sample = TierSample()
        var start = 0
        while start < entries.count {
            var totals = StratumCells.Totals()
            var end = start
            while end < entries.count, entries[end].creator == entries[start].creator {
                if isInside(Int(entries[end].band)) { totals += entries[end].totals }
                end += 1
            }
            if totals.units > 0 {
                let (numerator, denominator) = (Double(exactTotal: totals.numerator), Double(exactTotal: totals.denominator))
                if ofPosts {
                    sample.append(
                        creator: entries[start].creator, units: totals.units, numerator: numerator, denominator: denominator,
                        logSum: Double(totals.logSum), lowUnits: totals.low)
                } else {
                    sample.append(
                        creator: entries[start].creator, units: totals.units, numerator: numerator, denominator: denominator)
                }
            }
            start = end
        }
        return sample
    }

    /// A metric by creator, side and stratum of a level of adjustment (Methods 11).
    ///
    /// - Parameters:
    ///   - sides: by band; nil leaves the band out.
    ///   - removed: canonical places of creators to leave out.
    func sample(
        metric: Int, _ level: AdjustmentLevel, sides: [StratifiedSample.Side?], without removed: Set<Int32> = []
    ) -> StratifiedSample {
        var builder = StratifiedSampleBuilder(capacity: pieces.reduce(0) { $0 + $1.cells.cellCount }, ofPosts: ofPosts)
        forEachCell(metric: metric) { creator, key, totals in
            guard let side = sides[key.band], !removed.contains(creator) else { return }
            builder.add(creator: creator, side: side, stratum: level.stratum(of: key), totals)
        }
        return builder.finish()
    }
}

/// Gathers cells, creator by creator, into rows by creator, stratum and side.
private struct StratifiedSampleBuilder {
    private struct Row {
        var stratum: UInt128
        var side: StratifiedSample.Side
        var totals: StratumCells.Totals
    }

    private let ofPosts: Bool
    private var sample: StratifiedSample
    /// Provisional numbers of strata, in the order in which they are met.
    private var numbers: [UInt128: Int32] = [:]
    private var latest: (stratum: UInt128, number: Int32) = (.max, -1)
    private var creator: Int32 = -1
    private var rows: [Row] = []

    /// - Parameter capacity: at least as many cells as come.
    init(capacity: Int, ofPosts: Bool) {
        self.ofPosts = ofPosts
        sample = StratifiedSample(capacity: capacity)
    }

    mutating func add(creator: Int32, side: StratifiedSample.Side, stratum: UInt128, _ totals: StratumCells.Totals) {
        if creator != self.creator {
            close()
            self.creator = creator
        }
        if let last = rows.last, last.stratum == stratum, last.side == side {
            rows[rows.count - 1].totals += totals
        } else {
            rows.append(Row(stratum: stratum, side: side, totals: totals))
        }
    }

    mutating func finish() -> StratifiedSample {
        close()
        var places = [Int32](repeating: 0, count: numbers.count)
        for (place, entry) in numbers.sorted(by: { $0.key < $1.key }).enumerated() { places[Int(entry.value)] = Int32(place) }
        sample.renumberStrata(places)
        return sample
    }

    private mutating func number(of stratum: UInt128) -> Int32 {
        if stratum == latest.stratum { return latest.number }
        let number: Int32
        if let known = numbers[stratum] {
            number = known
        } else {
            number = Int32(numbers.count)
            numbers[stratum] = number
        }
        latest = (stratum, number)
        return number
    }

    /// Appends the creator at hand. Its rows are few, but the level may have brought cells together that were apart.
    private mutating func close() {
        rows.sort { ($0.stratum, $0.side == .a ? 0 : 1) < ($1.stratum, $1.side == .a ? 0 : 1) }
        var start = 0
        while start < rows.count {
            var totals = rows[start].totals
            var end = start + 1
            while end < rows.count, rows[end].stratum == rows[start].stratum, rows[end].side == rows[start].side {
                totals += rows[end].totals
                end += 1
            }
            let number = number(of: rows[start].stratum)
            let (numerator, denominator) = (Double(exactTotal: totals.numerator), Double(exactTotal: totals.denominator))
            if ofPosts {
                sample.append(
                    creator: creator, side: rows[start].side, stratum: Int(number), units: totals.units,
                    numerator: numerator, denominator: denominator, logSum: Double(totals.logSum), lowUnits: totals.low)
            } else {
                sample.append(
                    creator: creator, side: rows[start].side, stratum: Int(number), units: totals.units,
                    numerator: numerator, denominator: denominator)
            }
            start = end
        }
        rows.removeAll(keepingCapacity: true)
    }
}

extension ByteTable {
    /// All keys, ascending.
    fileprivate var inOrder: [[UInt8]] { sortedIndices().map { bytes($0) } }
}
