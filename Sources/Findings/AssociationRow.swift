package import SocialData

/// Rank correlation of a creator's property with what the creator returned (Methods 22, S7 and S9).
package struct AssociationRow: Codable, Sendable, Equatable {
    /// `audience_overlap` or `brand_alignment`.
    package var property: MetricName
    /// `roas`.
    package var outcome: MetricName
    /// Creators for whom both are known.
    package var creators: Int
    /// Spearman, nil without spread.
    package var rho: Double?
    /// By permutation of creators.
    package var p: Double?

    package init(property: MetricName, outcome: MetricName, creators: Int, rho: Double?, p: Double?) {
        self.property = property
        self.outcome = outcome
        self.creators = creators
        self.rho = rho
        self.p = p
    }
}
