internal import Findings
internal import SocialData

/// A view per claim: its rows, beside each the row of `headlines` and those of `comparisons` that it rests on.
enum ClaimViews {
    static func name(_ claim: ClaimName) -> String { "claim_\(claim.rawValue)" }

    /// - Parameter definition: which scheme and pair of tiers was asked about.
    static func creations(_ definition: Definition) -> [String] { ClaimName.allCases.map { creation($0, definition) } }

    private static let headline = ["verdict", "basis", "p", "p_adjusted", "stability"]
    private static let comparison = [
        "statistic", "analysis", "scale", "estimate", "ci_low", "ci_high", "ratio", "ratio_low", "ratio_high", "p", "p_adjusted",
    ]

    private static func creation(_ claim: ClaimName, _ definition: Definition) -> String {
        let columns =
            ["c.*"] + headline.map { "h.\"\($0)\" AS \"headline_\($0)\"" } + comparison.map { "k.\"\($0)\" AS \"comparison_\($0)\"" }
        let pair = { (table: String) in "\(table).a = \(quoted(definition.tierA)) AND \(table).b = \(quoted(definition.tierB))" }
        // Money is asked as return on investment, which is the margin times the return on spend that is compared.
        let metric = { (table: String) in
            "\(table).metric = CASE c.metric WHEN '\(MetricName.returnOnInvestment)' THEN '\(MetricName.returnOnSpend)' ELSE c.metric END"
        }
        let compared = ClaimQuestion.allCases.filter(\.isOfPair).map { "'\($0)'" }.joined(separator: ", ")
        return """
            CREATE VIEW "\(name(claim))" AS SELECT \(columns.joined(separator: ", ")) FROM claims c
            LEFT JOIN headlines h ON c.question = '\(ClaimQuestion.headline)' AND \(metric("h")) AND \(pair("h"))
            LEFT JOIN comparisons k ON c.question IN (\(compared)) AND \(metric("k")) AND \(pair("k"))
              AND k.scheme = \(quoted(definition.scheme)) AND k.segment = 'all'
              AND (c.question = '\(ClaimQuestion.withoutTopCreator)') = (k.analysis = '\(Analysis.withoutTopCreator)')
            WHERE c.claim = '\(claim)' ORDER BY c.rowid, h.rowid, k.rowid
            """
    }

    private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
}

extension ClaimQuestion {
    /// Whether it is answered by a contrast of the two tiers in the row's metric.
    fileprivate var isOfPair: Bool {
        switch self {
        case .headline, .commentLikeRatio, .commentRate, .saveRate, .shareRate, .engagementByReach, .engagementByImpressions, .engagementByViews,
            .withoutTopCreator:
            true
        case .census, .flaggedShare, .elasticity, .first30Days, .equalBudget, .spendShare, .spendShareFixed, .postsShare, .engagementShare,
            .postType, .sponsored, .captionLength, .postingFrequency:
            false
        }
    }
}
