/// What the data say about one question (Methods 12.3).
package enum Verdict: Sendable, Equatable {
    case higherA
    case higherB
    case noClearDifference
    case notEnoughData

    /// The verdict in words, with the tiers' configured names.
    package func text(_ nameA: String, _ nameB: String) -> String {
        switch self {
        case .higherA: "\(nameA) higher"
        case .higherB: "\(nameB) higher"
        case .noClearDifference: "no clear difference"
        case .notEnoughData: "not enough data"
        }
    }
}

/// Why there is not enough data; all that apply are listed, in this order.
package enum MissingData: String, Sendable, CaseIterable {
    case fewCreators = "few_creators"
    case fewEffectiveCreators = "few_effective_creators"
    case fewCreatorsWithSales = "few_creators_with_sales"
    case notEstimable = "not_estimable"
}

/// Raw against adjusted: what the mix of posts does to the difference (Methods 12.4).
package enum SimpsonFlag: String, Sendable {
    case reversal
    case explainedByMix = "explained_by_mix"
    case maskedByMix = "masked_by_mix"
    case signChange = "sign_change"
    case none
    case notAssessed = "not_assessed"
}

/// One headline question with its analyses, on the way to a verdict (Methods 12.3 and 12.4).
///
/// The order is: build the questions, adjust `basisP` of the whole primary family with `Multiplicity.holm`, then ask
/// each question for its `verdict`.
package struct HeadlineQuestion: Sendable {
    /// The limits of Methods 12.3 and 11.4.
    package struct Limits: Sendable {
        package var alpha = 0.05
        package var minimumCreators = 10
        package var minimumEffectiveCreators = 5.0
        package var minimumCreatorsWithSales = 10
        package var minimumCoverage = 0.5
        package var minimumCreatorsInOverlap = 10

        package init() {}
    }

    /// One tier's size.
    package struct Tier: Sendable {
        package let creators: Int
        /// `G_eff`; for a typical rate the number of creators.
        package let effectiveCreators: Double
        /// Creators with `net > 0`; `nil` when the question is not about money.
        package let creatorsWithSales: Int?

        package init(creators: Int, effectiveCreators: Double, creatorsWithSales: Int? = nil) {
            self.creators = creators
            self.effectiveCreators = effectiveCreators
            self.creatorsWithSales = creatorsWithSales
        }
    }

    /// One analysis of the question.
    package struct Analysis: Sendable {
        package let estimate: Double
        package let p: Double?
        package let interval: ConfidenceInterval?

        package init(estimate: Double, p: Double?, interval: ConfidenceInterval?) {
            self.estimate = estimate
            self.p = p
            self.interval = interval
        }

        fileprivate var isEstimable: Bool { p != nil && interval != nil }
    }

    /// Which analysis the verdict rests on.
    package enum Basis: String, Sendable {
        case raw, adjusted
    }

    package let tierA: Tier
    package let tierB: Tier
    package let raw: Analysis?
    package let limits: Limits
    /// The adjusted analysis, kept only if its overlap is adequate and its interval and p exist.
    private let usableAdjusted: Analysis?

    package init(
        _ tierA: Tier, _ tierB: Tier, raw: Analysis?, adjusted: Analysis?, overlap: StratumOverlap?,
        limits: Limits = Limits()
    ) {
        self.tierA = tierA
        self.tierB = tierB
        self.raw = raw
        self.limits = limits
        let isAdequate =
            overlap?.isAdequate(
                minimumCoverage: limits.minimumCoverage, minimumCreators: limits.minimumCreatorsInOverlap) ?? false
        usableAdjusted = adjusted.flatMap { isAdequate && $0.isEstimable ? $0 : nil }
    }

    package var missingData: [MissingData] {
        let tiers = [tierA, tierB]
        return MissingData.allCases.filter { reason in
            switch reason {
            case .fewCreators: tiers.contains { $0.creators < limits.minimumCreators }
            case .fewEffectiveCreators: tiers.contains { $0.effectiveCreators < limits.minimumEffectiveCreators }
            case .fewCreatorsWithSales:
                tiers.contains { ($0.creatorsWithSales ?? .max) < limits.minimumCreatorsWithSales }
            case .notEstimable: !(raw?.isEstimable ?? false)
            }
        }
    }

    /// `nil` when there is not enough data.
    package var basis: Basis? {
        missingData.isEmpty ? (usableAdjusted == nil ? .raw : .adjusted) : nil
    }

    private var basisAnalysis: Analysis? {
        switch basis {
        case .raw: raw
        case .adjusted: usableAdjusted
        case nil: nil
        }
    }

    /// The unadjusted p of the basis analysis, which enters the family; `nil` when there is not enough data.
    package var basisP: Double? { basisAnalysis?.p }

    /// Clear if the Holm p is at most α and the displayed interval excludes 0.
    package func verdict(holmP: Double?) -> Verdict {
        guard let analysis = basisAnalysis else { return .notEnoughData }
        guard let holmP, holmP <= limits.alpha, analysis.interval?.excludesZero ?? false else {
            return .noClearDifference
        }
        return analysis.estimate > 0 ? .higherA : .higherB
    }

    /// The unadjusted verdict of the raw analysis alone, for boundary sensitivity (Methods 12.2): `p ≤ α` and the
    /// minimum numbers of creators.
    package var screeningVerdict: Verdict {
        let blocking: Set<MissingData> = [.fewCreators, .notEstimable]
        guard missingData.allSatisfy({ !blocking.contains($0) }), let raw, let p = raw.p else { return .notEnoughData }
        guard p <= limits.alpha else { return .noClearDifference }
        return raw.estimate > 0 ? .higherA : .higherB
    }

    /// From the two intervals, whether or not they exclude 0.
    package var simpson: SimpsonFlag {
        guard missingData.isEmpty, let raw, let adjusted = usableAdjusted,
            let rawInterval = raw.interval, let adjustedInterval = adjusted.interval
        else { return .notAssessed }
        let opposite = raw.estimate * adjusted.estimate < 0
        return switch (rawInterval.excludesZero, adjustedInterval.excludesZero) {
        case (true, true): opposite ? .reversal : .none
        case (true, false): .explainedByMix
        case (false, true): .maskedByMix
        case (false, false): opposite ? .signChange : .none
        }
    }
}
