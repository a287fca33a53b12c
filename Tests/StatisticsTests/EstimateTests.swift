import RealModule
import Testing

@testable import Statistics

private func sample(_ rows: [(units: Int, y: Double, x: Double)]) -> TierSample {
    var sample = TierSample()
    for (rank, row) in rows.enumerated() {
        sample.append(creator: Int32(rank), units: row.units, numerator: row.y, denominator: row.x)
    }
    return sample
}

@Suite struct EstimateTests {
    /// h = (1/4, 3/4), S2 = 10/16, θ = 50/400; e = (10 − 12.5, 40 − 37.5)/400 = ∓1/160, k = (9/8, 1/8):
    /// V_CR1 = 2·2/160², V_CR2 = (8/9 + 8)/160².
    @Test func twoCreatorsByHand() throws {
        let pooled = try #require(PooledEstimate(sample([(1, 10, 100), (1, 40, 300)])))
        #expect(pooled.value == 0.125)
        #expect(pooled.effectiveCreators == 1.6)
        #expect(pooled.largestShare == 0.75)
        let unit = 1.0 / 160 / 160
        #expect(abs(try #require(pooled.varianceCR1) - 4 * unit) < 1e-18)
        #expect(abs(try #require(pooled.varianceCR2) - (8.0 / 9 + 8) * unit) < 1e-18)
        // (G−1)/G·Σ(e/(1−h))² = ½·(16/9 + 16)·unit
        #expect(abs(try #require(pooled.varianceCR3) - 0.5 * (16.0 / 9 + 16) * unit) < 1e-18)
        #expect(pooled.degreesOfFreedom == 1)
    }

    /// Creators with the same rate: every residual is rounding, so the variance is exactly 0 and there is no interval.
    @Test func equalRatesHaveNoInterval() throws {
        let pooled = try #require(PooledEstimate(sample([(1, 7, 30), (1, 14, 60), (2, 49, 210)])))
        #expect(pooled.varianceCR2 == 0)
        #expect(pooled.interval == nil)
        #expect(try #require(CreatorMean(sample([(1, 7, 30), (1, 14, 60)]))).interval == nil)
    }

    /// A creator with no denominator stays in the sums (Methods 4.2), but has no rate of its own.
    @Test func zeroDenominators() throws {
        let tier = sample([(1, 50, 0), (1, 10, 100), (1, 20, 100)])
        #expect(try #require(PooledEstimate(tier)).value == 0.4)
        #expect(CreatorMean(tier) == nil)
        #expect(CreatorMedian(tier) == nil)
        #expect(PooledEstimate(sample([(1, 50, 0)])) == nil)
        #expect(PooledEstimate(TierSample()) == nil)
    }

    /// All the denominator in one creator: no variance, because nothing is left without it.
    @Test func onlyOneCreatorHasADenominator() throws {
        let pooled = try #require(PooledEstimate(sample([(1, 1, 0), (1, 10, 100)])))
        #expect(pooled.varianceCR2 == nil)
        #expect(pooled.interval == nil)
        #expect(pooled.effectiveCreators == 1)
    }

    /// One post in a hundred may be low; here every creator has one.
    @Test(arguments: [(100, 1, true), (100, 2, false), (99, 1, false), (200, 2, true)])
    func typicalIsValidUpToAHundredthOfLowPosts(_ creators: Int, _ low: Int, _ isValid: Bool) throws {
        let rows = (0..<creators).map { (units: 1, y: $0 < low ? 2.0 : 3, x: 100.0) }
        #expect(try #require(TypicalPost(sample(rows).ofOnePostEach)).isValid == isValid)
    }

    /// Two posts of 1/3 and 2/3: q = 333333333 and 666666667, mean exactly ½. Half a step rounds up.
    @Test func postMean() throws {
        #expect(PostMean.quantise(numerator: 1, denominator: 3) == 333_333_333)
        #expect(PostMean.quantise(numerator: 2, denominator: 3) == 666_666_667)
        #expect(PostMean.quantise(numerator: 1, denominator: 2_000_000_000) == 1)
        #expect(PostMean.quantise(numerator: -1, denominator: 2_000_000_000) == 0)
        #expect(PostMean.quantise(numerator: -1, denominator: 3) == -333_333_333)
        #expect(PostMean.quantise(numerator: .max, denominator: 1) == Int128(Int64.max) * 1_000_000_000)
        let mean = try #require(PostMean(quantised: sample([(1, 333_333_333, 1), (1, 666_666_667, 1)])))
        #expect(mean.value == 0.5)
        #expect(mean.posts == 2)
    }
}

@Suite struct ContrastTests {
    /// A creator who is in both tiers with the same numbers differs by nothing: its influence cancels.
    @Test func aTierAgainstItself() throws {
        let tier = sample([(1, 10, 100), (2, 40, 300), (3, 7, 90)])
        for contrast in [
            Contrast.typicalPost(tier.ofOnePostEach, tier.ofOnePostEach), Contrast.pooledLog(tier, tier), Contrast.pooledLinear(tier, tier),
        ] {
            let contrast = try #require(contrast)
            #expect(contrast.estimate == 0)
            #expect(contrast.crossing == 3)
            #expect(contrast.standardError == 0)
            #expect(contrast.p == nil)
            #expect(contrast.interval == nil)
        }
    }

