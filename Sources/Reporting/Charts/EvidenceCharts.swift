internal import Findings
internal import SocialData

/// Charts of verdicts' evidence: raw against like for like, other boundaries and schemes, the curve without cuts, equal
/// budgets and monthly shares. Each is nil where the findings have nothing for it.
struct EvidenceCharts {
    private let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    private var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    private func isMoney(_ metric: MetricName) -> Bool { metric == MetricName.returnOnSpend }

    /// `Engagement rate, micro relative to macro`, `Net revenue for 1 EUR, micro minus macro`.
    private func contrastTitle(_ metric: MetricName) -> String {
        isMoney(metric)
            ? "Net revenue for 1 \(Visible.text(definition.currency)), \(a) minus \(b)" : "Engagement rate, \(a) relative to \(b)"
    }

    private func axisTitle(_ metric: MetricName) -> String {
        isMoney(metric) ? "difference in \(Visible.text(definition.currency)) per \(Visible.text(definition.currency))" : "\(a) rate over \(b) rate"
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
            reference: (0, "no difference"), tickText: { Format.significant($0, digits: 3) })
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

    // MARK: Raw against like for like

    func likeForLike(_ metric: MetricName) -> ForestChart? {
        let statistic = index.basisAnalysis(metric)?.statistic ?? (isMoney(metric) ? .pooled : .typical)
        let comparisons = index.comparisons(metric, statistic).filter { $0.scale == (isMoney(metric) ? .linear : .log) }
        let order: [Analysis] = [.raw, .envelope, .adjusted, .withoutTopCreator]
        let rows = order.compactMap { name -> (row: ForestRow, contrast: ContrastMark)? in
            guard let found = comparisons.first(where: { $0.analysis == name }) else { return nil }
            // The envelope interval is the raw analysis as it is displayed.
            if name == .raw, comparisons.contains(where: { $0.analysis == .envelope }) { return nil }
            let contrast = ContrastMark(found)
            let label = Wording.analysis(name == .envelope ? .raw : name)
            return row(
                Wording.capitalised(label), "\(Format.count(found.creatorsA)) against \(Format.count(found.creatorsB))", contrast,
                why: "not defined", shape: name == .adjusted ? .diamond : .circle, tone: name == .adjusted ? "tw-b" : "tw-a")
        }
        guard rows.contains(where: { $0.row.shape == .diamond }) else { return nil }
        return forest("\(metric)_like_for_like", contrastTitle(metric) + ", raw and like for like", metric, rows)
    }

    // MARK: Other boundaries and schemes

    func boundaries(_ metric: MetricName) -> ForestChart? {
        let all = index.sensitivity(metric)
        guard all.count > 1 else { return nil }
        let rows = all.map { found -> (row: ForestRow, contrast: ContrastMark) in
            let contrast = ContrastMark(found)
            let own = found.isConfigured ? " (the pipeline's)" : ""
            return row(
                found.kind == .scheme ? "scheme \(Visible.text(found.name))" : ClaimChanges.name(found) + own,
                "\(Format.count(found.creatorsA)) against \(Format.count(found.creatorsB)); \(Visible.text(found.verdict.description))",
                contrast, why: Visible.text(found.verdict.description), shape: found.isConfigured ? .diamond : .circle,
                tone: found.isConfigured ? "tw-b" : found.verdict == .notEnoughData ? "tw-o" : "tw-a")
        }
        return forest("\(metric)_boundaries", contrastTitle(metric) + ", with other boundaries and schemes", metric, rows)
    }

    // MARK: Without cuts

    func curve(_ metric: MetricName) -> CurveChart? {
        let rows = index.findings.curve.filter { $0.metric == metric }
        guard rows.contains(where: { $0.value != nil }) else { return nil }
        let kind: ValueKind = isMoney(metric) ? .money : .percent
        let lines = rows.filter { $0.value != nil }.map { row in
            let quantity = Format.quantity(row.value, low: row.low, high: row.high, kind: kind)
            return
                "at \(Format.count(Int128(row.followers))) followers: \(quantity.text), \(Format.counted(row.creators, .creator))"
        }
        return CurveChart(
            name: "\(metric)_curve",
            title: isMoney(metric)
                ? "Net revenue for 1 \(Visible.text(definition.currency)), by followers without tiers"
                : "Engagement rate over followers, by followers without tiers",
            description: lines.joined(separator: "; ") + ".", axisTitle: "followers (logarithmic)", rows: rows,
            tiers: index.findings.tierPositions,
            tickText: isMoney(metric) ? { Format.significant($0, digits: 3) } : { Format.setting($0) },
            reference: isMoney(metric) && definition.margin > 0
                ? (1 / definition.margin, "break-even at the pipeline's margin") : nil)
    }

