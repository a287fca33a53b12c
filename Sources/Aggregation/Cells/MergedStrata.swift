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

        init(metricCount: Int, ofPosts: Bool) { cells = StratumCells(metricCount: metricCount, ofPosts: ofPosts) }

        /// Words by their canonical place in the shard, as the cells name them. Deals have no post type: that is the empty
        /// word, whatever the posts of the shard are.
        mutating func keepWords(_ words: FactWords, withPostTypes: Bool) {
            platforms = words.platforms.inOrder
            niches = words.niches.inOrder
            postTypes = withPostTypes ? words.postTypes.inOrder : [[]]
        }
    }

    /// A shard's cells, and the numbers of its strata over all shards.
    private struct Numbered {
        let shard: Int
        let cells: StratumCells
        var strata: [Int32]
    }

    /// Whether its units are posts, which have logarithms of their own (Methods 6.2).
    let ofPosts: Bool
    private var pieces: [Numbered] = []
    /// All strata that were met; in canonical order after `finish`.
    private(set) var keys: [StratumKey] = []
    private var numbers: [StratumKey: Int32] = [:]
    private var platforms = ByteTable()
    private var niches = ByteTable()
    private var postTypes = ByteTable()
    /// All creators with cells in canonical order, and their pieces, which hold them in this order too.
    private var creators: [(rank: Int32, piece: Int32)] = []

    init(ofPosts: Bool) { self.ofPosts = ofPosts }

    var isEmpty: Bool { pieces.allSatisfy { $0.cells.creators.isEmpty } }
    var metricCount: Int { pieces.first?.cells.metricCount ?? 0 }
    private var cellCount: Int { pieces.reduce(0) { $0 + $1.cells.cellCount } }

    mutating func append(_ piece: Piece, shard: Int) {
        var cells = piece.cells
        let words = (
            piece.platforms.map { UInt32(platforms.insert($0.span)) }, piece.niches.map { UInt32(niches.insert($0.span)) },
            piece.postTypes.map { UInt32(postTypes.insert($0.span)) }
        )
        let strata = cells.takeStrata().map { local in
            var key = local
            key.platform = words.0[Int(local.platform)]
            key.niche = words.1[Int(local.niche)]
            key.postType = words.2[Int(local.postType)]
            if let number = numbers[key] { return number }
            let number = Int32(keys.count)
            numbers[key] = number
            keys.append(key)
            return number
        }
        pieces.append(Numbered(shard: shard, cells: cells, strata: strata))
    }

    /// Brings words, strata and creators into canonical order. Call once, after the last shard.
    ///
    /// - Parameter rank: the canonical place of a creator, by shard and place in the shard.
    mutating func finish(rank: (_ shard: Int, _ creator: Int) -> Int32) {
        let ranks = (platforms.ranks(), niches.ranks(), postTypes.ranks())
        keys = keys.map { met in
            var key = met
            key.platform = ranks.0[Int(met.platform)]
            key.niche = ranks.1[Int(met.niche)]
            key.postType = ranks.2[Int(met.postType)]
            return key
        }
        let finest = AdjustmentLevel([.platform, .niche, .postType, .sponsored, .month])
        let places = finest.numbers(of: keys)
        let met = keys
        for (number, place) in places.enumerated() { keys[Int(place)] = met[number] }
        numbers = [:]
        for piece in pieces.indices {
            pieces[piece].strata = pieces[piece].strata.map { places[Int($0)] }
            for creator in pieces[piece].cells.creators {
                creators.append((rank(pieces[piece].shard, Int(creator)), Int32(piece)))
            }
        }
        creators.sort { $0.rank < $1.rank }
    }

    /// Creator by creator in canonical order, the cells that have a metric; strata by their places in `keys`. Creators without any
    /// are left out.
    func forEachCreator(metric: Int, _ body: (_ creator: Int32, _ cells: [StratumCells.Cell]) -> Void) {
        var readers = [StratumCells.Reader](repeating: StratumCells.Reader(metric: metric), count: pieces.count)
        var cells: [StratumCells.Cell] = []
        for creator in creators {
            let piece = Int(creator.piece)
            cells.removeAll(keepingCapacity: true)
            readers[piece].next(of: pieces[piece].cells, strata: pieces[piece].strata, into: &cells)
            if !cells.isEmpty { body(creator.rank, cells) }
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
        forEachCreator(metric: metric) { creator, cells in
            for cell in cells {
                if let last = entries.last, last.creator == creator, last.band == cell.band {
                    entries[entries.count - 1].totals += cell.totals
                } else {
                    entries.append(BandEntry(creator: creator, band: Int32(cell.band), totals: cell.totals))
                }
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

    /// A metric by creator and stratum of a level of adjustment, all bands of a tier together (Methods 11.3).
    ///
    /// - Parameter bands: whether a band is looked at.
    func sample(metric: Int, _ level: AdjustmentLevel, bands: [Bool]) -> StratifiedSample {
        var gathered = GatheredCells(sides: bands.map { $0 ? .a : nil }, strata: level.numbers(of: keys))
        var sample = StratifiedSample()
        forEachCreator(metric: metric) { creator, cells in
            gathered.gather(cells)
            for row in gathered.rows {
                let totals = row.totals
                sample.append(
                    creator: creator, side: row.side, stratum: row.stratum, units: totals.units,
                    numerator: Double(exactTotal: totals.numerator), denominator: Double(exactTotal: totals.denominator),
                    logSum: Double(totals.logSum), lowUnits: totals.low)
            }
        }
        return sample
    }

    /// The rows of two tiers at a level of adjustment as a comparison weighs them (Methods 11.1, 11.2).
    ///
    /// - Parameters:
    ///   - sides: by band; nil leaves the band out.
    ///   - removed: canonical places of creators to leave out.
    ///   - seen: lent each creator's cells.
    func rows(
        metric: Int, _ level: AdjustmentLevel, _ weighting: WeightedRows.Weighting, sides: [StratifiedSample.Side?], without removed: Set<Int32>,
        seen: ([StratumCells.Cell]) -> Void = { _ in }
    ) -> WeightedRows {
        let strata = level.numbers(of: keys)
        var gathered = GatheredCells(sides: sides, strata: strata)
        var rows = WeightedRows(weighting, stratumCount: Int(strata.max() ?? -1) + 1, capacity: cellCount)
        forEachCreator(metric: metric) { creator, cells in
            guard !removed.contains(creator) else { return }
            seen(cells)
            gathered.gather(cells)
            guard !gathered.rows.isEmpty else { return }
            for row in gathered.rows {
                rows.append(
                    side: row.side, stratum: row.stratum, units: row.totals.units, numerator: Double(exactTotal: row.totals.numerator),
                    denominator: Double(exactTotal: row.totals.denominator), logSum: Double(row.totals.logSum))
            }
            rows.closeCreator()
        }
        return rows
    }
}

/// One creator's cells by stratum of a level and side.
private struct GatheredCells {
    struct Row {
        let stratum: Int
        let side: StratifiedSample.Side
        var totals: StratumCells.Totals

        func precedes(_ other: Row) -> Bool { stratum != other.stratum ? stratum < other.stratum : side.isA && !other.side.isA }
    }

    /// Ascending.
    private(set) var rows: [Row] = []
    /// By band.
    private let sides: [StratifiedSample.Side?]
    /// By the finest stratum.
    private let strata: [Int32]

    init(sides: [StratifiedSample.Side?], strata: [Int32]) {
        self.sides = sides
        self.strata = strata
    }

    /// Replaces the rows. They are few, but bands and the level bring cells together that were apart.
    mutating func gather(_ cells: [StratumCells.Cell]) {
        rows.removeAll(keepingCapacity: true)
        var isAscending = true
        for cell in cells {
            guard let side = sides[cell.band] else { continue }
            let row = Row(stratum: Int(strata[cell.stratum]), side: side, totals: cell.totals)
            if let last = rows.last, !last.precedes(row) {
                if !row.precedes(last) {
                    rows[rows.count - 1].totals += row.totals
                    continue
                }
                isAscending = false
            }
            rows.append(row)
        }
        if isAscending { return }
        rows.sort { $0.precedes($1) }
        var kept = 0
        for index in rows.indices.dropFirst() {
            if rows[kept].precedes(rows[index]) {
                kept += 1
                rows[kept] = rows[index]
            } else {
                rows[kept].totals += rows[index].totals
            }
        }
        rows.removeLast(rows.count - kept - 1)
    }
}

extension ByteTable {
    /// All keys, ascending.
    fileprivate var inOrder: [[UInt8]] { sortedIndices().map { bytes($0) } }
}
