import Findings
import Foundation
import Pipelines
import SocialData
import TestSupport
import Testing

/// `tierwise rows`: the facts behind a cell add up to it, and say where they come from.
struct RowsTests {
    private static func records(_ result: ProgramResult) -> [[String]] {
        result.out.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func postsBehindARate() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        // The same post once more, with fewer likes: the greater row is kept, and it is the one that is named.
        try workdir.write("exports/again.csv", "post_id,creator_id,platform,post_type,posted_at,exported_at,followers_at_post,likes,comments\np0,c0,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,5000,200,0\nyoung,c0,instagram,image,2025-05-31T10:00:00Z,2025-06-01T00:00:00Z,5000,9,0\n")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let result = try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", "--excluded", in: workdir)
        #expect(result.code == 0, "\(result)")
        let records = Self.records(result)
        #expect(records[0] == ["platform", "post_id", "creator", "posted_at", "followers", "followers_source", "numerator", "denominator", "left_out", "file", "line", "copies"])
        // Creators c0 to c3 have 5 posts each; post p0 has 5000 / 20 + 0 likes, no comments, and stands twice.
        #expect(records.count == 1 + 20 + 1)
        #expect(records.contains(["instagram", "p0", "c0", "2025-03-10T10:00:00Z", "5000", "post", "250", "5000", "", "posts.csv", "2", "2"]))
        #expect(records.contains(["instagram", "young", "c0", "2025-05-31T10:00:00Z", "5000", "post", "", "", "too_young", "again.csv", "3", "1"]))
        // p10 of creator c2 (7,000 followers): 350 + 10 likes, 10 mod 7 comments, in line 12.
        #expect(records.contains { $0[1] == "p10" && Array($0[6...10]) == ["363", "7000", "", "posts.csv", "12"] })
        #expect(result.err.contains("20 posts of 4 creators") && result.err.contains("left out: too_young 1"), "\(result)")

        let few = try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", "--limit", "3", in: workdir)
        #expect(Self.records(few).count == 4 && few.err.contains("20 posts of 4 creators"), "\(few)")
    }

