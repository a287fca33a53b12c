import RealModule
import Testing

@testable import Statistics

/// Laws and closed forms beside the golden table.
@Suite struct DistributionTests {
    /// With one degree of freedom Student's distribution is Cauchy's: `P(T > t) = atan(1/t)/π` for t > 0.
    @Test(arguments: [1e-8, 0.1, 1, 12.7, 1e6, 1e12, 1e100, 1e150, 1e160, 1e300])
    func cauchy(_ t: Double) {
        let expected = Double.atan(1 / t) / .pi
        let tail = StudentDistribution.upperTail(t, degreesOfFreedom: 1)
        #expect(abs(tail - expected) <= 1e-11 * expected)
    }

    /// With two degrees of freedom the quantile is `(2p − 1)/√(2p(1 − p))`.
    @Test(arguments: [1e-300, 1e-12, 0.01, 0.2, 0.4999999, 0.5, 0.500001, 0.75, 0.999])
    func quantileWithTwoDegrees(_ p: Double) {
        let expected = (2 * p - 1) / (2 * p * (1 - p)).squareRoot()
        #expect(abs(StudentDistribution.quantile(p, degreesOfFreedom: 2) - expected) <= 1e-10 * abs(expected))
    }

    @Test(arguments: [1, 1.01, 1.7, 2.5, 7, 30.5, 999, 59_999, 1e7])
    func quantileInvertsTheTail(_ nu: Double) {
        for p in [1e-200, 1e-30, 1e-9, 0.001, 0.02, 0.2, 0.2499999, 0.2500001, 0.3, 0.49, 0.4999999] {
            let t = StudentDistribution.quantile(p, degreesOfFreedom: nu)
            let back = StudentDistribution.cumulative(t, degreesOfFreedom: nu)
            #expect(abs(back - p) <= 1e-10 * p, "ν \(nu), p \(p), t \(t)")
        }
    }

    @Test func normalQuantileInvertsTheTail() {
        for p in [1e-300, 1e-30, 1e-9, 0.001, 0.2, 0.25, 0.3, 0.49, 0.5 - 1e-12] {
            let back = NormalDistribution.cumulative(NormalDistribution.quantile(p))
            #expect(abs(back - p) <= 1e-10 * p, "p \(p)")
        }
        #expect(NormalDistribution.quantile(0.5) == 0)
    }

    /// `I_x(a, b) + I_{1−x}(b, a) = 1`, and the value at the mean of equal parameters is ½.
    @Test func betaComplements() {
        for a in [0.5, 1, 3.5, 80, 5_000, 5e6] {
            #expect(abs(IncompleteBeta.regularised(a, a, x: 0.5) - 0.5) < 1e-11)
            for x in [0.001, 0.25, 0.5, 0.75, 0.875] {
                let sum =
                    IncompleteBeta.regularised(a, 2, x: x, y: 1 - x) + IncompleteBeta.regularised(2, a, x: 1 - x, y: x)
                #expect(abs(sum - 1) < 1e-11)
            }
        }
        #expect(IncompleteBeta.regularised(2, 3, x: 0) == 0)
        #expect(IncompleteBeta.regularised(2, 3, x: 1) == 1)
    }

    /// The integer sum and the beta function meet at n = 62 and 63; beyond the ends the answers are 0 and 1.
    @Test func fairBinomial() {
        for k in [0, 5, 20, 31, 40, 61] {
            let exact = FairBinomial.cumulative(k, trials: 62)
            let beta = IncompleteBeta.regularised(Double(62 - k), Double(k + 1), x: 0.5)
            #expect(abs(exact - beta) <= 1e-11 * exact)
        }
        #expect(FairBinomial.cumulative(-1, trials: 9) == 0)
        #expect(FairBinomial.cumulative(9, trials: 9) == 1)
        #expect(FairBinomial.cumulative(0, trials: 0) == 1)
    }

    /// A limit that is met exactly counts: P(Bin(2, ½) ≤ 0) = ¼, so with limit ¼ the rank is 1.
    @Test func rankAtAnExactLimit() {
        #expect(FairBinomial.largestRank(trials: 2, limit: 0.25) == 1)
        #expect(FairBinomial.largestRank(trials: 2, limit: 0.2499) == 0)
        #expect(FairBinomial.largestRank(trials: 0, limit: 0.025) == 0)
    }
}
