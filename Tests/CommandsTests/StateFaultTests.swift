import Foundation
import Testing

/// What a run leaves behind when it is killed, starved or comes late, and who may read it: rows of the fault catalogue.
struct StateFaultTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        return workdir
    }

    private let run = "'\(Programs.path("tierwise"))' run p.yml --progress never"

    /// The kernel kills a process that writes beyond its file size limit, in the middle of that write. Each limit (KiB) hits
    /// another file: ledger, staged rows, facts, findings, report. The old report stays whole, and the next run makes of
    /// what is left what an undisturbed one makes.
    @Test func fault59_killedInTheMiddleOfAWrite() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.shell(run, in: workdir).code == 0)
        let old = contents("\(workdir.path)/report")
        try workdir.write("exports/more.csv", Workdir.posts(4000).replacing(/\np/) { _ in "\nx" })
        #expect(try Programs.shell("\(run) --output undisturbed --workspace elsewhere", in: workdir).code == 0)
        let undisturbed = contents("\(workdir.path)/undisturbed")
        var killed = 0
        for limit in [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192] {
            // A new workspace each time: every stage works.
            try? FileManager.default.removeItem(atPath: "\(workdir.path)/.tierwise")
            let result = try Programs.shell("ulimit -c 0; ulimit -f \(limit); exec \(run)", in: workdir)
            guard result.code != 0 else { continue }
            // 25 is SIGXFSZ; a write that comes a second time may get an error instead.
            #expect(result.code == 128 + 25 || result.code == 74, "\(limit): \(result)")
            killed += 1
            #expect(contents("\(workdir.path)/report") == old, "\(limit)")
            #expect(!workdir.names("").contains { $0.contains("report") && $0 != "report" }, "\(workdir.names(""))")
            #expect(try Programs.shell("\(run) --output again", in: workdir).code == 0)
            #expect(contents("\(workdir.path)/again") == undisturbed, "\(limit)")
        }
        #expect(killed >= 8)
    }

    @Test func fault70_manyFilesAndFewDescriptors() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let header = Workdir.posts(0)
        for file in 0..<300 {
            try workdir.write("exports/day-\(file).csv", header + "y\(file),c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,300,2\n")
        }
        let result = try Programs.shell("ulimit -n 64; \(run) --verbose --jobs 8", in: workdir)
        #expect(result.code == 0 && result.err.contains("304 files"), "\(result)")
        // c1 has 5 posts in posts.csv and one in each day.
        #expect(try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", in: workdir).err.contains("320 posts of 4 creators"))
    }

    /// A day that comes late, and one that comes again, end in what all days at once give.
    @Test func fault72_aDayComesLate() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let days = (1...3).map { day in
            Workdir.posts(0) + "z\(day),c\(day),instagram,image,2025-03-1\(day)T10:00:00Z,2025-06-0\(day)T00:00:00Z,6000,\(300 + day),2\n"
        }
        for (number, text) in days.enumerated() { try workdir.write("exports/day-\(number + 1).csv", text) }
        #expect(try Programs.shell("\(run) --output onTime --workspace w1", in: workdir).code == 0)
        try FileManager.default.removeItem(atPath: "\(workdir.path)/exports/day-2.csv")
        #expect(try Programs.shell(run, in: workdir).code == 0)
        #expect(contents("\(workdir.path)/report") != contents("\(workdir.path)/onTime"))
        try workdir.write("exports/day-2.csv", days[1])
        #expect(try Programs.shell(run, in: workdir).code == 0)
        #expect(try published("\(workdir.path)/report") == published("\(workdir.path)/onTime"))
    }

    @Test(arguments: [131_072, 262_144]) func fault74_tooLittleMemory(kibibytes: Int) throws {
        let workdir = try small()
        defer { workdir.remove() }
        let before = contents(workdir.path)
        let result = try Programs.shell("ulimit -v \(kibibytes); exec \(run)", in: workdir)
        #expect(result.code == 74, "\(result)")
        #expect(result.err == "run: this process may use \(kibibytes / 1024) MiB of memory and needs 400 or more; raise the limit (`ulimit -v`) and run again; nothing was changed\n")
        #expect(contents(workdir.path) == before)
    }

    @Test func fault74_halfAGibibyteIsEnough() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.shell("ulimit -v 524288; exec \(run)", in: workdir).code == 0)
    }

    @Test(arguments: [2, 4, 16, 64]) func fault75_anyNumberOfThreads(jobs: Int) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.shell("\(run) --jobs 1 --output one --workspace w1", in: workdir).code == 0)
        #expect(try Programs.shell("\(run) --jobs \(jobs) --output many --workspace w2", in: workdir).code == 0)
        #expect(contents("\(workdir.path)/one") == contents("\(workdir.path)/many"))
    }

    /// There is no key for a secret; one that somebody writes all the same, or keeps in the environment, is never echoed.
    @Test func fault82_secretsAreNotEchoed() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let secret = "canary-4711"
        #expect(try Programs.shell("export TOKEN=\(secret); exec \(run) --verbose > said 2>&1", in: workdir).code == 0)
        #expect(try Programs.shell("zgrep -r \(secret) report .tierwise said", in: workdir).out.isEmpty)
        try workdir.write("p.yml", Workdir.pipeline + "\npassword: \(secret)\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 78 && result.err.contains("unknown key `password`") && !result.err.contains(secret), "\(result)")
    }

    /// What another version left in the workspace, or a bit changed, is made anew by whichever stage reads it, and said.
    @Test(arguments: [
        ("report", ".tierwise/small/findings.json", "s/\"version\": [0-9]*/\"version\": 99/", "the findings were"),
        ("report", ".tierwise/small/findings.json", "s/\"claims\"/\"klaims\"/", "the findings were"),
        ("report", ".tierwise/small/facts/posts.parquet", "s/./x/", "the facts were"),
        ("aggregate", ".tierwise/small/facts/summary.json", "s/duplicates/copies/", "the facts were"),
        ("aggregate", ".tierwise/small/facts/posts.parquet", "s/./x/", "the facts were"),
        ("normalize", ".tierwise/small/ledger.ndjson", "1s/codes/c0des/", "lines of the ledger were"),
        ("ingest", ".tierwise/small/hashes.ndjson", "1s/small/smale/;$s/{/}/", "the memory of hashes was"),
    ])
    func fault77_anotherVersionsState(stage: String, file: String, change: String, words: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.shell(run, in: workdir).code == 0)
        let report = contents("\(workdir.path)/report")
        #expect(try Programs.shell("cp \(file) before; sed -i '\(change)' \(file); ! cmp -s before \(file)", in: workdir).code == 0)
        let result = try Programs.run(stage, ["p.yml"], in: workdir)
        #expect(result.code == 0 && result.err.contains(words) && result.err.contains("made anew"), "\(result)")
        for stage in ["aggregate", "report"] { #expect(try Programs.run(stage, ["p.yml"], in: workdir).code == 0) }
        #expect(contents("\(workdir.path)/report") == report)
        let check = try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir)
        #expect(check.code == 0, "\(check)")
    }

    /// A workspace as the first release left it: no checksums, no seals.
    @Test func fault77_theFirstLayout() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.shell(run, in: workdir).code == 0)
        let report = contents("\(workdir.path)/report")
        let strip = """
            cd .tierwise/small
            sed -i -E 's/^\\{"entry":(.*),"seal":"[0-9a-f]{16}"\\}$/\\1/; s/,"seal":"[0-9a-f]{64}"//g; /^\\{"kind"/d' ledger.ndjson hashes.ndjson
            for f in facts/summary.json findings.json; do sed -i -E '1s/^\\{"value"://; /^,"seal"/d' $f; done
            find . -name '*.index' -exec sed -i -E '1s/^shards 2/shards 1/; /^sha256/d' {} +
            """
        #expect(try Programs.shell(strip, in: workdir).code == 0)
        #expect(try !workdir.read(".tierwise/small/ledger.ndjson").contains("seal"))
        let result = try Programs.shell(run, in: workdir)
        #expect(result.code == 0 && result.err.contains("written by another version, and made anew"), "\(result)")
        #expect(contents("\(workdir.path)/report") == report)
        #expect(try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir).code == 0)
    }

    /// Whatever the mask of the process: a report may be read by the group, what people are in it by nobody else.
    @Test func fault81_whoMayRead() throws {
        let workdir = try small()
        defer { workdir.remove() }
        // A cell that is set aside, so that there is a quarantine.
        try workdir.write("exports/odd.csv", Workdir.posts(0) + "odd,c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,3.5,2\neven,c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,3,2\n")
        #expect(try Programs.shell("umask 000; exec \(run)", in: workdir).code <= 1)
        let listed = try Programs.shell("find report .tierwise -printf '%m %y %p\\n'", in: workdir).out
        let places = listed.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 2).map(String.init) }
        #expect(places.count > 40)
        #expect(places.contains { $0[2].contains("/quarantine/") && $0[1] == "f" })
        for place in places {
            #expect(place[0] == (place[1] == "d" ? "750" : place[2].hasPrefix("report") ? "640" : "600"), "\(place)")
        }
    }
}
