import Foundation
import Testing

/// Bad input at the front door: message, exit code, and nothing half-published. Named after the rows of the fault catalogue.
struct FaultTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        return workdir
    }

    private func gzip(_ text: String) throws -> Data {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let file = try workdir.write("x", text)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/gzip")
        process.arguments = ["-n", file]
        try process.run()
        process.waitUntilExit()
        return try Data(contentsOf: URL(filePath: file + ".gz"))
    }

    /// Runs with one file more and expects it to be refused with these words while the others go on.
    private func expectRefused(_ name: String, _ data: Data, _ words: String, in workdir: Workdir) throws {
        try workdir.write("exports/\(name)", data)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2, "\(result)")
        let lines = result.err.split(separator: "\n").map(String.init)
        #expect(lines.count == 1 && lines[0].hasPrefix("run: \(name): refused, nothing of it was used: "), "\(result)")
        #expect(result.err.contains(words), "\(result)")
        #expect(workdir.exists("report/report.html"))
        #expect(try workdir.read("report/tables/quality.csv").contains(name))
    }

    @Test func fault1_gzipCutInTheBody() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try expectRefused("cut.csv.gz", try gzip(Workdir.posts(400)).dropLast(300), "ends in the middle of compressed data", in: workdir)
    }

    @Test func fault2_gzipCutInTheTrailer() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try expectRefused("cut.csv.gz", try gzip(Workdir.posts(41)).dropLast(3), ", 41 whole rows unused; export again", in: workdir)
    }

    @Test func fault3_wrongChecksum() throws {
        let workdir = try small()
        defer { workdir.remove() }
        var data = try gzip(Workdir.posts(41))
        data[data.count - 6] ^= 1
        try expectRefused("sum.csv.gz", data, "checksum", in: workdir)
    }

    @Test func fault12_aSpreadsheetIsNamed() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try expectRefused("book.csv", Data([0x50, 0x4B, 0x03, 0x04] + Array(repeating: 0, count: 100)), "zip", in: workdir)
    }

    @Test func fault24_aHeaderAloneIsNoRow() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/none.csv", "post_id,creator_id,platform,likes\n")
        let result = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(result.err.contains("none.csv: the file has a header and no row"), "\(result)")
    }

    @Test func fault25_anEmptyFile() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try expectRefused("empty.csv", Data(), "empty", in: workdir)
    }

    @Test func fault26_anUnknownFormat() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try expectRefused("other.csv", Data("Tag,Sitzungen\n1,2\n".utf8), "no known export has these columns (Tag, Sitzungen)", in: workdir)
    }

    @Test func fault19_anUnclosedQuoteCostsOneRecord() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline + "\nrejects: {warn: 0%}\n")
        try workdir.write("exports/quote.csv", "post_id,creator_id,platform,url\nq1,c1,x,a\nq2,c1,x,\"b\nq3,c1,x,c\nq4,c1,x,d\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 1, "\(result)")
        #expect(result.err.contains("run: quote.csv: 1 of 4 rows set aside, first: line 3: "), "\(result)")
    }

    @Test func fault65_anUnreadableFile() throws {
        let workdir = try small()
        defer { workdir.remove() }
        // Root reads everything, so the unreadable thing is a folder with an export's name.
        try FileManager.default.createDirectory(atPath: "\(workdir.path)/exports/folder.csv", withIntermediateDirectories: true)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2 && result.err.contains("folder.csv: refused"), "\(result)")
    }

    @Test func aMissingFile() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline.replacingOccurrences(of: "exports/*", with: "export/*.csv"))
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 66 && result.err.contains("export/*.csv: there is no such file"), "\(result)")
        #expect(try Programs.tierwise("run", "q.yml", in: workdir).code == 66)
    }

    @Test func anEmptyFolderPublishesNothing() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline)
        try FileManager.default.createDirectory(atPath: "\(workdir.path)/exports", withIntermediateDirectories: true)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 66)
        try workdir.write("exports/none.csv", "post_id,creator_id,platform,likes\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65 && result.err.contains("no row of any input was accepted"), "\(result)")
        #expect(!workdir.exists("report"))
    }

    /// Page templates of one's own: one page changes, the others stay; mistakes are said before any work.
    @Test func pagesOfOnesOwn() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("pages/report.md.mustache", "Our page: {{title}}\n{{#answer}}{{which.text}}{{/answer}}\n")
        let result = try Programs.tierwise("run", "p.yml", "--templates", "pages", in: workdir)
        #expect(result.code <= 2, "\(result)")
        let page = try workdir.read("report/report.md")
        #expect(page.hasPrefix("Our page: ") && page.contains("creators"), "\(page)")
        #expect(try workdir.read("report/report.html").contains("<p>Tierwise report · "))
        try workdir.write("pages/repotr.md.mustache", "x")
        try workdir.write("pages/blocks.md.mustache", "a\n{{#b}}\n")
        let wrong = try Programs.tierwise("run", "p.yml", "--templates", "pages", in: workdir)
        #expect(wrong.code == 78 && wrong.err.contains("pages/repotr.md.mustache: is no page of the report; known are blocks.html.mustache"), "\(wrong)")
        #expect(wrong.err.contains("pages/blocks.md.mustache: line "), "\(wrong)")
    }

    /// Why nothing was accepted: line, reason and remedy, and no exponent where there is none.
    @Test func everyRowSetAsideSaysWhy() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline)
        try workdir.write(
            "exports/d.csv",
            "post_id,platform,handle,posted_at,likes\n17933202951319111.0,instagram,mira,2024-03-11T10:00:00Z,11\n17933202951319112.0,instagram,mira,2024-03-12T10:00:00Z,12\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65 && result.err.contains("d.csv: ") && result.err.contains("line 2"), "\(result)")
        #expect(result.err.contains("its last digits are lost; read the column as text") && !result.err.contains("exponent"), "\(result)")
    }

    /// A file whose values stand one column off: what should be a status is somebody's address.
    @Test func noAddressIsPublishedAsAWord() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write(
            "exports/orders.csv",
            "store,order_id,ordered_at,currency,revenue,status,promo_code\n"
                + (1...3).map { "main,\($0),2024-03-0\($0)T10:00:00Z,EUR,10.00,zora@canary.example,X\n" }.joined())
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code <= 2, "\(result)")
        for file in try FileManager.default.subpathsOfDirectory(atPath: "\(workdir.path)/report") {
            guard let text = try? workdir.read("report/\(file)") else { continue }
            #expect(!text.contains("canary.example"), "\(file)")
        }
        #expect(try workdir.read("report/tables/quality.csv").contains("unknown word, status (not shown)"))
    }

    @Test func aWrongPipelineFileStopsBeforeAnyWork() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline + "\nbugdet: 5\nby: [colour]\n")
        for command in [["run", "p.yml"], ["lint", "p.yml"]] {
            let result = try Programs.run("tierwise", command, in: workdir)
            #expect(result.code == 78, "\(result)")
            #expect(result.err.contains("p.yml:8:1: unknown key `bugdet`; did you mean `budget`?"), "\(result)")
            #expect(result.err.contains("p.yml:9:6: "), "\(result)")
        }
        #expect(!workdir.exists(".tierwise"))
    }

    @Test func usageErrorsEndWith64() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", in: workdir).code == 64)
        #expect(try Programs.tierwise("run", "p.yml", "--jobs", "0", in: workdir).code == 64)
        #expect(try Programs.tierwise("dance", in: workdir).code == 64)
    }

    @Test func aStageWithoutTheOneBefore() throws {
        let workdir = try small()
        defer { workdir.remove() }
        for stage in ["normalize", "aggregate", "report"] {
            let result = try Programs.run(stage, ["p.yml"], in: workdir)
            #expect(result.code == 66 && result.err.contains("run `ingest` first"), "\(result)")
        }
    }

    /// A lock that another process holds: exit 75 at once, nothing touched.
    @Test func fault57_twoRunsAtOnce() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let before = try workdir.read("report/report.md")
        let holder = try LockHolder("\(workdir.path)/.tierwise/small/lock")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 75 && result.err.contains("another run"), "\(result)")
        try holder.release()
        #expect(try workdir.read("report/report.md") == before)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0, "the lock is free at once")
    }

    @Test func fault62_stdoutIsFull() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "'\(Programs.path("tierwise"))' formats list > /dev/full 2> err"]
        process.currentDirectoryURL = URL(filePath: workdir.path)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 74)
        #expect(try workdir.read("err").split(separator: "\n").count == 1)
    }

    @Test func fault45_theSameExportTwice() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/posts-again.csv", Workdir.posts())
        let result = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(result.code == 0 && result.err.contains("holds the same bytes as"), "\(result)")
        // Nobody has to ask for it; with a progress bar or without.
        let again = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(again.code == 0 && again.err.contains("posts.csv: holds the same bytes as posts-again.csv") && again.err.contains("remove the copy"), "\(again)")
    }

    @Test func fault64_anOutputThatCannotBeWritten() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("plain", "a file, not a folder")
        let result = try Programs.tierwise("run", "p.yml", "--output", "plain/report", in: workdir)
        #expect(result.code == 73, "\(result)")
    }

    @Test(arguments: [["TZ": "Asia/Kolkata", "LC_ALL": "de_DE.UTF-8"], ["TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"], [:]])
    func fault73_zoneAndLocaleChangeNothing(environment: [String: String]) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", "--output", "a", "--workspace", "wa", in: workdir).code == 0)
        let result = try Programs.tierwise("run", "p.yml", "--output", "b", "--workspace", "wb", in: workdir, environment: environment)
        #expect(result.code == 0, "\(result)")
        for name in ["report.md", "report.html", "findings.json", "manifest.json"] {
            #expect(try workdir.read("a/\(name)") == workdir.read("b/\(name)"))
        }
    }

    /// Messages are one line, whatever stands in a file's header.
    @Test func fault79_noTerminalEscapesInMessages() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/evil.csv", "\u{1B}[2Jname,\u{202E}x\n1,2\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2 && !result.err.contains("\u{1B}") && !result.err.contains("\u{202E}"), "\(result)")
    }
}
