/// One shard's cells by creator, band and stratum, packed: what like-for-like comparisons, moved boundaries, other schemes
/// and the elasticity are computed from (Methods 11, 12). Cells come in canonical order, a creator's end to end.
///
/// A cell of posts costs about 40 bytes: six small numbers for its key, a byte that says which metrics it has, and their
/// sums. Counts over reach, impressions and views mostly have the posts and the engagement of the metric before them;
/// then only the denominator and the sum of logarithms are kept.
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

    /// How a metric of a cell is written, two bits each.
    private enum Form {
        static let absent: UInt8 = 0
        /// Units, numerator and `low` are those of the last metric that is there.
        static let alike: UInt8 = 1
        static let own: UInt8 = 2
    }

    /// At most four.
    let metricCount: Int
    /// Creators that have cells, by their place in the shard's order, ascending.
    private(set) var creators: [Int32] = []
    private(set) var cellCount = 0
    /// Where each creator's cells begin.
    private var starts: [Int] = []
    private var bytes: [UInt8] = []
    /// The cell being added up.
    private var open: (creator: Int, key: StratumKey, totals: [Totals])?

    init(metricCount: Int) {
        precondition(metricCount <= 4, "a byte has room for four metrics")
        self.metricCount = metricCount
    }

    var byteCount: Int { bytes.count }

    /// Adds to a cell; calls with the same creator and key that follow one another are one cell.
    ///
    /// - Parameter totals: by metric.
    mutating func add(creator: Int, _ key: StratumKey, _ totals: [Totals]) {
        if let cell = open, cell.creator == creator, cell.key == key {
            for metric in 0..<metricCount { open?.totals[metric] += totals[metric] }
            return
        }
        close()
        open = (creator, key, totals)
    }

    /// Writes the last cell and gives back the memory that growing took. Call once, at the end.
    mutating func finish() {
        close()
        var exact: [UInt8] = []
        exact.reserveCapacity(bytes.count)
        exact.append(contentsOf: bytes)
        bytes = exact
    }

    private mutating func close() {
        guard let cell = open else { return }
        open = nil
        guard cell.totals.contains(where: { $0.units > 0 }) else { return }
        if creators.last != Int32(cell.creator) {
            precondition(creators.last.map { $0 < cell.creator } ?? true, "creators come once each, in canonical order")
            creators.append(Int32(cell.creator))
            starts.append(bytes.count)
        }
        cellCount += 1
        let key = cell.key
        for number in [key.band, key.platform, key.niche, key.postType, key.sponsored, key.month] {
            PackedIntegers.append(UInt128(number), to: &bytes)
        }
        var forms: UInt8 = 0
        var last: Totals?
        for (metric, totals) in cell.totals.enumerated() where totals.units > 0 {
            let isAlike = last?.units == totals.units && last?.numerator == totals.numerator && last?.low == totals.low
            forms |= (isAlike ? Form.alike : Form.own) << (2 * UInt8(metric))
            last = totals
        }
        bytes.append(forms)
        for (metric, totals) in cell.totals.enumerated() where totals.units > 0 {
            if (forms >> (2 * UInt8(metric))) & 3 == Form.own {
                PackedIntegers.append(UInt128(totals.units), to: &bytes)
                PackedIntegers.append(signed: totals.numerator, to: &bytes)
                PackedIntegers.append(UInt128(totals.low), to: &bytes)
            }
            PackedIntegers.append(UInt128(totals.denominator), to: &bytes)
            PackedIntegers.append(signed: Int128(totals.logSum), to: &bytes)
        }
    }

    /// The cells of one creator that have a metric, in canonical order.
    ///
    /// - Parameter index: into `creators`.
    func forEachCell(creator index: Int, metric: Int, _ body: (StratumKey, Totals) -> Void) {
        let span = bytes.span
        var position = starts[index]
        let end = index + 1 < starts.count ? starts[index + 1] : span.count
        while position < end {
            let key = StratumKey(
                band: PackedIntegers.nextInt(span, &position), platform: PackedIntegers.nextInt(span, &position),
                niche: PackedIntegers.nextInt(span, &position), postType: PackedIntegers.nextInt(span, &position),
                sponsored: PackedIntegers.nextInt(span, &position), month: PackedIntegers.nextInt(span, &position))
            let forms = span[position]
            position += 1
            var totals = Totals()
            for other in 0..<metricCount {
                let form = (forms >> (2 * UInt8(other))) & 3
                guard form != Form.absent else { continue }
                // Whoever comes after may have the numbers of an earlier metric.
                if form == Form.own {
                    if other <= metric {
                        totals.units = PackedIntegers.nextInt(span, &position)
                        totals.numerator = PackedIntegers.nextSigned(span, &position)
                        totals.low = PackedIntegers.nextInt(span, &position)
                    } else {
                        for _ in 0..<3 { PackedIntegers.skip(span, &position) }
                    }
                }
                if other == metric {
                    totals.denominator = Int128(PackedIntegers.next(span, &position))
                    totals.logSum = Int64(PackedIntegers.nextSigned(span, &position))
                    body(key, totals)
                } else {
                    for _ in 0..<2 { PackedIntegers.skip(span, &position) }
                }
            }
        }
    }
}
