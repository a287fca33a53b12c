import Testing

@testable import Statistics

/// Case 18: equal budgets.
@Suite(.enabled(if: Golden.isAvailable, "skipped: no golden vectors")) struct GoldenPortfolio {
    @Test func tiersAndMixes() throws {
        let golden = try GoldenCase("18_portfolio")
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
        let (micro, macro) = (try simulation("micro"), try simulation("macro"))
        func outcomes(_ simulation: EqualBudget, _ budget: Int64) throws -> [EqualBudget.Outcome] {
            // In two pieces: a replicate is a pure function of its number.
            try #require(simulation.outcomes(budget: budget, 0..<100))
                + (try #require(simulation.outcomes(budget: budget, 100..<resamples)))
        }
        func form(_ profits: [Double]) throws -> [String: GoldenValue] {
            let summary = try #require(EqualBudget.summary(profits: profits, budget: budget))
            return [
                "roi_mean": .number(summary.mean), "roi_p05": .number(summary.p5), "roi_p50": .number(summary.p50),
                "roi_p95": .number(summary.p95), "p_loss": .number(summary.lossProbability),
            ]
        }
        func tierForm(_ simulation: EqualBudget) throws -> GoldenValue {
            let outcomes = try outcomes(simulation, budget)
            let profits = outcomes.map(\.profit)
            return .object(
                try form(profits).merging([
                    "first_profits": GoldenValue(Array(profits.prefix(5))),
                    "deals_used_p50": GoldenValue(EqualBudget.medianDeals(outcomes)),
                ]) { $1 })
        }
        let mixes = try [0, 25, 50, 75, 100].map { percent -> (String, GoldenValue) in
            let share = EqualBudget.share(of: budget, percent: percent)
            let profits = zip(try outcomes(micro, share), try outcomes(macro, budget - share)).map {
                $0.profit + $1.profit
            }
            return ("\(percent)", .object(try form(profits)))
        }
        golden.expectEqual(
            [
                "tiers": ["micro": try tierForm(micro), "macro": try tierForm(macro)],
                "p_micro_beats_macro": GoldenValue(
                    EqualBudget.beats(
                        try outcomes(micro, budget).map(\.profit), try outcomes(macro, budget).map(\.profit))),
                "mix_percent_micro": .object(Dictionary(uniqueKeysWithValues: mixes)),
            ], golden.expected)
    }
}
