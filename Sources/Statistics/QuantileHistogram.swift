/// A mergeable histogram of post-level values `v ≥ 0` (Methods 17.5).
///
/// The bucket of a value is the leading 22 bits of its IEEE-754 pattern, so bucket bounds are the same everywhere and
/// counts add exactly; a quantile read from it is off by at most `relativeError`, whatever the order of merging.
package struct QuantileHistogram: Sendable, Equatable {
    /// The greatest relative distance between a value and the representative of its bucket, 2⁻¹¹.
    package static let relativeError = 1.0 / 2048

    private var counts: [UInt32: Int] = [:]
    /// The number of values.
    package private(set) var count = 0

    /// Without values: what merging leaves unchanged.
    package init() {}

    /// The bucket of a finite value that is not negative.
    package static func bucket(of value: Double) -> UInt32 {
        precondition(value >= 0 && value.isFinite, "rates in a histogram are finite and not negative")
        // The bits of −0 would be another bucket; v == 0 covers both zeros.
        return value == 0 ? 0 : UInt32(value.bitPattern >> 42)
    }

    /// The midpoint of a bucket; 0 for the bucket of 0.
    package static func representative(of bucket: UInt32) -> Double {
        bucket == 0 ? 0 : Double(bitPattern: UInt64(bucket) << 42 | 1 << 41)
    }

    /// Adds a value that many times; traps unless it is finite and not negative.
    package mutating func add(_ value: Double, times: Int = 1) {
        add(bucket: Self.bucket(of: value), times: times)
    }

    /// Adds values whose bucket is already known, as when a stored histogram is read back.
    package mutating func add(bucket: UInt32, times: Int) {
        counts[bucket, default: 0] += times
        count += times
    }

    /// Adds all values of another histogram: counts add exactly, in any order.
    package mutating func merge(_ other: QuantileHistogram) {
        counts.merge(other.counts) { $0 + $1 }
        count += other.count
    }

    /// Buckets in ascending order with their counts, the form that is stored and compared.
    package var buckets: [(bucket: UInt32, count: Int)] {
        counts.map { (bucket: $0.key, count: $0.value) }.sorted { $0.bucket < $1.bucket }
    }

    /// The quantiles `probabilities`: the midpoint of the first bucket whose cumulative count reaches `max(1, ⌈pn⌉)`.
    ///
    /// All `nil` for an empty histogram. The buckets are sorted once for all probabilities.
    package func quantiles(_ probabilities: [Double]) -> [Double?] {
        let ascending = buckets
        return probabilities.map { p in
            let rank = max(1, Int((p * Double(count)).rounded(.up)))
            var cumulative = 0
            for entry in ascending {
                cumulative += entry.count
                if cumulative >= rank { return Self.representative(of: entry.bucket) }
            }
            return nil
        }
    }
}
