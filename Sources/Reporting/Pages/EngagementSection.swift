internal import Findings
internal import SocialData

/// Evidence about engagement: rates per tier in every denominator the files have, the contrasts, and the view without tiers.
struct EngagementSection {
    private let index: FindingsIndex
    private let charts: ReportCharts

    init(_ index: FindingsIndex, charts: ReportCharts) {
        self.index = index
        self.charts = charts
    }

    func blocks() -> [PageBlock] {
        guard index.hasPosts else { return [.paragraph(say("These files hold no posts."))] }
        guard !index.measuredMetrics.isEmpty else {
            return [.paragraph(say("No rate can be computed: no post in a tier has both a numerator and a denominator."))]
        }
        var blocks: [PageBlock] = charts.tierRates.map { .chart($0) }
        blocks.append(.table(rates()))
        blocks.append(
            .note(
                say("Typical is the geometric mean over creators: what a creator of the tier typically gets. Intervals are at \(Format.setting(index.definition.confidence)). A creator who crosses a boundary counts in both tiers, so creators of tiers may add up to more than there are.")
            ))
        blocks.append(.table(statistics()))
        blocks += noteBlocks()
        let contrasts = contrasts()
        if !contrasts.rows.isEmpty {
            blocks.append(.heading(say("\(name(index.definition.tierA)) relative to \(name(index.definition.tierB))")))
            blocks.append(.table(contrasts))
            blocks.append(
                .note(
                    say("A ratio of 1 means no difference. p is two-sided and not adjusted for the number of rows. The last column is the smallest ratio that would show in \(Format.share(0.8)) of such samples.")
                ))
        }
        return blocks + VerdictSection(index, metric: index.engagement, charts: charts).blocks() + withoutTiers()
    }

    /// Tiers are cuts: the same without them.
    private func withoutTiers() -> [PageBlock] {
        var blocks: [PageBlock] = []
        if let chart = charts.curves[MetricName.engagementByFollowers] {
            blocks.append(
                .paragraph(
                    say("Tiers are cuts through something gradual. The line is the typical rate of creators with about so many followers, the band its \(Format.significant(index.definition.confidence * 100, digits: 6))% interval; where fewer than ten creators weigh in, it is interrupted.")
                ))
            blocks.append(.chart(chart))
        }
        if let row = index.findings.elasticity.first(where: { $0.metric == index.engagement }), row.slope != nil {
            let words = ElasticityWords(
                times: row.perTenfold.map { 1 + $0 }, low: row.perTenfoldLow.map { 1 + $0 }, high: row.perTenfoldHigh.map { 1 + $0 },
                creators: row.creators, index.definition)
            blocks.append(.paragraph(words.sentence))
            blocks.append(
                .note(
                    say("Elasticity: the slope β of the log rate on log followers within strata (\(Format.counted(row.strata, .stratum)) of platform, niche, post type and paid or not), p \(Format.probability(row.p)), in tables/elasticity.csv. It describes who is where; it does not say what a creator who grows would get.")
                ))
        }
        if let chart = charts.bins {
            blocks.append(.paragraph(say("The same in bins, four to a factor of ten, with the number of creators in each.")))
            blocks.append(.chart(chart))
        }
        return blocks.isEmpty ? [] : [.heading(say("Without tiers"))] + blocks
    }

    private func name(_ tier: String) -> String { Visible.text(tier) }

