internal import RealModule
internal import Statistics

/// What came of one brand: for each interval that reports show whether it covers the truth, and the verdicts.
struct BrandResults: Sendable {
    /// By the places of `IntervalKind.allCases`; nil where there is no interval.
    var covered: [Bool?]
    let verdicts: Verdicts
}

/// The two headlines' verdicts.
struct Verdicts: Sendable {
    let engagement: Conclusion
    let money: Conclusion
    /// Whether one names a tier although the tiers are equal; false where they are not.
    let isFalse: Bool
}

/// The intervals whose coverage is counted.
enum IntervalKind: String, CaseIterable {
    case pooledRate = "engagement rate, pooled (CR2)"
    case typicalRate = "engagement rate, typical post (t)"
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

        let typical = isTypical ? Contrast.typicalPost(a.engagement, b.engagement) : nil
        let logDifference = scenario.a.logRate - scenario.b.logRate
        note(.typicalRatio, typical?.interval, scenario.typicalLog(scenario.a) - scenario.typicalLog(scenario.b))
        let adjusted = adjustedEngagement
        note(.adjustedRatio, isTypical ? adjusted?.interval : nil, logDifference)
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
        let adjustedMoney = adjustedMoney
        note(.adjustedROAS, adjustedMoney?.interval, scenario.adjustedROAS(size))
        return BrandResults(
            covered: covered, verdicts: verdicts(adjusted: adjusted, money: money, adjustedMoney: adjustedMoney, looks: .once))
    }

    /// The verdicts alone, as somebody who looks that often has them.
    func verdicts(resamples: Int, seed: UInt64, looks: Looks) -> Verdicts {
        verdicts(
            adjusted: adjustedEngagement, money: moneyContrast(resamples: resamples, seed: seed), adjustedMoney: adjustedMoney,
            looks: looks)
    }

    /// Where the typical rate of either tier is not valid, totals take its place (Methods 6.2).
    private var isTypical: Bool {
        [a, b].allSatisfy { TypicalPost($0.engagement)?.isValid ?? false }
    }

    private var adjustedEngagement: AdjustedContrast? {
        AdjustedContrast.compare(engagementByPlatform, isTypical ? .typicalPost : .mantelHaenszelLog).contrast
    }

    private var adjustedMoney: AdjustedContrast? { AdjustedContrast.compare(moneyByPlatform, .moneyEnvelope).contrast }

    private typealias Note = (IntervalKind, ConfidenceInterval?, Double?) -> Void

    /// The levels of tier A.
    private func noteLevels(_ note: Note) {
        let rate = scenario.pooledRate(scenario.a)
        note(.pooledRate, PooledEstimate(a.engagement)?.interval, rate)
        let typical = TypicalPost(a.engagement).flatMap { $0.isValid ? $0.interval : nil }
        note(.typicalRate, typical, .exp(scenario.typicalLog(scenario.a)))
        note(.creatorMean, CreatorMean(a.engagement)?.interval, rate)
        note(.postMean, PostMean(quantised: a.postRates)?.interval, rate)
        // The median is known for the posts that were drawn, not for those that show.
        if scenario.hasManyEngagements, scenario.a.hidden == 0 {
            note(.creatorMedian, CreatorMedian(a.engagement)?.interval, scenario.medianRate(scenario.a))
        }
        note(.returnOnSpend, PooledEstimate(a.money)?.interval, scenario.roas(scenario.a))
    }

    /// Ranks, elasticity, curve and trend: their truth is known where the tiers have the same rates.
    private func noteShape(_ note: Note) {
        if scenario.hasEqualRates, let ratesA = a.engagement.rates, let ratesB = b.engagement.rates {
            note(.cliffsDelta, RankContrast(ratesA, ratesB)?.deltaInterval, 0)
        }
        if scenario.isEqual { note(.elasticity, Elasticity(posts: engagementByPlatform)?.interval, 0) }
        // Half a decade to either side of 10^4.5 lies within tier A, where the curve is level.
        let point = isTypical ? AudienceCurve.typicalPost(a.engagement).first { $0.position == 4.5 } : nil
        note(.curve, point?.interval, scenario.typicalLog(scenario.a))
        note(.trend, TierTrend(MonthlyAmounts(spend), tier: 0)?.interval, 0)
    }

    private func moneyContrast(resamples: Int, seed: UInt64) -> MoneyContrast? {
        guard let robust = Contrast.pooledLinear(a.money, b.money) else { return nil }
        let bootstrap = Bootstrap(
            a.money, named: "micro", b.money, named: "macro", metric: "roas", scale: .linear,
            plan: Bootstrap.Plan(resamples: resamples, seed: seed))
        let (levelA, levelB) = (PooledEstimate(a.money), PooledEstimate(b.money))
        let mover = levelA.flatMap { levelA in levelB.flatMap { MoverDifference(levelA, $0) } }
        return MoneyContrast(robust: robust, bootstrap: bootstrap?.run(), mover: mover)
    }

    /// Verdicts after Holm over the two headline questions (Methods 10.4, 12.3), with the limits and margins of the defaults.
    private func verdicts(
        adjusted: AdjustedContrast?, money: MoneyContrast?, adjustedMoney: AdjustedContrast?, looks: Looks
    ) -> Verdicts {
        let isTypical = isTypical
        let raw = isTypical ? Contrast.typicalPost(a.engagement, b.engagement) : Contrast.pooledLog(a.engagement, b.engagement)
        func analysis(
            _ estimate: Double, _ standardError: Double?, _ interval: ConfidenceInterval?, _ p: Double?, _ margin: Double
        ) -> HeadlineQuestion.Analysis {
            HeadlineQuestion.Analysis(
                estimate: estimate, p: p, interval: interval,
                alwaysValid: AlwaysValid(estimate: estimate, standardError: standardError, interval: interval, target: margin))
        }
        func adjustedAnalysis(_ contrast: AdjustedContrast?, _ target: Double) -> HeadlineQuestion.Analysis? {
            contrast.map { analysis($0.estimate, $0.standardError, $0.interval, $0.p, target) }
        }
        func people(_ tier: Tier) -> HeadlineQuestion.Tier {
            let effective = isTypical ? Double(tier.engagement.count) : PooledEstimate(tier.engagement)?.effectiveCreators ?? 0
            return HeadlineQuestion.Tier(creators: tier.engagement.count, effectiveCreators: effective)
        }
        func spenders(_ tier: Tier) -> HeadlineQuestion.Tier {
            HeadlineQuestion.Tier(
                creators: tier.money.count, effectiveCreators: PooledEstimate(tier.money)?.effectiveCreators ?? 0,
                creatorsWithSales: tier.money.positiveCreators)
        }
        // Platform is the one covariate: it separates the tiers where they share too little and nothing holds it alike.
        let share = CovariateOverlap.share(platforms.map(\.a), platforms.map(\.b))
        func isSeparated(_ overlap: StratumOverlap, _ contrast: AdjustedContrast?) -> Bool {
            CovariateOverlap.isSeparated(share, isHeldFixed: overlap.isAdequate() && contrast?.p != nil && contrast?.interval != nil)
        }
        let rateOverlap = AdjustedContrast.compare(engagementByPlatform, isTypical ? .typicalPost : .mantelHaenszelLog).overlap
        let engagement = HeadlineQuestion(
            people(a), people(b), raw: raw.map { analysis($0.estimate, $0.standardError, $0.interval, $0.p, Self.targetRatio) },
            adjusted: adjustedAnalysis(adjusted, Self.targetRatio), overlap: rateOverlap, relevant: Self.relevantRatio,
            isSeparated: isSeparated(rateOverlap, adjusted), looks: looks)
        let moneyOverlap = AdjustedContrast.compare(moneyByPlatform, .moneyEnvelope).overlap
        let returns = HeadlineQuestion(
            spenders(a), spenders(b),
            raw: money.map { analysis($0.estimate, $0.robust.standardError, $0.interval, $0.p, Self.targetReturn) },
            adjusted: adjustedAnalysis(adjustedMoney, Self.targetReturn), overlap: moneyOverlap, relevant: Self.relevantReturn,
            isSeparated: isSeparated(moneyOverlap, adjustedMoney), looks: looks)
        let holm = Multiplicity.holm([engagement.basisP, returns.basisP])
        let found = (engagement.conclusion(holmP: holm[0]), returns.conclusion(holmP: holm[1]))
        let named = [found.0, found.1].contains { $0 == .higherA || $0 == .higherB }
        return Verdicts(engagement: found.0, money: found.1, isFalse: scenario.isEqual && named)
    }

    /// The defaults of `statistics: {target, relevant}` (Methods 24, 27): logarithms of ratios, ROAS points.
    private static let targetRatio = Contrast.Scale.difference(ofRatio: 1.25)
    private static let targetReturn = 0.25
    private static let relevantRatio = Contrast.Scale.difference(ofRatio: 1.1)
    private static let relevantReturn = 0.1
}
