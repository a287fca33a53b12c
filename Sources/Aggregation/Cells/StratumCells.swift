internal import Statistics

/// One shard's cells by creator, band and stratum: what like-for-like comparisons, moved boundaries, other schemes and the elasticity
/// are computed from (Methods 11, 12). Cells come in canonical order, a creator's end to end.
///
/// A cell of posts costs about 45 bytes: six for its band and stratum, and for each metric a packed number or two. Most cells hold
/// one post, whose logarithm is computed again where it is asked for. A metric is read without passing the others by.
struct StratumCells: Sendable {
    /// Sums of one metric in one cell.
    struct Totals: Sendable, Equatable {
        var units = 0
        var numerator: Int128 = 0
        var denominator: Int128 = 0
        /// `Σq` and `low` of posts (Methods 6.2); 0 for deals.
        var logSum: Int64 = 0
        var low = 0

        static func += (total: inout Totals, other: Totals) {
            total.units += other.units
            total.numerator += other.numerator
            total.denominator += other.denominator
            total.logSum += other.logSum
            total.low += other.low
        }
    }

    /// A cell that has the metric which is read.
    struct Cell: Sendable, Equatable {
        let band: Int
        let stratum: Int
        let totals: Totals
    }

    /// Whether its units are posts, which have logarithms of their own (Methods 6.2).
    let ofPosts: Bool
    let metricCount: Int
    /// Creators that have cells, by their place in the shard's order, ascending.
    private(set) var creators: [Int32] = []
    /// The strata that were met, by number.
    private(set) var strata: [StratumKey] = []
    private var numbers: [StratumKey: UInt32] = [:]
    /// The number of cells up to each creator's last.
    private var ends: [Int32] = []
    /// Of each cell.
    private var stratumOfCell: [UInt32] = []
    private var bandOfCell: [UInt16] = []
    /// By metric, what `write` makes of each cell.
    private var streams: [[UInt8]]
    /// The cell being added up, by metric.
    private var totals: [Totals]
    private var open: (creator: Int, band: Int, key: StratumKey)?

    init(metricCount: Int, ofPosts: Bool) {
        self.metricCount = metricCount
        self.ofPosts = ofPosts
        streams = [[UInt8]](repeating: [], count: metricCount)
        totals = [Totals](repeating: Totals(), count: metricCount)
    }

    var cellCount: Int { stratumOfCell.count }

    // MARK: writing

    /// Adds to a cell; calls with the same creator, band and key that follow one another are one cell.
    ///
    /// - Parameter totals: by metric.
    mutating func add(creator: Int, band: Int, _ key: StratumKey, _ totals: (_ metric: Int) -> Totals) {
        if let cell = open, cell.creator == creator, cell.band == band, cell.key == key {
            for metric in 0..<metricCount { self.totals[metric] += totals(metric) }
            return
        }
        close()
        open = (creator, band, key)
        for metric in 0..<metricCount { self.totals[metric] = totals(metric) }
    }

    /// Writes the last cell and gives back the memory that growing took. Call once, at the end.
    mutating func finish() {
        close()
        numbers = [:]
        stratumOfCell = Self.exactly(stratumOfCell)
        bandOfCell = Self.exactly(bandOfCell)
        for metric in streams.indices { streams[metric] = Self.exactly(streams[metric]) }
    }

    /// Forgets the strata, once somebody else knows them.
    mutating func takeStrata() -> [StratumKey] {
        defer { strata = [] }
        return strata
    }

    private static func exactly<Element>(_ elements: [Element]) -> [Element] {
        var exact: [Element] = []
        exact.reserveCapacity(elements.count)
        exact.append(contentsOf: elements)
        return exact
    }

    private mutating func close() {
        guard let cell = open else { return }
        open = nil
        guard totals.contains(where: { $0.units > 0 }) else { return }
        if creators.last != Int32(cell.creator) {
            precondition(creators.last.map { $0 < cell.creator } ?? true, "creators come once each, in canonical order")
            creators.append(Int32(cell.creator))
            ends.append(Int32(cellCount))
        }
        ends[ends.count - 1] += 1
        stratumOfCell.append(number(of: cell.key))
        bandOfCell.append(UInt16(cell.band))
        for metric in totals.indices { Self.write(totals[metric], ofPosts: ofPosts, to: &streams[metric]) }
    }

