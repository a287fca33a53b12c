import Testing

@testable import Statistics

/// Merging is exact, and the error stays below its stated bound.
@Suite struct HistogramTests {
    private static let seed: UInt64 = 99

    private func values(_ count: Int) -> [Double] {
        let random = RandomStream(seed: Self.seed, label: "histogram").replicate(0)
        return (0..<count).map {
            random.bounded(2 * $0, below: 10) == 0 ? 0 : random.unit(2 * $0 + 1) * random.unit(7 * $0)
        }
    }

    private func histogram(_ values: some Sequence<Double>) -> QuantileHistogram {
        var histogram = QuantileHistogram()
        for value in values { histogram.add(value) }
        return histogram
    }

    @Test func mergeIsTheSameInAnyOrder() {
        let values = values(500)
        let parts = [
            histogram(values[..<100]), histogram(values[100..<101]), QuantileHistogram(), histogram(values[101...]),
        ]
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            var merged = QuantileHistogram()
            for index in order { merged.merge(parts[index]) }
            #expect(merged == histogram(values))
        }
    }

    /// Against the order statistic of the same rank.
    @Test func relativeError() throws {
        let values = values(997)
        let sorted = values.sorted()
        let probabilities = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1]
        let quantiles = histogram(values).quantiles(probabilities)
        for (p, quantile) in zip(probabilities, quantiles) {
            let exact = sorted[max(1, Int((p * 997).rounded(.up))) - 1]
            let distance = abs(try #require(quantile) - exact)
            #expect(distance <= QuantileHistogram.relativeError * exact, "seed \(Self.seed), p \(p)")
        }
    }

    @Test func storedBucketsGiveTheHistogramBack() {
        let original = histogram(values(200))
        var restored = QuantileHistogram()
        for (bucket, count) in original.buckets { restored.add(bucket: bucket, times: count) }
        #expect(restored == original)
    }

    @Test func emptyAndZero() {
        #expect(QuantileHistogram().quantiles([0.5]) == [nil])
        #expect(QuantileHistogram.bucket(of: -0.0) == 0)
        #expect(histogram([0, 0, 4]).quantiles([0.5]) == [0])
    }
}
