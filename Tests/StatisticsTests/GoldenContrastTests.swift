import Testing

@testable import Statistics

/// Case 08: two tiers, one pair with crossing creators.
@Suite struct GoldenContrast {
    @Test func pairs() throws {
        let golden = try GoldenVector("08_contrast")
        let pairs = Dictionary(grouping: try golden.rows("pairs.csv"), by: { $0["pair"] ?? "" })
        #expect(!golden.expected.members.isEmpty)
        for (name, expected) in golden.expected.members {
            let rows = try #require(pairs[name])
            let ranks = TierSample.goldenRanks(rows)
            let a = try TierSample(goldenRows: rows.filter { $0["group"] == "A" }, ranks: ranks)
            let b = try TierSample(goldenRows: rows.filter { $0["group"] == "B" }, ranks: ranks)
            let pooledA = try #require(PooledEstimate(a))
            let pooledB = try #require(PooledEstimate(b))
            let answer: GoldenValue = [
                // Every creator is one post.
                "typical": GoldenValue(Contrast.typicalPost(a.ofOnePostEach, b.ofOnePostEach)),
                "pooled_log": GoldenValue(Contrast.pooledLog(a, b)),
                "pooled_linear": GoldenValue(Contrast.pooledLinear(a, b)),
                "mover": GoldenValue(MoverDifference(pooledA, pooledB)?.interval()),
            ]
            golden.expectEqual(answer, expected, name)
        }
    }
}