    // MARK: One budget

    func budget() -> ForestChart? {
        let rows = index.findings.budget
        guard rows.contains(where: { $0.p50 != nil }) else { return nil }
        let shown = rows.map { row -> ForestRow in
            let label =
                row.shareA == 0 ? "all to \(b)" : row.shareA == 100 ? "all to \(a)" : "\(row.shareA)% to \(a)"
            let quantity = Format.quantity(
                row.p50, low: row.p5, high: row.p95, kind: .percent, border: 0, significant: 2)
            let deals = row.medianDeals.map { "about \(Format.significant($0, digits: 3)) deals; " } ?? ""
            return ForestRow(
                label: label, sublabel: "\(deals)loss in \(Format.share(row.lossProbability))", value: row.p50, low: row.p5,
                high: row.p95, text: row.p50 == nil ? "\(Format.missing) (a tier has no deals)" : quantity.text,
                shape: row.shareA == 0 ? .diamond : row.shareA == 100 ? .circle : .square,
                tone: row.shareA == 0 ? "tw-b" : row.shareA == 100 ? "tw-a" : "tw-o")
        }
        let amount = definition.budget.map { "\(Format.amount($0)) \(Visible.text(definition.currency))" } ?? "the budget"
        return ForestChart(
            name: "budget_mixes", title: "Profit over budget, with \(amount) split between \(a) and \(b)",
            description: Self.spoken(shown), axisTitle: "profit over budget: median of the draws, whiskers from 5 to 95%",
            rows: shown,
            scale: .linear(
                values: rows.compactMap(\.p50), limits: rows.flatMap { [$0.p5, $0.p95].compactMap(\.self) }, base: 0, ticks: 6),
            reference: (0, "break-even"), tickText: { Format.setting($0) })
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
                label: Visible.text(tier, limit: 8),
                tone: tier == definition.tierA ? "tw-a" : tier == definition.tierB ? "tw-b" : "tw-o",
                shape: tier == definition.tierA ? .circle : tier == definition.tierB ? .diamond : .square,
                shares: months.map { month in own.first { $0.month == month }?.share })
        }
        guard !lines.isEmpty, months.count > 1 else { return nil }
        let spoken = lines.map { line in
            let shares = zip(months, line.shares).map { "\($0) \(Format.share($1))" }
            return "\(line.label): \(shares.joined(separator: ", "))"
        }
        return ShareChart(
            name: "\(measure)_shares", title: "Share of \(Wording.measure(measure)) per month", description: spoken.joined(separator: "; ") + ".",
            axisTitle: "month", months: months, lines: lines)
    }

    /// The rows as a sentence each, for people who listen.
    static func spoken(_ rows: [ForestRow]) -> String {
        rows.map { "\($0.label): \($0.text), \($0.sublabel)" }.joined(separator: "; ") + "."
    }
}

/// A contrast on the axis of its scale, and its numbers as they are read: a ratio on the log scale, else a difference.
private struct ContrastMark {
    let position: Double?
    let low: Double?
    let high: Double?
    let quantity: Format.Quantity

    init(_ row: Comparison) {
        self.init(
            row.scale, row.estimate, low: row.low, high: row.high, ratio: row.ratio, ratioLow: row.ratioLow,
            ratioHigh: row.ratioHigh)
    }

    init(_ row: SensitivityRow) {
        self.init(
            row.scale, row.estimate, low: row.low, high: row.high, ratio: row.ratio, ratioLow: row.ratioLow,
            ratioHigh: row.ratioHigh)
    }

    private init(
        _ scale: EffectScale, _ estimate: Double?, low: Double?, high: Double?, ratio: Double?, ratioLow: Double?,
        ratioHigh: Double?
    ) {
        position = estimate
        self.low = low
        self.high = high
        quantity =
            scale == .log
            ? Format.quantity(ratio, low: ratioLow, high: ratioHigh, kind: .times, border: 1)
            : Format.quantity(estimate, low: low, high: high, kind: .money, border: 0)
    }
}
