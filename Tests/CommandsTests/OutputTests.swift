import Foundation
import Testing

/// A report replaces its folder: never anything but a report of ours, never under another run's hands.
struct OutputTests {
    private func small(_ change: (String) -> String = { $0 }) throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        try workdir.write("p.yml", change(Workdir.pipeline))
        return workdir
    }

    /// Equal to or above an input, the pipeline file or the workspace, however it is written: line 7 of the file, column 9.
    @Test(arguments: [
        ("exports", "is or holds `exports/*`"), ("exports/", "is or holds `exports/*`"), ("./exports/.", "is or holds `exports/*`"),
        ("report/../exports", "is or holds `exports/*`"), ("exports/posts.csv", "is or holds `exports/*`"),
        ("exports/new", "is or holds `exports/*`"), (".", "is or holds `exports/*`"), ("..", "is or holds `exports/*`"), ("report/..", "is or holds `exports/*`"), ("../..", "is or holds `exports/*`"),
        ("/", "is no folder for a report"), (".tierwise", "holds the workspace"), (".tierwise/small", "holds the workspace"),
        ("p.yml", "holds the pipeline file"), ("''", "is empty"),
    ])
    func anOutputThatWouldReplaceInputsIsAMistakeOfThePipeline(output: String, words: String) throws {
        let workdir = try small { $0.replacingOccurrences(of: "output: report", with: "output: \(output)") }
        defer { workdir.remove() }
        let before = contents(workdir.path)
        for command in ["lint", "run", "report"] {
            let result = try Programs.tierwise(command, "p.yml", in: workdir)
            #expect(result.code == 78, "\(result)")
            #expect(result.err.contains("p.yml:7:9: ") && result.err.contains(words), "\(result)")
        }
        #expect(contents(workdir.path) == before)
        guard output != "''" else { return }
        // The same folder from the command line.
        try workdir.write("p.yml", Workdir.pipeline)
        let result = try Programs.tierwise("run", "p.yml", "--output", output, in: workdir)
        #expect(result.code == 73 && result.err.contains(words), "\(result)")
    }

    @Test func theDefaultOutputIsCheckedToo() throws {
        let workdir = try small { $0.replacingOccurrences(of: "output: report", with: "").replacingOccurrences(of: "exports/*", with: "reports/small/*") }
        defer { workdir.remove() }
        let result = try Programs.tierwise("lint", "p.yml", in: workdir)
        #expect(result.code == 78 && result.err.contains("reports/small` is or holds"), "\(result)")
    }

    /// A folder of somebody's own is refused before any work, and nothing in it changes.
    @Test func aFolderOfSomebodyElseIsNotReplaced() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("precious/a/photo.jpg", "mine")
        try workdir.write("precious/thesis.txt", "mine")
        let before = contents("\(workdir.path)/precious")
        let result = try Programs.tierwise("run", "p.yml", "--output", "precious", in: workdir)
        #expect(result.code == 73, "\(result)")
        #expect(
            result.err == "run: precious: holds `a` and is no report of ours (no manifest.json of one), so it is not replaced; choose another `output:` or empty it\n")
        #expect(contents("\(workdir.path)/precious") == before)
        #expect(!workdir.exists(".tierwise/small/ledger.ndjson"), "no work was done")
    }

    @Test(arguments: ["notes.txt", "tables/mine.csv", "charts/deep/photo.jpg", ".hidden"])
    func aFileBesideTheReportIsNotRemovedWithIt(name: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        try workdir.write("report/\(name)", "mine")
        let before = contents("\(workdir.path)/report")
        for command in ["run", "report"] {
            let result = try Programs.tierwise(command, "p.yml", in: workdir)
            #expect(result.code == 73 && result.err.contains("which is not part of the report there"), "\(result)")
        }
        #expect(contents("\(workdir.path)/report") == before)
        #expect(workdir.names("") == [".tierwise", "exports", "p.yml", "report"])
        try FileManager.default.removeItem(atPath: "\(workdir.path)/report/\(name)")
        if name.contains("deep") { try FileManager.default.removeItem(atPath: "\(workdir.path)/report/charts/deep") }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
    }

    @Test(arguments: ["{}", "{\"program\":\"other\",\"outputs\":[{\"path\":\"photo.jpg\"}]}", "not json"])
    func aManifestOfAnotherProgramIsNoReport(manifest: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("report/manifest.json", manifest)
        try workdir.write("report/photo.jpg", "mine")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 73 && result.err.contains("holds `photo.jpg`"), "\(result)")
        #expect(try workdir.read("report/photo.jpg") == "mine")
    }

    @Test func anEmptyFolderAndAReportOfOursAreReplaced() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try FileManager.default.createDirectory(atPath: "\(workdir.path)/report", withIntermediateDirectories: true)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        // An edited page is still a page of the report.
        try workdir.write("report/report.md", "edited")
        #expect(try Programs.tierwise("run", "p.yml", "--output", "./report//", in: workdir).code == 0)
        #expect(try workdir.read("report/report.md") != "edited")
        // The report before stays for who is reading it, until the next one.
        #expect(workdir.names("") == [".report.tierwise-old", ".tierwise", "exports", "p.yml", "report"])
        #expect(try workdir.read(".report.tierwise-old/report.md") == "edited")
    }

    @Test func fault68_aLinkAtTheOutput() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("victim/a.txt", "mine")
        try FileManager.default.createSymbolicLink(atPath: "\(workdir.path)/report", withDestinationPath: "victim")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 73 && result.err.contains("report: is a link; name the folder itself"), "\(result)")
        #expect(try workdir.read("victim/a.txt") == "mine")
    }

    /// `--workspace` of a folder that is something else: what looks like leavings in it would be removed.
    @Test func aFolderOfSomebodyElseIsNoWorkspace() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("mine/quarantine/list.csv", "mine")
        let result = try Programs.tierwise("ingest", "p.yml", "--workspace", "mine", in: workdir)
        #expect(result.code == 73 && result.err.contains("mine: holds `quarantine` and is no workspace"), "\(result)")
        #expect(contents("\(workdir.path)/mine") == ["quarantine": Data(), "quarantine/list.csv": Data("mine".utf8)])
    }

    /// Two pipelines or workspaces with one output: the second ends with 75 before it works.
    @Test func fault57_oneOutputAtATime() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let holder = try LockHolder("\(workdir.path)/.report.tierwise-lock")
        let result = try Programs.tierwise("run", "p.yml", "--workspace", "other", in: workdir)
        #expect(result.code == 75 && result.err.contains("run: report: is in use by another run"), "\(result)")
        #expect(result.err.contains("`--wait SECONDS`"), "\(result)")
        #expect(!workdir.exists("report") && !workdir.exists("other/ledger.ndjson"))
        try holder.release()
        // The file that a killed run left is used again, and goes with the lock.
        #expect(try Programs.tierwise("run", "p.yml", "--workspace", "other", in: workdir).code == 0)
        #expect(workdir.names("") == ["exports", "other", "p.yml", "report"])
    }

    @Test(arguments: [".tierwise/small/lock", ".report.tierwise-lock"])
    func fault57_waitForTheOtherRun(lock: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write(lock, "")
        let holder = try LockHolder("\(workdir.path)/\(lock)")
        let process = Process()
        process.executableURL = URL(filePath: Programs.path("tierwise"))
        process.arguments = ["run", "p.yml", "--wait", "600", "--verbose"]
        process.currentDirectoryURL = URL(filePath: workdir.path)
        let messages = Pipe()
        process.standardError = messages
        try process.run()
        // It says so when it begins to wait: then, and not before, the other run ends.
        var said = Data()
        while !said.contains(UInt8(ascii: "\n")) {
            let more = messages.fileHandleForReading.availableData
            guard !more.isEmpty else { break }
            said += more
        }
        #expect(String(decoding: said, as: UTF8.self).contains("run: waiting up to 600 seconds: "))
        try holder.release()
        _ = messages.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(workdir.exists("report/report.html"))
    }

    /// A disk without room for the new report: the old one stays as it is and nothing half-written beside it.
    @Test func fault63_theDiskIsFull() throws {
        let workdir = try small { $0.replacingOccurrences(of: "output: report", with: "output: disk/report") }
        defer { workdir.remove() }
        try FileManager.default.createDirectory(atPath: "\(workdir.path)/disk", withIntermediateDirectories: true)
        guard try Programs.shell("mount -t tmpfs -o size=4m tierwise-test disk", in: workdir).code == 0 else {
            print("skipped: a small disk cannot be mounted here")
            return
        }
        defer { _ = try? Programs.shell("umount disk", in: workdir) }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let before = contents("\(workdir.path)/disk")
        // All but 64 KiB is taken.
        #expect(try Programs.shell("head -c 64K /dev/zero > disk/room && (cat /dev/zero > disk/filler 2> /dev/null; rm disk/room)", in: workdir).code == 0)
        for command in ["report", "run"] {
            // A run with nothing new would publish nothing.
            if command == "run" { try workdir.write("exports/more.csv", Workdir.posts(3).replacing(/\np/) { _ in "\nq" }) }
            let result = try Programs.tierwise(command, "p.yml", in: workdir)
            #expect(result.code == 74 && result.err.contains("no space left on the disk"), "\(result)")
        }
        #expect(workdir.names("disk") == ["filler", "report"])
        #expect(try Programs.shell("rm disk/filler", in: workdir).code == 0)
        #expect(contents("\(workdir.path)/disk") == before)
    }

    /// A signal in the first moments ends the program by that signal or code, never by a fault of ours.
    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func fault60_anEarlySignal(signal: Int32) throws {
        let workdir = try small()
        defer { workdir.remove() }
        for _ in 0..<20 {
            let process = Process()
            process.executableURL = URL(filePath: Programs.path("tierwise"))
            process.arguments = ["lint", "p.yml"]
            process.currentDirectoryURL = URL(filePath: workdir.path)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            // Again and again until it has ended: some arrive while it starts.
            while process.isRunning { kill(process.processIdentifier, signal) }
            process.waitUntilExit()
            let status = process.terminationStatus
            let isKilled = process.terminationReason == .uncaughtSignal
            #expect(isKilled ? status == signal : status == 0 || status == 128 + signal, "\(status)")
        }
    }
}

/// Another program that holds a lock until it is told to end.
struct LockHolder {
    private let process = Process()
    private let input = Pipe()

    init(_ path: String) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/flock")
        process.arguments = [path, "cat"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // `cat` answers once the lock is held: no waiting by the clock.
        input.fileHandleForWriting.write(Data("held\n".utf8))
        #expect(output.fileHandleForReading.readData(ofLength: 5) == Data("held\n".utf8))
    }

    func release() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
