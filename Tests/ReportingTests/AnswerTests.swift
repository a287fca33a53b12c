import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// The headline answers in every situation, word for word. The numbers are those of `Samples`.
@Suite struct AnswerTests {
    private static let engagement =
        "A typical micro creator gets 1.9 times the engagement rate of a typical macro creator (95% interval 1.5 to 2.4; 212 against 64 creators). "
        + "Like for like, within the same platform and niche, it is 1.4 times (95% interval 1.1 to 1.8; 188 against 60 creators)."
    private static let alike =
        "Like for like, within the same platform, the difference is €0.21 (95% interval −0.18 to 0.60; 180 against 52 creators); that interval includes 0. "
    private static let money =
        "For every euro spent, micro deals returned €1.43 and macro deals €1.09 of net revenue; the difference is €0.34 "
    // 0.55 · 1.43 − 1 = −0.2135, limits 0.55 · 1.18 − 1 and 0.55 · 1.74 − 1; 0.55 · 1.0888 − 1 = −0.40116, likewise.
    private static let roi =
        "With a gross margin of 55%, that is an ROI of −21% (−35 to −4) for micro and −40% (−61 to −9) for macro."

    /// The displayed limits are the widest of CR2 (0.05 to 0.63) and MOVER (−0.10 to 0.80).
    @Test func everythingIsThere() throws {
        #expect(
            try RenderedReport(Samples.rich).headlines == Self.engagement + " " + Self.money
                + "(95% interval −0.10 to 0.80; 180 against 52 creators). The interval includes 0: these files are compatible with no difference. "
                + Self.alike + Self.roi)
    }

    @Test func withoutMargin() throws {
        #expect(
            try RenderedReport(Samples.onRevenue).headlines == Self.engagement + " " + Self.money
                + "(95% interval 0.05 to 0.63; 180 against 52 creators). "
                + Self.alike + "On revenue (no margin is set, so the cost of the goods is not in it), "
                + "that is an ROI of 43% (18 to 74) for micro and 8.9% (−29.0 to 66.0) for macro.")
    }

    @Test func intervalIncludesNoDifference() throws {
        var findings = Samples.rich
        findings.comparisons = [Samples.ratio(.engagementByFollowers, 1.04, 0.81, 1.34)]
        let paragraph = try RenderedReport(findings).headlines
        #expect(
            paragraph.hasPrefix(
                "A typical micro creator gets 1.04 times the engagement rate of a typical macro creator (95% interval 0.81 to 1.34; 212 against 64 creators). "
                    + "The interval includes 1: these files are compatible with no difference."))
    }

    @Test func nothing() throws {
        #expect(
            try RenderedReport(FindingSet(definition: Samples.definition), inputs: []).headlines
                == "There are no posts in these files, so nothing can be said about engagement. "
                + "There are no deals in these files, so nothing can be said about return on spend.")
    }

    @Test func noOrders() throws {
        #expect(
            try RenderedReport(Samples.noOrders).headlines == Self.engagement
                + " There are no orders in these files, so they cannot tell what the deals brought back.")
    }

    @Test func noOrderCredited() throws {
        #expect(
            try RenderedReport(Samples.noneCredited).headlines == Self.engagement
                + " None of the 1,234 orders could be credited to a deal that counts, by code or by link, so these files cannot tell what the deals brought back."
        )
    }

    @Test func noCosts() throws {
        let report = try RenderedReport(Samples.noCosts)
        #expect(
            report.headlines == Self.engagement
                + " These files hold 245 deals, and none counts for a return: 245 (no fee known). So they cannot tell what a return on spend is.")
        #expect(report.markdown.contains("- Left out of micro (Net revenue per unit of cost (ROAS)): 244 deals (no fee known)."))
        #expect(report.markdown.contains("- Left out of macro (Net revenue per unit of cost (ROAS)): 1 deal (no fee known)."))
    }

    @Test func noDeals() throws {
        #expect(
            try RenderedReport(Samples.noDeals).headlines == Self.engagement
                + " There are no deals in these files, so nothing can be said about return on spend.")
    }

    /// Deals that are all too young, without a fee or unpaid are deals all the same.
    @Test func dealsThatDoNotCount() throws {
        var findings = Samples.noDeals
        findings.exclusions = [
            ExclusionRow(unit: .deals, tier: "micro", metric: .none, reason: .costMissing, rows: 2),
            ExclusionRow(unit: .deals, tier: "micro", metric: .none, reason: .immature, rows: 9),
            ExclusionRow(unit: .deals, tier: "macro", metric: .none, reason: .immature, rows: 3),
            // Of another metric: these deals count for a return.
            ExclusionRow(unit: .deals, tier: "macro", metric: .costPerThousandImpressions, reason: .missingDenominator, rows: 7),
        ]
        let report = try RenderedReport(findings)
        let sentence =
            "These files hold 14 deals, and none counts for a return: 12 (started less than 30 days before the data cut-off), 2 (no fee known)."
        #expect(plain(report.markdown).components(separatedBy: sentence).count == 4)
        #expect(!report.markdown.contains("no deals"))
    }

    @Test func allUnpaid() throws {
        var findings = Samples.rich
        findings.exclusions = [
            ExclusionRow(unit: .deals, tier: "micro", metric: .none, reason: .unpaid, rows: 7)
        ]
        findings.money = ["micro", "macro"].map {
            Samples.money(
                $0, deals: 0, creators: 0, without: 0, cost: 0, net: 0, roas: nil, known: nil, orders: 0,
                unpaid: $0 == "micro" ? 7 : 0)
        }
        let text = plain(try RenderedReport(findings).markdown)
        #expect(
            text.contains(
                "All 7 deals in these files cost nothing, so a return on spend is not defined for them; together they brought €1,234.56 of net revenue."
            ))
        #expect(!text.contains("could be credited"))
    }

    @Test func emptyTier() throws {
        #expect(
            try RenderedReport(Samples.emptyTier).headlines
                == "These files cannot tell how the engagement rates of micro and macro creators compare: no macro creator has a post with engagement and followers. "
                + "A typical micro creator gets 3.89% of followers per post (212 creators). "
                + "These files cannot tell how the returns of micro and macro deals compare: no macro deal with a known cost counts. "
                + "For every euro spent, micro deals returned €1.43 of net revenue (95% interval 1.18 to 1.74; 180 creators)."
        )
    }

    @Test func fewerCreatorsThanAskedFor() throws {
        #expect(
            try RenderedReport(Samples.threeCreators).headlines
                == "These files cannot tell how the engagement rates of micro and macro creators compare: macro has 3 creators with a known rate, and the pipeline asks for at least 10. "
                + "Among those few, a typical micro creator gets 1.91 times the engagement rate of a typical macro creator (95% interval 0.40 to 9.10; 212 against 3 creators). "
                + "These files cannot tell how the returns of micro and macro deals compare: macro has 3 creators with a deal that counts, and the pipeline asks for at least 10. "
                + "Among those few: for every euro spent, micro deals returned €1.43 and macro deals €1.09 of net revenue; the difference is €0.34 "
                + "(95% interval −3.50 to 4.20; 180 against 3 creators).")
    }

    @Test func followersUnknown() throws {
        #expect(
            try RenderedReport(Samples.allUnknown).headlines
                == "None of the 1,200 posts can be placed in a tier, as no file says how many followers their creators had near their day, so these files cannot tell how the tiers differ in engagement. "
                + "These files hold 12 deals, and none counts for a return: 12 (followers unknown, in no tier). So they cannot tell what a return on spend is."
        )
    }

    /// MOVER alone is no interval: without the raw one there is none (Methods 9.3).
    @Test func noInterval() throws {
        #expect(
            try RenderedReport(Samples.noIntervals).headlines
                == "A typical micro creator gets 1.9 times the engagement rate of a typical macro creator (no interval can be given; 212 against 64 creators). "
                + "Without an interval these files cannot tell how far the ratio is a matter of chance. " + Self.money
                + "(no interval can be given; 180 against 52 creators). Without an interval these files cannot tell how far the difference is a matter of chance. "
                + Self.roi)
    }

    /// Typical is not valid, so pooled takes its place (Methods 6.2).
    @Test func tooManyZeros() throws {
        let report = try RenderedReport(Samples.lowPosts)
        #expect(
            report.headlines.hasPrefix(
                "Per follower, micro posts together got 2.2 times the engagement of macro posts (95% interval 1.1 to 4.2; 212 against 64 creators). "
            ))
        // 12 of 64 = 18.75%.
        #expect(
            plain(report.markdown).contains(
                "A typical creator is not given: 19% of macro posts have fewer than 3 engagements, and more than 1% is too many for it."
            ))
    }

    /// The top creator of macro brought 31% (Methods 21: "at least" above a quarter), that of micro 12%.
    @Test func atLeast() throws {
        let text = plain(try RenderedReport(Samples.rich).markdown)
        #expect(
            text.contains(
                "One creator brought 31% of the net revenue of macro. Intervals of such a tier tend to lie too low: read its return as at least €1.09."
            ))
        #expect(!text.contains("net revenue of micro. Intervals"))
    }

    /// What would end a lead; where it ceases to be clear only where it is. The ratios are those of a golden vector (Methods 25).
    @Test(arguments: [
        ("micro", 0.387596899225, 0.833333333333, 0.181818181818, PairVerdict.higher("micro"),
         "By totals micro returned more. That turns if codes and links catch less than 39% as large a share of macro's sales as of micro's; below 83% the lead is no longer clear."),
        ("micro", 0.387596899225, 0.833333333333, 0.181818181818, .noClearDifference,
         "By totals micro returned more. That turns if codes and links catch less than 39% as large a share of macro's sales as of micro's."),
        ("macro", 2.5, 5, 1.11111111111, .higher("macro"),
         "By totals macro returned more. That turns if codes and links catch less than 40% as large a share of micro's sales as of macro's; below 90% the lead is no longer clear."),
    ] as [(String, Double, Double, Double, PairVerdict, String)])
    func unequalAttribution(leader: String, tipping: Double, a: Double, b: Double, verdict: PairVerdict, sentence: String) throws {
        var findings = Samples.rich
        findings.headlines[1].verdict = verdict
        var row = RobustnessRow(metric: .returnOnSpend, a: "micro", b: "macro", view: .attribution, scale: .linear)
        row.attribution = RobustnessRow.Attribution(tipping: tipping, aClearAbove: a, bClearBelow: b)
        findings.robustness = [row]
        #expect(plain(MoneyAnswer.answer(FindingsIndex(findings)).remarks.first ?? "") == sentence)
        let table = try #require(records(try RenderedReport(findings).files["tables/robustness.csv"] ?? ""))
        #expect(table[1][3] == "attribution" && Double(table[1][10]) == tipping)
    }

    @Test(arguments: [
        (305_782, 4_222_368, true, "About €31 of cost per deal that nobody recorded, such as own work, and micro's lead by totals is no longer clear; at about €420 both tiers return the same."),
        (305_782, nil, true, "About €31 of cost per deal that nobody recorded, such as own work, and micro's lead by totals is no longer clear."),
        (nil, nil, true, "No cost per deal that nobody recorded, such as own work, makes micro's lead by totals unclear, up to ten times what deals cost."),
        (0, 4_222_368, true, "Cost per deal that nobody recorded, such as own work, would end micro's lead by totals: at about €420 both tiers return the same."),
        (305_782, 4_222_368, false, "Cost per deal that nobody recorded, such as own work, would end micro's lead by totals: at about €420 both tiers return the same."),
        (nil, nil, false, "No cost per deal that nobody recorded, the same for every deal, would end micro's lead by totals."),
    ] as [(Int128?, Int128?, Bool, String)])
    func unrecordedCost(unclear: Int128?, equal: Int128?, isClear: Bool, sentence: String) throws {
        var findings = Samples.rich
        findings.headlines[1].verdict = isClear ? .higher("micro") : .noClearDifference
        var row = RobustnessRow(metric: .returnOnSpend, a: "micro", b: "macro", view: .unrecordedCost, scale: .linear)
        row.unrecordedCost = RobustnessRow.UnrecordedCost(leader: "micro", unclear: unclear.map { ExactTotal($0) }, equal: equal.map { ExactTotal($0) })
        findings.robustness = [row]
        #expect(plain(MoneyAnswer.answer(FindingsIndex(findings)).remarks.first ?? "") == sentence)
    }

    /// Both medians, said once; the note's own words where they are not known.
    @Test func unequalFollowUp() throws {
        var findings = Samples.rich
        findings.headlines[1].notes = [.leaveOneCreatorOut, .unequalFollowUp]
        let sentence =
            "Half of the micro deals collected orders for 301 days or more, half of the macro deals for 1 day: what was followed longer had more time to sell. tables/windows.csv has the orders of equally many days."
        func answer() -> [String] { MoneyAnswer.answer(FindingsIndex(findings)).remarks }
        let phrase = "The deals of one tier were followed clearly longer than those of the other, and had more time to sell."
        #expect(answer().contains(phrase))
        findings.windows = [("micro", 300.6), ("macro", 1.2)].map { tier, days in
            WindowRow(
                days: nil, customers: .all, tier: tier, estimate: 1.43, low: 1.18, high: 1.74, missing: [],
                sums: WindowRow.Sums(
                    deals: 216, youngDeals: 0, creators: 180, cost: ExactTotal(984_000_000), orders: 3_031, net: ExactTotal(1_407_120_000),
                    customersKnown: 0.25, followUp: days))
        }
        #expect(answer().contains(sentence) && !answer().contains(phrase))
        let report = try RenderedReport(findings)
        #expect(plain(report.markdown).replacingOccurrences(of: "\\", with: "").components(separatedBy: sentence).count == 3)
        let rows = try #require(records(report.files["tables/windows.csv"] ?? ""))
        #expect(rows[1] == ["", "all", "micro", "", "", "1.43", "1.18", "1.74", "", "", "216", "0", "180", "98400.00", "3031", "140712.00", "0.25", "300.6"])
        // The words that the table writes.
        #expect(report.files["tables/README.md"]?.contains("What the difference rests on: `raw`, `hull` or `adjusted`;") == true)
    }

    /// Without orders no revenue, return or ROI may read as 0 or −100%.
    @Test func unknownRevenueIsNotZero() throws {
        for findings in [Samples.noOrders] {
            let text = plain(try RenderedReport(findings).markdown)
            #expect(text.contains("Revenue and return are not known, which is not the same as 0."))
            #expect(!text.contains("−100%"))
            #expect(text.contains("– (no orders)"))
            #expect(try RenderedReport(findings).files["charts/roi_by_tier.svg"] == nil)
        }
    }

    /// A currency without a common name in the list.
    @Test func otherCurrencies() {
        #expect(plain(Wording.every("SEK")) == "every 1 SEK")
        #expect(Wording.every("USD") == "every US dollar")
    }
}
