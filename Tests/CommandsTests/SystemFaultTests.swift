import Foundation
import TestSupport
import Testing

/// Single calls of the system that fail or whose effect a loss of power could undo, by the shim of `make faults` (Tests/Faults):
/// what that has found stays mended.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/cc")))
struct SystemFaultTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        let source = "\(Repository.path)/Tests/Faults/shim.c"
        let result = try Programs.shell("cc -shared -fPIC -o shim.so '\(source)' -ldl -pthread", in: workdir)
        try #require(result.code == 0, "\(result)")
        return workdir
    }

    private func environment(_ workdir: Workdir, _ more: [String: String]) -> [String: String] {
        ["LD_PRELOAD": "\(workdir.path)/shim.so", "TIERWISE_FAULT_ROOT": workdir.path].merging(more) { $1 }
    }

    @Test(arguments: [
        // Whether a file of facts is there the system cannot say: that is not a file without rows.
        ("aggregate", "facts/orders.parquet", "stat:1:eio", 74 as Int32),
        // What was just written cannot be read back for the summary.
        ("normalize", "facts/posts.parquet", "read:1:eio", 74),
        // Which exports belong together is asked again in a later stage.
        ("normalize", "exports", "list:1:eio", 74),
        // The system holds a file of state back: it is neither missing nor damaged.
        ("normalize", "ledger.ndjson", "stat:1:eio", 74),
        ("report", "facts/summary.json", "stat:1:eio", 74),
        ("run", "staged/posts/", "read:1:eio", 74),
        // A signal that interrupts the opening of a folder.
        ("ingest", ".tierwise/small/staged", "open:1:eintr", 0),
    ])
    func fault66_oneCallFails(command: String, file: String, fault: String, code: Int32) throws {
        let workdir = try small()
        defer { workdir.remove() }
        if command != "ingest" { #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0) }
        let report = contents("\(workdir.path)/report")
        let variables = environment(workdir, ["TIERWISE_FAULT": fault, "TIERWISE_FAULT_FILE": file])
        let result =
            try command == "run"
            ? Programs.tierwise("run", "p.yml", in: workdir, environment: variables)
            : Programs.run(command, ["p.yml"], in: workdir, environment: variables)
        #expect(result.code == code && !result.err.contains("made anew"), "\(result)")
        if code != 0 { #expect(result.err.contains("input/output error"), "\(result)") }
        #expect(contents("\(workdir.path)/report") == report)
        let again = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(again.code == 0, "\(again)")
        if command != "ingest" { #expect(contents("\(workdir.path)/report") == report) }
    }

    /// A folder is on the disk before what is in it counts: each that a run makes is followed by bringing its own folder there.
    @Test func everyNewFolderIsMadeDurable() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try Programs.tierwise(
            "run", "p.yml", "--output", "reports/deep/small", in: workdir, environment: environment(workdir, ["TIERWISE_FAULT_LOG": "\(workdir.path)/log"]))
        #expect(result.code == 0, "\(result)")
        let calls = try workdir.read("log").split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        let made = calls.indices.filter { calls[$0][0] == "mkdir" && calls[$0][2] == "0" }
        #expect(made.contains { calls[$0].last == "reports" } && made.contains { calls[$0].last == ".tierwise/small" })
        for index in made {
            let path = try #require(calls[index].last)
            let parent = path.contains("/") ? String(path[..<path.lastIndex(of: "/")!]) : "."
            #expect(calls[index...].contains { $0[0] == "sync" && $0[2] == "0" && $0.last == parent }, "\(path)")
        }
    }

    /// The report before the last is put away after the new one stands; where a loss of power brings it back, the next run takes it away.
    @Test func aReportThatPowerLossBroughtBackGoes() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        try workdir.write(".report.tierwise-new/report.md", "half")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(!workdir.names("").contains(".report.tierwise-new"), "\(workdir.names(""))")
    }
}
