import Testing

@testable import Statistics

/// Case 14: like-for-like comparisons and the elasticity.
@Suite struct GoldenAdjusted {
    @Test func sets() throws {
        let golden = try GoldenVector("14_adjusted")
        let sets = Dictionary(grouping: try golden.rows("cells.csv"), by: { $0["set"] ?? "" })
        for (name, expected) in golden.expected.members {
            let rows = try #require(sets[name])
            // Every cell is one post.
            let sample = try StratifiedSample(goldenRows: rows, tierA: "A", cellsArePosts: true)
            let all = try StratifiedSample(goldenRows: rows, tierA: "A", addingTiers: true, cellsArePosts: true)
            golden.expectEqual(
                [
                    "adjusted_typical": form(AdjustedContrast.compare(sample, .typicalPost).contrast),
                    "mh_log": form(AdjustedContrast.compare(sample, .mantelHaenszelLog).contrast),
                    "mh_linear": form(linear(sample)),
                    "absorbed_slope": form(Elasticity(posts: all)),
                ], expected, name)
        }
    }

    /// The jackknife of a difference alone, without the envelope that money has around it.
    private func linear(_ sample: StratifiedSample) -> AdjustedContrast? {
        let rows = RowsByCreator(sample, .pooled)
        var passes = StratifiedRates.Passes(stratumCount: rows.stratumCount, form: .difference)
        rows.forEachCreator { passes.add($0) }
        passes.beginSecond()
        rows.forEachCreator { passes.add($0) }
        return AdjustedContrast(passes.rates, scale: .linear, confidence: 0.95)
    }

    private func form(_ contrast: AdjustedContrast?) -> GoldenValue {
        guard let contrast else { return .null }
        return [
            "estimate": .number(contrast.estimate), "clusters": .integer(contrast.creators),
            "g_eff_a": .number(contrast.effectiveCreatorsA), "g_eff_b": .number(contrast.effectiveCreatorsB),
            "strata_overlap": .integer(contrast.overlap.strata),
            "coverage_a": .number(contrast.overlap.coverageA), "coverage_b": .number(contrast.overlap.coverageB),
            "creators_a": .integer(contrast.overlap.creatorsA), "creators_b": .integer(contrast.overlap.creatorsB),
            "se": .number(contrast.standardError), "df": GoldenValue(contrast.degreesOfFreedom),
            "t": GoldenValue(contrast.statistic), "p": GoldenValue(contrast.p),
            "ci": GoldenValue(contrast.interval), "ratio": GoldenValue(contrast.ratio),
            "ratio_ci": GoldenValue(contrast.ratioInterval),
        ]
    }

    private func form(_ elasticity: Elasticity?) -> GoldenValue {
        guard let elasticity else { return .null }
        return [
            "estimate": .number(elasticity.slope), "clusters": .integer(elasticity.creators),
            "rows": .integer(elasticity.rows), "strata": .integer(elasticity.strata),
            "se_cr1": .number(elasticity.standardErrorCR1), "se": .number(elasticity.standardError),
            "df": GoldenValue(elasticity.degreesOfFreedom), "t": GoldenValue(elasticity.statistic),
            "p": GoldenValue(elasticity.p), "ci": GoldenValue(elasticity.interval),
            "per_tenfold": .number(elasticity.perTenfold),
        ]
    }
}
