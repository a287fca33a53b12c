internal import Findings

/// Tables of verdicts and of what they rest on: headline questions, other boundaries, like for like, no tiers at all.
extension ReportTables {
    /// - Parameter index: the findings that sentences are made of.
    static func claims(_ index: FindingsIndex) -> TableDefinition<ClaimRow> {
        let words = ClaimWords(index)
        let changes = ClaimChanges(index)
        let list = ClaimName.allCases.map { "`\($0)` (\($0.number)): \($0.text.statement)" }.joined(separator: "; ")
        return TableDefinition(
            file: "claims.csv",
            about: "The ten claims of the essay, a question to the files per row; the first row of a claim is its answer.",
            columns: [
                TableColumn("claim", "name", "\(list).") { .text($0.claim) },
                TableColumn("number", "name", "The claim as the essay counts, `S0` to `S9`.") { .text($0.claim.number) },
                TableColumn("sentence", "text", "The answer in words, with number, interval and n.") {
                    .text(words.text($0))
                },
                TableColumn("question", "name", "What was asked; several questions may belong to a claim.") {
                    .text($0.question)
                },
                TableColumn(
                    "verdict", "name",
                    "`SUPPORTED`, `CONTRADICTED` (the other tier), `UNCLEAR`, `NOT TESTABLE`, or `COUNTED` where nothing is asked."
                ) { .text($0.verdict.rawValue) },
                TableColumn("metric", "name", "Metric or measure of the estimate.") { .text($0.metric) },
                TableColumn(
                    "estimate", "as metric",
                    "The ratio of A to B (or of ten times the followers to now), a difference, a slope per month, a probability or a correlation: the number that the sentence says, shares as fractions."
                ) { .number($0.estimate) },
                TableColumn("ci_low", "as estimate", "Lower limit of the interval.") { .number($0.low) },
                TableColumn("ci_high", "as estimate", "Upper limit of the interval.") { .number($0.high) },
                TableColumn("creators_a", "creators", "Creators of A.") { .whole($0.creatorsA) },
                TableColumn("creators_b", "creators", "Creators of B.") { .whole($0.creatorsB) },
                TableColumn("missing", "names", "Columns, pipeline keys and reasons for which it could not be tested.") {
                    .list($0.missing)
                },
                TableColumn("notes", "names", "What to know when reading the row.") { .list($0.notes) },
                TableColumn("what_would_change_it", "text", "What to add, or what the answer hangs on.") {
                    .text(changes.all($0).map(\.line).joined(separator: " "))
                },
            ])
    }

    static let headlines = TableDefinition<HeadlineRow>(
        file: "headlines.csv", about: "One headline question per row: its verdict, and everything that led to it.",
        columns: [
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn("statistic", "name", "`typical` or `pooled`.") { .text($0.statistic) },
            TableColumn("a", "name", "Tier A.") { .text($0.a) },
            TableColumn("b", "name", "Tier B.") { .text($0.b) },
            TableColumn("verdict", "text", "The tier that is higher, `no clear difference` or `not enough data`.") {
                .text($0.verdict.description)
            },
            TableColumn("reasons", "names", "Why there is not enough data, all reasons.") { .list($0.reasons) },
            TableColumn("basis", "name", "What the verdict rests on: `adjusted` or `raw`.") { .text($0.basis) },
            TableColumn("simpson", "name", "What the mix of posts or deals does to the difference.") {
                .text($0.simpson)
            },
            TableColumn("p", "probability", "Two-sided p of the analysis that the verdict rests on.") { .number($0.p) },
            TableColumn("p_adjusted", "probability", "The same after Holm over the headline questions.") {
                .number($0.pAdjusted)
            },
            TableColumn("rung", "names", "What made a stratum of the like-for-like comparison, joined by `+`.") {
                .optional($0.rung)
            },
            TableColumn(
                "stability", "fraction", "Share of the boundaries and schemes tried, the pipeline's own among them, that have its screening verdict."
            ) { .number($0.stability) },
            TableColumn("creators_with_sales_a", "creators", "Creators of A with positive net revenue; money only.") {
                whole($0.creatorsWithSalesA)
            },
            TableColumn("creators_with_sales_b", "creators", "Creators of B with positive net revenue; money only.") {
                whole($0.creatorsWithSalesB)
            },
            TableColumn("notes", "names", "What to know when reading the row.") { .list($0.notes) },
        ])

