/// A comparison within strata that is lent all creators twice, in the same order (Methods 11): there are too many to hold. Of each
/// `begin`, a pass, `beginSecondPass` and the other pass come `result`.
package struct AdjustedComparison: Sendable {
    private let estimator: AdjustedContrast.Estimator
    private let confidence: Double
    private var rates: StratifiedRates.Passes

    /// Of no creators until `begin`; `confidence` is the level of the interval, `1 − α`.
    package init(_ estimator: AdjustedContrast.Estimator, confidence: Double) {
        self.estimator = estimator
        self.confidence = confidence
        rates = StratifiedRates.Passes(stratumCount: 0, form: estimator == .mantelHaenszelLog ? .logarithmOfRatio : .difference)
    }

    /// As what creators are lent.
    package var weighting: WeightedCreator.Weighting { estimator.weighting }

    /// Begins anew.
    ///
    /// - Parameter strata: more than every stratum number.
    package mutating func begin(strata: Int) { rates = StratifiedRates.Passes(stratumCount: strata, form: rates.form) }

    /// Takes a creator.
    package mutating func add(_ creator: borrowing WeightedCreator) { rates.add(creator) }

    /// Ends the pass that sums strata; the next one leaves out one creator after the other.
    package mutating func beginSecondPass() { rates.beginSecond() }

    /// What the choice of a level asks (11.4), coverage by the rows' weights, `w` or `X`; and the contrast, `nil` without an overlapping
    /// stratum, or when a deletion leaves none.
    package var result: (overlap: StratumOverlap, contrast: AdjustedContrast?) {
        let rates = rates.rates
        let contrast =
            switch estimator {
            case .typicalPost: AdjustedContrast(rates, scale: .log, confidence: confidence, standardError: PostLog.standardError)
            case .mantelHaenszelLog: AdjustedContrast(rates, scale: .log, confidence: confidence)
            case .moneyEnvelope: AdjustedContrast(rates, scale: .linear, confidence: confidence, isEnvelope: true)
            }
        return (rates.overlap, contrast)
    }
}
