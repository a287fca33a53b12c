import Foundation
import TestSupport
import Testing

/// A pipeline on many machines: tasks in any order, done twice, at once, by somebody else give the report of one machine, and
/// what does not fit together is refused with a word.
struct ClusterTests {
    private let workdir: Workdir
    private let whole: [String: Data]

    init() throws {
        workdir = try Workdir()
        try workdir.makeSmall()
        // A value is set aside, and a file is refused: both are for the report to say.
        try workdir.write("exports/odd.csv", Workdir.posts(30).replacing(/\np/) { _ in "\no" } + "odd,c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,3.5,2\n")
        try workdir.write("exports/unknown.csv", "what,is,this\n1,2,3\n")
        let result = try Programs.tierwise("run", "p.yml", "--workspace", "one", "--output", "whole", in: workdir)
        try #require(result.code == 2, "\(result)")
        whole = contents("\(workdir.path)/whole")
    }

    private func tierwise(_ arguments: String...) throws -> ProgramResult { try Programs.run("tierwise", arguments, in: workdir) }

    private func plan(_ round: String, _ more: String...) throws -> [String] {
        let result = try Programs.run("tierwise", ["cluster", "plan", "p.yml", "--round", round] + more, in: workdir)
        try #require(result.code == 0, "\(result)")
        return result.out.split(separator: "\n").map(String.init)
    }

    private func work(_ tasks: [String]) throws {
        for task in tasks {
            let result = try tierwise("cluster", "work", task)
            #expect(result.code == 0 && result.out.isEmpty && result.err.isEmpty, "\(result)")
        }
    }

    private func finish(_ code: Int32 = 2) throws {
        let result = try tierwise("cluster", "finish", "p.yml")
        #expect(result.code == code, "\(result)")
        #expect(contents("\(workdir.path)/report") == whole)
    }

