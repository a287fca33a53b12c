import Foundation
import Testing

/// The programs as people run them: results, messages, exit codes.
struct RunTests {
    @Test func aSuccessInCronPrintsNothing() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(result.out.isEmpty && result.err.isEmpty, "\(result)")
        for file in ["report.md", "report.html", "details.html", "manifest.json", "findings.json", "tables/estimates.csv", "tables/README.md"] {
            #expect(workdir.exists("report/\(file)"), "\(file)")
        }
        let money = try workdir.read("report/tables/money.csv")
        // One micro deal: 250 of 100 euro, so a ROAS of 2.5; one macro deal: (500 - 50) / 900 = 0.5.
        #expect(money.contains("micro") && money.contains("2.5"), "\(money)")
        #expect(money.contains("macro") && money.contains("0.5"), "\(money)")
    }

    @Test func theStagesOneByOneGiveTheSameBytes() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", "--output", "all", "--workspace", "w1", in: workdir).code == 0)
        for stage in ["ingest", "normalize", "aggregate", "report"] {
            let result = try Programs.run(stage, ["p.yml", "--output", "steps", "--workspace", "w2"], in: workdir)
            #expect(result.code == 0, "\(result)")
        }
        for folder in ["", "/tables", "/charts"] {
            #expect(workdir.names("all\(folder)") == workdir.names("steps\(folder)"))
            for name in workdir.names("all\(folder)") where name.contains(".") {
                #expect(try workdir.read("all\(folder)/\(name)") == workdir.read("steps\(folder)/\(name)"), "\(folder)/\(name)")
            }
        }
    }

    /// Everything the numbers depend on stands in the findings as it was asked for.
    @Test func theQuestionReachesTheFindings() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        try workdir.write("p.yml", Workdir.pipeline + """

            statistics: {resamples: 499}
            budget: 1250.50
            brand_tags: ["#Glow", skincare]
            audience: {country: {DE: 60%, AT: 40%}}
            """)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 0, "\(result)")
        let findings = try #require(JSONSerialization.jsonObject(with: Data(try workdir.read("report/findings.json").utf8)) as? [String: Any])
        let definition = try #require(findings["definition"] as? [String: Any])
        #expect(definition["resamples"] as? Int == 499)
        // 1250.50 is 12,505,000 of 1/10,000.
        #expect(definition["budget"] as? String == "12505000")
        #expect(definition["brandTags"] as? [String] == ["glow", "skincare"])
        let audience = try #require(definition["audience"] as? [[String: Any]])
        #expect(audience.map { $0["value"] as? String } == ["at", "de"])
        #expect(audience.map { $0["share"] as? Double } == [0.4, 0.6])
    }

    @Test func aSecondRunReadsNothingAgainAndChangesNothing() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let staged = workdir.names(".tierwise/small/staged/posts")
        let report = try workdir.read("report/report.md")
        let manifest = try workdir.read("report/manifest.json")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(workdir.names(".tierwise/small/staged/posts") == staged)
        #expect(try workdir.read("report/report.md") == report)
        #expect(try workdir.read("report/manifest.json") == manifest)
    }

    @Test func verboseShowsTheBooks() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        let result = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(result.code == 0)
        let line = try #require(result.err.split(separator: "\n").first { $0.hasPrefix("posts.csv") }, "\(result)")
        #expect(line.split(separator: " ").map(String.init).prefix(6) == ["posts.csv", "native-posts", "40", "40", "0", "0"])
    }

    @Test func verifyFindsAChangedFile() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try Programs.tierwise("verify", "report", in: workdir).code == 0)
        try workdir.write("report/tables/money.csv", try workdir.read("report/tables/money.csv") + "x\n")
        let result = try Programs.tierwise("verify", "report", in: workdir)
        #expect(result.code == 65)
        #expect(result.err == "verify: report/tables/money.csv: differs from what was published\n")
    }

    /// Each way a report can differ from what was published has its line.
    @Test func verifyFindsWhatIsMissingForeignOrMiscounted() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        try FileManager.default.removeItem(atPath: "\(workdir.path)/report/report.html")
        try workdir.write("report/tables/extra.csv", "a\n")
        let manifest = try workdir.read("report/manifest.json")
        // The entry of money.csv: two rows more than there are. Keys are sorted: bytes, path, rows, sha256.
        let place = try #require(manifest.range(of: "\"path\" : \"tables/money.csv\","))
        let rows = try #require(manifest.range(of: #""rows" : \d+"#, options: .regularExpression, range: place.upperBound..<manifest.endIndex))
        try workdir.write("report/manifest.json", manifest.replacingCharacters(in: rows, with: "\"rows\" : 99"))
        let result = try Programs.tierwise("verify", "report", in: workdir)
        #expect(result.code == 65, "\(result)")
        #expect(Set(result.err.split(separator: "\n").map(String.init)) == [
            "verify: report/report.html: is not there or cannot be read",
            "verify: report/tables/money.csv: the manifest says another number of rows than the file has",
            "verify: report/tables/extra.csv: is not part of what was published",
            "verify: report/manifest.json: or .tierwise-report beside it differs from what was published",
        ])
        try workdir.write("report/manifest.json", "{}")
        #expect(try Programs.tierwise("verify", "report", in: workdir).code == 65)
        #expect(try Programs.tierwise("verify", "nowhere", in: workdir).code == 66)
    }

    @Test func verifyReadsTheInputsOfTheWorkspace() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let verify = { try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir) }
        let good = try verify()
        #expect(good.code == 0 && good.out.hasSuffix(", 4 inputs are as they were read\n"), "\(good)")
        try workdir.write("exports/posts.csv", Workdir.posts(41))
        let changed = try verify()
        #expect(changed.code == 65, "\(changed)")
        #expect(changed.err == "verify: input posts.csv: changed or is gone since the report (exports/posts.csv)\n")
        // From another folder nothing is there, which is no change.
        let elsewhere = try Programs.shell("mkdir elsewhere && cd elsewhere && \(Programs.path("tierwise")) verify ../report --workspace ../.tierwise/small", in: workdir)
        #expect(elsewhere.code == 65 && elsewhere.err.contains("exports/posts.csv is not there, as seen from this folder") && !elsewhere.err.contains("changed"), "\(elsewhere)")
        // Ingested again, the workspace no longer knows the file of the report.
        #expect(try Programs.tierwise("ingest", "p.yml", in: workdir).code == 0)
        let unknown = try verify()
        #expect(unknown.code == 65 && unknown.err.contains("input posts.csv: is not known to the workspace"), "\(unknown)")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try verify().code == 0)
    }

    @Test(arguments: [[], ["run"], ["ingest"], ["normalize"], ["aggregate"], ["report"], ["lint"], ["formats"], ["formats", "detect"], ["records"], ["verify"], ["init"], ["rows"], ["formats", "columns"]])
    func helpTeachesWithAnExample(command: [String]) throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let result = try Programs.run("tierwise", command + ["--help"], in: workdir)
        #expect(result.code == 0)
        #expect(result.out.contains("USAGE:"))
        if command != ["formats", "detect"] { #expect(result.out.contains("Example: "), "\(result)") }
        for stage in ["ingest", "normalize", "aggregate", "report"] {
            #expect(try Programs.run(stage, ["--help"], in: workdir).out.contains("Example: \(stage)"))
        }
    }

    @Test func recordsPrintsWhatTheReaderSees() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("a.csv", "id;text\n1;\"two\nlines\"\n2;\"a \"\"b\"\"\"\n")
        let json = try Programs.tierwise("records", "a.csv", in: workdir)
        #expect(json.out == "[\"1\",\"two\\nlines\"]\n[\"2\",\"a \\\"b\\\"\"]\n", "\(json)")
        let csv = try Programs.tierwise("records", "a.csv", "--as", "csv", in: workdir)
        #expect(csv.out == "id,text\n1,\"two\nlines\"\n2,\"a \"\"b\"\"\"\n", "\(csv)")
        let dialect = try Programs.tierwise("records", "a.csv", "--dialect", in: workdir)
        #expect(dialect.out.contains("semicolon"), "\(dialect)")
        let other = try Programs.tierwise("records", "a.csv", "--delimiter", ",", "--quote", "none", in: workdir)
        #expect(other.out.hasPrefix("[\"1;\\\"two\"]\n"), "\(other)")
    }

    @Test func formatsExplainThemselves() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        let list = try Programs.tierwise("formats", "list", in: workdir)
        #expect(list.out.contains("shopify-orders"))
        let show = try Programs.tierwise("formats", "show", "shopify-orders", in: workdir)
        #expect(show.out.contains("format: shopify-orders"))
        let wrong = try Programs.tierwise("formats", "show", "shopify-order", in: workdir)
        #expect(wrong.code == 64 && wrong.err.contains("did you mean `shopify-orders`?"), "\(wrong)")
        let detect = try Programs.tierwise("formats", "detect", "exports/posts.csv", in: workdir)
        #expect(detect.code == 0 && detect.out.hasPrefix("native-posts: "), "\(detect)")
        #expect(detect.out.contains("posts, as staged:"))
        try workdir.write("unknown.csv", "Tag,Sitzungen\n1,2\n")
        #expect(try Programs.tierwise("formats", "detect", "unknown.csv", in: workdir).code == 2)
    }
}
