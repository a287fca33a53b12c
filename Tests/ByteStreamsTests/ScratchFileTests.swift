import Testing

@testable import ByteStreams

@Suite struct ScratchFileTests {
    /// What was put aside comes back from any place, and the folder shows nothing of it at any time.
    @Test func bytesComeBackAndNothingIsSeen() throws {
        let folder = TemporaryFolder()
        let file = try ScratchFile(in: folder.path)
        let (first, second) = ([UInt8](repeating: 7, count: 300_000), Array("second".utf8))
        let places = [try file.append(first.span), try file.append(second.span)]
        #expect(places == [0..<300_000, 300_000..<300_006])
        var bytes: [UInt8] = [1]
        try file.read(places[1], appendingTo: &bytes)
        #expect(bytes == [1] + second)
        bytes = []
        try file.read(299_999..<300_003, appendingTo: &bytes)
        #expect(bytes == [7] + Array("sec".utf8))
        #expect(try Folders.list(folder.path).isEmpty)
    }

    /// More than there is cannot be read, and a folder that is not there takes nothing.
    @Test func whatCannotBeIsAnError() throws {
        let folder = TemporaryFolder()
        let file = try ScratchFile(in: folder.path)
        let bytes: [UInt8] = [1, 2, 3]
        _ = try file.append(bytes.span)
        var read: [UInt8] = []
        #expect { try file.read(1..<5, appendingTo: &read) } throws: { ($0 as? StreamError)?.kind == .readFailed }
        try Folders.remove(folder.path)
        #expect { _ = try ScratchFile(in: folder.path) } throws: { ($0 as? StreamError)?.kind == .notFound }
    }
}
