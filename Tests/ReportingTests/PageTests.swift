import Findings
import Foundation
@testable import Reporting
import Testing

@Suite struct PageTests {
    private static let names = ["rich"] + Samples.poor.map(\.name)

    @Test(arguments: names)
    func everyReportIsWhole(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        for heading in [
            "Engagement", "Money", "Over time", "Creators and content", "Segments", "The question", "Data quality", "Formulas", "Known limits", "Inputs",
        ] {
            let hasHeading = report.markdown.contains("\n## \(heading)\n")
            #expect(hasHeading, "\(heading)")
            // Nothing is blank: a section that has nothing to show says so.
            let body = report.markdown.components(separatedBy: "\n## \(heading)\n").last?.components(separatedBy: "\n## ")[0] ?? ""
            #expect(body.trimmingCharacters(in: .whitespacesAndNewlines).count > 20, "\(heading) is blank")
            #expect(report.details.contains("-title\">\(heading)</h2>"), "\(heading)")
        }
        #expect(report.markdown.hasPrefix("# Micro versus macro creators, 2024\n\n"))
        for row in markdownTables(report.markdown) {
            #expect(Set(row).count == 1, "table with rows of \(Set(row).sorted()) cells")
        }
        // Charts that the page shows are files, and the other way round.
        for (path, _) in report.charts {
            let isShown = report.markdown.contains("](\(path))")
            #expect(isShown, "\(path)")
        }
        let shown = Set(report.markdown.matches(of: /\]\((charts\/[^)]*)\)/).map { String($0.1) })
        #expect(shown == Set(report.charts.map(\.path)))
        for (path, text) in report.charts { #expect(isWellFormed(text), "\(path)") }
        // Inside the pages every drawing is well-formed too, wide and narrow, and no two share an id.
        for page in [report.html, report.details] {
            let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
            #expect(Set(ids).count == ids.count, "\(Dictionary(grouping: ids, by: \.self).filter { $1.count > 1 }.keys.sorted())")
        }
        let drawings = (report.html + report.details).components(separatedBy: "<svg").dropFirst().map {
            "<svg" + ($0.components(separatedBy: "</svg>").first ?? "") + "</svg>"
        }
        #expect(drawings.count >= 2 * report.charts.count)
        for drawing in drawings { #expect(isWellFormed(drawing)) }
        #expect(!report.html.contains("<script"))
        #expect(report.details.components(separatedBy: "<script").count == 2)
        for page in [report.html, report.details] {
            #expect(page.components(separatedBy: "<table>").count == page.components(separatedBy: "</table>").count)
        }
    }

    /// No number that is none, no word of judgement, nothing left of a template or of Swift's own descriptions.
    @Test(arguments: names)
    func nothingImproperIsSaid(name: String) throws {
        let report = try #require(RenderedReport.samples[name])
        for path in report.paths {
            let text = report.files[path] ?? ""
            let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
            for word in [
                "nan", "inf", "infinity", "nil", "null", "optional", "because", "proves", "proven", "significant",
            ] {
                // The tables say how long their numbers are, and that an empty cell is null.
                guard !(["significant", "null"].contains(word) && ["tables/README.md", "tables/datapackage.json"].contains(path)) else { continue }
                let isSaid = words.contains(word)
                #expect(!isSaid, "\(path) says \(word)")
            }
            #expect(!text.contains("{{"), "\(path) holds a piece of a template")
        }
    }

    /// Two renderings are the same bytes.
    @Test func rendersTheSameTwice() throws {
        let first = try renderReport(Samples.rich, inputs: Samples.inputs, losses: .none, programVersion: "1")
        #expect(try renderReport(Samples.rich, inputs: Samples.inputs, losses: .none, programVersion: "1") == first)
        #expect(Set(first.map(\.path)).count == first.count)
    }

    @Test func pageFitsPhoneAndPaper() throws {
        let html = try RenderedReport(Samples.rich).html
        for part in [
            "width=device-width", "prefers-color-scheme:dark", "@media print", "overflow-x:auto", "default-src 'none'",
        ] {
            #expect(html.contains(part), "\(part)")
        }
        // Nothing is fetched: no address but the names of the SVG name space, no image, no style sheet.
        #expect(html.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "").contains("://") == false)
        for element in ["<link", "<img", "<iframe", "<object", "@import", "url("] {
            #expect(!html.contains(element), "\(element)")
        }
    }

    /// A whisker that leaves the axis is an arrow, and no coordinate is out of the drawing.
    @Test func farLimitsAreArrows() throws {
        let report = try RenderedReport(Samples.infinite)
        for (path, text) in report.charts {
            let places = text.matches(of: /\s(?:x|y|x1|x2|y1|y2|cx|cy|width|height|d)="([^"]*)"/).map { String($0.1) }
            let numbers = places.joined(separator: " ").split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
            #expect(numbers.count > 20 && numbers.allSatisfy { $0 >= 0 && $0 <= 1_500 }, "\(path)")
        }
        #expect(report.charts.first { $0.path == "charts/er_followers_by_tier.svg" }?.text.contains("<title") == true)
        // mega in the rich sample: ROI up to 439% against an axis that ends far below.
        #expect(try RenderedReport(Samples.rich).files["charts/roi_by_tier.svg"]?.contains("tw-open") == true)
    }

    @Test func chartsSpeak() throws {
        let chart = try #require(try RenderedReport(Samples.rich).files["charts/er_followers_by_tier.svg"])
        #expect(chart.contains("role=\"img\" aria-labelledby=\"er_followers_by_tier-title er_followers_by_tier-desc\""))
        #expect(plain(chart).contains("micro: 3.89% (3.52 to 4.30), 212 creators"))
    }

    /// The list without a partner begins with the most money.
    @Test func mostMoneyFirst() throws {
        let text = plain(try RenderedReport(Samples.rich).markdown)
        let keys = ["GLOW25", "D-2024-0117", "LENA15", "instagram:@glow.diary"]
        let places = keys.compactMap { text.range(of: "`\($0)`")?.lowerBound }
        #expect(places.count == 4 && places == places.sorted())
        #expect(text.contains("| order code that nobody owns | 5,770.20 | 1 | 118 |"))
    }

    /// (0.41 + 1) / 2 = 0.705, (0.25 + 1) / 2 = 0.625, (0.55 + 1) / 2 = 0.775.
    @Test func ranksAreSaidAsPairs() throws {
        let text = plain(try RenderedReport(Samples.rich).markdown)
        #expect(
            text.contains(
                "By ranks, a micro creator lies above a macro creator in 71% of the pairs, ties half (95% interval 63 to 78; 212 against 64 creators; p &lt;0.0001)."
            ))
    }

    /// The longest list is cut on the page and complete in its table.
    @Test func longListsAreCut() throws {
        var findings = Samples.rich
        findings.unmatched = (0..<500).map {
            UnmatchedRow(
                kind: .orderCodeOfNobody, key: "CODE\($0)", rows: 1, money: ExactTotal(0), sources: "orders")
        }
        let report = try RenderedReport(findings)
        #expect(plain(report.markdown).contains("20 of 500 rows are shown."))
        #expect(!report.markdown.contains("CODE20`"))
        #expect(records(report.files["tables/unmatched.csv"] ?? "")?.count == 501)
    }
}
