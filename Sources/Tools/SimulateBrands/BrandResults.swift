internal import RealModule
internal import Statistics

/// What came of one brand: for each interval that reports show whether it covers the truth, and the verdicts.
struct BrandResults: Sendable {
    /// By the places of `IntervalKind.allCases`; nil where there is no interval.
    var covered: [Bool?]
    /// Whether a verdict names a tier although the tiers are equal; false where they are not.
    var hasFalseVerdict: Bool
    var engagementVerdict: Verdict
    var moneyVerdict: Verdict
}

/// The intervals whose coverage is counted.
enum IntervalKind: String, CaseIterable {
    case pooledRate = "engagement rate, pooled (CR2)"
    case typicalRate = "engagement rate, typical (t)"
    case creatorMean = "engagement rate, mean of creators (t)"
    case postMean = "engagement rate, mean of posts (CR2)"
    case creatorMedian = "engagement rate, median creator (order statistics)"
    case returnOnSpend = "ROAS of one tier, pooled (CR2)"
    case typicalRatio = "typical ratio, raw"
    case adjustedRatio = "typical ratio, like for like"
    case pooledRatio = "pooled ratio, raw"
    case cliffsDelta = "Cliff's delta of rates"
    case robustROAS = "ROAS difference, CR2"
    case bootstrapROAS = "ROAS difference, bootstrap-t"
    case moverROAS = "ROAS difference, MOVER"
    case envelopeROAS = "ROAS difference, hull (the one shown)"
    case adjustedROAS = "ROAS difference, like for like"
    case elasticity = "elasticity over followers"
    case curve = "curve at 31,623 followers"
    case trend = "trend of the share of spend"
}

extension Brand {
    /// All analyses of the brand, as `aggregate` would do them; the one level of adjustment is the platform.
    func results(resamples: Int, seed: UInt64) -> BrandResults {
        var covered = [Bool?](repeating: nil, count: IntervalKind.allCases.count)
        func note(_ kind: IntervalKind, _ interval: ConfidenceInterval?, _ truth: Double?) {
            guard let place = IntervalKind.allCases.firstIndex(of: kind), let truth else { return }
            covered[place] = interval?.contains(truth)
        }
        noteLevels(note)

        let typical = Contrast.typical(a.engagement, b.engagement)
        let logDifference = scenario.a.logRate - scenario.b.logRate
        note(.typicalRatio, typical?.interval, scenario.typicalLog(scenario.a) - scenario.typicalLog(scenario.b))
        let adjusted = AdjustedContrast.typical(engagementByPlatform)
        note(.adjustedRatio, adjusted?.interval, logDifference)
        note(
            .pooledRatio, Contrast.pooledLog(a.engagement, b.engagement)?.interval,
            .log(scenario.pooledRate(scenario.a) / scenario.pooledRate(scenario.b)))
        noteShape(note)

        let money = moneyContrast(resamples: resamples, seed: seed)
        let difference = scenario.roas(scenario.a) - scenario.roas(scenario.b)
        note(.robustROAS, money?.robust.interval, difference)
        note(.bootstrapROAS, money?.bootstrap?.interval, difference)
        note(.moverROAS, money?.mover, difference)
        note(.envelopeROAS, money?.interval, difference)
        let adjustedMoney = AdjustedContrast.mantelHaenszelLinear(moneyByPlatform)
        note(.adjustedROAS, adjustedMoney?.interval, scenario.adjustedROAS(size))

        let verdicts = verdicts(typical: typical, adjusted: adjusted, money: money, adjustedMoney: adjustedMoney)
        let named = [verdicts.engagement, verdicts.money].contains { $0 == .higherA || $0 == .higherB }
        return BrandResults(
            covered: covered, hasFalseVerdict: scenario.isEqual && named, engagementVerdict: verdicts.engagement,
            moneyVerdict: verdicts.money)
    }

    private typealias Note = (IntervalKind, ConfidenceInterval?, Double?) -> Void

