internal import Findings
internal import SocialData
internal import Statistics

/// p adjusted over the three families of questions (Methods 10.4). The headline questions of the asked pair are the primary one
/// (Holm), every other question that gets a verdict on the first page is in the claims family (Holm), and everything else that
/// is compared is exploratory (Benjamini and Hochberg). A question without enough data for a verdict (12.3) was not tested and
/// does not count, whatever its outcome would be.
struct QuestionFamilies: Sendable {
    private var adjusted: [Question: AdjustedP] = [:]
    private var claims: [ClaimTest: AdjustedP] = [:]

    /// - Parameter claims: what claims ask beside questions about two tiers; nil where it was not tested.
    init(_ results: [QuestionResult], claims: [(test: ClaimTest, p: Double?)]) {
        // Results are large, and copied by nobody here.
        func members(_ family: QuestionFamily) -> (questions: [Question], p: [Double?]) {
            let places = results.indices.filter { results[$0].family == family }
            return (places.map { results[$0].question }, places.map { results[$0].p })
        }
        let primary = members(.primary)
        for (question, p) in zip(primary.questions, AdjustedP.family(primary.p, Multiplicity.holm)) { adjusted[question] = p }
        let asked = members(.claims)
        let holm = AdjustedP.family(asked.p + claims.map(\.p), Multiplicity.holm)
        for (question, p) in zip(asked.questions, holm) { adjusted[question] = p }
        for (claim, p) in zip(claims, holm.dropFirst(asked.questions.count)) { self.claims[claim.test] = p }
        let exploratory = members(.exploratory)
        for (question, p) in zip(exploratory.questions, AdjustedP.family(exploratory.p, Multiplicity.benjaminiHochberg)) {
            adjusted[question] = p
        }
    }

    /// nil where the question was not asked or not tested.
    subscript(_ question: Question) -> AdjustedP? { adjusted[question] }

    subscript(_ test: ClaimTest) -> AdjustedP? { claims[test] }
}

/// The p of a question within its family.
struct AdjustedP: Sendable, Equatable {
    let value: Double
    /// Before the adjustment.
    let alone: Double
    /// Questions of the family that were tested.
    let questions: Int

    /// - Returns: nil where the question was not tested.
    static func family(_ p: [Double?], _ adjust: ([Double?]) -> [Double?]) -> [AdjustedP?] {
        let questions = p.count { $0 != nil }
        return zip(p, adjust(p)).map { alone, value in
            alone.flatMap { alone in value.map { AdjustedP(value: $0, alone: alone, questions: questions) } }
        }
    }

    /// The questions of the family, where an answer is unclear only for the adjustment; else nil.
    ///
    /// - Parameter verdict: what is said at a p.
    func unclearAmong(_ verdict: (Double) -> ClaimVerdict) -> Int? {
        verdict(value) == .unclear && [.supported, .contradicted].contains(verdict(alone)) ? questions : nil
    }
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
