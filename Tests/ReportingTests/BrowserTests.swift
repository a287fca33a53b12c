import Findings
import Foundation
@testable import Reporting
import Testing

/// The pages as a browser shows them, on a screen, on a phone and on paper: of the rich sample, of poor data and of hostile names.
@Suite(.enabled("needs Chromium in PATH (Debian: chromium)", { Browser.program != nil }))
struct BrowserTests {
    private static let names = ["rich", "nothing", "noOrders", "noDeals", "threeCreators", "emptyTier"]

    @Test(arguments: names, ["report.html", "details.html"])
    func fitsScreenAndPhone(name: String, page: String) throws {
        try check(try #require(RenderedReport.samples[name]), page)
    }

    /// Long names, markup, controls that turn writing around, emoji: nothing breaks at any width.
    @Test(arguments: ["report.html", "details.html"])
    func hostileNamesBreakNothing(page: String) throws {
        let long = "<b>" + String(repeating: "Kampagne 👩‍👩‍👧‍👦 \u{202E}", count: 20) + String(repeating: "x", count: 300)
        let (findings, inputs) = InjectionTests.poisoned([long, "\"><svg onload=alert(1)>", "👩‍🚀"])
        try check(try RenderedReport(findings, inputs: inputs), page)
    }

    private func check(_ report: RenderedReport, _ page: String) throws {
        let browser = try Browser(report)
        defer { browser.remove() }
        for width in [1280, 390] {
            let (measures, messages) = try browser.measure(page, width: width)
            #expect(measures.scrollWidth <= width, "\(page) at \(width)")
            #expect(measures.faint == [], "\(page) at \(width)")
            #expect(measures.silent == [], "\(page) at \(width)")
            #expect(measures.unreachable == [], "\(page) at \(width)")
            #expect(measures.clipped == [], "\(page) at \(width)")
            #expect(messages == [], "\(page) at \(width)")
            #expect(!measures.isDark)
        }
        let (dark, _) = try browser.measure(page, width: 1280, isDark: true)
        #expect(dark.isDark && dark.faint == [], "\(page) in the dark")
    }

    /// The answer and the chart that decides are on the first screen, the page ends after eight, and paper takes six.
    @Test func theAnswerComesFirst() throws {
        let browser = try Browser(try RenderedReport(Samples.rich))
        defer { browser.remove() }
        for width in [1280, 390] {
            let (measures, _) = try browser.measure("report.html", width: width)
            #expect(measures.firstChart > 0 && measures.firstChart < 900, "at \(width): \(measures.firstChart)")
            if width == 1280 { #expect(measures.height <= 8 * 800, "\(measures.height)") }
        }
        #expect(try browser.printedPages("report.html") <= 6)
    }
}
