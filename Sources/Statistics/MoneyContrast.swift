/// The money headline: the difference of two tiers' ROAS and the envelope of three intervals (Methods 9.3).
///
/// (i) CR2 with Satterthwaite's t, (ii) the bootstrap-t on the linear scale, (iii) MOVER where both tiers have it.
/// `p = max(p_CR2, p_boot, p_MOVER)`. ROI points are `m·δ`.
package struct MoneyContrast: Sendable, Equatable {
    /// (i)
    package let robust: Contrast
    /// (ii); `nil` where it was not computed, and then there is no interval.
    package let bootstrap: BootstrapResult?
    /// (iii); `nil` where a tier has no positive return.
    package let mover: ConfidenceInterval?
    /// The `α` at which (iii) touches 0; `nil` with (iii).
    package let moverP: Double?

    /// (iii) also speaks in `p`, so that p and interval agree at every level.
    package init(
        robust: Contrast, bootstrap: BootstrapResult?, mover: MoverDifference?, confidence: Double = 0.95
    ) {
        self.robust = robust
        self.bootstrap = bootstrap
        self.mover = mover?.interval(confidence: confidence)
        moverP = self.mover == nil ? nil : mover?.p
    }

    /// `θ_A − θ_B`, in ROAS points.
    package var estimate: Double { robust.estimate }

    /// `nil` if (i) or (ii) is.
    package var interval: ConfidenceInterval? {
        guard let first = robust.interval, let second = bootstrap?.interval else { return nil }
        let envelope = first.envelope(second)
        guard let mover else { return envelope }
        return envelope?.envelope(mover)
    }

    /// `nil` if (i) or (ii) is.
    package var p: Double? {
        guard let first = robust.p, let second = bootstrap?.p else { return nil }
        return max(first, second, moverP ?? 0)
    }
}
