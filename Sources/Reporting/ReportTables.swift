internal import Findings

/// The tables that the findings fill (METHODS.md 23), each with the one list of its columns.
enum ReportTables {
    /// All tables in the order of `tables/README.md`. Only `quality` depends on how the inputs were cut into files.
    static func all(_ findings: FindingSet, inputs: [InputSummary]) -> [Table] {
        let exclusions = DealExclusions(findings)
        return [
            estimates.table(findings.estimates),
            comparisons.table(findings.comparisons),
            bins.table(findings.bins),
            census.table(findings.census),
            followersSources.table(findings.followersSources),
            money(exclusions).table(findings.money),
            attribution.table(findings.attribution),
            unmatched.table(findings.unmatched),
            exclusionRows.table(findings.exclusions),
            duplicates.table(findings.duplicates),
            quality.table(inputs),
        ]
    }

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
            TableColumn("analysis", "name", "`raw`, or another way to the same contrast, as `mover`.") {
                .text($0.analysis)
            },
            TableColumn("scale", "name", "`log`: estimate is the logarithm of A over B; `linear`: A minus B.") {
                .text($0.scale)
            },
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
            TableColumn("mde", "as scale", "Smallest effect that the data could have shown with 80 % power.") {
                .number($0.minimumDetectableEffect)
            },
            TableColumn("creators_a", "creators", "Creators of A.") { .whole($0.creatorsA) },
            TableColumn("creators_b", "creators", "Creators of B.") { .whole($0.creatorsB) },
            TableColumn("effective_a", "creators", "Effective number of creators of A.") { .number($0.effectiveA) },
            TableColumn("effective_b", "creators", "Effective number of creators of B.") { .number($0.effectiveB) },
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

    static let census = TableDefinition<CensusRow>(
        file: "census.csv", about: "Who is there: one row per tier, and one for what is in no tier (`unknown`).",
        columns: [
            TableColumn("tier", "name", "Tier, or `unknown`.") { .text($0.tier) },
            TableColumn("creators", "creators", "Creators with a post or deal in the tier.") { .whole($0.creators) },
            TableColumn("posts", "posts", "Posts.") { .whole($0.posts) },
            TableColumn("deals", "deals", "Deals.") { .whole($0.deals) },
            TableColumn("crossing_creators", "creators", "Creators that also appear in another tier.") {
                .whole($0.crossingCreators)
            },
        ])

    static let followersSources = TableDefinition<FollowersSourceRow>(
        file: "followers_sources.csv", about: "Where the followers that place posts and deals in a tier come from.",
        columns: [
            TableColumn("unit", "name", "`posts` or `deals`.") { .text($0.unit) },
            TableColumn("tier", "name", "Tier, or `unknown`.") { .text($0.tier) },
            TableColumn(
                "source", "name",
                "`post`, `snapshot_before`, `snapshot_after`, `profile` (places a post in a tier, is never divided by), `unknown`."
            ) { .text($0.source) },
            TableColumn("rows", "posts or deals", "How many.") { .whole($0.rows) },
        ])

    static let attribution = TableDefinition<AttributionRow>(
        file: "attribution.csv", about: "How orders were credited to deals.",
        columns: [
            TableColumn(
                "attribution", "name",
                "`promo_code`, `utm` (link), `ambiguous_code` (valid for two creators, credited to nobody), `unattributed`."
            ) { .text($0.attribution) },
            TableColumn("orders", "orders", "Orders.") { .whole($0.orders) },
            TableColumn("gross", "money", "Revenue before refunds.") { .money($0.gross) },
            TableColumn("refund", "money", "Refunds.") { .money($0.refund) },
            TableColumn(
                "without_money", "orders", "Orders that bring no money: cancelled, voided, failed, or without a rate."
            ) {
                .whole($0.withoutMoney)
            },
        ])

