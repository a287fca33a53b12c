internal import Findings
internal import SocialData
internal import Statistics

/// Engagement and return over followers without tiers: elasticity (Methods 11.3) and curves (12.1).
struct ContinuousView: Sendable {
    let tally: MergedTally
    let bands: FollowerBands
    /// The rate over followers that the asked pair is compared in.
    let engagement: Metric
    let confidence: Double

    /// Over all tiers, within strata.
    func elasticity() throws -> ElasticityRow? {
        guard let (strata, stored) = tally.strata(engagement) else { return nil }
        let (extent, result) = try Elasticity.fit(
            strata.audienceRows(metric: stored, AdjustmentLevel.withoutTime, bands: bands.tiers.map { $0 != nil }), confidence: confidence)
        guard extent.rows > 0 else { return nil }
        let tenfold = result?.interval.flatMap(Elasticity.perTenfold)
        return ElasticityRow(
            metric: engagement.name, slope: result?.slope.published,
            standardErrorCR1: result?.standardErrorCR1.published, standardError: result?.standardError.published,
            degreesOfFreedom: result?.degreesOfFreedom?.published, p: result?.p?.published,
            low: result?.interval?.lower.published, high: result?.interval?.upper.published,
            perTenfold: result.flatMap { $0.perTenfold.isFinite ? $0.perTenfold.published : nil },
            perTenfoldLow: tenfold?.lower.published, perTenfoldHigh: tenfold?.upper.published,
            creators: extent.creators, rows: extent.rows, strata: extent.strata)
    }

    /// Of every creator, in a tier or not.
    func curve() throws -> [CurveRow] { try engagementCurve() + returnCurve() }

    /// The typical rate; the pooled one where it is not valid over all creators together (6.2).
    private func engagementCurve() -> [CurveRow] {
        let sample = tally.continuousTotals().sample
        guard !sample.isEmpty else { return [] }
        let name = MetricName.engagementByFollowers
        guard TypicalPost(sample, confidence: confidence)?.isValid ?? false else {
            return AudienceCurve.pooled(sample, confidence: confidence).map { row(name, $0) }
        }
        return AudienceCurve.typicalPost(sample, confidence: confidence).map { row(name, $0, isLogarithm: true) }
    }

    /// At the mean followers of a creator's deals.
    private func returnCurve() throws -> [CurveRow] {
        func sample(_ metric: Int) throws -> TierSample {
            tally.dealStrata.sample(try tally.dealStrata.bandEntries(metric: metric)) { _ in true }
        }
        let returns = try sample(StratumCounter.DealMetrics.returnOnSpend)
        guard !returns.isEmpty else { return [] }
        // The same deals, so the same creators.
        let followers = try sample(StratumCounter.DealMetrics.audience)
        let audiences = zip(followers.numerators, followers.denominators).map { $0 / $1 }
        return AudienceCurve.pooled(returns, audiences: audiences, confidence: confidence)
            .map { row(.returnOnSpend, $0) }
    }

    private func row(_ metric: MetricName, _ point: AudienceCurve.Point, isLogarithm: Bool = false) -> CurveRow {
        let interval = isLogarithm ? point.interval?.ratios : point.interval
        return CurveRow(
            metric: metric, position: point.position, followers: FollowersPosition.followers(at: point.position), creators: point.creators,
            effectiveCreators: point.effectiveCreators?.published,
            value: (isLogarithm ? point.estimate.flatMap(Contrast.Scale.log.ratio) : point.estimate)?.published,
            low: interval?.lower.published, high: interval?.upper.published)
    }
}
