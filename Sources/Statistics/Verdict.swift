/// What the data say about one question (Methods 12.3).
package enum Conclusion: Sendable, Equatable {
    case higherA
    case higherB
    case noClearDifference
    /// We can tell, and it is too small to matter (Methods 27).
    case noRelevantDifference
    case notEnoughData

    /// The conclusion in words, with the tiers' configured names.
    package func text(_ nameA: String, _ nameB: String) -> String {
        switch self {
        case .higherA: "\(nameA) higher"
        case .higherB: "\(nameB) higher"
        case .noClearDifference: "no clear difference"
        case .noRelevantDifference: "no relevant difference"
        case .notEnoughData: "not enough data"
        }
    }
}

/// Why there is not enough data; all that apply are listed, in this order.
package enum Obstacle: String, Sendable, CaseIterable {
    case fewCreators = "few_creators"
    case fewEffectiveCreators = "few_effective_creators"
    case fewCreatorsWithSales = "few_creators_with_sales"
    case notEstimable = "not_estimable"
    /// A covariate that the basis does not hold fixed separates the tiers (`CovariateOverlap`).
    case separated
}

/// How often somebody looks at the report (Methods 24).
package enum Looks: String, Sendable, CaseIterable {
    /// Intervals and p of one look count.
    case once
    /// Always-valid intervals and p count.
    case repeated
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
/// each question for its `conclusion`.
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
        /// Creators with `gross > 0`; `nil` when the question is not about money.
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
        /// What holds at all looks together; `nil` where the interval is.
        package let alwaysValid: AlwaysValid?

        package init(estimate: Double, p: Double?, interval: ConfidenceInterval?, alwaysValid: AlwaysValid? = nil) {
            self.estimate = estimate
            self.p = p
            self.interval = interval
            self.alwaysValid = alwaysValid
        }

        /// The p and interval that count for somebody who looks that often.
        fileprivate func seen(_ looks: Looks) -> Analysis {
            switch looks {
            case .once: self
            case .repeated:
                Analysis(
                    estimate: estimate, p: alwaysValid?.p, interval: alwaysValid?.interval, alwaysValid: alwaysValid)
            }
        }

        fileprivate var isEstimable: Bool { p != nil && interval != nil }
    }

    /// Which analysis the verdict rests on.
    package enum Basis: String, Sendable {
        case raw, adjusted
    }

    package let tierA: Tier
    package let tierB: Tier
    /// With the p and interval that count for `looks`.
    package let raw: Analysis?
    package let limits: Limits
    /// `± margin` that does not matter, on the scale of the estimate (Methods 27); `nil` where none is asked.
    package let relevant: Double?
    /// Whether a covariate that the basis does not hold fixed separates the tiers (Methods 11.4).
    package let isSeparated: Bool
    /// The adjusted analysis, kept only if its overlap is adequate and its interval and p exist.
    private let usableAdjusted: Analysis?

    package init(
        _ tierA: Tier, _ tierB: Tier, raw: Analysis?, adjusted: Analysis?, overlap: StratumOverlap?,
        limits: Limits = Limits(), relevant: Double? = nil, isSeparated: Bool = false, looks: Looks = .once
    ) {
        self.tierA = tierA
        self.tierB = tierB
        self.raw = raw?.seen(looks)
        self.limits = limits
        self.relevant = relevant
        self.isSeparated = isSeparated
        let isAdequate =
            overlap?.isAdequate(
                minimumCoverage: limits.minimumCoverage, minimumCreators: limits.minimumCreatorsInOverlap) ?? false
        usableAdjusted = adjusted.map { $0.seen(looks) }.flatMap { isAdequate && $0.isEstimable ? $0 : nil }
    }

    package var obstacles: [Obstacle] {
        let tiers = [tierA, tierB]
        return Obstacle.allCases.filter { obstacle in
            switch obstacle {
            case .fewCreators: tiers.contains { $0.creators < limits.minimumCreators }
            case .fewEffectiveCreators: tiers.contains { $0.effectiveCreators < limits.minimumEffectiveCreators }
            case .fewCreatorsWithSales:
                tiers.contains { ($0.creatorsWithSales ?? .max) < limits.minimumCreatorsWithSales }
            case .notEstimable: !(raw?.isEstimable ?? false)
            case .separated: isSeparated
            }
        }
    }

    /// `nil` when there is not enough data.
    package var basis: Basis? {
        obstacles.isEmpty ? (usableAdjusted == nil ? .raw : .adjusted) : nil
    }

    /// What the verdict rests on; `nil` when there is not enough data.
    package var basisAnalysis: Analysis? {
        switch basis {
        case .raw: raw
        case .adjusted: usableAdjusted
        case nil: nil
        }
    }

    /// The unadjusted p of the basis analysis, which enters the family; `nil` when there is not enough data.
    package var basisP: Double? { basisAnalysis?.p }

    /// The verdict: not enough data; no relevant difference where the displayed interval of the basis lies inside the
    /// margin, whether or not it excludes 0; clear; no clear difference.
    package func conclusion(holmP: Double?) -> Conclusion {
        guard let analysis = basisAnalysis, let interval = analysis.interval else { return .notEnoughData }
        if let relevant, interval.isInside(margin: relevant) { return .noRelevantDifference }
        guard let holmP, holmP <= limits.alpha, interval.excludesZero else { return .noClearDifference }
        return analysis.estimate > 0 ? .higherA : .higherB
    }

    /// The unadjusted verdict of the raw analysis alone, for boundary sensitivity (Methods 12.2): `p ≤ α` and the
    /// minimum numbers of creators.
    package var screeningVerdict: Conclusion {
        let blocking: Set<Obstacle> = [.fewCreators, .notEstimable]
        guard obstacles.allSatisfy({ !blocking.contains($0) }), let raw, let p = raw.p else { return .notEnoughData }
        guard p <= limits.alpha else { return .noClearDifference }
        return raw.estimate > 0 ? .higherA : .higherB
    }

    /// From the two intervals, whether or not they exclude 0.
    package var simpson: SimpsonFlag {
        guard obstacles.isEmpty, let raw, let adjusted = usableAdjusted,
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