    static let sensitivity = TableDefinition<SensitivityRow>(
        file: "sensitivity.csv",
        about: "The raw headline contrast with another boundary between the two tiers, or under another published scheme.",
        columns: [
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn("statistic", "name", "`typical` or `pooled`.") { .text($0.statistic) },
            TableColumn("kind", "name", "`boundary` or `scheme`.") { .text($0.kind) },
            TableColumn("name", "name", "The scheme; empty for a boundary.") { .text($0.name) },
            TableColumn("boundary", "followers", "Where A ends and B begins; empty for a scheme.") {
                $0.boundary.map { .whole($0) } ?? .empty
            },
            TableColumn("configured", "0 or 1", "1 for the boundary of the pipeline.") { .flag($0.isConfigured) },
            TableColumn("scale", "name", "`log`: estimate is the logarithm of A over B; `linear`: A minus B.") {
                .text($0.scale)
            },
            TableColumn("estimate", "as scale", "The contrast.") { .number($0.estimate) },
            TableColumn("ci_low", "as scale", "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", "as scale", "Upper limit of the interval.") { .number($0.high) },
            TableColumn("p", "probability", "Two-sided p, not adjusted.") { .number($0.p) },
            TableColumn("verdict", "text", "Screening verdict, from the unadjusted p.") { .text($0.verdict.description) },
            TableColumn("creators_a", "creators", "Creators of A.") { .whole($0.creatorsA) },
            TableColumn("creators_b", "creators", "Creators of B.") { .whole($0.creatorsB) },
        ])

    static let ladder = TableDefinition<LadderRow>(
        file: "ladder.csv",
        about:
            "The ways to form strata that were looked at for the like-for-like comparison, finest first; the first adequate one is used.",
        columns: [
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn("rung", "names", "What makes a stratum, joined by `+`.") { .text($0.rung) },
            TableColumn("coverage_a", "fraction", "Share of A's weight in strata that hold both tiers.") {
                .number($0.coverageA)
            },
            TableColumn("coverage_b", "fraction", "Share of B's weight in strata that hold both tiers.") {
                .number($0.coverageB)
            },
            TableColumn("creators_a", "creators", "Creators of A in such strata.") { .whole($0.creatorsA) },
            TableColumn("creators_b", "creators", "Creators of B in such strata.") { .whole($0.creatorsB) },
            TableColumn("strata", "strata", "Strata that hold both tiers.") { .whole($0.strata) },
            TableColumn("adequate", "0 or 1", "1 where both shares and both numbers of creators suffice.") {
                .flag($0.isAdequate)
            },
        ])

    static let elasticity = TableDefinition<ElasticityRow>(
        file: "elasticity.csv", about: "How the rate goes with followers over all tiers, within strata.",
        columns: [
            TableColumn("metric", "name", "Metric; formulas stand in the report.") { .text($0.metric) },
            TableColumn("slope", "log per log", "Change of the log rate per unit of log followers (β).") {
                .number($0.slope)
            },
            TableColumn("se_cr1", "log per log", "Standard error CR1, for comparison with other tools.") {
                .number($0.standardErrorCR1)
            },
            TableColumn("se", "log per log", "Standard error used: the jackknife over creators (CR3).") {
                .number($0.standardError)
            },
            TableColumn("df", "number", "Degrees of freedom.") { .number($0.degreesOfFreedom) },
            TableColumn("p", "probability", "Two-sided p of a slope of 0.") { .number($0.p) },
            TableColumn("ci_low", "log per log", "Lower limit of the slope.") { .number($0.low) },
            TableColumn("ci_high", "log per log", "Upper limit of the slope.") { .number($0.high) },
            TableColumn("per_tenfold", "fraction", "Change of the rate for ten times the followers, 10^β − 1.") {
                .number($0.perTenfold)
            },
            TableColumn("per_tenfold_low", "fraction", "Lower limit of that change.") { .number($0.perTenfoldLow) },
            TableColumn("per_tenfold_high", "fraction", "Upper limit of that change.") { .number($0.perTenfoldHigh) },
            TableColumn("creators", "creators", "Creators.") { .whole($0.creators) },
            TableColumn("rows", "rows", "Creators in strata: the rows of the regression.") { .whole($0.rows) },
            TableColumn("strata", "strata", "Strata: platform, niche, post type, sponsored or not.") {
                .whole($0.strata)
            },
        ])

    private static func whole(_ value: Int?) -> TableValue { value.map { .whole($0) } ?? .empty }
}
