import Foundation
import TestSupport
import Testing

/// Archives and workbooks where people name files: in pipelines, `init`, `records` and `verify`.
struct ArchiveTests {
    /// The small pipeline's exports, packed: posts and orders in an archive, deals and codes in two sheets of a workbook.
    private static func pack(_ workdir: Workdir) throws {
        try workdir.makeSmall()
        func bytes(_ name: String) throws -> [UInt8] { Array(try workdir.read("exports/\(name)").utf8) }
        func rows(_ name: String) throws -> String {
            WorkbookWriter.rows(try workdir.read("exports/\(name)").split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
        }
        let archive = ZipWriter([
            ZipWriter.Member("data/posts.csv", try bytes("posts.csv")), ZipWriter.Member("data/orders.csv", try bytes("orders.csv")),
            ZipWriter.Member("__MACOSX/data/._posts.csv", "x"), ZipWriter.Member("readme.html", "<html>hello"),
        ])
        try workdir.write("packed/export.zip", Data(archive.bytes))
        try workdir.write("packed/deals.xlsx", Data(WorkbookWriter([("Deals", try rows("deals.csv")), ("Codes", try rows("codes.csv"))]).bytes))
    }

    private static let sources = """
        sources:
          - {files: packed/export.zip, set: {currency: EUR, store: main}}
          - {files: packed/deals.xlsx, sheet: Deals, set: {currency: EUR}}
          - {files: packed/deals.xlsx, sheet: 2}
        """

    private static func packedPipeline(_ workdir: Workdir) throws -> String {
        let text = try workdir.read("p.yml")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("sources:") })
        let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") && !$0.isEmpty } ?? lines.count
        return (lines[..<start] + [sources] + lines[end...]).joined(separator: "\n")
    }

    @Test func packedExportsGiveTheSameFindings() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        try workdir.write("q.yml", try Self.packedPipeline(workdir))
        let plain = try Programs.tierwise("run", "p.yml", "--workspace", "a", "--output", "plain", in: workdir)
        #expect(plain.code == 0, "\(plain)")
        let packed = try Programs.tierwise("run", "q.yml", "--workspace", "b", "--output", "packed-report", "--verbose", in: workdir)
        #expect(packed.code == 0, "\(packed)")
        for note in ["export.zip: readme.html: left out, words about the archive, no export", "export.zip: __MACOSX/data/._posts.csv: left out, what macOS adds"] {
            #expect(packed.err.contains(note), "\(packed)")
        }
        for table in ["posts", "deals", "estimates", "money", "exclusions"] where workdir.exists("plain/tables/\(table).csv") {
            #expect(try workdir.read("plain/tables/\(table).csv") == workdir.read("packed-report/tables/\(table).csv"), "\(table)")
        }
        #expect(try workdir.read("packed-report/tables/quality.csv").contains("export.zip: data/posts.csv"))
        let verified = try Programs.tierwise("verify", "packed-report", "--workspace", "b", in: workdir)
        #expect(verified.code == 0, "\(verified)")
        // What the ledger knows is not read again.
        let again = try Programs.tierwise("run", "q.yml", "--workspace", "b", "--output", "packed-report", in: workdir)
        #expect(again.code == 0, "\(again)")
        #expect(try workdir.read("plain/tables/money.csv") == workdir.read("packed-report/tables/money.csv"))
    }

    /// The same bytes inside and outside count once, and a member can be named alone.
    @Test func copiesAndSingleMembers() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        try workdir.write("exports/copy.zip", Data(ZipWriter([ZipWriter.Member("posts again.csv", Array(try workdir.read("exports/posts.csv").utf8))]).bytes))
        let copies = try Programs.tierwise("run", "p.yml", in: workdir)
        #expect(copies.code == 0 && copies.err.contains("holds the same bytes as"), "\(copies)")
        for (name, code) in [("packed/export.zip/data/orders.csv", 0), ("packed/export.zip/data/o*.csv", 0), ("packed/export.zip/nothing.csv", 66)] as [(String, Int32)] {
            try workdir.write("q.yml", try Self.packedPipeline(workdir).replacing("files: packed/export.zip,", with: "files: [exports/posts.csv, \(name)],"))
            let result = try Programs.tierwise("run", "q.yml", "--workspace", "q", "--output", "other", in: workdir)
            #expect(result.code == code, "\(result)")
        }
    }

    @Test func badArchivesAndMembersAreRefusedAlone() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        let posts = try workdir.read("exports/posts.csv")
        var secret = ZipWriter.Member("secret.csv", "a,b\n")
        secret.isEncrypted = true
        var zeros = ZipWriter.Member("zeros.csv", [UInt8](repeating: 0, count: 3 << 20))
        zeros.checksum = 0
        try workdir.write("packed/export.zip", Data(ZipWriter([
            ZipWriter.Member("posts.csv", posts), secret, ZipWriter.Member("../up.csv", "x"), ZipWriter.Member("a.csv", "1"), ZipWriter.Member("a.csv", "2"),
            ZipWriter.Member("inner.zip", ZipWriter([ZipWriter.Member("x.csv", "x")]).bytes), zeros,
        ]).bytes))
        try workdir.write("packed/cut.zip", Data(ZipWriter([ZipWriter.Member("posts.csv", posts)]).bytes.dropLast(9)))
        try workdir.write("q.yml", try Self.packedPipeline(workdir).replacing("packed/export.zip", with: "packed/*.zip"))
        let result = try Programs.tierwise("run", "q.yml", "--max-uncompressed", "2000000", in: workdir)
        #expect(result.code == 2, "\(result)")
        for message in [
            "export.zip: secret.csv: refused, nothing of it was used: is encrypted; unpack the archive with its password",
            "export.zip: ../up.csv: refused, nothing of it was used: has a name that leads out of its archive",
            "export.zip: a.csv: refused, nothing of it was used: stands in its archive several times",
            "export.zip: inner.zip: refused, nothing of it was used: is a zip archive inside a zip archive; unpack it first",
            "export.zip: zeros.csv: refused, nothing of it was used: has more than 2000000 bytes after unpacking",
            "cut.zip: refused, nothing of it was used: is a zip archive that is cut off or damaged at its end",
        ] { #expect(result.err.contains(message), "\(message)\n\(result)") }
    }

    /// A path that goes on in an archive is no way around the rule for links.
    @Test func aLinkToAnArchiveElsewhere() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        try workdir.write("elsewhere/secret.zip", Data(ZipWriter([ZipWriter.Member("posts.csv", try workdir.read("exports/posts.csv"))]).bytes))
        try FileManager.default.createSymbolicLink(atPath: "\(workdir.path)/packed/link.zip", withDestinationPath: "../elsewhere/secret.zip")
        for files in ["packed/link.zip", "packed/link.zip/*.csv", "packed/link.zip/posts.csv"] {
            try workdir.write("q.yml", try Self.packedPipeline(workdir).replacing("files: packed/export.zip,", with: "files: [packed/export.zip, \(files)],"))
            let result = try Programs.tierwise("run", "q.yml", in: workdir)
            #expect(result.code == 2 && result.err.contains("link.zip: refused, nothing of it was used: is or lies behind a link"), "\(result)")
        }
    }

    @Test func initSeesWorkbooksAndMembers() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        let result = try Programs.tierwise("init", "packed", in: workdir)
        #expect(result.code == 0, "\(result)")
        let pipeline = try workdir.read("packed/PIPELINE.yml")
        #expect(pipeline.contains("- files: export.zip/data/posts.csv\n") && pipeline.contains("- files: export.zip/data/orders.csv\n"), "\(pipeline)")
        #expect(pipeline.contains("- files: deals.xlsx\n    format: native-deals\n"), "\(pipeline)")
        #expect((result.out + result.err).contains("export.zip/readme.html"), "\(result)")
        let run = try Programs.tierwise("run", "packed/PIPELINE.yml", in: workdir)
        #expect(run.code == 0, "\(run)")
    }

    /// A sheet is read, or named by another source, or said.
    @Test func sheetsThatNobodyNamesAreLosses() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        let pipeline = try Self.packedPipeline(workdir)
        for (text, isLost) in [
            (pipeline, false), (pipeline.replacing(", sheet: Deals", with: ""), false),
            (pipeline.replacing(", sheet: Deals", with: "").replacing("  - {files: packed/deals.xlsx, sheet: 2}\n", with: ""), true),
        ] {
            try workdir.write("q.yml", text)
            let run = try Programs.tierwise("run", "q.yml", "--force", "--verbose", in: workdir)
            // 1: two rows fewer than in the last run.
            #expect(run.code == (isLost ? 1 : 0) && run.err.contains("its sheet Codes is not read, although its columns are known or hold money") == isLost, "\(run)")
        }
        #expect(try workdir.read("report/tables/losses.csv").contains("its sheet Codes is not read"))
    }

    @Test func records() throws {
        let workdir = try Workdir()
        defer { workdir.remove() }
        try Self.pack(workdir)
        let codes = try Programs.tierwise("records", "packed/deals.xlsx", "--sheet", "Codes", in: workdir)
        #expect(codes.code == 0 && codes.out == "[\"ANNA\",\"d1\"]\n[\"BERT\",\"d2\"]\n", "\(codes)")
        let orders = try Programs.tierwise("records", "packed/export.zip", "--member", "data/orders.csv", "--as", "csv", in: workdir)
        #expect(orders.code == 0, "\(orders)")
        #expect(try orders.out == workdir.read("exports/orders.csv"))
        let archive = try Programs.tierwise("records", "packed/export.zip", in: workdir)
        #expect(archive.code == 2 && archive.err.contains("name one of them with `--member`"), "\(archive)")
        let detected = try Programs.tierwise("formats", "detect", "packed/deals.xlsx", in: workdir)
        #expect(detected.code == 0 && detected.out.hasPrefix("native-deals: "), "\(detected)")
        #expect(detected.out.contains("its sheets Deals, Codes are all known by their columns; Deals, the first one, is read"))
    }
}
