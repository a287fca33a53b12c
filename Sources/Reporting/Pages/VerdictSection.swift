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
        let verdict = Wording.verdict(row.verdict)
        var text =
            switch row.basis {
            case .none: say("Verdict: \(verdict)")
            case .adjusted: say("Verdict: \(verdict), resting on the like-for-like comparison")
            case .raw: say("Verdict: \(verdict), resting on the raw comparison")
            }
        if let p = row.p {
            text += " " + say("(p \(Format.probability(p)), \(Format.probability(row.pAdjusted)) after Holm over the headline questions)")
        }
        var blocks: [PageBlock] = [.heading(say("The verdict and what it rests on"))]
        blocks += Answer.missing(index, metric).map { .paragraph($0) }
        blocks.append(.paragraph(text + "."))
        if !row.reasons.isEmpty {
            let reasons = row.reasons.map { Glossary.phrase(.note, $0) }
            blocks.append(.paragraph(say("Not enough data: \(reasons.joined(separator: "; ")).")))
        }
        blocks += Answer.separation(index, metric).map { .paragraph($0) }
        if let a = row.creatorsWithSalesA, let b = row.creatorsWithSalesB {
            blocks.append(
                .note(say("Creators with sales: \(Format.count(a)) in \(self.a), \(Format.count(b)) in \(self.b).")))
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
        let told =
            includes
            ? say("To who looks once the difference is clear; to who looks again and again, as at a nightly report, it is not (p \(Format.probability(again.p)) at all looks together).")
            : say("The difference is clear also to who looks again and again, as at a nightly report (p \(Format.probability(again.p)) at all looks together).")
        return [definition.looks == .repeated ? told + " " + say("This pipeline counts the latter.") : told]
    }

    /// The same difference by ranks and by permutation, which no outlier moves.
    private func ranks() -> [String] {
        let rows = index.comparisons(metric, .typical) + index.comparisons(metric, .pooled)
        let ranks = rows.first { $0.analysis == .ranks && $0.estimate != nil }.map { row -> String in
            let chance = Format.quantity(
                row.probability?.value, low: row.probability?.low, high: row.probability?.high, kind: .percent, border: 0.5, significant: 2)
            let interval = Answer.interval(chance, confidence: definition.confidence) ?? Answer.noInterval
            return say("by ranks, a \(a) creator lies above a \(b) creator in \(chance.value) of the pairs, ties half (\(interval); \(Answer.creators(row.creatorsA, row.creatorsB)); p \(Format.probability(row.p)))")
        }
        let permutation = rows.first { $0.analysis == .permutation && $0.p != nil }.map {
            say("by permutation of creators p is \(Format.probability($0.p))")
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
                say("Like for like compares creators only within strata that hold both tiers, so that a tier cannot look different for being on other platforms or in other niches. The first row that covers half of each tier's weight and ten creators of each is used; it is chosen from who is where, never from results.")
            ))
        return blocks
    }

    private func adjustmentLevels(_ levels: [AdjustmentLevelRow]) -> PageTable {
        let used = levels.firstIndex(where: \.isAdequate)
        return PageTable(
            caption: say("What could be held alike"),
            columns: [
                .text(say("strata: the same")), .text(say("used")), .number(say("of \(a)")), .number(say("of \(b)")), .number(say("creators, \(a)")),
                .number(say("creators, \(b)")), .number(say("strata with both")),
            ],
            rows: levels.enumerated().map { place, row in
                [
                    .text(Wording.adjustmentLevel(row.rung)), .text(place == used ? say("yes") : row.isAdequate ? say("would do") : say("no")),
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
            .heading(say("Other boundaries, other schemes")),
            .paragraph(
                say("The raw contrast again, with the boundary between \(a) and \(b) moved and under other published schemes: \(Format.count(same)) of \(Format.count(rows.count - 1)) have the screening verdict of the pipeline's boundary, \(Wording.verdict(own.verdict)). Screening means: p is not adjusted.")
            ),
        ]
        if let chart = boundaryChart { blocks.append(.chart(chart)) }
        blocks.append(.table(table(rows)))
        return blocks
    }

    private func name(_ row: SensitivityRow) -> String {
        let name = row.kind == .scheme ? say("scheme \(ClaimChanges.name(row))") : ClaimChanges.name(row)
        return row.isConfigured ? say("\(name) (the pipeline's)") : name
    }

    private func table(_ rows: [SensitivityRow]) -> PageTable {
        PageTable(
            caption: say("The contrast with other boundaries and schemes"),
            columns: [
                .text(say("boundary or scheme")), .text(say("screening verdict")), .number(rows[0].scale == .log ? say("ratio") : say("difference")),
                .number(say("interval")), .number(say("p")), .number(say("creators, \(a)")), .number(say("creators, \(b)")),
            ],
            rows: rows.map { row in
                let isRatio = row.scale == .log
                let value = Format.quantity(
                    isRatio ? row.ratio : row.estimate, low: isRatio ? row.ratioLow : row.low,
                    high: isRatio ? row.ratioHigh : row.high, kind: isRatio ? .times : .money,
                    border: isRatio ? 1 : 0)
                return [
                    .text(name(row)), .text(Wording.verdict(row.verdict)), row.estimate == nil ? .missing(say("not defined")) : .text(value.value),
                    value.cellInterval.map { .text($0) } ?? .missing, .text(Format.probability(row.p)), .count(row.creatorsA),
                    .count(row.creatorsB),
                ]
            }, file: "tables/sensitivity.csv", id: "boundaries-\(part)")
    }
}
