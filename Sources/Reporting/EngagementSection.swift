internal import Findings

/// Evidence about engagement: rates per tier in every denominator the files have, the contrasts, and the view without tiers.
struct EngagementSection {
    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    func blocks() -> [PageBlock] {
        guard index.hasPosts else { return [.paragraph("These files hold no posts.")] }
        guard !index.measuredMetrics.isEmpty else {
            return [.paragraph("No rate can be computed: no post in a tier has both a numerator and a denominator.")]
        }
        var blocks: [PageBlock] = charts.tierRates.map { .chart($0) }
        blocks.append(.table(rates()))
        blocks.append(
            .note(
                "Typical is the geometric mean over creators: what a creator of the tier typically gets. Intervals are at \(Format.setting(index.definition.confidence)). "
                    + "A creator who crosses a boundary counts in both tiers, so creators of tiers may add up to more than there are."
            ))
        blocks.append(.table(statistics()))
        blocks += noteBlocks()
        let contrasts = contrasts()
        if !contrasts.rows.isEmpty {
            blocks.append(.heading("\(name(index.definition.tierA)) relative to \(name(index.definition.tierB))"))
            blocks.append(.table(contrasts))
            blocks.append(
                .note(
                    "A ratio of 1 means no difference. p is two-sided and not adjusted for the number of rows. "
                        + "The last column is the smallest ratio that would show in 80\(Format.narrowSpace)% of such samples."
                ))
        }
        if let chart = charts.bins {
            blocks.append(.heading("Without tiers"))
            blocks.append(
                .paragraph(
                    "Tiers are cuts through something gradual. Here is the typical rate of creators by followers, four bins to a factor of ten."
                ))
            blocks.append(.chart(chart))
        }
        return blocks
    }

    private func name(_ tier: String) -> String { Visible.text(tier) }

    /// One row per metric and tier: the typical value with everything that belongs to it.
    private func rates() -> PageTable {
        var rows: [[PageTable.Cell]] = []
        for metric in index.measuredMetrics {
            for tier in index.tiers {
                let typical = index.estimate(metric.id, "typical", tier: tier)
                guard let any = typical ?? index.estimate(metric.id, "pooled", tier: tier) else {
                    rows.append([
                        .text(metric.title), .text(name(tier)), .missing("no creators"), .missing, .count(0), .count(0),
                        .missing,
                    ])
                    continue
                }
                rows.append([
                    .text(metric.title), .text(name(tier)), valueCell(typical, metric.kind),
                    intervalCell(typical, metric.kind),
                    .count(any.creators), .count(any.units), .text(Format.share(any.missingShare)),
                ])
            }
        }
        return PageTable(
            caption: "Typical rates per tier",
            columns: [
                .text("metric"), .text("tier"), .number("typical"), .number("interval"), .number("creators"),
                .number("posts"),
                .number("posts without it"),
            ],
            rows: rows, file: "tables/estimates.csv")
    }

    /// The same rates in four ways, because "the average" is four different numbers.
    private func statistics() -> PageTable {
        let statistics = ["typical", "pooled", "creator_mean", "post_mean", "creator_median"]
        var rows: [[PageTable.Cell]] = []
        for metric in index.measuredMetrics {
            for tier in index.tiers where index.estimate(metric.id, "pooled", tier: tier)?.creators ?? 0 > 0 {
                rows.append(
                    [.text(metric.title), .text(name(tier))]
                        + statistics.map { statistic in
                            guard let estimate = index.estimate(metric.id, statistic, tier: tier) else {
                                return .missing
                            }
                            let quantity = Format.quantity(
                                estimate.value, low: estimate.low, high: estimate.high, kind: metric.kind)
                            return estimate.value == nil ? .missing(Wording.whyNoValue(estimate)) : .text(quantity.text)
                        })
            }
        }
        return PageTable(
            caption: "Typical, pooled, mean and median, side by side",
            columns: [.text("metric"), .text("tier")] + statistics.map { .number(Wording.statistic($0)) },
            rows: rows, file: "tables/estimates.csv")
    }

    private func contrasts() -> PageTable {
        var rows: [[PageTable.Cell]] = []
        for metric in index.measuredMetrics {
            for statistic in ["typical", "pooled"] {
                for row in index.comparisons(metric.id, statistic) where row.scale == "log" {
                    let ratio = Format.quantity(
                        row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
                    rows.append([
                        .text(metric.title),
                        .text(
                            Wording.statistic(statistic)
                                + (row.analysis == "raw" ? "" : ", \(Visible.text(row.analysis))")),
                        row.ratio == nil ? .missing("not defined") : .text(ratio.value),
                        ratio.cellInterval.map { .text($0) } ?? .missing("no interval"), .count(row.creatorsA),
                        .count(row.creatorsB),
                        .text(Format.probability(row.p)),
                        .text(
                            row.minimumDetectableEffect.map { Format.quantity(exponential($0), kind: .times).value }
                                ?? Format.missing),
                    ])
                }
            }
        }
        let a = name(index.definition.tierA)
        let b = name(index.definition.tierB)
        return PageTable(
            caption: "Ratios of \(a) to \(b)",
            columns: [
                .text("metric"), .text("statistic"), .number("ratio"), .number("interval"), .number("\(a) creators"),
                .number("\(b) creators"),
                .number("p"), .number("detectable from"),
            ],
            rows: rows, file: "tables/comparisons.csv")
    }

    private func valueCell(_ estimate: Estimate?, _ kind: ValueKind) -> PageTable.Cell {
        guard let estimate, let value = estimate.value else { return .missing(Wording.whyNoValue(estimate)) }
        return .text(Format.quantity(value, kind: kind).value)
    }

    private func intervalCell(_ estimate: Estimate?, _ kind: ValueKind) -> PageTable.Cell {
        guard let estimate, estimate.value != nil else { return .missing }
        let quantity = Format.quantity(estimate.value, low: estimate.low, high: estimate.high, kind: kind)
        return quantity.cellInterval.map { .text($0) } ?? .missing(Wording.whyNoInterval(creators: estimate.creators))
    }

    /// What the notes on the shown rows mean, each once.
    private func noteBlocks() -> [PageBlock] {
        let rows = index.findings.estimates.filter {
            $0.scheme == index.definition.scheme && $0.segment == FindingsIndex.all
        }
        let names = Set(
            rows.flatMap(\.notes)
                + index.findings.comparisons.filter { $0.segment == FindingsIndex.all }.flatMap(\.notes))
        let lines = names.sorted().map { name in
            "\(Visible.text(name)): \(Wording.note(name) ?? "see the tables")."
        }
        return lines.isEmpty ? [] : [.note("Notes on these rows:"), .list(lines)]
    }
}
