internal import Findings
internal import Statistics

/// One metric of two tiers of a segment compared, the first relative to the second (METHODS.md 9).
struct TierContrast {
    let a: TierLevel
    let b: TierLevel
    private let definition: Definition

    init(_ a: TierLevel, _ b: TierLevel, definition: Definition) {
        self.a = a
        self.b = b
        self.definition = definition
    }

    /// Engagement: typical (9.1) and pooled (9.2), both on the log scale. Money: pooled, linear, by CR2 (9.3 (i)) and by
    /// MOVER (9.3 (iii)).
    func comparisons(segment: String, tierA: String, tierB: String) -> [Comparison] {
        let (sampleA, sampleB) = (a.totals.sample, b.totals.sample)
        let confidence = definition.confidence
        func row(_ statistic: String, _ analysis: String, _ scale: Contrast.Scale, _ contrast: Contrast?) -> Comparison {
            comparison(segment, tierA, tierB, statistic, analysis, scale, contrast)
        }
        guard a.metric.isMoney else {
            let isValid = a.isTypicalValid && b.isTypicalValid
            let typical = isValid ? Contrast.typical(sampleA, sampleB, confidence: confidence) : nil
            var typicalRow = row("typical", "raw", .log, typical)
            if !isValid, a.creators > 0, b.creators > 0 {
                typicalRow.notes = (typicalRow.notes + [Note.typicalNotValid]).sorted()
            }
            return [
                typicalRow,
                row("pooled", "raw", .log, Contrast.pooledLog(sampleA, sampleB, confidence: confidence)),
            ]
        }
        let linear = Contrast.pooledLinear(sampleA, sampleB, confidence: confidence)
        var mover = row("pooled", "mover", .linear, nil)
        if let pooledA = a.pooled, let pooledB = b.pooled, let interval = Contrast.mover(pooledA, pooledB) {
            mover.estimate = linear?.estimate.published
            mover.low = interval.lower.published
            mover.high = interval.upper.published
        }
        return [row("pooled", "raw", .linear, linear), mover]
    }

    private func comparison(
        _ segment: String, _ tierA: String, _ tierB: String, _ statistic: String, _ analysis: String,
        _ scale: Contrast.Scale, _ contrast: Contrast?
    ) -> Comparison {
        let isTypical = statistic == "typical"
        var notes = a.notes(typical: isTypical).union(b.notes(typical: isTypical))
        if hasComponentGap { notes.insert(Note.componentGap) }
        return Comparison(
            scheme: definition.scheme, segment: segment, metric: a.metric.name, statistic: statistic, a: tierA, b: tierB,
            analysis: analysis, scale: scale.rawValue, estimate: contrast?.estimate.published,
            standardError: contrast?.standardError?.published,
            degreesOfFreedom: contrast?.degreesOfFreedom?.published, low: contrast?.interval?.lower.published,
            high: contrast?.interval?.upper.published, ratio: contrast?.ratio.flatMap(finite),
            ratioLow: contrast?.ratioInterval?.lower.published, ratioHigh: contrast?.ratioInterval?.upper.published,
            p: contrast?.p?.published, minimumDetectableEffect: contrast?.minimumDetectable?.published,
            creatorsA: a.creators, creatorsB: b.creators, effectiveA: effective(a, isTypical),
            effectiveB: effective(b, isTypical), notes: notes.sorted())
    }

    /// Creators all weigh the same in the typical value.
    private func effective(_ level: TierLevel, _ isTypical: Bool) -> Double? {
        isTypical ? Double(level.creators) : level.pooled?.effectiveCreators.published
    }

    private func finite(_ ratio: Double) -> Double? { ratio.isFinite ? ratio.published : nil }

    /// Whether an optional component of `E` is present in shares of posts that differ by more than 0.05 (4.1).
    private var hasComponentGap: Bool {
        guard a.metric.countsEngagement, a.coverage.engagement > 0, b.coverage.engagement > 0 else { return false }
        func gap(_ posts: KeyPath<Coverage, Int>) -> Double {
            let shareA = Double(a.coverage[keyPath: posts]) / Double(a.coverage.engagement)
            let shareB = Double(b.coverage[keyPath: posts]) / Double(b.coverage.engagement)
            return abs(shareA - shareB)
        }
        return max(gap(\.withShares), gap(\.withSaves)) > Note.largestComponentGap
    }
}
