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

    /// Posts of a year: three accounts of four have one count on all of them, or one has.
    @Test(arguments: [(3, true), (1, false)])
    func followersThatNeverChangeAreSaid(still: Int, isSaid: Bool) throws {
        let bench = try Bench()
        let rows = (0..<4).flatMap { account in
            (0..<12).map { month in
                post("c\(account)", 12 * account + month, followers: 5_000 + (account < still ? 0 : month), ["posted_at": "2024-\(month < 9 ? "0" : "")\(month + 1)-05T00:00:00Z"])
            }
        }
        try bench.writeFacts(.posts, rows)
        let losses = try bench.aggregate().losses.filter { $0.column == "followers_at_post" }
        #expect(losses.map(\.count) == (isSaid ? [3] : []) && losses.allSatisfy { $0.weight == .important && $0.what.hasPrefix("3 of 4 accounts") }, "\(losses)")
    }
}
