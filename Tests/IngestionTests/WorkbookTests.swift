import ByteStreams
import ExportFormats
import Findings
import Foundation
import RecordFormats
import SocialData
import TextValues
import Testing

@testable import Ingestion
import TestSupport

/// Workbooks and archives as inputs: read as their CSV twins are, or refused with a word.
@Suite struct WorkbookTests {
    private static let header = ["deal_id", "creator_id", "platform", "handle", "started_at", "fee", "currency"]
    private static let deals = [header, ["d1", "c1", "instagram", "anna", "2024-03-04", "900.50", "EUR"], ["d2", "c2", "tiktok", "bert", "2024-12-31", "120", "EUR"]]
    private static let posts = [["platform", "post_id", "handle", "posted_at", "likes"], ["tiktok", "p1", "bert", "2024-03-04T10:00:00Z", "12"]]

    private func ingested(_ name: String, _ bytes: [UInt8], member: String? = nil, sheet: String? = nil, format: String? = nil, limits: StreamLimits = .standard) throws -> (IngestionOutcome, [[String]]) {
        let folder = try TemporaryFolder()
        let place = InputPlace(path: try folder.write(name, bytes), member: member)
        var input = IngestionInput(
            path: place.path, name: place.name, sha256: (try? FileDigest.of(place).sha256) ?? "unreadable", bytes: bytes.count, key: "key", format: format, set: [:],
            zone: .utc, isZoneAssumed: true, asOf: nil, dialect: DialectOverrides(sheet: sheet), refuseShare: 0.5)
        input.member = member
        let outcome = try ingest(IngestionRequest(
            inputs: [input], catalogue: FormatCatalogue.builtIn, stagedFolder: "\(folder.path)/staged",
            quarantineFolder: "\(folder.path)/quarantine", jobs: 1, limits: limits))[0]
        let rows = try outcome.staged.flatMap { try StagedTable($0).rows }
        return (outcome, rows)
    }

    private func refusal(_ bytes: [UInt8], member: String? = nil, sheet: String? = nil, limits: StreamLimits = .standard) throws -> String {
        let (outcome, rows) = try ingested("deals.xlsx", bytes, member: member, sheet: sheet, limits: limits)
        #expect(rows.isEmpty && outcome.summary.accepted == 0)
        return try #require(outcome.summary.refused)
    }

    /// All of an input's text, as records.
    private func records(_ path: String, _ overrides: DialectOverrides = DialectOverrides()) throws -> [[String]] {
        var text = try InputText(InputPlace(path: path), limits: .standard, overrides: overrides, catalogue: .builtIn, format: nil)
        try text.readSample()
        var bytes = text.takeSample()
        while try text.read(into: &bytes, atMost: 1000) {}
        var dialect = Dialect()
        dialect.headerLines = 0
        dialect.isSheet = text.overrides.ofSheet == text.overrides
        var reader = CSVRecordReader(dialect: dialect, columns: nil, allowShort: true)
        var batch = FieldBatch()
        reader.read(bytes, isLast: true, into: &batch)
        #expect(batch.faults.isEmpty)
        return batch.records.map { record in
            (0..<record.fieldCount).map { String(decoding: batch.bytes[batch.range(record, $0)], as: UTF8.self) }
        }
    }

    // MARK: twins

    /// Workbooks that other programs made, beside the CSV text that LibreOffice exports of them.
    @Test(arguments: ["libreoffice", "openpyxl", "libreoffice-1904"])
    func aWorkbookIsItsTwin(name: String) throws {
        let folder = Repository.path + "/Tests/IngestionTests/Workbooks"
        // A row without a value is a blank line to us.
        let twin = try records("\(folder)/\(name).csv").filter { row in row.contains { !$0.isEmpty } }
        #expect(try records("\(folder)/\(name).xlsx") == twin && twin.count > 6)
    }

    @Test func rowsAreStagedAsThoseOfTheTwin() throws {
        let (workbook, rows) = try ingested("deals.xlsx", WorkbookWriter([("Deals", WorkbookWriter.rows(Self.deals))]).bytes)
        let csv = Self.deals.map { $0.joined(separator: ",") + "\n" }.joined()
        let (twin, twinRows) = try ingested("deals.csv", Array(csv.utf8))
        #expect(workbook.summary.refused == nil && workbook.summary.accepted == 2 && twin.summary.accepted == 2)
        #expect(workbook.summary.dialect == "sheet of a workbook, 1 header row")
        func bare(_ rows: [[String]]) -> [[String]] { rows.map { $0.filter { $0 != String(workbook.summary.sha256.prefix(12)) && $0 != String(twin.summary.sha256.prefix(12)) } } }
        #expect(bare(rows) == bare(twinRows) && rows.count == 2)
    }

