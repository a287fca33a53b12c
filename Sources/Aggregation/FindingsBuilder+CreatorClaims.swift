internal import Findings
internal import SocialData
internal import Statistics

/// The essay's claims that rest on what is known of single creators (METHODS.md 22). The tier that a claim names is A.
extension FindingsBuilder {
    /// `p` from here on is no clear difference.
    var alpha: Double { 1 - definition.confidence }

    // MARK: S5, equal budget

    /// `P(A beats B)` with the pipeline's budget; not testable where S4 would not be.
    func budgetClaim(_ findings: FindingSet) -> ClaimRow {
        let whole = findings.budget.last
        let money = askedTiers.map { pair in
            [pair.a, pair.b].map { tally.totals(segment: SegmentAccumulator.everything, tier: $0, .returnOnSpend).sample }
        } ?? [TierSample(), TierSample()]
        var missing: [Lack] = []
        if definition.budget == nil { missing.append(.budget) }
        if tally.totals[SegmentAccumulator.everything].coverage.allSatisfy({ $0.deals == 0 }) {
            missing.append(.deals)
        } else {
            if money.contains(where: { $0.count < definition.minimumCreators }) { missing.append(Lack.fewCreators) }
            if money.contains(where: { $0.positiveCreators < definition.minimumCreators }) {
                missing.append(Lack.fewCreatorsWithSales)
            }
        }
        if missing.isEmpty, whole?.beatsProbability == nil { missing.append(Lack.notEstimable) }
        return ClaimRow(
            claim: .budget, question: .equalBudget,
            verdict: verdict(missing) {
                guard let probability = whole?.beatsProbability else { return .unclear }
                return probability >= 0.975 ? .supported : probability <= 0.025 ? .contradicted : .unclear
            },
            metric: .returnOnInvestment, scale: .probability, estimate: whole?.beatsProbability, low: nil,
            high: nil, p: nil, creatorsA: money[0].count, creatorsB: money[1].count, missing: missing,
            notes: Set(findings.budget.flatMap(\.notes)).inOrder)
    }

    // MARK: S6, shift towards A

    /// The trend of A's share of spend, and beside it with tiers fixed, of posts and of engagement.
    func shiftClaims(_ findings: FindingSet) -> [ClaimRow] {
        let creators = creatorsByMeasure()
        return [
            (ClaimQuestion.spendShare, TrendMeasure.spend, TrendTiers.asPosted), (.spendShareFixed, .spend, .fixed),
            (.postsShare, .posts, .asPosted), (.engagementShare, .engagement, .asPosted),
        ].map { question, measure, kind in
            let row = findings.trend.first {
                $0.measure == measure && $0.tiers == kind && $0.tier == definition.tierA
            }
            let missing = missing(row, measure)
            return ClaimRow(
                claim: .shift, question: question,
                verdict: verdict(missing) { sided(row?.slope, row?.low, row?.high, row?.pAdjusted) },
                metric: measure.metric, scale: .slope, estimate: row?.slope, low: row?.low, high: row?.high,
                p: row?.pAdjusted, creatorsA: askedTiers.map { creators[measure]?[$0.a] ?? 0 } ?? 0,
                creatorsB: askedTiers.map { creators[measure]?[$0.b] ?? 0 } ?? 0, missing: missing, notes: [])
        }
    }

    private func missing(_ row: TrendRow?, _ measure: TrendMeasure) -> [Lack] {
        guard let row, row.creators > 0 else {
            return switch measure {
            case .spend: [.deals]
            case .posts: [.posts]
            case .engagement: [.likes, .comments]
            }
        }
        var missing: [Lack] = []
        if row.creators < TierTrend.minimumCreators { missing.append(Lack.fewCreators) }
        if row.months < TierTrend.minimumMonths { missing.append(Lack.fewMonths) }
        if missing.isEmpty, row.p == nil { missing.append(Lack.notEstimable) }
        return missing
    }

    /// Creators with an amount, by measure and tier.
    private func creatorsByMeasure() -> [TrendMeasure: [Int]] {
        var counts: [TrendMeasure: [Int]] = [:]
        for measure in TrendMeasure.allCases { counts[measure] = [Int](repeating: 0, count: tiers.count) }
        for creator in tally.creatorsInOrder {
            let months = tally.creatorTally.months(creator)
            for measure in TrendMeasure.allCases {
                for tier in Set(months.filter { measure.amount($0) > 0 }.map(\.tier)) { counts[measure]?[tier] += 1 }
            }
        }
        return counts
    }

    // MARK: Verdicts

    /// `NOT TESTABLE` where something is missing.
    func verdict(_ missing: [Lack], _ tested: () -> ClaimVerdict) -> ClaimVerdict {
        missing.isEmpty ? tested() : .notTestable
    }

    /// A positive estimate supports the claim, a negative one contradicts it, if p and interval are clear (12.3).
    func sided(_ estimate: Double?, _ low: Double?, _ high: Double?, _ p: Double?) -> ClaimVerdict {
        guard let estimate, let low, let high, let p, p <= alpha, low > 0 || high < 0 else { return .unclear }
        return estimate > 0 ? .supported : .contradicted
    }
}
