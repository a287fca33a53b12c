import Foundation
import TestSupport
import Testing

/// `tierwise export --sqlite`: what SQLite itself finds in the file.
struct ExportTests {
    private func exported(_ more: String = "", _ arguments: String...) throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        try workdir.write("p.yml", Workdir.pipeline + more)
        #expect([0, 1].contains(try Programs.tierwise("run", "p.yml", in: workdir).code))
        let result = try Programs.run("tierwise", ["export", "p.yml", "--sqlite", "out.sqlite"] + arguments, in: workdir)
        #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        return workdir
    }

    private func rows(_ workdir: Workdir, _ query: String) throws -> [[String?]] { try Database.rows("\(workdir.path)/out.sqlite", query) }

    @Test func factsHaveTheirTypes() throws {
        let workdir = try exported()
        defer { workdir.remove() }
        #expect(try rows(workdir, "SELECT count(*), count(DISTINCT post_id) FROM facts_posts") == [["40", "40"]])
        // p0: 5,000 followers, 5,000 / 20 + 0 likes, no comment.
        #expect(try rows(workdir, "SELECT likes, comments, followers, posted_at, typeof(likes), shares FROM facts_posts WHERE post_id = 'p0'") == [
            ["250", "0", "5000", "2025-03-10T10:00:00Z", "integer", nil],
        ])
        #expect(try rows(workdir, "SELECT strftime('%d', posted_at) FROM facts_posts WHERE post_id = 'p17'") == [["27"]])
        // Fees of 100 and 900 euro, known beside nothing else.
        #expect(try rows(workdir, "SELECT sum(fee_e4), sum(cost_e4), group_concat(fee, ' '), sum(shipping_e4) FROM (SELECT * FROM facts_deals ORDER BY deal_id)") == [
            ["10000000", "10000000", "100.00 900.00", nil],
        ])
        // 250, 500 of which 50 came back, and 70 that nobody's code brought.
        #expect(try rows(workdir, "SELECT sum(revenue_e4), sum(refund_e4), sum(gross_e4), count(deal_id) FROM facts_orders") == [
            ["8200000", "500000", "8200000", "2"],
        ])
    }

    @Test func tablesAreThoseOfTheReport() throws {
        let workdir = try exported()
        defer { workdir.remove() }
        let tables = workdir.names("report/tables").filter { $0.hasSuffix(".csv") }
        for table in tables {
            let published = try PublishedTable(String(table.dropLast(4)), in: workdir)
            #expect(try rows(workdir, "SELECT count(*) FROM \"\(table.dropLast(4))\"") == [[String(published.rows.count)]], "\(table)")
        }
        // 250 of 100 euro and (500 − 50) of 900.
        #expect(try rows(workdir, "SELECT tier, value, typeof(value), unit FROM money WHERE item = 'roas' AND value > 0") == [
            ["micro", "2.5", "real", "ratio"], ["macro", "0.5", "real", "ratio"],
        ])
        #expect(try rows(workdir, "SELECT value FROM money WHERE item = 'cost_labour' AND tier = 'micro'") == [[nil]])
        #expect(try rows(workdir, "SELECT net, net_e4 FROM payoff WHERE tier = 'macro' AND part = 'tier'") == [["450.00", "4500000"]])
        // A table for each file and each kind of fact, and two that say what is there.
        let names = try rows(workdir, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").compactMap { $0[0] }
        #expect(Set(names) == Set(tables.map { String($0.dropLast(4)) } + ["posts", "deals", "orders", "snapshots", "creators"].map { "facts_\($0)" } + ["metadata", "columns"]))
        // Every column is described, but for those of the descriptions.
        #expect(try rows(workdir, """
            SELECT count(*) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT IN ('columns', 'metadata')
              AND NOT EXISTS (SELECT * FROM columns d WHERE d.table_name = m.name AND d.column_name = c.name AND d.type = c.type AND d.meaning <> '')
            """) == [["0"]])
        #expect(try rows(workdir, "SELECT unit FROM columns WHERE column_name IN ('cost_e4', 'fee') AND table_name = 'facts_deals' ORDER BY 1") == [
            ["EUR / 10000"], ["as currency"],
        ])
    }

    @Test func claimsStandBesideWhatTheyRestOn() throws {
        let workdir = try exported()
        defer { workdir.remove() }
        #expect(try rows(workdir, "SELECT name FROM sqlite_master WHERE type = 'view'").count == 10)
        let published = try PublishedTable("comparisons", in: workdir).rows.filter {
            $0["metric"] == "roas" && $0["segment"] == "all" && $0["a"] == "micro" && $0["b"] == "macro" && $0["scheme"] == "essay"
        }
        let headline = try PublishedTable("headlines", in: workdir).row(["metric": "roas", "a": "micro", "b": "macro"])
        let found = try rows(workdir, "SELECT DISTINCT verdict, metric, headline_verdict FROM claim_return WHERE question = 'headline'")
        #expect(found == [[try PublishedTable("claims", in: workdir).row(["claim": "return", "question": "headline"])["verdict"], "roi", headline["verdict"]]])
        let analyses = try rows(workdir, "SELECT comparison_analysis FROM claim_return WHERE question = 'headline'").map { $0[0] ?? "none" }
        let wanted = published.compactMap { $0["analysis"] }.filter { $0 != "without_top_creator" }
        #expect(analyses == (wanted.isEmpty ? ["none"] : wanted))
        // What is not asked of the two tiers has no contrast beside it.
        #expect(try rows(workdir, "SELECT count(comparison_analysis) FROM claim_style") == [["0"]])
    }

    @Test func theFileSaysWhatItIs() throws {
        let workdir = try exported()
        defer { workdir.remove() }
        let metadata = Dictionary(uniqueKeysWithValues: try rows(workdir, "SELECT key, value FROM metadata").map { ($0[0] ?? "", $0[1] ?? "") })
        #expect(metadata["program"] == "tierwise" && metadata["pipeline"] == "small" && metadata["currency"] == "EUR" && metadata["version"] == "0.2.0")
        #expect(metadata["published_at"]?.wholeMatch(of: /20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/) != nil)
        #expect(metadata["definition"]?.contains("\"tierA\":\"micro\"") == true)
        #expect(metadata["manifest_sha256"] == (try Programs.shell("sha256sum < report/manifest.json | cut -d' ' -f1 | tr -d '\\n'", in: workdir).out))
        #expect(try Programs.shell("stat -c %a out.sqlite", in: workdir).out == "600\n")
        // Again, and as the same bytes.
        #expect(try Programs.tierwise("export", "p.yml", "--sqlite", "again.sqlite", in: workdir).code == 0)
        #expect(try Programs.shell("cmp out.sqlite again.sqlite", in: workdir).code == 0)
    }

    @Test func nothingIsOverwrittenUnasked() throws {
        let workdir = try exported()
        defer { workdir.remove() }
        func export(_ arguments: String...) throws -> ProgramResult { try Programs.run("tierwise", ["export", "p.yml", "--sqlite"] + arguments, in: workdir) }
        let again = try export("out.sqlite")
        #expect(again.code == 73 && again.err.contains("is there already"), "\(again)")
        #expect(try export("out.sqlite", "--force").code == 0)
        try workdir.write("notes.txt", "mine")
        let foreign = try export("notes.txt", "--force")
        #expect(foreign.code == 73 && foreign.err.contains("no SQLite file"), "\(foreign)")
        #expect(try workdir.read("notes.txt") == "mine")
        for place in ["report/out.sqlite", ".tierwise/small/out.sqlite", "exports/deals.csv", "p.yml"] {
            let refused = try export(place, "--force")
            #expect(refused.code == 73, "\(refused)")
        }
        #expect(try export("nowhere/out.sqlite").code != 0)
        // Nothing is left of what was refused.
        #expect(!workdir.names("").contains { $0.hasPrefix(".tierwise-tmp") })
        #expect(try Programs.tierwise("verify", "report", in: workdir).code == 0)
    }

    /// A report that is not that of the facts, or not as it was published, is refused with what to do.
    @Test func theReportHasToBeTheOneOfTheFacts() throws {
        let workdir = try exported()
        defer { workdir.remove() }
        func export(_ place: String) throws -> ProgramResult { try Programs.tierwise("export", "p.yml", "--sqlite", place, in: workdir) }
        try workdir.write("exports/more.csv", "order_id,ordered_at,promo_code,revenue,refund\n9,2025-03-14T00:00:00Z,anna,10.00,0\n")
        for stage in ["ingest", "normalize"] { #expect(try Programs.run(stage, ["p.yml"], in: workdir).code == 0) }
        let older = try export("older.sqlite")
        #expect(older.code == 65 && older.err.contains("tierwise run"), "\(older)")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try export("newer.sqlite").code == 0)
        try workdir.write("p.yml", Workdir.pipeline + "\ntitle: another\n")
        let other = try export("other.sqlite")
        #expect(other.code == 65 && other.err.contains("has changed since"), "\(other)")
        try workdir.write("p.yml", Workdir.pipeline)
        try workdir.write("report/tables/money.csv", "tier\n")
        let changed = try export("changed.sqlite")
        #expect(changed.code == 65 && changed.err.contains("money.csv: differs"), "\(changed)")
        #expect(workdir.names("").filter { $0.hasSuffix(".sqlite") } == ["newer.sqlite", "out.sqlite"])
    }

    /// Facts name people: a pipeline that names nobody gives its tables only.
    @Test func pseudonymisedPipelinesKeepTheirFacts() throws {
        let workdir = try exported("\npseudonymise: true\n", "--tables-only")
        defer { workdir.remove() }
        let refused = try Programs.tierwise("export", "p.yml", "--sqlite", "facts.sqlite", in: workdir)
        #expect(refused.code == 64 && refused.err.contains("--tables-only"), "\(refused)")
        #expect(!workdir.exists("facts.sqlite"))
        #expect(try rows(workdir, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'facts%'") == [["0"]])
        #expect(try rows(workdir, "SELECT count(*) FROM creators WHERE creator GLOB 'p[0-9a-f]*' AND length(creator) = 17") == [["8"]])
    }

    /// Before a run there is nothing to export.
    @Test func withoutARunNothingIsThere() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        let result = try Programs.tierwise("export", "p.yml", "--sqlite", "out.sqlite", in: workdir)
        #expect(result.code == 66 && result.err.contains("tierwise run"), "\(result)")
    }
}