    /// The line of a reject is the row of its sheet, whatever stands above it.
    @Test func rejectsNameTheRow() throws {
        let title = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Our deals\nof 2024</t></is></c></row>"
        let rows = WorkbookWriter.rows(Self.deals + [["", "c3", "x", "", "2024-01-01", "1", "EUR"]]).replacing("<row>", with: "<row r=\"4\">", maxReplacements: 1)
        let (outcome, staged) = try ingested("deals.xlsx", WorkbookWriter([("Deals", title + rows)]).bytes)
        #expect(outcome.summary.accepted == 2 && outcome.summary.quarantined == 1, "\(outcome.summary)")
        #expect(Set(staged.compactMap(\.last)) == ["5", "6"])
        let quarantine = try #require(outcome.quarantine)
        #expect(quarantine.hasSuffix(".csv.gz"))
    }

    /// Numbers of cells are numbers whatever the texts beside them are; how those write thousands only they can show.
    @Test func numbersOfCellsSayNothingOfTexts() throws {
        func book(_ fees: [String]) -> [UInt8] {
            let rows = fees.enumerated().map { index, fee in
                let row = WorkbookWriter.rows([["d\(index)", "c\(index)", "instagram", "h\(index)", "2024-03-04"]])
                return row.replacing("</row>", with: fee + WorkbookWriter.rows([["EUR"]]).dropFirst("<row>".count))
            }
            return WorkbookWriter([("Deals", WorkbookWriter.rows([Self.header]) + rows.joined())]).bytes
        }
        func number(_ value: String) -> String { "<c><v>\(value)</v></c>" }
        func text(_ value: String) -> String { "<c t=\"inlineStr\"><is><t>\(value)</t></is></c>" }
        let fee = try #require(Entity.deals.stagedColumns.firstIndex { $0.name == "fee" })

        // Either 1.5 or 1500; a point in a number of a cell is no answer.
        let open = try refusal(book([number("1200.5"), text("1.500"), number("850.75")]))
        #expect(open.contains("1.500") && open.contains("numbers"), "\(open)")
        // The text shows its style, and 4.9 and 1.234 stay what they are.
        let (outcome, rows) = try ingested("deals.xlsx", book([text("1.234,50"), number("4.9"), number("1.234"), text("1.500")]))
        #expect(outcome.summary.refused == nil && outcome.summary.quarantinedCells == 0, "\(outcome.summary)")
        #expect(rows.map { $0[fee] }.sorted() == ["1.234", "1234.50", "1500.00", "4.90"])
    }

    // MARK: sheets

    private static func book(_ hidden: [String] = []) -> WorkbookWriter {
        var book = WorkbookWriter([
            ("Read me", WorkbookWriter.rows([["What this is"], ["", "x"]])), ("Deals", WorkbookWriter.rows(deals)), ("Posts", WorkbookWriter.rows(posts)), ("Empty", ""),
        ])
        for name in hidden { book.attributes[name] = "state=\"hidden\"" }
        return book
    }

    /// A sheet that no format knows may hold what counts, if it holds money.
    @Test func sheetsOfUnknownColumnsWithMoneyAreUnread() throws {
        func unread(_ header: [String], _ row: [String]) throws -> [String: Int]? {
            let book = WorkbookWriter([("Deals", WorkbookWriter.rows(Self.deals)), ("Q2", WorkbookWriter.rows([header, row]))])
            return try ingested("a.xlsx", book.bytes).0.summary.unreadSheets
        }
        #expect(try unread(["Who", "Agreed fee"], ["@anna", "300"]) == ["Q2": 2])
        #expect(try unread(["Nr", "Subtotal"], ["1001", "40"]) == ["Q2": 2])
        #expect(try unread(["Who", "Colour"], ["@anna", "red"]) == nil)
    }

