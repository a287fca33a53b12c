/// Where a tier begins and ends on a logarithmic axis of followers: log₁₀ of the bounds of its `TierBand`.
package struct TierPosition: Codable, Sendable, Equatable {
    package var tier: String
    /// nil where the tier begins at no followers.
    package var from: Double?
    /// nil without an upper limit.
    package var to: Double?

    package init(tier: String, from: Double?, to: Double?) {
        self.tier = tier
        self.from = from
        self.to = to
    }
}
