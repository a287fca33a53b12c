import ByteStreams
@testable import ColumnFiles
import TestSupport
import Testing

/// Codecs and the checksum against bytes that other programs made.
struct CodecTests {
    // MARK: LZ4

    private static func unhex(_ text: String) -> [UInt8] {
        let digits = Array(text.utf8).map { UInt8($0 < 58 ? $0 - 48 : $0 - 87) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// `lz4.block.compress(data, store_size=False)` of Python's lz4 4.4.5, and with `mode='high_compression'` the last.
    static let vectors: [(data: [UInt8], packed: String)] = [
        ([], "00"),
        (Array("abc".utf8), "30616263"),
        (Array("hello hello hello hello hello hello!".utf8), "6f68656c6c6f2006000650656c6c6f21"),
        ([UInt8](repeating: 0, count: 300), "1f000100ff14500000000000"),
        (
            Array(String(repeating: "Beauty;Travel;Beauty;Food;Travel;Beauty;Food;Food;Beauty;Travel;", count: 3).utf8),
            "e34265617574793b54726176656c3b0e004f466f6f641300010118000324000a32000a0e000128000f1300000118000f400036506176656c3b"
        ),
        (
            Array(String(repeating: "Beauty;Travel;Beauty;Food;Travel;Beauty;Food;Food;Beauty;Travel;", count: 3).utf8),
            "e34265617574793b54726176656c3b0e004f466f6f641300010105000e32000f400064506176656c3b"
        ),
        (
            Array((0..<40).map { String(3_000_000_000 + $0 * 7919) }.joined().utf8),
            "2433300100020a0041373931390a005131353833380a005132333735370a005233313637360a0041393539350a005134373531340a005135353433330a005136333335320a"
                + "005237313237310a0041393139300a004238373130640041393530326400603130323934378c0051313130383664005131313837386400513132363730640051313334363264"
                + "005131343235346400513135303436640001b300016400513136363239640052313734323164004238323133640042393030356400413937393764005132303538396400513231"
                + "333831640051323231373364005132323936356400010d01016400513234353438640051323533343064005132363133326400513236393234640052323737313664004238353038"
                + "640041393330306400f00133303039323233303030333038383431"
        ),
    ]

    private func decode(_ packed: [UInt8], _ size: Int) throws -> [UInt8] {
        var data = [UInt8](repeating: 0xEE, count: size)
        var target = data.mutableSpan
        try LZ4Decoder.decode(packed.span, into: &target, size: size)
        return data
    }

    private func encode(_ data: [UInt8]) -> [UInt8] {
        var encoder = LZ4Encoder()
        var packed = [UInt8](repeating: 0, count: LZ4Encoder.bound(data.count))
        var target = packed.mutableSpan
        let size = encoder.encode(data.span, into: &target)
        return Array(packed[..<size])
    }

    @Test(arguments: vectors.indices)
    func lz4DecodesWhatLZ4Encoded(_ index: Int) throws {
        let (data, packed) = Self.vectors[index]
        let bytes = Self.unhex(packed)
        #expect(try decode(bytes, data.count) == data)
        // One byte more or less in the page, or less in the block, is damage.
        #expect(throws: ColumnFileError.self) { try decode(bytes, data.count + 1) }
        if !data.isEmpty { #expect(throws: ColumnFileError.self) { try decode(bytes, data.count - 1) } }
        for length in bytes.indices { #expect(throws: ColumnFileError.self) { try decode(Array(bytes[..<length]), data.count) } }
    }

    @Test func lz4RoundTrips() throws {
        var random = SeededGenerator(seed: 8)
        for round in 0..<200 {
            var data: [UInt8] = []
            let letters = UInt64(1 + round % 40)
            while data.count < Int(random.next() % 5000) {
                if data.count > 20 && random.next() % 4 == 0 {
                    let start = Int(random.next() % UInt64(data.count))
                    data += Array(data[start..<min(data.count, start + Int(random.next() % 300))])
                } else {
                    data.append(UInt8(random.next() % letters * 6))
                }
            }
            #expect(try decode(encode(data), data.count) == data)
        }
        // Farther back than a distance can say.
        let far = (0..<70_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
        #expect(try decode(encode(far + far), 140_000) == far + far)
    }

    @Test func lz4PacksNearlyAsWellAsTheLibrary() {
        for (data, packed) in Self.vectors { #expect(encode(data).count <= packed.utf8.count / 2 + 16) }
    }

    /// Random blocks and blocks with wrong bytes: an error or bytes, never a trap.
    @Test func lz4OfAnythingIsAnErrorOrBytes() {
        var random = SeededGenerator(seed: 9)
        for round in 0..<2000 {
            var bytes = round % 2 == 0 ? (0..<Int(random.next() % 60)).map { _ in UInt8(truncatingIfNeeded: random.next()) } : Self.unhex(Self.vectors[round % 7].packed)
            if !bytes.isEmpty { bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next()) }
            _ = try? decode(bytes, Int(random.next() % 500))
        }
    }

    // MARK: zstd

    private func zstandardEncode(_ data: [UInt8]) -> [UInt8] {
        var encoder = ZstandardEncoder(level: 1)
        var packed = [UInt8](repeating: 0, count: ZstandardEncoder.bound(data.count))
        var target = packed.mutableSpan
        let size = encoder.encode(data.span, into: &target)
        return Array(packed[..<size])
    }

    private func zstandardDecode(_ packed: [UInt8], _ size: Int) throws -> [UInt8] {
        var decoder = ZstandardDecoder()
        var data = [UInt8](repeating: 0xEE, count: size)
        var target = data.mutableSpan
        try decoder.decode(packed.span, into: &target, size: size)
        return data
    }

    @Test func zstandardRoundTripsAndChecksSizes() throws {
        let data = Array(String(repeating: "one two three ", count: 500).utf8)
        let packed = zstandardEncode(data)
        #expect(packed.count < 100)
        #expect(try zstandardDecode(packed, data.count) == data)
        #expect(throws: ColumnFileError.self) { try zstandardDecode(packed, data.count - 1) }
        #expect(throws: ColumnFileError.self) { try zstandardDecode(packed, data.count + 1) }
        #expect(throws: ColumnFileError.self) { try zstandardDecode(Array(packed.dropLast()), data.count) }
        #expect(throws: ColumnFileError.self) { try zstandardDecode([1, 2, 3], 5) }
    }

    // MARK: checksum

    /// `zlib.crc32` of Python: of `bytes(range(n))`, of the usual nine digits, and of 100,000 bytes.
    @Test func checksumsAreThoseOfZlib() {
        func checksum(_ bytes: [UInt8]) -> UInt32 { CRC32.of(bytes.span) }
        #expect(checksum(Array("123456789".utf8)) == 0xCBF4_3926)
        let sums: [Int: UInt32] = [
            0: 0, 1: 0xD202_EF8D, 2: 0x36DE_2269, 7: 0xAD58_09F9, 8: 0x88AA_689F, 9: 0xBCE1_4302, 15: 0xA06C_675E, 16: 0xCECE_E288,
            17: 0x2C18_3A19, 31: 0x4D78_6D77, 32: 0x9126_7E8A, 33: 0xE490_8305, 100: 0x58C9_32F5, 255: 0xD32F_9BA0,
        ]
        for (count, sum) in sums { #expect(checksum((0..<count).map { UInt8($0) }) == sum) }
        #expect(checksum((0..<100_000).map { UInt8($0 * $0 % 251) }) == 0xCE50_22E2)
    }
}
