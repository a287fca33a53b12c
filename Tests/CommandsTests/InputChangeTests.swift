import Foundation
import Testing

/// Files of a night that are not what the night before left: links, look-alikes, gone, changed and empty ones.
struct InputChangeTests {
    private func small(_ more: String = "") throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        try workdir.write("p.yml", Workdir.pipeline + "\n" + more)
        return workdir
    }

    private static let header = Workdir.posts(0)

    private func post(_ id: String) -> String {
        Self.header + "\(id),c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,300,2\n"
    }

    private func rows(_ workdir: Workdir) throws -> Int {
        let text = try Programs.tierwise("rows", "p.yml", "--tier", "micro", "--metric", "er_followers", in: workdir).err
        return Int(text.split(separator: ": ").last?.prefix { $0.isNumber } ?? "") ?? -1
    }

    /// A link in the workspace: neither followed nor emptied.
    @Test(arguments: ["staged/posts", "staged", "quarantine", "facts"])
    func fault86_aLinkInTheWorkspace(place: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let folder = "\(workdir.path)/.tierwise/small/\(place)"
        let name = "0123456789abcdef0123456789abcdef.csv.gz"
        for file in [name, ".tierwise-tmp-1-1", "posts/\(name)"] { try workdir.write("victim/\(file)", "mine") }
        let before = contents("\(workdir.path)/victim")
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: "\(workdir.path)/victim")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 73 && result.err.contains("is a link"), "\(result)")
        #expect(contents("\(workdir.path)/victim") == before)
    }

    /// In a folder of the workspace only what is called as our files are is removed.
    @Test func fault86_onlyOwnFilesAreRemoved() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let foreign = [".tierwise/small/quarantine/notes.txt", ".tierwise/small/staged/posts/deep/photo.jpg", ".tierwise/small/staged/posts/list.csv.gz"]
        for name in foreign { try workdir.write(name, "mine") }
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        for name in foreign { #expect(try workdir.read(name) == "mine") }
    }

    /// A link among the exports is read where it stays inside their folder, else only by request.
    @Test func fault86_linksAmongTheExports() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/real/inside.txt", post("inside"))
        try workdir.write("elsewhere/secret.csv", "canary@example.org,canary-name\n")
        try workdir.write("elsewhere/posts.csv", post("outside"))
        let files = FileManager.default
        try files.createSymbolicLink(atPath: "\(workdir.path)/exports/inside.csv", withDestinationPath: "real/inside.txt")
        try files.removeItem(atPath: "\(workdir.path)/exports/codes.csv")
        try workdir.write("p.yml", Workdir.pipeline.replacing("exports/*", with: "exports/*.csv"))
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        // c0 to c3 have 5 posts each, and the one behind the link.
        #expect(try rows(workdir) == 21)
        try files.createSymbolicLink(atPath: "\(workdir.path)/exports/secret.csv", withDestinationPath: "../elsewhere/secret.csv")
        try files.createSymbolicLink(atPath: "\(workdir.path)/exports/outside.csv", withDestinationPath: "../elsewhere/posts.csv")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2, "\(result)")
        for name in ["secret.csv", "outside.csv"] {
            #expect(result.err.contains("\(name): refused, nothing of it was used: is or lies behind a link"), "\(result)")
        }
        #expect(result.err.contains("`follow_links: true`"))
        #expect(try rows(workdir) == 21)
        #expect(try Programs.shell("! grep -r canary report .tierwise", in: workdir).code == 0)
        try files.removeItem(atPath: "\(workdir.path)/exports/secret.csv")
        for place in ["follow_links: true", "sources: [{files: exports/*.csv, set: {currency: EUR}, follow_links: true}]"] {
            let text = Workdir.pipeline.replacing("exports/*", with: "exports/*.csv")
            try workdir.write("p.yml", place.hasPrefix("sources")
                ? "name: small\ncurrency: EUR\nas_of: 2025-12-31T00:00:00Z\noutput: report\n\(place)\n" : text + "\n\(place)\n")
            #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
            #expect(try rows(workdir) == 22)
        }
    }

    /// Two names that look the same, a name that is no UTF-8, and one that talks to terminals: all read, none obeyed.
    @Test func fault88_namesAreBytes() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let names = ["M\u{E4}rz.csv", "Ma\u{308}rz.csv", "a\u{1B}[2J\u{202E}\n.csv"]
        for (number, name) in names.enumerated() {
            try workdir.write("one", post("n\(number)"))
            #expect(try Programs.shell("mv one $'exports/\(name.replacing("\u{1B}", with: "\\e").replacing("\n", with: "\\n"))'", in: workdir).code == 0)
        }
        try workdir.write("one", post("latin"))
        #expect(try Programs.shell("mv one $'exports/M\\xe4rz.csv'", in: workdir).code == 0)
        let result = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(result.code == 0 && result.err.contains("8 files"), "\(result)")
        #expect(result.err.contains("M\\x{e4}rz.csv") && result.err.contains("a\\u{1b}[2J\\u{202e}\\u{a}.csv"), "\(result)")
        #expect(!result.err.contains("\u{1B}") && !result.err.contains("\u{202E}"))
        #expect(try rows(workdir) == 24)
        let table = try workdir.read("report/tables/quality.csv")
        #expect(table.split(separator: "\n").count == 9 && table.contains("M\\x{e4}rz.csv"), "\(table)")
        // The second night knows all of them.
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).err.isEmpty)
        #expect(try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir).code == 0)
    }

    @Test func fault88_initOfNamesThatAreBytes() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        for (number, name) in ["M\\xe4rz.csv", "a\\eb.csv", "M\\u00e4rz.csv", "Ma\\u0308rz.csv"].enumerated() {
            try workdir.write("folder/one", post("n\(number)"))
            #expect(try Programs.shell("mv folder/one $'folder/\(name)'", in: workdir).code == 0)
        }
        let drafted = try Programs.tierwise("init", "folder", in: workdir)
        #expect(drafted.code == 0 && !drafted.out.contains("\u{1B}"), "\(drafted)")
        let result = try Programs.tierwise("run", "folder/PIPELINE.yml", "--verbose", in: workdir)
        #expect(result.code <= 1 && result.err.contains("M\\x{e4}rz.csv") && result.err.contains("a\\u{1b}b.csv"), "\(result)")
    }

    /// Each change alone, said; exit code 1 where the pipeline says so.
    @Test func fault91_nothingHappenedIsSomething() throws {
        let header = Self.header
        let cases: [(change: (Workdir) throws -> Void, words: String, code: Int32, more: String)] = [
            ({ try FileManager.default.removeItem(atPath: "\($0.path)/exports/day-2025-03-03.csv") }, "day-2025-03-03.csv: was there in the last run and is gone, with 1 rows", 1, ""),
            ({ try FileManager.default.removeItem(atPath: "\($0.path)/exports/day-2025-03-03.csv") }, "is gone", 0, "rejects: {warn: 50%}"),
            ({ try FileManager.default.removeItem(atPath: "\($0.path)/exports/day-2025-03-02.csv") }, "the file of 2025-03-02 is missing between its neighbours", 1, "freshness: {warn: 100000d}\nrejects: {warn: 50%}"),
            ({ try $0.write("exports/day-2025-03-03.csv", header + "z3,c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,301,2\n") }, "day-2025-03-03.csv: changed since the last run: 1 rows then, 1 now", 0, ""),
            ({ try $0.write("exports/posts.csv", Workdir.posts(20)) }, "posts.csv: changed since the last run: 40 rows then, 20 now, fewer than before", 1, ""),
            ({ try $0.write("exports/day-2025-03-06.csv", header) }, "day-2025-03-06.csv: has a header and no row", 0, ""),
            ({ try $0.write("exports/day-2025-03-06.csv", header) }, "day-2025-03-06.csv: has a header and no row", 1, "freshness: {warn: 100000d}"),
        ]
        for (change, words, code, more) in cases {
            let workdir = try small(more)
            defer { workdir.remove() }
            for day in 1...5 { try workdir.write("exports/day-2025-03-0\(day).csv", header + "z\(day),c1,instagram,image,2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,6000,300,2\n") }
            let first = try Programs.tierwise("run", "p.yml", in: workdir)
            #expect(first.code == 0 && first.err.isEmpty, "\(first)")
            #expect(try Programs.tierwise("run", "p.yml", in: workdir).err.isEmpty)
            try change(workdir)
            let result = try Programs.tierwise("run", "p.yml", in: workdir)
            #expect(result.code == code && result.err.contains(words), "\(words): \(result)")
        }
    }

    /// Nothing of a file that is not understood is published: its first line may be a customer.
    @Test(arguments: [
        "Canary Name,canary@example.org,+49 170 1234567\nOther Name,other@example.org,+49 170 7654321\n",
        "canary-header,Canary Name\nx,y\n", "{\"canary-key\": \"canary\"}\n", "{\"canary-key\": canary}\n", "canary\u{0}\u{1}\n", "canary",
    ])
    func fault87_nothingOfARefusedFileIsPublished(text: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/list.csv", text)
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 2 && result.err.contains("list.csv: refused"), "\(result)")
        #expect(try Programs.shell("! grep -ril -e canary -e 'other name' -e '170 1234567' report", in: workdir).code == 0)
        #expect(try workdir.read("report/tables/quality.csv").contains("list.csv"))
        #expect(try workdir.read("report/manifest.json").contains("\(text.utf8.count)"))
        #expect(try Programs.shell("stat -c %a .tierwise/small/ledger.ndjson", in: workdir).out == "600\n")
    }

    /// Two pipelines with one output: the second is refused, and `lint` says so before.
    @Test func fault90_twoPipelinesOneOutput() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("q.yml", Workdir.pipeline.replacing("name: small", with: "name: other"))
        try workdir.write("r.yml", Workdir.pipeline)
        let both = try Programs.tierwise("lint", "p.yml", "q.yml", in: workdir)
        #expect(both.code == 73 && both.err.contains("q.yml: publishes to `report` as p.yml does"), "\(both)")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let before = contents("\(workdir.path)/report")
        for (file, words) in [("q.yml", "holds the report of the pipeline `small`"), ("r.yml", "holds the report of the pipeline file `p.yml`")] {
            let result = try Programs.tierwise("run", file, in: workdir)
            #expect(result.code == 73 && result.err.contains(words) && result.err.contains("`--force`"), "\(result)")
            #expect(contents("\(workdir.path)/report") == before)
            let lint = try Programs.tierwise("lint", file, in: workdir)
            #expect(lint.code == 73 && lint.err.contains(words), "\(lint)")
        }
        #expect(try Programs.tierwise("run", "q.yml", "--force", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "q.yml", in: workdir).code == 0)
    }
}
