internal import Findings
internal import SocialData

/// The two charts of the first screen, alike and beside each other: what a unit of money brought back in each tier, and how
/// much engagement. Each is nil where the findings have nothing for it.
struct AnswerCharts {
    private let index: FindingsIndex
    private let marks: TierMarks

    init(_ index: FindingsIndex) {
        self.index = index
        marks = TierMarks(definition: index.definition)
    }

    private var definition: Definition { index.definition }
    private var code: String { definition.currency }
    private var confidence: String { Format.setting(definition.confidence) }

    // MARK: Return

    /// Margin on net revenue per unit of cost, with its interval, against break-even; what was spent and what was left of it.
    func payoff() -> IntervalPlot? {
        // A tier without deals has nothing to show.
        let rows = index.findings.money.filter { $0.deals > 0 || $0.roi != nil }
        let values = rows.compactMap(\.roi).map { $0 + 1 }
        guard index.hasOrders, !values.isEmpty else { return nil }
        let lines = rows.map(payoffRow)
        return IntervalPlot(
            name: "payoff_by_tier", title: PayoffMessage(index).text,
            subtitle: definition.margin == 1
                ? say("Revenue after refunds \(Wording.per(code)) of cost, with \(confidence) intervals")
                : say("Revenue after refunds, at a margin of \(Format.setting(definition.margin)), \(Wording.per(code)) of cost, with \(confidence) intervals"),
            description: Self.spoken(lines), rows: lines,
            scale: .linear(
                values: values + [1], limits: rows.flatMap { [$0.roiLow, $0.roiHigh].compactMap(\.self).map { $0 + 1 } }, base: 0, ticks: 5),
            reference: (1, definition.margin == 1 ? say("cost covered") : say("break-even")), tickText: { Format.significant($0, digits: 3) })
    }

    private func payoffRow(_ row: MoneyRow) -> IntervalPlot.Row {
        let tier = Visible.text(row.tier)
        let brought = Format.quantity(
            row.roi.map { $0 + 1 }, low: row.roiLow.map { $0 + 1 }, high: row.roiHigh.map { $0 + 1 }, kind: .money, border: 1)
        let spent = say("spent \(Format.whole(row.cost, definition.currency))")
        let result = row.roi == nil ? say("no deal with a cost") : result(row.tier)
        return IntervalPlot.Row(
            label: tier, sublabel: spent, value: row.roi.map { $0 + 1 }, low: row.roiLow.map { $0 + 1 }, high: row.roiHigh.map { $0 + 1 },
            text: row.roi == nil ? Format.missing : Format.currency(brought.value, definition.currency), subtext: result,
            spoken: row.roi == nil
                ? say("\(tier): \(spent), no return known")
                : say("\(tier): \(brought.text) \(Visible.text(code, limit: 8)) \(Wording.per(code)) of cost, \(spent), \(result)"),
            shape: marks.shape(row.tier), tone: marks.tone(row.tier))
    }

    /// `profit 11,319 EUR`; nothing is a profit before the goods are paid.
    private func result(_ tier: String) -> String {
        guard let profit = index.payoff(tier: tier)?.profit else { return "" }
        let amount = Format.whole(profit.magnitude, definition.currency)
        return switch (profit.value < 0, definition.margin == 1) {
        case (true, false): say("loss \(amount)")
        case (false, false): say("profit \(amount)")
        case (true, true): say("\(amount) short")
        case (false, true): say("\(amount) over")
        }
    }

    // MARK: Engagement

    /// The typical rate of each tier's creators with its interval.
    func engagement() -> IntervalPlot? {
        let metric = index.engagement
        let estimates = index.tiers.map { (tier: $0, estimate: index.estimate(metric, .typical, tier: $0)) }
            .filter { ($0.estimate?.creators ?? 0) > 0 }
        let values = estimates.compactMap { $0.estimate?.value }
        guard !values.isEmpty else { return nil }
        let lines = estimates.map { tier, estimate in
            let rate = Format.quantity(estimate?.value, low: estimate?.low, high: estimate?.high, kind: .percent)
            let creators = Format.counted(estimate?.creators ?? 0, .creator)
            return IntervalPlot.Row(
                label: Visible.text(tier), sublabel: creators, value: estimate?.value, low: estimate?.low, high: estimate?.high,
                text: estimate?.value == nil ? Format.missing : rate.value,
                subtext: estimate?.value == nil ? Wording.whyNoValue(estimate) : rate.cellInterval ?? "",
                spoken: "\(Visible.text(tier)): \(estimate?.value == nil ? say("no rate") : rate.text), \(creators)",
                shape: marks.shape(tier), tone: marks.tone(tier))
        }
        return IntervalPlot(
            name: "engagement_by_tier", title: engagementMessage,
            subtitle: say("\(Wording.metric(metric)), typical creator, with \(confidence) intervals"), description: Self.spoken(lines),
            rows: lines, scale: .linear(values: values, limits: estimates.compactMap { $0.estimate?.high }, base: 0, ticks: 5),
            tickText: { Format.setting($0) })
    }

    private var engagementMessage: String {
        let a = Visible.text(definition.tierA, limit: Self.longestName)
        let b = Visible.text(definition.tierB, limit: Self.longestName)
        guard let headline = index.headline(index.engagement) else { return say("Engagement of \(a) and \(b) creators") }
        let isAdjusted = index.headlineBasis(index.engagement) == .adjusted
        switch headline.verdict {
        case .higher(let tier):
            let isA = tier == definition.tierA
            let (more, less) = isA ? (a, b) : (b, a)
            guard let ratio = index.basisAnalysis(index.engagement)?.ratio, ratio > 0 else {
                return Wording.capitalised(say("\(more) creators engage more than \(less) creators"))
            }
            let times = Format.quantity(isA ? ratio : 1 / ratio, kind: .times, border: 1).value
            return isAdjusted
                ? say("Like for like, \(more) creators engage \(times) times as much as \(less) creators")
                : Wording.capitalised(say("\(more) creators engage \(times) times as much as \(less) creators"))
        case .noRelevantDifference: return Wording.capitalised(say("\(a) and \(b) creators engage about equally"))
        case .noClearDifference: return say("No clear difference in engagement between \(a) and \(b)")
        case .notEnoughData: return say("Not enough data to compare the engagement of \(a) and \(b)")
        }
    }

    private static let longestName = 32

    private static func spoken(_ rows: [IntervalPlot.Row]) -> String { rows.map(\.spoken).joined(separator: "; ") + "." }
}