    /// One row per metric and tier: the typical value with everything that belongs to it.
    private func rates() -> PageTable {
        var rows: [[PageTable.Cell]] = []
        for metric in index.measuredMetrics {
            for tier in index.tiers {
                let typical = index.estimate(metric.name, .typical, tier: tier)
                guard let any = typical ?? index.estimate(metric.name, .pooled, tier: tier) else {
                    rows.append([
                        .term(Wording.metric(metric.name), name: metric.name.rawValue), .text(name(tier)), .missing(say("no creators")), .missing, .count(0), .count(0),
                        .missing,
                    ])
                    continue
                }
                rows.append([
                    .term(Wording.metric(metric.name), name: metric.name.rawValue), .text(name(tier)), valueCell(typical, ValueKind(metric.unit)),
                    intervalCell(typical, ValueKind(metric.unit)),
                    .count(any.creators), .count(any.units), .text(Format.share(any.missingShare)),
                ])
            }
        }
        return PageTable(
            caption: say("Typical rates per tier"),
            columns: [
                .text(say("metric")), .text(say("tier")), .number(say("typical")), .number(say("interval")), .number(say("creators")),
                .number(say("posts")),
                .number(say("posts without it")),
            ],
            rows: rows, file: "tables/estimates.csv", id: "rates")
    }

    /// The same rates in four ways, because "the average" is four different numbers.
    private func statistics() -> PageTable {
        let statistics: [Statistic] = [.typical, .pooled, .creatorMean, .postMean, .creatorMedian]
        var rows: [[PageTable.Cell]] = []
        for metric in index.measuredMetrics {
            for tier in index.tiers where index.estimate(metric.name, .pooled, tier: tier)?.creators ?? 0 > 0 {
                rows.append(
                    [.term(Wording.metric(metric.name), name: metric.name.rawValue), .text(name(tier))]
                        + statistics.map { statistic in
                            guard let estimate = index.estimate(metric.name, statistic, tier: tier) else {
                                return .missing
                            }
                            let quantity = Format.quantity(
                                estimate.value, low: estimate.low, high: estimate.high, kind: ValueKind(metric.unit))
                            return estimate.value == nil ? .missing(Wording.whyNoValue(estimate)) : .text(quantity.text)
                        })
            }
        }
        return PageTable(
            caption: say("Typical, pooled, mean and median, side by side"),
            columns: [.text(say("metric")), .text(say("tier"))] + statistics.map { .number(Wording.statistic($0)) },
            rows: rows, file: "tables/estimates.csv", id: "statistics")
    }

    private func contrasts() -> PageTable {
        var rows: [[PageTable.Cell]] = []
        for metric in index.measuredMetrics {
            for statistic in [Statistic.typical, .pooled] {
                for row in index.comparisons(metric.name, statistic) where row.scale == .log && row.analysis != .permutation {
                    let ratio = Format.quantity(
                        row.ratio, low: row.ratioLow, high: row.ratioHigh, kind: .times, border: 1)
                    rows.append([
                        .term(Wording.metric(metric.name), name: metric.name.rawValue),
                        .text(
                            Wording.statistic(statistic)
                                + (row.analysis == .raw ? "" : ", \(Wording.analysis(row.analysis))")),
                        row.ratio == nil ? .missing(say("not defined")) : .text(ratio.value),
                        ratio.cellInterval.map { .text($0) } ?? .missing(say("no interval")), .count(row.creatorsA),
                        .count(row.creatorsB),
                        .text(Format.probability(row.p)),
                        .text(
                            row.minimumDetectableRatio.map { Format.quantity($0, kind: .times, border: 1).value }
                                ?? Format.missing),
                    ])
                }
            }
        }
        let a = name(index.definition.tierA)
        let b = name(index.definition.tierB)
        return PageTable(
            caption: say("Ratios of \(a) to \(b)"),
            columns: [
                .text(say("metric")), .text(say("statistic")), .number(say("ratio")), .number(say("interval")), .number(say("creators, \(a)")),
                .number(say("creators, \(b)")),
                .number(say("p")), .number(say("detectable from")),
            ],
            rows: rows, file: "tables/comparisons.csv", id: "contrasts")
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
        let lines = names.inOrder.map { "\($0.rawValue): \(Wording.note($0))." }
        return lines.isEmpty ? [] : [.note(say("Notes on these rows:")), .list(lines)]
    }
}
