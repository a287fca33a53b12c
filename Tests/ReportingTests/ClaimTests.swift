import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// The first page: ten claims in order, each with a verdict, a sentence, what is missing and what would change it.
@Suite struct ClaimTests {
    private static let names = ["rich"] + Samples.poor.map(\.name)

    @Test(arguments: names)
    func tenClaimsInOrder(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        for id in ClaimName.allCases {
            #expect(report.heading(id).contains(": "), "\(id) has no verdict")
            #expect(!report.sentences(id).isEmpty && report.sentences(id).hasSuffix("."), "\(id) says nothing")
        }
        let lines = report.html.components(separatedBy: "<details class=\"claim ").dropFirst()
        #expect(
            lines.map { $0.components(separatedBy: "id=\"")[1].components(separatedBy: "\"")[0] }
                == ["engagement", "return", "budget", "connection", "niche", "shift", "style", "audience", "alignment", "definition"])
        // Nobody knows how an essay counts.
        for page in [report.html, report.details, report.markdown] { #expect(page.firstMatch(of: /\bS[0-9]\b/) == nil) }
    }

    /// Each claim in a line: plain words, badge, number.
    @Test func lines() throws {
        let report = try RenderedReport(Samples.rich)
        #expect(report.heading(.engagement) == "Micro creators get more engagement: supported")
        #expect(report.heading(.connection) == "Micro creators are closer to their audience: 1 of 3 supported")
        #expect(report.html.contains("<details class=\"claim untestable\" id=\"niche\">"))
        let table = plain(report.markdown).split(separator: "\n").filter { $0.hasPrefix("| Micro creators get more") || $0.hasPrefix("| Micro creators keep") }
        #expect(
            table == [
                "| Micro creators get more engagement | supported | 1.4 times (1.1 to 1.8) the rate of macro |",
                "| Micro creators keep to their niche | cannot tell | Missing: hashtags or niches |",
            ])
    }

    /// Every sentence says its number, interval and n.
    @Test func sentences() throws {
        let report = try RenderedReport(Samples.rich)
        #expect(
            report.sentences(.definition)
                == "With the pipeline's boundaries, 214 creators are micro (1,000 to below 100,000 followers; 6,120 posts, 244 deals) and 65 creators are macro (100,000 to below 1,000,000 followers; 2,480 posts, 81 deals). 9 micro creators also appear in another tier. 17 creators have posts or deals in no tier."
        )
        #expect(report.sentences(.niche) == "Focus on few topics: these files cannot tell: they lack hashtags or niches.")
        #expect(
            report.claim(.connection).contains(
                "- supported: Comments per like: micro posts together got 1.3 times that of macro posts (95% interval 1.1 to 1.5; 212 against 64 creators)."
            ))
        #expect(
            report.claim(.engagement).contains(
                "- unclear: Engagement rate over reach: a typical micro creator gets 1.21 times that of a typical macro creator (95% interval 0.97 to 1.51; 180 against 60 creators)."
            ))
        // 10^−0.31 = 0.490, 10^−0.39 = 0.407, 10^−0.23 = 0.589; 10^0.69 = 4.898, 10^0.61 = 4.074, 10^0.77 = 5.888.
        #expect(
            report.claim(.engagement).contains(
                "with ten times the followers the engagement rate is 0.49 times as high (95% interval 0.41 to 0.59; 301 creators). Engagement itself grows by a factor of 10^(1+β) = 4.9 (4.1 to 5.9) for ten times the followers."
            ))
        #expect(
            report.claim(.return).contains(
                "- supported: Without the top creator of each tier: the ROI of micro minus that of macro is +28.6 percentage points (95% interval 6.1 to 51.2; 179 against 51 creators)."
            ))
        #expect(
            report.sentences(.budget)
                == "With €50,000, micro alone ends above macro alone in 81% of 2,000 draws of past creators and deals (180 against 52 creators; the draws are the interval). That is no answer all the same: with micro alone the budget buys more deals than the tier has creators."
        )
        #expect(
            report.sentences(.style)
                == "Post type: the clearest difference is that of short in micro, 1.2 times the engagement rate of the tier's other posts (95% interval 1.1 to 1.4; p 0.036 after the adjustment for several questions; 160 creators)."
        )
        #expect(
            report.sentences(.alignment)
                == "Tags like the brand's: over creators, its rank correlation with net revenue for cost is 0.18 (p 0.08 after the adjustment for several questions; 141 creators). 0 is no relation."
        )
    }

    /// Every claim and every rate leads to its formula.
    @Test(arguments: names)
    func numbersLeadToTheirFormulas(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        let (html, details) = (report.html, report.details)
        for claim in ClaimName.allCases.map(\.text) {
            #expect(!claim.terms.isEmpty)
            for term in claim.terms { #expect(!Glossary.entries(named: term).isEmpty, "\(term)") }
        }
        let links = Set((html + details).matches(of: /href="(?:details.html)?#([^"]*)"/).map { String($0.1) })
        let anchors = (html + details).matches(of: /\sid="([^"]*)"/).map { String($0.1) }
        #expect(links.count > 20)
        #expect(links.subtracting(anchors).isEmpty, "links to nowhere: \(links.subtracting(anchors))")
    }

    @Test func whatIsMissingAndWhatToAdd() throws {
        let report = try RenderedReport(Samples.rich)
        #expect(report.claim(.audience).contains("Missing: the audience the brand looks for, audience shares of creators."))
        let changes = report.list(.audience, "What would change it")
        #expect(
            changes.first
                == "Say in the pipeline file which audience the brand looks for, for example `audience: {country: {de: 60%, at: 25%, other: 15%}}`"
        )
        #expect(report.html.contains("<pre>audience: {country: {de: 60%, at: 25%, other: 15%}}\n</pre>"))
        // Every name that a claim can lack has its own words and, if it is a column or a key, an example.
        let reasons: Set<Lack> = [
            .fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales, .fewMonths, .notEstimable, .separated,
        ]
        for lack in Lack.allCases {
            let text = LackText(lack, Samples.definition)
            let remedy = text.remedy
            #expect(reasons.contains(lack) ? remedy.text.count > 25 : !remedy.example.isEmpty, "\(lack)")
            #expect(!text.phrase.contains("_"), "\(lack)")
        }
    }

    /// (0.34 / 0.1)² = 11.56; 180 · 11.56 = 2,080.8 and 52 · 11.56 = 601.12.
    @Test func moreCreators() throws {
        let changes = try RenderedReport(Samples.rich).list(.return, "What would change it")
        #expect(
            changes.first
                == "More creators: about 12 times as many in both tiers (2,081 micro and 602 macro creators) would show a difference of €0.10 of net revenue for every euro in 80% of such samples; with these, a difference of €0.34 of net revenue for every euro is the smallest that shows as often."
        )
        #expect(
            changes.contains(
                "Another boundary or scheme: 2 of 2 have another screening verdict than the pipeline's, micro higher (50,000 followers: no clear difference; 200,000 followers: no clear difference)."
            ))
        #expect(changes.contains { $0.hasPrefix("Leaving out a single creator") })
    }

    /// Where the budget reaches beyond what was seen, a smaller one helps and no number of draws; 41,299.50 down to two digits.
    @Test func budgetBeyondWhatWasSeen() throws {
        var findings = Samples.rich
        func report() throws -> (sentences: String, changes: [String]) {
            let report = try RenderedReport(findings)
            return (report.sentences(.budget), report.list(.budget, "What would change it"))
        }
        #expect(
            try report().changes == [
                "A smaller budget: past deals and creators of both tiers can take about €41,000. It is one line in the pipeline file, for example `budget: 41000`"
            ])
        let place = try #require(findings.claims.firstIndex { $0.claim == .budget })
        findings.claims[place].notes = [.extrapolation, .supply]
        findings.budget[0].notes = [.extrapolation]
        findings.budget[4].largest = nil
        #expect(
            try report().sentences.hasSuffix(
                "That is no answer all the same: with micro alone the budget buys more deals than the tier has creators; with macro alone the budget is more than three times what the tier's deals cost so far."
            ))
        #expect(try report().changes == ["A smaller budget, one that past deals and creators can take."])
        // Within what was seen the draws decide.
        findings.claims[place].notes = []
        #expect(try !report().sentences.contains("no answer"))
        #expect(try report().changes.first?.hasPrefix("97.5% of the draws or more would support the claim") == true)
    }

    /// Clear to who looks once, and not at all looks together: 0.98 to 2.0, and −€0.05 to €0.73.
    @Test func unclearAtAllLooks() throws {
        var findings = Samples.rich
        findings.claims = [
            Samples.claim(.engagement, .headline, .unclear, .engagementByFollowers, scale: .log, 1.4, 0.98, 2, p: 0.08, a: 212, b: 64),
            Samples.claim(.return, .headline, .unclear, .returnOnInvestment, scale: .linear, 0.187, -0.0275, 0.4015, p: 0.09, a: 180, b: 52),
        ]
        func row(_ metric: MetricName, _ view: RobustnessRow.View, _ scale: EffectScale, _ low: Double, _ high: Double) -> RobustnessRow {
            var row = RobustnessRow(metric: metric, a: "micro", b: "macro", view: view, scale: scale)
            (row.estimate, row.low, row.high, row.includesNoDifference) = (0.34, low, high, low <= 0)
            return row
        }
        findings.robustness = [
            row(.engagementByFollowers, .once, .log, 0.1, 0.58), row(.engagementByFollowers, .repeated, .log, -0.02, 0.7),
            row(.returnOnSpend, .once, .linear, 0.1, 0.58), row(.returnOnSpend, .repeated, .linear, -0.05, 0.73),
        ]
        let start = "Read again and again, the interval that holds at all looks is "
        #expect(try !RenderedReport(findings).claim(.engagement).contains(start))
        findings.definition.looks = .repeated
        let report = try RenderedReport(findings)
        #expect(report.sentences(.engagement).hasSuffix(start + "0.98 to 2.00, which includes no difference."))
        #expect(report.sentences(.return).hasSuffix(start + "−€0.05 to €0.73, which includes no difference."))
        // Where it excludes no difference too, something else is why.
        findings.robustness[3] = row(.returnOnSpend, .repeated, .linear, 0.05, 0.63)
        #expect(try !RenderedReport(findings).claim(.return).contains(start))
    }

    /// ln 1.5 = 0.405: a test with an MDE of 0.6 needs (0.6 / 0.405)² = 2.19 times as many. 40 · 2.1898 = 87.6, 20 · 2.1898 = 43.8.
    @Test func weakTest() throws {
        var findings = Samples.rich
        findings.claims = [
            Samples.claim(.engagement, .headline, .unclear, .engagementByFollowers, scale: .log, 1.2, 0.8, 1.8, p: 0.4, a: 40, b: 20)
        ]
        findings.headlines = []
        findings.comparisons = [
            Samples.comparison(
                .engagementByFollowers, .typical, estimate: 0.18, low: -0.22, high: 0.59, ratio: 1.2, ratioLow: 0.8,
                ratioHigh: 1.8, p: 0.4, mde: 0.6, a: 40, b: 20)
        ]
        findings.comparisons[0].neededCreators = NeededCreators(
            effect: 0.405465, ratio: 1.5, factor: 2.1898, creatorsA: 88, creatorsB: 44)
        let changes = try RenderedReport(findings).list(.engagement, "What would change it")
        // e^0.6 = 1.822.
        #expect(
            changes == [
                "More creators: about 2.2 times as many in both tiers (88 micro and 44 macro creators) would show a ratio of 1.5 in 80% of such samples; with these, a ratio of 1.8 is the smallest that shows as often."
            ])
    }

    /// Clear alone and unclear among others (Methods 10.4): a sentence beside the claim, and in the table.
    @Test func unclearOnlyAmongOthers() throws {
        var findings = Samples.rich
        func among(_ claim: ClaimName, _ question: ClaimQuestion, _ questions: Int) throws {
            let place = try #require(findings.claims.firstIndex { $0.claim == claim && $0.question == question })
            findings.claims[place].unclearAmong = questions
        }
        let before = try RenderedReport(findings)
        #expect(!before.markdown.contains("Alone this would be clear"))
        try among(.connection, .commentRate, 18)
        try among(.return, .headline, 2)
        try among(.alignment, .headline, 18)
        let report = try RenderedReport(findings)
        let others = " Alone this would be clear; among the 18 questions that the first page asks beside the headlines it is not."
        let headlines = " Alone this would be clear; among the 2 headline questions it is not."
        #expect(report.sentences(.return) == before.sentences(.return) + headlines)
        #expect(report.sentences(.alignment) == before.sentences(.alignment) + others)
        #expect(report.claim(.connection).contains("212 against 64 creators).\(others)"))
        #expect(report.markdown.components(separatedBy: "Alone this would be clear").count == 4)
        let words = ClaimWords(FindingsIndex(findings))
        let headline = try #require(findings.claims.first { $0.claim == .return })
        #expect(words.text(headline).hasSuffix(headlines))
    }

    /// The Simpson flags in words (Methods 12.4), beside the claim.
    @Test(arguments: [
        (MixEffect.reversal, "turns the answer round"), (.explainedByMix, "goes with the mix of platform and niche"),
        (.maskedByMix, "hides it"), (.signChange, "opposite directions"), (.notAssessed, "was not assessed"),
    ])
    func mix(flag: MixEffect, words: String) throws {
        var findings = Samples.rich
        findings.headlines[0].simpson = flag
        #expect(try RenderedReport(findings).list(.engagement, "To read with it").contains { $0.contains(words) })
        findings.headlines[0].simpson = .none
        #expect(try !RenderedReport(findings).list(.engagement, "To read with it").contains { $0.contains(words) })
    }

    @Test func stableAnswer() throws {
        var findings = Samples.rich
        for place in findings.sensitivity.indices { findings.sensitivity[place].verdict = .higher("micro") }
        let changes = try RenderedReport(findings).list(.engagement, "What would change it")
        #expect(changes == ["No other boundary and no other scheme of 7 does: all have the same screening verdict."])
    }

    /// Findings of an older program have no claims; the headline sentences stand all the same.
    @Test func withoutClaims() throws {
        var findings = Samples.rich
        findings.claims = []
        let report = try RenderedReport(findings)
        #expect(report.heading(.niche).hasSuffix(": no answer"))
        #expect(report.sentences(.engagement).hasPrefix("A typical micro creator gets 1.9 times"))
    }
}
