internal import Findings
internal import SocialData
internal import Statistics

/// p adjusted over the three families of questions (Methods 10.4). The headline questions of the asked pair are the primary one
/// (Holm), every other question that gets a verdict on the first page is in the claims family (Holm), and everything else that
/// is compared is exploratory (Benjamini and Hochberg). A question without enough data for a verdict (12.3) was not tested and
/// does not count, whatever its outcome would be.
struct QuestionFamilies: Sendable {
    private var adjusted: [Question: Double] = [:]
    private var claims: [ClaimTest: Double] = [:]

    /// - Parameter claims: what claims ask beside questions about two tiers; nil where it was not tested.
    init(_ results: [QuestionResult], claims: [(test: ClaimTest, p: Double?)]) {
        let primary = results.filter { $0.family == .primary }
        for (result, p) in zip(primary, Multiplicity.holm(primary.map(\.p))) { adjusted[result.question] = p }
        let asked = results.filter { $0.family == .claims }
        let holm = Multiplicity.holm(asked.map(\.p) + claims.map(\.p))
        for (result, p) in zip(asked, holm) { adjusted[result.question] = p }
        for (claim, p) in zip(claims, holm.dropFirst(asked.count)) { self.claims[claim.test] = p }
        let exploratory = results.filter { $0.family == .exploratory }
        for (result, p) in zip(exploratory, Multiplicity.benjaminiHochberg(exploratory.map(\.p))) { adjusted[result.question] = p }
    }

    /// nil where the question was not asked or not tested.
    subscript(_ question: Question) -> Double? { adjusted[question] }

    subscript(_ test: ClaimTest) -> Double? { claims[test] }
}

/// What a claim asks that is no contrast of two tiers in a metric.
enum ClaimTest: Hashable, Sendable {
    /// The slope over followers.
    case elasticity
    /// The return of the first 30 days (Methods 25.3).
    case first30Days
    /// The trend of A's share.
    case trend(TrendMeasure, TrendTiers)
    /// A rank correlation with the return.
    case association(MetricName)
    /// Whether any way to make posts is clearly different.
    case style(StyleDimension)
}

extension Metric {
    /// Whether a claim asks about it beside the headlines (Methods 22, S2 and S3).
    var isAskedByClaims: Bool {
        switch self {
        case .post(.engagementByReach), .post(.engagementByImpressions), .post(.engagementByViews), .post(.coreByReach),
            .post(.coreByImpressions), .post(.coreByViews), .post(.commentLikeRatio), .post(.commentRate), .post(.saveRate), .post(.shareRate):
            true
        case .post, .deal: false
        }
    }
}
