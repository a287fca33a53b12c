import Findings
import Foundation
import RecordFormats
@testable import Reporting
import SocialData
import Synchronization
import TestSupport
import Testing

/// Hostile text in every place that data can reach (fault rows 78 and 79): formulas, markup, links, controls.
@Suite struct InjectionTests {
    private static let inline = [
        "<img src=x onerror=alert(1)>", "</td></tr></table><script>alert(1)</script>", "\"><svg onload=alert(1)>",
        "'\"\u{301} onmouseover=alert(1) x=\"",
        "[x](javascript:alert(1))", "![x](https://example.org/x.png)", "<https://example.org>",
        "https://example.org/a|b", "www.example.org", "me@example.org",
        "a|b|c", "``` code", "`", "``", "\\", "\\|", "end\\", "| --- |", "# heading", "- item", "1. item",
        "line\nbreak", "line\r\n\r\n## injected", "\u{202E}gnp.exe",
        "\u{0}\u{1B}[2J", "{{title}}", "{{{style}}}", "{{#blocks}}", "${7*7}", "&lt;b&gt;", "&#x6a;", "]]>", "<!-- -->",
        "--><b>", "</style><b>", "</title><b>", "<![CDATA[", "=1+1",
        "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "＝1", "", " ", String(repeating: "x", count: 9_000), "platform=a;b=c",
        "\u{FFFE}", "a\u{2028}b",
    ]

    /// Findings in which every name that can come from a file or a definition is one of `texts`; each of them is a niche, a
    /// key without a partner, a notice and a file name, the first one also the name of a tier and of everything else.
    static func poisoned(_ texts: [String]) -> (FindingSet, [InputSummary]) {
        let first = texts[0]
        var findings = Samples.rich
        findings.definition.title = "Title " + first
        findings.definition.name = first
        findings.definition.asOfSource = first
        findings.definition.by = ["niche", first]
        findings.definition.tiers[2].name = first
        findings.definition.tierB = first
        for place in findings.census.indices where findings.census[place].tier == "macro" {
            findings.census[place].tier = first
        }
        findings.estimates.removeAll { $0.segment.hasPrefix("niche=") }
        findings.comparisons.removeAll { $0.segment.hasPrefix("niche=") }
        for text in texts {
            for tier in ["micro", "macro"] {
                findings.estimates.append(
                    Samples.estimate(
                        tier, .engagementByFollowers, .pooled, 0.04, creators: 20, units: 90, segment: "niche=" + text))
                findings.estimates.append(
                    Samples.estimate(
                        tier, .engagementByFollowers, .typical, 0.04, creators: 20, units: 90, segment: "niche=" + text))
            }
            findings.comparisons.append(Samples.ratio(.engagementByFollowers, 1.2, 0.9, 1.6, segment: "niche=" + text))
            findings.unmatched.append(
                UnmatchedRow(kind: .orderCodeOfNobody, key: text, rows: 1, money: ExactTotal(0), sources: text))
            findings.notices.append(Notice(name: .openQuestion, text: text, rows: 1))
        }
        for place in findings.estimates.indices {
            if findings.estimates[place].tier == "macro" { findings.estimates[place].tier = first }
        }
        for place in findings.comparisons.indices { findings.comparisons[place].b = first }
        for place in findings.money.indices where findings.money[place].tier == "macro" {
            findings.money[place].tier = first
        }
        for place in findings.payoff.indices where findings.payoff[place].tier == "macro" { findings.payoff[place].tier = first }
        findings.followersSources[3].tier = first
        findings.exclusions[2].tier = first
        findings.attribution.append(
            AttributionRow(attribution: .promoCode, orders: 1, gross: ExactTotal(1), refund: ExactTotal(0), withoutMoney: 0))
        findings.duplicates[0].examples = [first, first]
        var inputs = Samples.inputs
        inputs[3].refused = first
        inputs += texts.map { text in
            var input = Samples.inputs[0]
            input.name = text
            // An empty format is a refused file, shown as missing.
            input.format = text.isEmpty ? "none" : text
            input.notes = [text]
            input.skipReasons = [text]
            return input
        }
        return (findings, inputs)
    }

