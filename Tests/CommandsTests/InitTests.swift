import Foundation
import TestSupport
import Testing

/// `tierwise init`: a folder of exports becomes a pipeline that runs, says what it does not know, and overwrites nothing.
struct InitTests {
    private static let deals = "deal_id,creator_id,campaign_id,platform,started_at,fee,followers_at_booking\nd1,c0,k1,instagram,2025-03-10T00:00:00Z,100.00,5000\n"
    private static let orders = "order_id,ordered_at,promo_code,revenue,currency\n1,2025-03-12T00:00:00Z,anna,250.00,EUR\n"

    private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    @Test func aDraftRunsAtOnceAndSaysWhatIsOpen() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts-1.csv", Workdir.posts(20))
        try workdir.write("exports/posts-2.csv", Workdir.posts(40))
        try workdir.write("exports/deals.csv", Self.deals)
        try workdir.write("exports/orders.csv", Self.orders)
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(pipeline.contains("  - files: \"posts-*.csv\"\n") || pipeline.contains("  - files: posts-*.csv\n"), "\(pipeline)")
        #expect(pipeline.contains("currency: EUR\n") && pipeline.contains("    set: {store: main}\n"), "\(pipeline)")
        // The deal's amount names no currency, the order's number no shop; all times are UTC.
        let needs = Self.lines(pipeline).filter { $0.contains("# needs:") && !$0.hasPrefix("# Drafted") }
        #expect(needs.count == 3 && needs[0].contains("currency") && needs[1].contains("store") && needs[2].contains("margin"), "\(needs)")
        #expect(result.out.contains("3 open questions"), "\(result)")
        #expect(!pipeline.contains("margin: 1"), "a margin that nobody named must not look like an answer")

        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect(run.code == 0, "\(run)")
        #expect(Self.lines(run.err).filter { $0.contains("still open") }.count == 3, "\(run)")
        let report = try workdir.read("exports/reports/exports/report.md")
        #expect(report.contains("open\\_question") || report.contains("`open_question`"))
        #expect(report.contains("because the amounts of 1 row name none"))
        #expect(try PublishedTable("exclusions", in: workdir, output: "exports/reports/exports").rows.contains {
            $0["unit"] == "deals" && $0["reason"] == "no_currency" && $0["rows"] == "1"
        })

        let answered = pipeline.replacing("    format: native-deals\n", with: "    format: native-deals\n    set: {currency: EUR}\n")
        try workdir.write("exports/PIPELINE.yml", answered.split(separator: "\n").filter { !$0.contains("# needs:") || $0.hasPrefix("# Drafted") }.joined(separator: "\n"))
        let quiet = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        // What is lost is still said: the order's code is no deal's.
        #expect(quiet.code == 0 && !quiet.err.contains("still open"), "\(quiet)")
        let money = try PublishedTable("money", in: workdir, output: "exports/reports/exports")
        #expect(try money.row(["tier": "micro", "item": "cost"])["value"] == "100.00")
    }

    @Test func nothingIsOverwritten() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts.csv", Workdir.posts())
        try workdir.write("exports/PIPELINE.yml", "mine")
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 73, "\(result)")
        #expect(result.err.contains("exports/PIPELINE.yml: is there already"), "\(result)")
        #expect(try workdir.read("exports/PIPELINE.yml") == "mine")
        #expect(!workdir.exists("exports/creators.csv"))
        // Elsewhere it goes; a directory that is there stays, and is read as what it is.
        let directory = "creator_id,platform,account_id,handle\nanna,instagram,,c0\n"
        try workdir.write("exports/creators.csv", directory)
        let other = try Programs.tierwise("init", "exports", "--output", "other.yml", in: workdir)
        #expect(other.code == 0 && other.out.contains("creators.csv is there already"), "\(other)")
        #expect(try workdir.read("exports/creators.csv") == directory)
        #expect(try workdir.read("other.yml").components(separatedBy: "creators.csv").count == 2)
        let run = try Programs.tierwise("run", "other.yml", in: workdir)
        #expect(run.code == 0, "\(run)")
        #expect(workdir.names("exports") == ["PIPELINE.yml", "creators.csv", "posts.csv"])
    }

    @Test func aFolderWithoutUsableFilesGivesNothing() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        #expect(try Programs.tierwise("init", "nowhere", in: workdir).code == 66)
        try FileManager.default.createDirectory(atPath: workdir.path + "/empty", withIntermediateDirectories: true)
        let empty = try Programs.tierwise("init", "empty", in: workdir)
        #expect(empty.code == 66 && empty.err.contains("there is no file in it"), "\(empty)")
        try workdir.write("odd/a.csv", "Tag,Sitzungen\n1,2\n")
        try workdir.write("odd/b.json", "{")
        let odd = try Programs.tierwise("init", "odd", in: workdir)
        #expect(odd.code == 65 && odd.err.contains("a.csv: ") && odd.err.contains("b.json: "), "\(odd)")
        #expect(workdir.names("odd") == ["a.csv", "b.json"])
        try workdir.write("file.csv", Workdir.posts())
        #expect(try Programs.tierwise("init", "file.csv", in: workdir).code == 66)
    }

    @Test func hiddenFilesLinksAndReportsAreNoExports() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("outside/posts.csv", Workdir.posts())
        try workdir.write("exports/a/posts.csv", Workdir.posts(30))
        try workdir.write("exports/a/._posts.csv", Data(repeating: 0, count: 4096))
        try workdir.write("exports/.secret/posts.csv", Workdir.posts())
        try FileManager.default.createSymbolicLink(atPath: workdir.path + "/exports/out", withDestinationPath: "../outside")
        try FileManager.default.createSymbolicLink(atPath: workdir.path + "/exports/a/loop", withDestinationPath: "..")
        let first = try Programs.tierwise("init", "exports", in: workdir)
        #expect(first.code == 0 && first.out.contains("out: a link") && first.out.contains("a/loop: a link"), "\(first)")
        #expect(!first.out.contains("._posts") && !first.out.contains("secret"), "\(first)")
        #expect(try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir).code == 0)
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        try FileManager.default.removeItem(atPath: workdir.path + "/exports/PIPELINE.yml")
        // The report and the workspace of the run are there now, and change nothing.
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        #expect(try workdir.read("exports/PIPELINE.yml") == pipeline)
    }

    @Test func namesOfAnyKindSurviveYAML() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        let names = ["a: b #c.csv", "it's \"x\".csv", "-dash.csv", "[x]*?.csv", "été.csv", "new\nline.csv", "true.tsv", "back\\slash.csv"]
        for (number, name) in names.enumerated() {
            try workdir.write("exports/\(name)", Workdir.posts(8).replacing("\np", with: "\nq\(number)"))
        }
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 0, "\(result)")
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", "--verbose", in: workdir)
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(run.code == 0 && run.err.contains("8 files"), "\(run)\n\(pipeline)")
    }

    @Test func aPatternMatchesItsOwnFilesOnly() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/shop/old.csv/posts-9.csv", Workdir.posts(10))
        try workdir.write("exports/shop/posts-1.csv", Workdir.posts(20))
        try workdir.write("exports/shop/posts-2.csv", Workdir.posts(30))
        try workdir.write("exports/shop/orders.csv", Self.orders)
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(pipeline.contains("  - files: shop/posts-*.csv\n"), "\(pipeline)")
        #expect(try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir).code == 0)
    }

    private static func orders(_ numbers: ClosedRange<Int>, day: Int, revenue: Int = 20) -> String {
        "order_id,ordered_at,promo_code,revenue,currency\n" + numbers.map { "\($0),2025-03-\(day)T10:00:00Z,,\(revenue + $0).00,EUR\n" }.joined()
    }

    /// Order numbers are unique in one shop only. Two files that hold the same sale are of one shop; files that share nothing, or
    /// one number for two sales, may be of two.
    @Test func filesOfOrdersAreShopsOfTheirOwnUntilTheyProveToBeOne() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/north-1.csv", Self.orders(1...5, day: 10))
        try workdir.write("exports/north-2.csv", Self.orders(4...9, day: 10))
        try workdir.write("exports/south.csv", Self.orders(1...3, day: 12, revenue: 70))
        try workdir.write("exports/west.csv", Self.orders(100...104, day: 13))
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 0, "\(result)")
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        for (files, store) in [("north-*.csv", "north-1"), ("south.csv", "south"), ("west.csv", "west")] {
            #expect(pipeline.contains("  - files: \(files)\n    format: native-orders\n    set: {store: \(store)}\n"), "\(pipeline)")
        }
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect(!run.err.contains("refused"), "\(run)")
    }

    /// Months of one shop: their names say so, and what the second says of an order of the first is a refund, or another amount of the
    /// same time. Two numbers of two times are of two shops, whatever the files are called.
    @Test func monthsOfOrdersAreOneShop() throws {
        let first = "order_id,ordered_at,revenue,currency\n501,2025-01-10T10:00:00Z,80.00,EUR\n502,2025-01-12T10:12:12Z,100.00,EUR\n"
        let second = "order_id,ordered_at,revenue,currency\n502,2025-02-01T09:14:22Z,-40.00,EUR\n501,2025-01-10T10:00:00Z,50.00,EUR\n506,2025-02-14T10:25:10Z,10.00,EUR\n"
        let others = "order_id,ordered_at,revenue,currency\n501,2025-01-11T07:00:00Z,80.00,EUR\n"
        for (names, text, isOne) in [
            (["orders_2025-01.csv", "orders_2025-02.csv"], second, true), (["woo_januar.csv", "woo_februar.csv"], second, true),
            (["sales Q1 2025.csv", "sales Q2 2025.csv"], second, true),
            (["wc-orders-2025Q1.csv", "wc-orders-2025Q2.csv"], second, true), (["orders_20250131.csv", "orders_20250228.csv"], second, true), (["shop-1.csv", "shop-2.csv"], second, false),
            (["north_2025-01.csv", "south_2025-02.csv"], second, false), (["orders_2025-01.csv", "orders_2025-02.csv"], others, false),
        ] {
            let workdir = try Workdir()
            defer { workdir.remove() }
            try workdir.write("exports/posts.csv", Workdir.posts())
            try workdir.write("exports/\(names[0])", first)
            try workdir.write("exports/\(names[1])", text)
            let result = try Programs.tierwise("init", "exports", in: workdir)
            let pipeline = try workdir.read("exports/PIPELINE.yml")
            #expect(pipeline.components(separatedBy: "    set: {store: ").count - 1 == (isOne ? 1 : 2), "\(names)\n\(result)\n\(pipeline)")
        }
    }

    /// A list of people has followers and no more: with money, a campaign, or links to posts it is something else, which is asked.
    @Test(arguments: [
        "Instagram name,Followers,Campaign,Fee EUR,Code,Start date\nanna.lindt,45200,Glow,1200,ANNA10,2025-01-06\n",
        "Creator,Channel,Followers,Campaign,Fee EUR,Start date\n@anna.lindt,Instagram,45200,Glow,1200,2025-01-06\n",
        "Handle,Platform,Followers,Campaign,Rate,Start date\n@anna.lindt,Instagram,45200,Glow,1200.00,2025-01-06\n",
        "Handle,Platform,Followers,EUR\n@anna.lindt,Instagram,45200,1200.00\n",
        "Creator,Platform,Followers,Jan 25,Feb 25\n@anna.lindt,Instagram,45200,500,700\n",
        "id,name,category,follower_count,platform,fee_eur\nI1,anna.lindt,beauty,45200,instagram,1200\n",
        "Creator;Plattform;Link zum Beitrag;Follower;Gefällt mir\n@anna.lindt;Instagram;https://www.instagram.com/p/CxA1b2C3d4E/;45.200;1.234\n",
        "Link,Creator,Followers,Likes\nhttps://www.instagram.com/p/CxA1b2C3d4E/,@anna.lindt,45200,1234\n",
    ]) func sheetsOfDealsAreNoListsOfPeople(text: String) throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("people.csv", "Handle,Platform,Followers\n@anna.lindt,Instagram,45200\n")
        let people = try Programs.tierwise("formats", "detect", "people.csv", in: workdir)
        #expect(people.code == 0 && people.out.contains("creator-list"), "\(people)")
        try workdir.write("sheet.csv", text)
        let result = try Programs.tierwise("formats", "detect", "sheet.csv", in: workdir)
        #expect(result.out.hasPrefix("unknown: no format fits"), "\(result)")
    }

    /// What decides the answer is asked, not assumed: followers, when numbers were read, when deals began.
    @Test func whatDecidesTheAnswerIsAsked() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts.csv", "post_id,platform,handle,posted_at,likes,comments\np1,x,anna,2025-03-10T10:00:00Z,5,1\n")
        try workdir.write("exports/deals.csv", "deal_id,handle,platform,fee,currency\nd1,anna,x,100.00,EUR\n")
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        let needs = Self.lines(try workdir.read("exports/PIPELINE.yml")).filter { $0.contains("# needs:") && !$0.hasPrefix("# Drafted") }
        for word in ["started_at", "exported_at", "followers", "margin"] {
            #expect(needs.contains { $0.contains("# needs: \(word)") }, "\(word): \(needs)")
        }
        // The directory is where the count goes, and what the next run reads.
        let creators = try workdir.read("exports/creators.csv")
        #expect(creators.hasPrefix("creator_id,platform,account_id,handle,followers\n") && creators.contains(",x,,anna,\n"), "\(creators)")
        try workdir.write("exports/creators.csv", creators.replacing(",x,,anna,\n", with: ",x,,anna,20000\n"))
        #expect(try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir).code == 0)
        let sources = try PublishedTable("census", in: workdir, output: "exports/reports/exports")
        #expect(sources.rows.contains { $0["tier"] == "micro" && $0["posts"] == "1" }, "\(sources.rows)")
    }

    /// `IST` is the time of India, Israel or Ireland: the pipeline's calendar does not say which, the source does.
    @Test func aWordThatNamesNoZoneIsAskedOfItsSource() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts.csv", "Page Name,User Name,Facebook Id,Followers at Posting,Post Created,Type,Total Interactions,Likes,Comments,Shares,Love,Wow,Haha,Sad,Angry,Care,Post Views,Video Length,URL,Message,Sponsor Id\nAnna,anna,100,5000,2023-01-10 12:00:00 IST,Photo,150,100,40,10,0,0,0,0,0,0,0,N/A,https://www.facebook.com/100/posts/11,a,\n")
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        let lines = try workdir.read("exports/PIPELINE.yml").split(separator: "\n").map(String.init)
        let question = try #require(lines.firstIndex { $0.contains("# needs: timezone, because times end in a word") })
        #expect(lines[question].hasPrefix("  #") && lines[question...].contains { $0.contains("- files:") }, "\(lines)")
        let file = try #require(lines.firstIndex { $0.contains("- files: ") && $0.contains("posts.csv") })
        let answered = lines[...file] + ["    timezone: Asia/Kolkata"] + lines[(file + 1)...]
        try workdir.write("exports/PIPELINE.yml", answered.filter { !$0.contains("# needs: timezone") }.joined(separator: "\n"))
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect(!run.err.contains("refused"), "\(run)")
        #expect(try Programs.tierwise("facts", "exports/PIPELINE.yml", "posts", in: workdir).out.contains("2023-01-10T06:30:00Z"))
    }

    @Test func aDumpWithoutAuthorsIsNobodysAccount() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts.csv", Workdir.posts())
        try workdir.write("exports/soup.csv", "created_utc,score,id,title,num_comments,permalink,name\n1741597200.0,5,aa,Hot soup,1,/r/soup/aa,t3_aa\n")
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 0 && result.out.contains("soup.csv: it is Reddit, posts: it names no authors"), "\(result)")
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(!pipeline.contains("unknown-soup") && !pipeline.contains("needs: handle") && !pipeline.contains("soup.csv"), "\(pipeline)")
    }

    @Test func whatIsNoExportIsNamedAsWhatItIs() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts.csv", Workdir.posts())
        try workdir.write("exports/posts (1).csv", Workdir.posts())
        try workdir.write("exports/~$posts.xlsx", "x")
        try workdir.write("exports/Thumbs.db", "x")
        try workdir.write("exports/chart.csv", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        try workdir.write("exports/big.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 0, "\(result)")
        for words in ["~$posts.xlsx: a lock file", "Thumbs.db: Windows' thumbnails", "chart.csv: is a picture", "big.csv: is a Git LFS pointer", "posts.csv holds the same bytes as posts (1).csv"] {
            #expect(result.out.contains(words), "\(words): \(result.out)")
        }
    }

    /// Names that differ in dates and numbers share a shape; the next file has it too.
    @Test func aPatternTakesTheNextFileToo() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/Mar-18-2025_Apr-14-2025_1019826952924933.csv", Workdir.posts(10))
        try workdir.write("exports/Jan-14-2025_Feb-14-2025_1396269028466733.csv", Workdir.posts(20))
        try workdir.write("exports/deals.csv", Self.deals)
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        // Months and days differ, years are numbers, and so is the page's.
        #expect(pipeline.contains("  - files: \"*-*-*_*-*-*_*.csv\"\n"), "\(pipeline)")
        try workdir.write("exports/May-01-2026_Jun-01-2026_1400000000000001.csv", Workdir.posts(30))
        try workdir.write("exports/more.csv", Workdir.posts(31))
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect(run.code < 2, "\(run)")
        #expect(run.err.contains("1 file beside those read that no source names (more.csv)"), "\(run)")
        // Readers of the report see no terminal.
        let report = try #require(try FileManager.default.subpathsOfDirectory(atPath: workdir.path).first { $0.hasSuffix("/report.md") })
        #expect(try workdir.read(report).contains("beside those read that no source names"))
        try FileManager.default.removeItem(atPath: workdir.path + "/exports/more.csv")
        #expect(try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir).code < 2)
        #expect(!(try workdir.read(report).contains("that no source names")))
        try workdir.write("q.yml", "name: q\ncurrency: EUR\nsources:\n  - files: nothing-*.csv\ncompare: {a: micro, b: macro}\n")
        let lint = try Programs.tierwise("lint", "q.yml", in: workdir)
        #expect(lint.out.contains("no file is there for ") && lint.out.contains("nothing-*.csv"), "\(lint)")
    }

    @Test func oneOtherNameKeepsNoSeriesFromGrowing() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        for (index, name) in ["Instagram_2026-01", "Instagram_2026-02", "copy", "posts march"].enumerated() {
            try workdir.write("exports/\(name).csv", Workdir.posts(10 * (index + 1)))
        }
        try workdir.write("exports/deals.csv", Self.deals)
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(pipeline.contains("Instagram_*.csv"), "\(pipeline)")
        #expect(pipeline.contains("copy.csv") && pipeline.contains("posts march.csv") && !pipeline.contains("2026-0"), "\(pipeline)")
    }

    /// The list of accounts gives every account the key it has anyway, until somebody joins two.
    @Test func theDirectoryChangesNoNumberUntilAccountsAreJoined() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        var posts = "post_id,platform,account_id,handle,posted_at,exported_at,followers_at_post,likes,comments\n"
        for row in 0..<24 {
            let person = row % 6
            // Half of the rows of an account show its id, half only its handle.
            posts += "p\(row),\(row < 12 ? "instagram" : "tiktok"),\(row % 12 < 6 ? "\(900 + person)" : ""),Person\(person),2025-03-10T10:00:00Z,2025-06-01T00:00:00Z,5000,\(100 + row),1\n"
        }
        try workdir.write("exports/posts.csv", posts)
        let result = try Programs.tierwise("init", "exports", in: workdir)
        #expect(result.code == 0, "\(result)")
        let creators = try workdir.read("exports/creators.csv")
        #expect(Self.lines(creators).count == 13 && creators.contains("\ninstagram:900,instagram,900,person0,\n"), "\(creators)")
        func creatorsCounted(_ pipeline: String) throws -> String {
            try workdir.write("exports/P.yml", pipeline)
            #expect(try Programs.tierwise("run", "exports/P.yml", "--output", "out", in: workdir).code == 0)
            return try workdir.read("out/tables/estimates.csv")
        }
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        let without = pipeline.replacing("  - files: creators.csv\n    format: native-creators\n", with: "")
        #expect(without != pipeline)
        #expect(try creatorsCounted(without) == creatorsCounted(pipeline))
        try workdir.write("exports/creators.csv", creators.replacing("tiktok:", with: "instagram:"))
        #expect(try creatorsCounted(pipeline) != creatorsCounted(without))
        #expect(try PublishedTable("census", in: workdir, output: "out").row(["tier": "micro"])["creators"] == "12")
        _ = try creatorsCounted(pipeline)
        #expect(try PublishedTable("census", in: workdir, output: "out").row(["tier": "micro"])["creators"] == "6")
    }
}

