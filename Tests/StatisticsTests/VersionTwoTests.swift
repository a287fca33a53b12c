import RealModule
import Testing

@testable import Statistics

/// What the golden vectors of version 2 do not reach: edges, and rules that tie numbers together.
@Suite struct VersionTwoTests {
    // MARK: typical from posts (Methods 6.2, 9.1, 11.1, 11.3)

    /// A sample of identical posts, each a rate of `y/x`.
    private func identical(_ creators: Range<Int>, posts: Int, y: Int64, x: Int64) -> TierSample {
        var sample = TierSample()
        for creator in creators {
            let logSum = Int64(posts) * PostLog.quantise(numerator: Int128(y), denominator: x)
            sample.append(
                creator: Int32(creator), units: posts, numerator: Double(posts) * Double(y),
                denominator: Double(posts) * Double(x), logSum: Double(logSum),
                lowUnits: PostLog.isLow(numerator: Int128(y)) ? posts : 0)
        }
        return sample
    }

    /// Version 1's logarithm of a sum depends on the number of posts; this does not.
    @Test func theNumberOfPostsDoesNotMatter() throws {
        let few = try #require(TypicalPost(identical(0..<5, posts: 2, y: 30, x: 1000)))
        let many = try #require(TypicalPost(identical(0..<5, posts: 20, y: 30, x: 1000)))
        #expect(few.value == many.value)
        #expect(few.isValid && few.lowShare == 0)
    }

    @Test func lowPostsMakeTypicalInvalid() throws {
        let sample = identical(0..<5, posts: 4, y: 2, x: 100_000)
        #expect(try #require(TypicalPost(sample)).lowShare == 1)
        #expect(!(try #require(TypicalPost(sample)).isValid))
    }

    /// One low post of 100 in each creator is still valid, two are not.
    @Test func theLimitOfLowPosts() throws {
        func sample(low: Int) -> TierSample {
            TierSample(
                creators: [0, 1], units: [100, 100], numerators: [900, 900], denominators: [1e5, 1e5],
                logSums: [-3e11, -3.1e11], lowUnits: [low, low])
        }
        #expect(try #require(TypicalPost(sample(low: 1))).isValid)
        #expect(!(try #require(TypicalPost(sample(low: 2))).isValid))
    }

    @Test func samplesWithoutPostLogarithmsHaveNoTypicalPost() {
        let deals = TierSample(creators: [0, 1], units: [1, 2], numerators: [5, 7], denominators: [9, 8])
        #expect(TypicalPost(deals) == nil)
        #expect(deals.lowShare == nil)
        #expect(Contrast.typicalPost(deals, deals) == nil)
        #expect(TypicalPost(TierSample()) == nil)
    }

    /// Rates that differ by the rounding of `q` alone have no standard error, so neither interval nor p.
    @Test func roundingIsNoSpread() throws {
        func sample(_ first: Int32) -> TierSample {
            TierSample(
                creators: [first, first + 1, first + 2], units: [1, 1, 1], numerators: [30, 30, 30],
                denominators: [1e3, 1e3, 1e3], logSums: [-3_500_000_000, -3_500_000_001, -3_500_000_000],
                lowUnits: [0, 0, 0])
        }
        let contrast = try #require(Contrast.typicalPost(sample(0), sample(3)))
        #expect(contrast.standardError == 0)
        #expect(contrast.p == nil && contrast.interval == nil)

        var cells = StratifiedSample()
        for creator in Int32(0)..<6 {
            cells.append(
                creator: creator, side: creator < 3 ? .a : .b, stratum: 0, units: 1, numerator: 30,
                denominator: .exp(7 + 2 * Double(creator)), logSum: creator == 1 ? -3_500_000_001 : -3_500_000_000,
                lowUnits: 0)
        }
        let adjusted = try #require(AdjustedContrast.compare(cells, .typicalPost).contrast)
        #expect(adjusted.standardError == 0)
        #expect(adjusted.p == nil && adjusted.interval == nil)
        #expect(Elasticity(posts: cells) == nil)
    }

    @Test func elasticityIsNullWhereTypicalIsNotValid() {
        func cells(low: Int) -> StratifiedSample {
            var cells = StratifiedSample()
            for creator in Int32(0)..<8 {
                let noise = 1e7 * Double((creator * 7) % 5)
                cells.append(
                    creator: creator, side: .a, stratum: 0, units: 4, numerator: 30,
                    denominator: 1000 + 100 * Double(creator), logSum: -1.4e10 + noise, lowUnits: creator == 0 ? low : 0)
            }
            return cells
        }
        #expect(Elasticity(posts: cells(low: 0)) != nil)
        #expect(Elasticity(posts: cells(low: 1)) == nil)
    }

