internal import Findings
internal import Jobs
internal import SocialData
internal import Statistics

/// Money with orders of the first days only, and of new customers only (Methods 25.3).
struct FollowUpStudy: Sendable {
    let tally: MergedTally
    let definition: Definition
    let tiers: [Tier]
    let bands: FollowerBands
    let pair: AskedPair

    private static let metric = Metric.deal(.returnOnSpend)

    /// The view whose comparison is a question of a claim (Methods 22, S4).
    static let asked = FollowUpView(days: 30, customers: .all)

    /// By view; none without orders, or without a deal that counts.
    func answers(jobs: Int, stop: StopFlag?) throws -> [FollowUpAnswer] {
        let views = FollowUpView.views(days: definition.followUpDays)
        let merged = tally.followUp.views
        guard merged.count == views.count, tally.money.contains(where: { $0.deals > 0 }) else { return [] }
        let told = views.indices.filter { view in
            views[view].customers == .all || merged[view].totals.contains { $0.known > 0 }
        }
        return try Parallel.orderedMap(told, jobs: jobs) { view in
            try stop?.check()
            return try answer(views[view], merged[view])
        }
    }

    private func answer(_ view: FollowUpView, _ merged: MergedFollowUp.View) throws -> FollowUpAnswer {
        let levels = try levels(view, merged)
        let rows = tiers.indices.compactMap { tier -> WindowRow? in
            guard tally.money[tier].deals > 0 || tier == pair.a || tier == pair.b else { return nil }
            return row(view, merged.totals[tier], levels[tier], tier: tier)
        }
        guard view.isLimited else { return FollowUpAnswer(view: view, tiers: rows, question: nil, lacks: []) }
        let contrast = TierContrast(
            levels[pair.a], levels[pair.b], segment: Segment.all.text([]), nameA: pair.nameA, nameB: pair.nameB, definition: definition)
        var question = PairQuestion(contrast, definition: definition, isResampled: false)
        let subject = AdjustedSearch.Subject(metric: Self.metric, stored: WindowMetrics.returnOnSpend, isTypical: false)
        for search in try AdjustedSearch.searches(
            [subject], merged.strata, sides: bands.sides(of: pair), confidence: definition.confidence) { question.add(search) }
        let isUnknown = [pair.a, pair.b].contains { lacksCustomers(view, merged.totals[$0]) }
        return FollowUpAnswer(view: view, tiers: rows, question: question, lacks: isUnknown ? [.newCustomer] : [])
    }

    /// More than 20 % of a tier's orders do not say whether the customer is new, as of what is missing elsewhere (Methods 28).
    private func lacksCustomers(_ view: FollowUpView, _ totals: WindowTotals) -> Bool {
        view.customers == .new && 5 * totals.known < 4 * totals.asked
    }

    /// By tier.
    private func levels(_ view: FollowUpView, _ merged: MergedFollowUp.View) throws -> [TierLevel] {
        guard view.isLimited else { return tiers.indices.map { TierLevel(Self.metric, of: tally, tier: $0, definition: definition) } }
        let returns = try merged.strata.bandEntries(metric: WindowMetrics.returnOnSpend)
        let sales = try merged.strata.bandEntries(metric: WindowMetrics.gross)
        return tiers.indices.map { tier in
            let (ranks, entries) = creators(returns, tier: tier)
            return TierLevel(
                Self.metric, TierTotals(ranks, entries, creatorCount: Int(ranks.last ?? -1) + 1, ofPosts: false),
                creatorsWithSales: creators(sales, tier: tier).entries.count { $0.numerator > 0 }, definition: definition)
        }
    }

    /// Sums by creator, in canonical order.
    private func creators(_ cells: [MergedStrata.BandEntry], tier: Int) -> (ranks: [Int32], entries: [MetricTotals]) {
        var (ranks, entries): ([Int32], [MetricTotals]) = ([], [])
        for entry in cells where bands.tiers[Int(entry.band)] == tier {
            if ranks.last != entry.creator {
                ranks.append(entry.creator)
                entries.append(MetricTotals())
            }
            entries[entries.count - 1].add(
                units: entry.totals.units, numerator: entry.totals.numerator, denominator: entry.totals.denominator)
        }
        return (ranks, entries)
    }

    private func row(_ view: FollowUpView, _ totals: WindowTotals, _ level: TierLevel, tier: Int) -> WindowRow {
        let isUnknown = lacksCustomers(view, totals)
        let pooled = isUnknown ? nil : level.pooled
        let missing: [Lack] =
            if totals.deals == 0 {
                [.deals]
            } else if isUnknown {
                [.newCustomer]
            } else if pooled?.interval == nil {
                [level.creators < 2 ? .fewCreators : .notEstimable]
            } else {
                []
            }
        return WindowRow(
            days: view.days, customers: view.customers, tier: tiers[tier].name, estimate: pooled?.value.published,
            low: pooled?.interval?.lower.published, high: pooled?.interval?.upper.published, missing: missing,
            sums: WindowRow.Sums(
                deals: totals.deals, youngDeals: totals.youngDeals, creators: level.creators, cost: ExactTotal(totals.cost),
                orders: totals.orders, net: ExactTotal(totals.net),
                customersKnown: totals.asked > 0 ? (Double(totals.known) / Double(totals.asked)).published : nil,
                followUp: view.isLimited ? nil : tally.followUp.medianDays(tier: tier)?.published))
    }
}

/// What one view says of every tier and of the asked pair.
struct FollowUpAnswer: Sendable {
    let view: FollowUpView
    let tiers: [WindowRow]
    /// nil for the view of everything, whose question is the headline's.
    let question: PairQuestion?
    /// What keeps the pair from being compared.
    let lacks: [Lack]

    /// Of one look, however often the report is read, so that the rows can be compared.
    ///
    /// - Parameter headline: answers for the view of everything.
    func rows(_ headline: PairQuestion?, _ pair: AskedPair) -> [WindowRow] {
        guard let asked = question ?? headline?.ofOneLook else { return tiers }
        let analysis = lacks.isEmpty ? asked.basisAnalysis : nil
        let isAdjusted = asked.question.basis == .adjusted
        let comparison = WindowRow(
            days: view.days, customers: view.customers, tier: pair.nameA, versus: pair.nameB,
            analysis: isAdjusted ? .adjusted : question == nil ? .envelope : .raw, estimate: analysis?.estimate.published,
            low: analysis?.interval?.lower.published, high: analysis?.interval?.upper.published, p: analysis?.p?.published,
            missing: lacks + (lacks.isEmpty ? asked.question.obstacles.map(Lack.init) : []))
        return tiers + [comparison]
    }
}
