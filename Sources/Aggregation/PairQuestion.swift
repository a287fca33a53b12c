internal import Findings
internal import Statistics

/// One metric of the asked pair in everything: its analyses, and the question they answer (METHODS.md 9 to 12).
struct PairQuestion: Sendable {
    let contrast: TierContrast
    let raw: Contrast?
    private(set) var search: AdjustedSearch?
    private(set) var bootstrap: BootstrapResult?
    private(set) var permutation: PermutationTest.Result?
    private let definition: Definition

    init(_ contrast: TierContrast, definition: Definition) {
        self.contrast = contrast
        self.definition = definition
        raw = contrast.headline
    }

    mutating func add(_ search: AdjustedSearch) { self.search = search }
    mutating func add(_ bootstrap: BootstrapResult) { self.bootstrap = bootstrap }
    mutating func add(_ permutation: PermutationTest.Result) { self.permutation = permutation }

    var metric: Metric { contrast.metric }

    /// The primary family (METHODS.md 10.4).
    var isPrimary: Bool { metric.isHeadline }

    /// 9.3; nil for other metrics than return on spend.
    private var money: MoneyContrast? {
        guard metric.isMoney, let raw else { return nil }
        return MoneyContrast(robust: raw, bootstrap: bootstrap, mover: contrast.moverInterval)
    }

    /// The raw analysis as it is displayed: for money the hull.
    var displayed: HeadlineQuestion.Analysis? {
        money.map { HeadlineQuestion.Analysis(estimate: $0.estimate, p: $0.p, interval: $0.interval) }
            ?? raw.map { HeadlineQuestion.Analysis($0) }
    }

    /// The question with what has been computed so far.
    var question: HeadlineQuestion {
        HeadlineQuestion(
            HeadlineQuestion.Tier(contrast.a.fit, isTypical: contrast.isTypical, isMoney: metric.isMoney),
            HeadlineQuestion.Tier(contrast.b.fit, isTypical: contrast.isTypical, isMoney: metric.isMoney),
            raw: displayed, adjusted: search?.contrast.map { HeadlineQuestion.Analysis($0) }, overlap: search?.overlap,
            limits: HeadlineQuestion.Limits(definition))
    }

    /// What the verdict rests on; the displayed raw analysis where there is not enough data for one.
    var basisAnalysis: HeadlineQuestion.Analysis? {
        question.basis == .adjusted ? search?.contrast.map { HeadlineQuestion.Analysis($0) } : displayed
    }

    /// The analysis whose row is the member of the family.
    var basisName: Analysis {
        if question.basis == .adjusted { return .adjusted }
        return metric.isMoney ? .hull : .raw
    }

    private var basisMinimumDetectable: Double? {
        question.basis == .adjusted ? search?.contrast?.minimumDetectable : raw?.minimumDetectable
    }

    // MARK: Rows

    /// The rows beside the raw ones (`TierContrast.comparisons`).
    var comparisons: [Comparison] {
        guard isPrimary else { return [adjustedRow].compactMap(\.self) }
        var rows = [bootstrapRow, hullRow, adjustedRow, ranksRow].compactMap(\.self)
        if let permutation {
            var row = contrast.row(Statistic.typical, Analysis.permutation)
            row.p = permutation.p.published
            rows.append(row)
        }
        if metric.isMoney, let logarithmic = logarithmicRow { rows.append(logarithmic) }
        return rows
    }

    private var bootstrapRow: Comparison? {
        guard let bootstrap else { return nil }
        var row = contrast.row(Statistic.pooled, Analysis.bootstrap)
        row.fill(
            estimate: bootstrap.estimate, standardError: bootstrap.standardError, bootstrap.interval, p: bootstrap.p)
        return row
    }

    private var hullRow: Comparison? {
        guard let money else { return nil }
        var row = contrast.row(Statistic.pooled, Analysis.hull)
        row.fill(estimate: money.estimate, standardError: nil, money.interval, p: money.p)
        row.minimumDetectableEffect = raw?.minimumDetectable?.published
        return row
    }

