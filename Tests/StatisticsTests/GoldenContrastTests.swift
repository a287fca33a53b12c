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
                "typical": form(Contrast.typical(a, b)),
                "pooled_log": form(Contrast.pooledLog(a, b)),
                "pooled_linear": form(Contrast.pooledLinear(a, b)),
                "mover": GoldenValue(Contrast.mover(pooledA, pooledB)),
            ]
            golden.expectEqual(answer, expected, name)
        }
    }

    private func form(_ contrast: Contrast?) -> GoldenValue {
        guard let contrast else { return .null }
        return [
            "estimate": .number(contrast.estimate), "se": GoldenValue(contrast.standardError),
            "df": GoldenValue(contrast.degreesOfFreedom), "t": GoldenValue(contrast.statistic),
            "p": GoldenValue(contrast.p), "ci": GoldenValue(contrast.interval), "ratio": GoldenValue(contrast.ratio),
            "ratio_ci": GoldenValue(contrast.ratioInterval), "mde": GoldenValue(contrast.minimumDetectable),
        ]
    }
}
