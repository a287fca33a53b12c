/// The tables that several pipelines have a truth of.
struct TruthTables {
    let money: MoneyTruth
    let posts: PostTruth

    /// Posts used and the rate behind them, by tier, where there is no deal.
    func rates(_ name: String) -> ExportFile {
        let rows = Truth.tiers.indices.map { tier in
            let rate = posts.rates["", default: [:]][tier, default: RateTotals()]
            return [
                Truth.tiers[tier], String(posts.creators[tier].count), String(posts.used[tier]), String(rate.posts),
                String(rate.creators.count), String(rate.engagement), String(rate.followers),
            ]
        }
        return Self.table(
            name, ["tier", "creators", "posts", "rate_posts", "rate_creators", "engagement", "followers"], rows)
    }

    func platforms(_ name: String) -> ExportFile {
        let rows = posts.rates.keys.filter { !$0.isEmpty }.sorted().flatMap { platform in
            (0..<4).compactMap { tier -> [String]? in
                guard let rate = posts.rates[platform]?[tier] else { return nil }
                return [
                    platform, Truth.tiers[tier], String(rate.posts), String(rate.creators.count), String(rate.engagement),
                    String(rate.followers),
                ]
            }
        }
        return Self.table(name, ["platform", "tier", "rate_posts", "rate_creators", "engagement", "followers"], rows)
    }

    func money(_ name: String) -> ExportFile {
        let rows = (0..<4).map { tier in
            let sums = money.tiers[tier]
            return [
                Truth.tiers[tier], String(sums.deals), String(sums.creators.count), String(sums.dealsWithoutSale), Self.fourDecimals(sums.cost),
                String(sums.orders), Self.fourDecimals(sums.gross), Self.fourDecimals(sums.refund), Self.fourDecimals(sums.gross - sums.refund),
                String(sums.unpaidDeals),
            ]
        }
        return Self.table(
            name,
            ["tier", "deals", "creators", "deals_without_sale", "cost", "orders", "gross", "refund", "net", "unpaid_deals"], rows)
    }

    /// Money by campaign and tier; tiers without a paid deal are left out.
    func campaigns(_ name: String) -> ExportFile {
        let rows = money.campaigns.sorted { $0.key < $1.key }.flatMap { campaign, tiers in
            tiers.indices.filter { tiers[$0].deals > 0 }.map { tier in
                let sums = tiers[tier]
                return [
                    campaign, Truth.tiers[tier], String(sums.deals), String(sums.creators.count), Self.fourDecimals(sums.cost),
                    Self.fourDecimals(sums.gross - sums.refund),
                ]
            }
        }
        return Self.table(name, ["campaign", "tier", "deals", "creators", "cost", "net"], rows)
    }

    func attribution(_ name: String) -> ExportFile {
        let rows = ["promo_code", "utm", "ambiguous_code", "unattributed"].map { kind in
            let sums = money.kinds[kind, default: OrderTotals()]
            return [kind, String(sums.orders), Self.fourDecimals(sums.gross), Self.fourDecimals(sums.refund), String(sums.withoutMoney)]
        }
        return Self.table(name, ["attribution", "orders", "gross", "refund", "without_money"], rows)
    }

    static func table(_ name: String, _ header: [String], _ rows: [[String]]) -> ExportFile {
        var table = CSVBuilder()
        table.row(header)
        for row in rows { table.row(row) }
        return ExportFile(path: "truth/\(name).csv", bytes: table.bytes)
    }

    /// Units of 1/10,000 as tables spell money: two decimals, more where they are not 0.
    static func fourDecimals(_ units: Int) -> String {
        let magnitude = abs(units)
        var decimals = String(10_000 + magnitude % 10_000).dropFirst()
        while decimals.count > 2, decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(units < 0 ? "-" : "")\(magnitude / 10_000).\(decimals)"
    }
}
