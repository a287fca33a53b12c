internal import Findings
internal import SocialData
internal import Statistics

// The one place where results become rows of comparisons: words, rounding and order.

extension QuestionResult {
    /// Rows in the order of `comparisons`, the member of the family marked with its adjusted p.
    func rows(_ families: QuestionFamilies, pair: AskedPair?) -> [Comparison] {
        var rows = analysisRows
        let adjusted = families[question]?.value
        if let member = member(of: rows), p != nil {
            rows[member].family = family
            rows[member].pAdjusted = adjusted?.published
        }
        guard case .asked(let asked) = analyses, let pair else { return rows }
        let raw = rows.firstIndex {
            $0.analysis == .raw && $0.statistic == asked.contrast.statistic && $0.scale == EffectScale(asked.metric.scale)
        }
        if let raw {
            let question = asked.question
            rows[raw].verdict = PairVerdict(question.conclusion(holmP: adjusted), pair.nameA, pair.nameB)
            rows[raw].basis = question.basis.map { VerdictBasis($0) }
            rows[raw].simpson = MixEffect(question.simpson)
        }
        return rows
    }

    private var analysisRows: [Comparison] {
        switch analyses {
        case .raw(let raw): raw.rows
        case .asked(let asked): asked.contrast.comparisons() + asked.comparisons
        case .withoutTopCreator(let asked): [asked.withoutTopCreatorRow]
        case .ranks(let ranks): [ranks.row]
        }
    }

    /// The row of the analysis that the verdict would rest on.
    private func member(of rows: [Comparison]) -> Int? {
        switch analyses {
        case .asked(let asked):
            func row(_ analysis: Analysis) -> Int? {
                rows.firstIndex { $0.analysis == analysis && $0.statistic == asked.contrast.statistic }
            }
            return row(asked.basisName) ?? row(.raw)
        case .raw, .withoutTopCreator, .ranks: return rows.firstIndex { $0.estimate != nil }
        }
    }
}

extension TierContrast {
    /// Engagement: typical (9.1) and pooled (9.2), both on the log scale. Money: pooled, linear, by CR2 (9.3 (i)) and by
    /// MOVER (9.3 (iii)).
    func comparisons() -> [Comparison] {
        guard metric.isMoney else {
            var typical = row(.typical, .raw, typical)
            if !(a.isTypicalValid && b.isTypicalValid), a.creators > 0, b.creators > 0 {
                typical.notes = Set(typical.notes + [.typicalNotValid]).inOrder
            }
            return [typical, row(.pooled, .raw, pooled)]
        }
        var mover = row(.pooled, .mover)
        if let difference = self.mover, let interval = difference.interval(confidence: definition.confidence) {
            mover.estimate = pooled?.estimate.published
            mover.p = difference.p.published
            mover.fill(interval)
        }
        return [row(.pooled, .raw, pooled), mover]
    }

    var headlineRow: Comparison { row(statistic, .raw, headline) }

    /// A row of this contrast without numbers.
    fileprivate func row(_ statistic: Statistic, _ analysis: Analysis, scale: EffectScale? = nil) -> Comparison {
        let isTypical = statistic == .typical
        return Comparison(
            scheme: definition.scheme, segment: segment, metric: metric.name, statistic: statistic, a: nameA, b: nameB,
            analysis: analysis, scale: scale ?? EffectScale(metric.scale), estimate: nil, standardError: nil,
            degreesOfFreedom: nil, low: nil, high: nil, ratio: nil, ratioLow: nil, ratioHigh: nil, p: nil,
            minimumDetectableEffect: nil, creatorsA: a.creators, creatorsB: b.creators,
            effectiveA: effective(a, isTypical), effectiveB: effective(b, isTypical),
            notes: notes(typical: isTypical).inOrder)
    }

    fileprivate func row(_ statistic: Statistic, _ analysis: Analysis, _ contrast: Contrast?) -> Comparison {
        var row = row(statistic, analysis, scale: contrast.map { EffectScale($0.scale) })
        row.fill(contrast)
        return row
    }

