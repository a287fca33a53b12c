import Testing

@testable import Statistics

@Suite struct TierTrendTests {
    private static let seed: UInt64 = 5

    /// Twelve creators over eight months; creator 0 alone fills month 7.
    private func amounts() -> [MonthlyAmounts.Cell] {
        let random = RandomStream(seed: Self.seed, label: "trend").replicate(0)
        var cells: [MonthlyAmounts.Cell] = []
        for creator in 0..<12 {
            for month in 0..<7 where random.bounded(creator * 20 + month, below: 3) > 0 {
                cells.append(
                    .init(
                        creator: Int32(creator), month: month, tier: creator % 2,
                        amount: Int64(1 + random.bounded(500 + creator * 20 + month, below: 900))))
            }
        }
        cells.append(.init(creator: 0, month: 7, tier: 0, amount: 40))
        return cells
    }

    /// The jackknife that moves only a creator's own months, against trends computed anew without the creator.
    @Test func deletionsAreWholeRecomputations() throws {
        let cells = amounts()
        let full = try #require(TierTrend(MonthlyAmounts(cells), tier: 0))
        #expect(full.months == Array(0...7))
        let deletions = try (0..<12).map { creator in
            try #require(TierTrend(MonthlyAmounts(cells.filter { $0.creator != Int32(creator) }), tier: 0)).slope
        }
        let squares = deletions.map { ($0 - full.slope) * ($0 - full.slope) }.compensatedSum()
        let expected = (11.0 / 12 * squares).squareRoot()
        #expect(abs(full.standardError - expected) < 1e-12 * expected, "seed \(Self.seed)")
    }

    /// A month without any amount is a gap in the months, not a month of share 0.
    @Test func monthsCountTheCalendar() throws {
        var cells: [MonthlyAmounts.Cell] = []
        for creator in 0..<10 {
            for month in [0, 1, 2, 3, 4, 10] {
                let amount = creator == 0 ? month + 1 : 11
                cells.append(
                    .init(
                        creator: Int32(creator), month: month, tier: creator == 0 ? 0 : 1, amount: Int64(amount)))
            }
        }
        let trend = try #require(TierTrend(MonthlyAmounts(cells), tier: 0))
        #expect(trend.months == [0, 1, 2, 3, 4, 10])
        // Shares m/(m + 99) for m = 1 … 5 and 11: every pair rises.
        #expect(trend.mannKendall.score == 15)
    }

    /// Who is paid the same every month leaves every share as it is, whoever is left out.
    @Test(arguments: [7, 11, 24])
    func retainersAreNoTrend(months: Int) throws {
        let cells = (0..<30).flatMap { creator in
            (0..<months).map { MonthlyAmounts.Cell(creator: Int32(creator), month: $0, tier: creator % 3, amount: Int64(1_000_003 + 337_779 * creator)) }
        }
        for tier in 0..<3 {
            let trend = try #require(TierTrend(MonthlyAmounts(cells), tier: tier))
            #expect(abs(trend.slope) < 1e-15 && trend.standardError == 0 && trend.p == nil && trend.interval == nil)
            #expect(trend.mannKendall.score == 0)
        }
    }

    @Test func tooFewMonthsOrCreators() {
        let cells = amounts()
        #expect(TierTrend(MonthlyAmounts(cells.filter { $0.month < 5 }), tier: 0) == nil)
        #expect(TierTrend(MonthlyAmounts(cells.filter { $0.creator < 9 }), tier: 0) == nil)
        #expect(TierTrend(MonthlyAmounts([]), tier: 0) == nil)
    }

    /// The first month with an amount decides, there the larger tier, and a tie goes to the lower one.
    @Test func fixedTiers() {
        var amounts = MonthlyAmounts([
            .init(creator: 1, month: 1, tier: 0, amount: 0), .init(creator: 1, month: 2, tier: 1, amount: 5),
            .init(creator: 1, month: 3, tier: 0, amount: 9), .init(creator: 2, month: 1, tier: 1, amount: 7),
            .init(creator: 2, month: 1, tier: 0, amount: 7), .init(creator: 2, month: 2, tier: 1, amount: 8),
        ])
        amounts.fixTiers()
        #expect(amounts.cells.filter { $0.creator == 1 }.map(\.tier) == [1, 1, 1])
        #expect(amounts.cells.filter { $0.creator == 2 }.map(\.tier) == [0, 0, 0])
    }

    /// Kendall's S of 1, 3, 2, 4 is 5 − 1 = 4; Var S = 4·3·13/18; z = 3/√(26/3).
    @Test func mannKendall() {
        let test = MannKendall([1, 3, 2, 4])
        #expect(test.score == 4)
        #expect(abs(test.z - 3 / (26.0 / 3).squareRoot()) < 1e-15)
        let flat = MannKendall([2, 2, 2])
        #expect(flat.score == 0 && flat.z == 0 && flat.p == 1)
    }
}
