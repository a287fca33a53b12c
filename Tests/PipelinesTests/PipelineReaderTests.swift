import ExportFormats
import Findings
import Foundation
@testable import Pipelines
import RecordFormats
import SocialData
import TextValues
import Testing

/// Pipeline files are checked completely, every mistake with line, column and the nearest word.
struct PipelineReaderTests {
    private func read(_ text: String) throws -> Pipeline {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tierwise-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "p.yml")
        try Data(text.utf8).write(to: file)
        return try PipelineReader.read(path: file.path)
    }

    private func problems(_ text: String) -> [String] {
        do {
            _ = try read(text)
            return []
        } catch let errors as DefinitionErrors {
            return errors.problems.map { "\($0.line):\($0.column): \($0.message)" }
        } catch { return ["\(error)"] }
    }

    private static let least = "name: least\ncurrency: EUR\nsources: [{files: x.csv}]\n"

    @Test func delimitersAreCharactersOrNames() throws {
        for (text, byte, trims) in [("\", \"", UInt8(ascii: ","), true), ("space", 0x20, nil), ("\" \"", 0x20, nil), ("tab", 9, nil), ("\"|\"", UInt8(ascii: "|"), nil)] as [(String, UInt8, Bool?)] {
            let dialect = try read("name: d\ncurrency: EUR\nsources: [{files: x.csv, delimiter: \(text)}]\n").sources[0].dialect
            #expect(dialect.delimiter == byte && dialect.trimsBlanks == trims, "\(text)")
        }
        #expect(problems("name: d\ncurrency: EUR\nsources: [{files: x.csv, delimiter: \",;\"}]\n").count == 1)
    }

    @Test func theLeastPipelineHasTheDocumentedDefaults() throws {
        let pipeline = try read(Self.least)
        #expect(pipeline.definition.title == "least")
        #expect(pipeline.zone.name == "UTC")
        #expect(pipeline.tiers.name == "essay")
        #expect(pipeline.definition.tierA == "micro" && pipeline.definition.tierB == "macro")
        #expect(pipeline.definition.margin == 1 && pipeline.definition.windowDays == 30 && pipeline.definition.maturityDays == 30)
        #expect(pipeline.definition.confidence == 0.95 && pipeline.definition.resamples == 2000 && pipeline.definition.seed == 1)
        #expect(pipeline.definition.minimumCreators == 10 && pipeline.definition.minimumAgeDays == 7)
        #expect(pipeline.rejects == RejectLimits())
    }

    @Test func whatHearsOfReportsAndWhatIsKept() throws {
        let pipeline = try read(Self.least + "on_publish: [./notify.sh, a b]\nkeep: {reports: 7, quarantine: 90d}\n")
        #expect(pipeline.onPublish?.command == ["\(pipeline.folder)/./notify.sh", "a b"] || pipeline.onPublish?.command == ["\(pipeline.folder)/notify.sh", "a b"])
        #expect(pipeline.onPublish?.timeout == 60 && pipeline.retention == Retention(reports: 7, quarantine: 90 * 86_400))
        let other = try read(Self.least + "on_publish: {run: mail-report, timeout: 5m}\n")
        #expect(other.onPublish == PublishHook(command: ["mail-report"], timeout: 300) && other.retention == Retention())
        #expect(problems(Self.least + "on_publish: ./notify.sh --quiet\n").first?.contains("no shell splits it") == true)
        #expect(problems(Self.least + "on_publish: {timeout: 5m}\n").first?.contains("names no command") == true)
        #expect(problems(Self.least + "keep: {reports: 0}\n").count == 1 && problems(Self.least + "keep: {report: 2}\n").count == 1)
    }

    @Test func fiveMistakesAreFiveMessages() {
        let found = problems(
            """
            nam: x
            currency: Euro
            timezone: Europe/Berln
            sources:
              - files: a.csv
                formt: shopify-orders
            statistics: {confidence: 95}
            compare: {a: micro, b: makro}
            """)
        #expect(found.count == 7)
        #expect(found.contains("1:1: unknown key `nam`; did you mean `name`?"))
        #expect(found.contains("2:11: `Euro` is no ISO 4217 currency code; write three capital letters, as EUR"))
        #expect(found.contains("3:11: `Europe/Berln` is no IANA time zone, as Europe/Berlin or UTC; did you mean `Europe/Berlin`?"))
        #expect(found.contains("6:5: unknown key `formt`; did you mean `format`?"))
        #expect(found.contains("7:26: `statistics.confidence`: a number from 0.5 to 0.999 is expected, found `95`"))
        #expect(found.contains { $0.hasPrefix("8:24: `compare.b`: `makro` is not one of") && $0.hasSuffix("did you mean `macro`?") })
        #expect(found.contains { $0.hasSuffix("`name:` is missing; it names the workspace and the report, as `name: micro-vs-macro`") })
    }

    /// Every key, misspelt by a swap of its last letters, is an error that names it.
    @Test(arguments: ["name", "title", "currency", "timezone", "period", "as_of", "tiers", "formats", "sources", "rates", "compare", "statistics", "budget", "audience", "brand_tags", "rejects", "freshness", "output", "language", "words"])
    func fault83_everyMisspeltKeyIsFound(key: String) {
        let misspelt = String(key.dropLast(2)) + String(key.suffix(2).reversed())
        guard misspelt != key else { return }
        let found = problems(Self.least + "\(misspelt): 1\n")
        #expect(found.contains { $0.contains("unknown key `\(misspelt)`; did you mean `\(key)`?") }, "\(found)")
    }

    @Test(arguments: [
        ("tiers: [{name: a, from: 0, to: 10}, {name: b, from: 5}]\ncompare: {a: a, b: b}\n", "begins before `a` ends"),
        ("period: {from: 2025-02-30}\n", "is no day"),
        ("period: {from: 2025-02-02, to: 2025-02-01}\n", "ends before it begins"),
        ("as_of: yesterday\n", "is no instant"),
        ("rejects: {warn: lots}\n", "is no share of rows"),
        ("freshness: {fail: 5}\n", "is no duration"),
        ("by: [platform, platform]\n", "is named twice"),
        ("by: [colour]\n", "is not one of"),
        ("compare: {a: macro, b: micro}\n", "a must be a lower tier than b"),
        ("tiers: essays\n", "did you mean `essay`?"),
        ("tiers: {youtube: essay}\n", "needs `default:`"),
        ("tiers: {default: essay, youtub: essay}\n", "did you mean `youtube`?"),
        ("tiers: {default: essay, youtube: izea}\n", "must have the names of `default`, in its order: nano, micro, macro, mega"),
        ("output: ''\n", "`output:` is empty"),
        ("output: x.csv/\n", "is or holds"),
        ("name: ../x\n", "the same key twice"),
        ("budget: 0\n", "an amount over 0 and up to"),
        ("budget: -5\n", "found `-5`"),
        ("budget: 0.00001\n", "found `0.00001`"),
        ("budget: 50000 EUR\n", "found `50000 EUR`"),
        ("budget: 1e6\n", "found `1e6`"),
        ("budget: 1000000000000.01\n", "found `1000000000000.01`"),
        ("brand_tags: [skin care]\n", "is no hashtag"),
        ("brand_tags: ['#']\n", "is no hashtag"),
        ("audience: {land: {DE: 1}}\n", "unknown key `land`"),
        ("audience: {country: {DE: 60%, AT: 0.34}}\n", "the shares add up to 94 %"),
        ("audience: {country: {DE: 60%, AT: 0.46}}\n", "the shares add up to 106 %"),
        ("audience: {country: {DE: 60}}\n", "`60` is no share; write it as 60% or 0.6"),
        ("audience: {country: {DE: 60%, de: 40%}}\n", "`de` is named twice"),
        ("audience: {country: {}}\n", "the shares add up to 0 %"),
        ("statistics: {resamples: 10}\n", "a whole number from 199 to 100000"),
        ("statistics: {looks: nightly}\n", "`looks` is `once` or `repeated`, not `nightly`"),
        ("roi: {follow_up_days: [7, 0]}\n", "`roi.follow_up_days[2]`: a whole number from 1 to 366 is expected, found `0`"),
        ("roi: {follow_up_days: [7, 30, 7]}\n", "`7` is named twice"),
        ("roi: {follow_up_days: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]}\n", "at most 12"),
        ("roi: {follow_up_days: {a: 7}}\n", "`roi.follow_up_days`: one value is expected here"),
        ("roi: {followup_days: 7}\n", "did you mean `follow_up_days`?"),
        ("statistics: {relevant: {engagement: 1}}\n", "found `1`"),
        ("statistics: {target: {roas: 0}}\n", "found `0`"),
        ("statistics: {target: {engagment: 1.3}}\n", "did you mean `engagement`?"),
        ("language: german\n", "`language`: `german` is not one of en, de"),
        ("language: dee\n", "did you mean `de`?"),
        ("words: {Metric: Kennzahl}\n", "`Metric` is no text of the pages; did you mean `metric`?"),
        ("words: {'{1} against {2}': '{1} and {3}'}\n", "`{3}` has no place in `{1} against {2}`"),
        ("words: {metric: [a]}\n", "`words.metric`: one value is expected here"),
        ("words: plain\n", "`words`: a mapping is expected here"),
    ])
    func impossibleValues(line: String, message: String) {
        let found = problems(Self.least + line)
        #expect(found.contains { $0.contains(message) }, "\(found)")
    }

    @Test func languageAndWordsOfThePages() throws {
        let plain = try read(Self.least)
        #expect(plain.language == "en" && plain.words.isEmpty)
        let pipeline = try read(Self.least + """
            language: de
            words:
              "{1} against {2}": "{2}, davor {1}"
              metric: Messgröße
            """)
        #expect(pipeline.language == "de")
        #expect(pipeline.words == ["{1} against {2}": "{2}, davor {1}", "metric": "Messgröße"])
    }

    @Test(arguments: [("", [7, 30, 60, 90]), ("roi: {follow_up_days: [60, 14]}\n", [14, 60]), ("roi: {follow_up_days: 30}\n", [30]), ("roi: {follow_up_days: []}\n", [])])
    func followUpDays(line: String, days: [Int]) throws {
        #expect(try read(Self.least + line).definition.followUpDays == days)
    }

    @Test func ownTiers() throws {
        let pipeline = try read(Self.least + "tiers: [{name: small, from: 1_000, to: 50_000}, {name: big, from: 50_000}]\ncompare: {a: small, b: big}\n")
        #expect(pipeline.tiers.tiers.map(\.lower) == [1000, 50_000])
        #expect(pipeline.tiers.tiers.last?.upper == nil)
        let own = try read(
            Self.least
                + "tiers: {youtube: [{name: small, from: 0, to: 9}, {name: big, from: 9}], default: [{name: small, from: 0, to: 5}, {name: big, from: 5}], tiktok: [{name: small, from: 0, to: 7}, {name: big, from: 7}]}\ncompare: {a: small, b: big}\n")
        #expect(own.tiers.tiers.map(\.lower) == [0, 5])
        #expect(own.tiers.platforms.map(\.platform) == ["tiktok", "youtube"])
        #expect(own.tiers.platforms.map(\.tiers[1].lower) == [7, 9])
    }

    /// 1250.5 is 12,505,000 of 1/10,000; the smallest amount is one of them.
    @Test(arguments: [("50000", 500_000_000), ("50_000", 500_000_000), ("1250.50", 12_505_000), ("0.0001", 1)] as [(String, Int128)])
    func budgetsAreExact(text: String, units: Int128) throws {
        #expect(try read(Self.least + "budget: \(text)\n").definition.budget?.value == units)
    }

    @Test func whatTheBrandSaysAndLooksFor() throws {
        let pipeline = try read(Self.least + """
            brand_tags: [Skincare, "#Glow", glow, \u{C4}RGER]
            audience: {gender: {Female: 70%, male: 0.3}, country: {DE: 60.5%, AT: 0.345}}
            statistics: {resamples: 999}

            """)
        #expect(pipeline.definition.brandTags == ["glow", "skincare", "\u{E4}rger"])
        // 60.5 % and 34.5 % make 95 %, the least that is taken.
        #expect(pipeline.definition.audience == [
            AudienceShare(dimension: "country", value: "at", share: 0.345),
            AudienceShare(dimension: "country", value: "de", share: 0.605),
            AudienceShare(dimension: "gender", value: "female", share: 0.7),
            AudienceShare(dimension: "gender", value: "male", share: 0.3),
        ])
        #expect(pipeline.definition.resamples == 999)
        #expect(try read(Self.least + "brand_tags: glow\n").definition.brandTags == ["glow"])
    }

    /// Offsets from Foundation: Berlin in winter and summer.
    @Test func zonesKnowTheirOffsets() throws {
        let pipeline = try read(Self.least + "timezone: Europe/Berlin\n")
        // 2025-01-01T00:00:00Z is 1735689600, 2025-07-01T00:00:00Z is 1751328000.
        #expect(pipeline.zone.offset(at: 1_735_689_600) == 3600)
        #expect(pipeline.zone.offset(at: 1_751_328_000) == 7200)
    }

    @Test func theShippedPipelineHasNoMistakes() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let pipeline = try PipelineReader.read(path: root.appending(path: "pipelines/micro-vs-macro.yml").path)
        #expect(pipeline.definition.name == "micro-vs-macro")
    }
}
