import Testing

@testable import ByteStreams
import TestSupport

/// Zip archives as inputs: read member by member, and refused by name where they lie.
@Suite struct ZipArchiveTests {
    private static let text = sampleRows(2_000, seed: 7)

    /// A member packed with deflate: a gzip member without its frame.
    private static func deflated(_ name: String, _ bytes: [UInt8]) -> ZipWriter.Member {
        var member = ZipWriter.Member(name, bytes)
        member.deflated = Array(GzipMember.compress(bytes, backend: .zlib).dropFirst(10).dropLast(8))
        return member
    }

    private func read(_ bytes: [UInt8], _ member: String, limit: Int = 1 << 20, limits: StreamLimits = .standard) throws -> [UInt8] {
        let folder = TemporaryFolder()
        return try read(at: try folder.file("a.zip", bytes), member, limit: limit, limits: limits)
    }

    private func read(at path: String, _ member: String, limit: Int = 1 << 20, limits: StreamLimits = .standard) throws -> [UInt8] {
        var source = try ByteSource(InputPlace(path: path, member: member), limits: limits)
        var result: [UInt8] = []
        while try source.read(into: &result, atMost: limit) {}
        #expect(source.sha256 == (try FileDigest.of(InputPlace(path: path, member: member)).sha256))
        return result
    }

    private func mistake(_ bytes: [UInt8], _ member: String = "posts.csv", limits: StreamLimits = .standard) -> StreamError? {
        do {
            _ = try read(bytes, member, limits: limits)
            return nil
        } catch {
            return error as? StreamError
        }
    }

    @Test func membersAreRead() throws {
        let packed = GzipMember.compress(Self.text, backend: .standard)
        let archive = ZipWriter([
            ZipWriter.Member("plain.csv", Self.text), Self.deflated("a/packed.csv", Self.text), ZipWriter.Member("twice.csv.gz", packed),
            ZipWriter.Member("a/", ""),
        ]).bytes
        for limit in [1 << 20, 4096, 7] {
            #expect(try read(archive, "plain.csv", limit: limit) == Self.text)
            #expect(try read(archive, "a/packed.csv", limit: limit) == Self.text)
        }
        #expect(try read(archive, "twice.csv.gz") == Self.text)
        #expect(mistake(archive, "other.csv")?.message == "has no member other.csv; check the name")
        #expect(InputPlace(path: "x/a.zip", member: "a/b.csv").name == "a.zip: a/b.csv")
    }

    /// The bytes outside and inside an archive are one input.
    @Test func theHashIsThatOfTheFileItself() throws {
        let folder = TemporaryFolder()
        let outside = try folder.file("posts.csv", Self.text)
        let inside = try folder.file("a.zip", ZipWriter([Self.deflated("posts.csv", Self.text)]).bytes)
        let digest = try FileDigest.of(InputPlace(path: inside, member: "posts.csv"))
        #expect(try digest.sha256 == FileDigest.of(outside).sha256 && digest.bytes == Self.text.count)
    }

    @Test(arguments: ["../posts.csv", "a/../../posts.csv", "/posts.csv", "\\posts.csv", "C:\\posts.csv", "..\\posts.csv", ""])
    func namesThatLeadOutside(name: String) throws {
        let folder = TemporaryFolder()
        let archive = try ZipArchive(InputPlace(path: try folder.file("a.zip", ZipWriter([ZipWriter.Member(name, "x"), ZipWriter.Member("b", "y")]).bytes)))
        #expect(archive.members[0].refusal?.contains("leads out of its archive") == true)
        #expect(archive.members[1].refusal == nil)
    }

    @Test func severalOfOneNameAndEncryptedOnes() throws {
        var secret = ZipWriter.Member("secret.csv", "a,b\n")
        secret.isEncrypted = true
        let bytes = ZipWriter([ZipWriter.Member("posts.csv", "1"), secret, ZipWriter.Member("posts.csv", "2"), ZipWriter.Member("b.csv", "3")]).bytes
        let twice = try #require(mistake(bytes))
        #expect(twice.kind == .unsupportedFormat && twice.message.hasPrefix("stands in its archive several times"))
        #expect(mistake(bytes, "secret.csv")?.message == "is encrypted; unpack the archive with its password, and use the files")
        #expect(try read(bytes, "b.csv") == [0x33])
    }

    /// Cut anywhere, an archive is refused as a whole: its directory stands at the end.
    @Test func cutAnywhere() throws {
        let bytes = ZipWriter([ZipWriter.Member("posts.csv", "id,likes\n1,2\n"), ZipWriter.Member("b.csv", "x")]).bytes
        for end in 4..<bytes.count {
            let error = try #require(mistake(Array(bytes.prefix(end))), "cut after \(end) bytes")
            #expect(error.kind == .truncated && error.message == "is a zip archive that is cut off or damaged at its end; download or export it again")
        }
    }

