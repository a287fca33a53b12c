internal import SocialData

/// Adds up one shard's deals: cell by cell, creator by creator, in canonical order.
struct DealCounting {
    let deals: DealFacts
    let words: FactWords
    let ranks: WordRanks
    let plan: AggregationPlan

    /// Money by tier, and the census, which deals are in that nothing but their tier keeps out.
    func addMoney(to tally: inout ShardTally, _ presence: inout TierPresence) {
        let width = CostComponent.allCases.count
        for (index, deal) in deals.deals.enumerated() where deal.use != .excluded {
            let tier = plan.tier(deal)
            tally.census[tier].deals += 1
            presence.note(creator: Int(deal.creator), tier: tier)
            guard tier < plan.tierCount else { continue }
            if deal.use == .unpaid {
                tally.money[tier].add(unpaid: deal)
            } else {
                tally.money[tier].add(deal, components: deals.components[index * width..<(index + 1) * width])
            }
        }
    }

    /// The deals that enter the money metrics.
    func addCells(to segments: inout SegmentAccumulator) {
        let used = deals.deals.filter { $0.use == .used }
        let keys = used.map { key($0) }
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var start = 0
        while start < order.count {
            let first = used[order[start]]
            var cell = DealCell()
            var end = start
            repeat {
                cell.add(used[order[end]])
                end += 1
            } while end < order.count && keys[order[end]] == keys[order[start]]
            add(first, cell, to: &segments)
            if end == order.count || used[order[end]].creator != first.creator {
                segments.finish(creator: Int(ranks.creators[Int(first.creator)]))
            }
            start = end
        }
    }

    /// Paid deals of a known band, in a tier or not.
    func addStrata(to strata: inout StratumCounter) {
        let known = deals.deals.filter { $0.band >= 0 && ($0.use == .used || $0.use == .untiered) }
        let keys = known.map { key($0) }
        for index in keys.indices.sorted(by: { keys[$0] < keys[$1] }) { strata.add(known[index]) }
    }

    /// The used deals by view, and how long they were followed (Methods 25.3).
    func addFollowUp(to followUp: inout ShardFollowUp, _ orders: OrderFacts) {
        guard !plan.views.isEmpty else { return }
        var views = plan.views.map { _ in ShardFollowUp.View(totals: [WindowTotals](repeating: WindowTotals(), count: plan.tierCount)) }
        let used = deals.deals.indices.filter { deals.deals[$0].use == .used }
        let keys = used.map { key(deals.deals[$0]) }
        for place in keys.indices.sorted(by: { keys[$0] < keys[$1] }) {
            let (number, deal) = (used[place], deals.deals[used[place]])
            let tier = plan.tier(deal)
            if let start = deal.startedAt, let end = deal.followedUntil { followUp.seconds[tier].append(max(0, end - start)) }
            for (index, view) in plan.views.enumerated() {
                guard view.isOldEnough(startedAt: deal.startedAt, asOf: plan.asOf) else {
                    views[index].totals[tier].youngDeals += 1
                    continue
                }
                let sum = orders[deal: number, view: index]
                views[index].totals[tier] += WindowTotals(
                    deals: 1, cost: Int128(deal.cost), orders: sum.orders, net: sum.net, asked: sum.asked, known: sum.known)
                guard view.isLimited else { continue }
                views[index].strata.cells.add(
                    creator: Int(ranks.creators[Int(deal.creator)]), band: Int(deal.band), StratumKey(deal, ranks),
                    deal: [(sum.net, Int128(deal.cost)), (sum.gross, Int128(sum.orders))])
            }
        }
        for index in views.indices {
            views[index].strata.cells.finish()
            views[index].strata.keepWords(words, withPostTypes: false)
        }
        followUp.views = views
    }

    private func key(_ deal: DealFact) -> CellKey {
        CellKey(
            creator: ranks.creators[Int(deal.creator)], band: deal.band < 0 ? nil : Int(deal.band),
            platform: ranks.platforms[Int(deal.platform)], niche: ranks.niches[Int(deal.niche)], postType: 0,
            marks: CellKey.Marks(sponsored: nil, isBoosted: false), month: Int(deal.month),
            campaign: plan.keepsCampaigns ? ranks.campaigns[Int(deal.campaign)] : 0)
    }

    private func add(_ deal: DealFact, _ cell: DealCell, to segments: inout SegmentAccumulator) {
        let (first, tier) = (Metric.deal(.returnOnSpend).place, plan.tier(deal))
        for (index, dimension) in plan.dimensions.enumerated() {
            guard let number = deal.number(dimension) else { continue }
            let segment = segments.segment(index, dimension, number: number, words: words)
            segments.add(cell.totals, from: first, coverage: cell.coverage, segment: segment, tier: tier)
        }
        segments.add(cell.totals, from: first, coverage: cell.coverage, segment: SegmentAccumulator.everything, tier: tier)
    }
}