    @Test func deletingACreatorKeepsTheOthersPosts() throws {
        let sample = TierSample(
            creators: [0, 1, 2], units: [1, 2, 1], numerators: [5, 6, 7], denominators: [50, 60, 70],
            logSums: [-2e9, -6e9, -4e9], lowUnits: [0, 1, 1])
        let rest = sample.removing { $0 == 1 }
        #expect(rest.creators == [0, 2])
        #expect(rest.units == [1, 1])
        #expect(rest.numerators == [5, 7])
        #expect(rest.denominators == [50, 70])
        #expect(rest.postLogs == [-2, -4])
        #expect(rest.lowShare == 0.5)
    }

    /// One of four posts of the first creator, one of one of the second, whatever their cells.
    @Test func lowShareOfCellsIsOfCreators() {
        var cells = StratifiedSample()
        for (creator, stratum, units, low) in [(0, 0, 3, 1), (0, 1, 1, 0), (1, 0, 1, 1)] {
            cells.append(
                creator: Int32(creator), side: .a, stratum: stratum, units: units, numerator: 9, denominator: 900,
                logSum: -4e9, lowUnits: low)
        }
        var shares: [Double] = []
        RowsByCreator(cells).forEachCreator { shares.append($0.lowShare) }
        #expect(shares == [0.25, 1])
    }

    // MARK: MOVER (Methods 9.3, 11.2)

