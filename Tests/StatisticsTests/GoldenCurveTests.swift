import Testing

@testable import Statistics

/// Case 15: the continuous view.
@Suite struct GoldenCurve {
    /// Quarter-decade edges of Methods 12.1; in the product they belong to the tier schemes.
    private let edges = [
        0, 100, 178, 317, 563, 1000, 1779, 3163, 5624, 10000, 17783, 31623, 56235, 100_000, 177828, 316228, 562342,
        1_000_000, 1_778_280, 3_162_278, 5_623_414, 10_000_000,
    ]

    @Test func views() throws {
        let golden = try GoldenVector("15_curve")
        // What Methods 12.1 fixes, a set cannot change.
        #expect(golden.params["grid"] == GoldenValue(AudienceCurve.grid))
        #expect(golden.params["bandwidth"].double == AudienceCurve.halfWidth)
        #expect(golden.params["n_min"].double == AudienceCurve.minimumEffectiveCreators)
        let sample = try TierSample(goldenRows: try golden.rows("clusters.csv"))
        var bins: [Int: TierSample] = [:]
        for index in 0..<sample.count {
            let followers = Int(sample.denominators[index]) / sample.units[index]
            let bin = try #require(edges.lastIndex { $0 <= followers })
            bins[bin, default: TierSample()].append(
                creator: sample.creators[index], units: sample.units[index], numerator: sample.numerators[index],
                denominator: sample.denominators[index])
        }
        func form(_ point: AudienceCurve.Point) -> GoldenValue {
            [
                "x": .number(point.position), "n": .integer(point.creators),
                "n_eff": GoldenValue(point.effectiveCreators), "estimate": GoldenValue(point.estimate),
                "se": GoldenValue(point.standardError), "ci": GoldenValue(point.interval),
            ]
        }
        func views(
            _ curve: [AudienceCurve.Point], _ typical: (TierSample) -> (value: Double?, interval: ConfidenceInterval?)
        ) -> GoldenValue {
            [
                "local_linear": .list(curve.map(form)),
                "local_ratio": .list(AudienceCurve.pooled(sample).map(form)),
                "bins": .list(
                    bins.sorted { $0.key < $1.key }.map { bin, sample in
                        let typical = typical(sample)
                        return [
                            "bin": .integer(bin), "creators": .integer(sample.count),
                            "typical": GoldenValue(typical.value), "ci": GoldenValue(typical.interval),
                        ]
                    }),
            ]
        }
        // Every creator is one post.
        golden.expectEqual(
            views(AudienceCurve.typicalPost(sample.ofOnePostEach)) {
                let typical = TypicalPost($0.ofOnePostEach)
                return (typical?.value, typical?.interval)
            }, golden.expected)
    }
}
