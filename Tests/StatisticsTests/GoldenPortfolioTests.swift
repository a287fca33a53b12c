import Testing

@testable import Statistics

/// Case 18: equal budgets.
@Suite struct GoldenPortfolio {
    @Test func tiersAndMixes() throws {
        let golden = try GoldenVector("18_portfolio")
        let budget = Int64(try golden.params["budget"].requireInteger())
        let resamples = try golden.params["B"].requireInteger()
        func simulation(_ tier: String) throws -> EqualBudget {
            let rows = try golden.rows("deals.csv").filter { $0["tier"] == tier }
            let creators = Dictionary(grouping: rows) { $0["creator"] ?? "" }
            var deals = EqualBudget.Deals()
            for name in creators.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
                let ordered = (creators[name] ?? []).sorted {
                    Int($0["order"] ?? "") ?? 0 < Int($1["order"] ?? "") ?? 0
                }
                deals.append(
                    creatorDeals: try ordered.map {
                        (cost: try #require(Int64($0["cost"] ?? "")), net: try #require(Int64($0["net"] ?? "")))
                    })
            }
            return try #require(
                EqualBudget(
                    deals, tier: tier, seed: UInt64(try golden.params["seed"].requireInteger()),
                    margin: try golden.params["margin"].requireDouble()))
        }
        // The names of the tiers stand in the keys: `p_micro_beats_macro`, `mix_percent_micro`.
        let question = try #require(golden.expected.members.keys.compactMap { $0.wholeMatch(of: /p_(.+)_beats_(.+)/) }.first)
        let (nameA, nameB) = (String(question.1), String(question.2))
        #expect(golden.expected["tiers"].members.keys.sorted() == [nameA, nameB].sorted())
        let (a, b) = (try simulation(nameA), try simulation(nameB))
        let mix = "mix_percent_\(nameA)"
        let percents = try golden.expected[mix].members.keys.map { try #require(Int($0)) }
        #expect(!percents.isEmpty)
        func outcomes(_ simulation: EqualBudget, _ budget: Int64) throws -> [EqualBudget.Outcome] {
            // In two pieces: a replicate is a pure function of its number.
            try #require(simulation.outcomes(budget: budget, 0..<resamples / 3))
                + (try #require(simulation.outcomes(budget: budget, resamples / 3..<resamples)))
        }
        func form(_ profits: [Double]) throws -> [String: GoldenValue] {
            let summary = try #require(EqualBudget.summary(profits: profits, budget: budget))
            return [
                "roi_mean": .number(summary.mean), "roi_p05": .number(summary.p5), "roi_p50": .number(summary.p50),
                "roi_p95": .number(summary.p95), "p_loss": .number(summary.lossProbability),
            ]
        }
        func tierForm(_ simulation: EqualBudget, _ name: String) throws -> GoldenValue {
            let outcomes = try outcomes(simulation, budget)
            let profits = outcomes.map(\.profit)
            return .object(
                try form(profits).merging([
                    "first_profits": GoldenValue(Array(profits.prefix(golden.expected["tiers"][name]["first_profits"].elements.count))),
                    "deals_used_p50": GoldenValue(EqualBudget.medianDeals(outcomes)),
                ]) { $1 })
        }
        let mixes = try percents.map { percent -> (String, GoldenValue) in
            let share = EqualBudget.share(of: budget, percent: percent)
            let profits = zip(try outcomes(a, share), try outcomes(b, budget - share)).map {
                $0.profit + $1.profit
            }
            return ("\(percent)", .object(try form(profits)))
        }
        golden.expectEqual(
            [
                "tiers": .object([nameA: try tierForm(a, nameA), nameB: try tierForm(b, nameB)]),
                String(question.0): GoldenValue(
                    EqualBudget.beats(
                        try outcomes(a, budget).map(\.profit), try outcomes(b, budget).map(\.profit))),
                mix: .object(Dictionary(uniqueKeysWithValues: mixes)),
            ], golden.expected)
    }
}
