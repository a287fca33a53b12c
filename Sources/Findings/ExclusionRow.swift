package import SocialData

/// Rows left out of something, counted: reason × tier × metric (Methods 2, 4.1, 4.2).
package struct ExclusionRow: Codable, Sendable, Equatable {
    /// `posts`, `deals` or `orders`.
    package var unit: CountedUnit
    /// Name of the tier, `unknown`, or empty for orders, which have none.
    package var tier: String
    /// The metric a row is missing from; empty where the row is used by none.
    package var metric: MetricName
    /// The first that applies, in the order of Methods 2, 4.1 and 4.2.
    package var reason: ExclusionReason
    /// How many of `unit`.
    package var rows: Int

    package init(unit: CountedUnit, tier: String, metric: MetricName, reason: ExclusionReason, rows: Int) {
        self.unit = unit
        self.tier = tier
        self.metric = metric
        self.reason = reason
        self.rows = rows
    }
}
