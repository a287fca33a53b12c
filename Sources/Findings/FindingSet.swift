/// What `aggregate` concludes and `report` shows. One value, one serialised form (`findings.json`), nothing computed later.
///
/// Rows stand in canonical order (Methods 1.5); absent numbers are nil and serialise as `null`; doubles have 12
/// significant digits (`Double.published`).
package struct FindingSet: Codable, Sendable, Equatable {
    /// Version of this serialised form.
    package static let currentVersion = 5
    /// Another one is not read: the findings are made anew from the facts.
    package var version = currentVersion
    /// What was asked; every row below answers it.
    package var definition: Definition
    /// The definition's tiers on a logarithmic axis, in its order.
    package var tierPositions: [TierPosition] = []
    /// One row per tier, then one for what is in none.
    package var census: [CensusRow] = []
    package var followersSources: [FollowersSourceRow] = []
    /// `tables/estimates.csv`: single statistics of single tiers (Methods 6, 7).
    package var estimates: [Estimate] = []
    /// `tables/comparisons.csv`: contrasts of two tiers (Methods 9 to 11).
    package var comparisons: [Comparison] = []
    /// What is left out of which number, and why.
    package var exclusions: [ExclusionRow] = []
    /// One row per tier; `tables/money.csv`.
    package var money: [MoneyRow] = []
    /// A row per tier, the asked pair's difference, and the whole programme.
    package var payoff: [PayoffRow] = []
    /// How orders were credited: four rows, each order in one of them (Methods 4.3).
    package var attribution: [AttributionRow] = []
    /// What codes alone and links alone say; an order may be in several.
    package var attributionWitnesses: [AttributionRow] = []
    /// By bin, ascending; bins without a creator are left out.
    package var bins: [BinRow] = []
    /// In the order of Methods 22.
    package var claims: [ClaimRow] = []
    /// One per headline question, with its verdict.
    package var headlines: [HeadlineRow] = []
    /// Headlines under other bounds of the tiers, the configured ones among them (Methods 12.2).
    package var sensitivity: [SensitivityRow] = []
    /// Every level that was looked at, also those that were not adequate.
    package var ladder: [AdjustmentLevelRow] = []
    /// What the tiers differ in beside followers (Methods 11.4).
    package var balance: [BalanceRow] = []
    /// The headlines' answers in other views (Methods 24, 25).
    package var robustness: [RobustnessRow] = []
    /// What the tiers lack of the headlines' units (Methods 28).
    package var missing: [MissingRow] = []
    /// Returns after equally many days, and of new customers alone (Methods 25.3).
    package var windows: [WindowRow] = []
    /// How the rate goes with followers, over all tiers (Methods 11.3).
    package var elasticity: [ElasticityRow] = []
    /// Without tiers (Methods 12.1).
    package var curve: [CurveRow] = []
    /// Shares of spend, posts and engagement over the months (Methods 13).
    package var trend: [TrendRow] = []
    /// The months that the trends are made of.
    package var trendMonths: [TrendMonthRow] = []
    /// By budget and share; empty where the pipeline names no budget.
    package var budget: [BudgetRow] = []
    /// Creators that have a row in `tables/creators.csv`. The rows go there without being held here.
    package var creatorCount = 0
    /// For charts, which name nobody.
    package var creatorClouds: [CreatorCloud] = []
    /// How many creators of a tier carry which flag (Methods 15).
    package var flags: [FlagRow] = []
    /// Engagement by how posts were made (Methods 22, S8).
    package var style: [StyleRow] = []
    /// Properties of creators against what they returned (Methods 22, S7 and S9).
    package var associations: [AssociationRow] = []
    /// By kind, then key.
    package var unmatched: [UnmatchedRow] = []
    /// Those that normalize resolved, by entity.
    package var duplicates: [DuplicateRow] = []
    /// What a reader must know; no number depends on it.
    package var notices: [Notice] = []
    /// What of the facts and of the rows before them no number counts; what was lost in files stands in their summaries.
    package var losses: [Loss] = []

    /// Without rows; whoever computes them fills them in.
    package init(definition: Definition) { self.definition = definition }
}