    /// The levels of tier A.
    private func noteLevels(_ note: Note) {
        let rate = scenario.pooledRate(scenario.a)
        note(.pooledRate, PooledEstimate(a.engagement)?.interval, rate)
        note(.typicalRate, TypicalEstimate(a.engagement)?.interval, .exp(scenario.typicalLog(scenario.a)))
        note(.creatorMean, CreatorMean(a.engagement)?.interval, rate)
        note(.postMean, PostMean(quantised: a.postRates)?.interval, rate)
        note(.creatorMedian, CreatorMedian(a.engagement)?.interval, scenario.medianRate(scenario.a))
        note(.returnOnSpend, PooledEstimate(a.money)?.interval, scenario.roas(scenario.a))
    }

    /// Ranks, elasticity, curve and trend: their truth is known where the tiers have the same rates.
    private func noteShape(_ note: Note) {
        let sameMix = scenario.a.firstPlatform == scenario.b.firstPlatform
        if scenario.isEqual, sameMix, let ratesA = a.engagement.rates, let ratesB = b.engagement.rates {
            note(.cliffsDelta, RankContrast(ratesA, ratesB)?.deltaInterval, 0)
        }
        if scenario.isEqual { note(.elasticity, Elasticity(engagementByPlatform)?.interval, 0) }
        // Half a decade to either side of 10^4.5 lies within tier A, where the curve is level.
        let point = AudienceCurve.typical(a.engagement).first { $0.position == 4.5 }
        note(.curve, point?.interval, scenario.typicalLog(scenario.a))
        note(.trend, TierTrend(MonthlyAmounts(spend), tier: 0)?.interval, 0)
    }

    private func moneyContrast(resamples: Int, seed: UInt64) -> MoneyContrast? {
        guard let robust = Contrast.pooledLinear(a.money, b.money) else { return nil }
        let bootstrap = Bootstrap(
            a.money, named: "micro", b.money, named: "macro", metric: "roas", scale: .linear,
            plan: Bootstrap.Plan(resamples: resamples, seed: seed))
        let (levelA, levelB) = (PooledEstimate(a.money), PooledEstimate(b.money))
        let mover = levelA.flatMap { levelA in levelB.flatMap { Contrast.mover(levelA, $0) } }
        return MoneyContrast(robust: robust, bootstrap: bootstrap?.run(), mover: mover)
    }

    /// Verdicts after Holm over the two headline questions (Methods 10.4, 12.3).
    private func verdicts(
        typical: Contrast?, adjusted: AdjustedContrast?, money: MoneyContrast?, adjustedMoney: AdjustedContrast?
    ) -> (engagement: Verdict, money: Verdict) {
        func analysis(_ contrast: AdjustedContrast?) -> HeadlineQuestion.Analysis? {
            contrast.map { HeadlineQuestion.Analysis(estimate: $0.estimate, p: $0.p, interval: $0.interval) }
        }
        func people(_ tier: Tier) -> HeadlineQuestion.Tier {
            HeadlineQuestion.Tier(creators: tier.engagement.count, effectiveCreators: Double(tier.engagement.count))
        }
        func spenders(_ tier: Tier) -> HeadlineQuestion.Tier {
            HeadlineQuestion.Tier(
                creators: tier.money.count, effectiveCreators: PooledEstimate(tier.money)?.effectiveCreators ?? 0,
                creatorsWithSales: tier.money.positiveCreators)
        }
        let engagement = HeadlineQuestion(
            people(a), people(b),
            raw: typical.map { HeadlineQuestion.Analysis(estimate: $0.estimate, p: $0.p, interval: $0.interval) },
            adjusted: analysis(adjusted), overlap: AdjustedContrast.overlap(WeightedRows(engagementByPlatform, .typicalPosts)))
        let returns = HeadlineQuestion(
            spenders(a), spenders(b),
            raw: money.map { HeadlineQuestion.Analysis(estimate: $0.estimate, p: $0.p, interval: $0.interval) },
            adjusted: analysis(adjustedMoney), overlap: AdjustedContrast.overlap(WeightedRows(moneyByPlatform, .pooled)))
        let holm = Multiplicity.holm([engagement.basisP, returns.basisP])
        return (engagement.verdict(holmP: holm[0]), returns.verdict(holmP: holm[1]))
    }
}
