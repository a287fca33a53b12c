import Testing

@testable import Statistics

/// Laws of the bootstrap and the permutation test beside the golden values.
@Suite struct ResamplingTests {
    private func sample(_ ranks: [Int32], _ y: [Double], x: Double = 10) -> TierSample {
        TierSample(
            creators: ranks, units: ranks.map { _ in 1 }, numerators: y, denominators: ranks.map { _ in x })
    }

    @Test func replicatesDoNotDependOnTheirPieces() throws {
        let a = sample([0, 2, 4, 6], [1, 5, 2, 8])
        let b = sample([1, 2, 5], [9, 3, 3])
        let bootstrap = try #require(Bootstrap(a, named: "a", b, named: "b", metric: "m", scale: .linear))
        let whole = bootstrap.replicates(0..<60)
        let pieces = [0..<1, 1..<17, 17..<60].flatMap { bootstrap.replicates($0) }
        #expect(whole == pieces)
    }

    /// The seed, the metric and the tiers' names all change the numbers drawn; nothing else does.
    @Test func labels() throws {
        let a = sample([0, 2, 4, 6], [1, 5, 2, 8])
        func first(_ name: String, _ metric: String, _ seed: UInt64) throws -> [Bootstrap.Replicate] {
            try #require(Bootstrap(a, named: name, metric: metric, scale: .linear, plan: .init(seed: seed)))
                .replicates(0..<8)
        }
        let base = try first("micro", "roas", 1)
        #expect(try first("micro", "roas", 1) == base)
        #expect(try first("macro", "roas", 1) != base)
        #expect(try first("micro", "er_views", 1) != base)
        #expect(try first("micro", "roas", 2) != base)
    }

    /// On the log scale a resample without any sale is undefined: its t* is infinite. Two of three creators have no
    /// sale, so (2/3)³ of the resamples do, far more than α: there is no interval.
    @Test func degenerateResamples() throws {
        let tier = sample([0, 1, 2], [0, 0, 30])
        let result = try #require(
            Bootstrap(tier, named: "a", metric: "m", scale: .log, plan: .init(resamples: 999))
        ).run()
        #expect(result.degenerate > 999 / 5)
        #expect(result.critical == nil && result.interval == nil)
        #expect(Bootstrap(sample([0, 1], [0, 0]), named: "a", metric: "m", scale: .log) == nil)
    }

    /// One creator has a value but no standard error; creators with equal rates have a standard error of 0.
    @Test func noVariance() throws {
        let one = try #require(Bootstrap(sample([0], [3]), named: "a", metric: "m", scale: .linear)).run()
        #expect(one.standardError == nil && one.interval == nil && one.p == nil)
        let equal = try #require(
            Bootstrap(sample([0, 1], [5, 5]), named: "a", metric: "m", scale: .linear, plan: .init(resamples: 199))
        ).run()
        #expect(equal.standardError == 0 && equal.interval == nil && equal.p == nil)
    }

    /// Units 3 against 2 are at home in A, 2 against 2 too (ties go to A), 1 against 2 in B.
    @Test func homes() {
        let a = TierSample(
            creators: [1, 2, 3, 4], units: [3, 2, 1, 1], numerators: [1, 1, 1, 1], denominators: [1, 1, 1, 1])
        let b = TierSample(
            creators: [1, 2, 3, 5], units: [2, 2, 2, 1], numerators: [1, 1, 1, 1], denominators: [1, 1, 1, 1])
        let pair = TierPair(a, b)
        #expect(pair.creators == [1, 2, 3, 4, 5])
        #expect(pair.crossing == 3)
        #expect(pair.atHome.a.creators == [1, 2, 4])
        #expect(pair.atHome.b.creators == [3, 5])
    }

    /// {1, 2} against {3, 4}: of the 6 labellings the two extreme ones reach the observed |t|. p = 2/6.
    @Test func permutationByHand() throws {
        let test = try #require(
            PermutationTest([1, 2], [3, 4], statistic: .welch, seed: 1, label: "perm/v1/m/a~b"))
        #expect(test.isExact)
        let result = test.run()
        #expect(result.count == 2 && result.total == 6 && result.p == 2.0 / 6)
        #expect(PermutationTest([1], [3, 4], statistic: .welch, seed: 1, label: "") == nil)
    }

    /// Constant tiers that differ: the statistic is infinite and does not leave, the p does.
    @Test func permutationOfConstants() throws {
        for statistic in [PermutationTest.Statistic.welch, .brunnerMunzel] {
            let test = try #require(PermutationTest([1, 1, 1], [2, 2, 2], statistic: statistic, seed: 1, label: "x"))
            let result = test.run()
            #expect(result.statistic == nil)
            #expect(result.p == 2.0 / 20)
            let same = try #require(PermutationTest([1, 1], [1, 1], statistic: statistic, seed: 1, label: "x"))
            #expect(same.run().p == 1)
            #expect(same.run().statistic == 0)
        }
    }

    @Test func permutationCountsInPieces() throws {
        let a = (0..<12).map { Double($0 * $0 % 7) }
        let b = (0..<10).map { Double($0 * $0 % 5) + 1 }
        let test = try #require(
            PermutationTest(a, b, statistic: .brunnerMunzel, seed: 3, label: "x", resamples: 300))
        #expect(!test.isExact)
        #expect(test.run() == test.result(count: test.count(0..<120) + test.count(120..<300)))
    }

    /// ρ of ranks 1…5 against 2, 1, 4, 3, 5 is 1 − 6·4/(5·24) = 0.8; a monotone relation has ρ = 1.
    @Test func spearman() throws {
        let correlation = try #require(
            RankCorrelation([10, 20, 30, 40, 50], [2, 1, 4, 3, 5], seed: 1, label: "x", resamples: 999))
        #expect(abs(try #require(correlation.rho) - 0.8) < 1e-15)
        // Of the 120 orders, those with |ρ| ≥ 0.8 are 16: 1 identity, 4 and 3 with Σd² 2 and 4, and their reverses.
        let p = try #require(correlation.p)
        #expect(p > 0.08 && p < 0.20)
        let perfect = try #require(
            RankCorrelation(
                (0..<30).map(Double.init), (0..<30).map { Double($0 * $0) }, seed: 1, label: "x", resamples: 199))
        #expect(perfect.rho == 1)
        #expect(perfect.p == 1.0 / 200)
        let constant = try #require(RankCorrelation([1, 2, 3], [4, 4, 4], seed: 1, label: "x"))
        #expect(constant.rho == nil && constant.p == nil)
        #expect(RankCorrelation([1, 2], [1, 2], seed: 1, label: "x") == nil)
    }

    /// A question that could not be tested takes no place in the family.
    @Test func untestedQuestions() {
        #expect(Multiplicity.holm([0.03, nil, 0.02]) == [0.04, nil, 0.04])
        #expect(Multiplicity.benjaminiHochberg([0.03, nil, 0.02]) == [0.03, nil, 0.03])
        #expect(Multiplicity.holm([nil]) == [nil])
        #expect(Multiplicity.holm([]) == [])
    }
}