    private static func check(_ texts: [String]) throws {
        let (findings, inputs) = poisoned(texts)
        let report = try RenderedReport(findings, inputs: inputs)
        let harmless = try harmless(texts.count)
        let about = "\(texts.map(\.debugDescription).joined(separator: " "))".prefix(600)

        // HTML: exactly the same elements; the drawings stay well-formed. Charts drop small print where a long name needs
        // the room, so the pieces of text in drawings are left out of the comparison.
        let kept = { (name: String) in !["tspan", "/tspan", "text", "/text"].contains(name) }
        #expect(elements(report.html).filter(kept) == elements(harmless.html).filter(kept), "elements from \(about)")
        #expect(elements(report.details).filter(kept) == elements(harmless.details).filter(kept), "elements from \(about)")
        for (path, chart) in report.charts { #expect(isWellFormed(chart), "\(path) with \(about)") }

        // Markdown: the same tables with the same cells, no raw `<`, no link but the page's own, one line per line.
        #expect(markdownTables(report.markdown) == markdownTables(harmless.markdown), "tables with \(about)")
        #expect(!report.markdown.contains("<"), "raw < from \(about)")
        #expect(
            report.markdown.components(separatedBy: "\n").count == harmless.markdown.components(separatedBy: "\n").count
        )
        let (own, prose) = links(report.markdown)
        #expect(own == links(harmless.markdown).targets, "links from \(about)")
        #expect(!prose.contains("://") && !prose.contains("www."), "autolink from \(about)")
        #expect(
            prose.range(of: "[A-Za-z0-9._+-]@[A-Za-z0-9]", options: .regularExpression) == nil, "address from \(about)")
        for page in [report.markdown, report.html, report.details] {
            #expect(!page.unicodeScalars.contains(where: isHidden), "controls from \(about)")
        }

        // Tables: RFC 4180, constant columns, no cell that a spreadsheet would run, and every text comes back.
        for (path, table) in report.tables {
            let rows = try #require(records(table), "\(path) with \(about)")
            #expect(Set(rows.map(\.count)).count == 1, "\(path) with \(about)")
            #expect(rows.count == records(harmless.files[path] ?? "")?.count)
            for cell in rows.joined() where isFormula(cell) { Issue.record("\(path): \(cell.debugDescription)") }
        }
        let unmatched = try #require(records(report.files["tables/unmatched.csv"] ?? ""))
        let keys = unmatched.suffix(texts.count).map { row in
            let cell = Array(row[1].utf8)
            return Array(cell[CSVText.unprotected(cell.span, cell.indices)])
        }
        #expect(keys == texts.map { Array($0.utf8) }, "a text does not come back: \(about)")
    }

    /// The same report with `count` harmless names, rendered once.
    private static func harmless(_ count: Int) throws -> RenderedReport {
        try known.withLock { known in
            if let report = known[count] { return report }
            let (findings, inputs) = poisoned((0..<count).map { "harmless \($0)" })
            let report = try RenderedReport(findings, inputs: inputs)
            known[count] = report
            return report
        }
    }

    private static let known = Mutex<[Int: RenderedReport]>([:])

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar != "\n" && (scalar.value < 0x20 || scalar.value == 0x7F) }
        // Joiners are kept inside scripts and emoji that need them.
        if scalar.value == 0x200C || scalar.value == 0x200D { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
        default: false
        }
    }

    /// Targets of the links and images of a Markdown page, and its text outside code spans, both without escaped signs.
    private static func links(_ text: String) -> (targets: [String], prose: String) {
        var outside = String.UnicodeScalarView()
        for line in text.components(separatedBy: "\n") {
            // Code spans of the page have one backtick on each side and none inside; an escaped one opens none.
            var inCode = false
            var escaped = false
            for scalar in line.unicodeScalars {
                if !inCode, escaped {
                    escaped = false
                    outside.append(" ")
                } else if !inCode, scalar == "\\" {
                    escaped = true
                } else if scalar == "`" {
                    inCode.toggle()
                } else if !inCode {
                    outside.append(scalar)
                }
            }
            if inCode { Issue.record("an open code span: \(line)") }
            outside.append("\n")
        }
        let prose = String(outside)
        return (
            prose.components(separatedBy: "](").dropFirst().map { $0.components(separatedBy: ")").first ?? "" }, prose
        )
    }

    /// The rule of the suite: what a spreadsheet may take for a formula, after white space and invisible characters.
    private static func isFormula(_ cell: String) -> Bool {
        if cell.range(of: "^-?[0-9]+(\\.[0-9]+)?$", options: .regularExpression) != nil { return false }
        guard let first = cell.unicodeScalars.first else { return false }
        if ["\t", "\r", "\n", "\0"].contains(first) { return true }
        let visible = cell.unicodeScalars.drop {
            $0.properties.isWhitespace || $0.properties.generalCategory == .format
                || $0.properties.generalCategory == .control
        }
        guard let sign = visible.first else { return false }
        return ["=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].contains(sign)
    }

    @Test(arguments: inline) func inlineTexts(text: String) throws { try Self.check([text]) }

    @Test(.needs("suites/csv-injection")) func formulaSuite() throws { try Self.checkAll(SharedSuites.formulas) }

    @Test(.needs("suites/naughty-strings")) func naughtySuite() throws { try Self.checkAll(SharedSuites.naughty) }

    /// In groups that fit the page's lists, each text once.
    private static func checkAll(_ texts: [String]) throws {
        #expect(!texts.isEmpty)
        var seen: Set<[UInt8]> = []
        let distinct = texts.filter { seen.insert(Array($0.utf8)).inserted }
        for start in stride(from: 0, to: distinct.count, by: 16) {
            try check(Array(distinct[start..<min(start + 16, distinct.count)]))
        }
    }
}
