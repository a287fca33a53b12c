/// What the data say about one question (Methods 12.3).
package enum Conclusion: Sendable, Equatable {
    /// Tier A is clearly higher: what is larger, never what is better.
    case higherA
    /// Tier B is clearly higher.
    case higherB
    /// We cannot tell.
    case noClearDifference
    /// We can tell, and it is too small to matter (Methods 27).
    case noRelevantDifference
    /// No verdict; `Obstacle` says why.
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
    /// A tier has fewer than `minimumCreators`.
    case fewCreators = "few_creators"
    /// A tier's `G_eff` is below `minimumEffectiveCreators`.
    case fewEffectiveCreators = "few_effective_creators"
    /// Money: fewer creators of a tier than `minimumCreatorsWithSales` sold anything.
    case fewCreatorsWithSales = "few_creators_with_sales"
    /// The raw analysis has no interval or no p.
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
    /// Both are clear, with opposite signs.
    case reversal
    /// Raw is clear, adjusted is not.
    case explainedByMix = "explained_by_mix"
    /// Adjusted is clear, raw is not.
    case maskedByMix = "masked_by_mix"
    /// Neither is clear, and the signs are opposite.
    case signChange = "sign_change"
    /// Both say the same.
    case none
    /// No level of strata was adequate, or there is not enough data.
    case notAssessed = "not_assessed"
}

/// One headline question with its analyses, on the way to a verdict (Methods 12.3 and 12.4).
///
/// The order is: build the questions, adjust `basisP` of the whole primary family with `Multiplicity.holm`, then ask
/// each question for its `conclusion`.
package struct HeadlineQuestion: Sendable {
    /// The limits of Methods 12.3 and 11.4.
    package struct Limits: Sendable {
        /// A Holm-adjusted p at or below it is clear.
        package var alpha = 0.05
        /// Of each tier.
        package var minimumCreators = 10
        /// Of each tier; on a typical rate its creators are counted instead.
        package var minimumEffectiveCreators = 5.0
        /// Of each tier; asked of money only.
        package var minimumCreatorsWithSales = 10
        /// Share of each tier's weight that must lie in strata with both tiers.
        package var minimumCoverage = 0.5
        /// Creators of each tier that must have a row in such strata.
        package var minimumCreatorsInOverlap = 10

        /// The limits that Methods state.
        package init() {}
    }

    /// One tier's size.
    package struct Tier: Sendable {
        /// Creators with a unit that counts.
        package let creators: Int
        /// `G_eff`; for a typical rate the number of creators.
        package let effectiveCreators: Double
        /// Creators with `gross > 0`; `nil` when the question is not about money.
        package let creatorsWithSales: Int?

        /// Leave `creatorsWithSales` out where the question is not about money.
        package init(creators: Int, effectiveCreators: Double, creatorsWithSales: Int? = nil) {
            self.creators = creators
            self.effectiveCreators = effectiveCreators
            self.creatorsWithSales = creatorsWithSales
        }
    }

    /// One analysis of the question.
    package struct Analysis: Sendable {
        /// A relative to B: a logarithm of a ratio, or ROAS points.
        package let estimate: Double
        /// Two-sided, not adjusted for other questions.
        package let p: Double?
        /// On the scale of the estimate, at the configured confidence.
        package let interval: ConfidenceInterval?
        /// What holds at all looks together; `nil` where the interval is.
        package let alwaysValid: AlwaysValid?

        /// `alwaysValid` is needed only where somebody looks repeatedly.
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
        /// Raw unless a level of strata was adequate and has an interval and p.
        case raw, adjusted
    }

    /// A and B as in the estimate's sign.
    package let tierA: Tier
    package let tierB: Tier
    /// With the p and interval that count for `looks`.
    package let raw: Analysis?
    /// What the pipeline demands of a verdict.
    package let limits: Limits
    /// `± margin` that does not matter, on the scale of the estimate (Methods 27); `nil` where none is asked.
    package let relevant: Double?
    /// Whether a covariate that the basis does not hold fixed separates the tiers (Methods 11.4).
    package let isSeparated: Bool
    /// The adjusted analysis, kept only if its overlap is adequate and its interval and p exist.
    private let usableAdjusted: Analysis?

    /// `overlap` is that of `adjusted`, of which nothing is used where it is not adequate.
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

    /// All that stand against a verdict, in the order of `Obstacle`; empty where one can be given.
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