    @Test func anotherChecksum() throws {
        var member = Self.deflated("posts.csv", Self.text)
        member.checksum = 1
        for member in [member, { var plain = member; plain.deflated = nil; return plain }()] {
            let error = try #require(mistake(ZipWriter([member]).bytes))
            #expect(error.kind == .checksumDiffers && error.message == "is damaged: the checksum differs from that of the data; download or export it again")
        }
    }

    @Test(arguments: [0, 10, 79_000, 10_000_000])
    func sizesThatLie(size: Int) throws {
        var member = Self.deflated("posts.csv", Self.text)
        member.size = size
        let error = try #require(mistake(ZipWriter([member]).bytes))
        #expect(error.isDamage || error.kind == .empty, "\(error)")
    }

    /// What unpacks to more than the limit is refused before anything is read where it says so, and while it is read where it lies.
    @Test func bombs() throws {
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        var member = Self.deflated("posts.csv", zeros)
        member.checksum = 0
        #expect(member.deflated?.count ?? .max < 40_000)
        let limits = StreamLimits(unpackedBytes: 1 << 20)
        #expect(mistake(ZipWriter([member]).bytes, limits: limits)?.kind == .tooLarge)
        member.size = 1000
        let lie = try #require(mistake(ZipWriter([member]).bytes, limits: limits))
        #expect(lie.message == "has more bytes than the archive says (1000); download or export it again")
    }

    @Test func tooManyMembers() throws {
        let folder = TemporaryFolder()
        let member = ZipWriter([ZipWriter.Member("00000.csv", "")]).bytes
        let (local, central) = (Array(member[..<39]), Array(member[39..<94]))
        var bytes: [UInt8] = []
        for _ in 0..<100_000 { bytes += local }
        let start = bytes.count
        for _ in 0..<100_000 { bytes += central }
        func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF] + little(bytes.count - start) + little(start) + [0, 0]
        let path = try folder.file("a.zip", bytes)
        let error = #expect(throws: StreamError.self) { try ZipArchive(InputPlace(path: path)) }
        #expect(error?.kind == .tooLarge && error?.message.contains("more than the 10000 that are read") == true)
    }

    /// A directory that claims more members than there are is not believed.
    @Test func aDirectoryThatClaimsTooMuch() throws {
        var bytes = ZipWriter([ZipWriter.Member("posts.csv", "x")]).bytes
        let end = bytes.count - 22
        for index in 8..<12 { bytes[end + index] = index % 2 == 0 ? 0x10 : 0x27 }
        #expect(mistake(bytes) != nil)
        // The record of large archives says that there are 2^62.
        var large: [UInt8] = [0x50, 0x4B, 6, 6, 44, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 20)
        large += [0, 0, 0, 0, 0, 0, 0, 0x40] + [UInt8](repeating: 0, count: 16)
        let locator: [UInt8] = [0x50, 0x4B, 6, 7] + [UInt8](repeating: 0, count: 16)
        let whole = ZipWriter([ZipWriter.Member("posts.csv", "x")]).bytes
        let claims = Array(whole.dropLast(22)) + large + locator + Array(whole.suffix(22))
        #expect(mistake(claims)?.kind == .tooLarge)
    }

    /// Whatever is wrong with an archive, it is an error or the right bytes.
    @Test func anyByteChanged() throws {
        let bytes = ZipWriter([Self.deflated("posts.csv", Array(Self.text.prefix(400))), ZipWriter.Member("b.csv", "x")]).bytes
        let folder = TemporaryFolder()
        for index in bytes.indices {
            for value in [0, 0xFF, bytes[index] ^ 1] {
                var changed = bytes
                changed[index] = value
                let path = try folder.file("a.zip", changed)
                do {
                    #expect(try read(at: path, "posts.csv") == Array(Self.text.prefix(400)), "byte \(index) is \(value)")
                } catch {
                    #expect(error is StreamError)
                }
            }
        }
    }

    @Test func whatAnArchiveIs() throws {
        let folder = TemporaryFolder()
        for (names, contents) in [
            (["posts.csv"], .files),
            (["[Content_Types].xml", "xl/workbook.xml"], .workbook),
            (["mimetype", "content.xml"], .unsupported(name: "an OpenDocument file (.ods)", remedy: "save it as .xlsx or CSV UTF-8")),
            (["[Content_Types].xml", "xl/workbook.bin"], .unsupported(name: "an Excel workbook in binary form (.xlsb)", remedy: "save it as .xlsx or CSV UTF-8")),
            (["[Content_Types].xml", "word/document.xml"], .unsupported(name: "a Word document", remedy: "save its table as CSV UTF-8")),
        ] as [([String], ZipContents)] {
            let path = try folder.file("a.zip", ZipWriter(names.map { ZipWriter.Member($0, "x") }).bytes)
            #expect(try ZipArchive(InputPlace(path: path)).contents == contents)
        }
    }
}
