import RealModule
import Testing

@testable import Statistics

/// The null rules of Methods 12.1, and a curve that is known.
@Suite struct AudienceCurveTests {
    /// One post per creator; rates follow `rate(log₁₀ followers)`.
    private func sample(_ positions: [Double], _ rate: (Double) -> Double) -> TierSample {
        var sample = TierSample()
        for (rank, position) in positions.enumerated() {
            let followers = Double.exp10(position)
            sample.append(
                creator: Int32(rank), units: 1, numerator: rate(position) * followers - 0.5, denominator: followers)
        }
        return sample
    }

    private func point(_ points: [AudienceCurve.Point], at position: Double) throws -> AudienceCurve.Point {
        try #require(points.first { $0.position == position })
    }

    /// `l` is linear in `log₁₀` followers, so a local linear fit returns it: −3 − 0.5·(x − 4).
    @Test func aLineIsReturned() throws {
        let tier = sample((0..<80).map { 3.5 + Double($0) / 40 }) { .exp(-3 - 0.5 * ($0 - 4)) }
        let points = AudienceCurve.typicalPost(tier.ofOnePostEach)
        #expect(points.count == 21)
        for position in [4.0, 4.5, 5.25] {
            let estimate = try #require(try point(points, at: position).estimate)
            #expect(abs(estimate - (-3 - 0.5 * (position - 4))) < 1e-9)
        }
    }

    /// Forty creators between 4.3 and 4.6: grid point 4.25 sees them, but lies outside the data.
    @Test func noEstimateOutsideTheData() throws {
        let tier = sample((0..<40).map { 4.3 + 0.3 * Double($0) / 39 }) { _ in 0.02 }
        for points in [AudienceCurve.typicalPost(tier.ofOnePostEach), AudienceCurve.pooled(tier)] {
            let outside = try point(points, at: 4.25)
            #expect(try #require(outside.effectiveCreators) > 10)
            #expect(outside.estimate == nil && outside.interval == nil)
            #expect(try point(points, at: 4.5).estimate != nil)
        }
    }

    /// Everybody has 10,000 followers: a slope cannot be told, `D = 0`.
    @Test func noEstimateWithoutSpread() throws {
        let points = AudienceCurve.typicalPost(sample([Double](repeating: 4, count: 40)) { _ in 0.02 }.ofOnePostEach)
        #expect(try point(points, at: 4).creators == 40)
        #expect(try point(points, at: 4).estimate == nil)
        // D is then exactly 0 at 4 and rounding elsewhere.
        #expect(points.allSatisfy { $0.estimate == nil })
    }

    /// Nine creators at one place count as nine, below the ten that are needed.
    @Test func noEstimateFromFewCreators() throws {
        let points = AudienceCurve.typicalPost(sample((0..<9).map { 3.9 + Double($0) / 40 }) { _ in 0.02 }.ofOnePostEach)
        #expect(try point(points, at: 4).creators == 9)
        #expect(points.allSatisfy { $0.estimate == nil })
    }

    @Test func nobody() {
        let points = AudienceCurve.typicalPost(TierSample())
        #expect(points.allSatisfy { $0.creators == 0 && $0.effectiveCreators == nil && $0.estimate == nil })
    }

    /// Creators of unknown audience are left out of the money curve.
    @Test func unknownAudiences() throws {
        let tier = sample((0..<40).map { 3.9 + Double($0) / 200 }) { _ in 0.5 }
        let audiences = (0..<40).map { $0 < 20 ? 0 : 10_000.0 + Double($0) }
        #expect(try point(AudienceCurve.pooled(tier, audiences: audiences), at: 4).creators == 20)
    }
}