    /// Without crossing creators 9.1 is Welch's test on the logarithms.
    @Test func typicalIsWelch() throws {
        let a = sample([(1, 10, 100), (2, 40, 300), (3, 7, 90)])
        var b = TierSample()
        for (rank, y) in [3.0, 9, 1, 4].enumerated() {
            b.append(creator: Int32(10 + rank), units: 1, numerator: y, denominator: 80)
        }
        let contrast = try #require(Contrast.typicalPost(a.ofOnePostEach, b.ofOnePostEach))
        let first = try #require(a.ofOnePostEach.postLogs.flatMap { Moments($0) })
        let second = try #require(b.ofOnePostEach.postLogs.flatMap { Moments($0) })
        let (vA, vB) = (try #require(first.variance) / 3, try #require(second.variance) / 4)
        #expect(abs(contrast.estimate - (first.mean - second.mean)) < 1e-14)
        #expect(abs(try #require(contrast.standardError) - (vA + vB).squareRoot()) < 1e-14)
        let nu = (vA + vB) * (vA + vB) / (vA * vA / 2 + vB * vB / 3)
        #expect(abs(try #require(contrast.degreesOfFreedom) - nu) < 1e-10)
    }

    /// Exchanging the tiers changes signs and nothing else.
    @Test func antisymmetry() throws {
        let a = sample([(1, 10, 100), (2, 40, 300), (3, 7, 90), (1, 5, 60)])
        let b = sample([(4, 90, 800), (1, 4, 200), (2, 33, 300)])
        let typical = { (a: TierSample, b: TierSample, confidence: Double) in
            Contrast.typicalPost(a.ofOnePostEach, b.ofOnePostEach, confidence: confidence)
        }
        for make in [typical, Contrast.pooledLog, Contrast.pooledLinear] {
            let (there, back) = (try #require(make(a, b, 0.95)), try #require(make(b, a, 0.95)))
            #expect(there.estimate == -back.estimate)
            let (one, other) = (try #require(there.standardError), try #require(back.standardError))
            #expect(abs(one - other) < 1e-15)
            #expect(there.crossing == 3 && back.crossing == 3)
        }
    }

    @Test func nullRules() throws {
        let one = sample([(1, 10, 100)])
        let tier = sample([(1, 10, 100), (2, 40, 300), (3, 7, 90)])
        let contrast = try #require(Contrast.typicalPost(one.ofOnePostEach, tier.ofOnePostEach))
        #expect(contrast.standardError == nil && contrast.p == nil && contrast.interval == nil)
        #expect(Contrast.typicalPost(TierSample(), tier.ofOnePostEach) == nil)
        #expect(Contrast.pooledLog(sample([(1, 0, 10), (1, 0, 20)]), tier) == nil)
        let negative = try #require(PooledEstimate(sample([(1, -5, 10), (1, 2, 20)])))
        let positive = try #require(PooledEstimate(tier))
        #expect(MoverDifference(negative, positive) == nil)
        #expect(MoverDifference(positive, positive)?.interval() != nil)
    }

    /// The detectable difference halves with four times the creators, so half of it needs four times as many.
    @Test func creatorsNeeded() throws {
        let contrast = try #require(
            Contrast.typicalPost(
                sample([(1, 10, 100), (2, 40, 300)]).ofOnePostEach, sample([(1, 1, 50), (1, 2, 70), (1, 9, 90)]).ofOnePostEach))
        let detectable = try #require(contrast.minimumDetectable)
        #expect(abs(try #require(contrast.creatorsFactor(target: detectable / 2)) - 4) < 1e-12)
    }

    /// The envelope needs the robust interval and the bootstrap; MOVER may be missing. p is the larger.
    @Test func moneyEnvelope() throws {
        let a = sample([(1, 10, 100), (2, 40, 300), (3, 7, 90), (1, 5, 60)])
        var b = TierSample()
        for (rank, y) in [300.0, 90, 0, 40].enumerated() {
            b.append(creator: Int32(10 + rank), units: 1, numerator: y, denominator: 100)
        }
        let robust = try #require(Contrast.pooledLinear(a, b))
        let bootstrap = try #require(
            Bootstrap(a, named: "a", b, named: "b", metric: "roas", scale: .linear, plan: .init(resamples: 399))
        ).run()
        let (pooledA, pooledB) = (try #require(PooledEstimate(a)), try #require(PooledEstimate(b)))
        let mover = try #require(MoverDifference(pooledA, pooledB))
        let money = MoneyContrast(robust: robust, bootstrap: bootstrap, mover: mover)
        let intervals = [robust.interval, bootstrap.interval, mover.interval()].compactMap(\.self)
        #expect(intervals.count == 3)
        #expect(money.interval?.lower == intervals.map(\.lower).min())
        #expect(money.interval?.upper == intervals.map(\.upper).max())
        #expect(money.p == [robust.p, bootstrap.p, mover.p].compactMap(\.self).max())
        #expect(MoneyContrast(robust: robust, bootstrap: bootstrap, mover: nil).interval != nil)
        #expect(MoneyContrast(robust: robust, bootstrap: nil, mover: mover).interval == nil)
    }
}
