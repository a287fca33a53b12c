import Testing

@testable import ByteStreams
import TestSupport

/// The public gzip vectors, with every library that is built in; `GzipDecoderTests` has streams of our own.
@Suite(.needs("suites/gzip-vectors")) struct GzipVectorsTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var path: String
        var expect: String
        var payloadBytes: Int?
        var sha256: String

        var testDescription: String { path.split(separator: "/").last.map(String.init) ?? path }
    }

    static let folder = SharedFolder.folder("suites/gzip-vectors")

    static let vectors: [Vector] = {
        guard let folder, let manifest = try? readWholeFile(Folders.join(folder, "manifest.csv"), limit: 1 << 20) else { return [] }
        return String(decoding: manifest, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let parts = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Vector(
                path: Folders.join(folder, "files/\(parts[0])"), expect: parts[1], payloadBytes: Int(parts[2]), sha256: parts[3])
        }
    }()

    /// The manifest's words and ours.
    static let kinds: [String: [StreamError.Kind]] = [
        "error:trailing-garbage": [.trailingData],
        "error:truncated": [.truncated],
        "error:checksum-or-length": [.checksumDiffers],
        "error:corrupt": [.corrupt, .checksumDiffers, .truncated],
    ]

    @Test func allVectorsAreFound() {
        #expect(Self.vectors.count == 14)
    }

    @Test(arguments: vectors, GzipBackend.allCases)
    func vector(_ vector: Vector, backend: GzipBackend) throws {
        for limit in [1, 7, 1 << 20] {
            if vector.expect == "ok" {
                let bytes = try readAll(vector.path, backend: backend, limit: limit).bytes
                #expect(bytes.count == vector.payloadBytes)
                var sum = SHA256Sum()
                sum.update(bytes)
                #expect(sum.finish() == vector.sha256)
            } else {
                let error = try #require(readError(vector.path, backend: backend, limit: limit))
                #expect(Self.kinds[vector.expect]?.contains(error.kind) == true, "\(error)")
                #expect(error.path == vector.path)
            }
        }
    }

    @Test(arguments: vectors.filter { $0.expect == "ok" }, GzipBackend.allCases)
    func everyProperPrefixIsTruncated(_ vector: Vector, backend: GzipBackend) throws {
        let packed = try readWholeFile(vector.path, limit: 1 << 20)
        // A prefix that ends between two members is a whole file: hello-txt-x2.gz has such a border.
        let members = packed.indices.filter { packed[$0...].starts(with: [0x1F, 0x8B, 8]) }
        for length in 1..<packed.count where !members.contains(length) {
            let fault = decodeFault(Array(packed[..<length]), backend: backend)
            #expect(fault?.kind == .truncated, "\(length) of \(packed.count) bytes")
            #expect(fault?.detail.hasPrefix("ends in the middle of compressed data after \(length) bytes") == true)
        }
    }

    @Test(arguments: GzipBackend.allCases)
    func prefixTest(backend: GzipBackend) throws {
        let packed = try readWholeFile(Folders.join(#require(Self.folder), "files/prefix-test.gz"), limit: 100)
        let temporary = TemporaryFolder()
        for length in 1..<packed.count {
            let path = try temporary.file("prefix.gz", Array(packed[..<length]))
            #expect(readError(path, backend: backend)?.kind == .truncated, "\(length) bytes")
        }
        #expect(readError(try temporary.file("prefix.gz", []))?.kind == .empty)
        // The suite's README says what is in it.
        #expect(String(decoding: try decode(packed, backend: backend, chunk: 3, room: 2), as: UTF8.self) == "hello, world")
    }

    @Test(arguments: vectors, GzipBackend.allCases)
    func piecesDoNotMatter(_ vector: Vector, backend: GzipBackend) throws {
        let packed = try readWholeFile(vector.path, limit: 1 << 20)
        let whole = Result { try decode(packed, backend: backend, chunk: packed.count, room: 1 << 20) }
        for (chunk, room) in [(1, 1 << 16), (1, 1), (2, 3), (13, 100)] {
            let pieces = Result { try decode(packed, backend: backend, chunk: chunk, room: room) }
            switch (whole, pieces) {
            case (.success(let expected), .success(let bytes)): #expect(bytes == expected)
            case (.failure(let expected as UnpackingFault), .failure(let fault as UnpackingFault)):
                #expect(fault.kind == expected.kind, "pieces of \(chunk), room for \(room)")
            default: Issue.record("pieces of \(chunk), room for \(room): \(pieces), as a whole \(whole)")
            }
        }
    }
}