    @Test func theSheet() throws {
        let (first, _) = try ingested("a.xlsx", Self.book().bytes)
        #expect(first.summary.entities == [.deals])
        #expect(first.summary.notes.contains("its sheets Deals, Posts are all known by their columns; Deals, the first one, is read: name another with `sheet:`"))
        #expect(first.summary.unreadSheets == ["Posts": 3])
        for sheet in ["Posts", "posts", "3"] {
            let (named, _) = try ingested("a.xlsx", Self.book().bytes, sheet: sheet)
            #expect(named.summary.entities == [.posts] && named.summary.accepted == 1, "\(sheet)")
        }
        let (format, _) = try ingested("a.xlsx", Self.book().bytes, format: "native-posts")
        #expect(format.summary.entities == [.posts])
        let (hidden, _) = try ingested("a.xlsx", Self.book(["Deals"]).bytes)
        #expect(hidden.summary.entities == [.posts] && hidden.summary.notes.contains("its sheet Posts is read; left out is Read me"))
        let (named, _) = try ingested("a.xlsx", Self.book(["Deals"]).bytes, sheet: "Deals")
        #expect(named.summary.entities == [.deals])
        #expect(try refusal(Self.book().bytes, sheet: "Deal").hasPrefix("is a workbook without a sheet Deal; it has Read me, Deals, Posts, Empty; name one of them"))
        #expect(try refusal(Self.book().bytes, sheet: "Empty").hasPrefix("is a workbook whose sheet Empty is empty"))
        #expect(try refusal(Self.book(["Read me", "Deals", "Posts"]).bytes).hasPrefix("is a workbook without a value in any sheet that is shown (hidden are Read me, Deals, Posts)"))
        #expect(try refusal(WorkbookWriter([("A", WorkbookWriter.rows([["x", "y"], ["1", "2"]]))]).bytes).hasPrefix("no known export has these columns (x, y)"))
    }

    // MARK: bad input

    @Test func macrosAreNeverRun() throws {
        var book = WorkbookWriter([("Deals", WorkbookWriter.rows(Self.deals))])
        book.parts = [("xl/vbaProject.bin", "x")]
        let (outcome, _) = try ingested("deals.xlsm", book.bytes)
        #expect(outcome.summary.accepted == 2 && outcome.summary.notes.contains("it holds macros, which are never run"))
        book.parts.append((
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId10\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/></Relationships>"))
        #expect(try refusal(book.bytes) == "is a workbook that holds macros only; save the table as CSV UTF-8")
    }

    @Test(arguments: [
        "Target=\"file:///etc/passwd\" TargetMode=\"External\"", "Target=\"../../../etc/passwd\"", "Target=\"https://example.com/sheet.xml\" TargetMode=\"External\"",
    ])
    func nothingOutsideIsFollowed(target: String) throws {
        for type in ["worksheet", "sharedStrings", "styles"] {
            var book = WorkbookWriter([("Deals", WorkbookWriter.rows(Self.deals))])
            book.parts = [("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId10\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId10\" Type=\"x/\(type)\" \(target)/></Relationships>"
                .replacing(type == "worksheet" ? "<Relationship Id=\"rId10\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>" : "\u{0}", with: ""))]
            #expect(try refusal(book.bytes).hasPrefix("is a workbook whose \(type) lies outside of it"))
        }
    }

    @Test func partsThatLackOrLie() throws {
        let whole = WorkbookWriter([("Deals", WorkbookWriter.rows(Self.deals))]).archive
        func changed(_ name: String, _ change: (inout ZipWriter.Member) -> Void) -> [UInt8] {
            var archive = whole
            for index in archive.members.indices where archive.members[index].name.hasSuffix(name) { change(&archive.members[index]) }
            return archive.bytes
        }
        func without(_ name: String) -> [UInt8] { ZipWriter(whole.members.filter { !$0.name.hasSuffix(name) }).bytes }
        let sheet = "xl/worksheets/sheet1.xml"
        #expect(try refusal(without("sheet1.xml")) == "is a workbook that lacks its part \(sheet); open it in a spreadsheet program and save it again, or save the sheet as CSV UTF-8")
        #expect(try refusal(without("workbook.xml")).hasPrefix("is a workbook that lacks its part xl/workbook.xml"))
        #expect(try refusal(changed("sheet1.xml") { $0.size = 10 }).hasPrefix("has more bytes than the archive says (10)"))
        #expect(try refusal(changed("sheet1.xml") { $0.checksum = 1 }).hasPrefix("is damaged: the checksum differs"))
        #expect(try refusal(changed("sheet1.xml") { $0.isEncrypted = true }).hasPrefix("is a workbook whose part \(sheet) is encrypted"))
        #expect(try refusal(changed("styles.xml") { $0.name = sheet }).hasPrefix("is a workbook whose part \(sheet) stands in its archive several times"))
        #expect(try refusal(changed("styles.xml") { $0.name = "../styles.xml" }).hasPrefix("is a workbook whose part ../styles.xml has a name that leads out"))
        let cut = changed("sheet1.xml") { $0 = ZipWriter.Member($0.name, Array($0.bytes.dropLast(30))) }
        #expect(try refusal(cut).hasPrefix("is a workbook whose part \(sheet) is no XML that can be read, at line 2"))
        let laughs = changed("sharedStrings.xml") { $0 = ZipWriter.Member($0.name, "<!DOCTYPE a [<!ENTITY b 'c'>]><sst/>") }
        #expect(try refusal(laughs) == "is a workbook whose part xl/sharedStrings.xml declares a document type, as no spreadsheet program does; ask who made it for the table as CSV UTF-8")
        #expect(try refusal(whole.bytes, limits: StreamLimits(unpackedBytes: 300)).contains("has more than 300 bytes after unpacking"))
        for end in stride(from: 4, to: whole.bytes.count, by: 97) {
            #expect(try refusal(Array(whole.bytes.prefix(end))).hasPrefix("is a zip archive that is cut off"))
        }
    }

    @Test func otherOfficeFiles() throws {
        let encrypted: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1024) + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        #expect(try refusal(encrypted) == "is an encrypted workbook; open it and save it without its password")
        #expect(try refusal(ZipWriter([ZipWriter.Member("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ZipWriter.Member("content.xml", "<a/>")]).bytes)
            == "is an OpenDocument file (.ods); save it as .xlsx or CSV UTF-8")
    }

