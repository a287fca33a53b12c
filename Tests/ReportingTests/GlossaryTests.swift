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
            // Line ends and doubled blanks would come from the folding of a file.
            for text in [entry.phrase, entry.definition, entry.formula ?? "", entry.example] {
                #expect(!text.contains("\n") && !text.contains("  ") && text.trimmingCharacters(in: .whitespaces) == text, "\(entry.name)")
            }
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

    /// Every word of the findings stands in its file, and nothing else does. Words that are no word of the findings are
    /// listed here, so that adding or losing one is a decision.
    @Test func everyWordIsExplainedAndNothingElse() throws {
        func all<Word: PublishedWord>(_: Word.Type) -> [String] { Word.allCases.map(\.rawValue) }
        let words: [String: [String]] = [
            "statistics.yml": all(Statistic.self),
            "measures.yml": ["effective_creators", "topic_concentration", "focus", "brand_alignment", "audience_overlap"],
            "intervals.yml": all(IntervalMethod.self),
            "analyses.yml": all(Analysis.self),
            "procedures.yml": [
                "elasticity", "curve", "stability", "mde", "holm", "benjamini_hochberg", "trend", "mann_kendall", "theil_sen",
                "equal_budget", "looks", "tipping", "unrecorded_cost", "first_days", "spearman",
            ],
            "verdicts.yml": all(ClaimVerdict.self) + [
                "higher", PairVerdict.noClearDifference.description, PairVerdict.noRelevantDifference.description,
                PairVerdict.notEnoughData.description,
                "compatible with no difference",
            ],
            "reasons.yml": all(ExclusionReason.self),
            "notes.yml": Set(
                all(Note.self)
                    + [Lack.fewCreators, .fewEffectiveCreators, .fewCreatorsWithSales, .fewMonths, .notEstimable, .separated].map(\.rawValue)
            ).sorted(),
            "mix.yml": all(MixEffect.self),
            "flags.yml": all(CreatorFlag.self),
            "followers-sources.yml": all(FollowersSource.self),
            "credits.yml": all(OrderCredit.self),
            "unmatched.yml": all(UnmatchedKind.self),
            "losses.yml": Loss.Kind.allCases.map(\.rawValue),
            "terms.yml": [
                "tier", "nano", "micro", "macro", "mega", "unknown", "margin", "stratum", "strata", "like for like", "rung",
                "engagement", "creator", "deal", "net revenue", "paid off", "headroom", "shrunk return", "headline",
                "interval", "percentage points", "break-even",
            ],
        ]
        for (file, _) in GlossaryFiles.words {
            let items = try file.items(required: ["phrase", "definition", "source", "example"], optional: ["formula"])
            #expect(items.map(\.name).sorted() == words[file.name]?.sorted(), "\(file.name)")
        }
        #expect(try Set(LackText.read().map(\.name)) == Set(Lack.allCases.map { LackText.entry(of: $0) }))
        #expect(GlossaryFiles.words.count == words.count)
        // A claim leads its readers to words that are explained.
        for name in ClaimName.allCases {
            for term in name.text.terms { #expect(!Glossary.entries(named: term).isEmpty, "\(name): \(term)") }
        }
        // However it is written.
        #expect(Explanation.text(of: "Like for like") == Explanation.text(of: "like for like"))
    }

    @Test func everyUnitHasAnExampleAndEveryExampleAUnit() throws {
        let units = Set(ReportTables.descriptions.flatMap { $0.columns + $0.items }.map(\.unit.text))
        #expect(try Set(GlossaryFiles.units.examplesByUnit().keys) == units)
    }

    /// The build embeds bytes but makes no list: the list must be the folder.
    @Test func embeddedFilesAreTheFolder() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Reporting/Glossary")
        let files = GlossaryFiles.words.map(\.file) + [GlossaryFiles.units, GlossaryFiles.remedies]
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == files.map(\.name).sorted())
        for file in files {
            #expect(try [UInt8](Data(contentsOf: folder.appending(path: file.name))) == file.bytes, "\(file.name)")
        }
    }

    @Test(arguments: [
        ("a:\n  phrase: b", "`example` is missing"), ("a:\n  phrase: b\n  example: c\n  hint: d", "unknown key `hint`"),
        ("a:\n  phrase: \n  example: c", "`phrase` must be a text"), ("a: b", "a mapping is expected"),
        ("- a", "a mapping is expected"), ("", "empty"), ("a:\n  phrase: b\n  example: c\na:\n  phrase: d\n  example: e", "a"),
        ("a: {", "expected"),
    ])
    func malformedEntriesAreFaults(text: String, reason: String) throws {
        let file = GlossaryFile("words.yml", Array(text.utf8))
        let fault = try #require(throws: GlossaryFault.self) { try file.items(required: ["phrase", "example"]) }
        #expect(fault.description.hasPrefix("Sources/Reporting/Glossary/words.yml: ") && fault.reason.contains(reason))
    }

    @Test(arguments: ["- units: [a]", "- units: [a]\n  example: b\n- units: [a]\n  example: c", "- units: []\n  example: b", "a: b", "- a"])
    func malformedUnitsAreFaults(text: String) {
        #expect(throws: GlossaryFault.self) { try GlossaryFile("units.yml", Array(text.utf8)).examplesByUnit() }
    }

    @Test func entriesKeepTheOrderOfTheirFile() throws {
        let file = GlossaryFile("words.yml", Array("b:\n  phrase: >-\n    one\n    two\na:\n  phrase: \"three: four\"\n".utf8))
        let items = try file.items(required: ["phrase"], optional: ["formula"])
        #expect(items.map(\.name) == ["b", "a"])
        #expect(items.map { $0["phrase"] } == ["one two", "three: four"] && items[0].values["formula"] == nil)
    }

    /// The page's sections and notes come from the same entries.
    @Test func theReportUsesTheSameWords() throws {
        let text = plain(try RenderedReport(Samples.rich).markdown).replacingOccurrences(of: "\\", with: "")
        for entry in Glossary.entries where [.statistic, .interval, .analysis, .verdict, .note, .mix].contains(entry.kind) {
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
