/// What a budget would have returned if spent on past deals drawn anew (Methods 14), a row of `tables/budget.csv`.
package struct BudgetRow: Codable, Sendable, Equatable {
    /// 1/10,000 of the reporting currency.
    package var budget: ExactTotal
    /// Percent of the budget that goes to tier A; 100 is A alone, 0 is B alone.
    package var shareA: Int
    /// Median number of deals the budget buys.
    package var medianDeals: Double?
    /// Profit over budget: mean, 5 %, 50 % and 95 % quantile.
    package var mean: Double?
    /// In units of the budget: 0.5 is half of it on top, −1 all of it lost.
    package var p5: Double?
    package var p50: Double?
    package var p95: Double?
    /// `P(profit < 0)`.
    package var lossProbability: Double?
    /// `P(A beats B)`, on the row of A alone.
    package var beatsProbability: Double?
    /// `extrapolation`, `supply`.
    package var notes: [Note]
    /// On the rows of one tier alone that have a note: the largest budget that has none, in 1/10,000 of the reporting currency.
    package var largest: ExactTotal?

    /// From here on a share of the draws is clear; so is one as far from the other end.
    package static let clearShare = 0.975

    package init(
        budget: ExactTotal, shareA: Int, medianDeals: Double?, mean: Double?, p5: Double?, p50: Double?,
        p95: Double?, lossProbability: Double?, beatsProbability: Double?, notes: [Note], largest: ExactTotal? = nil
    ) {
        self.budget = budget
        self.shareA = shareA
        self.medianDeals = medianDeals
        self.mean = mean
        self.p5 = p5
        self.p50 = p50
        self.p95 = p95
        self.lossProbability = lossProbability
        self.beatsProbability = beatsProbability
        self.notes = notes
        self.largest = largest
    }
}
