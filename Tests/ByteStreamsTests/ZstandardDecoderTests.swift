import CZstd
import Testing

@testable import ByteStreams
import TestSupport

/// Zstandard data as its own library and program write it, and what can be wrong with it.
@Suite struct ZstandardDecoderTests {
    static let text = sampleRows(20_000, seed: 11)

    /// One frame, with a checksum.
    static func pack(_ bytes: [UInt8], level: Int32 = 3, checksum: Int32 = 1) -> [UInt8] {
        let context = unsafe ZSTD_createCCtx()
        defer { unsafe ZSTD_freeCCtx(context) }
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level)
        unsafe ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum)
        var packed = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let room = packed.count
        let written = unsafe ZSTD_compress2(context, &packed, room, bytes, bytes.count)
        precondition(ZSTD_isError(written) == 0)
        return Array(packed[..<written])
    }

    /// A frame by RFC 8878 with one raw block and no size of its content, so that its window stands in the header.
    static func frame(_ content: String, windowLog: UInt8) -> [UInt8] {
        let block = UInt32(content.utf8.count) << 3 | 1
        return [0x28, 0xB5, 0x2F, 0xFD, 0x00, (windowLog - 10) << 3]
            + [UInt8(truncatingIfNeeded: block), UInt8(truncatingIfNeeded: block >> 8), UInt8(truncatingIfNeeded: block >> 16)]
            + Array(content.utf8)
    }

    static func skippable(_ bytes: [UInt8], kind: UInt8 = 0) -> [UInt8] {
        [0x50 | kind, 0x2A, 0x4D, 0x18, UInt8(bytes.count), 0, 0, 0] + bytes
    }

    static func unpack(
        _ packed: [UInt8], chunk: Int = 1 << 20, room: Int = 1 << 16, acceptsTrailingData: Bool = false
    ) throws(UnpackingFault) -> [UInt8] {
        var decoder = ZstandardDecoder(acceptsTrailingData: acceptsTrailingData)
        return try ByteStreamsTests.unpack(packed, with: &decoder, chunk: chunk, room: room)
    }

    static func fault(_ packed: [UInt8], chunk: Int = 1 << 20) -> UnpackingFault? {
        do throws(UnpackingFault) {
            _ = try unpack(packed, chunk: chunk)
            return nil
        } catch {
            return error
        }
    }

    @Test func whatTheProgramWrites() throws {
        // printf 'id,likes\n1,2\n' | zstd -19 --check
        let packed: [UInt8] = [
            0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x68, 0x69, 0x00, 0x00, 0x69, 0x64, 0x2C, 0x6C, 0x69, 0x6B,
            0x65, 0x73, 0x0A, 0x31, 0x2C, 0x32, 0x0A, 0xAB, 0x9E, 0x3C, 0xB1,
        ]
        #expect(try Self.unpack(packed) == Array("id,likes\n1,2\n".utf8))
    }

    @Test(arguments: [1, 3, 7, 1000, 1 << 20], [1, 777, 1 << 20])
    func piecesDoNotMatter(chunk: Int, room: Int) throws {
        let content = chunk == 1 || room == 1 ? Array(Self.text.prefix(5000)) : Self.text
        #expect(try Self.unpack(Self.pack(content), chunk: chunk, room: room) == content)
        #expect(try Self.unpack(Self.pack(content, checksum: 0), chunk: chunk, room: room) == content)
        #expect(try Self.unpack(Self.pack([]), chunk: chunk, room: room) == [])
    }

    @Test(arguments: [1, 5, 1 << 20])
    func framesFollowEachOther(chunk: Int) throws {
        let parts = [Array(Self.text[..<700]), [], Array(Self.text[700..<9000])]
        let packed = Self.skippable([1, 2, 3]) + Self.pack(parts[0]) + Self.skippable([], kind: 15) + Self.pack(parts[1], level: 19)
            + Self.pack(parts[2]) + Self.skippable([9])
        #expect(try Self.unpack(packed, chunk: chunk) == Array(Self.text[..<9000]))
    }

    @Test func fault1_cutAnywhere() {
        let packed = Self.pack(Array(Self.text.prefix(3000)))
        for cut in 1..<packed.count {
            let fault = Self.fault(Array(packed[..<cut]))
            #expect(fault == UnpackingFault(
                kind: .truncated, detail: "ends in the middle of compressed data after \(cut) bytes", offset: cut))
        }
        // The second frame is cut, and the header of a skippable one.
        #expect(Self.fault(packed + packed.dropLast())?.kind == .truncated)
        #expect(Self.fault(packed + packed.prefix(3))?.kind == .truncated)
        #expect(Self.fault(packed + Self.skippable([1, 2]).dropLast())?.kind == .truncated)
    }

    @Test func fault3_checksumFlipped() {
        let packed = Self.pack(Self.text)
        for index in packed.count - 4..<packed.count {
            var damaged = packed
            damaged[index] ^= 0x10
            #expect(Self.fault(damaged)?.kind == .checksumDiffers)
            #expect(Self.fault(packed + damaged)?.detail
                == "is damaged: the checksum differs from that of the data (Zstandard frame 2)")
        }
    }

    @Test func fault4_bitFlippedInTheBody() {
        let packed = Self.pack(Self.text)
        let seed: UInt64 = 4
        var generator = SeededGenerator(seed: seed)
        for flip in 0..<256 {
            var damaged = packed
            let index = Int.random(in: 4..<packed.count, using: &generator)
            damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            // Some bits of a header mean nothing to the content; nothing may make it another.
            let read = try? Self.unpack(damaged)
            #expect(read == nil || read == Self.text, "seed \(seed), flip \(flip), byte \(index)")
        }
    }

    @Test(arguments: [1, 2, 1 << 20])
    func fault7_whatFollows(chunk: Int) throws {
        let packed = Self.pack(Array(Self.text.prefix(3000)))
        #expect(try Self.unpack(packed + [UInt8](repeating: 0, count: 1000), chunk: chunk) == Array(Self.text.prefix(3000)))
        for (behind, offset) in [(Array("more".utf8), 0), ([0x28, 0xB5, 0x2F, 0x00], 0), ([0, 0, 7], 2), ([0x1F, 0x8B, 8], 0)] {
            let fault = try #require(Self.fault(packed + behind, chunk: chunk))
            #expect(fault.kind == .trailingData)
            #expect(fault.offset == packed.count + offset)
            #expect(try Self.unpack(packed + behind, chunk: chunk, acceptsTrailingData: true) == Array(Self.text.prefix(3000)))
        }
    }

    @Test func windowsHaveALimit() throws {
        #expect(try Self.unpack(Self.frame("abc", windowLog: 27)) == Array("abc".utf8))
        for windowLog: UInt8 in [28, 31, 41] {
            let fault = try #require(Self.fault(Self.frame("abc", windowLog: windowLog)))
            #expect(fault.kind == .unsupportedFormat)
            #expect(fault.detail == "is Zstandard data with a window of more than 128 MiB")
            #expect(fault.remedy == "pack it again without `--long` and `--ultra`")
        }
    }

    @Test func dictionariesAreRefused() throws {
        // Dictionary 7 by the header's flag.
        let packed: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x01, 0x00, 0x07, 0x09, 0x00, 0x00, 0x61]
        #expect(Self.fault(packed)?.detail == "is Zstandard data packed with a dictionary")
    }

    // MARK: Files

    @Test func aFileIsKnownByItsBytes() throws {
        let folder = TemporaryFolder()
        let packed = Self.pack(Self.text)
        let named = try readAll(try folder.file("posts.csv.zst", packed))
        #expect(named.bytes == Self.text)
        #expect(named.notes == [])
        let other = try readAll(try folder.file("posts.csv.gz", packed), limit: 1000)
        #expect(other.bytes == Self.text)
        #expect(other.notes == ["Zstandard data, although the name ends in .gz"])
        let plain = try readAll(try folder.file("plain.csv.zst", "id\n"))
        #expect(plain.notes == ["text that is not compressed, although the name ends in .zst"])
        let skipped = try readAll(try folder.file("skipped.zst", Self.skippable([1]) + packed))
        #expect(skipped.bytes == Self.text)
    }

    @Test func whatFollowsIsNoted() throws {
        let folder = TemporaryFolder()
        let packed = Self.pack(Self.text)
        #expect(try readAll(try folder.file("a.zst", packed + [0, 0])).notes == ["2 bytes of zero padding after the last Zstandard frame"])
        let path = try folder.file("b.zst", packed + Array("more".utf8))
        let error = try #require(readError(path))
        #expect(error.kind == .trailingData)
        #expect(error.detail == "has something other than Zstandard data from byte \(packed.count) on, after a complete Zstandard frame")
        let read = try readAll(path, limits: StreamLimits(acceptsTrailingData: true))
        #expect(read.bytes == Self.text)
        #expect(read.notes == [
            "4 bytes from byte \(packed.count) on were left out: they follow the last Zstandard frame and are not Zstandard data"
        ])
    }

    @Test func fault8_packedTwice() throws {
        let folder = TemporaryFolder()
        let packed = Self.pack(Self.text)
        #expect(readError(try folder.file("a.zst", Self.pack(packed)))?.kind == .compressedTwice)
        #expect(readError(try folder.file("b.zst", Self.pack(GzipMember.compress(Self.text, backend: .standard))))?.kind == .compressedTwice)
        #expect(readError(try folder.file("c.gz", GzipMember.compress(packed, backend: .standard)))?.kind == .compressedTwice)
        let inner = try #require(readError(try folder.file("d.zst", Self.pack(Array("%PDF-1.7".utf8)))))
        #expect(inner.detail == "is a PDF document inside Zstandard data")
    }

    @Test func fault9_unpackedLimit() throws {
        let folder = TemporaryFolder()
        let path = try folder.file("zeros.zst", Self.pack([UInt8](repeating: 0, count: 8 << 20)))
        #expect(readError(path, limits: StreamLimits(unpackedBytes: 8 << 20)) == nil)
        #expect(readError(path, limits: StreamLimits(unpackedBytes: (8 << 20) - 1))?.kind == .tooLarge)
    }

    @Test func aWindowTooLargeSaysWhatToDo() throws {
        let folder = TemporaryFolder()
        let error = try #require(readError(try folder.file("a.csv.zst", Self.frame("id\n", windowLog: 31))))
        #expect(error.message == "is Zstandard data with a window of more than 128 MiB; pack it again without `--long` and `--ultra`")
    }
}
