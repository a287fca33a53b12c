internal import Findings
internal import SocialData

/// What would change the answer to a claim: what to add where it was not tested; more creators, another boundary, the
/// top creator, like for like where it was.
struct ClaimChanges {
    let index: FindingsIndex

    init(_ index: FindingsIndex) { self.index = index }

    var definition: Definition { index.definition }
    private var a: String { index.nameA }
    private var b: String { index.nameB }

    /// Of any row.
    func all(_ row: ClaimRow) -> [Remedy] {
        switch row.verdict {
        case .notTestable:
            index.missing(row).flatMap { [index.refused.remedy($0), LackText($0, definition).remedy].compactMap(\.self) }
        case .counted: stability()
        case .supported, .contradicted, .noRelevantDifference, .unclear: row.claim.text.changes(row, self)
        }
    }

    /// For a question about the asked pair: more creators, other boundaries, one creator less, like for like.
    func ofPair(_ row: ClaimRow) -> [Remedy] {
        let metric = row.metric == .returnOnInvestment ? MetricName.returnOnSpend : row.metric
        var changes: [Remedy] = []
        if row.verdict == .unclear, let more = moreCreators(metric) { changes.append(more) }
        guard row.question == .headline, let headline = index.headline(metric) else {
            return changes.isEmpty ? [line(row)] : changes
        }
        changes += boundaries(metric, headline.verdict)
        changes += withoutTopCreator(metric)
        if headline.notes.contains(.leaveOneCreatorOut) {
            changes.append(Remedy(text: say("Leaving out a single creator: that alone makes the raw difference unclear, or turns it round.")))
        }
        if headline.basis == .raw {
            changes.append(
                Remedy(text: say("A like-for-like comparison: the tiers share too few platforms, niches and post types for one here (tables/ladder.csv).")))
        }
        return changes.isEmpty ? [line(row)] : changes
    }

    func ofCorrelation(_ row: ClaimRow) -> [Remedy] {
        row.verdict == .unclear
            ? [Remedy(text: say("More creators that have both: \(Format.counted(max(row.creatorsA, row.creatorsB), .creator)) had."))]
            : [line(row)]
    }

    /// Where the line is that the answer would have to cross.
    func line(_ row: ClaimRow) -> Remedy {
        let alpha = Format.significant(1 - definition.confidence, digits: 3)
        guard let p = row.p else { return Remedy(text: say("Other files, or another boundary between the tiers.")) }
        let number = Format.probability(p)
        let said = number.hasPrefix("<") ? say("below \(String(number.dropFirst()))") : number
        return Remedy(text: say("Other files, or another boundary between the tiers: p is \(said) after the adjustment for several questions, and \(alpha) is the line."))
    }

    /// What it would take to see a smaller difference (Methods 9.4).
    private func moreCreators(_ metric: MetricName) -> Remedy? {
        guard let row = index.basisAnalysis(metric), let effect = row.minimumDetectableEffect, effect > 0 else { return nil }
        let seen = difference(effect, ratio: row.minimumDetectableRatio, row.scale)
        guard let needed = row.neededCreators else {
            return Remedy(text: say("More creators would hardly change it: \(seen) would have shown in \(Format.share(0.8)) of such samples."))
        }
        return Remedy(
            text: say("More creators: about \(Format.significant(needed.factor, digits: 2)) times as many in both tiers (\(Format.count(needed.creatorsA)) \(a) and \(Format.count(needed.creatorsB)) \(b) creators) would show \(difference(needed.effect, ratio: needed.ratio, row.scale)) in \(Format.share(0.8)) of such samples; with these, \(seen) is the smallest that shows as often."))
    }

    private func difference(_ effect: Double, ratio: Double?, _ scale: EffectScale) -> String {
        scale == .log
            ? say("a ratio of \(Format.quantity(ratio, kind: .times, border: 1).value)")
            : say("a difference of \(Format.currency(Format.quantity(effect, kind: .money).value, definition.currency)) of net revenue for \(Wording.every(definition.currency))")
    }

    /// Rows of the sensitivity check whose verdict is another one.
    ///
    /// - Parameter answer: the verdict that stands. Each boundary is tried alone and without comparing like for like, so that a lead
    ///   need not show there even under the pipeline's own.
    private func boundaries(_ metric: MetricName, _ answer: PairVerdict) -> [Remedy] {
        let rows = index.sensitivity(metric)
        guard rows.count > 1, let own = rows.first(where: \.isConfigured) else { return [] }
        if case .higher = answer, own.verdict != answer {
            let same = rows.count { $0.verdict == answer }
            return [
                Remedy(
                    text: say("Another boundary or scheme: each is tried alone and without comparing like for like. There the pipeline's own shows \(Wording.verdict(own.verdict)), and \(Format.count(same)) of \(Format.count(rows.count)) show the answer above, \(Wording.verdict(answer))."))
            ]
        }
        let others = rows.filter { $0.verdict != own.verdict }
        guard !others.isEmpty else {
            return [Remedy(text: say("No other boundary and no other scheme of \(Format.count(rows.count - 1)) does: all have the same screening verdict."))]
        }
        let named = others.prefix(6).map { "\(Self.name($0)): \(Wording.verdict($0.verdict))" }.joined(separator: "; ")
        let list = others.count > 6 ? say("\(named), and \(Format.count(others.count - 6)) more") : named
        return [
            Remedy(
                text: say("Another boundary or scheme: \(Format.count(others.count)) of \(Format.count(rows.count - 1)) have another screening verdict than the pipeline's, \(Wording.verdict(own.verdict)) (\(list))."))
        ]
    }

    static func name(_ row: SensitivityRow) -> String {
        row.boundary.map { say("\(Format.count(Int128($0))) followers") } ?? Visible.text(row.name)
    }

    private func withoutTopCreator(_ metric: MetricName) -> [Remedy] {
        guard metric == MetricName.returnOnSpend,
            // Where it is a question of its own, it stands there with its verdict.
            !index.findings.claims.contains(where: { $0.question == .withoutTopCreator }),
            let row = MoneyContrast(index).analysis(.withoutTopCreator), let estimate = row.estimate
        else { return [] }
        let difference = Format.quantity(estimate, low: row.low, high: row.high, kind: .money, border: 0)
        let interval = Answer.interval(difference, confidence: definition.confidence) ?? Answer.noInterval
        return [
            Remedy(
                text: say("Without the top creator of each tier the difference is \(Format.currency(difference.value, definition.currency)) (\(interval); \(Answer.creators(row.creatorsA, row.creatorsB)))."))
        ]
    }

    private func stability() -> [Remedy] {
        let parts = index.findings.headlines.compactMap { row in
            row.stability.map {
                row.metric == MetricName.returnOnSpend ? say("\(Format.share($0)) on money") : say("\(Format.share($0)) on engagement")
            }
        }
        guard !parts.isEmpty else { return [] }
        return [
            Remedy(
                text: say("Another definition of the tiers: of all boundaries and published schemes tried, the pipeline's own among them, \(Wording.list(parts)) have its screening verdict."))
        ]
    }
}
