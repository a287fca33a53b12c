internal import ByteStreams
internal import SocialData
internal import Statistics

/// One shard's posts or deals by creator, band and stratum: what like-for-like comparisons, moved boundaries, other schemes and the
/// elasticity are computed from (Methods 11, 12). They come in canonical order, a creator's end to end.
///
/// Each is written once, with what all metrics are made of: about 26 bytes for a post. Reading adds up the metrics that are
/// asked for. Once the shard is done its stream is put aside (`ScratchFile`) and read from there.
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

        /// Adds a post or a deal.
        @inline(__always)
        mutating func add(_ numerator: Int128, over denominator: Int128) {
            units += 1
            self.numerator += numerator
            self.denominator += denominator
        }
    }

    /// What is added up.
    enum Unit: Sendable, Equatable {
        /// Their metrics are those of `StratumCounter.postMetrics`.
        case posts
        /// Each has a numerator and a denominator for each of so many metrics.
        case deals(metrics: Int)
    }

    let unit: Unit
    /// Creators that have cells, by their place in the shard's order, ascending.
    private(set) var creators: [Int32] = []
    /// The strata that were met, by number.
    private(set) var strata: [StratumKey] = []
    private var numbers: [StratumKey: UInt32] = [:]
    /// Creator by creator: of each post or deal 1 where it goes into the same cell as the one before, else the number of its stratum and 2
    /// and its band; then its counts, or by metric numerator and denominator. Behind the creator's last a 0.
    private(set) var stream: [UInt8] = []
    private var open: (band: Int, key: StratumKey)?

    init(_ unit: Unit) { self.unit = unit }

    // MARK: writing

    /// Adds a post. Those of the same creator, band and key that follow one another are one cell.
    mutating func add(creator: Int, band: Int, _ key: StratumKey, post counts: PostCounts) {
        enter(creator: creator, band: band, key)
        stream.append(addingCapacity: PostCounts.mostPackedBytes) { counts.pack(into: &$0) }
    }

    /// Adds a deal.
    mutating func add(creator: Int, band: Int, _ key: StratumKey, deal rates: [(numerator: Int128, denominator: Int128)]) {
        precondition(unit == .deals(metrics: rates.count), "a deal has all metrics")
        enter(creator: creator, band: band, key)
        for rate in rates {
            PackedIntegers.append(signed: rate.numerator, to: &stream)
            PackedIntegers.append(signed: rate.denominator, to: &stream)
        }
    }

    /// Ends the last creator. Call once, at the end.
    mutating func finish() {
        endCreator()
        numbers = [:]
    }

    private mutating func enter(creator: Int, band: Int, _ key: StratumKey) {
        if creators.last != Int32(creator) {
            precondition(creators.last.map { $0 < creator } ?? true, "creators come once each, in canonical order")
            endCreator()
            creators.append(Int32(creator))
        } else if let open, open.band == band, open.key == key {
            return stream.append(1)
        }
        open = (band, key)
        PackedIntegers.append(UInt128(number(of: key)) + 2, to: &stream)
        PackedIntegers.append(UInt128(band), to: &stream)
    }

    private mutating func endCreator() {
        if open != nil { stream.append(0) }
        open = nil
    }

    private mutating func number(of key: StratumKey) -> UInt32 {
        if let number = numbers[key] { return number }
        let number = UInt32(strata.count)
        numbers[key] = number
        strata.append(key)
        return number
    }

    // MARK: reading

    /// What a reader gives of its cells: what is not asked for is passed over, and so is what only it would need.
    struct Request: Sendable {
        /// Metrics by number.
        let metrics: [Int]
        /// Of each of them whether the logarithms of posts are looked at.
        let logs: [Bool]
        /// By band; nil for all.
        let bands: [Bool]?

        init(metrics: [Int], logs: [Bool], bands: [Bool]? = nil) {
            precondition(metrics.count == logs.count, "each metric is with logarithms or without")
            (self.metrics, self.logs, self.bands) = (metrics, logs, bands)
        }

        /// One metric.
        init(metric: Int, logs: Bool = true, bands: [Bool]? = nil) { self.init(metrics: [metric], logs: [logs], bands: bands) }

        func has(_ band: Int) -> Bool { bands?[band] ?? true }
    }

    /// Reads a stream where it was put aside, creator by creator, some thousand bytes at a time.
    struct Reader {
        private var stream: ScratchReader
        private let request: Request
        /// By place in the request; empty for deals.
        private let metrics: [PostMetric]
        /// Numbers of a deal; 0 for posts.
        private let width: Int
        private var bytes: [UInt8] = []
        private var position = 0
        private static let blockBytes = 16 * 1024
        /// A stratum, a band, and what a post or a deal takes.
        private let longest: Int

        init(_ stream: ScratchReader, of unit: Unit, _ request: Request) {
            self.stream = stream
            self.request = request
            switch unit {
            case .posts:
                metrics = request.metrics.map { StratumCounter.postMetrics[$0] }
                width = 0
                longest = 5 + 3 + PostCounts.mostPackedBytes
            case .deals(let count):
                metrics = []
                width = 2 * count
                longest = 5 + 3 + 2 * count * PackedIntegers.mostBytes
            }
        }

        /// Replaces what is there by the next creator's cells of the bands that are asked for, in canonical order.
        ///
        /// - Parameter strata: what the strata are called, by number.
        mutating func next(strata: [Int32], into creator: inout CreatorCells) throws(StreamError) {
            creator.removeAll()
            var isAsked = false
            while true {
                if bytes.count - position < longest, !stream.isAtEnd {
                    bytes.removeSubrange(..<position)
                    position = 0
                    try stream.readBlock(max(Self.blockBytes, longest), appendingTo: &bytes)
                }
                // As many as are there as a whole: the stream's end is one of a creator.
                let whole = stream.isAtEnd ? bytes.count : bytes.count - longest
                var end = position
                let isAtEnd = next(bytes.span, &end, whole, strata, &isAsked, into: &creator)
                position = end
                if isAtEnd { return }
            }
        }

        /// True at the end of a creator, false where there may be more of it behind `whole`.
        private func next(
            _ bytes: Span<UInt8>, _ position: inout Int, _ whole: Int, _ strata: [Int32], _ isAsked: inout Bool,
            into creator: inout CreatorCells
        ) -> Bool {
            repeat {
                let place = Int(PackedIntegers.nextWord(bytes, &position))
                guard place > 0 else { return true }
                if place > 1 {
                    let band = Int(PackedIntegers.nextWord(bytes, &position))
                    isAsked = request.has(band)
                    if isAsked { creator.open(band: band, stratum: Int(strata[place - 2])) }
                }
                if width == 0 {
                    if isAsked { addPost(bytes, &position, to: &creator) } else { PostCounts.skip(bytes, &position) }
                } else {
                    if isAsked { addDeal(bytes, &position, to: &creator) } else { skipDeal(bytes, &position) }
                }
            } while position <= whole
            return false
        }

        @inline(__always)
        private func addPost(_ bytes: Span<UInt8>, _ position: inout Int, to creator: inout CreatorCells) {
            let counts = PostCounts(bytes, &position)
            let engagement = counts.engagement
            for index in metrics.indices {
                guard case .used(let numerator, let denominator) = counts.observation(of: metrics[index], engagement: engagement) else {
                    continue
                }
                creator.add(
                    metric: index, numerator, over: Int128(denominator),
                    log: request.logs[index] ? PostLog.quantise(numerator: numerator, denominator: denominator) : 0,
                    isLow: PostLog.isLow(numerator: numerator))
            }
        }

        private func addDeal(_ bytes: Span<UInt8>, _ position: inout Int, to creator: inout CreatorCells) {
            for metric in 0..<width / 2 {
                let numerator = PackedIntegers.nextSigned(bytes, &position)
                let denominator = PackedIntegers.nextSigned(bytes, &position)
                for index in request.metrics.indices where request.metrics[index] == metric {
                    creator.add(metric: index, numerator, over: denominator, log: 0, isLow: false)
                }
            }
        }

        private func skipDeal(_ bytes: Span<UInt8>, _ position: inout Int) {
            for _ in 0..<width { PackedIntegers.skip(bytes, &position) }
        }
    }
}

