import Findings
@testable import Reporting
import SocialData
import Testing

/// The first screen in words, for every pair of verdicts that the two headline questions can have.
@Suite struct SummaryTests {
    private func findings(_ engagement: PairVerdict, _ money: PairVerdict) -> FindingSet {
        var findings = Samples.rich
        for place in findings.headlines.indices {
            findings.headlines[place].verdict = findings.headlines[place].metric == .returnOnSpend ? money : engagement
        }
        return findings
    }

    private func which(_ engagement: PairVerdict, _ money: PairVerdict) -> String {
        Summary(FindingsIndex(findings(engagement, money))).which
    }

    @Test func whichTier() {
        #expect(which(.higher("micro"), .higher("micro")) == "Micro creators engaged better and returned more per euro than macro creators in 2024.")
        #expect(which(.higher("macro"), .higher("macro")) == "Macro creators engaged better and returned more per euro than micro creators in 2024.")
        #expect(which(.higher("micro"), .higher("macro")) == "Micro creators engaged better in 2024, but macro creators returned more per euro.")
        #expect(
            which(.higher("micro"), .noClearDifference)
                == "Micro creators engaged better than macro creators in 2024. Whether micro or macro creators return more per euro is not clear from these files.")
        #expect(
            which(.noClearDifference, .higher("macro"))
                == "Micro and macro creators showed no clear difference in engagement in 2024. Macro creators returned more per euro than micro creators in 2024.")
        #expect(
            which(.noRelevantDifference, .noRelevantDifference)
                == "Micro and macro creators engaged about equally well in 2024: any difference is too small to matter. Micro and macro creators returned about the same per euro.")
    }

    /// Whoever leads is said to have so many times as much: 1/0.4 = 2.5, 1/0.5 = 2, 1/0.32 = 3.125.
    @Test func theLeaderIsTheSubject() throws {
        var findings = findings(.higher("macro"), .noClearDifference)
        let place = try #require(findings.claims.firstIndex { $0.claim == .engagement && $0.question == .headline })
        (findings.claims[place].estimate, findings.claims[place].low, findings.claims[place].high) = (0.4, 0.32, 0.5)
        #expect(
            Summary(FindingsIndex(findings)).howMuch.first
                == "Macro creators got 2.5 times the engagement rate of micro creators (95% interval 2.0 to 3.1).")
    }

    /// Nobody knows followers: adding costs or deals would not help.
    @Test func withoutFollowersTheseComeFirst() throws {
        var findings = try #require(Samples.poor.first { $0.name == "allUnknown" }).findings
        findings.headlines = []
        let advice = Summary(FindingsIndex(findings)).next
        #expect(advice.title == "What to add first" && advice.remedy.text.hasPrefix("Add dated follower counts"))
    }

    /// What is lacking may stand in a file that was refused: a known kind names it, an unknown one may be anything.
    @Test func refusedFilesComeBeforeWhatToAdd() throws {
        func file(_ name: String, _ entities: [Entity], refused: String? = "its columns are in doubt") -> InputSummary {
            InputSummary(
                name: name, sha256: "", bytes: 1, format: "", entities: entities, dialect: "", rows: 0, accepted: 0, quarantined: 0,
                skipped: 0, quarantinedCells: 0, skipReasons: [], refused: refused, notes: [])
        }
        let findings = try #require(Samples.poor.first { $0.name == "noDeals" }).findings
        func summary(_ files: [InputSummary]) -> Summary { Summary(FindingsIndex(findings, refused: RefusedFiles(files))) }

        let known = summary([file("a.csv", [.orders]), file("our deals.csv", [.deals]), file("b.csv", [])])
        #expect(known.next.title == "What to do first")
        #expect(known.next.remedy.text == "Get our deals.csv read: the messages of the run say why it was refused and what it needs.")
        #expect(known.which.contains("our deals.csv was refused, and no other file holds deals, so nothing can be said about return on spend."))

        let unknown = summary(["a.csv", "b.csv", "c.csv", "d.csv", "e.csv"].map { file($0, []) })
        #expect(unknown.which.contains("a.csv, b.csv, c.csv and 2 more were refused, and no other file holds deals"))

        let read = summary([file("our deals.csv", [.deals], refused: nil)])
        #expect(read.next.title == "What to add first" && read.which.contains("There are no deals in these files"))
    }

    @Test func aPeriodIsSaidAsItIs() {
        var definition = Samples.rich.definition
        func said(_ from: String?, _ to: String?) -> String {
            (definition.periodFrom, definition.periodTo) = (from, to)
            return Wording.inPeriod(definition)
        }
        #expect(said("2024-01-01", "2024-12-31") == " in 2024")
        #expect(said("2024-01-01", "2025-12-31") == " from 2024-01-01 to 2025-12-31")
        #expect(said("2024-03-01", nil) == " since 2024-03-01")
        #expect(said(nil, "2024-03-01") == " until 2024-03-01")
        #expect(said(nil, nil) == "")
    }

    /// Margin 55%: 0.55 · 1.43 − 1 and so on stand in the findings; profit −100 000 of 250 000.
    @Test func allDealsTogether() {
        var findings = findings(.higher("micro"), .higher("micro"))
        func said(_ profit: Int128, margin: Double) -> String? {
            var row = PayoffRow(.programme, tier: nil, breakEvenROAS: 1.8)
            (row.profit, row.cost) = (ExactTotal(profit), ExactTotal(2_500_000_000))
            findings.payoff = [row]
            findings.definition.margin = margin
            return Summary(FindingsIndex(findings)).howMuch.last
        }
        #expect(said(-1_000_004_000, margin: 0.55) == "All deals together lost €100,000 of the €250,000 they cost.")
        // Most of it in one tier: 80 000 of 100 000.
        findings.payoff = [
            PayoffRow(.tier, tier: "macro", breakEvenROAS: 1.8), PayoffRow(.tier, tier: "micro", breakEvenROAS: 1.8),
            PayoffRow(.programme, tier: nil, breakEvenROAS: 1.8),
        ]
        findings.payoff[0].profit = ExactTotal(-800_000_000)
        findings.payoff[1].profit = ExactTotal(-200_000_000)
        (findings.payoff[2].profit, findings.payoff[2].cost) = (ExactTotal(-1_000_000_000), ExactTotal(2_500_000_000))
        findings.definition.margin = 0.55
        #expect(
            Summary(FindingsIndex(findings)).howMuch.last
                == "All deals together lost €100,000 of the €250,000 they cost, €80,000 of it with macro creators.")
        #expect(said(1_000_005_000, margin: 0.55) == "All deals together earned €100,001 on top of the €250,000 they cost.")
        #expect(said(-10_000, margin: 1) == "All deals together brought €1 less net revenue than the €250,000 they cost.")
        #expect(said(10_000, margin: 1) == "All deals together brought €1 more net revenue than the €250,000 they cost.")
    }

    /// 2 of 3 definitions, and 72.65 of cost per deal.
    @Test func whatTheLeadHangsOn() throws {
        var findings = findings(.higher("micro"), .higher("micro"))
        let row = try #require(findings.sensitivity.first)
        findings.sensitivity = [(.higher("micro"), true), (.higher("micro"), false), (.noClearDifference, false)].map { verdict, isConfigured in
            var other = row
            (other.metric, other.verdict, other.isConfigured) = (.returnOnSpend, verdict, isConfigured)
            return other
        }
        #expect(Summary(FindingsIndex(findings)).howSure.contains { $0.hasPrefix("The return lead depends on where macro begins") && $0.contains("2 of 3 definitions with enough data agree") })
        findings.sensitivity[2].verdict = .higher("micro")
        #expect(Summary(FindingsIndex(findings)).howSure.contains { $0.hasPrefix("The return lead holds wherever the line between the tiers is drawn (3 definitions with enough data).") })
        var unclear = self.findings(.noClearDifference, .noClearDifference)
        for place in unclear.headlines.indices { unclear.headlines[place].simpson = .none }
        #expect(Summary(FindingsIndex(unclear)).howSure == [])
        let place = try #require(unclear.headlines.firstIndex { $0.metric == .returnOnSpend })
        (unclear.headlines[place].simpson, unclear.headlines[place].rung) = (.explainedByMix, nil)
        #expect(
            Summary(FindingsIndex(unclear)).howSure == [
                "Mind the mix: over all deals together the tiers differ clearly in return, within the same platforms, niches and post types they do not."
            ])
    }

    /// What a lead is worth for the next budget depends on whether the leading tier earned money.
    @Test(arguments: [
        (-25.0, 30.0, "Prefer micro to macro, in small steps: micro returned more, but may not have paid for itself."),
        (5.0, 30.0, "Move budget from macro to micro, which earned more than it cost."),
        (-25.0, -3.0, "Prefer micro to macro, but pay less: both lost money at past prices, macro more per euro spent."),
    ])
    func theNextBudget(low: Double, high: Double, text: String) {
        var findings = findings(.higher("micro"), .higher("micro"))
        findings.definition.margin = 0.55
        findings.budget = []
        var row = PayoffRow(.tier, tier: "micro", breakEvenROAS: 1.8)
        (row.profitLow, row.profitHigh) = (low, high)
        findings.payoff = [row]
        #expect(Summary(FindingsIndex(findings)).next.remedy.text == text)
        findings.definition.margin = 1
        #expect(Summary(FindingsIndex(findings)).next.remedy.example == ["roi: {margin: 0.55}"])
    }

    /// Like for like micro leads; over all deals macro returned more: 0.45 above its cost, micro 0.23 below.
    @Test func aLeadAgainstTheTotals() throws {
        var findings = findings(.higher("micro"), .higher("micro"))
        findings.definition.margin = 0.4
        for place in findings.money.indices { findings.money[place].roi = findings.money[place].tier == "micro" ? -0.23 : 0.45 }
        let place = try #require(findings.headlines.firstIndex { $0.metric == .returnOnSpend })
        (findings.headlines[place].simpson, findings.headlines[place].rung) = (.reversal, nil)
        let row = try #require(findings.sensitivity.first)
        findings.sensitivity = [true, false].map { isConfigured in
            var other = row
            (other.metric, other.verdict, other.isConfigured) = (.returnOnSpend, .higher("macro"), isConfigured)
            return other
        }
        let summary = Summary(FindingsIndex(findings))
        #expect(
            summary.next.remedy.text
                == "Within the same platforms, niches and post types, prefer micro to macro. Keep the split between the tiers as it is: over all deals together macro returned more per euro.")
        #expect(summary.howSure.contains { $0.hasPrefix("The return lead shows like for like; without that, 0 of 2 definitions of the tiers show it.") })
        #expect(
            summary.howSure.contains(
                "Mind the mix: micro creators lead in return within the same platforms, niches and post types; over all deals together macro creators clearly returned more."))
        let claim = try #require(ClaimAnswers(FindingsIndex(findings)).answers([.return]).first)
        #expect(claim.line.text.hasSuffix("; the mix turns the answer round"))
        #expect(claim.changes.contains { $0.text.contains("There the pipeline's own shows macro higher, and 0 of 2 show the answer above, micro higher.") })
        findings.headlines[place].simpson = .maskedByMix
        #expect(
            Summary(FindingsIndex(findings)).howSure.contains(
                "Mind the mix: the lead in return shows only within the same platforms, niches and post types; over all deals together there is no clear difference."))
    }

    /// Draws of 99.7 %, and no verdict because raw and like for like do not agree: no other budget would change that.
    @Test func clearDrawsOfAMix() throws {
        var findings = findings(.higher("micro"), .higher("micro"))
        let headline = try #require(findings.headlines.firstIndex { $0.metric == .returnOnSpend })
        findings.headlines[headline].simpson = .maskedByMix
        let place = try #require(findings.claims.firstIndex { $0.claim == .budget })
        (findings.claims[place].verdict, findings.claims[place].estimate, findings.claims[place].notes) = (.unclear, 0.997, [])
        let claim = try #require(ClaimAnswers(FindingsIndex(findings)).answers([.budget]).first)
        #expect(claim.line.text == "Ahead in 99.7% of draws, but the mix of deals has a part in it")
        #expect(claim.changes.map(\.text) == ["No other budget: deals of both tiers on the same platforms, in the same niches and months."])
        #expect(claim.sentences.joined().contains("deals are drawn as they were mixed. Raw, no clear difference shows"))
    }

    /// Where money is missing, the first thing to do is to add it.
    @Test func poorDataAreToldWhatToAdd() throws {
        let report = try RenderedReport(try #require(Samples.poor.first { $0.name == "noOrders" }).findings)
        #expect(report.firstScreen.contains("**What to add first:** Add an export of the shop's orders with the codes that were used, for example"))
        let noDeals = try RenderedReport(try #require(Samples.poor.first { $0.name == "noDeals" }).findings)
        #expect(noDeals.firstScreen.contains("**What to add first:** Add the deals, one row for each paid collaboration, for example"))
    }
}
