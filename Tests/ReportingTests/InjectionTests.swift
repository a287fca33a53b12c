@testable import Findings
import Foundation
import RecordFormats
@testable import Reporting
import Testing

/// Hostile text in every place that data can reach (fault rows 78 and 79): formulas, markup, links, controls.
@Suite struct InjectionTests {
    private static let inline = [
        "<img src=x onerror=alert(1)>", "</td></tr></table><script>alert(1)</script>", "\"><svg onload=alert(1)>", "'\"\u{301} onmouseover=alert(1) x=\"",
        "[x](javascript:alert(1))", "![x](https://example.org/x.png)", "<https://example.org>", "https://example.org/a|b", "www.example.org", "me@example.org",
        "a|b|c", "``` code", "`", "``", "\\", "\\|", "end\\", "| --- |", "# heading", "- item", "1. item", "line\nbreak", "line\r\n\r\n## injected", "\u{202E}gnp.exe",
        "\u{0}\u{1B}[2J", "{{title}}", "{{{style}}}", "{{#blocks}}", "${7*7}", "&lt;b&gt;", "&#x6a;", "]]>", "<!-- -->", "--><b>", "</style><b>", "</title><b>", "<![CDATA[", "=1+1",
        "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "＝1", "", " ", String(repeating: "x", count: 9_000), "platform=a;b=c", "\u{FFFE}", "a\u{2028}b",
    ]

    /// Findings in which every name that can come from a file or a definition is `text`.
    private static func poisoned(_ text: String) -> (Findings, [InputSummary]) {
        var findings = Samples.rich
        findings.definition.title = "Title " + text
        findings.definition.name = text
        findings.definition.asOfSource = text
        findings.definition.by = ["niche", text]
        findings.definition.tiers[2].name = text
        findings.definition.tierB = text
        for place in findings.census.indices where findings.census[place].tier == "macro" { findings.census[place].tier = text }
        for place in findings.estimates.indices {
            if findings.estimates[place].tier == "macro" { findings.estimates[place].tier = text }
            if findings.estimates[place].segment == "niche=beauty" { findings.estimates[place].segment = "niche=" + text }
            if !findings.estimates[place].notes.isEmpty { findings.estimates[place].notes = [text] }
        }
        for place in findings.comparisons.indices {
            findings.comparisons[place].b = text
            if findings.comparisons[place].segment == "niche=beauty" { findings.comparisons[place].segment = "niche=" + text }
        }
        for place in findings.money.indices where findings.money[place].tier == "macro" { findings.money[place].tier = text }
        findings.followersSources[3].tier = text
        findings.followersSources[0].source = text
        findings.exclusions[2].tier = text
        findings.exclusions[0].reason = text
        findings.attribution.append(AttributionRow(attribution: text, orders: 1, gross: ExactTotal(1), refund: ExactTotal(0), withoutMoney: 0))
        findings.unmatched.append(UnmatchedRow(kind: text, key: text, rows: 1, money: ExactTotal(0), sources: text))
        findings.duplicates[0].examples = [text, text]
        findings.notices.append(Notice(name: text, text: text, rows: 1))
        var inputs = Samples.inputs
        inputs[0].name = text
        inputs[0].format = text
        inputs[0].notes = [text]
        inputs[0].skipReasons = [text]
        inputs[3].name = text
        inputs[3].refused = text
        return (findings, inputs)
    }

