import Foundation
import Testing

/// Whatever is lost between a file and a number is said: on the terminal, above the answer, in a table, in the exit code.
struct LossTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        return workdir
    }

    private func posts(_ likes: [String]) -> String {
        "post_id,creator_id,platform,posted_at,likes,comments,followers_at_post\n"
            + likes.enumerated().map { "l\($0),c1,instagram,2024-03-0\(1 + $0 % 9)T10:00:00Z,\($1),1,5000\n" }.joined()
    }

    /// 1 of 20 values is 5 %, 2 of 20 are more: exit 1, said by file, column, line and remedy, and above the answer.
    @Test(arguments: [(1, Int32(0)), (2, 1)])
    func aNeededColumnWarnsAboveFivePercent(bad: Int, code: Int32) throws {
        let workdir = try small()
        defer { workdir.remove() }
        let likes = (0..<20).map { $0 < bad ? "12 or so" : "\($0 + 7)" }
        try workdir.write("exports/likes.csv", posts(likes))
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == code, "\(result)")
        let page = try workdir.read("report/report.md")
        let table = try workdir.read("report/tables/losses.csv")
        #expect(table.contains("values_set_aside,\(code == 0 ? "noted" : "warning"),likes.csv,likes,"), "\(table)")
        guard code == 1 else {
            #expect(result.err.isEmpty && !page.contains("could change this answer"))
            return
        }
        #expect(result.err.contains("run: likes.csv: 2 of 20 values of `likes` set aside, first: line 2: "), "\(result)")
        #expect(result.err.contains("(as `12 or so`)"), "\(result)")
        let answer = try #require(page.range(of: "### Micro creators get more engagement"))
        let said = try #require(page.range(of: "2 of 20 values of"))
        #expect(said.lowerBound < answer.lowerBound)
    }

    /// One refund of forty is little of the column and can be most of the money: nobody knows what stood there.
    @Test(arguments: [("refund", "n. a."), ("refund", "about 900"), ("revenue", "n. a.")])
    func anAmountThatCannotBeReadStandsAboveTheAnswer(column: String, value: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        let rows = (0..<40).map { row in
            "r\(row),2024-03-05T10:00:00Z,EUR,\(column == "revenue" && row == 7 ? value : "1000"),\(column == "refund" && row == 7 ? value : "100")"
        }
        try workdir.write("exports/sales.csv", "order_id,ordered_at,currency,revenue,refund\n" + rows.joined(separator: "\n") + "\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 0, "\(result)")
        let page = try workdir.read("report/report.md")
        let said = try #require(page.range(of: "1 of 40 values of “\(column)” set aside, first: line 9"), "\(page)")
        let answer = try #require(page.range(of: "### Micro creators get more engagement"))
        #expect(said.lowerBound < answer.lowerBound)
        #expect(page.contains("until then these sales count in full") == (column == "refund"))
    }

    /// 10 of 20 are half, 11 more than half: nothing of the file is used, and the others go on.
    @Test(arguments: [(10, Int32(1)), (11, 2)])
    func aFileWithMostOfANeededColumnUnreadableIsRefused(bad: Int, code: Int32) throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/likes.csv", posts((0..<20).map { $0 < bad ? "12 or so" : "\($0 + 7)" }))
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == code, "\(result)")
        if code == 2 {
            #expect(
                result.err.contains("run: likes.csv: refused, nothing of it was used: line 2: 11 of 20 values of `likes` cannot be used (as `12 or so`): "),
                "\(result)")
            #expect(result.err.contains("set: {numbers: "), "\(result)")
        }
    }

    /// The value goes, its row stays: 12.3 billion followers, a post of 1970.
    @Test func whatCannotBeTrueIsSetAside() throws {
        let workdir = try small()
        defer { workdir.remove() }
        var rows = (0..<30).map { "b\($0),c1,instagram,2024-03-01T10:00:00Z,9,1,5000" }
        rows.append("b30,c1,instagram,2024-03-01T10:00:00Z,9,1,12300000000")
        rows.append("b31,c1,instagram,1970-01-01T00:00:00Z,9,1,5000")
        try workdir.write("exports/bounds.csv", "post_id,creator_id,platform,posted_at,likes,comments,followers_at_post\n" + rows.joined(separator: "\n") + "\n")
        let result = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(result.err.contains("bounds.csv: 1 of 32 values of `followers_at_post` set aside, first: line 32: the value is more than there are people on earth"), "\(result)")
        #expect(result.err.contains("bounds.csv: 1 of 32 values of `posted_at` set aside, first: line 33: the value lies before its platform existed"), "\(result)")
        let quality = try workdir.read("report/tables/quality.csv")
        #expect(quality.contains("32,32,0,0,2"), "\(quality)")
    }

    @Test func whatNoAnalysisReadsIsSaid() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("exports/clicks.csv", "source,day,utm_source,sessions,conversions\ntracker,2024-03-01,instagram,40,3\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(result.err.contains("run: clicks.csv: 1 row of ") && result.err.contains("no analysis uses them"), "\(result)")
        #expect(try workdir.read("report/report.md").contains("no analysis uses them"))
    }

    /// A file without a clock of its own, later than the newest instant of the others.
    @Test func postsLaterThanTheCutOffAreSetAside() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline.replacingOccurrences(of: "as_of: 2025-12-31T00:00:00Z\n", with: ""))
        try workdir.write("exports/late.csv", "post_id,creator_id,platform,posted_at,likes,comments,followers_at_post\nz1,c1,instagram,2031-03-01T10:00:00Z,9,1,5000\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        let table = try workdir.read("report/tables/exclusions.csv")
        #expect(table.contains("after_cut_off,1"), "\(result)\n\(table)")
        #expect(try workdir.read("report/tables/losses.csv").contains("they lie more than 48 hours after the data cut-off"))
    }

    /// The cut-off that a source's `set:` states is that instant, not the time of a post read beside it.
    @Test func aCutOffThatTheSourceSays() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write(
            "p.yml",
            Workdir.pipeline.replacingOccurrences(of: "as_of: 2025-12-31T00:00:00Z\n", with: "")
                .replacingOccurrences(of: "set: {currency: EUR}", with: "set: {currency: EUR, exported_at: 2026-02-03T00:00:00Z}"))
        try workdir.write("exports/undated.csv", "post_id,creator_id,platform,posted_at,likes,comments,followers_at_post\nz1,c1,instagram,2025-03-01T10:00:00Z,9,1,5000\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 0, "\(result)")
        #expect(try workdir.read("report/report.md").contains("data as of 2026-02-03 00:00 UTC"))
    }

    /// One file of a kind shows that its dates have the day first, another could be either: they may be of one account.
    @Test func datesOfOneKindInTwoOrdersAreSaid() throws {
        let workdir = try small()
        defer { workdir.remove() }
        func export(_ name: String, _ day: String) throws {
            try workdir.write("exports/\(name).csv", "Post ID,Account ID,Account username,Publish time,Post type,Likes,Comments\n\(name),1784,thebrand,\(day)/2025 09:48,IG reel,10,1\n")
        }
        let said = "day05.csv: its dates are read month first, as this export writes them, but day13.csv of the same kind has the day first, so they may be wrong"
        try export("day05", "05/03")
        let alone = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(!alone.err.contains("of the same kind"), "\(alone)")
        // The night after tells it.
        try export("day13", "13/03")
        let both = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(both.err.contains(said), "\(both)")
        #expect(try workdir.read("report/tables/losses.csv").contains("its dates are read month first"))
        try FileManager.default.removeItem(atPath: workdir.path + "/exports/day13.csv")
        let again = try Programs.tierwise("run", "p.yml", "--verbose", in: workdir)
        #expect(!again.err.contains("of the same kind"), "\(again)")
    }

    /// A refused file is said, whatever is left: rates alone, or advertising.
    @Test func whatWasRefusedIsSaidBesideRates() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("p.yml", "name: small\ncurrency: EUR\nsources:\n  - {files: exports/*.csv}\nrates: rates.csv\noutput: report\n")
        try workdir.write("rates.csv", "day,currency,rate\n2025-03-01,USD,1.10\n")
        try workdir.write("exports/deals.csv", "deal_id,handle,platform,started_at,currency,fee\nd1,anna,instagram,2025-03-01,EUR,768.633\n")
        let result = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(result.code == 65, "\(result)")
        #expect(result.err.contains("exchange rates alone answer nothing"), "\(result)")
        #expect(result.err.contains("'768.633' can be written like"), "\(result)")
    }
}
