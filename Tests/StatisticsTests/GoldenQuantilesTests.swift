import Testing

@testable import Statistics

/// Case 03: type 7 quantiles, moments, the median's order-statistic interval, the mergeable histogram.
@Suite struct GoldenQuantiles {
    let golden: GoldenVector

    init() throws { golden = try GoldenVector("03_quantiles") }

    @Test func sets() throws {
        let sets = Dictionary(grouping: try golden.rows("values.csv"), by: { $0["set"] ?? "" })
        for (name, expected) in golden.expected.members where name != "bucket_examples" {
            let values = try #require(sets[name]).map { try #require(Double($0["value"] ?? "")) }
            golden.expectEqual(try answer(values, asking: expected), expected, name)
        }
    }

    @Test func bucketExamples() throws {
        for example in golden.expected["bucket_examples"].elements {
            let value = try example["value"].requireDouble()
            let bucket = QuantileHistogram.bucket(of: value)
            golden.expectEqual(
                [
                    "value": .number(value), "bucket": .integer(Int(bucket)),
                    "representative": .number(QuantileHistogram.representative(of: bucket)),
                ], example)
        }
    }

    private func answer(_ values: [Double], asking expected: GoldenValue) throws -> GoldenValue {
        let sorted = values.sorted()
        let moments = try #require(Moments(values))
        let median = try #require(CreatorMedian(values: values))
        var histogram = QuantileHistogram()
        for value in values { histogram.add(value) }
        func answers(_ table: String, _ quantile: (Double) -> Double?) throws -> GoldenValue {
            .object(
                try expected[table].members.reduce(into: [:]) {
                    $0[$1.key] = GoldenValue(quantile(try #require(Double($1.key))))
                })
        }
        return [
            "type7": try answers("type7") { Quantiles.type7(sorted: sorted, $0) },
            "mean": .number(moments.mean),
            "variance": GoldenValue(moments.variance),
            "median_ci": GoldenValue(median.interval),
            "median_k": .integer(median.rank),
            "histogram": .list(
                histogram.buckets.map { ["bucket": .integer(Int($0.bucket)), "count": .integer($0.count)] }),
            "histogram_quantiles": try answers("histogram_quantiles") { histogram.quantiles([$0])[0] },
        ]
    }
}
