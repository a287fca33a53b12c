import RealModule
import Testing

@testable import Statistics

/// The jackknife that recomputes touched strata only, against one that starts anew without the creator.
@Suite struct AdjustedContrastTests {
    private static let seed: UInt64 = 11

    private struct Row {
        let creator: Int32
        let side: StratifiedSample.Side
        let stratum: Int
        let units: Int
        let y: Double
        let x: Double
    }

    private func rows() -> [Row] {
        let random = RandomStream(seed: Self.seed, label: "adjusted").replicate(0)
        return (0..<24).flatMap { creator in
            (0..<4).flatMap { stratum in
                [StratifiedSample.Side.a, .b].enumerated().compactMap { offset, side -> Row? in
                    let k = creator * 40 + stratum * 8 + offset * 4
                    guard random.bounded(k, below: 3) == 0 else { return nil }
                    return Row(
                        creator: Int32(creator), side: side, stratum: stratum,
                        units: 1 + random.bounded(k + 1, below: 5),
                        y: Double(random.bounded(k + 2, below: 300)),
                        x: Double(500 + random.bounded(k + 3, below: 9_000)))
                }
            }
        }
    }

    private func stratified(_ rows: [Row]) -> StratifiedSample {
        var sample = StratifiedSample()
        for row in rows {
            sample.append(
                creator: row.creator, side: row.side, stratum: row.stratum, units: row.units, numerator: row.y,
                denominator: row.x, logSum: Double(PostLog.scale) * Double(row.units) * .log((row.y + 0.5) / row.x), lowUnits: 0)
        }
        return sample
    }

    @Test func deletionsAreWholeRecomputations() throws {
        let rows = rows()
        let creators = Set(rows.map(\.creator)).sorted()
        for make in [
            { AdjustedContrast.compare($0, .typicalPost).contrast?.estimate }, { AdjustedContrast.compare($0, .mantelHaenszelLog).contrast?.estimate },
            { AdjustedContrast.compare($0, .moneyEnvelope).contrast?.estimate },
        ] as [(StratifiedSample) -> Double?] {
            let full = try #require(make(stratified(rows)))
            let deletions = try creators.map { creator in
                try #require(make(stratified(rows.filter { $0.creator != creator })))
            }
            let g = Double(creators.count)
            let expected = ((g - 1) / g * deletions.map { ($0 - full) * ($0 - full) }.compensatedSum()).squareRoot()
            let matching = [
                AdjustedContrast.compare(stratified(rows), .typicalPost).contrast, AdjustedContrast.compare(stratified(rows), .mantelHaenszelLog).contrast,
                AdjustedContrast.compare(stratified(rows), .moneyEnvelope).contrast,
            ].compactMap(\.self).first { $0.estimate == full }
            let contrast = try #require(matching)
            #expect(contrast.creators == creators.count)
            #expect(abs(contrast.standardError - expected) < 1e-11 * expected, "seed \(Self.seed)")
        }
    }

    /// A difference that is the same in every stratum stays whoever is left out: 1.3 − 1.1 = 0.7 − 0.5 = 0.2, and 26 : 13 = 14 : 7 = 2. What
    /// doubles leave of that is no standard error (Methods 11.2).
    @Test(arguments: 0..<40)
    func roundingIsNoVariance(seed: Int) throws {
        let random = RandomStream(seed: UInt64(seed), label: "rounding").replicate(0)
        func sample(_ rates: [[Double]]) -> StratifiedSample {
            stratified(
                (0..<48).map { creator in
                    let (side, stratum) = (creator % 2, creator / 2 % 2)
                    let scale = Double(1 + random.bounded(2 * creator, below: creator == seed ? 100_000_000 : 9_000))
                    return Row(
                        creator: Int32(creator), side: side == 0 ? .a : .b, stratum: stratum, units: 1, y: rates[side][stratum] * scale, x: 10 * scale)
                })
        }
        let money = try #require(AdjustedContrast.compare(sample([[13, 7], [11, 5]]), .moneyEnvelope).contrast)
        #expect(abs(money.estimate - 0.2) < 1e-12)
        #expect(money.standardError == 0 && money.interval == nil && money.p == nil)
        let rates = try #require(AdjustedContrast.compare(sample([[26, 14], [13, 7]]), .mantelHaenszelLog).contrast)
        #expect(abs(rates.estimate - Double.log(2)) < 1e-12)
        #expect(rates.standardError == 0 && rates.interval == nil && rates.p == nil)
    }

    @Test func elasticityDeletions() throws {
        let rows = rows().filter { $0.side == .a }
        let creators = Set(rows.map(\.creator)).sorted()
        let full = try #require(Elasticity(posts: stratified(rows)))
        let deletions = try creators.map { creator in
            try #require(Elasticity(posts: stratified(rows.filter { $0.creator != creator }))).slope
        }
        let g = Double(creators.count)
        let expected =
            ((g - 1) / g * deletions.map { ($0 - full.slope) * ($0 - full.slope) }.compensatedSum()).squareRoot()
        #expect(abs(full.standardError - expected) < 1e-10 * expected, "seed \(Self.seed)")
    }

    /// One stratum, one deal each: δ = (R − Q)/Ω is then the plain difference of the tiers' pooled rates.
    @Test func oneStratumIsTheRawDifference() throws {
        var sample = StratifiedSample()
        for (creator, entry) in [(StratifiedSample.Side.a, 10.0, 100.0), (.a, 30, 100), (.b, 5, 50), (.b, 25, 150)]
            .enumerated()
        {
            sample.append(
                creator: Int32(creator), side: entry.0, stratum: 0, units: 1, numerator: entry.1, denominator: entry.2)
        }
        let contrast = try #require(AdjustedContrast.compare(sample, .moneyEnvelope).contrast)
        #expect(abs(contrast.estimate - (40.0 / 200 - 30.0 / 200)) < 1e-15)
        #expect(contrast.overlap == StratumOverlap(strata: 1, coverageA: 1, coverageB: 1, creatorsA: 2, creatorsB: 2))
        #expect(!contrast.overlap.isAdequate())
    }

    /// Stratum 0 has both tiers, stratum 1 only A: half of A's creators' weight is covered.
    @Test func coverage() {
        var sample = StratifiedSample()
        sample.append(creator: 0, side: .a, stratum: 0, units: 1, numerator: 1, denominator: 10, logSum: -2e9, lowUnits: 0)
        sample.append(creator: 0, side: .a, stratum: 1, units: 3, numerator: 1, denominator: 30, logSum: -9e9, lowUnits: 0)
        sample.append(creator: 1, side: .b, stratum: 0, units: 2, numerator: 1, denominator: 20, logSum: -5e9, lowUnits: 0)
        #expect(
            AdjustedContrast.compare(sample, .typicalPost).overlap
                == StratumOverlap(strata: 1, coverageA: 0.25, coverageB: 1, creatorsA: 1, creatorsB: 1))
        #expect(AdjustedContrast.compare(sample, .moneyEnvelope).overlap.coverageA == 0.25)
        // Without creator 0 or 1 nothing is left to compare: no contrast.
        #expect(AdjustedContrast.compare(sample, .typicalPost).contrast == nil)
        #expect(AdjustedContrast.compare(sample, .moneyEnvelope).contrast == nil)
    }
}
