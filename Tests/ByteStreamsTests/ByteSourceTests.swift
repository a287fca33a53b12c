import Glibc
import Testing

@testable import ByteStreams

@Suite struct ByteSourceTests {
    @Test(arguments: [1, 100, 65536, 1 << 20, 1 << 22], [false, true])
    func piecesDoNotMatter(limit: Int, isPacked: Bool) throws {
        let folder = TemporaryFolder()
        // Larger than a block, so that reading crosses its border; small pieces read a small file.
        let text = sampleRows(limit == 1 ? 500 : 10_000, seed: 3)
        let bytes = isPacked ? GzipMember.compress(text, backend: .standard) : text
        let path = try folder.file("posts", bytes)
        var source = try ByteSource(path: path)
        var read: [UInt8] = []
        while true {
            let before = read.count
            guard try source.read(into: &read, atMost: limit) else { break }
            #expect((1...limit).contains(read.count - before))
        }
        #expect(read == text)
        #expect(source.packedBytesRead == bytes.count)
        #expect(try !source.read(into: &read, atMost: limit), "the end stays the end")
    }

    @Test func fault25_emptyFile() throws {
        let folder = TemporaryFolder()
        let error = try #require(readError(try folder.file("posts.csv", [])))
        #expect(error.kind == .empty)
        #expect(error.message == "is empty; export again, or remove the file if nothing was expected")
    }

    @Test func anErrorStays() throws {
        let folder = TemporaryFolder()
        var packed = GzipMember.compress(sampleRows(50_000, seed: 5), backend: .standard)
        packed[packed.count - 1] ^= 1
        var source = try ByteSource(path: try folder.file("posts.csv.gz", packed))
        var bytes: [UInt8] = []
        #expect(throws: StreamError.self) { while try source.read(into: &bytes, atMost: 1 << 20) {} }
        #expect(throws: StreamError.self) { try source.read(into: &bytes, atMost: 1 << 20) }
    }

    @Test(arguments: GzipBackend.allCases)
    func fault9_unpackedLimit(backend: GzipBackend) throws {
        let folder = TemporaryFolder()
        // 8 MiB of zeros pack to about a thousandth.
        let packed = GzipMember.compress([UInt8](repeating: 0, count: 8 << 20), backend: backend)
        let path = try folder.file("zeros.gz", packed)
        #expect(packed.count < 100_000)
        #expect(readError(path, backend: backend, limits: StreamLimits(unpackedBytes: 8 << 20)) == nil)
        let error = try #require(readError(path, backend: backend, limits: StreamLimits(unpackedBytes: (8 << 20) - 1)))
        #expect(error.kind == .tooLarge)
        let plain = try folder.file("plain", "123456")
        #expect(readError(plain, limits: StreamLimits(unpackedBytes: 5))?.kind == .tooLarge)
        #expect(readError(plain, limits: StreamLimits(unpackedBytes: 6)) == nil)
    }

    @Test(arguments: [false, true])
    func fault54_fileGrows(isPacked: Bool) throws {
        try changeWhileReading(isPacked: isPacked, detail: "grew while it was read") { path in
            let file = unsafe try #require(unsafe fopen(path, "a"))
            unsafe fputs("more", file)
            unsafe fclose(file)
        }
    }

    @Test(arguments: [false, true])
    func fault56_fileIsCut(isPacked: Bool) throws {
        try changeWhileReading(isPacked: isPacked, detail: "shrank while it was read") { path in
            #expect(unsafe truncate(path, 300_000) == 0)
        }
    }

    @Test(arguments: [false, true])
    func fault54_fileIsTouched(isPacked: Bool) throws {
        try changeWhileReading(isPacked: isPacked, detail: "was written to while it was read") { path in
            #expect(unsafe utimensat(AT_FDCWD, path, [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)], 0) == 0)
        }
    }