    private mutating func number(of key: StratumKey) -> UInt32 {
        if let number = numbers[key] { return number }
        let number = UInt32(strata.count)
        numbers[key] = number
        strata.append(key)
        return number
    }

    /// A 0 for a cell without the metric. A single unit: its numerator (0, -1, 1, -2, … as 0, 1, 2, 3, …) times 2, plus 1, and its
    /// denominator. Else twice the units, numerator and denominator, and of posts `low` and the logarithms.
    private static func write(_ totals: Totals, ofPosts: Bool, to bytes: inout [UInt8]) {
        if totals.units == 1 {
            PackedIntegers.append(PackedIntegers.unsigned(totals.numerator) << 1 | 1, to: &bytes)
            return PackedIntegers.append(UInt128(totals.denominator), to: &bytes)
        }
        PackedIntegers.append(UInt128(totals.units) << 1, to: &bytes)
        guard totals.units > 0 else { return }
        PackedIntegers.append(signed: totals.numerator, to: &bytes)
        PackedIntegers.append(UInt128(totals.denominator), to: &bytes)
        if ofPosts {
            PackedIntegers.append(UInt128(totals.low), to: &bytes)
            PackedIntegers.append(signed: Int128(totals.logSum), to: &bytes)
        }
    }

    // MARK: reading

    /// Reads one metric, creator by creator.
    struct Reader {
        private let metric: Int
        private var creator = 0
        private var cell = 0
        private var position = 0

        init(metric: Int) { self.metric = metric }

        /// Appends the next creator's cells that have the metric, in canonical order.
        ///
        /// - Parameter strata: what the strata are called, by number.
        mutating func next(of all: StratumCells, strata: [Int32], into cells: inout [Cell]) {
            let stream = all.streams[metric]
            let bytes = stream.span
            let end = Int(all.ends[creator])
            creator += 1
            while cell < end {
                defer { cell += 1 }
                let head = PackedIntegers.next(bytes, &position)
                guard head > 0 else { continue }
                var totals = Totals()
                if head & 1 == 1 {
                    totals.units = 1
                    totals.numerator = PackedIntegers.signed(head >> 1)
                    totals.denominator = Int128(PackedIntegers.next(bytes, &position))
                    if all.ofPosts {
                        totals.logSum = PostLog.quantise(numerator: totals.numerator, denominator: Int64(totals.denominator))
                        totals.low = PostLog.isLow(numerator: totals.numerator) ? 1 : 0
                    }
                } else {
                    totals.units = Int(head >> 1)
                    totals.numerator = PackedIntegers.nextSigned(bytes, &position)
                    totals.denominator = Int128(PackedIntegers.next(bytes, &position))
                    if all.ofPosts {
                        totals.low = PackedIntegers.nextInt(bytes, &position)
                        totals.logSum = Int64(PackedIntegers.nextSigned(bytes, &position))
                    }
                }
                cells.append(Cell(band: Int(all.bandOfCell[cell]), stratum: Int(strata[Int(all.stratumOfCell[cell])]), totals: totals))
            }
        }
    }
}

extension StratumCells: PackedState {
    /// Only after `finish`.
    func pack(into part: inout PartWriter) {
        precondition(open == nil, "the last cell is written before cells are handed on")
        part.append(ofPosts ? 1 : 0)
        part.append(texts: streams)
        part.append(creators)
        part.append(ends)
        part.append(strata)
        part.append(stratumOfCell)
        part.append(bandOfCell)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let ofPosts = try part.wide() == 1
        let streams = try part.texts()
        self.init(metricCount: streams.count, ofPosts: ofPosts)
        self.streams = streams
        creators = try part.array()
        ends = try part.array(count: creators.count)
        strata = try part.array()
        stratumOfCell = try part.array()
        bandOfCell = try part.array(count: stratumOfCell.count)
        guard Int(ends.last ?? 0) == cellCount, stratumOfCell.allSatisfy({ $0 < strata.count }) else { throw PartReader.damage }
    }
}