    private static func check(_ text: String) throws {
        let (findings, inputs) = poisoned(text)
        let report = try RenderedReport(findings, inputs: inputs)
        let (plainFindings, plainInputs) = poisoned("macro creators")
        let harmless = try RenderedReport(plainFindings, inputs: plainInputs)

        // HTML: exactly the elements of the same report with a harmless name; the drawings stay well-formed.
        // Charts drop small print where a long name needs the room, so their text runs are left out of the comparison.
        let kept = { (name: String) in name != "tspan" && name != "/tspan" && name != "text" && name != "/text" && name != "line" }
        #expect(elements(report.html).filter(kept) == elements(harmless.html).filter(kept), "elements from \(text.debugDescription)")
        #expect(!report.html.contains("javascript:") || report.html.contains("(javascript:"))
        for (path, chart) in report.charts { #expect(isWellFormed(chart), "\(path) with \(text.debugDescription)") }

        // Markdown: the same tables with the same cells, no raw `<`, no link but the page's own, one line per line.
        #expect(markdownTables(report.markdown) == markdownTables(harmless.markdown), "tables with \(text.debugDescription)")
        #expect(!report.markdown.contains("<"), "raw < from \(text.debugDescription)")
        #expect(report.markdown.components(separatedBy: "\n").count == harmless.markdown.components(separatedBy: "\n").count)
        #expect(links(report.markdown) == links(harmless.markdown), "links from \(text.debugDescription)")
        #expect(!hasBareAddress(report.markdown), "autolink from \(text.debugDescription)")
        for page in [report.markdown, report.html] {
            let controls = page.unicodeScalars.filter { ($0.value < 0x20 && $0 != "\n") || [.format, .lineSeparator, .control].contains($0.properties.generalCategory) && $0 != "\n" && $0.value != 0x200D && $0.value != 0x200C }
            #expect(controls.isEmpty, "controls from \(text.debugDescription)")
        }

        // Tables: RFC 4180, constant columns, no cell that a spreadsheet would run, and the text comes back.
        for (path, table) in report.tables {
            let rows = try #require(records(table), "\(path) with \(text.debugDescription)")
            #expect(Set(rows.map(\.count)).count == 1, "\(path) with \(text.debugDescription)")
            #expect(rows.count == records(harmless.files[path] ?? "")?.count)
            for cell in rows.joined() { #expect(!isFormula(cell), "\(path): \(cell.debugDescription)") }
        }
        let unmatched = try #require(records(report.files["tables/unmatched.csv"] ?? ""))
        let key = Array(try #require(unmatched.last)[1].utf8)
        #expect(CSVText.unprotect(key) == Array(text.utf8), "\(text.debugDescription) does not come back")
    }

    /// Targets of the links and images of a Markdown page, outside code spans.
    private static func links(_ text: String) -> [String] {
        var outside = ""
        for line in text.components(separatedBy: "\n") {
            // Code spans of the page have one backtick on each side and none inside; escaped ones do not open a span.
            var inCode = false
            var escaped = false
            for character in line.unicodeScalars {
                if !inCode, escaped {
                    escaped = false
                    outside.unicodeScalars.append("x")
                } else if !inCode, character == "\\" {
                    escaped = true
                } else if character == "`" {
                    inCode.toggle()
                } else if !inCode {
                    outside.unicodeScalars.append(character)
                }
            }
            #expect(!inCode, "an open code span: \(line)")
            outside += "\n"
        }
        return outside.components(separatedBy: "](").dropFirst().map { $0.components(separatedBy: ")").first ?? "" }
    }

    /// What GitHub turns into a link without any syntax, outside code.
    private static func hasBareAddress(_ text: String) -> Bool {
        let prose = text.components(separatedBy: "\n").map { line in line.components(separatedBy: "`").enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined() }
            .joined(separator: "\n")
        return prose.contains("://") || prose.contains("www.") || prose.range(of: "[A-Za-z0-9._+-]@[A-Za-z0-9]", options: .regularExpression) != nil
    }

    /// The rule of the suite: what a spreadsheet may take for a formula, after white space and invisible characters.
    private static func isFormula(_ cell: String) -> Bool {
        if cell.range(of: "^-?[0-9]+(\\.[0-9]+)?$", options: .regularExpression) != nil { return false }
        guard let first = cell.unicodeScalars.first else { return false }
        if ["\t", "\r", "\n", "\0"].contains(first) { return true }
        let visible = cell.unicodeScalars.drop { $0.properties.isWhitespace || $0.properties.generalCategory == .format || $0.properties.generalCategory == .control }
        guard let sign = visible.first else { return false }
        return ["=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"].contains(sign)
    }

    @Test(arguments: inline) func inlineTexts(text: String) throws { try Self.check(text) }

    @Test func formulaSuite() throws { for text in SharedSuites.formulas { try Self.check(text) } }

    @Test func naughtySuite() throws { for text in SharedSuites.naughty { try Self.check(text) } }
}
