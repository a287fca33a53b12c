import Testing

@testable import ByteStreams

/// What is refused by its first bytes, and with which words.
@Suite struct ContentKindTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var start: [UInt8]
        var message: String
        var testDescription: String { message }

        init(_ start: [UInt8], _ message: String) {
            self.start = start
            self.message = message
        }

        init(_ start: String, _ message: String) { self.init(Array(start.utf8), message) }
    }

    /// The first entry of a zip archive with a name of this, as its local header stores it.
    static func zip(_ name: String, _ content: String = "") -> [UInt8] {
        [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26) + Array((name + content).utf8)
    }

    static let refused: [Case] = [
        Case(zip("posts.csv"), "is a zip archive; unpack it first"),
        Case([0x50, 0x4B, 5, 6, 0, 0], "is a zip archive; unpack it first"),
        Case(
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
            "is an old Excel workbook (.xls); save it as .xlsx without a password, or as CSV UTF-8"),
        Case(
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 2000) + "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] },
            "is an encrypted workbook; open it and save it without its password"),
        Case("BZh91AY&SY", "is bzip2 data; unpack it first"),
        Case("BZh9\u{17}rE8P", "is bzip2 data; unpack it first"),
        Case([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "is XZ data; unpack it first"),
        Case([0x04, 0x22, 0x4D, 0x18], "is LZ4 data; unpack it first"),
        Case([0x1F, 0x9D, 0x90], "is compress (.Z) data; unpack it first"),
        Case([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "is 7-Zip data; unpack it first"),
        Case("Rar!\u{1A}\u{07}\0", "is RAR data; unpack it first"),
        Case("posts.csv" + String(repeating: "\0", count: 248) + "ustar", "is tar data; unpack it first"),
        Case(Array("PAR1".utf8) + [0x15, 4], "is a Parquet file; convert it to CSV UTF-8"),
        Case("SQLite format 3\0", "is an SQLite database; export its tables as CSV UTF-8"),
        Case("%PDF-1.7", "is a PDF document; export the data as CSV UTF-8"),
        Case(
            "\u{FEFF}\r\n <!DOCTYPE html><title>Log in",
            "is an HTML page; open it: it may say why the export failed; then export again as CSV"),
        Case("<HTML>", "is an HTML page; open it: it may say why the export failed; then export again as CSV"),
        Case("<?xml version=\"1.0\"?><Error>", "is an XML document; export the data as CSV UTF-8"),
    ]

    @Test(arguments: refused)
    func fault12_namedAndRefused(_ refused: Case) throws {
        let folder = TemporaryFolder()
        let error = try #require(readError(try folder.file("posts.csv", refused.start)))
        #expect(error.kind == .unsupportedFormat)
        #expect(error.message == refused.message)

        let packed = GzipMember.compress(refused.start, backend: .standard)
        let inner = try #require(readError(try folder.file("posts.csv.gz", packed)))
        #expect(inner.kind == .unsupportedFormat)
        #expect(inner.detail.hasSuffix(" inside gzip"))
    }

    /// Text that begins like one of those, and the bytes UTF-16 begins with.
    static let plain: [[UInt8]] = [
        "PK,name", "BZh,followers", "BZh9,followers", "PAR1,PAR2", "Rar,1", "<3,likes", "<a>,b", "%PD", "id,name\n1,2\n", "\n",
    ].map { Array($0.utf8) } + [[0xFF, 0xFE, 0x69, 0], [0xFE, 0xFF, 0, 0x69], [0x1F, 0x20], [0]]

    @Test(arguments: plain)
    func textIsRead(_ text: [UInt8]) throws {
        let folder = TemporaryFolder()
        #expect(try readAll(try folder.file("posts.csv", text)).bytes == text)
        for limit in [1, 3] { #expect(try readAll(try folder.file("posts.csv", text), limit: limit).bytes == text) }
    }

    @Test func fault10_gzipInGzip() throws {
        let folder = TemporaryFolder()
        let twice = GzipMember.compress(GzipMember.compress([1, 2, 3], backend: .standard), backend: .standard)
        let error = try #require(readError(try folder.file("posts.csv.gz", twice)))
        #expect(error.kind == .compressedTwice)
        #expect(error.message == "is compressed twice; unpack it once")
    }

    @Test func fault11_namesDoNotDecide() throws {
        let folder = TemporaryFolder()
        let text = Array("id\n1\n".utf8)
        let packed = GzipMember.compress(text, backend: .standard)
        for (name, bytes, notes) in [
            ("a.csv", packed, ["gzip data, although the name ends in .csv"]),
            ("posts", packed, ["gzip data, although the name does not say so"]),
            ("b.csv.gz", text, ["text that is not compressed, although the name ends in .gz"]),
            ("b.xlsx", text, ["text that is not compressed, although the name ends in .xlsx"]),
            ("A.CSV.GZ", packed, []),
            ("b.csv", text, []),
        ] {
            let result = try readAll(try folder.file(name, bytes))
            #expect(result.bytes == text)
            #expect(result.notes == notes)
        }
    }
}
