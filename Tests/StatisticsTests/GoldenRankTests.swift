import Testing

@testable import Statistics

/// The values of the two groups of one set of a file with columns set, group, value.
struct GoldenGroups {
    let a: [Double]
    let b: [Double]

    init(_ rows: [[String: String]], set: String) throws {
        func values(_ group: String) throws -> [Double] {
            try rows.filter { $0["set"] == set && $0["group"] == group }.map { try #require(Double($0["value"] ?? "")) }
        }
        a = try values("A")
        b = try values("B")
    }
}

/// Case 10: Brunner and Munzel's test and Cliff's δ.
@Suite(.enabled(if: Golden.isAvailable, "skipped: no golden vectors")) struct GoldenRank {
    @Test func sets() throws {
        let golden = try GoldenCase("10_rank")
        let rows = try golden.rows("values.csv")
        for (name, expected) in golden.expected.members {
            let groups = try GoldenGroups(rows, set: name)
            let ranks = try #require(RankContrast(groups.a, groups.b))
            golden.expectEqual(
                [
                    "prob": .number(ranks.probability), "cliffs_delta": .number(ranks.cliffsDelta),
                    "statistic": GoldenValue(ranks.statistic), "df": GoldenValue(ranks.degreesOfFreedom),
                    "p": GoldenValue(ranks.p), "se": GoldenValue(ranks.standardError),
                    "prob_ci": GoldenValue(ranks.probabilityInterval), "delta_ci": GoldenValue(ranks.deltaInterval),
                    "magnitude": .string(ranks.magnitude.rawValue),
                ], expected, name)
        }
    }
}

/// Case 11: permutation tests, enumerated and drawn.
@Suite(.enabled(if: Golden.isAvailable, "skipped: no golden vectors")) struct GoldenPermutation {
    let golden: GoldenCase

    init() throws { golden = try GoldenCase("11_permutation") }

    @Test(arguments: [
        ("exact_welch", "small", PermutationTest.Statistic.welch), ("exact_bm", "small", .brunnerMunzel),
        ("mc_welch", "large", .welch), ("mc_bm", "large", .brunnerMunzel),
    ])
    func test(_ name: String, _ set: String, _ statistic: PermutationTest.Statistic) throws {
        let groups = try GoldenGroups(try golden.rows("values.csv"), set: set)
        let test = try #require(
            PermutationTest(
                groups.a, groups.b, statistic: statistic, seed: UInt64(try golden.params["seed"].requireInteger()),
                label: try golden.params["label"].requireText(), resamples: try golden.params["B"].requireInteger(),
                exactLimit: try golden.params["exact_limit"].requireInteger()))
        let result = test.run()
        let expected = golden.expected[name]
        let first = (0..<expected["first"].elements.count).map { test.replicate($0) }
        golden.expectEqual(
            [
                "t": GoldenValue(result.statistic), "exact": .boolean(result.isExact), "count": .integer(result.count),
                "total": .integer(result.total), "p": .number(result.p),
                "first": .list(
                    first.map {
                        ["a_indices": .list($0.positions.map { .integer($0) }), "t": .number($0.statistic)]
                    }),
            ], expected, name)
    }
}

/// Case 12: Holm, and Benjamini and Hochberg.
@Suite(.enabled(if: Golden.isAvailable, "skipped: no golden vectors")) struct GoldenMultiplicity {
    @Test func families() throws {
        let golden = try GoldenCase("12_multiplicity")
        for (name, expected) in golden.expected.members {
            let p = golden.params[name].elements.map(\.double)
            golden.expectEqual(
                [
                    "holm": .list(Multiplicity.holm(p).map { GoldenValue($0) }),
                    "bh": .list(Multiplicity.benjaminiHochberg(p).map { GoldenValue($0) }),
                ], expected, name)
        }
    }
}
