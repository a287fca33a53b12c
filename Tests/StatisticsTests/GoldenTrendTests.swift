import Testing

@testable import Statistics

/// Case 17: the trend of monthly shares.
@Suite struct GoldenTrend {
    @Test func tiers() throws {
        let golden = try GoldenVector("17_trend")
        let rows = try golden.rows("spend.csv")
        let ranks = TierSample.goldenRanks(rows)
        let tiers = golden.expected.members.keys.sorted()
        let amounts = MonthlyAmounts(
            try rows.map { row in
                let month = (row["month"] ?? "").split(separator: "-").compactMap { Int($0) }
                return MonthlyAmounts.Cell(
                    creator: try #require(ranks[row["creator"] ?? ""]), month: month[0] * 12 + month[1] - 1,
                    tier: try #require(tiers.firstIndex(of: row["tier"] ?? "")),
                    amount: try #require(Int64(row["amount"] ?? "")))
            })
        for (tier, name) in tiers.enumerated() {
            let trend = try #require(TierTrend(amounts, tier: tier))
            golden.expectEqual(
                [
                    "months": .integer(trend.months.count), "clusters": .integer(trend.creators),
                    "shares": GoldenValue(trend.shares), "slope_per_month": .number(trend.slope),
                    "se": .number(trend.standardError), "df": GoldenValue(trend.degreesOfFreedom),
                    "t": GoldenValue(trend.statistic), "p": GoldenValue(trend.p), "ci": GoldenValue(trend.interval),
                    "mk_s": .integer(trend.mannKendall.score), "mk_z": .number(trend.mannKendall.z),
                    "mk_p": .number(trend.mannKendall.p), "theil_sen": .number(trend.theilSenSlope),
                ], golden.expected[name], name)
        }
    }
}
