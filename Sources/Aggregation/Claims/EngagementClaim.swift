internal import Findings
internal import SocialData
internal import Statistics

/// The engagement rate over followers, over every other denominator there is, and over followers without tiers.
struct EngagementClaim: Claim {
    let name = ClaimName.engagement

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        guard let pair = evidence.pair else { return [] }
        let others: [(ClaimQuestion, PostMetric)] = [
            (.engagementByReach, .engagementByReach), (.engagementByImpressions, .engagementByImpressions),
            (.engagementByViews, .engagementByViews),
        ]
        let asked = [(ClaimQuestion.headline, PostMetric.engagementByFollowers)]
            + others.filter { pair.question(evidence.tally.compared($0.1, pair.pair)) != nil }
        return asked.map {
            evidence.row(name, $0.0, evidence.tally.compared($0.1, pair.pair), lacks: evidence.lacks($0.1))
        } + [elasticity(evidence)]
    }

    /// The rate falls with audience size, or rises; over all tiers, so the pair's creators are not what it rests on.
    private func elasticity(_ evidence: ClaimEvidence) -> ClaimRow {
        let metric = PostMetric.engagementByFollowers
        guard let row = evidence.pair?.elasticity, let slope = row.slope, let low = row.low, let high = row.high,
            let p = evidence.families[.elasticity]
        else {
            return evidence.notTestable(
                name, .elasticity, metric: metric.name, scale: .tenfold, missing: evidence.lacks(metric) + [.notEstimable])
        }
        // The rate falls where the slope is below 0.
        func verdict(_ p: Double) -> ClaimVerdict { evidence.sided(-slope, -high, -low, p) }
        // The sentence says how many times as high the rate is: `10^β`, one more than the change.
        let times = row.perTenfoldLow.flatMap { low in row.perTenfoldHigh.flatMap { ConfidenceInterval(1 + low, 1 + $0) } }
        return evidence.row(
            name, .elasticity, verdict(p.value), metric: metric.name,
            scale: .tenfold, estimate: row.perTenfold.map { 1 + $0 }, times, p: p.value,
            unclearAmong: p.unclearAmong(verdict), creatorsA: row.creators, creatorsB: row.creators)
    }
}
