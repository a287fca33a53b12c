internal import Findings

/// `claims.csv`: the ten claims of the essay, with the sentences that answer them.
struct ClaimsTable: ReportTable {
    let file = "claims.csv"
    let about = "The ten claims of the essay, a question to the files per row; the first row of a claim is its answer."
    let columns: [TableColumn<ClaimRow>]
    let rows: [ClaimRow]

    init(_ source: TableSource) {
        rows = source.findings.claims
        columns = Self.columns(FindingsIndex(source.findings))
    }

    /// - Parameter index: the findings that sentences are made of.
    private static func columns(_ index: FindingsIndex) -> [TableColumn<ClaimRow>] {
        let words = ClaimWords(index)
        let changes = ClaimChanges(index)
        let list = ClaimName.allCases.map { "`\($0)` (\($0.number)): \($0.text.statement)" }.joined(separator: "; ")
        return [
            TableColumn("claim", .name, "\(list).") { .text($0.claim) },
            TableColumn("number", .name, "The claim as the essay counts, `S0` to `S9`.") { .text($0.claim.number) },
            TableColumn("sentence", .text, "The answer in words, with number, interval and n.") {
                .text(words.text($0))
            },
            TableColumn("question", .name, "What was asked; several questions may belong to a claim.") {
                .text($0.question)
            },
            TableColumn(
                "verdict", .name,
                "`SUPPORTED`, `CONTRADICTED` (the other tier), `UNCLEAR`, `NOT TESTABLE`, or `COUNTED` where nothing is asked."
            ) { .text($0.verdict.rawValue) },
            TableColumn("metric", .name, "Metric or measure of the estimate.") { .text($0.metric) },
            TableColumn(
                "estimate", .measured(in: "unit"),
                "The ratio of A to B (or of ten times the followers to now), a difference, a slope per month, a probability or a correlation: the number that the sentence says, shares as fractions."
            ) { .number($0.estimate) },
            TableColumn("ci_low", .measured(in: "unit"), "Lower limit of the interval.") { .number($0.low) },
            TableColumn("ci_high", .measured(in: "unit"), "Upper limit of the interval.") { .number($0.high) },
            TableColumn("creators_a", .whole(.creators), "Creators of A.") { .whole($0.creatorsA) },
            TableColumn("creators_b", .whole(.creators), "Creators of B.") { .whole($0.creatorsB) },
            TableColumn("missing", .names, "Columns, pipeline keys and reasons for which it could not be tested.") {
                .list($0.missing)
            },
            TableColumn("notes", .names, "What to know when reading the row.") { .list($0.notes) },
            TableColumn("what_would_change_it", .text, "What to add, or what the answer hangs on.") {
                .text(changes.all($0).map(\.line).joined(separator: " "))
            },
            TableColumn(
                "unit", .name, "Of `estimate` and its limits: `ratio`, `fraction`, `fraction per month`, `probability` or `correlation`; empty without an estimate."
            ) { unit($0) },
        ]
    }

    /// In a claim a difference of logarithms is said as the ratio that it is.
    private static func unit(_ row: ClaimRow) -> TableValue {
        guard row.estimate != nil else { return .empty }
        let unit: TableUnit =
            switch row.scale {
            case .log, .tenfold, .none: .ratio
            case .linear: .fraction
            case .cliffsDelta, .probability: .probability
            case .slope: .fractionPerMonth
            case .correlation: .correlation
            }
        return .text(unit.text)
    }
}
