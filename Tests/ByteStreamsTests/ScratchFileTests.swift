import Glibc
import Testing

@testable import ByteStreams

@Suite struct ScratchFileTests {
    /// What was put aside comes back, whole or block by block, and the folder shows nothing of it at any time.
    @Test func bytesComeBackAndNothingIsSeen() throws {
        let folder = TemporaryFolder()
        let file = try ScratchFile(in: folder.path)
        let first = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * $0) }
        var pieces = try file.append([first, [], Array("second".utf8)])
        pieces += try file.append([Array("third".utf8)])
        func whole(_ piece: ScratchFile.Piece) throws -> [UInt8] {
            var bytes: [UInt8] = [1]
            try file.read(piece, appendingTo: &bytes)
            return bytes
        }
        #expect(try pieces.map(whole) == [[1] + first, [1], [1] + Array("second".utf8), [1] + Array("third".utf8)])
        var reader = ScratchReader(pieces[0], of: file)
        var bytes: [UInt8] = []
        var blocks = 0
        while !reader.isAtEnd {
            try reader.readBlock(70_000, appendingTo: &bytes)
            blocks += 1
        }
        #expect(bytes == first && blocks == 5)
        #expect(try Folders.list(folder.path).isEmpty)
    }

    /// Bytes that changed on the disk, or were lost there, are an error, and not other numbers.
    @Test(arguments: [false, true]) func otherBytesAreAnError(areLost: Bool) throws {
        let folder = TemporaryFolder()
        let file = try ScratchFile(in: folder.path)
        let pieces = try file.append([Array("first".utf8), Array("second".utf8)])
        // The file has no name, but this process has it open.
        let links = try Folders.list("/proc/self/fd").map { "/proc/self/fd/\($0)" }
        let path = try #require(links.first { link in
            var name = [CChar](repeating: 0, count: 4096)
            return unsafe readlink(link, &name, 4095) > 0 && String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).hasPrefix(folder.path)
        })
        let descriptor = unsafe open(path, O_WRONLY)
        let isChanged = unsafe areLost ? ftruncate(descriptor, 8) == 0 : pwrite(descriptor, "X", 1, 7) == 1
        close(descriptor)
        #expect(isChanged)
        var bytes: [UInt8] = []
        try file.read(pieces[0], appendingTo: &bytes)
        #expect(bytes == Array("first".utf8))
        #expect { try file.read(pieces[1], appendingTo: &bytes) } throws: { ($0 as? StreamError)?.kind == .readFailed }
    }

    /// A folder that is not there takes nothing.
    @Test func aFolderThatIsNotThere() throws {
        let folder = TemporaryFolder()
        #expect { _ = try ScratchFile(in: folder.path + "/none") } throws: { ($0 as? StreamError)?.kind == .notFound }
    }
}
