import Foundation
import Testing

/// Messages: one event, one line, in the chosen format, whatever stands in names and files; and never in a file of ours.
struct MessageTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        return workdir
    }

    /// Every line of stderr is an object with the three fields.
    private func events(_ text: String) throws -> [[String: String]] {
        try text.split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String], "\(line)")
        }
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
            #expect(!events.isEmpty && events.allSatisfy { $0["level"] == "error" && $0["stage"] != nil && $0["message"] != nil }, "\(result)")
        }
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
