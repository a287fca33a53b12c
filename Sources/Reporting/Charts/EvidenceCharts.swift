internal import Findings
internal import SocialData

/// Charts of verdicts' evidence: other boundaries and schemes, the curve without cuts, equal
/// budgets and monthly shares. Each is nil where the findings have nothing for it.
struct EvidenceCharts {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var marks: TierMarks { TierMarks(definition: index.definition) }
    private var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    private func isMoney(_ metric: MetricName) -> Bool { metric == MetricName.returnOnSpend }

    /// `Engagement rate, micro relative to macro`, `Net revenue for 1 EUR, micro minus macro`.
    private func contrastTitle(_ metric: MetricName) -> String {
        isMoney(metric)
            ? say("Net revenue for 1 \(Visible.text(definition.currency)), \(a) minus \(b)") : say("Engagement rate, \(a) relative to \(b)")
    }

    private func axisTitle(_ metric: MetricName) -> String {
        isMoney(metric) ? say("difference in \(Visible.text(definition.currency)) per \(Visible.text(definition.currency))") : say("\(a) rate over \(b) rate (logarithmic axis)")
    }

    private func forest(
        _ name: String, _ title: String, _ metric: MetricName, _ rows: [(row: ForestRow, contrast: ContrastMark)]
    ) -> ForestChart? {
        let values = rows.compactMap(\.contrast.position)
        guard !values.isEmpty else { return nil }
        let limits = rows.flatMap { [$0.contrast.low, $0.contrast.high].compactMap(\.self) }
        return ForestChart(
            name: name, title: title, description: Self.spoken(rows.map(\.row)), axisTitle: axisTitle(metric),
            rows: rows.map(\.row),
            scale: isMoney(metric)
                ? .linear(values: values, limits: limits, base: 0, ticks: 6)
                : .ratios(values: values, limits: limits),
            reference: (0, say("no difference")), tickText: { Format.significant($0, digits: 3) })
    }

    private func row(_ label: String, _ sublabel: String, _ contrast: ContrastMark, why: String, shape: MarkShape, tone: String)
        -> (row: ForestRow, contrast: ContrastMark)
    {
        let quantity = contrast.quantity
        return (
            ForestRow(
                label: label, sublabel: sublabel, value: contrast.position, low: contrast.low, high: contrast.high,
                text: contrast.position == nil ? "\(Format.missing) (\(why))" : quantity.text, shape: shape, tone: tone), contrast
        )
    }

    // MARK: Other boundaries and schemes

    func boundaries(_ metric: MetricName) -> ForestChart? {
        let all = index.sensitivity(metric)
        guard all.count > 1 else { return nil }
        let rows = all.map { found -> (row: ForestRow, contrast: ContrastMark) in
            let contrast = ContrastMark(found)
            let name = ClaimChanges.name(found)
            return row(
                found.kind == .scheme ? say("scheme \(Visible.text(found.name))") : found.isConfigured ? say("\(name) (the pipeline's)") : name,
                say("\(Format.count(found.creatorsA)) against \(Format.count(found.creatorsB)); \(Wording.verdict(found.verdict))"),
                contrast, why: Visible.text(found.verdict.description), shape: found.isConfigured ? .circle : .ring,
                tone: found.verdict == .notEnoughData ? "tw-o" : "tw-c")
        }
        return forest("\(metric)_boundaries", say("\(contrastTitle(metric)), with other boundaries and schemes"), metric, rows)
    }

    // MARK: Without cuts

    func curve(_ metric: MetricName) -> CurveChart? {
        let rows = index.findings.curve.filter { $0.metric == metric }
        guard rows.contains(where: { $0.value != nil }) else { return nil }
        let kind: ValueKind = isMoney(metric) ? .money : .percent
        let spoken = { (row: CurveRow) -> String in
            let quantity = Format.quantity(row.value, low: row.low, high: row.high, kind: kind)
            return say("at \(Format.count(Int128(row.followers))) followers: \(quantity.text), \(Format.counted(row.creators, .creator))")
        }
        let lines = rows.filter { $0.value != nil }.map(spoken)
        return CurveChart(
            name: "\(metric)_curve",
            title: isMoney(metric)
                ? say("Net revenue for 1 \(Visible.text(definition.currency)), by followers without tiers")
                : say("Engagement rate over followers, by followers without tiers"),
            description: lines.joined(separator: "; ") + ".", axisTitle: say("followers (logarithmic)"), rows: rows,
            tiers: index.findings.tierPositions,
            tickText: isMoney(metric) ? { Format.significant($0, digits: 3) } : { Format.setting($0) },
            spoken: spoken,
            reference: isMoney(metric) && definition.margin > 0
                ? (1 / definition.margin, say("break-even at the pipeline's margin")) : nil)
    }

