internal import Findings
internal import SocialData
internal import Statistics

/// Who paid off, tier by tier, in the asked pair and in all tiers together (Methods 26.1, 26.2).
struct Payoff {
    let returns: CreatorReturns
    /// By tier.
    let money: [MoneyTotals]
    let tiers: [Tier]
    let definition: Definition
    /// nil where the definition asks for no pair of its tiers.
    let pair: AskedPair?
    /// Whether anybody knows what the deals brought back.
    let knowsReturns: Bool

    /// Rows of the tiers, of their difference, and of the programme; none where no tier has a deal.
    func rows() -> [PayoffRow] {
        guard let margin = GrossMargin(definition.margin), !returns.programme.isEmpty else { return [] }
        var rows = tiers.indices.map { tier in
            row(.tier, tiers[tier].name, returns.tiers[tier], money[tier], margin)
        }
        if let pair { rows.append(difference(pair, margin)) }
        rows.append(row(.programme, nil, returns.programme, money.reduce(into: MoneyTotals()) { $0 += $1 }, margin))
        return rows
    }

    private func row(
        _ part: PayoffPart, _ tier: String?, _ creators: [CreatorReturns.Creator], _ money: MoneyTotals, _ margin: GrossMargin
    ) -> PayoffRow {
        var row = PayoffRow(part, tier: tier, breakEvenROAS: margin.breakEvenROAS.published)
        row.creators = creators.count
        row.deals = money.deals
        row.cost = ExactTotal(money.cost)
        row.costShareKnown = money.costShareKnown
        row.unknownComponents = zip(CostComponent.allCases, money.componentDeals).filter { $1 < money.deals }.map(\.0)
        guard let share = paidOff(creators, margin) else {
            row.whyEmpty = .noDeals
            return row
        }
        guard knowsReturns else {
            row.whyEmpty = .unknownReturns
            return row
        }
        let interval = TierFit(
            CreatorReturns.sample(creators), scale: .linear, confidence: definition.confidence
        ).pooled?.interval
        let profit = margin.profit(net: money.net, cost: money.cost, deals: money.deals, returns: interval)
        row.paidOff = share.count
        row.share = share.value.published
        row.shareLow = share.interval.lower.published
        row.shareHigh = share.interval.upper.published
        row.net = ExactTotal(money.net)
        row.profit = ExactTotal(profit.value)
        row.profitLow = profit.interval.map { ($0.lower / Self.unit).published }
        row.profitHigh = profit.interval.map { ($0.upper / Self.unit).published }
        row.headroomPerDeal = profit.headroomPerDeal.map { ExactTotal($0) }
        if profit.interval == nil { row.whyEmpty = .noInterval }
        return row
    }

    /// Money is in 1/10,000.
    private static let unit = 10_000.0

    /// Creators of both tiers count in their home tier, by the deals that they have there.
    private func difference(_ pair: AskedPair, _ margin: GrossMargin) -> PayoffRow {
        var row = PayoffRow(.difference, tier: pair.nameA, minus: pair.nameB, breakEvenROAS: margin.breakEvenROAS.published)
        let sides = [pair.a, pair.b].map { returns.tiers[$0] }
        let home = TierPair(CreatorReturns.sample(sides[0]), CreatorReturns.sample(sides[1])).atHome
        let shares = zip(sides, [home.a, home.b]).map { creators, sample in
            let atHome = Set(sample.creators)
            return paidOff(creators.filter { atHome.contains($0.rank) }, margin)
        }
        guard let a = shares[0], let b = shares[1] else {
            row.whyEmpty = .noDeals
            return row
        }
        guard knowsReturns else {
            row.whyEmpty = .unknownReturns
            return row
        }
        let difference = ShareEstimate.difference(a, b)
        row.share = difference.value.published
        row.shareLow = difference.interval?.lower.published
        row.shareHigh = difference.interval?.upper.published
        return row
    }

    private func paidOff(_ creators: [CreatorReturns.Creator], _ margin: GrossMargin) -> ShareEstimate? {
        ShareEstimate(
            creators.count { margin.paysOff(net: $0.net, cost: $0.cost) }, of: creators.count, confidence: definition.confidence)
    }
}
