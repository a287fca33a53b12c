internal import Findings
internal import SocialData
internal import Statistics

/// What the two tiers of a headline lack (Methods 28).
struct MissingCheck: Sendable {
    /// One tier's units, and what those that are there look like.
    struct Tier: Sendable {
        var units = 0
        var missing = 0
        var value: Double?
        var lowerQuartile: Double?
        var upperQuartile: Double?

        var share: Double? { units > 0 ? Double(missing) / Double(units) : nil }

        fileprivate var bounded: MissingUnits.Tier? {
            guard let share, let value, let lowerQuartile, let upperQuartile else { return nil }
            return MissingUnits.Tier(value: value, missingShare: share, lowerQuartile: lowerQuartile, upperQuartile: upperQuartile)
        }
    }

    let metric: Metric
    let part: MissingPart
    let a: Tier
    let b: Tier

    /// Many deals sell nothing, so that of orders only the difference tells.
    var isUneven: Bool {
        switch part {
        case .numbers: MissingUnits.isUneven(a.share ?? 0, b.share ?? 0)
        case .orders: a.share.flatMap { a in b.share.map { MissingUnits.differ(a, $0) } } ?? false
        }
    }

    /// - Returns: a row for each tier, with the same bounds.
    func rows(_ pair: AskedPair) -> [MissingRow] {
        let bounds = a.bounded.flatMap { a in b.bounded.flatMap { MissingUnits.bounds(a, $0, scale: metric.scale) } }
        let ratios = metric.scale == .log ? bounds?.ratios : nil
        return [(pair.nameA, a), (pair.nameB, b)].map { name, tier in
            MissingRow(
                metric: metric.name, part: part, a: pair.nameA, b: pair.nameB, tier: name, unit: metric.isMoney ? .deals : .posts,
                units: tier.units, missing: tier.missing, share: tier.share?.published, isUneven: isUneven,
                value: tier.value?.published, lowerQuartile: tier.lowerQuartile?.published,
                upperQuartile: tier.upperQuartile?.published, scale: EffectScale(metric.scale), low: bounds?.lower.published,
                high: bounds?.upper.published, ratioLow: ratios?.lower.published, ratioHigh: ratios?.upper.published,
                whyEmpty: bounds == nil ? whyEmpty : nil)
        }
    }

    private var whyEmpty: EmptyReason {
        let tiers = [a, b]
        if tiers.contains(where: { $0.units == 0 }) { return .noUnits }
        return tiers.contains { $0.bounded == nil } ? .allMissing : .notPositive
    }
}

extension TierContrast {
    /// What is missing of a headline; of return on spend also the orders.
    ///
    /// - Parameters: `tierA`, `tierB`: indices of tiers.
    func missing(of tally: MergedTally, tierA: Int, tierB: Int) -> [MissingCheck] {
        switch metric {
        case .post(let metric):
            func tier(_ level: TierLevel, _ tier: Int) -> MissingCheck.Tier {
                // A count below zero is none: exports write -1 where it is hidden.
                let negative = tally.exclusions(of: metric, .negativeCount, tier: tier)
                let quartiles = tally.histograms[tier * PostMetric.allCases.count + metric.rawValue].histogram.quantiles([0.25, 0.75])
                return MissingCheck.Tier(
                    units: level.coverage.posts, missing: level.coverage.missing[self.metric.place] + negative,
                    value: isTypical ? level.typical?.value : level.pooled?.value, lowerQuartile: quartiles[0],
                    upperQuartile: quartiles[1])
            }
            return [MissingCheck(metric: self.metric, part: .numbers, a: tier(a, tierA), b: tier(b, tierB))]
        case .deal:
            let (dealsA, dealsB) = (MissingDeals(tally, tier: tierA), MissingDeals(tally, tier: tierB))
            return [
                MissingCheck(metric: metric, part: .numbers, a: dealsA.numbers(a), b: dealsB.numbers(b)),
                MissingCheck(metric: metric, part: .orders, a: dealsA.orders, b: dealsB.orders),
            ]
        }
    }
}

/// The deals of one tier: those that enter the money metrics, and how many do not for want of something.
private struct MissingDeals {
    private var deals: [PaidDeal] = []
    private let excluded: Int

    init(_ tally: MergedTally, tier: Int) {
        excluded = ExclusionReason.ofMissingDeals.reduce(0) { $0 + (tally.dealExclusions.counts[$1]?[tier] ?? 0) }
        for creator in tally.creatorsInOrder { deals += tally.creatorTally.deals(creator).filter { $0.tier == tier } }
    }

    func numbers(_ level: TierLevel) -> MissingCheck.Tier {
        tier(deals, units: deals.count + excluded, value: level.pooled?.value)
    }

    /// Those with an order are the ones that are there.
    var orders: MissingCheck.Tier {
        let sold = deals.filter(\.hasOrders)
        let (cost, net) = (sold.reduce(Int128(0)) { $0 + Int128($1.cost) }, sold.reduce(Int128(0)) { $0 + $1.net })
        return tier(sold, units: deals.count, value: cost > 0 ? Double(exactTotal: net) / Double(exactTotal: cost) : nil)
    }

    private func tier(_ there: [PaidDeal], units: Int, value: Double?) -> MissingCheck.Tier {
        let returns = there.map { Double(exactTotal: $0.net) / Double($0.cost) }.sorted()
        return MissingCheck.Tier(
            units: units, missing: units - there.count, value: value, lowerQuartile: Quantiles.type7(sorted: returns, 0.25),
            upperQuartile: Quantiles.type7(sorted: returns, 0.75))
    }
}
