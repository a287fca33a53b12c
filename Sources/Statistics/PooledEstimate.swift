import RealModule

/// The pooled rate of one tier, `θ = ΣY/ΣX`, with its cluster-robust interval over creators (Methods 6.1, 6.5 and 7).
///
/// With `h_c = X_c/ΣX`, `S2 = Σh²`, `e_c = (Y_c − θX_c)/ΣX`, `k_c = 1 − 2h_c + S2` and `u_c = e_c/√k_c`:
/// `V_CR1 = G/(G−1)·Σe²` (the clustered delta method), `V_CR2 = Σu²` (Bell and McCaffrey, the one used) and
/// `V_CR3 = (G−1)/G·Σ(e/(1−h))²` (the creator jackknife); Satterthwaite's degrees of freedom in `[1, G − 1]`.
package struct PooledEstimate: Sendable, Equatable {
    /// `θ`, in units of numerator per unit of denominator; a fraction for rates, money per money for ROAS.
    package let value: Double
    /// `ΣY`
    package let numerator: Double
    /// `ΣX > 0`
    package let denominator: Double
    /// `G`
    package let creators: Int
    /// Posts or deals.
    package let units: Int
    /// Creators with `Y_c = 0`.
    package let zeroCreators: Int
    /// `G_eff = (ΣX)²/ΣX² = 1/S2`
    package let effectiveCreators: Double
    /// The greatest `h_c`; above 0.25 the tier is *dominated* (Methods 12.5).
    package let largestShare: Double
    /// `nil` for one creator, or where one creator has the whole denominator.
    package let varianceCR1: Double?
    package let varianceCR2: Double?
    package let varianceCR3: Double?
    /// `ν` of `V_CR2`; `nil` with it.
    package let degreesOfFreedom: Double?
    /// The interval of section 7 at the confidence asked for: on the log scale if `θ > 0`, else linear.
    package let interval: ConfidenceInterval?

    /// `nil` when the sample is empty or its denominators sum to 0.
    package init?(_ sample: TierSample, confidence: Double = 0.95) {
        guard let fit = PooledFit(sample) else { return nil }
        self.init(fit, confidence: confidence)
    }

    init(_ fit: PooledFit, confidence: Double) {
        value = fit.value
        numerator = fit.numerator
        denominator = fit.denominator
        creators = fit.creators
        units = fit.units
        zeroCreators = fit.zeroCreators
        effectiveCreators = 1 / fit.sumOfSquaredShares
        largestShare = fit.largestShare
        varianceCR1 = fit.variances?.cr1
        varianceCR2 = fit.variances?.cr2
        varianceCR3 = fit.variances?.cr3
        degreesOfFreedom = fit.variances?.degreesOfFreedom
        interval = fit.interval(confidence: confidence)
    }

    /// `√V` of each variance, in units of the rate; `nil` with it.
    package var standardErrorCR1: Double? { varianceCR1?.squareRoot() }
    package var standardErrorCR2: Double? { varianceCR2?.squareRoot() }
    package var standardErrorCR3: Double? { varianceCR3?.squareRoot() }

    /// `θ ± t·√V_CR2`, linear whatever the sign of `θ` (Methods 12.1); `nil` if the variance is `nil` or 0.
    package func linearInterval(confidence: Double = 0.95) -> ConfidenceInterval? {
        PooledFit.halfWidth(variance: varianceCR2, degreesOfFreedom: degreesOfFreedom, confidence: confidence)
            .flatMap { ConfidenceInterval(centre: value, halfWidth: $0) }
    }
}
