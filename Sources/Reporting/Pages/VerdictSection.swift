internal import Findings
internal import SocialData

/// What a headline verdict rests on: raw against like for like with its strata, the checks beside it, other boundaries
/// and schemes (Methods 9 to 12).
struct VerdictSection {
    private let index: FindingsIndex
    private let metric: MetricName
    private let adjustmentChart: Chart?
    private let boundaryChart: Chart?

    init(_ index: FindingsIndex, metric: MetricName, charts: ReportCharts) {
        self.index = index
        self.metric = metric
        adjustmentChart = charts.adjustment[metric]
        boundaryChart = charts.boundaries[metric]
    }

    private var definition: Definition { index.definition }
    /// Of anchors.
    private var part: String { metric == .returnOnSpend ? "return" : "engagement" }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    func blocks() -> [PageBlock] { verdict() + likeForLike() + boundaries() }

    // MARK: Verdict

    private func verdict() -> [PageBlock] {
        guard let row = index.headline(metric) else { return [] }
        var text = "Verdict: \(Visible.text(row.verdict.description))"
        if row.basis != .none {
            text += row.basis == .adjusted ? ", resting on the like-for-like comparison" : ", resting on the raw comparison"
        }
        if let p = row.p {
            text += " (p \(Format.probability(p)), \(Format.probability(row.pAdjusted)) after Holm over the headline questions)"
        }
        var blocks: [PageBlock] = [.heading("The verdict and what it rests on")]
        blocks += Answer.missing(index, metric).map { .paragraph($0) }
        blocks.append(.paragraph(text + "."))
        if !row.reasons.isEmpty {
            let reasons = row.reasons.map { Glossary.phrase(.note, $0) }
            blocks.append(.paragraph("Not enough data: \(reasons.joined(separator: "; "))."))
        }
        blocks += Answer.separation(index, metric).map { .paragraph($0) }
        if let a = row.creatorsWithSalesA, let b = row.creatorsWithSalesB {
            blocks.append(
                .note("Creators with sales: \(Format.count(a)) in \(self.a), \(Format.count(b)) in \(self.b)."))
        }
        blocks += looks().map { .note($0) }
        blocks += Answer.mix(row, definition).map { .paragraph($0) }
        blocks += ranks().map { .note($0) }
        if metric == .returnOnSpend { blocks += Answer.followUp(index, row.notes).map { .note($0) } }
        let notes = row.notes.map { "\($0.rawValue): \(Wording.note($0))." }
        if !notes.isEmpty { blocks.append(.list(notes)) }
        return blocks
    }

    /// Whether the answer also holds for who looks every night (Methods 24).
    private func looks() -> [String] {
        guard let once = index.robustness(metric, .once), once.includesNoDifference == false,
            let again = index.robustness(metric, .repeated),
            let includes = again.includesNoDifference
        else { return [] }
        let counts = definition.looks == .repeated ? " This pipeline counts the latter." : ""
        return [
            includes
                ? "To who looks once the difference is clear; to who looks again and again, as at a nightly report, it is not (p \(Format.probability(again.p)) at all looks together).\(counts)"
                : "The difference is clear also to who looks again and again, as at a nightly report (p \(Format.probability(again.p)) at all looks together).\(counts)"
        ]
    }

    /// The same difference by ranks and by permutation, which no outlier moves.
    private func ranks() -> [String] {
        let rows = index.comparisons(metric, .typical) + index.comparisons(metric, .pooled)
        let ranks = rows.first { $0.analysis == .ranks && $0.estimate != nil }.map { row -> String in
            let chance = Format.quantity(
                row.probability?.value, low: row.probability?.low, high: row.probability?.high, kind: .percent, border: 0.5, significant: 2)
            let interval = Answer.interval(chance, confidence: definition.confidence) ?? "no interval can be given"
            return
                "By ranks, a \(a) creator lies above a \(b) creator in \(chance.value) of the pairs, ties half (\(interval); \(Answer.creators(row.creatorsA, row.creatorsB)); p \(Format.probability(row.p)))"
        }
        let permutation = rows.first { $0.analysis == .permutation && $0.p != nil }.map {
            "by permutation of creators p is \(Format.probability($0.p))"
        }
        let parts = [ranks, permutation].compactMap(\.self)
        return parts.isEmpty ? [] : [Wording.capitalised(parts.joined(separator: "; ")) + "."]
    }

