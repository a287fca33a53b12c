@testable import Aggregation
import Findings
import SocialData
import Testing

@Suite struct UnusedFactsTests {
    /// One deal of 25 is 4 % of the deals. Beside 20,460 of the others 4,000 are 16 % of the cost, and 400 are 2 %.
    @Test(arguments: [(4000, .important), (400, .noted)] as [(Int128, Loss.Weight)])
    func oneDearDealIsMuch(cost: Int128, weight: Loss.Weight) {
        var summary = NormalizationSummary()
        summary.rows = [EntityRows(entity: .deals, accepted: 25, derived: 0, facts: 25, duplicates: 0)]
        summary.unusedCost = [ExclusionReason.unknownTier.rawValue: ExactTotal(cost * 10_000)]
        let left = [ExclusionRow(unit: .deals, tier: "unknown", metric: .none, reason: .unknownTier, rows: 1)]
        let losses = UnusedFacts.losses(left, summary, usedCost: 20_460 * 10_000)
        #expect(losses.map(\.weight) == [weight] && losses.map(\.money) == [ExactTotal(cost * 10_000)])
    }
}
