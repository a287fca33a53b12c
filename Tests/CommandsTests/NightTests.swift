import Foundation
import TestSupport
import Testing

/// Exports night after night of the same posts with higher counts: what is compacted of them changes nothing but the time it takes.
struct NightTests {
    private static let folder = ".tierwise/small/staged/compacted"

    private func write(night: Int, in workdir: Workdir) throws {
        var lines = Workdir.posts().split(separator: "\n").map(String.init)
        lines[0] += ",followers_at_export"
        for line in lines.indices.dropFirst() {
            var fields = lines[line].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let followers = fields[6]
            fields[5] = "2025-06-\(10 + night)T00:00:00Z"
            fields[6] = ""
            fields[7] += "\(night)"
            lines[line] = fields.joined(separator: ",") + ",\(followers)\(night)"
        }
        try workdir.write("exports/night\(night).csv", lines.joined(separator: "\n") + "\n")
    }

    /// The report of this workspace, and that of one which never saw a night before.
    private func reports(_ workdir: Workdir) throws -> (now: [String: String], fresh: [String: String]) {
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code <= 1, "\(result)")
        #expect(try Programs.shell("rm -rf fresh fresh-report", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", "--workspace", "fresh", "--output", "fresh-report", in: workdir).code <= 1)
        return (try published("\(workdir.path)/report"), try published("\(workdir.path)/fresh-report"))
    }

    private func compacted(_ workdir: Workdir) -> [String] {
        contents("\(workdir.path)/\(Self.folder)").keys.sorted().map { "\(Self.folder)/\($0)" }
    }

    @Test func aNightCostsNoNightBefore() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.makeSmall()
        #expect(try Programs.shell("rm exports/posts.csv", in: workdir).code == 0)
        let verify = ["verify", "report", "--workspace", ".tierwise/small"]
        for night in 0..<8 {
            try write(night: night, in: workdir)
            let (now, fresh) = try reports(workdir)
            #expect(now == fresh, "night \(night)")
            #expect(compacted(workdir).count == (night < 2 ? 0 : 3), "night \(night)")
            #expect(try Programs.run("tierwise", verify, in: workdir).code == 0, "night \(night)")
        }
        // Damage is found, said and made good, with something new and without.
        var generator = SeededGenerator(seed: 92)
        for place in 0..<3 {
            let file = compacted(workdir)[place]
            var bytes = try Data(contentsOf: URL(filePath: "\(workdir.path)/\(file)"))
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] ^= 4
            try workdir.write(file, bytes)
            #expect(try Programs.run("tierwise", verify, in: workdir).code == 65, "\(file)")
            if place == 0 { try write(night: 8, in: workdir) }
            let result = try Programs.tierwise("run", "p.yml", in: workdir)
            #expect(result.code <= 1 && result.err.components(separatedBy: "made anew").count == 2, "\(file): \(result)")
            let (now, fresh) = try reports(workdir)
            #expect(now == fresh, "\(file)")
            #expect(try Programs.run("tierwise", verify, in: workdir).code == 0, "\(file)")
        }
        // So is a summary that is gone, with nothing new.
        #expect(try Programs.shell("rm \(Self.folder)/summary.json", in: workdir).code == 0)
        let lost = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(lost.code <= 1 && lost.err.contains("the compacted posts were"), "\(lost)")
        #expect(try Programs.run("tierwise", verify, in: workdir).code == 0)
        // What a run that was killed left goes; what somebody put there stays, and `verify` names it.
        try workdir.write("\(Self.folder)/\(String(repeating: "0", count: 32)).posts.parquet", "half")
        try workdir.write("\(Self.folder)/mine.parquet", "mine")
        try write(night: 9, in: workdir)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code <= 1)
        #expect(compacted(workdir).count == 4)
        #expect(try Programs.run("tierwise", verify, in: workdir).err.contains("mine.parquet: is none of the files that were written"))
        #expect(try Programs.shell("rm \(Self.folder)/mine.parquet", in: workdir).code == 0)
        // An input that is gone takes its posts with it.
        #expect(try Programs.shell("rm exports/night0.csv", in: workdir).code == 0)
        let (now, fresh) = try reports(workdir)
        #expect(now["findings.json"] == fresh["findings.json"])
    }
}
