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
    /// Of a headline.
    private(set) var missing: [MissingCheck] = []
    /// Whether one tier's deals were followed clearly longer (Methods 25.3).
    private(set) var isFollowUpUnequal = false
    private(set) var definition: Definition
    /// Whether money's interval takes the bootstrap in; without it, it is that of 9.3 (i).
    private let isResampled: Bool

    init(_ contrast: TierContrast, definition: Definition, isResampled: Bool = true) {
        self.contrast = contrast
        self.definition = definition
        self.isResampled = isResampled
        raw = contrast.headline
    }

    mutating func add(_ search: AdjustedSearch) { self.search = search }
    mutating func add(_ bootstrap: BootstrapResult) { self.bootstrap = bootstrap }
    mutating func add(_ permutation: PermutationTest.Result) { self.permutation = permutation }
    mutating func add(_ missing: [MissingCheck]) { self.missing = missing }

    /// - Parameters:
    ///   - a, b: median days.
    mutating func add(medianFollowUp a: Double, _ b: Double) { isFollowUpUnequal = VerdictNotes.isUnequalFollowUp(a, b) }

    var metric: Metric { contrast.metric }

    /// The primary family (Methods 10.4).
    var isPrimary: Bool { metric.isHeadline && isResampled }

    /// 9.3; nil for other metrics than return on spend, and where nothing was resampled.
    var money: MoneyContrast? {
        guard metric.isMoney, isResampled, let raw else { return nil }
        return MoneyContrast(
            robust: raw, bootstrap: bootstrap, mover: contrast.mover, confidence: definition.confidence)
    }

    /// The raw analysis as it is displayed: for money the envelope interval.
    var displayed: HeadlineQuestion.Analysis? {
        money.map { analysis($0.estimate, standardError: $0.robust.standardError, $0.interval, p: $0.p) }
            ?? raw.map { analysis($0.estimate, standardError: $0.standardError, $0.interval, p: $0.p) }
    }

    /// The like-for-like analysis; nil where there is none.
    var adjusted: HeadlineQuestion.Analysis? {
        search?.contrast.map { analysis($0.estimate, standardError: $0.standardError, $0.interval, p: $0.p) }
    }

    /// With its always-valid twin (Methods 24).
    private func analysis(
        _ estimate: Double, standardError: Double?, _ interval: ConfidenceInterval?, p: Double?
    ) -> HeadlineQuestion.Analysis {
        HeadlineQuestion.Analysis(
            estimate: estimate, p: p, interval: interval,
            alwaysValid: AlwaysValid(
                estimate: estimate, standardError: standardError, interval: interval,
                target: definition.target.margin(metric.scale), confidence: definition.confidence))
    }

    /// The question with what has been computed so far.
    var question: HeadlineQuestion {
        HeadlineQuestion(
            HeadlineQuestion.Tier(contrast.a, isTypical: contrast.isTypical),
            HeadlineQuestion.Tier(contrast.b, isTypical: contrast.isTypical),
            raw: displayed, adjusted: adjusted, overlap: search?.overlap, limits: HeadlineQuestion.Limits(definition),
            relevant: definition.relevant.margin(metric.scale), isSeparated: !separated.isEmpty, looks: looks)
    }

    /// Headlines may be looked at again and again; the others are those of one report.
    private var looks: Looks { isPrimary && definition.looks == .repeated ? .repeated : .once }

    /// The same as it counts for who looks once.
    var ofOneLook: PairQuestion {
        var once = self
        once.definition.looks = .once
        return once
    }

    /// Covariates that cannot be told from the tier (Methods 11.4).
    var separated: [StratumPart] {
        search.map { search in search.balance.filter { search.isSeparated($0) }.map(\.covariate) } ?? []
    }

    /// What the verdict rests on; the displayed raw analysis where there is not enough data for one.
    var basisAnalysis: HeadlineQuestion.Analysis? {
        let question = question
        return question.basisAnalysis ?? question.raw
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
    func notes(_ verdict: Conclusion) -> [Note] {
        let question = question
        var notes = contrast.notes(typical: contrast.isTypical).intersection([Note.dominated, Note.componentGap])
        if !contrast.isTypical, !metric.isMoney { notes.insert(Note.typicalNotValid) }
        let (a, b) = (contrast.a.fit.sample, contrast.b.fit.sample)
        let failsLeaveOneOut =
            contrast.isTypical
            ? VerdictNotes.failsLeaveOneOutTypicalPost(a, b, confidence: definition.confidence)
            : VerdictNotes.failsLeaveOneOutPooled(a, b, scale: metric.scale, confidence: definition.confidence)
        if failsLeaveOneOut { notes.insert(Note.leaveOneCreatorOut) }
        if basisAnalysis?.interval?.isInside(margin: definition.relevant.margin(metric.scale)) ?? false { notes.insert(Note.small) }
        if VerdictNotes.isWeakTest(verdict, minimumDetectable: basisMinimumDetectable, scale: metric.scale) {
            notes.insert(Note.weakTest)
        }
        if isFollowUpUnequal { notes.insert(Note.unequalFollowUp) }
        if question.basis == .raw { notes.insert(Note.unadjusted) }
        if missing.contains(where: \.isUneven) { notes.insert(Note.unevenMissing) }
        return notes.inOrder
    }

    /// - Parameters:
    ///   - adjustedP: `question.basisP` after the adjustment within the family.
    ///   - stability: see Methods 12.2.
    func headline(adjustedP: Double?, stability: Double?, pair: AskedPair) -> HeadlineRow {
        let question = question
        let verdict = question.conclusion(holmP: adjustedP)
        return HeadlineRow(
            metric: metric.name, statistic: contrast.statistic, a: pair.nameA, b: pair.nameB,
            verdict: PairVerdict(verdict, pair.nameA, pair.nameB), reasons: question.obstacles.map(Lack.init),
            basis: VerdictBasis(question.basis), simpson: MixEffect(question.simpson), p: question.basisP?.published,
            pAdjusted: adjustedP?.published, rung: search?.level, stability: stability?.published,
            creatorsWithSalesA: question.tierA.creatorsWithSales, creatorsWithSalesB: question.tierB.creatorsWithSales,
            notes: notes(verdict))
    }
}

extension Definition.Margins {
    /// On the scale of a contrast: natural logarithms, or ROAS points.
    func margin(_ scale: Contrast.Scale) -> Double {
        switch scale {
        case .log: Contrast.Scale.difference(ofRatio: engagement)
        case .linear: returns
        }
    }
}