/// One creator's cells in canonical order, and what they have of the metrics that were asked for. One value serves one creator
/// after the other.
struct CreatorCells: Sendable {
    struct Cell: Sendable, Equatable {
        let band: Int
        let stratum: Int
    }

    private(set) var cells: [Cell] = []
    /// By cell, then metric.
    private var totals: [StratumCells.Totals] = []
    private let metricCount: Int

    init(metricCount: Int) { self.metricCount = metricCount }

    /// - Parameter metric: place in the request.
    @inline(__always)
    func totals(cell: Int, metric: Int) -> StratumCells.Totals { totals[cell * metricCount + metric] }

    fileprivate mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        totals.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func open(band: Int, stratum: Int) {
        cells.append(Cell(band: band, stratum: stratum))
        for _ in 0..<metricCount { totals.append(StratumCells.Totals()) }
    }

    /// Adds a post or a deal to the last cell.
    @inline(__always)
    fileprivate mutating func add(metric: Int, _ numerator: Int128, over denominator: Int128, log: Int64, isLow: Bool) {
        let place = totals.count - metricCount + metric
        totals[place].add(numerator, over: denominator)
        totals[place].logSum += log
        if isLow { totals[place].low += 1 }
    }
}

extension StratumCells: PackedState {
    /// Only after `finish`.
    func pack(into part: inout PartWriter) {
        precondition(open == nil, "the last creator is ended before cells are handed on")
        if case .deals(let metrics) = unit { part.append(metrics) } else { part.append(0) }
        part.append(text: stream)
        part.append(creators)
        part.append(strata)
    }

    init(from part: inout PartReader) throws(AggregationError) {
        let metrics = try part.whole(UInt8.self)
        self.init(metrics == 0 ? .posts : .deals(metrics: Int(metrics)))
        stream = try part.text()
        creators = try part.array()
        strata = try part.array()
        try check()
    }

    /// Whoever reads a stream believes it.
    private func check() throws(AggregationError) {
        var reader = PartReader(stream)
        for _ in creators {
            var isInCell = false
            func next() throws(AggregationError) -> UInt128 { PackedIntegers.unsigned(try reader.wide()) }
            while case let place = try next(), place > 0 {
                if place > 1 {
                    guard place - 2 < UInt128(strata.count), try next() <= UInt128(UInt16.max) else { throw PartReader.damage }
                } else if !isInCell {
                    throw PartReader.damage
                }
                isInCell = true
                switch unit {
                case .posts: try reader.passCounts()
                case .deals(let count): for _ in 0..<2 * count { _ = try reader.wide() }
                }
            }
        }
        guard reader.isAtEnd else { throw PartReader.damage }
    }
}
