import Testing

@testable import Statistics

@Suite struct EqualBudgetTests {
    private func simulation(_ cost: Int64, _ net: Int64) throws -> EqualBudget {
        var deals = EqualBudget.Deals()
        deals.append(creatorDeals: [(cost: cost, net: net)])
        return try #require(EqualBudget(deals, tier: "micro", seed: 1))
    }

    /// One deal of cost 40 and net 100: a budget of 100 buys two and a half, net 250, profit 150.
    @Test func lastDealInProportion() throws {
        let outcomes = try #require(try simulation(40, 100).outcomes(budget: 100, 0..<3))
        #expect(outcomes.allSatisfy { $0 == EqualBudget.Outcome(profit: 150, deals: 3, costOfSupply: 40) })
        // A budget that is met exactly takes the last deal whole, and no further one.
        #expect(try simulation(40, 100).outcomes(budget: 80, 0..<1)?[0] == EqualBudget.Outcome(profit: 120, deals: 2, costOfSupply: 40))
        #expect(try simulation(40, 100).outcomes(budget: 0, 0..<1)?[0] == EqualBudget.Outcome(profit: 0, deals: 0))
    }

    @Test func extrapolation() throws {
        #expect(try !simulation(40, 100).isExtrapolation(budget: 120))
        #expect(try simulation(40, 100).isExtrapolation(budget: 121))
        // A million and one expected draws per replicate is refused, not tried.
        #expect(try simulation(1, 1).outcomes(budget: 1_000_001, 0..<1) == nil)
    }

    /// A deal of the one creator costs 40. Of the draws' supplies 70, 50, 90 and, never used up, 100, the lower one in the middle
    /// counts; three times the observed spend is 120.
    @Test func largestBudget() throws {
        let simulation = try simulation(40, 100)
        func outcomes(_ supplies: [Int64?]) -> [EqualBudget.Outcome] {
            supplies.map { EqualBudget.Outcome(profit: 0, deals: 2, costOfSupply: $0) }
        }
        #expect(try #require(simulation.outcomes(budget: 40, 0..<1))[0].costOfSupply == nil)
        #expect(simulation.largest(outcomes([70, 50, 90, nil]), budget: 100) == 70)
        #expect(simulation.largest(outcomes([70, 50, 90]), budget: 100) == 70)
        #expect(simulation.largest(outcomes([nil, nil, 50]), budget: 130) == 120)
        #expect(simulation.largest([], budget: 100) == 100)
    }

    @Test func nothingToSimulate() {
        #expect(EqualBudget(EqualBudget.Deals(), tier: "micro", seed: 1) == nil)
        #expect(EqualBudget.summary(profits: [], budget: 5) == nil)
        #expect(EqualBudget.beats([], []) == nil)
        #expect(EqualBudget.beats([1, 2, 3, 4], [0, 2, 9, 4]) == 0.5)
        #expect(EqualBudget.share(of: 101, percent: 25) == 25)
    }
}
