import Foundation
import Testing
import TestSupport

/// Every bit of the state is watched, and what is damaged or replaced is made anew from the exports in the same run.
struct StateHealingTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        // One value of many is set aside, so that there is a quarantine.
        try workdir.write("exports/odd.csv", Workdir.posts(30).replacing(/\np/) { _ in "\no" } + "odd,c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,3.5,2\n")
        return workdir
    }

    private func stateFiles(_ workdir: Workdir) -> [String] {
        contents("\(workdir.path)/.tierwise/small").filter { !$0.value.isEmpty }.keys.sorted().map { ".tierwise/small/\($0)" }
    }

    private func flip(_ workdir: Workdir, _ file: String, _ generator: inout SeededGenerator) throws -> (whole: Data, place: Int) {
        let whole = try Data(contentsOf: URL(filePath: "\(workdir.path)/\(file)"))
        let place = Int.random(in: 0..<whole.count, using: &generator)
        var damaged = whole
        damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        try workdir.write(file, damaged)
        return (whole, place)
    }

    @Test func fault89_verifyFindsEveryBit() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let verify = ["verify", "report", "--workspace", ".tierwise/small"]
        #expect(try Programs.run("tierwise", verify, in: workdir).code == 0)
        var generator = SeededGenerator(seed: 89)
        let files = stateFiles(workdir) + ["report/manifest.json", "report/.tierwise-report", "report/tables/quality.csv"]
        for place in [
            "ledger.ndjson", "hashes.ndjson", "last-run.json", "staged/posts/", "staged/deals/", "staged/codes/", "staged/orders/",
            "facts/summary.json", "facts/posts.parquet", "facts/deals.parquet", "findings.json", "creators.csv", "manifest.json",
        ] { #expect(files.contains { $0.contains(place) }, "\(place)") }
        for file in files {
            for _ in 0..<3 {
                let (whole, place) = try flip(workdir, file, &generator)
                let result = try Programs.run("tierwise", verify, in: workdir)
                #expect(result.code == 65 && !result.err.isEmpty, "\(file) at \(place): \(result)")
                try workdir.write(file, whole)
            }
        }
        #expect(try Programs.run("tierwise", verify, in: workdir).code == 0)
        // Something that nobody wrote.
        try workdir.write(".tierwise/small/staged/posts/mine.csv", "mine")
        let result = try Programs.run("tierwise", verify, in: workdir)
        #expect(result.code == 65 && result.err.contains("staged/posts/mine.csv: is none of the files that were written"), "\(result)")
    }

    @Test func fault89_aRunHealsEveryFile() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        var generator = SeededGenerator(seed: 76)
        for file in stateFiles(workdir) {
            let (_, place) = try flip(workdir, file, &generator)
            let result = try Programs.tierwise("run", "p.yml", in: workdir)
            // The history of runs can be made of nothing else.
            let said = file.hasSuffix("runs.ndjson") ? "lines of the history of runs were damaged and are gone" : "made anew"
            #expect(result.code <= 1 && result.err.contains(said), "\(file) at \(place): \(result)")
            #expect(contents("\(workdir.path)/report") == report, "\(file) at \(place)")
            let check = try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir)
            #expect(check.code == 0, "\(file) at \(place): \(check)")
        }
    }

    /// Whole and valid: only the ledger knows that it is another file's. 2 posts in the place of 40.
    @Test func fault89_anotherValidFileInItsPlace() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/two.csv", Workdir.posts(2).replacing(/\np/) { _ in "\nq" })
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        let folder = "\(workdir.path)/.tierwise/small/staged/posts"
        let bySize = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".parquet") }
            .sorted { (contents(folder)[$0]?.count ?? 0) < (contents(folder)[$1]?.count ?? 0) }
        let (least, most) = try (#require(bySize.first), #require(bySize.last))
        #expect(least != most)
        #expect(try Programs.shell("cp \(folder)/\(least) \(folder)/\(most)", in: workdir).code == 0)
        #expect(try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir).code == 65)
        let result = try Programs.run("normalize", ["p.yml"], in: workdir)
        #expect(result.code <= 1 && result.err.contains("what was staged of it was unfinished, damaged, replaced"), "\(result)")
        for stage in ["aggregate", "report"] { #expect(try Programs.run(stage, ["p.yml"], in: workdir).code == 0) }
        #expect(contents("\(workdir.path)/report") == report)
    }

    /// The pipeline was edited after its exports were read: no stage makes a report of it from what the old one left, nor shows rows of that.
    @Test func aStageAfterAnotherDefinitionIsRefused() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        try workdir.write("p.yml", Workdir.pipeline.replacing("as_of: 2025-12-31", with: "period: {from: 2025-03-15}\nas_of: 2025-12-30"))
        for stage in ["normalize", "aggregate", "report"] {
            let result = try Programs.run(stage, ["p.yml"], in: workdir)
            #expect(result.code == 66 && result.err.contains("is another one than when `ingest` last ran"), "\(stage): \(result)")
        }
        #expect(try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", in: workdir).code == 66)
        #expect(contents("\(workdir.path)/report") == report)
        for stage in ["ingest", "normalize", "aggregate", "report"] { #expect(try Programs.run(stage, ["p.yml"], in: workdir).code <= 1) }
        let staged = contents("\(workdir.path)/report").filter { $0.key != "manifest.json" }
        #expect(try Programs.tierwise("run", "p.yml", "--workspace", "fresh", "--output", "fresh-report", in: workdir).code <= 1)
        #expect(staged["findings.json"] == contents("\(workdir.path)/fresh-report")["findings.json"])
    }

    /// New exports between two stages damage nothing, so nobody has to check a disk.
    @Test func stagesOfOlderFilesAreMadeAnew() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        try workdir.write("exports/more.csv", Workdir.posts(16).replacing(/\np/) { _ in "\nx" })
        #expect(try Programs.run("ingest", ["p.yml"], in: workdir).code <= 1)
        let rows = try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", in: workdir)
        #expect(rows.code == 0 && rows.err.contains("the facts were older than what they are made of") && !rows.err.contains("disk"), "\(rows)")
        try workdir.write("exports/evenmore.csv", Workdir.posts(8).replacing(/\np/) { _ in "\ny" })
        #expect(try Programs.run("ingest", ["p.yml"], in: workdir).code <= 1)
        let result = try Programs.run("report", ["p.yml"], in: workdir)
        #expect(result.code == 0 && result.err.contains("older than what they are made of") && !result.err.contains("disk"), "\(result)")
    }

    /// Facts and findings of other inputs, whole as they are, are not this night's.
    @Test func fault89_stateOfAnotherNight() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        #expect(try Programs.shell("cp -r .tierwise/small/facts old-facts; cp .tierwise/small/findings.json old.json", in: workdir).code == 0)
        try workdir.write("exports/more.csv", Workdir.posts(16).replacing(/\np/) { _ in "\nx" })
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        #expect(try Programs.shell("cp old-facts/* .tierwise/small/facts/; cp old.json .tierwise/small/findings.json", in: workdir).code == 0)
        let result = try Programs.run("report", ["p.yml"], in: workdir)
        #expect(result.code == 0 && result.err.contains("the facts were"), "\(result)")
        #expect(contents("\(workdir.path)/report") == report)
    }

    /// The rows per creator stand beside the findings, which know them by hash: others, or none, never reach a report.
    @Test(arguments: ["missing", "shorter", "another night's"]) func fault89_rowsPerCreator(what: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let rows = try workdir.read(".tierwise/small/creators.csv")
        #expect(try workdir.read("report/tables/creators.csv") == rows)
        try workdir.write("exports/more.csv", Workdir.posts(16).replacing(/\np/) { _ in "\nx" }.replacing("c1,", with: "new1,"))
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        #expect(try workdir.read("report/tables/creators.csv") != rows)
        switch what {
        case "missing": try FileManager.default.removeItem(atPath: "\(workdir.path)/.tierwise/small/creators.csv")
        case "shorter": try workdir.write(".tierwise/small/creators.csv", rows.prefix { $0 != "\n" } + "\n")
        default: try workdir.write(".tierwise/small/creators.csv", rows)
        }
        let result = try Programs.run("report", ["p.yml"], in: workdir)
        #expect(result.code == 0 && result.err.contains("creators.csv: the findings were unfinished, damaged, replaced"), "\(result)")
        #expect(contents("\(workdir.path)/report") == report)
    }

    /// A damaged manifest or marker, or both, is no reason to refuse for ever; somebody's own file still is.
    @Test(arguments: [["manifest.json"], [".tierwise-report"], ["manifest.json", ".tierwise-report"]])
    func fault89_aDamagedManifestIsReplaced(damaged: [String]) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        let report = contents("\(workdir.path)/report")
        for name in damaged { try workdir.write("report/\(name)", "x" + workdir.read("report/\(name)")) }
        try workdir.write("report/thesis.txt", "mine")
        let refused = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(refused.code == 73 && refused.err.contains("holds `thesis.txt`"), "\(refused)")
        try FileManager.default.removeItem(atPath: "\(workdir.path)/report/thesis.txt")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        #expect(contents("\(workdir.path)/report") == report)
    }
}
