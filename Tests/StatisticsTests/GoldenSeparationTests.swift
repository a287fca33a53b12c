import TestSupport
import Testing

@testable import Statistics

/// Case 28: what separates two tiers.
@Suite struct GoldenSeparation {
    @Test func situations() throws {
        let golden = try GoldenVector("28_separation")
        let situations = golden.params["cases"].elements
        try #require(situations.count == golden.expected.elements.count)
        let answers = try zip(situations, golden.expected.elements).map { situation, expected -> GoldenValue in
            let overlaps = try Dictionary(
                uniqueKeysWithValues: expected["overlaps"].members.keys.map { ($0, try overlap(situation, $0)) })
            let separated = expected["separated"].members.map { rung, expected -> (String, GoldenValue) in
                let fixed = Set(rung.split(separator: "+").map { $0 == "month" ? "quarter" : String($0) })
                let names = overlaps.filter {
                    CovariateOverlap.isSeparated($0.value, isHeldFixed: fixed.contains($0.key))
                }
                // A set; the vector's order is that of its covariates.
                let order = expected.elements.compactMap(\.text)
                let sorted = order.filter { names.keys.contains($0) } + names.keys.filter { !order.contains($0) }.sorted()
                return (rung, .list(sorted.map { .string($0) }))
            }
            return [
                "overlaps": .object(overlaps.mapValues { .number($0) }),
                "separated": .object(Dictionary(uniqueKeysWithValues: separated)),
            ]
        }
        golden.expectEqual(.list(answers), golden.expected)
    }

    /// Units are `[tier, weight, levels]`; A is the tier of the first.
    private func overlap(_ situation: GoldenValue, _ covariate: String) throws -> Double {
        let units = situation["units"].elements
        let tierA = try #require(units.first?.elements.first?.text)
        let levels = try Set(units.map { try $0.elements[2][covariate].requireText() }).sorted()
        var (a, b) = ([Double](repeating: 0, count: levels.count), [Double](repeating: 0, count: levels.count))
        for unit in units {
            let level = try #require(levels.firstIndex(of: try unit.elements[2][covariate].requireText()))
            let weight = try unit.elements[1].requireDouble()
            if unit.elements[0].text == tierA { a[level] += weight } else { b[level] += weight }
        }
        return CovariateOverlap.share(a, b)
    }
}
