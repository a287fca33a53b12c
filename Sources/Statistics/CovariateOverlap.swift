/// How alike two tiers are in one covariate, and whether it separates them (Methods 11.4, version 2): a matter of covariates only,
/// never of outcomes.
package enum CovariateOverlap {
    /// A covariate of which the tiers share less than this, and which the basis does not hold fixed, is separated: what it does cannot
    /// be told from what the tier does.
    package static let least = 0.5

    /// `Σ min(share_A, share_B)` over the levels, from 0 (nothing in common) to 1 (the same mix).
    ///
    /// `a` and `b` hold each tier's weight at every level, levels in canonical order; 0 if a tier has no weight.
    package static func share(_ a: [Double], _ b: [Double]) -> Double {
        precondition(a.count == b.count, "tiers have the same levels")
        let (totalA, totalB) = (a.compensatedSum(), b.compensatedSum())
        guard totalA > 0, totalB > 0 else { return 0 }
        return zip(a, b).map { min($0 / totalA, $1 / totalB) }.compensatedSum()
    }

    /// - Parameter isHeldFixed: whether the basis compares within levels of the covariate.
    package static func isSeparated(_ overlap: Double, isHeldFixed: Bool) -> Bool { !isHeldFixed && overlap < least }
}
