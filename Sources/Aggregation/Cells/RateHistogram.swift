internal import Statistics

/// Counts of posts by the bucket of their rate (Methods 17.5), filled post by post: a page of counters per octave
/// met, where `QuantileHistogram` would hash every value.
struct RateHistogram: Sendable {
    /// A bucket is 12 bits of sign and exponent, then the ten leading bits of the significand.
    private static let pageBits: UInt32 = 10
    private static let pageSize = 1 << 10

    /// Number of the page of each octave, plus one; 0 where there is none yet.
    private var pages: [UInt16] = []
    private var counts: [UInt32] = []
    /// Buckets whose count is not 0, in the order in which they were met.
    private var filled: [UInt32] = []

    mutating func add(_ rate: Double) {
        add(bucket: QuantileHistogram.bucket(of: rate), times: 1)
    }

    mutating func merge(_ other: RateHistogram) {
        for bucket in other.filled { add(bucket: bucket, times: other.counts[other.place(bucket)]) }
    }

    /// The same counts, to read quantiles from.
    var histogram: QuantileHistogram {
        var histogram = QuantileHistogram()
        for bucket in filled { histogram.add(bucket: bucket, times: Int(counts[place(bucket)])) }
        return histogram
    }

    private mutating func add(bucket: UInt32, times: UInt32) {
        let octave = Int(bucket >> Self.pageBits)
        if pages.isEmpty { pages = [UInt16](repeating: 0, count: 2048) }
        if pages[octave] == 0 {
            counts += [UInt32](repeating: 0, count: Self.pageSize)
            pages[octave] = UInt16(counts.count / Self.pageSize)
        }
        let place = place(bucket)
        if counts[place] == 0 { filled.append(bucket) }
        counts[place] += times
    }

    private func place(_ bucket: UInt32) -> Int {
        (Int(pages[Int(bucket >> Self.pageBits)]) - 1) * Self.pageSize + Int(bucket) % Self.pageSize
    }
}
