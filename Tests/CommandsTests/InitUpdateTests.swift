import Foundation
import Testing

/// `tierwise init --update`: what a folder gained is added, and nothing that a person wrote changes.
struct InitUpdateTests {
    private static let orders = "order_id,ordered_at,promo_code,revenue,currency\n1,2025-03-12T00:00:00Z,anna,250.00,EUR\n"

    /// A pipeline as somebody left it: comments, blank lines, spaces of their own, keys behind the sources.
    private static let edited = """
        # Ours. Ask Mira before you change it.
        name:   small
        currency: EUR   # of the report
        as_of: 2025-12-31T00:00:00Z

        sources:
            # Posts of the spring.
            - files: posts-*.csv
              format: native-posts

            - {files: creators.csv, format: native-creators}   # by hand

        # What we compare.
        compare: {a: micro, b: macro}
        """

    private func folder() throws -> Workdir {
        let workdir = try Workdir()
        try workdir.write("exports/posts-1.csv", Workdir.posts(20).replacing("creator_id", with: "handle"))
        try workdir.write("exports/creators.csv", "creator_id,display_name,platform,account_id,handle\nmine,\"a, b\",instagram,,c0")
        try workdir.write("exports/PIPELINE.yml", Self.edited)
        return workdir
    }

    /// Every line of one text is a line of the other, in this order.
    private func keeps(_ text: String, _ before: String) -> Bool {
        var rest = text.components(separatedBy: "\n")[...]
        for line in before.components(separatedBy: "\n") {
            guard let place = rest.firstIndex(of: line) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    @Test func whatIsNewIsAddedOnce() throws {
        let workdir = try folder()
        defer { workdir.remove() }
        try workdir.write("exports/orders.csv", Self.orders)
        try workdir.write("exports/posts-2.csv", Workdir.posts(30).replacing("creator_id", with: "handle").replacing("\np", with: "\nq"))
        let result = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir)
        #expect(result.code == 0 && result.err.isEmpty, "\(result)")
        #expect(result.out.contains("added source: orders.csv"), "\(result)")
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(keeps(pipeline, Self.edited), "\(pipeline)")
        // The pattern reads the second file of posts already; the new source stands behind the last, in its indent, before the comment of the next key.
        #expect(!pipeline.contains("posts-2"))
        #expect(pipeline.contains("    - files: orders.csv\n      format: native-orders\n"), "\(pipeline)")
        let place = try #require(pipeline.range(of: "orders.csv"))
        #expect(pipeline[place.upperBound...].contains("# What we compare.") && pipeline[..<place.lowerBound].contains("# by hand"))
        #expect(pipeline.contains("# needs: store"))
        // Nobody's last line break was added, but behind the last row, which had none.
        #expect(!pipeline.hasSuffix("\n"))
        let creators = try workdir.read("exports/creators.csv")
        #expect(creators.hasPrefix("creator_id,display_name,platform,account_id,handle\nmine,\"a, b\",instagram,,c0\n"), "\(creators)")
        let run = try Programs.tierwise("lint", "exports/PIPELINE.yml", in: workdir)
        #expect(run.code == 0, "\(run)")

        let before = contents(workdir.path + "/exports")
        let again = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir)
        #expect(again.code == 0 && again.out.contains("nothing to add"), "\(again)")
        #expect(contents(workdir.path + "/exports") == before)
    }

    @Test func accountsAreAddedInTheListsOwnColumns() throws {
        let workdir = try folder()
        defer { workdir.remove() }
        let first = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir)
        #expect(first.code == 0 && first.out.contains("creators.csv: "), "\(first)")
        let lines = try workdir.read("exports/creators.csv").split(separator: "\n")
        // The one that was there stays alone; the others have no names.
        #expect(lines.count > 2 && lines.count { $0.hasSuffix(",c0") } == 1, "\(lines)")
        for line in lines.dropFirst(2) { #expect(line.contains(",,"), "\(line)") }
        #expect(try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir).out.contains("nothing to add"))
    }

