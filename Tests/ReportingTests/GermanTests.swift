import Findings
import Foundation
@testable import Reporting
import SocialData
import Synchronization
import Testing

/// German is whole: it has every text that the pages say, and none besides.
@Suite struct GermanTests {
    private static let texts = Language.german.texts

    /// Every phrase of the sources.
    @Test func everyPhraseIsThere() throws {
        let phrases = try SaidPhrases.all()
        #expect(phrases.count > 400)
        let lacking = phrases.subtracting(Self.texts.keys).sorted()
        #expect(lacking.isEmpty, "de.yml lacks\n\(lacking.joined(separator: "\n"))")
    }

    @Test func everyWordOfTheListsIsThere() {
        let lacking = Self.words.subtracting(Self.texts.keys).sorted()
        #expect(lacking.isEmpty, "de.yml lacks\n\(lacking.joined(separator: "\n"))")
    }

    @Test func noTextIsLeftOver() throws {
        let left = Set(Self.texts.keys).subtracting(try SaidPhrases.all()).subtracting(Self.words).sorted()
        #expect(left.isEmpty, "nothing says\n\(left.joined(separator: "\n"))")
    }

    /// Words that stand in lists of this program, not in a phrase.
    private static var words: Set<String> {
        var words: [String] = []
        for entry in (try? Glossary.words()) ?? [] { words += [entry.phrase, entry.definition] }
        for item in (try? LackText.read()) ?? [] { words += [item["phrase"], item["remedy"]] }
        words += PostCount.allCases.map { Lack($0).rawValue }
        for metric in MetricDefinition.all { words += [metric.title, metric.denominator, metric.source] }
        words += MetricDefinition.ofPosts.map(\.per)
        words += ClaimName.allCases.map(\.text.statement)
        words += ClaimVerdict.allCases.map(\.rawValue)
        words += EmptyReason.allCases.map(\.rawValue) + ["there are no bounds"]
        words += CountedUnit.allCases.map(\.rawValue) + LossUnit.allCases.map(\.rawValue) + TrendMeasure.allCases.map(\.rawValue)
        words += StratumPart.allCases.map(\.rawValue).filter { $0 != "post_type" }
        let names = StyleDimension.allCases.map(\.rawValue) + ["campaign", "campaign_id"]
        words += (names + ["audience_overlap", "brand_alignment"]).map { $0.replacing("_", with: " ") }
        return Set(words)
    }

    @Test func everyTextHasTheSamePlaces() throws {
        let file = try LanguageFile("de.yml", Self.bytes())
        for (english, german) in file.texts.merging(file.messages, uniquingKeysWith: { first, _ in first }) {
            #expect(PageTexts.places(in: german) == PageTexts.places(in: english), "\(english)")
        }
    }

