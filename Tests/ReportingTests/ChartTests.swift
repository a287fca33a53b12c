import Findings
import Foundation
@testable import Reporting
import SocialData
import Testing

/// What charts say and that they say it inside their drawing.
@Suite struct ChartTests {
    /// Findings with these ROIs and limits of micro and macro; nil for no interval.
    private static func money(_ a: (Double, Double, Double)?, _ b: (Double, Double, Double)?, margin: Double = 0.55) -> FindingSet {
        var findings = Samples.rich
        findings.definition.margin = margin
        for (tier, roi) in [("micro", a), ("macro", b)] {
            guard let place = findings.money.firstIndex(where: { $0.tier == tier }) else { continue }
            (findings.money[place].roi, findings.money[place].roiLow, findings.money[place].roiHigh) = (roi?.0, roi?.1, roi?.2)
        }
        return findings
    }

    private static func title(_ findings: FindingSet) throws -> String {
        plain(try #require(AnswerCharts(FindingsIndex(findings)).payoff()).title).replacingOccurrences(of: " %", with: "%")
    }

    private static let gain = (0.42, 0.1, 0.9)
    private static let loss = (-0.447, -0.6, -0.23)
    private static let open = (0.42, -0.09, 1.23)

    /// Gains and losses are said only where the interval leaves break-even.
    @Test func payoffMessageKeepsToIntervals() throws {
        let (gain, loss, open) = (Self.gain, Self.loss, Self.open)
        #expect(try Self.title(Self.money(gain, loss)) == "Micro paid for itself; macro lost 45% of what it cost")
        #expect(try Self.title(Self.money(loss, gain)) == "Macro paid for itself; micro lost 45% of what it cost")
        #expect(try Self.title(Self.money(gain, gain)) == "Micro and macro both paid for themselves")
        #expect(try Self.title(Self.money(loss, loss)) == "Micro lost 45% of what it cost, macro 45%")
        #expect(try Self.title(Self.money(open, loss)) == "Macro lost 45% of what it cost; whether micro paid for itself is open")
        #expect(try Self.title(Self.money(gain, open)) == "Micro paid for itself; for macro it is open")
        #expect(try Self.title(Self.money(open, open)) == "Neither micro nor macro surely paid for itself")
        #expect(try Self.title(Self.money(nil, loss)) == "Macro lost 45% of what it cost; for micro it is unknown")
        // The interval ends exactly at break-even: not sure.
        #expect(try Self.title(Self.money((0.4, 0, 0.8), loss)) == "Macro lost 45% of what it cost; whether micro paid for itself is open")
        // Without a margin the goods are not paid: nobody has earned.
        #expect(try Self.title(Self.money(gain, loss, margin: 1)) == "Sales covered the cost of micro; for macro they fell 45% short")
    }

    /// Spend and profit stand in the row: 23 450.60 EUR of cost; 0.55 · net − cost is the payoff row's.
    @Test func payoffRowsHoldSpendAndProfit() throws {
        var findings = Self.money(Self.gain, Self.loss)
        var payoff = PayoffRow(.tier, tier: "macro", breakEvenROAS: 1 / 0.55)
        payoff.profit = ExactTotal(-492_806_917)
        findings.payoff = [payoff]
        let place = try #require(findings.money.firstIndex { $0.tier == "macro" })
        findings.money[place].cost = ExactTotal(1_102_059_189)
        let chart = try #require(AnswerCharts(FindingsIndex(findings)).payoff())
        let row = try #require(chart.rows.first { $0.label == "macro" })
        #expect(plain(row.sublabel) == "spent €110,206" && plain(row.subtext) == "loss €49,281" && row.text == "€0.55")
        #expect(plain(row.spoken) == "macro: 0.55 (0.40 to 0.77) EUR per euro of cost, spent €110,206, loss €49,281")
        #expect(chart.scale.low == 0 && chart.reference?.value == 1)
        // Every tier with deals has its row, and one that somebody can stop at.
        #expect(chart.rows.map(\.label) == findings.money.filter { $0.deals > 0 }.map(\.tier) && !chart.rows.isEmpty)
        #expect(chart.svg(width: 420, id: "x", style: nil).components(separatedBy: "tabindex=\"0\"").count == chart.rows.count + 1)
    }

    /// 1/0.67 = 1.4925.
    @Test func engagementMessageFollowsTheVerdict() throws {
        var findings = Samples.rich
        func title() throws -> String { try #require(AnswerCharts(FindingsIndex(findings)).engagement()).title }
        #expect(try title() == "Like for like, micro creators engage 1.4 times as much as macro creators")
        let headline = try #require(findings.headlines.firstIndex { $0.metric == .engagementByFollowers })
        findings.headlines[headline].verdict = .noClearDifference
        #expect(try title() == "No clear difference in engagement between micro and macro")
        findings.headlines[headline].verdict = .noRelevantDifference
        #expect(try title() == "Micro and macro creators engage about equally")
        findings.headlines[headline].verdict = .higher("macro")
        let row = try #require(findings.comparisons.firstIndex { $0.metric == .engagementByFollowers && $0.analysis == .adjusted && $0.statistic == .typical })
        findings.comparisons[row].ratio = 0.67
        #expect(try title() == "Like for like, macro creators engage 1.5 times as much as micro creators")
        findings.headlines[headline].verdict = .notEnoughData
        #expect(try title() == "Not enough data to compare the engagement of micro and macro")
    }

    @Test(arguments: Samples.poor.map(\.name)) func poorDataHaveNoEmptyChart(name: String) throws {
        let findings = try #require(Samples.poor.first { $0.name == name }?.findings)
        let answer = AnswerCharts(FindingsIndex(findings.onlyFinite()))
        for chart in [answer.payoff(), answer.engagement()].compactMap(\.self) {
            #expect(chart.rows.contains { $0.value != nil } && !chart.title.isEmpty, "\(chart.name)")
        }
    }

    /// Clear is what Holm's p says, of the asked pair first.
    @Test func shiftMessageFollowsTheTest() throws {
        var findings = Samples.rich
        func title() throws -> String { try #require(EvidenceCharts(FindingsIndex(findings)).months(.spend)).title }
        findings.trend = findings.trend.map { row in
            var row = row
            (row.pAdjusted, row.slope) = (0.2, 0.012)
            return row
        }
        #expect(try title() == "No tier’s share of spend clearly rose or fell")
        for (slope, way) in [(-0.0124, "fell"), (0.012, "rose")] {
            let place = try #require(findings.trend.firstIndex { $0.measure == .spend && $0.tiers == .asPosted && $0.tier == "micro" })
            (findings.trend[place].pAdjusted, findings.trend[place].slope) = (0.03, slope)
            #expect(try title() == "Micro’s share of spend \(way) by 1.2 percentage points a month")
        }
        findings.trend = []
        #expect(try title() == "Share of spend per month")
    }

    /// A stop per month, which says all tiers' shares; March has none.
    @Test func monthsSayTheirShares() throws {
        let drawing = plain(try #require(EvidenceCharts(FindingsIndex(Samples.rich)).months(.spend)).svg(width: 860, id: "x", style: nil))
        #expect(drawing.components(separatedBy: "tabindex=\"0\"").count == 13)
        #expect(drawing.contains("<title>2024-01: micro 18%, macro 72%, mega 10%</title>"))
        #expect(drawing.contains("<title>2024-03: micro –, macro –, mega –</title>"))
    }

    // MARK: Creators

    /// Values are 0, 0.24 … 1.92 and 48 EUR at a margin of 0.55; the last lies beyond the axis.
    @Test func creatorsAreDotsWithoutNames() throws {
        var findings = Samples.rich
        var (a, b) = (PayoffRow(.tier, tier: "micro", breakEvenROAS: 1.8), PayoffRow(.tier, tier: "macro", breakEvenROAS: 1.8))
        (a.creators, a.paidOff, b.creators, b.paidOff) = (180, 61, 52, 9)
        findings.payoff = [a, b]
        let chart = try #require(CreatorsChart(FindingsIndex(findings)))
        #expect(chart.title == "61 of 180 micro and 9 of 52 macro creators paid for themselves")
        #expect(plain(chart.note).contains("A choice by chance of 10 of 300 creators is drawn. One dot lies beyond the axis"))
        #expect(chart.axisTitle.contains("logarithmic"))
        let wide = plain(chart.svg(width: 860, id: "x", style: nil))
        let spots = wide.components(separatedBy: "class=\"tw-spot tw-").dropFirst()
        #expect(spots.count == 10 && spots.count { $0.contains(" d=\"M") && $0.hasPrefix("b") } == 1)
        // 10^3.75 = 5 623.4; 1.2 / 5 · 0.55 = 0.132.
        #expect(wide.contains("<title>micro, 5,623 followers: 0.132</title>"))
        // Only the tiers' own marks are stops, and phones have no titles to point at.
        #expect(wide.components(separatedBy: "tabindex").count == chart.tiers.count + 1)
        #expect(!chart.svg(width: 366, id: "x", style: nil).contains(" followers: "))
        #expect(wide.utf8.count < 5_000)
    }

    /// Without orders the dots are engagement; without creators there is no chart.
    @Test func creatorsWithoutMoney() throws {
        var findings = Samples.noOrders
        let chart = try #require(CreatorsChart(FindingsIndex(findings)))
        #expect(chart.name == "creators_engagement" && chart.reference == nil)
        findings.creatorClouds = []
        #expect(CreatorsChart(FindingsIndex(findings)) == nil)
    }

    // MARK: How the answer moves

    @Test func adjustmentShowsWhatThereIs() throws {
        var findings = Samples.rich
        func plot(_ metric: MetricName) -> IntervalPlot? { AdjustmentChart(FindingsIndex(findings)).plot(metric) }
        let engagement = try #require(plot(.engagementByFollowers))
        #expect(engagement.rows.map(\.label) == ["Raw", "Like for like", "Looking every night"])
        #expect(engagement.rows.map(\.shape) == [.ring, .triangle, .triangle] && Set(engagement.rows.map(\.tone)) == ["tw-c"])
        // The last interval holds no difference.
        #expect(engagement.title == "The lead of micro in engagement is clear in 2 of 3 views")
        #expect(engagement.axisTitle == "ratio (logarithmic axis)")
        let money = try #require(plot(.returnOnSpend))
        #expect(money.rows.map(\.label) == ["Raw", "Like for like", "Without top creator"])
        // −0.10 to 0.80 (the envelope), −0.18 to 0.60, 0.11 to 0.93.
        #expect(money.title == "The lead of micro in return is clear in 1 of 3 views" && plain(money.rows[0].subtext) == "−0.10 to 0.80")
        findings.robustness = []
        findings.comparisons.removeAll { $0.analysis == .adjusted || $0.analysis == .withoutTopCreator }
        #expect(plot(.engagementByFollowers) == nil && plot(.returnOnSpend) == nil)
    }

    // MARK: Texts stay inside

    /// A tier's name in all places of the findings.
    private static func renamed(_ name: String) throws -> FindingSet {
        let text = String(decoding: try Samples.rich.json(), as: UTF8.self)
        let encoded = String(decoding: try JSONEncoder().encode([name]), as: UTF8.self).dropFirst().dropLast()
        let renamed = text.replacingOccurrences(of: "\"micro\"", with: encoded)
            .replacingOccurrences(of: "\"micro higher\"", with: String(encoded.dropLast()) + " higher\"")
        return try FindingSet(json: Array(renamed.utf8))
    }

    @Test(arguments: [
        "micro", String(repeating: "Wide", count: 75), "𝓜icro 👩‍👩‍👧‍👧👩‍👩‍👧‍👧👩‍👩‍👧‍👧👩‍👩‍👧‍👧 influencers", "\u{202E}orcim\u{202C}", "قصير جدا للمقارنة بين المبدعين", "微型创作者微型创作者微型创作者微型创作者", "<b>&\"'",
    ]) func noTextLeavesTheDrawing(name: String) throws {
        let page = ReportPage(try Self.renamed(name), inputs: [], losses: .none, programVersion: "1")
        #expect(page.charts.count > 10)
        for chart in page.charts {
            let (wide, narrow) = chart.drawing.widths
            let drawings = [wide, min(wide, 540), narrow].map { chart.drawing.svg(width: $0, id: "x", style: nil) }
            for drawing in drawings + [chart.file] {
                let width = try #require(drawing.components(separatedBy: "viewBox=\"0 0 ").last.flatMap { Double($0.prefix { $0 != " " }) })
                for text in ChartText.all(drawing) {
                    #expect(text.left >= -1 && text.right <= width + 1, "\(chart.name): \(text.text) from \(text.left) to \(text.right) of \(width)")
                    #expect(!text.text.unicodeScalars.contains { $0.value == 0x202E })
                }
            }
        }
    }

    // MARK: Glyphs

    @Test func glyphsStandAroundTheReference() throws {
        // (2 − 1)/(2 + 1) = 1/3 on either side: 0.5 and 2 are as far from 1.
        let even = IntervalGlyph(value: 1, low: 0.5, high: 2, reference: 1, isRatio: true).svg
        #expect(even.contains("x1=\"9\" y1=\"11\" x2=\"111\" y2=\"11\""))
        #expect(even.contains("cx=\"60\"") && even.contains("aria-label=\"1.00, interval 0.50 to 2.00; 1 would be no difference\""))
        #expect(!even.contains("tw-open") && isWellFormed(even))
        // 100 is more than eight times as far as the value and four times as far as the other limit: an arrow.
        let far = IntervalGlyph(value: 1, low: -0.5, high: 100, reference: 0, isRatio: false).svg
        #expect(far.components(separatedBy: "tw-open").count == 2)
        // 0.42 of up to 1.23: 60 + 51 · 0.42 / 1.23 = 77.4.
        #expect(IntervalGlyph(value: 0.42, low: -0.09, high: 1.23, reference: 0, isRatio: false).svg.contains("cx=\"77.4\""))
        #expect(IntervalGlyph(value: 0.2, low: nil, high: nil, reference: 0, isRatio: false).svg.contains("cx=\"111\""))
        for (value, isRatio) in [(Double.nan, false), (.infinity, true), (0, true), (-1, true)] {
            #expect(IntervalGlyph(value: value, low: nil, high: nil, reference: isRatio ? 1 : 0, isRatio: isRatio).svg.isEmpty)
        }
    }
}

/// A text of a drawing and where it stands, by the widths that charts reckon with.
struct ChartText {
    let text: String
    let left: Double
    let right: Double
    let y: Double

    static func all(_ drawing: String) -> [ChartText] {
        drawing.components(separatedBy: "<text class=\"").dropFirst().compactMap { part in
            // class" x="…" y="…" text-anchor="…">…</text>
            let whole = part.components(separatedBy: "</text>")[0]
            let ends = whole.components(separatedBy: ">")
            let values = ends[0].components(separatedBy: "\"")
            guard values.count > 6, let x = Double(values[2]), let y = Double(values[4]) else { return nil }
            let pieces = whole.dropFirst(ends[0].count + 1).components(separatedBy: "<tspan class=\"tw-beside\" dx=\"8\">")
            let text = pieces.joined(separator: "  ").replacingOccurrences(of: "</tspan>", with: "")
                .replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
                .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&amp;", with: "&")
            let measure: TextWidth = switch values[0] {
            case "tw-label": .label
            case "tw-title": .title
            case "tw-value": .value
            default: .small
            }
            let width = measure.of(text)
            let left = values[6] == "start" ? x : values[6] == "end" ? x - width : x - width / 2
            return ChartText(text: text, left: left, right: left + width, y: y)
        }
    }
}