    @Test func anyOrderTwiceAndAtOnce() throws {
        defer { workdir.remove() }
        var random = SeededGenerator(seed: 3)
        let ingest = try plan("ingest")
        #expect(ingest.count == 6 && ingest.allSatisfy { $0.contains("\"round\":\"ingest\"") })
        // Half of them, twice; then the plan has the other half.
        try work(Array(ingest[..<3]) + Array(ingest[..<3]).shuffled(using: &random))
        #expect(try plan("ingest") == Array(ingest[3...]))
        // The same task by several at once.
        for task in ingest[3...] {
            try Data(task.utf8).write(to: URL(filePath: "\(workdir.path)/task"))
            // Each by its number: bash's `wait -n` does not see one that ended before it was called.
            let result = try Programs.shell("for i in 1 2 3 4; do \(Programs.path("tierwise")) cluster work < task & all=\"$all $!\"; done; for one in $all; do wait $one || exit 1; done", in: workdir)
            #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        }
        #expect(try plan("ingest").isEmpty)
        let aggregate = try plan("aggregate", "--tasks", "7")
        #expect(aggregate.count == 7)
        try work(aggregate.shuffled(using: &random))
        try work([aggregate[2]])
        let core = try plan("aggregate")
        try work(core)
        #expect(try plan("aggregate").isEmpty)
        try finish()
        // Whoever runs it on one machine afterwards finds nothing new, and no state of the cluster is left.
        #expect(workdir.names(".tierwise/small/parts").isEmpty && workdir.names(".tierwise/small/outcomes").isEmpty)
        let again = try tierwise("run", "p.yml")
        #expect(again.code == 2 && contents("\(workdir.path)/report") == whole, "\(again)")
        let verify = try tierwise("verify", "report", "--workspace", ".tierwise/small")
        #expect(verify.code == 0, "\(verify)")
    }

    /// Nothing of a night before is done again.
    @Test func theNextNightPlansWhatIsNew() throws {
        defer { workdir.remove() }
        try runAll()
        try workdir.write("exports/late.csv", Workdir.posts(12).replacing(/\np/) { _ in "\nl" })
        let tasks = try plan("ingest")
        // The refused file is looked at every night.
        #expect(tasks.count == 2 && tasks.contains { $0.contains("late.csv") } && tasks.contains { $0.contains("unknown.csv") })
        try runAll()
        #expect(try tierwise("run", "p.yml", "--workspace", "two", "--output", "later").code == 2)
        #expect(try published("\(workdir.path)/report") == published("\(workdir.path)/later"))
    }

    private func runAll() throws {
        for round in ["ingest", "aggregate", "aggregate"] { try work(try plan(round)) }
        let result = try tierwise("cluster", "finish", "p.yml")
        #expect(result.code == 2, "\(result)")
    }

    @Test func aRoundThatIsNotOverIsSaid() throws {
        defer { workdir.remove() }
        let early = try tierwise("cluster", "finish", "p.yml")
        #expect(early.code == 66 && early.err.contains("not read yet"), "\(early)")
        let ingest = try plan("ingest")
        try work(Array(ingest.dropLast()))
        let half = try tierwise("cluster", "plan", "p.yml", "--round", "aggregate")
        #expect(half.code == 66 && half.out.isEmpty && half.err.contains("1 export is not read yet"), "\(half)")
        try work(ingest)
        let unplanned = try tierwise("cluster", "finish", "p.yml")
        #expect(unplanned.code == 66 && unplanned.err.contains("no parts are planned"), "\(unplanned)")
        try work(try plan("aggregate"))
        // A part goes.
        let part = try #require(workdir.names(".tierwise/small/parts").first)
        try FileManager.default.removeItem(atPath: "\(workdir.path)/.tierwise/small/parts/\(part)")
        let missing = try tierwise("cluster", "finish", "p.yml")
        #expect(missing.code == 66 && missing.err.contains("the part of creator shard"), "\(missing)")
        #expect(!workdir.exists("report"))
        // It is planned again, and so is one that is damaged.
        let damaged = "\(workdir.path)/.tierwise/small/parts/\(try #require(workdir.names(".tierwise/small/parts").last))"
        var bytes = try Data(contentsOf: URL(filePath: damaged))
        bytes[bytes.count / 3] ^= 8
        try bytes.write(to: URL(filePath: damaged))
        let rest = try plan("aggregate")
        #expect(rest.count == 2)
        try work(rest)
        try work(try plan("aggregate"))
        try finish()
    }

    /// The part of another definition under the right name, as somebody copies it there.
    @Test func aPartOfAnotherDefinitionIsRefused() throws {
        defer { workdir.remove() }
        try work(try plan("ingest"))
        try work(try plan("aggregate"))
        try work(try plan("aggregate"))
        let folder = "\(workdir.path)/.tierwise/small/parts"
        try FileManager.default.copyItem(atPath: folder, toPath: "\(workdir.path)/foreign")
        try workdir.write("p.yml", Workdir.pipeline.replacing("name: small", with: "name: small\ntiers: [{name: micro, from: 0, to: 7000}, {name: macro, from: 7000}]\ncompare: {a: micro, b: macro}"))
        try work(try plan("ingest"))
        try work(try plan("aggregate"))
        try work(try plan("aggregate"))
        for (own, foreign) in zip(workdir.names(".tierwise/small/parts"), workdir.names("foreign")) {
            try FileManager.default.removeItem(atPath: "\(folder)/\(own)")
            try FileManager.default.copyItem(atPath: "\(workdir.path)/foreign/\(foreign)", toPath: "\(folder)/\(own)")
        }
        let result = try tierwise("cluster", "finish", "p.yml")
        #expect(result.code == 66 && !workdir.exists("report"), "\(result)")
        try work(try plan("aggregate"))
        try work(try plan("aggregate"))
        let done = try tierwise("cluster", "finish", "p.yml")
        let one = try tierwise("run", "p.yml", "--workspace", "two", "--output", "other")
        #expect(done.code == 2 && one.code == 2, "\(done) \(one)")
        #expect(contents("\(workdir.path)/report") == contents("\(workdir.path)/other"))
    }

    @Test func tasksOfSomethingElseAreRefused() throws {
        defer { workdir.remove() }
        let ingest = try plan("ingest")
        let task = try #require(ingest.first { $0.contains("posts.csv") })
        for (what, line, word) in [
            ("another version", task.replacing(/"layout":2/, with: "\"layout\":3"), "another version"),
            ("another program", task.replacing(/"program":"[^"]*"/, with: "\"program\":\"0.1.0 abc\""), "another program"),
            ("another definition", task.replacing(/"definition":"[^"]*"/, with: "\"definition\":\"abc\""), "another one than when the task was planned"),
            ("another key", task.replacing(/"key":"[^"]*"/, with: "\"key\":\"abc\""), "other rows than planned"),
            ("no task", "{\"layout\":2}", "no line that"), ("no JSON", "hello", "no line that"),
        ] {
            let result = try tierwise("cluster", "work", line)
            #expect(result.code == 78 && result.err.contains(word), "\(what): \(result)")
        }
        // The definition itself changes.
        try workdir.write("p.yml", Workdir.pipeline + "\nroi: {margin: 0.5}\n")
        let changed = try tierwise("cluster", "work", task)
        #expect(changed.code == 78 && changed.err.contains("plan again"), "\(changed)")
        try workdir.write("p.yml", Workdir.pipeline)
        #expect(workdir.names(".tierwise/small/staged/posts").isEmpty)
        // An input changes, and another goes.
        let deals = try #require(ingest.first { $0.contains("deals.csv") })
        let before = try workdir.read("exports/posts.csv")
        try workdir.write("exports/posts.csv", Workdir.posts(41))
        let other = try tierwise("cluster", "work", task)
        #expect(other.code == 66 && other.err.contains("holds other bytes than when the task was planned"), "\(other)")
        let text = try workdir.read("exports/deals.csv")
        try FileManager.default.removeItem(atPath: "\(workdir.path)/exports/deals.csv")
        #expect(try tierwise("cluster", "work", deals).code == 66)
        #expect(workdir.names(".tierwise/small/outcomes").isEmpty)
        try workdir.write("exports/posts.csv", before)
        try workdir.write("exports/deals.csv", text)
        try work(ingest)
        let aggregate = try plan("aggregate", "--tasks", "2")
        // What the parts would be made of changes after the plan: the facts, and the books.
        for file in ["facts/posts.parquet", "facts/summary.json", "ledger.ndjson"] {
            let path = "\(workdir.path)/.tierwise/small/\(file)"
            let bytes = try Data(contentsOf: URL(filePath: path))
            var damaged = bytes
            damaged[bytes.count - 30] ^= 1
            try damaged.write(to: URL(filePath: path))
            let result = try tierwise("cluster", "work", aggregate[0])
            #expect(result.code == 66 && result.err.contains("plan round `aggregate` again"), "\(file): \(result)")
            try bytes.write(to: URL(filePath: path))
        }
        #expect(workdir.names(".tierwise/small/parts").isEmpty)
        try work(aggregate)
        try work(try plan("aggregate"))
        try finish()
    }

    /// Exports that come while the cluster works are for the next plan, never half in a report.
    @Test func anExportThatComesLate() throws {
        defer { workdir.remove() }
        try work(try plan("ingest"))
        try work(try plan("aggregate"))
        try work(try plan("aggregate"))
        try workdir.write("exports/late.csv", Workdir.posts(12).replacing(/\np/) { _ in "\nl" })
        let result = try tierwise("cluster", "finish", "p.yml")
        #expect(result.code == 66 && !workdir.exists("report"), "\(result)")
        try runAll()
        #expect(try tierwise("run", "p.yml", "--workspace", "two", "--output", "later").code == 2)
        #expect(try published("\(workdir.path)/report") == published("\(workdir.path)/later"))
    }

    @Test func twoDriversAtOnce() throws {
        defer { workdir.remove() }
        try work(try plan("ingest"))
        let holder = try LockHolder("\(workdir.path)/.tierwise/small/lock")
        for command in [["plan", "p.yml", "--round", "aggregate"], ["finish", "p.yml"]] {
            let result = try Programs.run("tierwise", ["cluster"] + command, in: workdir)
            #expect(result.code == 75 && result.out.isEmpty && result.err.contains("another run"), "\(result)")
        }
        try holder.release()
    }

    /// A worker that is killed in the middle of a write, or whose disk is full, leaves nothing that counts.
    @Test func aWorkerThatCannotWrite() throws {
        defer { workdir.remove() }
        try workdir.write("exports/more.csv", Workdir.posts(4000).replacing(/\np/) { _ in "\nx" })
        #expect(try tierwise("run", "p.yml", "--workspace", "one", "--output", "whole").code == 2)
        for round in ["ingest", "aggregate", "aggregate"] {
            var killed = 0
            for task in try plan(round, "--tasks", "2") {
                try workdir.write("task", task)
                for limit in [1, 2, 4, 8, 16] {
                    let result = try Programs.shell("ulimit -c 0; ulimit -f \(limit); exec \(Programs.path("tierwise")) cluster work < task", in: workdir)
                    #expect([0, 74, 128 + 25].contains(result.code), "\(limit): \(result)")
                    if result.code != 0 { killed += 1 }
                }
            }
            #expect(killed > 0 || round != "ingest")
            try work(try plan(round, "--tasks", "2"))
        }
        let result = try tierwise("cluster", "finish", "p.yml")
        #expect(result.code == 2, "\(result)")
        #expect(try published("\(workdir.path)/report") == published("\(workdir.path)/whole"))
    }
}
