import TestSupport
import Testing

@testable import Statistics

/// Case 07: one tier. CR2 and its degrees of freedom agree with R clubSandwich.
@Suite struct GoldenRatio {
    /// Every creator is one post.
    @Test func groups() throws {
        try compare(GoldenVector("07_ratio")) { sample in
            let typical = try #require(TypicalPost(sample.ofOnePostEach))
            return [
                "value": .number(typical.value), "ci": GoldenValue(typical.interval),
                "log_mean": .number(typical.logMean), "log_var": GoldenValue(typical.logVariance),
                "low_share": .number(typical.lowShare), "valid": .boolean(typical.isValid),
            ]
        }
    }

    private func compare(_ golden: GoldenVector, typical: (TierSample) throws -> GoldenValue) throws {
        let groups = Dictionary(grouping: try golden.rows("clusters.csv"), by: { $0["group"] ?? "" })
        #expect(!golden.expected.members.isEmpty)
        for (name, expected) in golden.expected.members {
            let rows = try #require(groups[name])
            let sample = try TierSample(goldenRows: rows)
            var answer: [String: GoldenValue] = ["pooled": try pooled(sample)]
            answer["level"] = expected["level"] == .null ? .null : try level(sample, rows, try typical(sample))
            golden.expectEqual(.object(answer), expected, name)
        }
    }

    private func pooled(_ sample: TierSample) throws -> GoldenValue {
        let pooled = try #require(PooledEstimate(sample))
        return [
            "theta": .number(pooled.value),
            "var_cr1": GoldenValue(pooled.varianceCR1),
            "var_cr2": GoldenValue(pooled.varianceCR2),
            "var_cr3": GoldenValue(pooled.varianceCR3),
            "df": GoldenValue(pooled.degreesOfFreedom),
            "g_eff": .number(pooled.effectiveCreators),
            "ci_auto": GoldenValue(pooled.interval),
            "ci_linear": GoldenValue(pooled.linearInterval()),
            "ci90": GoldenValue(PooledEstimate(sample, confidence: 0.9)?.interval),
        ]
    }

    private func level(_ sample: TierSample, _ rows: [[String: String]], _ typical: GoldenValue) throws -> GoldenValue {
        let pooled = try #require(PooledEstimate(sample))
        let mean = try #require(CreatorMean(sample))
        let median = try #require(CreatorMedian(sample))
        // Exact totals are integers of the cells; here they are added from the file.
        func total(_ column: String) -> GoldenValue { .integer(rows.compactMap { Int($0[column] ?? "") }.reduce(0, +)) }
        return [
            "posts": .integer(pooled.units), "creators": .integer(pooled.creators),
            "numerator": total("y"), "denominator": total("x"),
            "zero_creators": .integer(pooled.zeroCreators), "g_eff": .number(pooled.effectiveCreators),
            "pooled": [
                "value": .number(pooled.value), "ci": GoldenValue(pooled.interval),
                "df": GoldenValue(pooled.degreesOfFreedom), "se_cr1": GoldenValue(pooled.standardErrorCR1),
                "se_cr2": GoldenValue(pooled.standardErrorCR2), "se_cr3": GoldenValue(pooled.standardErrorCR3),
            ],
            "typical": typical,
            "mean_of_creators": ["value": .number(mean.value), "ci": GoldenValue(mean.interval)],
            "median_creator": [
                "value": .number(median.value), "ci": GoldenValue(median.interval), "k": .integer(median.rank),
                "quantiles": [
                    "p10": .number(median.p10), "p25": .number(median.p25), "p50": .number(median.value),
                    "p75": .number(median.p75), "p90": .number(median.p90),
                ],
            ],
        ]
    }
}