    private static func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: SaidPhrases.sources.appendingPathComponent("Languages/de.yml")))
    }

    private static let sameInBoth: Set<String> = ["p", "ROI", "p, Holm", "Theil–Sen", "p, Mann–Kendall", "Engagement", "{1}, {2}", "{1} ({2})", "{count}"]

    @Test func noTextIsItsEnglish() throws {
        let same = Set(Self.texts.filter { $0.key == $0.value }.keys)
        #expect(same == Self.sameInBoth)
        let file = try LanguageFile("de.yml", Self.bytes())
        #expect(!file.messages.contains { $0.key == $0.value })
    }

    /// Whatever the pages say of rich and of poor findings.
    @Test(arguments: [("rich", Samples.rich)] + Samples.poor)
    func nothingIsLacking(name: String, findings: FindingSet) throws {
        let lacking = Mutex<Set<String>>([])
        let german = Language.german.telling { english in _ = lacking.withLock { $0.insert(english) } }
        try Language.$current.withValue(german) {
            let page = ReportPage(findings.onlyFinite(), inputs: Samples.inputs, losses: .none, programVersion: "1")
            let templates = try PageTemplates([:])
            _ = templates.pages(page)
        }
        let lack = lacking.withLock { $0 }.sorted()
        #expect(lack.isEmpty, "de.yml lacks\n\(lack.joined(separator: "\n"))")
    }

    /// A page in German: its words, numbers and money; names of columns and files as they are.
    @Test func thePageIsGerman() throws {
        let files = try renderReport(Samples.rich, inputs: Samples.inputs, losses: .none, programVersion: "1", language: "de")
        let page = plain(String(decoding: files[0].bytes, as: UTF8.self)).replacingOccurrences(of: "\\", with: "")
        for text in [
            "Ein typischer Micro-Creator erreicht das 1,9-Fache der Engagement-Rate eines typischen Macro-Creators (95-%-Intervall 1,5 bis 2,4; 212 gegenüber 64 Creators).",
            "Für jeden Euro Ausgaben brachten Micro-Kooperationen 1,43 € und Macro-Kooperationen 1,09 € Nettoumsatz ein",
            "| typischer Creator | gepoolt | Mittel der Creators | Mittel der Posts | Median-Creator |",
        ] {
            let isSaid = page.contains(text)
            #expect(isSaid, "\(text)")
        }
        let english = try renderReport(Samples.rich, inputs: Samples.inputs, losses: .none, programVersion: "1")
        #expect(files.filter { $0.path.hasPrefix("tables/") } == english.filter { $0.path.hasPrefix("tables/") })
    }

    /// What other stages finished in English, and what no pattern knows.
    @Test func lossesAreGerman() throws {
        let losses = LossList(
            inputs: [],
            later: [
                Loss(
                    .codeUnmatched, .important, source: "codes", what: "3 codes that orders carry had two owners then, and credit nobody", count: 3,
                    unit: .codes, money: ExactTotal(12_345_600), example: "GLOW25",
                    remedy: "give each creator's use of the code its own valid_from and valid_to"),
                Loss(
                    .notUsed, .important, source: "deals", what: "13 of 369 deals are used by no analysis: no fee is known", count: 13, unit: .deals,
                    remedy: "add the fee, 0 where nothing was paid"),
                Loss(.notUsed, .important, source: "x.csv", what: "something new", count: 1, unit: .files, remedy: "think"),
            ], warningShare: 1)
        let files = try renderReport(Samples.rich, inputs: [], losses: losses, programVersion: "1", language: "de")
        let page = plain(String(decoding: files[0].bytes, as: UTF8.self)).replacingOccurrences(of: "\\", with: "")
        for text in [
            "codes: 3 Codes aus Bestellungen gehörten damals zwei Creators und werden niemandem zugeordnet (etwa „GLOW25“); betroffen: 1.234,56 €; jedem Creator für den Code ein eigenes valid_from und valid_to geben.",
            "deals: 13 von 369 Kooperationen verwendet keine Auswertung: kein Honorar ist bekannt; das Honorar ergänzen, 0, wo nichts bezahlt wurde.",
            "x.csv: something new; think.",
        ] {
            let isSaid = page.contains(text)
            #expect(isSaid, "\(text)")
        }
    }

    @Test(arguments: [
        (
            "3 creators that links name had no deal that had begun in the 45 days before the order",
            "3 in Links genannte Creators hatten keine Kooperation, die in den 45 Tagen vor der Bestellung begann"
        ),
        (
            "1 of the creators that links name had no deal that had begun in the 30 days before the order",
            "1 in Links genannter Creator hatte keine Kooperation, die in den 30 Tagen vor der Bestellung begann"
        ),
        (
            "1 of the creators that links name had no deal that had begun in the 1 day before the order",
            "1 in Links genannter Creator hatte keine Kooperation, die höchstens 1 Tag vor der Bestellung begann"
        ),
        (
            "7 rows name no network that is known (`shop and blog`, `mail` and 2 more), so other files' rows of the same account may not be met",
            "7 Zeilen nennen kein bekanntes Netzwerk (`shop and blog`, `mail` und 2 weitere); Zeilen desselben Accounts in anderen Dateien werden dann vielleicht nicht gefunden"
        ),
        (
            "1 row names no network that is known (`mail`), so other files' rows of the same account may not be met",
            "1 Zeile nennt kein bekanntes Netzwerk (`mail`); Zeilen desselben Accounts in anderen Dateien werden dann vielleicht nicht gefunden"
        ),
    ])
    func messagesWithPlaces(english: String, german: String) {
        #expect(Language.german.message(english) == german)
    }

    @Test func ownWordsReplaceSingleTexts() throws {
        let files = try renderReport(
            Samples.rich, inputs: Samples.inputs, losses: .none, programVersion: "1", words: ["{1}% interval {2}": "{2} <with {1}% confidence>"])
        let page = plain(String(decoding: files[0].bytes, as: UTF8.self))
        let isReplaced = page.contains("(1.5 to 2.4 &lt;with 95% confidence&gt;; 212 against 64 creators)")
        #expect(isReplaced)
    }
}

/// The phrases that the sources of the report say: what stands in `say("…")`, with `{1}` for the first value, and so on.
enum SaidPhrases {
    static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Reporting")

    static func all() throws -> Set<String> {
        var phrases: Set<String> = []
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift" else { continue }
            let text = try String(contentsOf: file, encoding: .utf8)
            for start in text.matches(of: /\bsay\(\s*"/) {
                var rest = text[start.range.upperBound...]
                phrases.insert(phrase(&rest))
            }
        }
        return phrases
    }

    /// The literal up to its closing quotation mark.
    private static func phrase(_ rest: inout Substring) -> String {
        var phrase = ""
        var places = 0
        while let sign = rest.popFirst(), sign != "\"" {
            guard sign == "\\" else {
                phrase.append(sign)
                continue
            }
            switch rest.popFirst() {
            case "("?:
                skipValue(&rest)
                places += 1
                phrase += "{\(places)}"
            case "u"?:
                let scalar = rest.dropFirst().prefix { $0 != "}" }
                rest = rest.dropFirst(scalar.count + 2)
                phrase.unicodeScalars.append(UInt32(scalar, radix: 16).flatMap(Unicode.Scalar.init) ?? "?")
            case let sign?: phrase.append(sign)
            case nil: break
            }
        }
        return phrase
    }

    /// A value between its parentheses, with literals that may hold values themselves.
    private static func skipValue(_ rest: inout Substring) {
        var depth = 1
        while depth > 0, let sign = rest.popFirst() {
            switch sign {
            case "(": depth += 1
            case ")": depth -= 1
            case "\"": _ = phrase(&rest)
            default: break
            }
        }
    }
}
