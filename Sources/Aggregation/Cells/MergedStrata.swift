internal import ByteStreams
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

        init(_ unit: StratumCells.Unit) { cells = StratumCells(unit) }

        /// Words by their canonical place in the shard, as the cells name them. Deals have no post type: that is the empty
        /// word, whatever the posts of the shard are.
        mutating func keepWords(_ words: FactWords, withPostTypes: Bool) {
            platforms = words.platforms.inOrder
            niches = words.niches.inOrder
            postTypes = withPostTypes ? words.postTypes.inOrder : [[]]
        }
    }

    /// A shard's cells, put aside.
    private struct Numbered {
        let slice: Int
        /// Until `finish`, those that have cells, by their place in the shard's order.
        var creators: [Int32]
        /// The numbers of its strata over all shards.
        var strata: [Int32]
        /// In the scratch file.
        let stream: ScratchFile.Piece
    }

    let unit: StratumCells.Unit
    /// Cells are more than anything else that is kept of posts.
    private let scratch: ScratchFile
    private var pieces: [Numbered] = []
    /// All strata that were met; in canonical order after `finish`.
    private(set) var keys: [StratumKey] = []
    private var numbers: [StratumKey: Int32] = [:]
    private var platforms = ByteTable()
    private var niches = ByteTable()
    private var postTypes = ByteTable()
    /// All creators with cells in canonical order, and their pieces, which hold them in this order too.
    private var creators: [(rank: Int32, piece: Int32)] = []

    init(_ unit: StratumCells.Unit, scratch: ScratchFile) {
        self.unit = unit
        self.scratch = scratch
    }

    var isEmpty: Bool { pieces.isEmpty }

    /// Posts have logarithms of their own (Methods 6.2).
    var ofPosts: Bool { unit == .posts }

    /// Adds a shard, whose cells are put aside.
    mutating func append(_ piece: Piece, slice: Int) throws(StreamError) {
        guard !piece.cells.creators.isEmpty else { return }
        let words = (
            piece.platforms.map { UInt32(platforms.insert($0.span)) }, piece.niches.map { UInt32(niches.insert($0.span)) },
            piece.postTypes.map { UInt32(postTypes.insert($0.span)) }
        )
        let strata = piece.cells.strata.map { local in
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
        let stream = try scratch.append([piece.cells.stream])[0]
        pieces.append(Numbered(slice: slice, creators: piece.cells.creators, strata: strata, stream: stream))
    }

    /// Brings words, strata and creators into canonical order. Call once, after the last shard.
    ///
    /// - Parameter rank: the canonical place of a creator, by shard and place in the shard.
    mutating func finish(rank: (_ slice: Int, _ creator: Int) -> Int32) {
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
            for creator in pieces[piece].creators {
                creators.append((rank(pieces[piece].slice, Int(creator)), Int32(piece)))
            }
            pieces[piece].creators = []
        }
        creators.sort { $0.rank < $1.rank }
    }

    /// Creator by creator in canonical order, the cells that are asked for, by their places in `keys`. Creators without any are left out.
    func forEachCreator(
        _ request: StratumCells.Request, _ body: (_ creator: Int32, _ cells: borrowing CreatorCells) -> Void
    ) throws(StreamError) {
        var readers = pieces.map { StratumCells.Reader(ScratchReader($0.stream, of: scratch), of: unit, request) }
        var cells = CreatorCells(metricCount: request.metrics.count)
        for creator in creators {
            let piece = Int(creator.piece)
            try readers[piece].next(strata: pieces[piece].strata, into: &cells)
            if !cells.cells.isEmpty { body(creator.rank, cells) }
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
    func bandEntries(metric: Int) throws(StreamError) -> [BandEntry] {
        var entries: [BandEntry] = []
        try forEachCreator(StratumCells.Request(metric: metric)) { creator, cells in
            for index in cells.cells.indices {
                let (band, totals) = (Int32(cells.cells[index].band), cells.totals(cell: index, metric: 0))
                guard totals.units > 0 else { continue }
                if let last = entries.last, last.creator == creator, last.band == band {
                    entries[entries.count - 1].totals += totals
                } else {
                    entries.append(BandEntry(creator: creator, band: band, totals: totals))
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

    /// A metric of posts by creator and stratum of a level of adjustment, all bands together (Methods 11.3), read anew whenever the rows
    /// are asked for.
    ///
    /// - Parameter bands: whether a band is looked at.
    func audienceRows(metric: Int, _ level: AdjustmentLevel, bands: [Bool]) -> RowsByCreator<AudienceCreator, StreamError> {
        precondition(ofPosts, "deals have no logarithms")
        let strata = level.numbers(of: keys)
        return RowsByCreator(stratumCount: Int(strata.max() ?? -1) + 1) { (body) throws(StreamError) in
            var gathered = GatheredCells(sides: bands.map { $0 ? .a : nil }, strata: strata)
            var rows = AudienceCreator()
            try forEachCreator(StratumCells.Request(metric: metric, bands: bands)) { _, cells in
                gathered.order(cells)
                gathered.gather(cells, metric: 0)
                guard !gathered.rows.isEmpty else { return }
                rows.begin()
                for row in gathered.rows {
                    rows.append(
                        stratum: row.stratum, units: row.totals.units, denominator: Double(exactTotal: row.totals.denominator),
                        logSum: Double(row.totals.logSum), lowUnits: row.totals.low)
                }
                rows.end()
                body(rows)
            }
        }
    }

    /// Compares two tiers at a level of adjustment in several metrics (Methods 11.1, 11.2): going through the cells, which is most of the
    /// work, serves all of them.
    ///
    /// - Parameters:
    ///   - sides: by band; nil leaves the band out.
    ///   - removed: canonical places of creators to leave out.
    ///   - comparisons: by metric; taken through both of their passes.
    ///   - seen: lent each creator's cells of these bands in the first pass.
    func compare(
        metrics: [Int], _ level: AdjustmentLevel, sides: [StratifiedSample.Side?], without removed: Set<Int32>,
        _ comparisons: inout [AdjustedComparison], seen: (borrowing CreatorCells) -> Void = { _ in }
    ) throws(StreamError) {
        let strata = level.numbers(of: keys)
        let request = StratumCells.Request(
            metrics: metrics, logs: comparisons.map { $0.weighting == .typicalPosts }, bands: sides.map { $0 != nil })
        var gathered = GatheredCells(sides: sides, strata: strata)
        var rows = comparisons.map { WeightedCreator($0.weighting) }
        for index in comparisons.indices { comparisons[index].begin(strata: Int(strata.max() ?? -1) + 1) }
        for isFirst in [true, false] {
            if !isFirst { for index in comparisons.indices { comparisons[index].beginSecondPass() } }
            try forEachCreator(request) { creator, cells in
                guard !removed.contains(creator) else { return }
                if isFirst { seen(cells) }
                gathered.order(cells)
                for index in comparisons.indices {
                    gathered.gather(cells, metric: index)
                    guard !gathered.rows.isEmpty else { continue }
                    rows[index].begin()
                    for row in gathered.rows {
                        rows[index].append(
                            side: row.side, stratum: row.stratum, units: row.totals.units,
                            numerator: Double(exactTotal: row.totals.numerator), denominator: Double(exactTotal: row.totals.denominator),
                            logSum: Double(row.totals.logSum))
                    }
                    rows[index].end()
                    comparisons[index].add(rows[index])
                }
            }
        }
    }
}

/// One creator's cells by stratum of a level and side.
private struct GatheredCells {
    struct Row {
        let stratum: Int
        let side: StratifiedSample.Side
        var totals: StratumCells.Totals
    }

    /// Ascending; of one stratum A's before B's.
    private(set) var rows: [Row] = []
    /// By band.
    private let sides: [StratifiedSample.Side?]
    /// By the finest stratum.
    private let strata: [Int32]
    /// Of the cells that are looked at, ascending: stratum, side, and in the lowest bits the cell. Cells are many times as large.
    private var keys: [UInt64] = []
    private static let cellBits: UInt64 = 31

    init(sides: [StratifiedSample.Side?], strata: [Int32]) {
        self.sides = sides
        self.strata = strata
    }

    /// Looks at another creator.
    mutating func order(_ cells: borrowing CreatorCells) {
        keys.removeAll(keepingCapacity: true)
        var isAscending = true
        for index in cells.cells.indices {
            let cell = cells.cells[index]
            guard let side = sides[cell.band] else { continue }
            let place = UInt64(strata[cell.stratum]) << 1 | (side.isA ? 0 : 1)
            let key = place << Self.cellBits | UInt64(index)
            if let last = keys.last, last > key { isAscending = false }
            keys.append(key)
        }
        if !isAscending { keys.sort() }
    }

    /// Replaces the rows by those of a metric. They are few, but bands and the level bring cells together that were apart.
    ///
    /// - Parameter cells: those that were brought into order.
    mutating func gather(_ cells: borrowing CreatorCells, metric: Int) {
        rows.removeAll(keepingCapacity: true)
        var last = UInt64.max
        for key in keys {
            let (place, cell) = (key >> Self.cellBits, Int(key & (1 << Self.cellBits - 1)))
            let totals = cells.totals(cell: cell, metric: metric)
            guard totals.units > 0 else { continue }
            if place == last {
                rows[rows.count - 1].totals += totals
            } else {
                rows.append(Row(stratum: Int(place >> 1), side: place & 1 == 0 ? .a : .b, totals: totals))
                last = place
            }
        }
    }
}

extension ByteTable {
    /// All keys, ascending.
    fileprivate var inOrder: [[UInt8]] { sortedIndices().map { bytes($0) } }
}