    private var adjustedRow: Comparison? {
        guard let search, let rung = search.rung, let overlap = search.overlap else { return nil }
        var row = contrast.row(contrast.statistic, Analysis.adjusted)
        row.rung = rung
        row.coverageA = overlap.coverageA.published
        row.coverageB = overlap.coverageB.published
        row.creatorsA = overlap.creatorsA
        row.creatorsB = overlap.creatorsB
        (row.effectiveA, row.effectiveB) = (nil, nil)
        guard let adjusted = search.contrast else { return row }
        row.fill(
            estimate: adjusted.estimate, standardError: adjusted.standardError, adjusted.interval, p: adjusted.p)
        row.degreesOfFreedom = adjusted.degreesOfFreedom?.published
        row.minimumDetectableEffect = adjusted.minimumDetectable?.published
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
            metric.isMoney ? Statistic.pooled : Statistic.typical, Analysis.ranks, scale: .cliffsDelta)
        // δ = 2A − 1, so its standard error is twice that of A.
        row.fill(
            estimate: ranks.cliffsDelta, standardError: ranks.standardError.map { 2 * $0 }, ranks.deltaInterval,
            p: ranks.p)
        row.degreesOfFreedom = ranks.degreesOfFreedom?.published
        row.magnitude = RankMagnitude(ranks.magnitude)
        (row.creatorsA, row.creatorsB) = (a.count, b.count)
        (row.effectiveA, row.effectiveB) = (Double(a.count), Double(b.count))
        return row
    }

    /// 9.2 beside the money headline, where both tiers return something.
    private var logarithmicRow: Comparison? {
        let (a, b) = (contrast.a.fit.sample, contrast.b.fit.sample)
        return Contrast.pooledLog(a, b, confidence: definition.confidence)
            .map { contrast.row(Statistic.pooled, Analysis.raw, $0) }
    }

    // MARK: Conclusions

    /// Notes beside the verdict (METHODS.md 12.5).
    func notes(_ verdict: Verdict) -> [Note] {
        let question = question
        var notes = contrast.notes(typical: contrast.isTypical).intersection([Note.dominated, Note.componentGap])
        if !contrast.isTypical, !metric.isMoney { notes.insert(Note.typicalNotValid) }
        let (a, b) = (contrast.a.fit.sample, contrast.b.fit.sample)
        let isFragile =
            contrast.isTypical
            ? VerdictNotes.isFragileTypical(a, b, confidence: definition.confidence)
            : VerdictNotes.isFragilePooled(a, b, scale: metric.scale, confidence: definition.confidence)
        if isFragile { notes.insert(Note.fragile) }
        if VerdictNotes.isSmall(basisAnalysis?.interval, scale: metric.scale) { notes.insert(Note.small) }
        if VerdictNotes.isWeakTest(verdict, minimumDetectable: basisMinimumDetectable, scale: metric.scale) {
            notes.insert(Note.weakTest)
        }
        if question.basis == .raw { notes.insert(Note.unadjusted) }
        return notes.inOrder
    }

    /// - Parameters:
    ///   - adjustedP: `question.basisP` after the adjustment within the family.
    ///   - stability: see METHODS.md 12.2.
    func headline(adjustedP: Double?, stability: Double?, pair: AskedPair) -> HeadlineRow {
        let question = question
        let verdict = question.verdict(holmP: adjustedP)
        return HeadlineRow(
            metric: metric.name, statistic: contrast.statistic, a: pair.nameA, b: pair.nameB,
            verdict: PairVerdict(verdict, pair.nameA, pair.nameB), reasons: question.missingData.map(Lack.init),
            basis: VerdictBasis(question.basis), simpson: MixEffect(question.simpson), p: question.basisP?.published,
            pAdjusted: adjustedP?.published, rung: search?.rung, stability: stability?.published,
            creatorsWithSalesA: question.tierA.creatorsWithSales, creatorsWithSalesB: question.tierB.creatorsWithSales,
            notes: notes(verdict))
    }
}