    // MARK: Like for like

    private func likeForLike() -> [PageBlock] {
        var blocks: [PageBlock] = []
        if let chart = adjustmentChart { blocks.append(.chart(chart)) }
        let levels = index.findings.ladder.filter { $0.metric == metric }
        guard !levels.isEmpty else { return blocks }
        blocks.append(.table(adjustmentLevels(levels)))
        blocks.append(
            .note(
                "Like for like compares creators only within strata that hold both tiers, so that a tier cannot look different for being on other platforms or in other niches. "
                    + "The first row that covers half of each tier's weight and ten creators of each is used; it is chosen from who is where, never from results."
            ))
        return blocks
    }

    private func adjustmentLevels(_ levels: [AdjustmentLevelRow]) -> PageTable {
        let used = levels.firstIndex(where: \.isAdequate)
        return PageTable(
            caption: "What could be held alike",
            columns: [
                .text("strata: the same"), .text("used"), .number("of \(a)"), .number("of \(b)"), .number("\(a) creators"),
                .number("\(b) creators"), .number("strata with both"),
            ],
            rows: levels.enumerated().map { place, row in
                [
                    .text(Wording.adjustmentLevel(row.rung)), .text(place == used ? "yes" : row.isAdequate ? "would do" : "no"),
                    .text(Format.share(row.coverageA)), .text(Format.share(row.coverageB)), .count(row.creatorsA),
                    .count(row.creatorsB), .count(row.strata),
                ]
            }, file: "tables/ladder.csv", id: "strata-\(part)")
    }

    // MARK: Other boundaries

    private func boundaries() -> [PageBlock] {
        let rows = index.sensitivity(metric)
        guard rows.count > 1, let own = rows.first(where: \.isConfigured) else { return [] }
        let same = rows.count { !$0.isConfigured && $0.verdict == own.verdict }
        var blocks: [PageBlock] = [
            .heading("Other boundaries, other schemes"),
            .paragraph(
                "The raw contrast again, with the boundary between \(a) and \(b) moved and under other published schemes: \(Format.count(same)) of \(Format.count(rows.count - 1)) have the screening verdict of the pipeline's boundary, \(Visible.text(own.verdict.description)). Screening means: p is not adjusted."
            ),
        ]
        if let chart = boundaryChart { blocks.append(.chart(chart)) }
        blocks.append(.table(table(rows)))
        return blocks
    }

    private func table(_ rows: [SensitivityRow]) -> PageTable {
        PageTable(
            caption: "The contrast with other boundaries and schemes",
            columns: [
                .text("boundary or scheme"), .text("screening verdict"), .number(rows[0].scale == .log ? "ratio" : "difference"),
                .number("interval"), .number("p"), .number("\(a) creators"), .number("\(b) creators"),
            ],
            rows: rows.map { row in
                let isRatio = row.scale == .log
                let value = Format.quantity(
                    isRatio ? row.ratio : row.estimate, low: isRatio ? row.ratioLow : row.low,
                    high: isRatio ? row.ratioHigh : row.high, kind: isRatio ? .times : .money,
                    border: isRatio ? 1 : 0)
                return [
                    .text((row.kind == .scheme ? "scheme " : "") + ClaimChanges.name(row) + (row.isConfigured ? " (the pipeline's)" : "")),
                    .text(Visible.text(row.verdict.description)), row.estimate == nil ? .missing("not defined") : .text(value.value),
                    value.cellInterval.map { .text($0) } ?? .missing, .text(Format.probability(row.p)), .count(row.creatorsA),
                    .count(row.creatorsB),
                ]
            }, file: "tables/sensitivity.csv", id: "boundaries-\(part)")
    }
}