/// Drafts of real folders run: the samples, and every folder of real exports.
struct InitFoldersTests {
    private static let samples = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../samples").standardized.path
    private static let exports = SharedFolder.folder("exports")

    private func draftAndRun(_ folder: String) throws -> (draft: ProgramResult, run: ProgramResult?) {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try FileManager.default.copyItem(atPath: folder, toPath: workdir.path + "/exports")
        let draft = try Programs.tierwise("init", "exports", in: workdir)
        guard draft.code == 0 else {
            #expect(!workdir.exists("exports/PIPELINE.yml") && !workdir.exists("exports/creators.csv"))
            return (draft, nil)
        }
        let lint = try Programs.tierwise("lint", "exports/PIPELINE.yml", in: workdir)
        #expect(lint.code == 0, "\(lint)")
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect([0, 1, 2].contains(run.code), "\(run)")
        #expect(workdir.exists("exports/reports/exports/report.md"))
        let open = try workdir.read("exports/PIPELINE.yml").split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("# needs:") }
        #expect(run.err.split(separator: "\n").filter { $0.contains("still open") }.count == open.count, "\(run)")
        return (draft, run)
    }

    @Test func samples() throws {
        let result = try draftAndRun(Self.samples)
        #expect(result.draft.code == 0, "\(result.draft)")
        // samples/look-alikes holds exports of another grain: they are refused, the rest is read.
        #expect(result.run?.code == 2)
        #expect(result.draft.out.contains("instagram/*.csv.gz") == false)
    }

    @Test(.needs("exports")) func allExports() throws {
        let result = try draftAndRun(try #require(Self.exports))
        #expect(result.draft.code == 0, "\(result.draft)")
    }

    @Test(.needs("exports")) func everyFolderOfExports() throws {
        let root = try #require(Self.exports)
        var drafted = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
            guard try URL(filePath: "\(root)/\(name)").resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true else { continue }
            let result = try draftAndRun("\(root)/\(name)")
            if result.draft.code == 0 { drafted += 1 } else { #expect(result.draft.code == 65, "\(name): \(result.draft)") }
        }
        #expect(drafted >= 5)
    }
}
