internal import Findings

/// The tables that the findings fill (Methods 23), each with the one list of its columns.
enum ReportTables {
    /// All tables in the order of `tables/README.md`. Only `quality` and `losses` depend on how the inputs were cut into files.
    static func all(_ findings: FindingSet, inputs: [InputSummary], losses: LossList) -> [Table] {
        entries(findings, inputs, losses).map { $0.table() }
    }

    /// The columns of all tables, without any findings.
    static let descriptions: [TableDescription] = {
        let nothing = FindingSet(
            definition: Definition(
                name: "", title: "", currency: "", timeZone: "", periodFrom: nil, periodTo: nil, asOf: "", asOfSource: "",
                scheme: "", tiers: [], tierA: "", tierB: "", by: [], margin: 1, windowDays: 0, maturityDays: 0, confidence: 0.95,
                minimumCreators: 0, minimumAgeDays: 0, seed: 0))
        return entries(nothing, [], .none).map(\.description)
    }()

    /// A table that is described, and written only when asked for.
    private struct Entry {
        let description: TableDescription
        let table: () -> Table

        init<Row>(_ definition: TableDefinition<Row>, _ rows: [Row]) {
            description = definition.description
            table = { definition.table(rows) }
        }
    }

    private static func entries(_ findings: FindingSet, _ inputs: [InputSummary], _ losses: LossList) -> [Entry] {
        [
            Entry(claims(FindingsIndex(findings)), findings.claims),
            Entry(headlines, findings.headlines),
            Entry(estimates, findings.estimates),
            Entry(comparisons, findings.comparisons),
            Entry(sensitivity, findings.sensitivity),
            Entry(ladder, findings.ladder),
            Entry(elasticity, findings.elasticity),
            Entry(curve, findings.curve),
            Entry(bins, findings.bins),
            Entry(trend, findings.trend),
            Entry(trendMonths, findings.trendMonths),
            Entry(budget, findings.budget),
            Entry(style, findings.style),
            Entry(associations, findings.associations),
            Entry(flags, findings.flags),
            Entry(creators, findings.creators),
            Entry(census, findings.census),
            Entry(followersSources, findings.followersSources),
            Entry(money(DealExclusions(findings)), findings.money),
            Entry(attribution, findings.attribution + findings.attributionWitnesses),
            Entry(unmatched, findings.unmatched),
            Entry(exclusionRows, findings.exclusions),
            Entry(duplicates, findings.duplicates),
            Entry(self.losses, losses.losses),
            Entry(quality, inputs),
        ]
    }

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
        file: "attribution.csv",
        about: "How orders were credited to deals; below it, what codes alone and links alone say of the same orders.",
        columns: [
            TableColumn(
                "attribution", "name",
                "`promo_code`, `utm` (link), `ambiguous_code` (valid for two creators, credited to nobody), `unattributed`: "
                    + "every order once. Then side by side, an order in several: `code_only` (what codes credit if links did not count), "
                    + "`link_only` (what links would credit if codes did not count), `either`, `conflicting` (code and link name different creators)."
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
            TableColumn("money", "money", "Money concerned as far as it is known; empty where no cost is known.") {
                $0.money.map { .money($0) } ?? .text("")
            },
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

    static let losses = TableDefinition<Loss>(
        file: "losses.csv",
        about: "What files hold and no number counts, the gravest first. Losses of single files change when the same rows come in other files.",
        columns: [
            TableColumn("kind", "name", "What happened.") { .text($0.kind.rawValue) },
            TableColumn(
                "weight", "name",
                "`noted`; `important`: could change the answer; `warning`: over a limit, exit code 1; `refusal`: a file of which nothing is used, exit code 2."
            ) { .text($0.weight.name) },
            TableColumn("source", "text", "The file, or what the rows are about.") { .text($0.source) },
            TableColumn("column", "name", "The column concerned; empty where it is none.") { .text($0.column) },
            TableColumn("what", "text", "What was lost, in words.") { .text($0.what) },
            TableColumn("count", "count", "How many.") { .whole($0.count) },
            TableColumn("unit", "name", "Of what.") { .text($0.unit) },
            TableColumn("money", "money", "Money concerned as far as it is known.") { $0.money.map { .money($0) } ?? .text("") },
            TableColumn("example", "text", "A value as the file writes it, where it can be shown.") { .text($0.shownExample ?? "") },
            TableColumn("remedy", "text", "What mends it.") { .text($0.remedy) },
        ])

    static let quality = TableDefinition<InputSummary>(
        file: "quality.csv",
        about: "One row per input file. Changes when the same rows come in other files.",
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

    /// Order numbers lead to customers, so a report does not show them.
    static func shownExamples(_ row: DuplicateRow) -> [String] { row.entity == "orders" ? [] : row.examples }
}
