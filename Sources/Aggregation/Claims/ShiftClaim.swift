internal import Findings
internal import SocialData
internal import Statistics

/// The trend of A's share of spend (13), and beside it with tiers fixed, of posts and of engagement.
struct ShiftClaim: Claim {
    let name = ClaimName.shift

    static let questions: [(question: ClaimQuestion, measure: TrendMeasure, tiers: TrendTiers)] = [
        (.spendShare, .spend, .asPosted), (.spendShareFixed, .spend, .fixed), (.postsShare, .posts, .asPosted),
        (.engagementShare, .engagement, .asPosted),
    ]

    func rows(_ evidence: ClaimEvidence) -> [ClaimRow] {
        let counts = creators(evidence)
        return Self.questions.map { question, measure, tiers in
            let row = evidence.findings.trend.first {
                $0.measure == measure && $0.tiers == tiers && $0.tier == evidence.definition.tierA
            }
            let missing = missing(row, measure)
            let p = evidence.families[.trend(measure, tiers)]
            func verdict(_ p: Double?) -> ClaimVerdict {
                evidence.verdict(missing) { evidence.sided(row?.slope, row?.low, row?.high, p) }
            }
            return ClaimRow(
                claim: name, question: question,
                verdict: verdict(p?.value), metric: measure.metric, scale: .slope, estimate: row?.slope, low: row?.low,
                high: row?.high, p: p?.value.published, unclearAmong: p?.unclearAmong(verdict),
                creatorsA: evidence.pair.map { counts[measure]?[$0.pair.a] ?? 0 } ?? 0,
                creatorsB: evidence.pair.map { counts[measure]?[$0.pair.b] ?? 0 } ?? 0, missing: missing, notes: [])
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
        if row.creators < TierTrend.minimumCreators { missing.append(.fewCreators) }
        if row.months < TierTrend.minimumMonths { missing.append(.fewMonths) }
        if missing.isEmpty, row.p == nil { missing.append(.notEstimable) }
        return missing
    }

    /// Creators with an amount, by measure and tier.
    private func creators(_ evidence: ClaimEvidence) -> [TrendMeasure: [Int]] {
        var counts: [TrendMeasure: [Int]] = [:]
        for measure in TrendMeasure.allCases { counts[measure] = [Int](repeating: 0, count: evidence.tiers.count) }
        for creator in evidence.tally.creatorsInOrder {
            let months = evidence.tally.creatorTally.months(creator)
            for measure in TrendMeasure.allCases {
                for tier in evidence.tiers.indices where months.contains(where: { $0.tier == tier && measure.amount($0) > 0 }) {
                    counts[measure]?[tier] += 1
                }
            }
        }
        return counts
    }
}
