internal import Findings
internal import SocialData

/// The charts that the findings can fill, for the sections to show.
struct ReportCharts {
    /// Rows of the segment chart; beyond that the tables are easier to read.
    private static let longest = 24

    /// Of the first screen: what a unit of money brought back, and engagement.
    private(set) var payoff: Chart?
    private(set) var engagement: Chart?
    private(set) var tierRates: [Chart] = []
    private(set) var roi: Chart?
    private(set) var bins: Chart?
    private(set) var segments: Chart?
    private(set) var creators: Chart?
    /// By metric: how the answer moves, the headline contrast under other boundaries, and the curve without tiers.
    private(set) var adjustment: [MetricName: Chart] = [:]
    private(set) var boundaries: [MetricName: Chart] = [:]
    private(set) var curves: [MetricName: Chart] = [:]
    private(set) var budget: Chart?
    /// Shares per month: of spend, or the first there is, and of all.
    var time: Chart? { months.first }
    private(set) var months: [Chart] = []

    private let index: FindingsIndex
    private let marks: TierMarks

    init(_ index: FindingsIndex) {
        self.index = index
        marks = TierMarks(definition: index.definition)
        let answer = AnswerCharts(index)
        payoff = answer.payoff()?.chart()
        engagement = answer.engagement()?.chart()
        let evidence = EvidenceCharts(index)
        tierRates = PostMetric.allCases.filter { $0.numerator == .engagement }.map(\.definition)
            .filter(index.measuredMetrics.contains).compactMap { tierRate($0)?.chart() }
        bins = binChart()?.chart()
        roi = returnOnInvestment()?.chart()
        budget = evidence.budget()?.chart()
        creators = CreatorsChart(index)?.chart()
        months = TrendMeasure.allCases.compactMap { evidence.months($0)?.chart() }
        segments = segmentRatios()?.chart()
        addEvidence(evidence, of: index.engagement)
        addEvidence(evidence, of: MetricName.returnOnSpend)
    }

    private mutating func addEvidence(_ evidence: EvidenceCharts, of metric: MetricName) {
        adjustment[metric] = AdjustmentChart(index).plot(metric)?.chart()
        boundaries[metric] = evidence.boundaries(metric)?.chart()
        curves[metric] = evidence.curve(metric)?.chart()
    }

    private func tierRate(_ metric: MetricDefinition) -> ForestChart? {
        let estimates = index.tiers.map { (tier: $0, estimate: index.estimate(metric.name, .typical, tier: $0)) }
        let values = estimates.compactMap { $0.estimate?.value }
        guard !values.isEmpty else { return nil }
        let rows = estimates.map { tier, estimate in
            let quantity = Format.quantity(estimate?.value, low: estimate?.low, high: estimate?.high, kind: ValueKind(metric.unit))
            return ForestRow(
                label: Visible.text(tier), sublabel: Format.counted(estimate?.creators ?? 0, .creator),
                value: estimate?.value,
                low: estimate?.low, high: estimate?.high,
                text: estimate?.value == nil ? "\(Format.missing) (\(Wording.whyNoValue(estimate)))" : quantity.text,
                shape: marks.shape(tier), tone: marks.tone(tier))
        }
        return ForestChart(
            name: "\(metric.name)_by_tier", title: say("\(Wording.metric(metric.name)), by tier"),
            description: EvidenceCharts.spoken(rows),
            axisTitle: say("typical creator, in percent \(Language.current.word(metric.per))"), rows: rows,
            scale: .linear(values: values, limits: estimates.compactMap { $0.estimate?.high }, base: 0, ticks: 6),
            tickText: { Format.setting($0) })
    }

    private func returnOnInvestment() -> ForestChart? {
        let values = index.findings.money.compactMap(\.roi)
        guard index.hasOrders, !values.isEmpty else { return nil }
        let rows = index.findings.money.map { row in
            let quantity = Format.quantity(
                row.roi, low: row.roiLow, high: row.roiHigh, kind: .percent, border: 0, significant: 2)
            return ForestRow(
                label: Visible.text(row.tier), sublabel: Format.counted(row.creators, .creator), value: row.roi,
                low: row.roiLow,
                high: row.roiHigh, text: row.roi == nil ? say("\(Format.missing) (no deal with a cost)") : quantity.text,
                shape: marks.shape(row.tier), tone: marks.tone(row.tier))
        }
        let limits = index.findings.money.flatMap { [$0.roiLow, $0.roiHigh].compactMap(\.self) }
        let on =
            index.definition.margin == 1
            ? say("ROI on revenue") : say("ROI at a margin of \(Format.setting(index.definition.margin))")
        return ForestChart(
            name: "roi_by_tier", title: say("\(on), by tier"), description: EvidenceCharts.spoken(rows), axisTitle: on, rows: rows,
            scale: .linear(values: values, limits: limits, base: 0, ticks: 6), reference: (0, say("break-even")),
            tickText: { Format.setting($0) })
    }

    private func segmentRatios() -> ForestChart? {
        let all = SegmentSection.groups(index).flatMap(\.segments)
        let compared = all.compactMap { segment in
            index.comparison(index.engagement, .typical, segment: segment).map { (segment: segment, row: $0) }
        }.filter { $0.row.ratio != nil }
        guard !compared.isEmpty else { return nil }
        let shown = compared.prefix(Self.longest)
        let a = index.nameA
        let b = index.nameB
        let rows = shown.map { segment, row in
            let ratio = Format.quantity(row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
            // Too few creators to answer with: grey and square, like everything that is not the question's own.
            let isSmall = row.notes.contains(.fewCreators)
            return ForestRow(
                label: SegmentName(segment, index.definition).full,
                sublabel: say("\(Format.count(row.creatorsA)) against \(Format.count(row.creatorsB))"), value: row.estimate,
                low: row.low, high: row.high, text: ratio.text, shape: isSmall ? .square : .ring,
                tone: isSmall ? "tw-o" : "tw-c")
        }
        let cut = compared.count > shown.count ? " " + say("The first \(Format.count(shown.count)) of \(Format.count(compared.count)) segments.") : ""
        return ForestChart(
            name: "er_followers_by_segment", title: say("Engagement rate, \(a) relative to \(b), by segment"),
            description: EvidenceCharts.spoken(rows) + cut,
            axisTitle:
                say("\(a) rate over \(b) rate (logarithmic axis); grey squares: fewer than \(Format.counted(index.definition.minimumCreators, .creator))"),
            rows: rows,
            scale: .ratios(
                values: shown.compactMap(\.row.estimate),
                limits: shown.flatMap { [$0.row.low, $0.row.high].compactMap(\.self) }),
            reference: (0, say("no difference")), tickText: { Format.significant($0, digits: 3) })
    }

    private func binChart() -> BinChart? {
        let bins = index.findings.bins.filter { $0.metric == MetricName.engagementByFollowers }
        guard bins.contains(where: { $0.value != nil }) else { return nil }
        let lines = bins.filter { $0.creators > 0 }.map(BinChart.spoken)
        return BinChart(
            name: "er_followers_by_followers", title: say("Engagement rate over followers, by followers"),
            description: lines.joined(separator: "; ") + ".",
            axisTitle: say("followers when the post went up (logarithmic)"), bins: bins,
            tiers: index.findings.tierPositions)
    }
}
