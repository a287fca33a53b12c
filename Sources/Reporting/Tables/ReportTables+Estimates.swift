internal import Findings
internal import SocialData

/// Tables of estimates and contrasts: with tiers, and over followers without any cut.
extension ReportTables {
    static let estimates = TableDefinition<Estimate>(
        file: "estimates.csv", about: "One statistic of one metric of one tier of one segment per row.",
        columns: [
            TableColumn("scheme", "name", "Tier scheme.") { .text($0.scheme) },
            TableColumn("segment", "name", "`all`, or `platform=instagram`, several parts joined by `;`.") {
                .text($0.segment)
            },
            TableColumn("tier", "name", "Tier of the scheme.") { .text($0.tier) },
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn(
                "statistic", "name",
                "`pooled` (total over total), `typical` (geometric mean of creators), `creator_mean`, `post_mean`, `creator_median`, or a quantile of creators, `p10` to `p90`."
            ) { .text($0.statistic) },
            TableColumn("value", "fraction, or money per unit", "The estimate.") { .number($0.value) },
            TableColumn("ci_low", "as value", "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", "as value", "Upper limit of the interval.") { .number($0.high) },
            TableColumn("interval", "name", "`cr2`, `t` or `order`; empty without an interval.") {
                .optional($0.interval)
            },
            TableColumn("df", "number", "Degrees of freedom of the interval.") { .number($0.degreesOfFreedom) },
            TableColumn("units", "posts or deals", "Posts used, or deals for money.") { .whole($0.units) },
            TableColumn("creators", "creators", "Creators with at least one unit.") { .whole($0.creators) },
            TableColumn(
                "effective_creators", "creators",
                "How many equally large creators would weigh the same; small where one creator dominates."
            ) { .number($0.effectiveCreators) },
            TableColumn("zero_creators", "creators", "Creators whose numerator is 0.") { .whole($0.zeroCreators) },
            TableColumn("numerator", "count, or money", "Exact total of the numerator.") {
                total($0.numerator, of: $0.metric, \.numeratorIsMoney)
            },
            TableColumn("denominator", "count, or money", "Exact total of the denominator.") {
                total($0.denominator, of: $0.metric, \.denominatorIsMoney)
            },
            TableColumn(
                "missing_share", "fraction",
                "Share of the tier's used units that lack the numerator or the denominator."
            ) {
                .number($0.missingShare)
            },
            TableColumn("notes", "names", "What to know when reading the row.") { .list($0.notes) },
        ])