    /// Creators all weigh the same in the typical value.
    private func effective(_ level: TierLevel, _ isTypical: Bool) -> Double? {
        isTypical ? Double(level.creators) : level.pooled?.effectiveCreators.published
    }
}

extension PairQuestion {
    /// The rows beside the raw ones (`TierContrast.comparisons`).
    fileprivate var comparisons: [Comparison] {
        guard isPrimary else { return [adjustedRow].compactMap(\.self) }
        var rows = [bootstrapRow, envelopeRow, adjustedRow, ranksRow].compactMap(\.self)
        if let permutation {
            var row = contrast.row(.typical, .permutation)
            row.p = permutation.p.published
            rows.append(row)
        }
        if metric.isMoney, let logarithmic = logarithmicRow { rows.append(logarithmic) }
        return rows
    }

    private var bootstrapRow: Comparison? {
        guard let bootstrap else { return nil }
        var row = contrast.row(.pooled, .bootstrap)
        row.fill(
            estimate: bootstrap.estimate, standardError: bootstrap.standardError, bootstrap.interval, p: bootstrap.p)
        return row
    }

    private var envelopeRow: Comparison? {
        guard let money else { return nil }
        var row = contrast.row(.pooled, .envelope)
        row.fill(estimate: money.estimate, standardError: nil, money.interval, p: money.p)
        row.fill(minimumDetectable: raw?.minimumDetectable)
        return row
    }

    /// The analysis that the verdict would rest on.
    fileprivate var withoutTopCreatorRow: Comparison {
        if question.basis == .adjusted, var row = adjustedRow {
            row.analysis = .withoutTopCreator
            return row
        }
        return contrast.row(contrast.statistic, .withoutTopCreator, raw)
    }

    private var adjustedRow: Comparison? {
        guard let search, let level = search.level, let overlap = search.overlap else { return nil }
        var row = contrast.row(contrast.statistic, .adjusted)
        row.rung = level
        row.coverageA = overlap.coverageA.published
        row.coverageB = overlap.coverageB.published
        row.creatorsA = overlap.creatorsA
        row.creatorsB = overlap.creatorsB
        (row.effectiveA, row.effectiveB) = (nil, nil)
        guard let adjusted = search.contrast else { return row }
        row.fill(
            estimate: adjusted.estimate, standardError: adjusted.standardError, adjusted.interval, p: adjusted.p)
        row.degreesOfFreedom = adjusted.degreesOfFreedom?.published
        row.fill(minimumDetectable: adjusted.minimumDetectable)
        row.effectiveA = adjusted.effectiveCreatorsA.published
        row.effectiveB = adjusted.effectiveCreatorsB.published
        return row
    }

    /// 10.1 and 10.2; crossing creators contribute their home value only.
    private var ranksRow: Comparison? {
        let home = TierPair(contrast.a.fit.sample, contrast.b.fit.sample).atHome
        guard let a = home.a.rates, let b = home.b.rates,
            let ranks = RankContrast(a, b, confidence: definition.confidence)
        else { return nil }
        var row = contrast.row(
            metric.isMoney ? .pooled : .typical, .ranks, scale: .cliffsDelta)
        // δ = 2A − 1, so its standard error is twice that of A.
        row.fill(
            estimate: ranks.cliffsDelta, standardError: ranks.standardError.map { 2 * $0 }, ranks.deltaInterval,
            p: ranks.p)
        row.degreesOfFreedom = ranks.degreesOfFreedom?.published
        row.magnitude = RankMagnitude(ranks.magnitude)
        row.probability = Comparison.Probability(ofDelta: ranks.cliffsDelta, ranks.deltaInterval)
        (row.creatorsA, row.creatorsB) = (a.count, b.count)
        (row.effectiveA, row.effectiveB) = (Double(a.count), Double(b.count))
        return row
    }

    /// 9.2 beside the money headline, where both tiers return something.
    private var logarithmicRow: Comparison? {
        let (a, b) = (contrast.a.fit.sample, contrast.b.fit.sample)
        return Contrast.pooledLog(a, b, confidence: definition.confidence)
            .map { contrast.row(.pooled, .raw, $0) }
    }
}

