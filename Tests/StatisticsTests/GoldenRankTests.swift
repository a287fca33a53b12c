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
        try #require(!a.isEmpty && !b.isEmpty, "no values of \(set)")
    }
}

/// Case 10: Brunner and Munzel's test and Cliff's δ.
@Suite struct GoldenRank {
    @Test func sets() throws {
        let golden = try GoldenVector("10_rank")
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
@Suite struct GoldenPermutation {
    let golden: GoldenVector

    init() throws { golden = try GoldenVector("11_permutation") }

    /// `exact_…` are of the set small, `mc_…` of large; `…_welch` and `…_bm` name the statistic.
    @Test func tests() throws {
        let sets = ["exact": "small", "mc": "large"]
        let statistics: [String: PermutationTest.Statistic] = ["welch": .welch, "bm": .brunnerMunzel]
        for name in golden.expected.members.keys {
            let words = name.split(separator: "_").map(String.init)
            try #require(words.count == 2)
            try check(name, try #require(sets[words[0]]), try #require(statistics[words[1]]))
        }
    }

    private func check(_ name: String, _ set: String, _ statistic: PermutationTest.Statistic) throws {
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
@Suite struct GoldenMultiplicity {
    @Test func families() throws {
        let golden = try GoldenVector("12_multiplicity")
        for (name, expected) in golden.expected.members {
            let p = golden.params[name].elements.map(\.double)
            #expect(!p.isEmpty)
            golden.expectEqual(
                [
                    "holm": .list(Multiplicity.holm(p).map { GoldenValue($0) }),
                    "bh": .list(Multiplicity.benjaminiHochberg(p).map { GoldenValue($0) }),
                ], expected, name)
        }
    }
}