    // MARK: One budget

    func budget() -> ForestChart? {
        let rows = index.findings.budget
        guard rows.contains(where: { $0.p50 != nil }) else { return nil }
        let shown = rows.map { row -> ForestRow in
            let label =
                row.shareA == 0 ? say("all on \(b)") : row.shareA == 100 ? say("all on \(a)") : say("\(Format.setting(Double(row.shareA) / 100)) on \(a)")
            let quantity = Format.quantity(
                row.p50, low: row.p5, high: row.p95, kind: .percent, border: 0, significant: 2)
            let loss = say("loss in \(Format.share(row.lossProbability))")
            return ForestRow(
                label: label, sublabel: row.medianDeals.map { say("about \(Format.significant($0, digits: 3)) deals; \(loss)") } ?? loss, value: row.p50, low: row.p5,
                high: row.p95, text: row.p50 == nil ? say("\(Format.missing) (a tier has no deals)") : quantity.text,
                shape: row.shareA == 0 ? .diamond : row.shareA == 100 ? .circle : .square,
                tone: row.shareA == 0 ? "tw-b" : row.shareA == 100 ? "tw-a" : "tw-o")
        }
        let amount = definition.budget.map { Format.currency(Format.amount($0), definition.currency) } ?? say("the budget")
        return ForestChart(
            name: "budget_mixes", title: say("Profit over budget, with \(amount) split between \(a) and \(b)"),
            description: Self.spoken(shown), axisTitle: say("profit over budget: median of the draws, whiskers from 5 to 95%"),
            rows: shown,
            scale: .linear(
                values: rows.compactMap(\.p50), limits: rows.flatMap { [$0.p5, $0.p95].compactMap(\.self) }, base: 0, ticks: 6),
            reference: (0, say("break-even")), tickText: { Format.setting($0) })
    }

    // MARK: Months

    func months(_ measure: TrendMeasure) -> ShareChart? {
        let rows = index.findings.trendMonths.filter { $0.measure == measure }
        var months: [String] = []
        for row in rows where months.last != row.month && !months.contains(row.month) { months.append(row.month) }
        let lines = index.tiers.compactMap { tier -> ShareChart.Line? in
            let own = rows.filter { $0.tier == tier }
            guard own.contains(where: { $0.amount.value > 0 }) else { return nil }
            return ShareChart.Line(
                label: Visible.text(tier),
                tone: marks.tone(tier), shape: marks.shape(tier), isDashed: marks.isDashed(tier),
                shares: months.map { month in own.first { $0.month == month }?.share })
        }
        guard !lines.isEmpty, months.count > 1 else { return nil }
        let spoken = lines.map { line in
            let shares = zip(months, line.shares).map { "\($0) \(Format.share($1))" }
            return "\(line.label): \(shares.joined(separator: ", "))"
        }
        return ShareChart(
            name: "\(measure)_shares", title: shiftMessage(measure), subtitle: say("Share of \(Wording.measure(measure)) per month"),
            description: spoken.joined(separator: "; ") + ".", axisTitle: say("share of \(Wording.measure(measure))"), months: months, lines: lines)
    }

    /// Whose share clearly moved, the asked pair first.
    private func shiftMessage(_ measure: TrendMeasure) -> String {
        let tested = index.findings.trend.filter { $0.measure == measure && $0.tiers == .asPosted && $0.slope != nil && $0.pAdjusted != nil }
        guard !tested.isEmpty else { return say("Share of \(Wording.measure(measure)) per month") }
        let clear = tested.filter { ($0.pAdjusted ?? 1) < 1 - definition.confidence }
        let pair = [definition.tierA, definition.tierB].compactMap { tier in clear.first { $0.tier == tier } }
        guard let moved = pair.first ?? clear.first, let slope = moved.slope else {
            return say("No tier’s share of \(Wording.measure(measure)) clearly rose or fell")
        }
        let tier = Wording.capitalised(Visible.text(moved.tier, limit: 32))
        let points = Format.points(slope.magnitude, nil, nil).value
        return slope > 0
            ? say("\(tier)’s share of \(Wording.measure(measure)) rose by \(points) percentage points a month")
            : say("\(tier)’s share of \(Wording.measure(measure)) fell by \(points) percentage points a month")
    }

    /// The rows as a sentence each, for people who listen.
    static func spoken(_ rows: [ForestRow]) -> String {
        rows.map { "\($0.label): \($0.text), \($0.sublabel)" }.joined(separator: "; ") + "."
    }
}