    static let comparisons = TableDefinition<Comparison>(
        file: "comparisons.csv", about: "One contrast of two tiers, A relative to B, per row.",
        columns: [
            TableColumn("scheme", "name", "Tier scheme.") { .text($0.scheme) },
            TableColumn("segment", "name", "`all`, or `platform=instagram`, several parts joined by `;`.") {
                .text($0.segment)
            },
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn("statistic", "name", "`typical` or `pooled`.") { .text($0.statistic) },
            TableColumn("a", "name", "Tier A.") { .text($0.a) },
            TableColumn("b", "name", "Tier B.") { .text($0.b) },
            TableColumn(
                "analysis", "name",
                "`raw`, or another way to the same contrast: `adjusted` (like for like), `bootstrap`, `mover`, `hull` (the widest of them), `ranks`, `permutation`, `without_top_creator`."
            ) { .text($0.analysis) },
            TableColumn(
                "scale", "name",
                "`log`: estimate is the logarithm of A over B; `linear`: A minus B; `cliffs_delta`: how much more often a creator of A lies above one of B than below."
            ) { .text($0.scale) },
            TableColumn("estimate", "as scale", "The contrast.") { .number($0.estimate) },
            TableColumn("se", "as scale", "Standard error over creators of both tiers jointly.") {
                .number($0.standardError)
            },
            TableColumn("df", "number", "Degrees of freedom.") { .number($0.degreesOfFreedom) },
            TableColumn("ci_low", "as scale", "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", "as scale", "Upper limit of the interval.") { .number($0.high) },
            TableColumn("ratio", "ratio", "A over B, on the log scale.") { .number($0.ratio) },
            TableColumn("ratio_low", "ratio", "Lower limit of the ratio.") { .number($0.ratioLow) },
            TableColumn("ratio_high", "ratio", "Upper limit of the ratio.") { .number($0.ratioHigh) },
            TableColumn("p", "probability", "Two-sided p, not adjusted for the number of comparisons.") {
                .number($0.p)
            },
            TableColumn("p_adjusted", "probability", "p adjusted within its family (Holm, or Benjamini and Hochberg).") {
                .number($0.pAdjusted)
            },
            TableColumn("family", "name", "`primary`, `exploratory`, or empty: in no family.") { .text($0.family) },
            TableColumn("mde", "as scale", "Smallest effect that the data could have shown with 80 % power.") {
                .number($0.minimumDetectableEffect)
            },
            TableColumn("creators_a", "creators", "Creators of A.") { .whole($0.creatorsA) },
            TableColumn("creators_b", "creators", "Creators of B.") { .whole($0.creatorsB) },
            TableColumn("effective_a", "creators", "Effective number of creators of A.") { .number($0.effectiveA) },
            TableColumn("effective_b", "creators", "Effective number of creators of B.") { .number($0.effectiveB) },
            TableColumn("rung", "names", "What makes a stratum of a like-for-like row, joined by `+`.") {
                .optional($0.rung)
            },
            TableColumn("coverage_a", "fraction", "Share of A's weight in strata that hold both tiers.") {
                .number($0.coverageA)
            },
            TableColumn("coverage_b", "fraction", "Share of B's weight in strata that hold both tiers.") {
                .number($0.coverageB)
            },
            TableColumn("verdict", "text", "Verdict of a headline question, on its raw row.") {
                .optional($0.verdict?.description)
            },
            TableColumn("basis", "name", "What the verdict rests on: `adjusted` or `raw`.") { .optional($0.basis) },
            TableColumn("simpson", "name", "Raw against like for like: `none`, `reversal`, `explained_by_mix`, `masked_by_mix`, `sign_change` or `not_assessed`.") {
                .optional($0.simpson)
            },
            TableColumn("notes", "names", "What to know when reading the row.") { .list($0.notes) },
        ])

    static let bins = TableDefinition<BinRow>(
        file: "bins.csv", about: "Typical rate by followers, in quarter decades, without tiers.",
        columns: [
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn("followers_from", "followers", "Lower edge, included.") { .whole($0.from) },
            TableColumn("followers_to", "followers", "Upper edge, not included; empty: no upper edge.") {
                $0.to.map { .whole($0) } ?? .empty
            },
            TableColumn("posts", "posts", "Posts of the bin.") { .whole($0.posts) },
            TableColumn("creators", "creators", "Creators of the bin.") { .whole($0.creators) },
            TableColumn("value", "fraction", "Typical value of the bin's creators.") { .number($0.value) },
            TableColumn("ci_low", "fraction", "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", "fraction", "Upper limit of the interval.") { .number($0.high) },
        ])

    static let curve = TableDefinition<CurveRow>(
        file: "curve.csv", about: "A metric over followers without any cut, a smooth line at every quarter decade.",
        columns: [
            TableColumn("metric", "name", "`er_followers` or `roas`.") { .text($0.metric) },
            TableColumn("position", "log₁₀ of followers", "Where on the axis: 4 is 10 000 followers.") {
                .number($0.position)
            },
            TableColumn("creators", "creators", "Creators within half a decade.") { .whole($0.creators) },
            TableColumn("effective_creators", "creators", "The same, weighted by nearness; below 10 no value is given.") {
                .number($0.effectiveCreators)
            },
            TableColumn("value", "fraction, or ratio", "Typical rate, or net revenue over cost.") { .number($0.value) },
            TableColumn("ci_low", "as value", "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", "as value", "Upper limit of the interval.") { .number($0.high) },
        ])

    /// A total in the unit of its metric. Totals of a metric nobody described are whole numbers as they were added.
    private static func total(_ total: ExactTotal, of metric: MetricName, _ isMoney: KeyPath<MetricDefinition, Bool>) -> TableValue {
        MetricDefinition.of(metric)?[keyPath: isMoney] == true ? .money(total) : .whole(total.value)
    }
}
