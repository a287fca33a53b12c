internal import Statistics

/// Counts of posts by the bucket of their rate (METHODS.md 17.5), filled post by post: a page of counters per octave
/// met, where `QuantileHistogram` would hash every value.
struct RateHistogram: Sendable {
    /// A bucket is 12 bits of sign and exponent, then the ten leading bits of the significand.
    private static let pageBits: UInt32 = 10
    private static let pageSize = 1 << 10

    /// Number of the page of each octave, plus one; 0 where there is none yet.
    private var pages: [UInt16] = []
    private var counts: [UInt32] = []

    mutating func add(_ rate: Double) {
        let bucket = QuantileHistogram.bucket(of: rate)
        let octave = Int(bucket >> Self.pageBits)
        if pages.isEmpty { pages = [UInt16](repeating: 0, count: 2048) }
        if pages[octave] == 0 {
            counts.append(contentsOf: repeatElement(0, count: Self.pageSize))
            pages[octave] = UInt16(counts.count / Self.pageSize)
        }
        counts[(Int(pages[octave]) - 1) * Self.pageSize + Int(bucket) % Self.pageSize] += 1
    }

    /// Adds the counts to a histogram of the whole.
    func merge(into histogram: inout QuantileHistogram) {
        for octave in pages.indices where pages[octave] > 0 {
            let start = (Int(pages[octave]) - 1) * Self.pageSize
            for offset in 0..<Self.pageSize where counts[start + offset] > 0 {
                histogram.add(
                    bucket: UInt32(octave) << Self.pageBits | UInt32(offset), times: Int(counts[start + offset]))
            }
        }
    }
}
