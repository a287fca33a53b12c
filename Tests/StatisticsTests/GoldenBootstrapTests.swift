import Testing

@testable import Statistics

/// Case 09: replicates and intervals of the bootstrap, one tier and pairs.
@Suite struct GoldenBootstrap {
    @Test func pairs() throws {
        let golden = try GoldenVector("09_bootstrap")
        let seed = UInt64(try golden.params["seed"].requireInteger())
        let resamples = try golden.params["B"].requireInteger()
        let metric = try golden.params["metric"].requireText()
        let confidence = 1 - (try golden.params["alpha"].requireDouble())
        let pairs = Dictionary(grouping: try golden.rows("pairs.csv"), by: { $0["pair"] ?? "" })
        for (name, expected) in golden.expected.members {
            let rows = try #require(pairs[name])
            let ranks = TierSample.goldenRanks(rows)
            let names = Dictionary(uniqueKeysWithValues: ranks.map { ($1, $0) })
            let a = try TierSample(goldenRows: rows.filter { $0["group"] == "A" }, ranks: ranks)
            let b = try TierSample(goldenRows: rows.filter { $0["group"] == "B" }, ranks: ranks)
            let kind = try expected["kind"].requireText()
            let scale = try #require(Contrast.Scale(rawValue: kind))

            func contrast(_ weights: Bootstrap.Weights) throws -> GoldenValue {
                let plan = Bootstrap.Plan(resamples: resamples, seed: seed, confidence: confidence, weights: weights)
                let bootstrap = try #require(
                    Bootstrap(a, named: "A", b, named: "B", metric: metric, scale: scale, plan: plan))
                return form(bootstrap, first: expected["contrast_multinomial"]["first_replicates"].elements.count)
            }
            let single = try #require(
                Bootstrap(a, named: "A", metric: metric, scale: scale, plan: .init(resamples: resamples, seed: seed, confidence: confidence)))
            golden.expectEqual(
                [
                    "kind": .string(kind), "contrast_multinomial": try contrast(.multinomial),
                    "contrast_poisson": try contrast(
                        .poisson { CounterRandom.entityHash((names[$0] ?? "").utf8) }),
                    "single_a": form(single, of: a, first: expected["single_a"]["first_replicates"].elements.count),
                ], expected, name)
        }
    }

    private func form(_ bootstrap: Bootstrap, of sample: TierSample? = nil, first: Int) -> GoldenValue {
        // Computed in two pieces: a replicate does not depend on the others.
        let half = bootstrap.plan.resamples / 2
        let replicates =
            bootstrap.replicates(0..<half) + bootstrap.replicates(half..<bootstrap.plan.resamples)
        let result = bootstrap.result(replicates)
        let corrected = sample.flatMap {
            BiasCorrectedInterval(
                estimate: bootstrap.estimate, numerators: $0.numerators, denominators: $0.denominators, scale: bootstrap.scale,
                replicates: replicates.compactMap(\.estimate), confidence: bootstrap.plan.confidence)
        }
        return [
            "estimate": .number(result.estimate), "se_cr1": GoldenValue(result.standardError),
            "critical": GoldenValue(result.critical), "ci_studentised": GoldenValue(result.interval),
            "p": GoldenValue(result.p), "ci_percentile": GoldenValue(result.percentileInterval),
            "degenerate": .integer(result.degenerate),
            "bca_z0": GoldenValue(corrected?.biasCorrection), "bca_a": GoldenValue(corrected?.acceleration),
            "ci_bca": GoldenValue(corrected?.interval),
            "first_replicates": .list(
                replicates.prefix(first).map {
                    ["estimate": GoldenValue($0.estimate), "se": GoldenValue($0.standardError)]
                }),
        ]
    }
}
