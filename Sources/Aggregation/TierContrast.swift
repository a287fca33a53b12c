internal import Findings
internal import Statistics

/// One metric of two tiers of a segment compared, the first relative to the second (METHODS.md 9).
struct TierContrast: Sendable {
    let a: TierLevel
    let b: TierLevel
    private let segment: String
    private let nameA: String
    private let nameB: String
    private let definition: Definition

    init(_ a: TierLevel, _ b: TierLevel, segment: String, nameA: String, nameB: String, definition: Definition) {
        self.a = a
        self.b = b
        self.segment = segment
        self.nameA = nameA
        self.nameB = nameB
        self.definition = definition
    }

    var metric: Metric { a.metric }

    /// Whether the headline is the typical value: it is for engagement, unless a tier's typical value is not valid; then
    /// pooled takes its place (METHODS.md 6.2, 6.6).
    var isTypical: Bool {
        !metric.isMoney && [a, b].allSatisfy { $0.creators == 0 || $0.isTypicalValid }
    }

    var statistic: Statistic { isTypical ? Statistic.typical : Statistic.pooled }

    /// The raw headline: 9.1, or 9.2 in its place; 9.3 (i) for money.
    var headline: Contrast? {
        isTypical
            ? Contrast.typical(a.fit, b.fit, confidence: definition.confidence)
            : Contrast.pooled(a.fit, b.fit, confidence: definition.confidence)
    }

    /// Engagement: typical (9.1) and pooled (9.2), both on the log scale. Money: pooled, linear, by CR2 (9.3 (i)) and by
    /// MOVER (9.3 (iii)).
    func comparisons() -> [Comparison] {
        let confidence = definition.confidence
        let pooled = Contrast.pooled(a.fit, b.fit, confidence: confidence)
        guard metric.isMoney else {
            let isValid = a.isTypicalValid && b.isTypicalValid
            var typical = row(Statistic.typical, Analysis.raw)
            if isValid { typical.fill(Contrast.typical(a.fit, b.fit, confidence: confidence)) }
            if !isValid, a.creators > 0, b.creators > 0 {
                typical.notes = Set(typical.notes + [.typicalNotValid]).inOrder
            }
            return [typical, row(Statistic.pooled, Analysis.raw, pooled)]
        }
        var mover = row(Statistic.pooled, Analysis.mover)
        if let interval = moverInterval {
            mover.estimate = pooled?.estimate.published
            mover.fill(interval)
        }
        return [row(Statistic.pooled, Analysis.raw, pooled), mover]
    }

    var moverInterval: ConfidenceInterval? {
        a.pooled.flatMap { pooledA in b.pooled.flatMap { Contrast.mover(pooledA, $0) } }
    }

    // MARK: Rows

    /// A row of this contrast without numbers.
    func row(_ statistic: Statistic, _ analysis: Analysis, scale: EffectScale? = nil) -> Comparison {
        let isTypical = statistic == Statistic.typical
        return Comparison(
            scheme: definition.scheme, segment: segment, metric: metric.name, statistic: statistic, a: nameA, b: nameB,
            analysis: analysis, scale: scale ?? EffectScale(metric.scale), estimate: nil, standardError: nil,
            degreesOfFreedom: nil, low: nil, high: nil, ratio: nil, ratioLow: nil, ratioHigh: nil, p: nil,
            minimumDetectableEffect: nil, creatorsA: a.creators, creatorsB: b.creators,
            effectiveA: effective(a, isTypical), effectiveB: effective(b, isTypical),
            notes: notes(typical: isTypical).inOrder)
    }

    func row(_ statistic: Statistic, _ analysis: Analysis, _ contrast: Contrast?) -> Comparison {
        var row = row(statistic, analysis, scale: contrast.map { EffectScale($0.scale) })
        row.fill(contrast)
        return row
    }

    /// What the numbers rest on.
    func notes(typical isTypical: Bool) -> Set<Note> {
        var notes = a.notes(typical: isTypical).union(b.notes(typical: isTypical))
        if hasComponentGap { notes.insert(Note.componentGap) }
        return notes
    }

    /// Creators all weigh the same in the typical value.
    private func effective(_ level: TierLevel, _ isTypical: Bool) -> Double? {
        isTypical ? Double(level.creators) : level.pooled?.effectiveCreators.published
    }

    /// Whether an optional component of `E` is present in shares of posts that differ by more than 0.05 (4.1).
    private var hasComponentGap: Bool {
        guard metric.countsEngagement, a.coverage.engagement > 0, b.coverage.engagement > 0 else { return false }
        func gap(_ posts: KeyPath<Coverage, Int>) -> Double {
            let shareA = Double(a.coverage[keyPath: posts]) / Double(a.coverage.engagement)
            let shareB = Double(b.coverage[keyPath: posts]) / Double(b.coverage.engagement)
            return abs(shareA - shareB)
        }
        return max(gap(\.withShares), gap(\.withSaves)) > NoteLimit.largestComponentGap
    }
}

extension Comparison {
    mutating func fill(_ contrast: Contrast?) {
        guard let contrast else { return }
        fill(estimate: contrast.estimate, standardError: contrast.standardError, contrast.interval, p: contrast.p)
        degreesOfFreedom = contrast.degreesOfFreedom?.published
        minimumDetectableEffect = contrast.minimumDetectable?.published
    }

    /// Fills what most analyses have; on the log scale the ratio, too.
    mutating func fill(estimate: Double, standardError: Double?, _ interval: ConfidenceInterval?, p: Double?) {
        self.estimate = estimate.published
        self.standardError = standardError?.published
        self.p = p?.published
        ratio = scale == .log ? Contrast.Scale.log.ratio(estimate)?.published : nil
        if let interval { fill(interval) }
    }

    mutating func fill(_ interval: ConfidenceInterval) {
        low = interval.lower.published
        high = interval.upper.published
        guard scale == .log, let ratios = interval.ratios else { return }
        ratioLow = ratios.lower.published
        ratioHigh = ratios.upper.published
    }
}
