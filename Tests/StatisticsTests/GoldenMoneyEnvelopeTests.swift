import TestSupport
import Testing

@testable import Statistics

/// Case 26: like-for-like money with the envelope of two intervals.
@Suite struct GoldenMoneyEnvelope {
    @Test func sets() throws {
        let golden = try GoldenVector("26_money_hull")
        let sets = Dictionary(grouping: try golden.rows("cells.csv"), by: { $0["set"] ?? "" })
        let (a, b) = (try golden.params["a"].requireText(), try golden.params["b"].requireText())
        for (name, expected) in golden.expected.members {
            let rows = try #require(sets[name]).filter { $0["group"] == a || $0["group"] == b }
            golden.expectEqual(
                form(AdjustedContrast.compare(try StratifiedSample(goldenRows: rows, tierA: a), .moneyEnvelope).contrast), expected, name)
        }
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
            "t": GoldenValue(contrast.statistic), "p": GoldenValue(contrast.p), "ci": GoldenValue(contrast.interval),
            "kurtosis_df_a": GoldenValue(contrast.envelope?.a.kurtosisDegreesOfFreedom),
            "kurtosis_df_b": GoldenValue(contrast.envelope?.b.kurtosisDegreesOfFreedom),
            "level_a": GoldenValue(contrast.envelope?.a.level), "level_b": GoldenValue(contrast.envelope?.b.level),
            "variance_a": GoldenValue(contrast.envelope?.a.variance), "variance_b": GoldenValue(contrast.envelope?.b.variance),
            "ci_jackknife": GoldenValue(contrast.envelope?.jackknife), "p_jackknife": GoldenValue(contrast.envelope?.jackknifeP),
            "ci_mover": GoldenValue(contrast.envelope?.mover), "p_mover": GoldenValue(contrast.envelope?.moverP),
        ]
    }
}