extension CreatorRanks {
    fileprivate var row: Comparison {
        var row = Comparison(
            scheme: scheme, segment: Segment.all.text([]), metric: metric, statistic: .creator, a: nameA, b: nameB,
            analysis: .ranks, scale: .cliffsDelta, estimate: contrast?.cliffsDelta.published,
            standardError: contrast?.standardError.map { (2 * $0).published },
            degreesOfFreedom: contrast?.degreesOfFreedom?.published, low: contrast?.deltaInterval?.lower.published,
            high: contrast?.deltaInterval?.upper.published, ratio: nil, ratioLow: nil, ratioHigh: nil,
            p: contrast?.p?.published, minimumDetectableEffect: nil, creatorsA: creatorsA, creatorsB: creatorsB,
            effectiveA: Double(creatorsA), effectiveB: Double(creatorsB), notes: notes)
        row.includesNoDifference = contrast?.deltaInterval.map { !$0.excludesZero }
        row.probability = contrast.map { Comparison.Probability(ofDelta: $0.cliffsDelta, $0.deltaInterval) }
        return row
    }
}

extension Comparison.Probability {
    /// `P(A > B)`, ties half, from `δ = 2P − 1` (Methods 10.2).
    fileprivate init(ofDelta delta: Double, _ interval: ConfidenceInterval?) {
        func probability(_ delta: Double) -> Double { ((delta + 1) / 2).published }
        self.init(
            value: probability(delta), low: interval.map { probability($0.lower) }, high: interval.map { probability($0.upper) })
    }
}

extension NeededCreators {
    /// More than there are: nothing to ask for.
    private static let mostCreators = 1e9

    /// For the difference at which a test is called weak, or else for the one at which a difference is called small: what the
    /// data show already need not be asked for (Methods 9.4, 12.5).
    init?(minimumDetectable: Double, scale: EffectScale, creatorsA: Int, creatorsB: Int) {
        let contrast: Contrast.Scale = scale == .log ? .log : .linear
        guard let effect = VerdictNotes.effectsToSee(contrast).first(where: { minimumDetectable > $0 }) else { return nil }
        let factor = (minimumDetectable / effect) * (minimumDetectable / effect)
        func needed(_ creators: Int) -> Int? {
            let needed = (Double(creators) * factor).rounded(.up)
            return needed <= Self.mostCreators ? Int(exactly: needed) : nil
        }
        guard let neededA = needed(creatorsA), let neededB = needed(creatorsB) else { return nil }
        self.init(
            effect: effect.published, ratio: contrast.ratio(effect)?.published, factor: factor.published,
            creatorsA: neededA, creatorsB: neededB)
    }
}

extension Comparison {
    fileprivate mutating func fill(_ contrast: Contrast?) {
        guard let contrast else { return }
        fill(estimate: contrast.estimate, standardError: contrast.standardError, contrast.interval, p: contrast.p)
        degreesOfFreedom = contrast.degreesOfFreedom?.published
        fill(minimumDetectable: contrast.minimumDetectable)
    }

    /// Creators of both tiers must be known.
    fileprivate mutating func fill(minimumDetectable: Double?) {
        guard let effect = minimumDetectable?.published else { return }
        minimumDetectableEffect = effect
        if scale == .log { minimumDetectableRatio = Contrast.Scale.log.ratio(effect)?.published }
        neededCreators = NeededCreators(minimumDetectable: effect, scale: scale, creatorsA: creatorsA, creatorsB: creatorsB)
    }

    /// Fills what most analyses have; on the log scale the ratio, too.
    fileprivate mutating func fill(estimate: Double, standardError: Double?, _ interval: ConfidenceInterval?, p: Double?) {
        self.estimate = estimate.published
        self.standardError = standardError?.published
        self.p = p?.published
        ratio = scale == .log ? Contrast.Scale.log.ratio(estimate)?.published : nil
        if let interval { fill(interval) }
    }

    fileprivate mutating func fill(_ interval: ConfidenceInterval) {
        low = interval.lower.published
        high = interval.upper.published
        includesNoDifference = !interval.excludesZero
        guard scale == .log, let ratios = interval.ratios else { return }
        ratioLow = ratios.lower.published
        ratioHigh = ratios.upper.published
    }
}
