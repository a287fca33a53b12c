internal import SocialData

/// Deals: cell by cell, creator by creator, in canonical order.
extension ShardAggregator {
    mutating func addUpDeals(_ ranks: WordRanks, _ presence: inout TierPresence) throws {
        countMoney(&presence)
        let deals = deals.deals.filter { $0.use == .used }
        let keys = deals.map { key($0, ranks) }
        let order = keys.indices.sorted { keys[$0] < keys[$1] }
        var start = 0
        while start < order.count {
            let first = deals[order[start]]
            var cell = DealCell()
            var end = start
            repeat {
                cell.add(deals[order[end]])
                end += 1
            } while end < order.count && keys[order[end]] == keys[order[start]]
            addToSegments(first, cell)
            try write(cell, like: first)
            if end == order.count || deals[order[end]].creator != first.creator {
                accumulator.finish(creator: Int(ranks.creators[Int(first.creator)]))
            }
            start = end
        }
    }

    private func tier(_ deal: DealFact) -> Int {
        plan.tier(band: deal.band < 0 ? nil : Int(deal.band))
    }

    func key(_ deal: DealFact, _ ranks: WordRanks) -> CellKey {
        CellKey(
            creator: ranks.creators[Int(deal.creator)], band: deal.band < 0 ? nil : Int(deal.band),
            platform: ranks.platforms[Int(deal.platform)], niche: ranks.niches[Int(deal.niche)], postType: 0,
            marks: CellKey.Marks(sponsored: nil, isBoosted: false), month: Int(deal.month),
            campaign: plan.keepsCampaigns ? ranks.campaigns[Int(deal.campaign)] : 0)
    }

    /// Money by tier, and the census, which deals are in that nothing but their tier keeps out.
    private mutating func countMoney(_ presence: inout TierPresence) {
        let width = CostComponent.allCases.count
        for (index, deal) in deals.deals.enumerated() where deal.use != .excluded {
            let tier = tier(deal)
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

    private mutating func addToSegments(_ deal: DealFact, _ cell: DealCell) {
        let tier = tier(deal)
        for (index, dimension) in plan.dimensions.enumerated() {
            guard let number = deal.number(dimension) else { continue }
            let segment = segment(index, number: number)
            accumulator.add(cell.totals, from: Metric.deal(.returnOnSpend).place, coverage: cell.coverage, segment: segment, tier: tier)
        }
        accumulator.add(
            cell.totals, from: Metric.deal(.returnOnSpend).place, coverage: cell.coverage, segment: SegmentAccumulator.everything, tier: tier)
    }

    private mutating func write(_ cell: DealCell, like deal: DealFact) throws {
        let key = CellWriter.Key(
            creator: Int(deal.creator), band: deal.band < 0 ? nil : plan.bands.edges[Int(deal.band)],
            platform: Int(deal.platform), niche: Int(deal.niche), month: Int(deal.month),
            campaign: plan.keepsCampaigns ? Int(deal.campaign) : nil)
        try cells.appendDeals(key, units: cell.units, totals: cell.totals, words: words)
    }
}