    /// Changes a file after its first block was read.
    private func changeWhileReading(isPacked: Bool, detail: String, _ change: (String) throws -> Void) throws {
        let folder = TemporaryFolder()
        let text = sampleRows(50_000, seed: 6)
        let path = try folder.file("posts", isPacked ? GzipMember.compress(text, backend: .standard) : text)
        var source = try ByteSource(path: path)
        var bytes: [UInt8] = []
        #expect(try source.read(into: &bytes, atMost: 1000))
        try change(path)
        let error = #expect(throws: StreamError.self) { while try source.read(into: &bytes, atMost: 1 << 20) {} }
        #expect(error?.kind == .changedWhileReading)
        #expect(error?.detail.hasPrefix(detail) == true, "\(String(describing: error))")
    }

    @Test func fault55_fileIsReplaced() throws {
        let folder = TemporaryFolder()
        let text = sampleRows(50_000, seed: 7)
        let path = try folder.file("posts.csv", text)
        var source = try ByteSource(path: path)
        var bytes: [UInt8] = []
        #expect(try source.read(into: &bytes, atMost: 1000))
        _ = try folder.file("posts.csv", "another file")
        while try source.read(into: &bytes, atMost: 1 << 20) {}
        #expect(bytes == text)
    }

    /// None of these may hang.
    @Test func fault67_whatIsNotAFile() throws {
        let folder = TemporaryFolder()
        let pipe = Folders.join(folder.path, "pipe")
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        let loop = Folders.join(folder.path, "loop")
        #expect(unsafe symlink("loop", loop) == 0)
        let socketPath = Folders.join(folder.path, "socket")
        let socket = try bindSocket(socketPath)
        defer { close(socket) }
        for (path, kind, detail) in [
            (folder.path, StreamError.Kind.folder, "is a folder, not a file"),
            (pipe, .pipe, "is a named pipe, not a file"),
            ("/dev/zero", .device, "is a device, not a file"),
            (socketPath, .socket, "is a socket, not a file"),
            (loop, .symbolicLink, "cannot be read: symbolic links lead in a circle, or a link stands where none may"),
            (Folders.join(folder.path, "none"), .notFound, "cannot be read: no such file or folder"),
            (Folders.join(folder.path, String(repeating: "n", count: 300)), .nameTooLong, "cannot be read: the name is too long"),
            (Folders.join(pipe, "none"), .notAFolder, "cannot be read: a part of the path is not a folder"),
        ] {
            let error = try #require(readError(path))
            #expect(error.kind == kind)
            #expect(error.path == path)
            #expect(error.detail == detail)
            #expect(throws: StreamError.self) { try FileDigest.of(path) }
            #expect(throws: StreamError.self) { try readWholeFile(path, limit: 100) }
        }
    }

    private func bindSocket(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe bind(
                descriptor, UnsafeRawPointer(pointer).assumingMemoryBound(to: sockaddr.self),
                socklen_t(MemoryLayout<sockaddr_un>.size))
        }
        try #require(status == 0)
        return descriptor
    }

    @Test(.enabled("a reader without root's rights", { geteuid() != 0 }))
    func fault65_unreadable() throws {
        let folder = TemporaryFolder()
        let path = try folder.file("posts.csv", "id\n")
        #expect(unsafe chmod(path, 0) == 0)
        #expect(readError(path)?.kind == .permissionDenied)
    }

    /// NIST's one-block message and the empty one (FIPS 180-4 examples).
    @Test func digests() throws {
        let folder = TemporaryFolder()
        let digest = try FileDigest.of(try folder.file("abc", "abc"))
        #expect(digest.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(digest.bytes == 3)
        let empty = try FileDigest.of(try folder.file("empty", ""))
        #expect(empty.sha256 == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(try FileIdentity(path: Folders.join(folder.path, "abc")) == digest.identity)
        let large = sampleRows(20_000, seed: 8)
        var sum = SHA256Sum()
        sum.update(Array(large[..<7]))
        sum.update(Array(large[7...]))
        #expect(try FileDigest.of(try folder.file("large", large)).sha256 == sum.finish())
    }

    @Test func wholeFiles() throws {
        let folder = TemporaryFolder()
        let path = try folder.file("a.yml", "name: a\n")
        #expect(try readWholeFile(path, limit: 8) == Array("name: a\n".utf8))
        #expect(#expect(throws: StreamError.self) { try readWholeFile(path, limit: 7) }?.kind == .tooLarge)
        #expect(try readWholeFile(try folder.file("empty", ""), limit: 7) == [])
    }
}
