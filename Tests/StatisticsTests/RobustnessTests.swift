import RealModule
import Testing

@testable import Statistics

/// Whatever counts arrive, no NaN and no infinity leaves (Methods 17.6), and intervals hold their estimate.
@Suite struct RobustnessTests {
    private static let seed: UInt64 = 20_240_601

    /// Values that have broken statistics before: zeros, ones, ties, and the ends of what a count can be.
    private static let numerators: [Double] = [0, 0, 1, 2, 3, 17, 1e3, 1e9, 9e18, -4, -9e18]
    private static let denominators: [Double] = [0, 1, 1, 2, 3, 1e4, 1e9, 9e18]

    private func sample(_ random: RandomReplicate, salt: Int, creators: Int, isCount: Bool) -> TierSample {
        var sample = TierSample()
        var rank: Int32 = 0
        for index in 0..<creators {
            let draw = { (k: Int, n: Int) in random.bounded(salt + 5 * index + k, below: n) }
            rank += Int32(1 + draw(0, 2))
            let numerators = isCount ? Self.numerators.count - 2 : Self.numerators.count
            let firstDenominator = isCount ? 1 : 0
            sample.append(
                creator: rank, units: 1 + draw(1, 4), numerator: Self.numerators[draw(2, numerators)],
                denominator: Self.denominators[firstDenominator + draw(3, Self.denominators.count - firstDenominator)])
        }
        return sample
    }

    private func check(_ values: [Double?], _ intervals: [(Double, ConfidenceInterval?)], _ label: String) {
        for value in values.compactMap(\.self) { #expect(value.isFinite, "\(label)") }
        for (estimate, interval) in intervals {
            guard let interval else { continue }
            #expect(interval.lower.isFinite && interval.upper.isFinite, "\(label)")
            // Rounding may move a limit of a hair-thin interval past its estimate.
            let slack = 1e-12 * abs(estimate)
            #expect(interval.lower <= estimate + slack && estimate - slack <= interval.upper, "\(label)")
        }
    }

    @Test func randomSamples() {
        let stream = RandomStream(seed: Self.seed, label: "robustness")
        for round in 0..<400 {
            let random = stream.replicate(round)
            let isCount = round % 2 == 0
            let a = sample(random, salt: 1_000, creators: random.bounded(0, below: 9), isCount: isCount)
            let b = sample(random, salt: 2_000, creators: random.bounded(1, below: 9), isCount: isCount)
            let label = "seed \(Self.seed), round \(round): \(a) | \(b)"
            if let pooled = PooledEstimate(a) {
                check(
                    [
                        pooled.value, pooled.varianceCR1, pooled.varianceCR2, pooled.varianceCR3,
                        pooled.degreesOfFreedom, pooled.effectiveCreators, pooled.largestShare,
                    ], [(pooled.value, pooled.interval), (pooled.value, pooled.linearInterval())], label)
                if let nu = pooled.degreesOfFreedom {
                    #expect(nu >= 1 && nu <= Double(max(1, a.count - 1)), "\(label)")
                }
            }
            let posts = isCount ? (a: a.ofOnePostEach, b: b.ofOnePostEach) : nil
            if let posts, let typical = TypicalPost(posts.a) {
                check([typical.value, typical.logVariance], [(typical.value, typical.interval)], label)
            }
            if let mean = CreatorMean(a) { check([mean.value, mean.variance], [(mean.value, mean.interval)], label) }
            if let median = CreatorMedian(a) { check([median.value], [(median.value, median.interval)], label) }
            for contrast in [posts.flatMap { Contrast.typicalPost($0.a, $0.b) }, Contrast.pooledLog(a, b), Contrast.pooledLinear(a, b)] {
                guard let contrast else { continue }
                check(
                    [
                        contrast.estimate, contrast.standardError, contrast.degreesOfFreedom, contrast.statistic,
                        contrast.p, contrast.minimumDetectable,
                    ], [(contrast.estimate, contrast.interval)], label)
                check([contrast.ratioInterval?.lower, contrast.ratioInterval?.upper], [], label)
            }
            for scale in [Contrast.Scale.log, .linear] {
                let plan = Bootstrap.Plan(resamples: 199, seed: UInt64(round))
                guard
                    let bootstrap = Bootstrap(
                        a, named: "a", b, named: "b", metric: "m", scale: scale, plan: plan)
                else { continue }
                let result = bootstrap.run()
                check(
                    [result.standardError, result.critical, result.p],
                    [(result.estimate, result.interval)], label)
                // p and interval agree: p ≤ α exactly when 0 lies outside.
                if let p = result.p, let interval = result.interval {
                    #expect((p <= 0.05) == interval.excludesZero || interval.contains(0) && p > 0.05, "\(label)")
                }
            }
            if let ratesA = a.rates, let ratesB = b.rates, let ranks = RankContrast(ratesA, ratesB) {
                check(
                    [ranks.standardError, ranks.statistic, ranks.degreesOfFreedom, ranks.p],
                    [(ranks.probability, ranks.probabilityInterval), (ranks.cliffsDelta, ranks.deltaInterval)], label)
            }
        }
    }

    /// The same with strata: every analysis of section 11 and the curve.
    @Test func randomStrata() {
        let stream = RandomStream(seed: Self.seed, label: "robustness/strata")
        for round in 0..<400 {
            let random = stream.replicate(round)
            var rows = StratifiedSample()
            for creator in 0..<random.bounded(0, below: 12) {
                let draw = { (k: Int, n: Int) in random.bounded(100 + 40 * creator + k, below: n) }
                for stratum in 0..<3 {
                    for (offset, side) in [StratifiedSample.Side.a, .b].enumerated()
                    where draw(6 * stratum + offset, 2) == 0 {
                        let (units, y) = (1 + draw(20 + stratum, 3), Self.numerators[draw(23 + stratum, 9)])
                        let x = Self.denominators[1 + draw(26 + stratum, 7)]
                        rows.append(
                            creator: Int32(creator), side: side, stratum: stratum, units: units, numerator: y, denominator: x,
                            logSum: Double(PostLog.scale) * Double(units) * .log((y + 0.5) / x), lowUnits: 0)
                    }
                }
            }
            let label = "seed \(Self.seed), round \(round): \(rows)"
            let contrasts = [
                AdjustedContrast.compare(rows, .typicalPost).contrast, AdjustedContrast.compare(rows, .mantelHaenszelLog).contrast, AdjustedContrast.compare(rows, .moneyEnvelope).contrast,
            ]
            for contrast in contrasts.compactMap(\.self) {
                check(
                    [
                        contrast.estimate, contrast.standardError, contrast.degreesOfFreedom, contrast.statistic,
                        contrast.p, contrast.effectiveCreatorsA, contrast.effectiveCreatorsB,
                    ], [(contrast.estimate, contrast.interval)], label)
            }
            if let elasticity = Elasticity(posts: rows) {
                check(
                    [
                        elasticity.slope, elasticity.standardError, elasticity.standardErrorCR1, elasticity.p,
                        elasticity.degreesOfFreedom,
                    ], [(elasticity.slope, elasticity.interval)], label)
            }
        }
    }
}