    /// `p ≤ α` exactly when the interval at `1 − α` excludes 0.
    @Test(arguments: [0.5, 0.9, 0.95, 0.99, 0.999])
    func moverSpeaksWithOneVoice(confidence: Double) throws {
        for step in 1...40 {
            let difference = try #require(
                MoverDifference(
                    .init(value: 1 + 0.05 * Double(step), standardError: 0.2, degreesOfFreedom: 12),
                    .init(value: 1, standardError: 0.1, degreesOfFreedom: 5.5)))
            let excludes = try #require(difference.interval(confidence: confidence)).excludesZero
            #expect((difference.p <= 1 - confidence) == excludes)
        }
    }

    @Test func moverNeedsPositiveLevels() {
        let level = MoverDifference.Level(value: 1, standardError: 0.1, degreesOfFreedom: 5)
        #expect(MoverDifference(level, .init(value: 0, standardError: 0.1, degreesOfFreedom: 5)) == nil)
        // A level beyond e^700 has no interval.
        #expect(MoverDifference(level, .init(value: 1e-9, standardError: 1, degreesOfFreedom: 5))?.interval() == nil)
    }

    /// With the spread in the smaller tier MOVER is the witness least convinced, with the spread in the larger one it is not.
    @Test(arguments: [(true, [9.0, 30, 12, 25]), (false, [90.0, 95, 92, 97])])
    func moverEntersTheHullsP(isSpreadInA: Bool, numerators: [Double]) throws {
        let other = isSpreadInA ? [3.0, 4, 2, 9] : [1.0, 60, 2, 40]
        let a = TierSample(creators: [0, 1, 2, 3], units: [1, 1, 1, 1], numerators: numerators, denominators: [9, 11, 10, 8])
        let b = TierSample(creators: [4, 5, 6, 7], units: [1, 1, 1, 1], numerators: other, denominators: [9, 12, 10, 8])
        let robust = try #require(Contrast.pooledLinear(a, b))
        let bootstrap = Bootstrap(a, named: "a", b, named: "b", metric: "roas", scale: .linear, plan: .init(resamples: 199))?.run()
        let (pooledA, pooledB) = (try #require(PooledEstimate(a)), try #require(PooledEstimate(b)))
        let mover = try #require(MoverDifference(pooledA, pooledB))
        let money = MoneyContrast(robust: robust, bootstrap: bootstrap, mover: mover)
        #expect(money.moverP == mover.p)
        let others = max(try #require(robust.p), try #require(bootstrap?.p))
        #expect((mover.p > others) == !isSpreadInA, "\(mover.p) \(others)")
        #expect(money.p == max(others, mover.p))
    }

    // MARK: looks (Methods 24)

    /// `p_av ≤ α` exactly when the always-valid interval excludes 0, which is wider than the interval of one look.
    @Test func alwaysValidSpeaksWithOneVoice() throws {
        for step in 1...200 {
            let estimate = 0.01 * Double(step) - 1
            let interval = try #require(ConfidenceInterval(estimate - 0.22, estimate + 0.26))
            let valid = try #require(
                AlwaysValid(estimate: estimate, standardError: 0.1, interval: interval, target: 0.25))
            #expect((valid.p <= 0.05) == valid.interval.excludesZero, "\(estimate)")
            #expect(valid.stretch > 1.5)
        }
    }

    @Test func alwaysValidIsNullWithoutAnInterval() {
        let interval = ConfidenceInterval(0.1, 0.3)
        #expect(AlwaysValid(estimate: 0.2, standardError: nil, interval: interval, target: 0.25) == nil)
        #expect(AlwaysValid(estimate: 0.2, standardError: 0, interval: interval, target: 0.25) == nil)
        #expect(AlwaysValid(estimate: 0.2, standardError: 0.1, interval: nil, target: 0.25) == nil)
        // The interval ends at the estimate on the side of 0.
        #expect(AlwaysValid(estimate: 0.1, standardError: 0.1, interval: interval, target: 0.25) == nil)
    }

    // MARK: attribution and profit (Methods 25, 26)

    @Test func hiddenCostIsForTheLeader() throws {
        var (a, b) = (TierSample(), TierSample())
        for creator in Int32(0)..<12 {
            a.append(creator: creator, units: 2, numerator: 300 + 5 * Double(creator), denominator: 100)
            b.append(creator: 20 + creator, units: 1, numerator: 900 + 7 * Double(creator), denominator: 1000)
        }
        let cost = try #require(HiddenCost(leading: a, over: b))
        #expect(HiddenCost(leading: b, over: a) == nil)
        // At `zero` both return the same: 3930/(1200 + 24h) = 11262/(12000 + 12h).
        let zero = try #require(cost.zero)
        #expect(abs(3930 / (1200 + 24 * zero) - 11262 / (12000 + 12 * zero)) < 1e-12)
        let unclear = try #require(cost.unclear)
        #expect(unclear > 0 && unclear < zero)
    }

    @Test func hiddenCostMayNeverTurn() throws {
        var (a, b) = (TierSample(), TierSample())
        for creator in Int32(0)..<12 {
            // A's deals are as large and return twice as much: the same cost for all never turns that.
            a.append(creator: creator, units: 1, numerator: 200 + Double(creator % 3), denominator: 100)
            b.append(creator: 20 + creator, units: 1, numerator: 100 + Double(creator % 4), denominator: 100)
        }
        let cost = try #require(HiddenCost(leading: a, over: b))
        #expect(cost.zero == nil && cost.unclear == nil)
    }

    /// 0.55·20 pays for 11, and for not a ten-thousandth more.
    @Test func marginsAreExact() throws {
        let margin = try #require(GrossMargin(digits: 55, decimals: 2))
        #expect(margin.paysOff(net: 20, cost: 11))
        #expect(!margin.paysOff(net: 20_000_000_000_000_000_000, cost: 11_000_000_000_000_000_001))
        #expect(GrossMargin(digits: 0, decimals: 0) == nil)
        #expect(GrossMargin(digits: 1, decimals: 10) == nil)
        #expect(GrossMargin(0.55) == margin && GrossMargin(1) == GrossMargin(digits: 1, decimals: 0))
        #expect(GrossMargin(0.123456789) == GrossMargin(digits: 123_456_789, decimals: 9))
        // 1/3 has no end, and what rounds to 0 is no margin.
        #expect(GrossMargin(1.0 / 3) == GrossMargin(digits: 333_333_333, decimals: 9))
        #expect(GrossMargin(1e-10) == nil && GrossMargin(0) == nil && GrossMargin(-1) == nil)
    }

    /// Half of 1, 3, −1 and −3 is rounded to 0, 2, 0 and −2.
    @Test(arguments: [(1, 0), (3, 2), (-1, 0), (-3, -2), (4, 2), (-5, -2)] as [(Int128, Int128)])
    func profitIsRoundedHalfToEven(net: Int128, expected: Int128) throws {
        let profit = try #require(GrossMargin(digits: 5, decimals: 1)).profit(net: net, cost: 0, deals: 1, returns: nil)
        #expect(profit.value == expected)
        #expect(profit.headroomPerDeal == expected)
    }

    @Test func sharesOfNobodyAreNone() {
        #expect(ShareEstimate(0, of: 0) == nil)
    }

    // MARK: separation, relevance, missing (Methods 11.4, 27, 28)

    @Test func overlapOfNobodyIsNone() {
        #expect(CovariateOverlap.share([0, 0], [1, 2]) == 0)
        #expect(CovariateOverlap.share([], []) == 0)
        #expect(!CovariateOverlap.isSeparated(0.5, isHeldFixed: false))
        #expect(!CovariateOverlap.isSeparated(0, isHeldFixed: true))
    }

    @Test func missingIsUnevenByShareOrByDifference() {
        #expect(!MissingUnits.isUneven(0.20, 0.20))
        #expect(MissingUnits.isUneven(0.201, 0.2))
        #expect(!MissingUnits.isUneven(0, 0.10))
        #expect(MissingUnits.isUneven(0, 0.11))
        // 0.4 − 0.3 is more than 0.1 in binary.
        #expect(!MissingUnits.differ(0.4, 0.3) && MissingUnits.differ(0.41, 0.3))
    }

    /// By hand. Money: A is at 2 with a quarter missing and quartiles 0 and 4, so from 1.5 to 2.5; B is at 1 with nothing missing.
    @Test func boundsOfMoney() throws {
        let a = MissingUnits.Tier(value: 2, missingShare: 0.25, lowerQuartile: 0, upperQuartile: 4)
        let b = MissingUnits.Tier(value: 1, missingShare: 0, lowerQuartile: 0, upperQuartile: 9)
        #expect(MissingUnits.bounds(a, b, scale: .linear) == ConfidenceInterval(0.5, 1.5))
    }

    /// By hand. Rates: half of A is missing, so it lies between √(0.04·0.01) = 0.02 and √(0.04·0.09) = 0.06; B likewise between 0.01
    /// and 0.02.
    @Test func boundsOfRates() throws {
        let a = MissingUnits.Tier(value: 0.04, missingShare: 0.5, lowerQuartile: 0.01, upperQuartile: 0.09)
        let b = MissingUnits.Tier(value: 0.01, missingShare: 0.5, lowerQuartile: 0.01, upperQuartile: 0.04)
        let bounds = try #require(MissingUnits.bounds(a, b, scale: .log)?.ratios)
        #expect(abs(bounds.lower - 1) < 1e-12)
        #expect(abs(bounds.upper - 6) < 1e-12)
        let zero = MissingUnits.Tier(value: 0.04, missingShare: 0.5, lowerQuartile: 0, upperQuartile: 0.09)
        #expect(MissingUnits.bounds(zero, b, scale: .log) == nil)
    }

    /// An interval that excludes 0 and lies inside the margin is not relevant; one that touches the margin is clear.
    @Test func relevanceComesBeforeClearness() throws {
        func conclusion(_ lower: Double, _ upper: Double) -> Conclusion {
            let tier = HeadlineQuestion.Tier(creators: 50, effectiveCreators: 50)
            let raw = HeadlineQuestion.Analysis(
                estimate: (lower + upper) / 2, p: 0.001, interval: ConfidenceInterval(lower, upper))
            return HeadlineQuestion(tier, tier, raw: raw, adjusted: nil, overlap: nil, relevant: 0.1).conclusion(holmP: 0.002)
        }
        #expect(conclusion(0.02, 0.05) == .noRelevantDifference)
        #expect(conclusion(0.02, 0.1) == .higherA)
        #expect(conclusion(-0.1, -0.02) == .higherB)
        #expect(conclusion(-0.02, 0.2) == .noClearDifference)
    }

    @Test func largePoolsAreLabelledLessOften() {
        #expect(PermutationTest.resamples(creators: 20_000) == 9_999)
        #expect(PermutationTest.resamples(creators: 20_001) == 999)
    }

    @Test func followUpIsUnequalByMoreThanAQuarter() {
        #expect(!VerdictNotes.isUnequalFollowUp(100, 80))
        #expect(VerdictNotes.isUnequalFollowUp(101, 80))
        #expect(VerdictNotes.isUnequalFollowUp(0, 1))
        #expect(!VerdictNotes.isUnequalFollowUp(0, 0))
    }
}