    @Test func dealsBehindMoney() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let result = try Programs.tierwise("rows", "p.yml", "--tier", "macro", "--metric", "roi", in: workdir)
        #expect(result.code == 0, "\(result)")
        // ROI is made of ROAS: net (500 - 50) over cost 900. No order number is printed, only how many there are.
        #expect(Self.records(result) == [
            ["deal_id", "creator", "started_at", "followers", "followers_source", "orders", "numerator", "denominator", "left_out", "file", "line", "copies"],
            ["d2", "c5", "2025-03-10T00:00:00Z", "250000", "booking", "1", "450.00", "900.00", "", "deals.csv", "3", "1"],
        ])
        #expect(result.err == "rows: roi of macro in all: 1 deals of 1 creators, numerator 450.00, denominator 900.00\n", "\(result)")
        let missing = try Programs.tierwise("rows", "p.yml", "--tier", "macro", "--metric", "cpm", "--excluded", in: workdir)
        #expect(Self.records(missing).last?[8] == "missing_denominator" && missing.err.contains("0 deals"), "\(missing)")
    }

    @Test func mistakesAreNamed() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        func rows(_ arguments: String...) throws -> ProgramResult { try Programs.run("tierwise", ["rows", "p.yml"] + arguments, in: workdir) }
        let early = try rows("--tier", "micro", "--metric", "roas")
        #expect(early.code == 66 && early.err.contains("there are no facts yet"), "\(early)")
        #expect(!workdir.exists(".tierwise"))
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try rows("--tier", "tiny", "--metric", "roas").err.contains("no tier is called 'tiny'; this pipeline has nano, micro"))
        #expect(try rows("--tier", "micro", "--metric", "er").code == 64)
        #expect(try rows("--tier", "micro", "--metric", "roas", "--segment", "colour=red").code == 64)
        let nobody = try rows("--tier", "micro", "--metric", "er_followers", "--segment", "platform=tiktok")
        #expect(nobody.code == 64 && nobody.err.contains("no row is in 'platform=tiktok'; tables/estimates.csv has platform=instagram"), "\(nobody)")
        // Facts of another definition than the findings were made with.
        try workdir.write("p.yml", Workdir.pipeline.replacing("output:", with: "tiers: [{name: micro, from: 1, to: 6500}, {name: macro, from: 6500}]\noutput:"))
        let changed = try rows("--tier", "micro", "--metric", "er_followers")
        #expect(changed.code == 66 && changed.err.contains("or `tierwise run` for all of them"), "\(changed)")
    }

    /// Posts without followers are in no tier; they enter nothing, and one can see which they are.
    @Test func rowsInNoTier() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        try workdir.write("exports/bare.csv", "post_id,creator_id,platform,posted_at,exported_at,likes,comments\nb1,c99,instagram,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,9,1\n")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let result = try Programs.tierwise("rows", "p.yml", "--tier", "unknown", "--metric", "er_followers", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(Self.records(result).dropFirst().map { [$0[1], $0[8], $0[9], $0[10]] } == [["b1", "unknown_tier", "bare.csv", "2"]])
        #expect(result.err.contains("0 posts of 0 creators") && result.err.contains("left out: unknown_tier 1"), "\(result)")
    }

    /// Micro ends at 1,000 everywhere but on instagram, where all posts are: at 6,500, so that c0 and c1 are micro.
    @Test func tiersOfOnePlatform() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        let tiers = "tiers: {default: [{name: micro, from: 1, to: 1000}, {name: macro, from: 1000}], Instagram: [{name: micro, from: 1, to: 6500}, {name: macro, from: 6500}]}\n"
        try workdir.write("p.yml", Workdir.pipeline.replacing("output:", with: tiers + "output:"))
        let run = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(run.code == 0, "\(run)")
        let result = try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", in: workdir)
        #expect(result.err.contains("10 posts of 2 creators"), "\(result)")
        let report = try workdir.read("report/report.md")
        #expect(report.contains("1 to below 1,000 followers; on instagram 1 to below 6,500 followers"))
    }

    /// Every pooled estimate of every segment: units, creators, numerator and denominator.
    private func everyCellAddsUp(
        in workdir: Workdir, pipeline: String, output: String, where isAsked: (Estimate) -> Bool = { _ in true }
    ) throws -> Int {
        let findings = try FindingSet(json: Array(try workdir.read("\(output)/findings.json").utf8))
        let run = try PipelineRun(
            reading: try PipelineReader.read(path: "\(workdir.path)/\(pipeline)"), options: RunOptions(jobs: 1, programVersion: "test"))
        let excluded = Dictionary(grouping: findings.exclusions) { "\($0.unit) \($0.tier) \($0.reason)" }
        var cells = 0
        for estimate in findings.estimates where estimate.statistic == .pooled && isAsked(estimate) {
            let listing = try run.rows(segment: estimate.segment, tier: estimate.tier, metric: estimate.metric.rawValue, limit: 0)
            #expect(listing.units == estimate.units && listing.creators == estimate.creators, "\(estimate)")
            #expect(listing.numerator == estimate.numerator.value && listing.denominator == estimate.denominator.value, "\(estimate)")
            cells += 1
            guard estimate.segment == "all" else { continue }
            // What the report counts as left out of the tier, or of this metric in it.
            for (reason, rows) in listing.leftOut {
                let counted = excluded["\(listing.unit) \(estimate.tier) \(reason)", default: []].filter { [.none, estimate.metric].contains($0.metric) }
                #expect(counted.reduce(0) { $0 + $1.rows } == rows || estimate.metric == .returnOnInvestment, "\(estimate.tier) \(estimate.metric) \(reason)")
            }
        }
        return cells
    }

    @Test func samples() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized.path
        try FileManager.default.copyItem(atPath: root + "/samples", toPath: workdir.path + "/samples")
        try FileManager.default.copyItem(atPath: root + "/pipelines", toPath: workdir.path + "/pipelines")
        let run = try Programs.tierwise("run", "pipelines/micro-vs-macro.yml", in: workdir)
        try #require(run.code <= 2, "\(run)")
        // Some of each kind of segment: all of them take minutes.
        let cells = try everyCellAddsUp(in: workdir, pipeline: "pipelines/micro-vs-macro.yml", output: "reports/micro-vs-macro") { estimate in
            switch estimate.metric {
            case .engagementByFollowers, .returnOnSpend: ["all", "platform=instagram", "post_type=video", "niche=fitness", "month=2024-03"].contains(estimate.segment)
            default: estimate.segment == "all"
            }
        }
        #expect(cells > 70)
        // Every row is traced to its export.
        for metric in ["er_followers", "roas"] {
            let result = try Programs.tierwise("rows", "pipelines/micro-vs-macro.yml", "--tier", "micro", "--metric", metric, in: workdir)
            let records = Self.records(result)
            #expect(records.count > 50)
            for record in records.dropFirst() { #expect(record[record.count - 3].contains(".gz") && Int(record[record.count - 2]) ?? 0 > 0, "\(record)") }
        }
    }

    @Test func goldenEndToEnd() throws {
        let workdir = try GoldenPipeline.run("21_end_to_end")
        defer { workdir.remove() }
        #expect(try everyCellAddsUp(in: workdir, pipeline: "p.yml", output: "report") > 0)
    }
}

/// `tierwise formats columns`.
struct FormatsColumnsTests {
    @Test func everyColumnIsThere() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let all = try Programs.tierwise("formats", "columns", in: workdir)
        for entity in ["posts", "snapshots", "creators", "deals", "codes", "orders", "clicks", "rates", "accounts"] {
            #expect(all.out.contains("## \(entity)\n"))
        }
        let posts = try Programs.tierwise("formats", "columns", "posts", in: workdir)
        #expect(posts.out.contains("| `followers_source` | lower-case word | post, snapshot_before,") && posts.out.contains("| `line` |"), "\(posts)")
        // Every row of every table has three cells.
        for line in all.out.split(separator: "\n") where line.hasPrefix("|") {
            #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 4, "\(line)")
        }
        let wrong = try Programs.tierwise("formats", "columns", "post", in: workdir)
        #expect(wrong.code == 64 && wrong.err.contains("did you mean `posts`?"), "\(wrong)")
    }
}
