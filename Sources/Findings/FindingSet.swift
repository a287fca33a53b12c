/// What `aggregate` concludes and `report` shows. One value, one serialised form (`findings.json`), nothing computed later.
///
/// Rows stand in canonical order (Methods 1.5); absent numbers are nil and serialise as `null`; doubles have 12
/// significant digits (`Double.published`).
package struct FindingSet: Codable, Sendable, Equatable {
    /// Version of this serialised form.
    package static let currentVersion = 5
    package var version = currentVersion
    package var definition: Definition
    /// The definition's tiers on a logarithmic axis, in its order.
    package var tierPositions: [TierPosition] = []
    package var census: [CensusRow] = []
    package var followersSources: [FollowersSourceRow] = []
    package var estimates: [Estimate] = []
    package var comparisons: [Comparison] = []
    package var exclusions: [ExclusionRow] = []
    package var money: [MoneyRow] = []
    package var payoff: [PayoffRow] = []
    package var attribution: [AttributionRow] = []
    package var attributionWitnesses: [AttributionRow] = []
    package var bins: [BinRow] = []
    package var claims: [ClaimRow] = []
    package var headlines: [HeadlineRow] = []
    package var sensitivity: [SensitivityRow] = []
    package var ladder: [AdjustmentLevelRow] = []
    package var balance: [BalanceRow] = []
    package var robustness: [RobustnessRow] = []
    package var missing: [MissingRow] = []
    package var windows: [WindowRow] = []
    package var elasticity: [ElasticityRow] = []
    package var curve: [CurveRow] = []
    package var trend: [TrendRow] = []
    package var trendMonths: [TrendMonthRow] = []
    package var budget: [BudgetRow] = []
    /// Creators that have a row in `tables/creators.csv`. The rows go there without being held here.
    package var creatorCount = 0
    package var creatorClouds: [CreatorCloud] = []
    package var flags: [FlagRow] = []
    package var style: [StyleRow] = []
    package var associations: [AssociationRow] = []
    package var unmatched: [UnmatchedRow] = []
    package var duplicates: [DuplicateRow] = []
    package var notices: [Notice] = []
    /// What of the facts and of the rows before them no number counts; what was lost in files stands in their summaries.
    package var losses: [Loss] = []

    package init(definition: Definition) { self.definition = definition }
}
