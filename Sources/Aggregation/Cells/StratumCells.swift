internal import ByteStreams
internal import Statistics

/// One shard's cells by creator, band and stratum: what like-for-like comparisons, moved boundaries, other schemes and the elasticity
/// are computed from (Methods 11, 12). Cells come in canonical order, a creator's end to end.
///
/// Each metric is a stream of its own, read without the others: about eight bytes for a cell of one post, whose logarithm is
/// computed again where it is asked for. Once the shard is done its streams are put aside (`ScratchFile`) and read from there.
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
    /// By metric, creator by creator: of each cell that has the metric the number of its stratum and 1, its band and what `write`
    /// makes of its totals; then a 0.
    private(set) var streams: [[UInt8]]
    /// The cell being added up, by metric.
    private var totals: [Totals]
    private var open: (creator: Int, band: Int, key: StratumKey)?

    init(metricCount: Int, ofPosts: Bool) {
        self.metricCount = metricCount
        self.ofPosts = ofPosts
        streams = [[UInt8]](repeating: [], count: metricCount)
        totals = [Totals](repeating: Totals(), count: metricCount)
    }

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

    /// Writes the last cell and ends the last creator. Call once, at the end.
    mutating func finish() {
        close()
        endCreator()
        numbers = [:]
    }

    private mutating func close() {
        guard let cell = open else { return }
        open = nil
        guard totals.contains(where: { $0.units > 0 }) else { return }
        if creators.last != Int32(cell.creator) {
            precondition(creators.last.map { $0 < cell.creator } ?? true, "creators come once each, in canonical order")
            endCreator()
            creators.append(Int32(cell.creator))
        }
        let place = number(of: cell.key) + 1
        for metric in totals.indices where totals[metric].units > 0 {
            PackedIntegers.append(UInt128(place), to: &streams[metric])
            PackedIntegers.append(UInt128(cell.band), to: &streams[metric])
            Self.write(totals[metric], ofPosts: ofPosts, to: &streams[metric])
        }
    }

    private mutating func endCreator() {
        guard !creators.isEmpty else { return }
        for metric in streams.indices { streams[metric].append(0) }
    }

    private mutating func number(of key: StratumKey) -> UInt32 {
        if let number = numbers[key] { return number }
        let number = UInt32(strata.count)
        numbers[key] = number
        strata.append(key)
        return number
    }

    /// A single unit: its numerator (0, -1, 1, -2, … as 0, 1, 2, 3, …) times 2, plus 1, and its denominator. Else twice the units,
    /// numerator and denominator, and of posts `low` and the logarithms.
    private static func write(_ totals: Totals, ofPosts: Bool, to bytes: inout [UInt8]) {
        if totals.units == 1 {
            PackedIntegers.append(PackedIntegers.unsigned(totals.numerator) << 1 | 1, to: &bytes)
            return PackedIntegers.append(UInt128(totals.denominator), to: &bytes)
        }
        PackedIntegers.append(UInt128(totals.units) << 1, to: &bytes)
        PackedIntegers.append(signed: totals.numerator, to: &bytes)
        PackedIntegers.append(UInt128(totals.denominator), to: &bytes)
        if ofPosts {
            PackedIntegers.append(UInt128(totals.low), to: &bytes)
            PackedIntegers.append(signed: Int128(totals.logSum), to: &bytes)
        }
    }

    // MARK: reading

    /// What a reader gives of its cells: what is not asked for is passed over, and so is what only it would need.
    struct Request: Sendable {
        /// By band; nil for all.
        var bands: [Bool]?
        /// Whether logarithms are looked at, which single posts do not carry with them.
        var logs = true

        func has(_ band: Int) -> Bool { bands?[band] ?? true }
    }

    /// Reads one metric's stream where it was put aside, creator by creator, some thousand bytes at a time.
    struct Reader {
        private var stream: ScratchReader
        private let ofPosts: Bool
        private let request: Request
        private var bytes: [UInt8] = []
        private var position = 0
        private static let blockBytes = 16 * 1024
        /// A stratum, a band, and five integers of up to 128 bits.
        private static let longestCell = 5 + 3 + 5 * PackedIntegers.mostBytes

        init(_ stream: ScratchReader, ofPosts: Bool, _ request: Request = Request()) {
            self.stream = stream
            self.ofPosts = ofPosts
            self.request = request
        }

        /// Appends the next creator's cells that have the metric and are asked for, in canonical order.
        ///
        /// - Parameter strata: what the strata are called, by number.
        mutating func next(strata: [Int32], into cells: inout [Cell]) throws(StreamError) {
            while true {
                if bytes.count - position < Self.longestCell, !stream.isAtEnd {
                    bytes.removeSubrange(..<position)
                    position = 0
                    try stream.readBlock(Self.blockBytes, appendingTo: &bytes)
                }
                // As many as are there as a whole: the stream's end is one of a creator.
                let whole = stream.isAtEnd ? bytes.count : bytes.count - Self.longestCell
                var end = position
                let isAtEnd = next(bytes.span, &end, whole, strata, into: &cells)
                position = end
                if isAtEnd { return }
            }
        }

        /// True at the end of a creator, false where there may be more of it behind `whole`.
        private func next(
            _ bytes: Span<UInt8>, _ position: inout Int, _ whole: Int, _ strata: [Int32], into cells: inout [Cell]
        ) -> Bool {
            repeat {
                let place = PackedIntegers.nextInt(bytes, &position)
                guard place > 0 else { return true }
                let band = PackedIntegers.nextInt(bytes, &position)
                guard request.has(band) else {
                    let isOne = PackedIntegers.next(bytes, &position) & 1 == 1
                    for _ in 0..<(isOne ? 1 : ofPosts ? 4 : 2) { PackedIntegers.skip(bytes, &position) }
                    continue
                }
                cells.append(Cell(band: band, stratum: Int(strata[place - 1]), totals: totals(bytes, &position)))
            } while position <= whole
            return false
        }

        @inline(__always)
        private func totals(_ bytes: Span<UInt8>, _ position: inout Int) -> Totals {
            let head = PackedIntegers.next(bytes, &position)
            var totals = Totals()
            if head & 1 == 1 {
                totals.units = 1
                totals.numerator = PackedIntegers.signed(head >> 1)
                totals.denominator = Int128(PackedIntegers.next(bytes, &position))
                if ofPosts {
                    if request.logs {
                        totals.logSum = PostLog.quantise(numerator: totals.numerator, denominator: Int64(totals.denominator))
                    }
                    totals.low = PostLog.isLow(numerator: totals.numerator) ? 1 : 0
                }
            } else {
                totals.units = Int(head >> 1)
                totals.numerator = PackedIntegers.nextSigned(bytes, &position)
                totals.denominator = Int128(PackedIntegers.next(bytes, &position))
                if ofPosts {
                    totals.low = PackedIntegers.nextInt(bytes, &position)
                    totals.logSum = Int64(PackedIntegers.nextSigned(bytes, &position))
                }
            }
            return totals
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
        part.append(strata)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let ofPosts = try part.wide() == 1
        let streams = try part.texts()
        self.init(metricCount: streams.count, ofPosts: ofPosts)
        self.streams = streams
        creators = try part.array()
        strata = try part.array()
        for stream in streams { try check(stream) }
    }

    /// Whoever reads a stream believes it.
    private func check(_ stream: [UInt8]) throws(AggregationError) {
        var reader = PartReader(stream)
        func next() throws(AggregationError) -> UInt128 { PackedIntegers.unsigned(try reader.wide()) }
        for _ in creators {
            while case let place = try next(), place > 0 {
                guard place <= UInt128(strata.count), try next() <= UInt128(UInt16.max) else { throw PartReader.damage }
                let isOne = try next() & 1 == 1
                for _ in 0..<(isOne ? 1 : ofPosts ? 4 : 2) { _ = try next() }
            }
        }
        guard reader.isAtEnd else { throw PartReader.damage }
    }
}