    static let unmatched = TableDefinition<UnmatchedRow>(
        file: "unmatched.csv",
        about: "What found no partner in the other files: the first place to look when a return is surprising.",
        columns: [
            TableColumn("kind", "name", "What is missing its partner.") { .text($0.kind) },
            TableColumn("key", "text", "The handle, code or id as it stands in the files.") { .text($0.key) },
            TableColumn("rows", "rows", "Rows concerned.") { .whole($0.rows) },
            TableColumn("money", "money", "Money concerned.") { .money($0.money) },
            TableColumn("sources", "text", "Where it appears.") { .text($0.sources) },
        ])

    static let exclusionRows = TableDefinition<ExclusionRow>(
        file: "exclusions.csv", about: "Rows left out of something, counted by reason, tier and metric.",
        columns: [
            TableColumn("unit", "name", "`posts`, `deals` or `orders`.") { .text($0.unit) },
            TableColumn("tier", "name", "Tier, or `unknown`.") { .text($0.tier) },
            TableColumn("metric", "name", "The metric the rows are missing from; empty where none uses them.") {
                .text($0.metric)
            },
            TableColumn("reason", "name", "The first reason that applies.") { .text($0.reason) },
            TableColumn("rows", "rows", "How many.") { .whole($0.rows) },
        ])

    static let duplicates = TableDefinition<DuplicateRow>(
        file: "duplicates.csv", about: "Rows of the same thing, of which one was kept.",
        columns: [
            TableColumn("entity", "name", "What the rows are about.") { .text($0.entity) },
            TableColumn("dropped", "rows", "Rows dropped in favour of another of the same identity.") {
                .whole($0.dropped)
            },
            TableColumn("conflicts", "identities", "Identities whose rows differ in more than the time of export.") {
                .whole($0.conflicts)
            },
            TableColumn(
                "examples", "text", "The first conflicting identities; none for orders, whose numbers are personal."
            ) {
                .list(shownExamples($0))
            },
        ])

    static let quality = TableDefinition<InputSummary>(
        file: "quality.csv",
        about: "One row per input file. The only table that changes when the same rows come in other files.",
        columns: [
            TableColumn("name", "text", "File name without its folder.") { .text($0.name) },
            TableColumn("sha256", "hexadecimal", "Hash of the file's content.") { .text($0.sha256) },
            TableColumn("bytes", "bytes", "Size of the file.") { .whole($0.bytes) },
            TableColumn("format", "name", "Export format; empty where the file was refused before one was found.") {
                .text($0.format)
            },
            TableColumn("entities", "names", "What its rows feed.") { .list($0.entities) },
            TableColumn("dialect", "text", "Encoding, delimiter, quote, preamble and header as read.") {
                .text($0.dialect)
            },
            TableColumn("rows", "rows", "Candidate rows: accepted + quarantined + skipped.") { .whole($0.rows) },
            TableColumn("accepted", "rows", "Rows used.") { .whole($0.accepted) },
            TableColumn("quarantined", "rows", "Rows set aside as unreadable or without an identity.") {
                .whole($0.quarantined)
            },
            TableColumn("skipped", "rows", "Rows that the format says are not rows, such as totals.") {
                .whole($0.skipped)
            },
            TableColumn("quarantined_cells", "cells", "Values set aside while their row stayed.") {
                .whole($0.quarantinedCells)
            },
            TableColumn("skip_reasons", "text", "Why rows were skipped.") { .list($0.skipReasons) },
            TableColumn("refused", "text", "Why the file was refused as a whole; empty where it was not.") {
                .optional($0.refused)
            },
            TableColumn("notes", "text", "What was noted while reading.") { .list($0.notes) },
        ])

    /// Order numbers lead to customers, so a report does not show them (DESIGN.md 10).
    static func shownExamples(_ row: DuplicateRow) -> [String] { row.entity == "orders" ? [] : row.examples }

    /// A total in the unit of its metric. Totals of a metric nobody described are whole numbers as they were added.
    private static func total(_ total: ExactTotal, of metric: String, _ isMoney: KeyPath<Metric, Bool>) -> TableValue {
        MetricCatalogue.metric(metric)?[keyPath: isMoney] == true ? .money(total) : .whole(total.value)
    }
}
