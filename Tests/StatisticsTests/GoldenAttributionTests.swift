import TestSupport
import Testing

@testable import Statistics

/// Cases 23, 24 and 29: what codes and links do not see, and who paid off.
@Suite struct GoldenAttribution {
    @Test func tippingPoints() throws {
        let golden = try GoldenVector("23_capture")
        let answers = try golden.params["cases"].elements.map { situation -> GoldenValue in
            let point = TippingPoint(
                ratio: situation["ratio"].double, interval: try ConfidenceInterval(golden: situation["ratio_ci"]))
            guard let point else { return .null }
            return [
                "tipping": .number(point.tipping), "a_clear_above": .number(point.aClearAbove),
                "b_clear_below": .number(point.bClearBelow),
            ]
        }
        golden.expectEqual(.list(answers), golden.expected)
    }

    @Test func hiddenCost() throws {
        let golden = try GoldenVector("29_hidden_cost")
        let rows = try golden.rows("deals.csv")
        let ranks = TierSample.goldenRanks(rows)
        func sample(_ side: String) throws -> TierSample {
            let name = try golden.params[side].requireText()
            return try TierSample(goldenDeals: rows.filter { $0["tier"] == name }, ranks: ranks)
        }
        let cost = HiddenCost(leading: try sample("a"), over: try sample("b"))
        golden.expectEqual(
            cost.map { ["zero": GoldenValue($0.zero), "unclear": GoldenValue($0.unclear)] } ?? .null, golden.expected)
    }

    @Test func whoPaidOff() throws {
        let golden = try GoldenVector("24_break_even")
        let margin = try margin(try golden.params["margin"].requireText())
        let rows = try golden.rows("deals.csv")
        let ranks = TierSample.goldenRanks(rows)
        var shares: [String: ShareEstimate] = [:]
        var tiers: [String: GoldenValue] = [:]
        for name in golden.expected["tiers"].members.keys {
            let deals = rows.filter { $0["tier"] == name }
            let sample = try TierSample(goldenDeals: deals, ranks: ranks)
            let (nets, costs) = (try sums(deals, "net"), try sums(deals, "cost"))
            let paidOff = nets.count { margin.paysOff(net: $0.value, cost: costs[$0.key] ?? 0) }
            let share = try #require(ShareEstimate(paidOff, of: nets.count))
            let profit = margin.profit(
                net: nets.values.reduce(0, +), cost: costs.values.reduce(0, +), deals: deals.count,
                returns: PooledEstimate(sample)?.interval)
            shares[name] = share
            tiers[name] = [
                "creators": .integer(share.total), "paid_off": .integer(share.count), "share": .number(share.value),
                "ci": GoldenValue(share.interval), "profit": .integer(Int(profit.value)),
                "profit_ci": GoldenValue(profit.interval),
                "headroom_per_deal": GoldenValue(profit.headroomPerDeal.map { Int($0) }),
            ]
        }
        let difference = ShareEstimate.difference(
            try #require(shares[try golden.params["a"].requireText()]),
            try #require(shares[try golden.params["b"].requireText()]))
        let wilson = try golden.expected["wilson"].elements.map { entry -> GoldenValue in
            let (k, n) = (try entry["k"].requireInteger(), try entry["n"].requireInteger())
            return ["k": .integer(k), "n": .integer(n), "ci": GoldenValue(ShareEstimate(k, of: n)?.interval)]
        }
        golden.expectEqual(
            [
                "break_even_roas": .number(margin.breakEvenROAS), "tiers": .object(tiers),
                "difference": ["estimate": .number(difference.value), "ci": GoldenValue(difference.interval)],
                "wilson": .list(wilson),
            ], golden.expected)
    }

    private func margin(_ text: String) throws -> GrossMargin {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let decimals = parts.count > 1 ? String(parts[1]) : ""
        let digits = try #require(Int64(String(parts[0]) + decimals))
        return try #require(GrossMargin(digits: digits, decimals: decimals.count))
    }

    /// Exact sums per creator.
    private func sums(_ rows: [[String: String]], _ column: String) throws -> [String: Int128] {
        try rows.reduce(into: [:]) { sums, row in
            sums[row["creator"] ?? "", default: 0] += Int128(try #require(Int(row[column] ?? "")))
        }
    }
}

extension TierSample {
    /// Deals with columns creator, cost, net as net over cost by creator.
    fileprivate init(goldenDeals rows: [[String: String]], ranks: [String: Int32]) throws {
        var creators: [Int32: (deals: Int, net: Int128, cost: Int128)] = [:]
        for row in rows {
            let rank = try #require(ranks[row["creator"] ?? ""])
            let sums = creators[rank] ?? (0, 0, 0)
            creators[rank] = (
                sums.deals + 1, sums.net + Int128(try #require(Int(row["net"] ?? ""))),
                sums.cost + Int128(try #require(Int(row["cost"] ?? "")))
            )
        }
        self.init()
        for (rank, sums) in creators.sorted(by: { $0.key < $1.key }) {
            append(
                creator: rank, units: sums.deals, numerator: Double(exactTotal: sums.net),
                denominator: Double(exactTotal: sums.cost))
        }
    }
}