    // MARK: archives

    @Test func membersAreInputs() throws {
        let csv = Array(Self.posts.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
        let inner = ZipWriter([ZipWriter.Member("posts.csv", csv)]).bytes
        let book = WorkbookWriter([("Deals", WorkbookWriter.rows(Self.deals))]).bytes
        let archive = ZipWriter([
            ZipWriter.Member("export/posts.csv", csv), ZipWriter.Member("deals.xlsx", book), ZipWriter.Member("inner.zip", inner), ZipWriter.Member("broken.csv", "a\u{0}b"),
        ]).bytes
        let (posts, _) = try ingested("studio.zip", archive, member: "export/posts.csv")
        #expect(posts.summary.name == "studio.zip: export/posts.csv" && posts.summary.accepted == 1)
        let (deals, _) = try ingested("studio.zip", archive, member: "deals.xlsx")
        #expect(deals.summary.accepted == 2)
        #expect(try refusal(archive, member: "inner.zip") == "is a zip archive inside a zip archive; unpack it first")
        #expect(try refusal(archive).hasPrefix("is a zip archive of 4 files (export/posts.csv, deals.xlsx, inner.zip, broken.csv); name one of them with `--member`"))
    }

    @Test func whatAnArchiveHolds() throws {
        let folder = try TemporaryFolder()
        func listing(_ members: [ZipWriter.Member]) throws -> ArchiveListing? { try ArchiveListing(path: try folder.write("a.zip", ZipWriter(members).bytes)) }
        let mixed = try #require(try listing([
            ZipWriter.Member("export/", ""), ZipWriter.Member("export/posts.csv", "a"), ZipWriter.Member("__MACOSX/export/._posts.csv", "x"), ZipWriter.Member("export/.DS_Store", "x"),
            ZipWriter.Member("README.txt", "x"), ZipWriter.Member("index.html", "<html>"), ZipWriter.Member("log-in.csv", "<!doctype html>"), ZipWriter.Member("media/1.mp4", "x"),
            ZipWriter.Member("../x.csv", "x"),
        ]))
        #expect(mixed.files.map(\.place.name) == ["a.zip: export/posts.csv", "a.zip: ../x.csv"])
        #expect(mixed.files[0].refusal == nil && mixed.files[1].refusal != nil)
        #expect(mixed.leftOut.map(\.place.name) == ["__MACOSX/export/._posts.csv", "export/.DS_Store", "README.txt", "index.html", "log-in.csv", "media/1.mp4"].map { "a.zip: " + $0 })
        let none = try #require(try listing([ZipWriter.Member("README.txt", "x")]))
        #expect(none.files.map(\.place.member) == [nil])
        #expect(none.files[0].refusal == "is a zip archive without a file that can be an export (1 left out: README.txt, words about the archive, no export); export again, or remove it")
        let many = try #require(try listing((0...1000).map { ZipWriter.Member("\($0).csv", "x") }))
        #expect(many.files.count == 1 && many.files[0].refusal?.hasPrefix("is a zip archive of 1001 files, more than the 1000") == true)
        #expect(try ArchiveListing(path: try folder.write("a.csv", "a,b\n")) == nil)
        #expect(try ArchiveListing(path: try folder.write("b.zip", WorkbookWriter([("A", "")]).bytes)) == nil)
    }
}
