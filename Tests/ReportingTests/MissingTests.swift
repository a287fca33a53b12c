import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// What the page says of what is missing unevenly (Methods 28).
@Suite struct MissingTests {
    private static func row(
        _ metric: MetricName, _ part: MissingPart, _ tier: String, _ units: Int, _ missing: Int, isUneven: Bool = true, low: Double?, high: Double?,
        whyEmpty: EmptyReason? = nil
    ) -> MissingRow {
        let isRatio = metric != .returnOnSpend
        return MissingRow(
            metric: metric, part: part, a: "micro", b: "macro", tier: tier, unit: isRatio ? .posts : .deals, units: units, missing: missing,
            share: Double(missing) / Double(units), isUneven: isUneven, value: 1, lowerQuartile: 0.5, upperQuartile: 2,
            scale: isRatio ? .log : .linear, low: isRatio ? low.map { _ in 0 } : low, high: isRatio ? high.map { _ in 0 } : high,
            ratioLow: isRatio ? low : nil, ratioHigh: isRatio ? high : nil, whyEmpty: whyEmpty)
    }

    private static func report(_ rows: [MissingRow]) throws -> RenderedReport {
        var findings = Samples.rich
        findings.missing = rows
        for place in findings.headlines.indices { findings.headlines[place].notes.append(.unevenMissing) }
        return try RenderedReport(findings)
    }

    private static func pair(
        _ metric: MetricName, _ part: MissingPart, _ a: (Int, Int), _ b: (Int, Int), isUneven: Bool = true, low: Double?, high: Double?,
        whyEmpty: EmptyReason? = nil
    ) -> [MissingRow] {
        [
            row(metric, part, "micro", a.0, a.1, isUneven: isUneven, low: low, high: high, whyEmpty: whyEmpty),
            row(metric, part, "macro", b.0, b.1, isUneven: isUneven, low: low, high: high, whyEmpty: whyEmpty),
        ]
    }

    @Test func bothSharesAndBoundsStandAboveTheVerdictAndBesideTheClaim() throws {
        let report = try Self.report(
            Self.pair(.engagementByFollowers, .numbers, (400, 20), (200, 80), low: 0.8, high: 2.5)
                + Self.pair(.returnOnSpend, .numbers, (100, 0), (100, 1), isUneven: false, low: 0.1, high: 0.2)
                + Self.pair(.returnOnSpend, .orders, (100, 0), (100, 60), low: 0.2, high: 1.5))
        let text = plain(report.markdown).replacingOccurrences(of: "\\", with: "")
        let engagement =
            "Unevenly missing: 5% of 400 micro posts and 40% of 200 macro posts are left out, because counts or followers of the day are not known. If they lay at the lower or the upper quartile of the others of their tier, the ratio would lie between 0.80 and 2.50, which includes no difference."
        let orders =
            "Unevenly missing: 0% of 100 micro deals and 60% of 100 macro deals have no order. If these sold nothing, the answer stands. If nobody wrote down what they sold, and they lay at the lower or the upper quartile of the others of their tier, the difference would lie between €0.20 and €1.50."
        for sentence in [engagement, orders] {
            let parts = text.components(separatedBy: sentence)
            #expect(parts.count == 5, "on the first screen, beside the claim, among the caveats, above the verdict: \(parts.count - 1)")
            #expect(parts.last?.trimmingCharacters(in: .whitespacesAndNewlines).hasPrefix("Verdict: ") == true)
        }
        #expect(!text.contains("0% of 100 micro deals and 1%"))
        #expect(text.contains("uneven_missing: \(Glossary.phrase(.note, Note.unevenMissing))."))
    }

    @Test func withoutBoundsItSaysWhy() throws {
        let report = try Self.report(Self.pair(.returnOnSpend, .numbers, (3, 1), (4, 4), low: nil, high: nil, whyEmpty: .allMissing))
        let text = plain(report.markdown).replacingOccurrences(of: "\\", with: "")
        #expect(
            text.contains(
                "Unevenly missing: 33% of 3 micro deals and 100% of 4 macro deals are left out, because their cost, currency, exchange rate, start or creator is not known. How far that could move the answer cannot be said: nothing of a tier is there."
            ))
    }
}
