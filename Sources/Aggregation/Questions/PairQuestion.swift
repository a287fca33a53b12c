internal import Findings
internal import SocialData
internal import Statistics

/// One metric of the asked pair in everything: its analyses, and the question they answer (Methods 9 to 12).
struct PairQuestion: Sendable {
    let contrast: TierContrast
    let raw: Contrast?
    private(set) var search: AdjustedSearch?
    private(set) var bootstrap: BootstrapResult?
    private(set) var permutation: PermutationTest.Result?
    let definition: Definition

    init(_ contrast: TierContrast, definition: Definition) {
        self.contrast = contrast
        self.definition = definition
        raw = contrast.headline
    }

    mutating func add(_ search: AdjustedSearch) { self.search = search }
    mutating func add(_ bootstrap: BootstrapResult) { self.bootstrap = bootstrap }
    mutating func add(_ permutation: PermutationTest.Result) { self.permutation = permutation }

    var metric: Metric { contrast.metric }

    /// The primary family (Methods 10.4).
    var isPrimary: Bool { metric.isHeadline }

    /// 9.3; nil for other metrics than return on spend.
    var money: MoneyContrast? {
        guard metric.isMoney, let raw else { return nil }
        return MoneyContrast(
            robust: raw, bootstrap: bootstrap, mover: contrast.mover, confidence: definition.confidence)
    }

    /// The raw analysis as it is displayed: for money the envelope interval.
    var displayed: HeadlineQuestion.Analysis? {
        money.map { HeadlineQuestion.Analysis(estimate: $0.estimate, p: $0.p, interval: $0.interval) }
            ?? raw.map { HeadlineQuestion.Analysis($0) }
    }

    /// The question with what has been computed so far.
    var question: HeadlineQuestion {
        HeadlineQuestion(
            HeadlineQuestion.Tier(contrast.a, isTypical: contrast.isTypical),
            HeadlineQuestion.Tier(contrast.b, isTypical: contrast.isTypical),
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
        return metric.isMoney ? .envelope : .raw
    }

    private var basisMinimumDetectable: Double? {
        question.basis == .adjusted ? search?.contrast?.minimumDetectable : raw?.minimumDetectable
    }

    // MARK: Conclusions

    /// Notes beside the verdict (Methods 12.5).
    func notes(_ verdict: Verdict) -> [Note] {
        let question = question
        var notes = contrast.notes(typical: contrast.isTypical).intersection([Note.dominated, Note.componentGap])
        if !contrast.isTypical, !metric.isMoney { notes.insert(Note.typicalNotValid) }
        let (a, b) = (contrast.a.fit.sample, contrast.b.fit.sample)
        let failsLeaveOneOut =
            contrast.isTypical
            ? VerdictNotes.failsLeaveOneOutTypicalPost(a, b, confidence: definition.confidence)
            : VerdictNotes.failsLeaveOneOutPooled(a, b, scale: metric.scale, confidence: definition.confidence)
        if failsLeaveOneOut { notes.insert(Note.leaveOneCreatorOut) }
        if VerdictNotes.isSmall(basisAnalysis?.interval, scale: metric.scale) { notes.insert(Note.small) }
        if VerdictNotes.isWeakTest(verdict, minimumDetectable: basisMinimumDetectable, scale: metric.scale) {
            notes.insert(Note.weakTest)
        }
        if question.basis == .raw { notes.insert(Note.unadjusted) }
        return notes.inOrder
    }

    /// - Parameters:
    ///   - adjustedP: `question.basisP` after the adjustment within the family.
    ///   - stability: see Methods 12.2.
    func headline(adjustedP: Double?, stability: Double?, pair: AskedPair) -> HeadlineRow {
        let question = question
        let verdict = question.verdict(holmP: adjustedP)
        return HeadlineRow(
            metric: metric.name, statistic: contrast.statistic, a: pair.nameA, b: pair.nameB,
            verdict: PairVerdict(verdict, pair.nameA, pair.nameB), reasons: question.missingData.map(Lack.init),
            basis: VerdictBasis(question.basis), simpson: MixEffect(question.simpson), p: question.basisP?.published,
            pAdjusted: adjustedP?.published, rung: search?.level, stability: stability?.published,
            creatorsWithSalesA: question.tierA.creatorsWithSales, creatorsWithSalesB: question.tierB.creatorsWithSales,
            notes: notes(verdict))
    }
}
