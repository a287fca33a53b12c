import Foundation
import Testing

/// Messages: one event, one line, in the chosen format, whatever stands in names and files; and never in a file of ours.
struct MessageTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        return workdir
    }

    private struct Event: Decodable {
        struct Summary: Decodable {
            struct Files: Decodable {
                var new: Int
                var refused: Int
            }
            var run: String
            var exit: Int
            var files: Files
            var rows: [String: Int]
        }
        var time: String
        var run: String
        var stage: String
        var level: String
        var message: String
        var summary: Summary?
    }

    /// Every line of stderr is an object with these fields.
    private func events(_ text: String) throws -> [Event] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(Event.self, from: Data($0.utf8)) }
    }

    /// Escape codes and marks that turn text around, in a pipeline's text, its path and its format file.
    @Test func fault88_controlCharactersOfADefinition() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let dangerous = "\u{1B}]0;title\u{7}\u{202E}"
        try workdir.write("a.yml", Workdir.pipeline + "\n\(dangerous): [\n")
        try workdir.write("b.yml", Workdir.pipeline + "\n\"x\\e[31m\\nrun: all is well\": 1\n")
        try workdir.write("c\(dangerous)\n.yml", "name: [\n")
        for name in ["a.yml", "b.yml", "c\(dangerous)\n.yml", "missing\(dangerous).yml"] {
            for command in ["lint", "run"] {
                let result = try Programs.tierwise(command, name, in: workdir)
                #expect(result.code == (name.hasPrefix("missing") ? 66 : 78), "\(result)")
                #expect(!result.err.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || $0.value == 0x202E }, "\(result)")
                #expect(result.err.split(separator: "\n").allSatisfy { $0.hasPrefix("\(command): ") }, "\(result)")
            }
        }
    }

    @Test(arguments: [["run", "p.yml", "--bogus"], ["run", "missing.yml"], ["run", "bad.yml"], ["normalize", "p.yml"], ["run", "p.yml", "--output", "exports"]])
    func fault88_fatalMessagesAreJSONToo(arguments: [String]) throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("bad.yml", "name: x\nsurces: 1\n")
        for format in [["--log-format", "json"], ["--log-format=json"]] {
            let result = try Programs.run("tierwise", arguments + format, in: workdir)
            #expect(result.code >= 64, "\(result)")
            let events = try events(result.err)
            #expect(!events.isEmpty && events.allSatisfy { $0.level == "error" && !$0.stage.isEmpty && !$0.message.isEmpty }, "\(result)")
            #expect(Set(events.map(\.run)).count == 1, "\(result)")
            // What a run came to is its last event, also where it came to nothing; a wrong command line is no run.
            if result.code != 64 { #expect(events.last?.summary?.exit == Int(result.code) && events.dropLast().allSatisfy { $0.summary == nil }, "\(result)") }
        }
    }

    /// Each event says when and of which run; the last one what the run was, as its history has it.
    @Test func aJSONLogEndsWithASummary() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let before = Date()
        let result = try Programs.tierwise("run", "p.yml", "--log-format", "json", in: workdir)
        let events = try events(result.err)
        let last = try #require(events.last)
        let summary = try #require(last.summary)
        #expect(summary.exit == Int(result.code) && last.level == (result.code == 0 ? "notice" : result.code == 1 ? "warning" : "error"), "\(result)")
        #expect(summary.files.new > 0 && summary.rows.values.reduce(0, +) > 0, "\(result)")
        #expect(events.allSatisfy { $0.run == summary.run && $0.stage == "run" }, "\(result)")
        #expect(try workdir.read(".tierwise/small/runs.ndjson").contains("\"run\":\"\(summary.run)\""))
        for event in events {
            let time = try Date(event.time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
            #expect(time >= before.addingTimeInterval(-0.001) && time <= Date(), "\(event.time)")
        }
        // Only errors where only errors are asked for.
        let quiet = try Programs.tierwise("run", "p.yml", "--log-format", "json", "--quiet", in: workdir)
        #expect(try self.events(quiet.err).allSatisfy { $0.level == "error" }, "\(quiet)")
    }

    /// Whatever is closed at the start, what is written is what it is with all three open.
    @Test(arguments: ["2>&-", "0<&-", "0<&- 1>&- 2>&-"])
    func fault92_descriptorsClosedAtTheStart(closed: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", "--workspace", "w1", "--output", "r1", in: workdir).code == 0)
        let run = "'\(Programs.path("tierwise"))' run p.yml --workspace w2 --output r2 --progress always --verbose \(closed)"
        #expect(try Programs.shell(run, in: workdir).code == 0)
        #expect(contents("\(workdir.path)/r1") == contents("\(workdir.path)/r2"))
        for name in workdir.names("w2") where name != "lock" {
            #expect(contents("\(workdir.path)/w1/\(name)") == contents("\(workdir.path)/w2/\(name)"), "\(name)")
        }
        // Nothing was said into the lock: what stands there is who held it, or nothing.
        #expect(try !workdir.read("w2/lock").contains("%"))
        // A result that nobody takes is no success.
        #expect(try Programs.shell("'\(Programs.path("tierwise"))' formats list 1>&-", in: workdir).code == 74)
    }

    /// Twelve levels of aliases as keys are 10^13 comparisons; 1.2 KB say it.
    @Test(arguments: ["p.yml", "f.yml"])
    func fault94_aliasesAsKeys(place: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        var bomb = "a0: &a0 {x: 1}\n"
        for level in 1...30 { bomb += "a\(level): &a\(level)\n  ? *a\(level - 1)\n  : *a\(level - 1)\n" }
        try workdir.write(place, bomb)
        if place == "f.yml" { try workdir.write("p.yml", Workdir.pipeline + "\nformats: f.yml\n") }
        for merge in [bomb, "base: &b {x: 1}\nname:\n  <<: *b\n", "? &k [a]\n: *k\n"] {
            try workdir.write(place, merge)
            let clock = ContinuousClock()
            let began = clock.now
            let result = try Programs.tierwise("lint", "p.yml", in: workdir)
            #expect(result.code == 78 && result.err.contains("anchors and aliases (& and *) are not allowed"), "\(result)")
            // A tenth of a second is promised; a machine that tests at the same time is given twenty times that.
            #expect(clock.now - began < .seconds(2))
        }
    }
}
