import Testing

@testable import ByteStreams
import TestSupport

/// Faults of gzip on streams made here, with every library that is built in.
@Suite struct GzipDecoderTests {
    static let text = sampleRows(2000, seed: 1)

    static func pack(_ bytes: [UInt8], _ backend: GzipBackend) -> [UInt8] {
        GzipMember.compress(bytes, backend: backend)
    }

    @Test(arguments: GzipBackend.allCases, GzipBackend.allCases)
    func roundTrip(packer: GzipBackend, unpacker: GzipBackend) throws {
        var generator = SeededGenerator(seed: 2)
        let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for content in [[], [0], Self.text, noise, [UInt8](repeating: 0x41, count: 1_000_000)] {
            let packed = Self.pack(content, packer)
            #expect(try decode(packed, backend: unpacker, chunk: 1 << 20, room: 1 << 20) == content)
            #expect(try decode(packed, backend: unpacker, chunk: 1000, room: 777) == content)
        }
    }

    @Test(arguments: GzipBackend.allCases)
    func fault1_cutInTheBody(backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        let cuts = (1..<64).map { packed.count * $0 / 64 } + Array(packed.count - 64..<packed.count)
        for cut in cuts {
            let fault = decodeFault(Array(packed[..<cut]), backend: backend)
            #expect(fault == UnpackingFault(
                kind: .truncated, detail: "ends in the middle of compressed data after \(cut) bytes", offset: cut))
        }
    }

    @Test(arguments: GzipBackend.allCases)
    func fault2_cutInTheTrailer(backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        for dropped in 1...8 {
            #expect(decodeFault(packed.dropLast(dropped), backend: backend)?.kind == .truncated)
        }
    }

    @Test(arguments: GzipBackend.allCases)
    func fault3_trailerBitFlipped(backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        for index in packed.count - 8..<packed.count {
            for bit in 0..<8 {
                var damaged = packed
                damaged[index] ^= 1 << UInt8(bit)
                let fault = decodeFault(damaged, backend: backend)
                #expect(fault?.kind == .checksumDiffers)
                #expect(fault?.detail.contains(index < packed.count - 4 ? "checksum differs" : "length differs") == true)
            }
        }
    }

    @Test(arguments: GzipBackend.allCases)
    func fault4_bitFlippedInTheBody(backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        let seed: UInt64 = 4
        var generator = SeededGenerator(seed: seed)
        for flip in 0..<256 {
            var damaged = packed
            let index = Int.random(in: 10..<packed.count - 8, using: &generator)
            damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            #expect(decodeFault(damaged, backend: backend) != nil, "seed \(seed), flip \(flip), byte \(index)")
        }
    }

    @Test(arguments: [2, 201, 2001], GzipBackend.allCases)
    func fault5_concatenatedMembers(members: Int, backend: GzipBackend) throws {
        // Borders stand anywhere, inside lines too; some members are empty.
        var generator = SeededGenerator(seed: UInt64(members))
        let borders = (1..<members).map { _ in Int.random(in: 0...Self.text.count, using: &generator) }.sorted()
        var packed: [UInt8] = []
        for (start, end) in zip([0] + borders, borders + [Self.text.count]) {
            packed += Self.pack(Array(Self.text[start..<end]), backend)
        }
        #expect(try decode(packed, backend: backend, chunk: 1 << 20, room: 1 << 20) == Self.text)
        #expect(try decode(packed, backend: backend, chunk: 17, room: 64) == Self.text)
    }

    @Test(arguments: [1, 2, 9], GzipBackend.allCases)
    func fault6_secondMemberCut(length: Int, backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        let fault = decodeFault(packed + packed[..<length], backend: backend)
        let bytes = packed.count + length
        #expect(fault == UnpackingFault(
            kind: .truncated, detail: "ends in the middle of compressed data after \(bytes) bytes (gzip member 2)",
            offset: bytes))
    }

    @Test(arguments: ["garbage", "\u{1F}x", "\n"], GzipBackend.allCases)
    func fault7_trailingGarbage(garbage: String, backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        let fault = decodeFault(packed + Array(garbage.utf8), backend: backend)
        #expect(fault == UnpackingFault(
            kind: .trailingData,
            detail: "has something other than gzip data from byte \(packed.count) on, after a complete gzip member",
            offset: packed.count))
    }

    @Test(arguments: GzipBackend.allCases)
    func fault7_garbageAfterPadding(backend: GzipBackend) {
        let packed = Self.pack(Self.text, backend)
        let padded = packed + [0, 0, 0]
        #expect(decodeFault(padded + [7], backend: backend) == UnpackingFault(
            kind: .trailingData,
            detail: "has something other than zeros from byte \(padded.count) on, after a complete gzip member",
            offset: padded.count))
        // A member behind padding: gzip(1) ignores it, and so would lose its rows in silence.
        #expect(decodeFault(padded + packed, backend: backend)?.kind == .trailingData)
    }

    /// Left out where it is asked for, also across the pieces of a file, and said with place and length.
    @Test(arguments: [[7, 8, 9], [0, 0, 7], [0x1F, 7, 7], [UInt8](repeating: 5, count: 600_000)] as [[UInt8]], GzipBackend.allCases)
    func fault7_trailingDataAccepted(garbage: [UInt8], backend: GzipBackend) throws {
        let folder = TemporaryFolder()
        let packed = Self.pack(Self.text, backend)
        let path = try folder.file("a.gz", packed + garbage)
        var source = try ByteSource(InputPlace(path: path), limits: StreamLimits(acceptsTrailingData: true), backend: backend)
        var bytes: [UInt8] = []
        while try source.read(into: &bytes, atMost: 1000) {}
        #expect(bytes == Self.text)
        let zeros = garbage.prefix { $0 == 0 }.count
        let (count, offset) = (garbage.count - zeros, packed.count + zeros)
        #expect(source.notes.last == "\(count) bytes from byte \(offset) on were left out: they follow the last gzip member and are not gzip data")
        // A member that is cut is no garbage.
        let cut = try folder.file("b.gz", packed + packed.dropLast(3))
        var damaged = try ByteSource(InputPlace(path: cut), limits: StreamLimits(acceptsTrailingData: true), backend: backend)
        #expect(throws: StreamError.self) { while try damaged.read(into: &bytes, atMost: 1000) {} }
    }

    @Test(arguments: [1, 512], GzipBackend.allCases)
    func fault8_zeroPadding(zeros: Int, backend: GzipBackend) throws {
        let folder = TemporaryFolder()
        let path = try folder.file("a.gz", Self.pack(Self.text, backend) + [UInt8](repeating: 0, count: zeros))
        let (bytes, notes) = try readAll(path, backend: backend)
        #expect(bytes == Self.text)
        #expect(notes == ["\(zeros) bytes of zero padding after the last gzip member"])
    }

    /// RFC 1952, 2.3: extra field of 3 bytes, name "n", comment "c", header checksum: the low half of the CRC-32 of all
    /// header bytes before it.
    @Test(arguments: GzipBackend.allCases)
    func headerFieldsAndHeaderChecksum(backend: GzipBackend) throws {
        var header: [UInt8] = [0x1F, 0x8B, 8, 0x1E, 1, 2, 3, 4, 0, 3, 3, 0, 9, 9, 9, 0x6E, 0, 0x63, 0]
        let crc = GzipBackend.zlib.crc32(0, header.span)
        header += [UInt8(truncatingIfNeeded: crc), UInt8(truncatingIfNeeded: crc >> 8)]
        let packed = header + Self.pack(Self.text, backend).dropFirst(10)
        for chunk in [1, 5, packed.count] {
            #expect(try decode(packed, backend: backend, chunk: chunk, room: 1 << 20) == Self.text)
        }
        for index in [4, 13, 15, 17, header.count - 1] {
            var damaged = packed
            damaged[index] ^= 0x40
            #expect(decodeFault(damaged, backend: backend)?.kind == .checksumDiffers, "byte \(index)")
        }
        for length in 1..<header.count {
            #expect(decodeFault(Array(packed[..<length]), backend: backend)?.kind == .truncated)
        }
    }

    @Test(arguments: GzipBackend.allCases)
    func unknownMethodAndFlags(backend: GzipBackend) {
        var packed = Self.pack(Self.text, backend)
        packed[2] = 7
        #expect(decodeFault(packed, backend: backend)?.detail == "has a gzip header with unknown method 7")
        packed[2] = 8
        packed[3] = 0x20
        #expect(decodeFault(packed, backend: backend)?.detail == "has a gzip header with unknown flags 32")
    }

    @Test func crcOfTheStandardsTestText() {
        // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRCs.
        for backend in GzipBackend.allCases {
            #expect(backend.crc32(0, Array("123456789".utf8).span) == 0xCBF4_3926)
            #expect(backend.crc32(backend.crc32(0, Array("1234".utf8).span), Array("56789".utf8).span) == 0xCBF4_3926)
            #expect(backend.crc32(5, [UInt8]().span) == 5)
        }
    }
}
