internal import Findings
internal import SocialData
internal import Statistics

/// The raw headline contrast under other boundaries and under published schemes (Methods 12.2).
struct SensitivityCheck: Sendable {
    let metric: Metric
    let strata: MergedStrata
    /// Of the metric, by creator and band.
    let entries: [MergedStrata.BandEntry]
    let bands: FollowerBands
    let tiers: [Tier]
    let pair: AskedPair
    let definition: Definition

    /// Followers of the two compared tiers.
    private struct Cut {
        var kind: SensitivityKind
        var name = ""
        var boundary: Int64?
        var isConfigured = false
        var lower: Tier
        var higher: Tier
    }

    /// Boundaries ascending, then schemes; both are the same on every platform. Where the compared tiers do not touch, or a
    /// platform has tiers of its own, the configured cut is not a boundary but stands as a scheme, between the two.
    func rows() -> [SensitivityRow] {
        // Whether typical rates are compared is decided by the configured pair, not by each cut.
        let isTypical = !metric.isMoney && [pair.a, pair.b].allSatisfy { fit($0).isTypicalValid }
        return cuts.map { row($0, isTypical: isTypical) }
    }

    /// Share of the rows with the verdict of the configured cut; nil where that is not among them.
    static func stability(_ rows: [SensitivityRow]) -> Double? {
        guard let configured = rows.first(where: \.isConfigured) else { return nil }
        return Double(rows.count { $0.verdict == configured.verdict }) / Double(rows.count)
    }

    private var cuts: [Cut] {
        let (lower, higher) = (tiers[min(pair.a, pair.b)], tiers[max(pair.a, pair.b)])
        let configured = lower.upper == higher.lower && !bands.differByPlatform ? higher.lower : nil
        let moved = Set(TierScheme.sensitivityBoundaries + [configured].compactMap(\.self)).sorted()
            .filter { boundary in boundary > lower.lower && (higher.upper.map { boundary < $0 } ?? true) }
        var cuts = moved.map { boundary in
            Cut(
                kind: .boundary, boundary: boundary, isConfigured: boundary == configured,
                lower: Tier(lower.name, from: lower.lower, to: boundary),
                higher: Tier(higher.name, from: boundary, to: higher.upper))
        }
        if configured == nil {
            cuts.append(Cut(kind: .scheme, name: definition.scheme, isConfigured: true, lower: lower, higher: higher))
        }
        // A scheme that calls its tiers otherwise says nothing about this pair.
        for scheme in TierScheme.published where configured != nil || scheme.name != definition.scheme {
            guard let low = scheme.index(of: lower.name), let high = scheme.index(of: higher.name) else { continue }
            cuts.append(Cut(kind: .scheme, name: scheme.name, lower: scheme.tiers[low], higher: scheme.tiers[high]))
        }
        return cuts
    }

    private func row(_ cut: Cut, isTypical: Bool) -> SensitivityRow {
        let (low, high) =
            cut.isConfigured ? (fit(min(pair.a, pair.b)), fit(max(pair.a, pair.b))) : (fit(cut.lower), fit(cut.higher))
        let (a, b) = pair.a < pair.b ? (low, high) : (high, low)
        let contrast =
            isTypical
            ? Contrast.typicalPost(a, b, confidence: definition.confidence)
            : Contrast.pooled(a, b, confidence: definition.confidence)
        let question = HeadlineQuestion(
            HeadlineQuestion.Tier(a, isTypical: isTypical),
            HeadlineQuestion.Tier(b, isTypical: isTypical),
            raw: contrast.map { HeadlineQuestion.Analysis($0) }, adjusted: nil, overlap: nil,
            limits: HeadlineQuestion.Limits(definition))
        var row = SensitivityRow(
            metric: metric.name, statistic: isTypical ? .typical : .pooled, kind: cut.kind,
            name: cut.name, boundary: cut.boundary, isConfigured: cut.isConfigured, scale: EffectScale(metric.scale),
            estimate: contrast?.estimate.published, low: contrast?.interval?.lower.published,
            high: contrast?.interval?.upper.published, p: contrast?.p?.published,
            verdict: PairVerdict(question.screeningVerdict, pair.nameA, pair.nameB), creatorsA: a.sample.count,
            creatorsB: b.sample.count)
        guard metric.scale == .log, let contrast else { return row }
        row.ratio = Contrast.Scale.log.ratio(contrast.estimate)?.published
        let ratios = contrast.interval?.ratios
        (row.ratioLow, row.ratioHigh) = (ratios?.lower.published, ratios?.upper.published)
        return row
    }

    private func fit(_ tier: Tier) -> TierFit {
        fit(bands: bands.edges.map { edge in edge >= tier.lower && (tier.upper.map { edge < $0 } ?? true) })
    }

    private func fit(_ tier: Int) -> TierFit { fit(bands: bands.tiers.map { $0 == tier }) }

    private func fit(bands isInside: [Bool]) -> TierFit {
        TierFit(
            strata.sample(entries) { isInside[$0] }, scale: metric.scale, confidence: definition.confidence)
    }
}

extension TierFit {
    /// Of an empty tier nothing speaks against it.
    fileprivate var isTypicalValid: Bool { sample.isEmpty || typicalPost?.isValid ?? false }
}
