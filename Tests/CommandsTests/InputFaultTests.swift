import Foundation
import Testing

/// Damaged and odd input files through the real program, by the rows of the fault catalogue: each beside a good file, so that
/// one can see that the others go on.
struct InputFaultTests {
    private func small() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.makeSmall()
        return workdir
    }

    /// Posts of their own, `x0` … `x(rows - 1)`.
    private static func rows(_ count: Int) -> String { Workdir.posts(count).replacing(/\np/) { _ in "\nx" } }

    /// Makes `exports/more` by a line of bash from `rows.csv` and runs the pipeline.
    private func run(_ workdir: Workdir, _ script: String, options: String = "", rows: Int = 40) throws -> ProgramResult {
        try workdir.write("rows.csv", Self.rows(rows))
        let made = try Programs.shell("set -e -o pipefail; \(script)", in: workdir)
        #expect(made.code == 0, "\(made)")
        return try Programs.shell("'\(Programs.path("tierwise"))' run p.yml --verbose \(options)", in: workdir)
    }

    /// The books of the file: rows, accepted, quarantined, skipped.
    private func books(_ result: ProgramResult, _ name: String = "more") -> [Int] {
        guard let line = result.err.split(separator: "\n").first(where: { $0.hasPrefix("\(name) ") && $0.contains("native-posts") }) else { return [] }
        return line.split(separator: " ").dropFirst(2).prefix(4).compactMap { Int($0) }
    }

    private func expectRefused(_ script: String, _ words: String, options: String = "") throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try run(workdir, script, options: options)
        #expect(result.code == 2, "\(script): \(result)")
        #expect(result.err.contains("run: more: refused, nothing of it was used: ") && result.err.contains(words), "\(script): \(result)")
        let quality = try workdir.read("report/tables/quality.csv")
        #expect(quality.contains("more") && workdir.exists("report/report.html"))
    }

    private func expectRead(_ script: String, rows: [Int], note: String? = nil, code: Int32 = 0, options: String = "") throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try run(workdir, script, options: options)
        #expect(result.code == code, "\(script): \(result)")
        #expect(books(result) == rows, "\(script): \(result)")
        if let note { #expect(result.err.contains(note), "\(script): \(result)") }
    }

    private static let packed = "gzip -n < rows.csv > exports/more"
    /// Two members, the border inside a line.
    private static let members = "(head -c 700 rows.csv | gzip -n; tail -c +701 rows.csv | gzip -n) > exports/more"

    /// Cut anywhere: refused with the number of whole rows that came before. 40 rows are in the file.
    @Test func fault1_cutAtEverySixteenth() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("rows.csv", Self.rows(40))
        #expect(try Programs.shell("gzip -n < rows.csv > rows.gz", in: workdir).code == 0)
        let whole = try Data(contentsOf: URL(filePath: "\(workdir.path)/rows.gz"))
        var before = 0
        for part in 1..<16 {
            try workdir.write("exports/more", whole.prefix(whole.count * part / 16))
            let result = try Programs.tierwise("ingest", "p.yml", in: workdir)
            #expect(result.code == 2, "\(result)")
            let line = try #require(result.err.firstMatch(of: /ends in the middle of compressed data after (\d+) bytes(?:, (\d+) whole rows? unused)?; export again/), "\(result)")
            #expect(Int(line.1) == whole.count * part / 16)
            // More of the file never holds fewer rows, and the last part is behind them all but one.
            let rows = line.2.flatMap { Int($0) } ?? 0
            #expect(rows >= before && rows <= 40)
            before = rows
        }
        #expect(before > 20)
    }

    @Test func fault4_aBitInTheBody() throws {
        try expectRefused("\(Self.packed); printf '\\377' | dd of=exports/more bs=1 seek=100 conv=notrunc status=none", "; export again")
    }

    @Test func fault5_members() throws {
        try expectRead(Self.members, rows: [40, 40, 0, 0])
    }

    @Test(arguments: [1, 2, 9])
    func fault6_theSecondMemberIsCut(bytes: Int) throws {
        try expectRefused(
            "head -c 700 rows.csv | gzip -n > exports/more; tail -c +701 rows.csv | gzip -n | head -c \(bytes) >> exports/more",
            "(gzip member 2), ")
    }

    @Test func fault7_trailingGarbage() throws {
        let script = "\(Self.members); echo garbage >> exports/more"
        try expectRefused(script, "after 2 complete gzip members, 40 whole rows unused; export again, or leave out what follows the compressed data with `--accept-trailing-data`")
        try expectRead(script, rows: [40, 40, 0, 0], note: "more: 8 bytes from byte ", options: "--accept-trailing-data")
        // Staged with the option, it is not taken over without it.
        let workdir = try small()
        defer { workdir.remove() }
        #expect(try run(workdir, script, options: "--accept-trailing-data").code == 0)
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 2)
    }

    @Test(arguments: [1, 512])
    func fault8_zeroPadding(zeros: Int) throws {
        try expectRead(
            "\(Self.packed); head -c \(zeros) /dev/zero >> exports/more", rows: [40, 40, 0, 0],
            note: "more: \(zeros) bytes of zero padding after the last gzip member")
    }

    /// A file that unpacks to a thousand times its size: refused at the limit, whatever it holds.
    @Test func fault9_aBomb() throws {
        try expectRefused("head -c 64M /dev/zero | gzip > exports/more", "the file is no text")
        try expectRefused(
            "(cat rows.csv; (yes 'x1,c1,instagram,image,,,,1,1' || true) | head -n 500000) | gzip > exports/more",
            "has more than 1000000 bytes after unpacking, the limit of this run", options: "--max-uncompressed 1000000")
    }

    @Test func fault10_packedTwice() throws {
        try expectRefused("gzip < rows.csv | gzip > exports/more", "is compressed twice; unpack it once")
    }

    @Test func fault11_namesDoNotDecide() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try run(workdir, "gzip < rows.csv > exports/more.csv; sed 's/^x/y/' rows.csv > exports/other.csv.gz")
        #expect(result.code == 0 && books(result, "more.csv") == [40, 40, 0, 0] && books(result, "other.csv.gz") == [40, 40, 0, 0], "\(result)")
        #expect(result.err.contains("more.csv: gzip data, although the name ends in .csv"), "\(result)")
        #expect(result.err.contains("other.csv.gz: text that is not compressed, although the name ends in .gz"), "\(result)")
    }

    @Test(arguments: [("UTF-16LE", "\\377\\376", "little-endian"), ("UTF-16BE", "\\376\\377", "big-endian"), ("UTF-16LE", "", "little-endian"), ("UTF-16BE", "", "big-endian")])
    func fault13_utf16(encoding: String, mark: String, name: String) throws {
        try expectRead(
            "(printf '\(mark)'; iconv -f UTF-8 -t \(encoding) rows.csv) > exports/more", rows: [40, 40, 0, 0], note: "more: read as CSV, UTF-16 \(name)")
    }

    /// Two exports joined, each with mark and header: 80 rows and no header among them.
    @Test func fault14_marksAtTheStartAndInTheMiddle() throws {
        try expectRead(
            "(printf '\\357\\273\\277'; cat rows.csv; printf '\\357\\273\\277'; sed 's/^x/y/' rows.csv) > exports/more", rows: [80, 80, 0, 0])
    }

    @Test func fault15_windows1252() throws {
        try expectRead(
            "(cat rows.csv; printf 'x90,caf\\351,instagram,image,,,,1,1\\n') > exports/more", rows: [41, 41, 0, 0], note: "more: read as CSV, Windows-1252")
    }

    @Test func fault17_nulInAField() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try run(workdir, "(cat rows.csv; printf 'x90,anna\\000b,instagram,image,,,,1,1\\n') > exports/more")
        #expect(result.code == 0 && books(result) == [41, 41, 0, 0], "\(result)")
        // Not cut at the NUL, as a C string would be.
        let staged = try Programs.shell("'\(Programs.path("tierwise"))' facts p.yml posts --staged | grep -a x90 | tr '\\000' '#'", in: workdir)
        #expect(staged.out.contains("x90,anna#b,") || staged.out.contains("anna#b"), "\(staged)")
    }

    @Test(arguments: ["tr '\\n' '\\r'", "sed 's/$/\\r/'", "awk 'NR % 2 {printf \"%s\\r\\n\", $0; next} {printf \"%s\\r\", $0}'"])
    func fault18_lineEnds(command: String) throws {
        try expectRead("\(command) < rows.csv > exports/more", rows: [40, 40, 0, 0])
    }

    @Test func fault21_aLineWithoutEnd() throws {
        let long = "head -c 5000000 /dev/zero | tr '\\0' x"
        try expectRead(
            "(head -3 rows.csv; \(long); echo; tail -2 rows.csv) > exports/more", rows: [5, 4, 1, 0], note: "first: line 4: longer than 4194304 bytes", code: 1)
    }

    @Test func fault22_columnsWithoutEnd() throws {
        try expectRefused("(printf 'post_id,platform'; for i in $(seq 5000); do printf \",c$i\"; done; echo) > exports/more", "too many columns (limit 4096)")
        try expectRead(
            "(head -3 rows.csv; head -c 10000 /dev/zero | tr '\\0' ,; echo; tail -2 rows.csv) > exports/more", rows: [5, 4, 1, 0],
            note: "first: line 4: 10001 fields where 9 fields are expected", code: 1)
    }

    @Test func fault23_aNameTwice() throws {
        try expectRefused("printf 'post_id,creator_id,platform,likes,likes\\n1,c,x,3,4\\n' > exports/more", "the column `likes` stands at positions 4 and 5")
    }

    @Test func fault27_otherOrderAndARenamedColumn() throws {
        try expectRead("printf 'likes,platform,creator_id,post_id\\n3,x,c,z1\\n' > exports/more", rows: [1, 1, 0, 0])
        try expectRefused("printf 'likes,platform,creator_id,post_idd\\n3,x,c,z1\\n' > exports/more", "the nearest is Tierwise posts (one row per post), which needs post_id, not post_idd")
        try expectRefused("printf 'likes,platform,creator_id,post_id,likez\\n3,x,c,z1,4\\n' > exports/more", "the nearest is Tierwise posts (one row per post), which has no column likez;")
    }

    /// As programs write times since 1970, in seconds and milliseconds: 10:00 of 2024-03-04.
    @Test(arguments: ["1709546400", "1709546400000"])
    func timesSince1970(number: String) throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try run(workdir, "printf 'post_id,platform,creator_id,posted_at\\nz1,x,c,\(number)\\nz2,x,c,\(number)\\n' > exports/more")
        #expect(result.code == 0 && books(result) == [2, 2, 0, 0], "\(result)")
        let facts = try Programs.tierwise("facts", "p.yml", "posts", in: workdir)
        #expect(facts.out.split(separator: "\n").count { $0.contains(",2024-03-04T10:00:00Z,") } == 2, "\(facts)")
    }

    /// As databases without small letters and spreadsheets write them.
    @Test func canonicalNamesInCapitalsAndColumnsThatHoldNothing() throws {
        try expectRead("printf 'LIKES,PLATFORM,CREATOR_ID,POST_ID\\n3,x,c,z1\\n' > exports/more", rows: [1, 1, 0, 0])
        try expectRead("printf 'likes,platform,,creator_id,post_id,,\\n3,x,,c,z1,,\\n4,x,,c,z2,,\\n' > exports/more", rows: [2, 2, 0, 0])
        try expectRefused("printf 'likes,platform,creator_id,post_id,\\n3,x,c,z1,70\\n' > exports/more", "which has no column (without a name);")
        try expectRefused("printf 'Likes,Platform,CREATOR_ID,POST_ID\\n3,x,c,z1\\n' > exports/more", "no known export has these columns")
    }

    @Test func fault31_theLastLine() throws {
        try expectRead("head -c -1 rows.csv > exports/more", rows: [40, 40, 0, 0])
        try expectRead("head -c -12 rows.csv > exports/more", rows: [40, 39, 1, 0], note: "the file may still be growing, or be cut off", code: 1)
    }

    /// Which of the two is a thousand, one column cannot say; nothing is guessed, and the file asks.
    @Test func fault32_thousandsAreNotGuessed() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let result = try run(workdir, "printf 'post_id,creator_id,platform,likes,comments\\nz1,c,x,\"1,234\",5\\nz2,c,x,1.234,6\\nz3,c,x,12,6\\nz4,c,x,13,6\\n' > exports/more")
        #expect(result.code == 2 && result.err.contains("cannot be written in one number style"), "\(result)")
        #expect(result.err.contains("set: {numbers: "), "\(result)")
    }

    /// A format that says so reads 12.3K as a count and marks it as rounded; anything else is a bad cell.
    @Test func fault33_roundedCounts() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("own.yml", """
            format: own-list
            title: Own list
            entity: posts
            detect: {columns: [Post, Who, Likes]}
            columns:
              post_id: Post
              creator_id: Who
              platform: {constant: instagram}
              likes: {from: Likes, number: rounded}
              followers_at_post: {from: Followers, number: rounded}

            """)
        try workdir.write("list.csv", "Post,Who,Likes,Followers\nz1,c1,12.3K,1.2M\nz2,c1,many,5\n")
        let result = try Programs.tierwise("formats", "detect", "list.csv", "--formats", "own.yml", in: workdir)
        #expect(result.code == 0 && result.out.contains("line 3: set aside: likes the value is not a number"), "\(result)")
        let rows = result.out.split(separator: "\n").filter { $0.hasPrefix("instagram,z") }
        try #require(rows.count == 2)
        #expect(rows[0].contains(",1200000,,12300,") && rows[0].contains(",followers_at_post|likes,"), "\(result)")
        #expect(rows[1].contains(",5,,,") && !rows[1].contains("|"), "\(result)")
    }

    /// Reach known for the small creators only: their rate is there, the others' is not available, and never 0.
    @Test func fault41_missingDenominators() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let lines = Workdir.posts().split(separator: "\n")
        let posts = lines.enumerated().map { index, line in
            index == 0 ? "\(line),reach" : "\(line),\(["c0", "c1", "c2", "c3"].contains(line.split(separator: ",")[1]) ? "1000" : "")"
        }
        try workdir.write("exports/posts.csv", posts.joined(separator: "\n") + "\n")
        #expect(try Programs.tierwise("run", "p.yml", in: workdir).code == 0)
        let rows = try workdir.read("report/tables/estimates.csv").split(separator: "\n").filter { $0.contains(",er_reach,pooled,") }
        // 20 posts of four creators with 5,000 to 8,000 followers, a reach of 1,000 each; likes and comments as Workdir.posts has
        // them: 6,850 + 63 = 6,913 of 20,000.
        #expect(rows.contains { $0.contains("all,micro,er_reach,pooled,0.34565,") && $0.contains(",6913,20000,0,") }, "\(rows)")
        #expect(rows.contains { $0.contains("all,macro,er_reach,pooled,,,") }, "\(rows)")
        #expect(try !workdir.read("report/tables/estimates.csv").contains("er_impressions"))
    }

    /// Berlin: 02:30 on 29 March 2026 does not exist and is shifted (03:30 summer time, 01:30 UTC); 02:30 on 25 October is
    /// there twice, and the earlier counts (summer time, 00:30 UTC). What is no date in any pattern is a bad cell.
    @Test func fault37_38_patternsGapAndFold() throws {
        let workdir = try small()
        defer { workdir.remove() }
        try workdir.write("p.yml", Workdir.pipeline.replacingOccurrences(of: "2025-12-31", with: "2026-12-31").replacingOccurrences(of: "    set:", with: "    timezone: Europe/Berlin\n    set:"))
        let result = try run(workdir, "printf 'post_id,creator_id,platform,posted_at\\nz1,c,x,2026-03-29 02:30:00\\nz2,c,x,2026-10-25 02:30:00\\nz3,c,x,31 31 2026\\n' > exports/more")
        #expect(result.code == 1 && books(result) == [3, 3, 0, 0], "\(result)")
        let staged = try Programs.shell("'\(Programs.path("tierwise"))' facts p.yml posts --staged | grep ',z[12],' | cut -d, -f 2,7 | sort", in: workdir)
        #expect(staged.out == "z1,2026-03-29T01:30:00Z\nz2,2026-10-25T00:30:00Z\n", "\(staged)")
        let cells = try Programs.shell("gzip -dc .tierwise/small/quarantine/*.csv.gz", in: workdir)
        #expect(cells.out.contains("posted_at,cell,not_a_date"), "\(cells)")
    }

    /// Later than two days after the export: set aside. Leap day and leap second are days and seconds.
    @Test func fault39_times() throws {
        let workdir = try small()
        defer { workdir.remove() }
        let rows = ["z1,c,x,2025-04-05,2025-04-01", "z2,c,x,2025-04-03,2025-04-01", "z3,c,x,2024-02-29,2025-04-01", "z4,c,x,2023-02-29,2025-04-01", "z5,c,x,2016-12-31T23:59:60Z,2025-04-01"]
        try workdir.write("exports/times", "post_id,creator_id,platform,posted_at,exported_at\n" + rows.joined(separator: "\n") + "\n")
        let result = try run(workdir, "cp rows.csv exports/more")
        #expect(books(result, "times") == [5, 4, 1, 0], "\(result)")
        #expect(result.err.contains("times: 1 of 5 rows set aside, first: line 2: its time is more than 48 hours after the row was exported"), "\(result)")
        let staged = try Programs.shell("'\(Programs.path("tierwise"))' facts p.yml posts --staged | grep ',z[2-5],' | cut -d, -f 2,7 | sort", in: workdir)
        #expect(staged.out == "z2,2025-04-03T00:00:00Z\nz3,2024-02-29T00:00:00Z\nz4,\nz5,2017-01-01T00:00:00Z\n", "\(staged)")
    }
}