    /// The list that `init` wrote is what its source says, though its column of followers is still empty.
    @Test func theListOfInitGainsAccountsToo() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        func posts(_ creator: String) -> String {
            "post_id,platform,handle,posted_at,likes,comments,exported_at\n\(creator)1,instagram,\(creator),2025-03-01T10:00:00Z,10,1,2025-05-01T00:00:00Z\n"
        }
        try workdir.write("exports/posts-1.csv", posts("anna"))
        #expect(try Programs.tierwise("init", "exports", in: workdir).code == 0)
        #expect(try workdir.read("exports/creators.csv").hasPrefix("creator_id,platform,account_id,handle,followers\n"))
        try workdir.write("exports/posts-2.csv", posts("bert"))
        let update = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir)
        #expect(update.code == 0 && update.out.contains("creators.csv: 1 account") && !update.out.contains("not used"), "\(update)")
        #expect(try workdir.read("exports/creators.csv").split(separator: "\n").count == 3)
        #expect(try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir).out.contains("nothing to add"))
    }

    @Test func lineEndsAndPermissionsStay() throws {
        let workdir = try folder()
        defer { workdir.remove() }
        let windows = Self.edited.replacing("\n", with: "\r\n") + "\r\n"
        try workdir.write("exports/PIPELINE.yml", windows)
        try workdir.write("exports/orders.csv", Self.orders)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: workdir.path + "/exports/PIPELINE.yml")
        #expect(try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir).code == 0)
        let bytes = Array(try workdir.read("exports/PIPELINE.yml").utf8)
        #expect(bytes.indices.filter { bytes[$0] == 0x0A }.allSatisfy { $0 > 0 && bytes[$0 - 1] == 0x0D })
        let mode = try FileManager.default.attributesOfItem(atPath: workdir.path + "/exports/PIPELINE.yml")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func whatIsGoneIsSaidAndWhatCannotBeAddedToo() throws {
        let workdir = try folder()
        defer { workdir.remove() }
        try workdir.write("exports/PIPELINE.yml", Self.edited.replacing("posts-*.csv", with: "[posts-*.csv, gone.csv]"))
        let result = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir)
        #expect(result.code == 0 && result.out.contains("no file is there for exports/gone.csv any more"), "\(result)")
        #expect(try workdir.read("exports/PIPELINE.yml").contains("gone.csv"))

        let brackets = "name: small\ncurrency: EUR\nsources: [{files: posts-*.csv}, {files: creators.csv}]\n"
        try workdir.write("exports/PIPELINE.yml", brackets)
        try workdir.write("exports/orders.csv", Self.orders)
        let refused = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", in: workdir)
        #expect(refused.out.contains("orders.csv: not added, because `sources:` stands in brackets"), "\(refused)")
        #expect(try workdir.read("exports/PIPELINE.yml") == brackets)
        #expect(try Programs.tierwise("init", in: workdir).code == 64)
    }

    private static let tracker = "Influencer,Platform,Fee (EUR),Go-live\n@anna,IG,100.50,2025-03-01\n@bert,TikTok,80.00,2025-03-09\n"

    @Test func anUnknownTableIsOffered() throws {
        let workdir = try folder()
        defer { workdir.remove() }
        try FileManager.default.removeItem(atPath: workdir.path + "/exports/PIPELINE.yml")
        try workdir.write("exports/our deals.csv", Self.tracker)
        let offered = try Programs.tierwise("init", "exports", in: workdir)
        #expect(offered.code == 0 && offered.out.contains("`tierwise formats draft 'exports/our deals.csv'` proposes a mapping"), "\(offered)")
        #expect(!workdir.exists("exports/our.yml") && !workdir.exists("exports/our deals.yml"))

        // Asked for, it is written, named in the pipeline, and the run reads the deals.
        let updated = try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", "--draft-formats", in: workdir)
        #expect(updated.code == 0 && updated.out.contains("added format: our deals.yml") && updated.out.contains("added source: our deals.csv"), "\(updated)")
        let pipeline = try workdir.read("exports/PIPELINE.yml")
        #expect(pipeline.contains("formats: [\"our deals.yml\"]\n"), "\(pipeline)")
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect(run.code == 0 || run.code == 1, "\(run)")
        let facts = try Programs.tierwise("facts", "exports/PIPELINE.yml", "deals", in: workdir)
        #expect(facts.out.contains("anna/2025-03-01") && facts.out.contains("100.50"), "\(facts)")
        #expect(try Programs.tierwise("init", "--update", "exports/PIPELINE.yml", "--draft-formats", in: workdir).out.contains("nothing to add"))

        // A fresh pipeline uses the format file that stands there.
        let fresh = try Programs.tierwise("init", "exports", "--output", "exports/other.yml", in: workdir)
        #expect(fresh.code == 0 && !fresh.out.contains("formats draft"), "\(fresh)")
        #expect(try workdir.read("exports/other.yml").contains("formats: [\"our deals.yml\"]\n"))
    }

    /// A column of money that the draft asks for, and one that it leaves out: lint, runs and the list of losses say so until that is answered.
    @Test func openQuestionsOfAFormatAreRepeated() throws {
        let workdir = try folder()
        defer { workdir.remove() }
        try FileManager.default.removeItem(atPath: workdir.path + "/exports/PIPELINE.yml")
        try workdir.write("exports/our deals.csv", "Influencer,Platform,Fee (EUR),Travel,Agency %,Go-live\n@anna,IG,100.50,20.00,15,2025-03-01\n@bert,TikTok,80.00,,20,2025-03-09\n")
        let drafted = try Programs.tierwise("init", "exports", "--draft-formats", in: workdir)
        #expect(drafted.code == 0, "\(drafted)")
        let format = try workdir.read("exports/our deals.yml")
        let open = format.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("# open:") }.count
        #expect(open > 0 && format.contains("# not read: Travel, Agency %\n"), "\(format)")
        let said = "the format `our-deals` has \(open) open \(open == 1 ? "question" : "questions")"
        #expect(try Programs.tierwise("lint", "exports/PIPELINE.yml", in: workdir).out.contains(said))
        let run = try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir)
        #expect(run.err.contains(said), "\(run)")
        let losses = try #require(try FileManager.default.subpathsOfDirectory(atPath: workdir.path).first { $0.hasSuffix("tables/losses.csv") })
        #expect(try workdir.read(losses).contains("the column `Travel` is not read,2,rows"))
        #expect(try workdir.read(losses).contains("the column `Agency %` is not read and holds percentages, by which no amount is changed"))

        try workdir.write("exports/our deals.yml", format.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("# open:") }.joined(separator: "\n"))
        #expect(!(try Programs.tierwise("run", "exports/PIPELINE.yml", in: workdir).err.contains("open question")))
    }

    @Test func aDraftIsWrittenOnceAndReadAtOnce() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("tracker.csv", Self.tracker)
        let first = try Programs.tierwise("formats", "draft", "tracker.csv", in: workdir)
        #expect(first.code == 0 && first.err.isEmpty && first.out.contains("deals, as staged:"), "\(first)")
        let text = try workdir.read("tracker.yml")
        #expect(try Programs.tierwise("formats", "detect", "tracker.csv", "--formats", "tracker.yml", in: workdir).code == 0)
        let second = try Programs.tierwise("formats", "draft", "tracker.csv", in: workdir)
        #expect(second.code == 73 && second.err.contains("tracker.yml: is there already"), "\(second)")
        try workdir.write("tracker.yml", "mine")
        #expect(try Programs.tierwise("formats", "draft", "tracker.csv", "--force", in: workdir).code == 0)
        #expect(try workdir.read("tracker.yml") == text)
        try workdir.write("shelves.csv", "Shelf,Box\nA,1\nB,2\n")
        let refused = try Programs.tierwise("formats", "draft", "shelves.csv", in: workdir)
        #expect(refused.code == 2 && refused.err.contains("nothing tells what a row is") && !workdir.exists("shelves.yml"), "\(refused)")
        #expect(try Programs.tierwise("formats", "draft", "tracker.csv", "--entity", "clicks", in: workdir).code == 64)
    }

    /// The line that editors read names a schema that stands there, and is the program's own.
    @Test func draftedFilesNameTheirSchema() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try workdir.write("exports/posts.csv", Workdir.posts())
        try workdir.write("exports/tracker.csv", Self.tracker)
        #expect(try Programs.tierwise("init", "exports", "--draft-formats", in: workdir).code == 0)
        for (file, kind) in [("PIPELINE.yml", "pipeline"), ("tracker.yml", "format")] {
            let line = try #require(try workdir.read("exports/\(file)").split(separator: "\n").first)
            let name = try #require(line.wholeMatch(of: /# yaml-language-server: \$schema=(.+)/)?.1)
            #expect(try workdir.read("exports/\(name)") == Programs.tierwise("schema", kind, in: workdir).out)
        }
    }
}
