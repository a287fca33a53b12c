import Foundation
import Testing

/// A run that finds nothing new leaves the report where it is; whatever differs makes it anew.
struct RunAgainTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        return workdir
    }

    /// Publishing puts another folder in the report's place.
    private func place(_ workdir: Workdir) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: "\(workdir.path)/report")[.systemFileNumber] as? Int)
    }

    @Test func nothingNew() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let before = try place(workdir)
        let again = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(again.code == 0 && again.err.contains("nothing is new since the last run"), "\(again)")
        #expect(try place(workdir) == before)
        #expect(try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir).code == 0)
    }

    /// What a run says and how it ends does not depend on whether there was anything to do.
    @Test func lossesAreSaidAgain() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/codes.csv", "promo_code,deal_id\nANNA,d1\nBERT,d9\n")
        let first = try Programs.tierwise("run", "p.yml", in: workdir)
        let second = try Programs.tierwise("run", "p.yml", in: workdir)
        let third = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(first.err.contains("name a deal that no file holds"), "\(first)")
        #expect(second.code == third.code && second.err == third.err && second.err.contains("name a deal that no file holds"), "\(second) \(third)")
    }

    @Test(arguments: [
        "printf '4,2025-03-14T00:00:00Z,ANNA,10.00,0\\n' >> exports/orders.csv",
        "printf 'post_id,creator_id,platform,posted_at,likes,comments\\nz1,c1,x,2025-03-14T00:00:00Z,1,1\\n' > exports/more.csv",
        "rm exports/orders.csv",
        "printf '\\nroi: {margin: 0.5}\\n' >> p.yml",
        "rm -r report",
        "printf x >> report/report.md",
        "rm report/tables/estimates.csv",
        "printf x >> .tierwise/small/findings.json",
        "sed -i 's/./x/' .tierwise/small/facts/deals.parquet",
        "rm .tierwise/small/last-run.json",
        "sed -i 's/recipe/recape/' .tierwise/small/last-run.json",
        "rm -r .tierwise",
    ])
    func somethingNew(change: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        let before = try place(workdir)
        #expect(try Programs.shell(change, in: workdir).code == 0)
        let result = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        // A file that is gone is a warning.
        #expect([0, 1].contains(result.code) && !result.err.contains("nothing is new"), "\(result)")
        // A folder that is gone leaves its number to the next one.
        if change != "rm -r report" { #expect(try place(workdir) != before) }
        #expect(try Programs.tierwise("run", "p.yml", "--workspace", "w2", "--output", "r2", in: workdir).code <= 1)
        #expect(try published("\(workdir.path)/report") == published("\(workdir.path)/r2"))
        #expect(try Programs.tierwise("verify", "report", "--workspace", ".tierwise/small", in: workdir).code == 0)
        // And then nothing is.
        #expect(try Programs.tierwise("run", "p.yml", "--verbose", in: workdir).err.contains("nothing is new since the last run"))
    }

    /// What another definition left makes no report of this one, and the next run takes nothing of it.
    @Test func aStageAloneIsNoRun() throws {
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try Programs.shell("printf '\\nroi: {margin: 0.5}\\n' >> p.yml", in: workdir).code == 0)
        #expect(try Programs.tierwise("report", "p.yml", in: workdir).code == 66)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        #expect(try Programs.tierwise("run", "p.yml", "--workspace", "w2", "--output", "r2", in: workdir).code <= 1)
        #expect(try published("\(workdir.path)/report") == published("\(workdir.path)/r2"))
    }
}
