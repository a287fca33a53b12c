internal import Statistics

/// Counts of posts by the bucket of their rate (Methods 17.5), filled post by post: a counter for each bucket between the least and
/// the greatest that were met, where `QuantileHistogram` would hash every value.
struct RateHistogram: Sendable {
    /// Buckets come and go by octaves of 1,024: 12 bits of sign and exponent, then the ten leading bits of the significand.
    private static let octave = 1 << 10

    /// Rates of 0, whose bucket lies far from all others.
    private var zeros: UInt32 = 0
    /// The bucket of the first counter; the first of an octave.
    private var first = 0
    private var counts: [UInt32] = []

    /// Buckets of rates that are not counted yet. Counters of many metrics and tiers do not fit a processor's own cache; those of one
    /// do, for as long as these are counted.
    private var waiting: [UInt32] = []
    private static let mostWaiting = 512

    mutating func add(_ rate: Double) {
        waiting.append(QuantileHistogram.bucket(of: rate))
        if waiting.count == Self.mostWaiting { count() }
    }

    /// Counts what waits and gives its memory back: for the time after the last rate.
    mutating func finish() {
        count()
        waiting = []
    }

    private mutating func count() {
        for index in waiting.indices { add(bucket: waiting[index], times: 1) }
        waiting.removeAll(keepingCapacity: true)
    }

    mutating func merge(_ other: RateHistogram) {
        zeros += other.zeros
        for bucket in other.waiting { add(bucket: bucket, times: 1) }
        for (place, times) in other.counts.enumerated() where times > 0 { add(bucket: UInt32(other.first + place), times: times) }
    }

    /// The same counts, to read quantiles from.
    var histogram: QuantileHistogram {
        var histogram = QuantileHistogram()
        if zeros > 0 { histogram.add(bucket: 0, times: Int(zeros)) }
        for (place, times) in counts.enumerated() where times > 0 {
            histogram.add(bucket: UInt32(first + place), times: Int(times))
        }
        for bucket in waiting { histogram.add(bucket: bucket, times: 1) }
        return histogram
    }

    private mutating func add(bucket: UInt32, times: UInt32) {
        guard bucket > 0 else {
            zeros += times
            return
        }
        if Int(bucket) < first || Int(bucket) - first >= counts.count { reach(Int(bucket)) }
        counts[Int(bucket) - first] += times
    }

    /// Makes counters for a bucket's octave and those between.
    private mutating func reach(_ bucket: Int) {
        let start = bucket & ~(Self.octave - 1)
        if counts.isEmpty { first = start }
        if start < first {
            counts = [UInt32](repeating: 0, count: first - start) + counts
            first = start
        } else {
            counts += [UInt32](repeating: 0, count: start + Self.octave - first - counts.count)
        }
    }
}

extension RateHistogram: PackedState {
    /// Only when nothing waits (`finish`). Counters of buckets without rates are left out.
    func pack(into part: inout PartWriter) {
        precondition(waiting.isEmpty, "rates are counted before they are handed on")
        part.append(Int(zeros))
        part.append(first)
        let met = counts.indices.filter { counts[$0] > 0 }
        part.append(counts.count)
        part.append(met)
        part.append(met.map { counts[$0] })
    }

    init(from part: inout PartReader) throws(AggregationError) {
        (zeros, first) = (try part.whole(), try part.whole())
        let buckets: Int = try part.whole()
        let met = try part.array(of: Int.self)
        let times = try part.array(of: UInt32.self, count: met.count)
        guard (0...(1 << 23)).contains(buckets), (0...(1 << 32)).contains(first) else { throw PartReader.damage }
        counts = [UInt32](repeating: 0, count: buckets)
        for (place, times) in zip(met, times) {
            guard counts.indices.contains(place) else { throw PartReader.damage }
            counts[place] = times
        }
    }
}
