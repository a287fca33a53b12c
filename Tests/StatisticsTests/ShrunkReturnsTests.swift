import RealModule
import TestSupport
import Testing

@testable import Statistics

/// Creators' returns shrunk towards their tier (Methods 26.3).
@Suite struct ShrunkReturnsTests {
    /// The case of Tests/Reference, where the formula is written a second time.
    @Test func cases() throws {
        let golden = try GoldenVector("shrunk_returns", in: Repository.path + "/Tests/Reference/cases")
        #expect(golden.params["min_creators"].integer == ShrunkReturns.minimumCreators)
        #expect(golden.params["min_repeats"].integer == ShrunkReturns.minimumRepeats)
        let sets = Dictionary(grouping: try golden.rows("deals.csv"), by: { $0["set"] ?? "" })
        for (name, expected) in golden.expected.members {
            let rows = Dictionary(grouping: try #require(sets[name]), by: { $0["creator"] ?? "" })
            let creators = rows.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            var deals = EqualBudget.Deals()
            for creator in creators {
                deals.append(
                    creatorDeals: try (rows[creator] ?? []).map {
                        (cost: try #require(Int64($0["cost"] ?? "")), net: try #require(Int64($0["net"] ?? "")))
                    })
            }
            guard let returns = ShrunkReturns(deals) else {
                golden.expectEqual(.null, expected, name)
                continue
            }
            let answers = zip(creators, returns.creators).map { name, creator -> (String, GoldenValue) in
                (
                    name,
                    [
                        "value": .number(creator.value), "reliability": .number(creator.reliability),
                        "shrunk": .number(creator.shrunk),
                    ]
                )
            }
            golden.expectEqual(
                [
                    "tier": .number(returns.tier), "deal_variance": .number(returns.dealVariance),
                    "creator_variance": .number(returns.creatorVariance),
                    "creators": .object(Dictionary(uniqueKeysWithValues: answers)),
                ], expected, name)
        }
    }

    /// Ten creators, the first five with two deals that returned everything twice over, the others with three that returned nothing;
    /// by hand: σ² = 0, so all of the spread is the creators' and nothing is shrunk.
    @Test func whatRepeatsIsBelieved() throws {
        var deals = EqualBudget.Deals()
        for creator in 0..<10 {
            deals.append(
                creatorDeals: creator < 5
                    ? [(cost: 10_000, net: 20_000), (cost: 10_000, net: 20_000)]
                    : [(cost: 10_000, net: 0), (cost: 10_000, net: 0), (cost: 10_000, net: 0)])
        }
        let returns = try #require(ShrunkReturns(deals))
        #expect(returns.dealVariance == 0)
        #expect(returns.creators.allSatisfy { $0.reliability == 1 })
        #expect(abs(returns.creators[0].shrunk - 2) < 1e-12)
        #expect(abs(returns.creators[9].shrunk) < 1e-12)
    }

    /// In drawn brands whose creators differ, the places by shrunk returns are nearer to those by true returns than the places by
    /// own returns, and so are the returns.
    @Test func ranksBetterThanOwnReturns() throws {
        var random = SeededGenerator(seed: 26)
        var (own, shrunk, ownError, shrunkError) = (0.0, 0.0, 0.0, 0.0)
        for _ in 0..<60 {
            var truth: [Double] = []
            var deals = EqualBudget.Deals()
            for _ in 0..<60 {
                let level = 1.5 * .exp(0.5 * Self.normal(&random))
                truth.append(level)
                let count = [1, 1, 1, 2, 2, 3, 4, 8][Int.random(in: 0..<8, using: &random)]
                deals.append(
                    creatorDeals: (0..<count).map { _ in
                        let cost = Double.exp(6 + 0.6 * Self.normal(&random)) * 10_000
                        let sold = Double.random(in: 0..<1, using: &random) < 0.6
                        let net = sold ? cost * level / 0.6 * .exp(-0.32 + 0.8 * Self.normal(&random)) : 0
                        return (cost: Int64(cost), net: Int64(net))
                    })
            }
            let returns = try #require(ShrunkReturns(deals))
            own += Self.displacement(returns.creators.map(\.value), truth)
            shrunk += Self.displacement(returns.creators.map(\.shrunk), truth)
            for (creator, level) in zip(returns.creators, truth) {
                ownError += Self.square(.log(onePlus: creator.value) - .log(onePlus: level))
                shrunkError += Self.square(.log(onePlus: creator.shrunk) - .log(onePlus: level))
            }
        }
        #expect(shrunk < own)
        #expect(shrunkError < 0.5 * ownError)
    }

    private static func square(_ value: Double) -> Double { value * value }

    /// Mean distance of places; creators with equal values share theirs.
    private static func displacement(_ values: [Double], _ truth: [Double]) -> Double {
        func places(_ values: [Double]) -> [Double] {
            values.map { value in
                Double(values.count { $0 < value }) + Double(values.count { $0 == value } - 1) / 2
            }
        }
        return zip(places(values), places(truth)).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(values.count)
    }

    /// Box and Muller 1958.
    private static func normal(_ random: inout SeededGenerator) -> Double {
        let (u, v) = (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
        return (-2 * .log(1 - u)).squareRoot() * .cos(2 * .pi * v)
    }
}
