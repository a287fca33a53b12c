import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// What the page says of who paid off (Methods 26).
@Suite struct PayoffTests {
    private static func row(_ part: PayoffPart, _ tier: String?, _ change: (inout PayoffRow) -> Void) -> PayoffRow {
        // 1 / 0.55 = 1.818.
        var row = PayoffRow(part, tier: tier, minus: part == .difference ? "macro" : nil, breakEvenROAS: 1.81818181818)
        change(&row)
        return row
    }

    private static let rows = [
        row(.tier, "micro") {
            ($0.creators, $0.paidOff, $0.deals) = (41, 10, 82)
            ($0.share, $0.shareLow, $0.shareHigh) = (0.243902, 0.138250, 0.393433)
            ($0.profit, $0.profitLow, $0.profitHigh) = (ExactTotal(1_230_000), -20.5, 310.25)
            ($0.headroomPerDeal, $0.unknownComponents) = (ExactTotal(15_000), [.shipping, .labour])
        },
        row(.tier, "macro") {
            ($0.creators, $0.paidOff, $0.deals) = (18, 4, 31)
            ($0.share, $0.shareLow, $0.shareHigh) = (0.222222, 0.090009, 0.452146)
            ($0.profit, $0.headroomPerDeal, $0.whyEmpty) = (ExactTotal(-5_000_000), ExactTotal(-161_290), .noInterval)
        },
        row(.difference, "micro") { ($0.share, $0.shareLow, $0.shareHigh) = (0.02168, -0.231356, 0.221279) },
        row(.programme, nil) {
            ($0.creators, $0.cost) = (59, ExactTotal(90_000_000))
            ($0.profit, $0.profitLow, $0.profitHigh) = (ExactTotal(-3_770_000), -900, 5)
        },
    ]

    @Test func sentencesStandBesideTheClaim() throws {
        var findings = Samples.rich
        findings.payoff = Self.rows
        let text = plain(try RenderedReport(findings).markdown).replacingOccurrences(of: "\\", with: "")
        for sentence in [
            "Of 41 micro creators 10 paid for themselves (24%, 95% interval 14 to 39), of 18 macro creators 4 paid for themselves (22%, 95% interval 9 to 45): a difference of 2.2 points (−23.1 to 22.1). A deal pays for itself from a return of 1.82 on.",
            "What is left when goods and deals are paid: €123.00 for micro (95% interval −20.50 to 310.25), −€500.00 for macro (no interval can be given), −€377.00 for all tiers together (95% interval −900.00 to 5.00).",
            "€1.50 more per deal, recorded by nobody, would take the profit of micro away; not stated for every deal: shipping, own labour.",
        ] { #expect(text.contains(sentence), "\(sentence)") }
        // There is no headroom in a loss.
        #expect(!text.contains("take the profit of macro away"))
        #expect(text.contains("Single creators' returns hardly repeat"))
    }

    /// Nine of the ten creators that are asked for; limits of so few say nothing.
    @Test(arguments: [(9, "−€377.00 for all tiers together (no interval can be given)", "−€377 beyond the €9,000 they cost, of 9 creators, too few for an interval."),
        (10, "−€377.00 for all tiers together (95% interval −900.00 to 5.00)", "−€377 (−€900 to €5) beyond the €9,000 they cost.")])
    func sumOverFewCreators(creators: Int, claim: String, summary: String) throws {
        var findings = Samples.rich
        findings.payoff = Self.rows
        findings.payoff[3].creators = creators
        let text = plain(try RenderedReport(findings).markdown).replacingOccurrences(of: "\\", with: "")
        #expect(text.contains(claim))
        #expect(text.contains("Whether all deals together made money is open: \(summary)"), "\(text.prefix(1500))")
    }

    @Test func unknownReturnsAreNoSentence() throws {
        var findings = Samples.rich
        findings.payoff = [Self.row(.tier, "micro") { $0.whyEmpty = .unknownReturns }, Self.row(.programme, nil) { $0.whyEmpty = .unknownReturns }]
        let text = try RenderedReport(findings).claim(.return)
        #expect(!text.isEmpty && !text.contains("paid for themselves") && !text.contains("pays for itself") && !text.contains("What is left when"))
    }

    @Test func withoutAMarginNothingIsSaidOfGoods() throws {
        var findings = Samples.onRevenue
        findings.payoff = Self.rows
        let text = plain(try RenderedReport(findings).markdown)
        #expect(text.contains("on, as no margin is set.") && text.contains("What is left when the deals are paid: "))
    }
}
