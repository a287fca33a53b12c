internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// What one budget would have returned in tier A, in tier B and in mixes of both (Methods 14).
struct BudgetSplit {
    let returns: CreatorReturns
    let definition: Definition
    /// nil where the definition asks for no pair of its tiers.
    let pair: AskedPair?

    /// Replicates that one thread computes at a time.
    private static let replicatesAtOnce = 50

    /// Rows of 0, 25, 50, 75 and 100 % of A; none without a budget or without deals in either tier. A row is empty but for
    /// its notes where a tier that it needs has no deals, or where the budget would buy more deals than can be drawn.
    func rows(jobs: Int, stop: StopFlag?) throws -> [BudgetRow] {
        guard let budget = definition.budget.flatMap({ Int64(exactly: $0.value) }), budget > 0,
            let pair
        else { return [] }
        let simulations = [simulation(tier: pair.a, named: pair.nameA), simulation(tier: pair.b, named: pair.nameB)]
        guard simulations.contains(where: { $0 != nil }) else { return [] }
        var alone: [[Double]?] = [nil, nil]
        var rows: [BudgetRow] = []
        for percent in [0, 25, 50, 75, 100] {
            let part = EqualBudget.share(of: budget, percent: percent)
            var notes: Set<Note> = []
            var sides: [[EqualBudget.Outcome]] = []
            var largest: Int64?
            for (side, part) in [part, budget - part].enumerated() where part > 0 {
                guard let simulation = simulations[side] else { continue }
                if simulation.isExtrapolation(budget: part) { notes.insert(.extrapolation) }
                guard let outcomes = try outcomes(simulation, part, jobs: jobs, stop: stop) else { continue }
                let used = EqualBudget.medianDeals(outcomes) ?? 0
                if used > Double(simulation.deals.creators.count) { notes.insert(.supply) }
                if part == budget {
                    alone[side] = outcomes.map(\.profit)
                    if !notes.isEmpty { largest = simulation.largest(outcomes, budget: part) }
                }
                sides.append(outcomes)
            }
            let isWhole = sides.count == [part, budget - part].count { $0 > 0 }
            rows.append(row(budget, percent, isWhole ? sides : [], notes))
            rows[rows.count - 1].largest = largest.map { ExactTotal(Int128($0)) }
        }
        if let profitsA = alone[0], let profitsB = alone[1] {
            rows[rows.count - 1].beatsProbability = EqualBudget.beats(profitsA, profitsB)?.published
        }
        return rows
    }

    private func row(
        _ budget: Int64, _ percent: Int, _ sides: [[EqualBudget.Outcome]], _ notes: Set<Note>
    ) -> BudgetRow {
        let outcomes = sides.dropFirst().reduce(sides.first ?? []) { zip($0, $1).map(+) }
        let summary = EqualBudget.summary(profits: outcomes.map(\.profit), budget: budget)
        return BudgetRow(
            budget: ExactTotal(Int128(budget)), shareA: percent,
            medianDeals: EqualBudget.medianDeals(outcomes)?.published, mean: summary?.mean.published,
            p5: summary?.p5.published, p50: summary?.p50.published, p95: summary?.p95.published,
            lossProbability: summary?.lossProbability.published, beatsProbability: nil, notes: notes.inOrder)
    }

    /// nil for a tier without deals.
    private func simulation(tier: Int, named name: String) -> EqualBudget? {
        EqualBudget(returns.deals[tier], tier: name, seed: definition.seed, margin: definition.margin)
    }

    /// Replicates are functions of their number: threads compute ranges of them.
    private func outcomes(
        _ simulation: EqualBudget, _ budget: Int64, jobs: Int, stop: StopFlag?
    ) throws -> [EqualBudget.Outcome]? {
        let count = max(0, definition.resamples)
        let ranges = stride(from: 0, to: count, by: Self.replicatesAtOnce).map {
            $0..<min($0 + Self.replicatesAtOnce, count)
        }
        let parts = try Parallel.orderedMap(ranges, jobs: jobs) { range in
            try stop?.check()
            return simulation.outcomes(budget: budget, range)
        }
        let known = parts.compactMap(\.self)
        return known.count == parts.count ? known.flatMap(\.self) : nil
    }
}
