import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// The one list of explained words: whole, right in its arithmetic, and used by the pages.
@Suite struct GlossaryTests {
    /// Every equation of every example is right to the digits shown.
    @Test func examplesAreRight() throws {
        for entry in Glossary.entries {
            let equations = entry.example.matches(of: /`([^`]*)`/).map { String($0.1) }.filter { $0.contains("=") }
            #expect(!equations.isEmpty, "\(entry.name) has no worked example: \(entry.example)")
            for equation in equations {
                let sides = equation.components(separatedBy: "=").map { $0.trimmingCharacters(in: .whitespaces) }
                let first = try #require(Arithmetic.value(sides[0]), "\(entry.name): \(equation)")
                for side in sides.dropFirst() {
                    let value = try #require(Arithmetic.value(side), "\(entry.name): \(equation)")
                    let decimals = side.contains(".") ? side.split(separator: ".").last.map(\.count) ?? 0 : 0
                    let half = 0.5 * pow(10, -Double(decimals)) * 1.000001
                    #expect(abs(first - value) <= half, "\(entry.name): \(equation), it is \(first)")
                }
            }
        }
    }

    @Test func arithmeticReckons() {
        #expect(Arithmetic.value("2 · 3^2 − 4 / 8") == 17.5)
        #expect(Arithmetic.value("−(1 − 3)") == 2)
        #expect(Arithmetic.value("exp(ln(5))").map { abs($0 - 5) < 1e-12 } == true)
        #expect(Arithmetic.value("sqrt(16) + 10^−1") == 4.1)
        #expect(Arithmetic.value("2 +") == nil && Arithmetic.value("tea(2)") == nil)
    }

    @Test func entriesAreWhole() {
        for entry in Glossary.entries {
            #expect(!entry.phrase.isEmpty && entry.definition.hasSuffix("."), "\(entry.name): \(entry.definition)")
            #expect(entry.source.hasPrefix("Methods ") && entry.source.contains(/Methods [0-9.]+, [A-Z]/), "\(entry.name): \(entry.source)")
            #expect(entry.phrase.last != "." || entry.kind == .column, "\(entry.name)")
        }
        // One meaning per kind; columns may mean one thing in one table and another in the next.
        let keys = Glossary.entries.filter { $0.kind != .column }.map { "\($0.kind) \($0.name)" }
        #expect(Set(keys).count == keys.count)
    }

    /// The list of sections is the document's.
    @Test func sectionsAreThoseOfTheDocument() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Documentation/Methods.md"), encoding: .utf8)
        let headings = text.matches(of: /(?m)^##+ ([0-9.]+) (.+)$/).map { "\($0.1) \($0.2)" }
        #expect(headings.count > 60)
        #expect(MethodsSections.titles.map { "\($0.key) \($0.value)" } == headings)
    }

    @Test func citationsCarryTitles() {
        #expect(MethodsSections.titled("Methods 9.3") == "Methods 9.3, Money: difference of returns")
        #expect(
            MethodsSections.titled("Methods 9.3 (iii), 20; Zou and Donner 2008")
                == "Methods 9.3, Money: difference of returns (iii); 20, Evidence for these choices; Zou and Donner 2008")
        #expect(MethodsSections.titled("Methods 22, S7 and S9") == "Methods 22, The essay's claims, S7 and S9")
        #expect(MethodsSections.titled("Simpson 1951") == "Simpson 1951")
    }

    @Test func everyMetricAndColumnIsExplained() throws {
        for metric in MetricDefinition.ofPosts + MetricDefinition.ofDeals + [MetricDefinition.returnOnInvestment] {
            #expect(Glossary.entry(.metric, metric.name.rawValue)?.formula == metric.formula, "\(metric.name)")
        }
        let report = try RenderedReport(Samples.rich)
        for (path, text) in report.tables {
            for column in try #require(records(text)).first ?? [] {
                let meanings = Glossary.entries(named: column).filter { $0.kind == .column }
                #expect(meanings.contains { $0.definition.contains(path) }, "\(path): \(column)")
            }
        }
    }

    @Test func everyWordOfTheFindingsIsExplained() {
        func expect(_ kind: GlossaryEntry.Kind, _ words: [some PublishedWord]) {
            for word in words { #expect(Glossary.entry(kind, word.rawValue) != nil, "\(kind) \(word)") }
        }
        expect(.statistic, Statistic.allCases)
        expect(.interval, IntervalMethod.allCases)
        expect(.analysis, Analysis.allCases)
        expect(.note, Note.allCases)
        expect(.simpson, MixEffect.allCases)
        expect(.flag, CreatorFlag.allCases)
        expect(.reason, ExclusionReason.allCases)
        expect(.followersSource, FollowersSource.allCases)
        expect(.attribution, OrderCredit.allCases)
        expect(.unmatched, UnmatchedKind.allCases)
        expect(.claim, ClaimName.allCases)
        expect(.verdict, ClaimVerdict.allCases)
        expect(.note, [Lack.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales, .fewMonths, .notEstimable])
        for name in ["higher", "no clear difference", "not enough data"] { #expect(Glossary.entry(.verdict, name) != nil) }
    }

    @Test func everyLossAndTierIsExplained() {
        for kind in Loss.Kind.allCases { #expect(Glossary.entry(.loss, kind.rawValue) != nil, "\(kind.rawValue)") }
        for word in ["micro", "macro", "nano", "mega", "unknown", "margin", "strata", "stratum", "like for like", "tier"] {
            #expect(Explanation.text(of: word) != nil, "\(word)")
        }
        // However it is written.
        #expect(Explanation.text(of: "Like for like") == Explanation.text(of: "like for like"))
    }

    /// The page's sections and notes come from the same entries.
    @Test func theReportUsesTheSameWords() throws {
        let text = plain(try RenderedReport(Samples.rich).markdown).replacingOccurrences(of: "\\", with: "")
        for entry in Glossary.entries where [.statistic, .interval, .analysis, .verdict, .note, .simpson].contains(entry.kind) {
            guard !FormulaSection.repeated.contains(entry.name) else { continue }
            let isNamed = text.contains(entry.source) && text.contains("| `\(entry.name)` |")
            #expect(isNamed, "\(entry.name)")
        }
        #expect(text.contains("component_gap: \(Glossary.phrase(.note, "component_gap") ?? "no phrase")."))
    }

    @Test func explanations() throws {
        let text = try #require(Explanation.text(of: "ER_followers"))
        #expect(text.hasPrefix("er_followers (metric)\n"))
        #expect(text.contains("  Formula: E / followers\n"))
        #expect(text.contains("`595 / 18200 = 0.0327`"))
        #expect(text.contains("  Source: Methods 4.1, Engagement; 3.2, Followers of a post\n"))
        // A column of creators.csv too.
        #expect(text.contains("er_followers (column)\n"))
        #expect(try #require(Explanation.text(of: "not testable")).hasPrefix("NOT TESTABLE (verdict)\n"))
        #expect(Explanation.text(of: "tea") == nil)
        for name in Explanation.names {
            #expect(Explanation.text(of: name) != nil, "\(name)")
            let isListed = Explanation.list.contains(name)
            #expect(isListed, "\(name)")
        }
        #expect(Explanation.list.split(separator: "\n").allSatisfy { $0.count <= 160 })
    }

    /// Words of judgement are in no explanation either.
    @Test func nothingImproperIsExplained() {
        for name in Explanation.names {
            let words = Set((Explanation.text(of: name) ?? "").lowercased().split { !$0.isLetter }.map(String.init))
            for word in ["better", "because", "proves", "proven", "nan", "nil"] { #expect(!words.contains(word), "\(name) says \(word)") }
        }
    }
}
