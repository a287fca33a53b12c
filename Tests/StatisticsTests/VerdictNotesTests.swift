import RealModule
import Testing

@testable import Statistics

@Suite struct VerdictNotesTests {
    private func sample(_ first: Int32, _ y: [Double], x: Double = 100) -> TierSample {
        var sample = TierSample()
        for (offset, y) in y.enumerated() {
            sample.append(creator: first + Int32(offset), units: 1, numerator: y, denominator: x)
        }
        return sample
    }

    @Test func insideTheMargin() throws {
        let limit = Double.log(1.10)
        func interval(_ lower: Double, _ upper: Double) throws -> ConfidenceInterval { try #require(ConfidenceInterval(lower, upper)) }
        #expect(try interval(-limit + 1e-9, limit - 1e-9).isInside(margin: limit))
        #expect(try !interval(-0.01, limit).isInside(margin: limit))
        #expect(try interval(-0.099, 0.099).isInside(margin: 0.1))
        #expect(try !interval(0.01, 0.11).isInside(margin: 0.1))
    }

    @Test func weakTest() {
        #expect(VerdictNotes.isWeakTest(.noClearDifference, minimumDetectable: 0.6, scale: .linear))
        #expect(!VerdictNotes.isWeakTest(.noClearDifference, minimumDetectable: 0.5, scale: .linear))
        #expect(VerdictNotes.isWeakTest(.noClearDifference, minimumDetectable: 0.41, scale: .log))
        #expect(!VerdictNotes.isWeakTest(.noClearDifference, minimumDetectable: 0.40, scale: .log))
        #expect(!VerdictNotes.isWeakTest(.higherA, minimumDetectable: 9, scale: .log))
        #expect(!VerdictNotes.isWeakTest(.noClearDifference, minimumDetectable: nil, scale: .log))
    }

    /// Shares 1/4 each are not dominated; 26 of 100 is.
    @Test func dominated() throws {
        let even = try #require(PooledEstimate(sample(0, [1, 2, 3, 4])))
        var heavy = TierSample()
        for (rank, x) in [26.0, 25, 25, 24].enumerated() {
            heavy.append(creator: Int32(rank), units: 1, numerator: 1, denominator: x)
        }
        let dominated = try #require(PooledEstimate(heavy))
        #expect(!VerdictNotes.isDominated(even))
        #expect(VerdictNotes.isDominated(dominated))
    }

    /// Twelve creators about 40 against twelve about 20 do not hang on one creator.
    @Test func robustDifference() {
        let a = sample(0, (0..<12).map { 36 + Double($0) })
        let b = sample(100, (0..<12).map { 18 + Double($0) / 2 })
        #expect(!VerdictNotes.failsLeaveOneOutTypicalPost(a.ofOnePostEach, b.ofOnePostEach))
        #expect(!VerdictNotes.failsLeaveOneOutPooled(a, b))
    }

    /// Welch intervals on the logs by scipy: with all creators (0.0230, 0.7392), without the 60 (0.0367, 0.4705), without
    /// the 20, the farthest of B, (−0.0347, 0.6695).
    @Test func fragileDifference() throws {
        let a = sample(0, [30, 31, 32, 33, 60])
        let b = sample(100, [20, 24, 26, 28])
        let interval = try #require(Contrast.typicalPost(a.ofOnePostEach, b.ofOnePostEach)?.interval)
        #expect(abs(interval.lower - 0.022968252705751535) < 1e-12)
        let rest = try #require(Contrast.typicalPost(a.ofOnePostEach, b.removing { $0 == 100 }.ofOnePostEach)?.interval)
        #expect(abs(rest.lower + 0.03469017451372641) < 1e-12)
        #expect(VerdictNotes.failsLeaveOneOutTypicalPost(a.ofOnePostEach, b.ofOnePostEach))
        // The same question the other way round.
        #expect(VerdictNotes.failsLeaveOneOutTypicalPost(b.ofOnePostEach, a.ofOnePostEach))
    }

    /// By scipy (0.1256, 0.9651), without the 30 (0.0270, 0.8885), without the 19 (0.3200, 1.0113): clear throughout.
    @Test func clearWithoutAnyone() {
        let (a, b) = (sample(0, [20, 22, 30, 21]), sample(100, [10, 11, 14, 19]))
        #expect(!VerdictNotes.failsLeaveOneOutTypicalPost(a.ofOnePostEach, b.ofOnePostEach))
    }

    /// An unclear difference is not called fragile.
    @Test func unclearDifference() {
        let (a, b) = (sample(0, [20, 22, 21]), sample(100, [5, 20, 80]))
        #expect(!VerdictNotes.failsLeaveOneOutTypicalPost(a.ofOnePostEach, b.ofOnePostEach))
        #expect(!VerdictNotes.failsLeaveOneOutPooled(a, b))
    }

    /// Deleting one of two creators leaves no variance: a clear difference that cannot be checked is fragile.
    @Test func fragileWithTwoCreators() throws {
        let a = sample(0, [200_000, 200_100], x: 1_000_000)
        let b = sample(100, [10_000, 10_001], x: 1_000_000)
        #expect(try #require(Contrast.pooledLinear(a, b)?.interval).excludesZero)
        #expect(VerdictNotes.failsLeaveOneOutPooled(a, b))
    }

    @Test func screening() {
        let tier = HeadlineQuestion.Tier(creators: 10, effectiveCreators: 2)
        func verdict(_ p: Double?, creators: Int = 10) -> Conclusion {
            let other = HeadlineQuestion.Tier(creators: creators, effectiveCreators: 2)
            let raw = HeadlineQuestion.Analysis(estimate: -1, p: p, interval: ConfidenceInterval(-2, -0.5))
            return HeadlineQuestion(tier, other, raw: raw, adjusted: nil, overlap: nil).screeningVerdict
        }
        #expect(verdict(0.05) == .higherB)
        #expect(verdict(0.051) == .noClearDifference)
        #expect(verdict(nil) == .notEnoughData)
        #expect(verdict(0.01, creators: 9) == .notEnoughData)
    }
}
