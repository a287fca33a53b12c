@testable import ColumnFiles
import TestSupport
import Testing

/// Encodings against bytes made by hand from Encodings.md of the format.
struct EncodingTests {
    // MARK: bit packing

    /// The specification's example: 0 to 7 with three bits each.
    @Test func bitPackingOfTheSpecification() {
        let packed: [UInt8] = [0b1000_1000, 0b1100_0110, 0b1111_1010]
        var values = [UInt32](repeating: 9, count: 8)
        do {
            var target = values.mutableSpan
            BitPacking.unpack(packed.span, at: 0, width: 3, count: 8, into: &target, at: 0)
        }
        #expect(values == [0, 1, 2, 3, 4, 5, 6, 7])
        var words: [UInt64] = [0]
        do {
            var target = words.mutableSpan
            BitPacking.pack(values.span, 0..<8, width: 3, into: &target, at: 0)
        }
        #expect(words == [0xFA_C688])
    }

    /// Every width, with bytes that end just behind the last number, against numbers put together bit by bit.
    @Test(arguments: 0...64)
    func everyWidth(_ width: Int) {
        var random = SeededGenerator(seed: UInt64(width))
        for count in [0, 1, 2, 7, 8, 9, 63, 64, 65, 200] {
            let mask: UInt64 = width == 64 ? .max : 1 << UInt64(width) - 1
            let values = (0..<count).map { _ in random.next() & mask }
            var bytes = [UInt8](repeating: 0, count: 3 + (count * width + 7) / 8)
            for (index, value) in values.enumerated() {
                for bit in 0..<width where value >> UInt64(bit) & 1 == 1 { bytes[3 + (index * width + bit) / 8] |= 1 << UInt8((index * width + bit) % 8) }
            }
            var read = [UInt64](repeating: 1, count: count + 2)
            do {
                var target = read.mutableSpan
                BitPacking.unpack(bytes.span, at: 3, width: width, count: count, into: &target, at: 1)
            }
            #expect(Array(read[1..<(count + 1)]) == values)
            #expect(read.first == 1 && read.last == 1)
            var words = [UInt64](repeating: 0, count: (count * width + 63) / 64)
            do {
                var target = words.mutableSpan
                BitPacking.pack(values.span, 0..<count, width: width, into: &target, at: 0)
            }
            var packed: [UInt8] = []
            packed.append(words.span, bytes: bytes.count - 3)
            #expect(packed == Array(bytes[3...]))
        }
    }

    // MARK: runs and packed values

    private func decodeHybrid(_ bytes: [UInt8], width: Int, count: Int) throws -> [UInt32] {
        var values = [UInt32](repeating: 99, count: count)
        var target = values.mutableSpan
        try HybridDecoder.decode(bytes.span, from: 0, to: bytes.count, width: width, count: count, into: &target, at: 0)
        return values
    }

    private func encodeHybrid(_ values: [UInt32], width: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var scratch: [UInt64] = []
        HybridEncoder.encode(values.span, width: width, scratch: &scratch, into: &bytes)
        return bytes
    }

    @Test func aRunIsACountAndAValueOfWholeBytes() throws {
        // 100 times 4: header 100 << 1 = 200, as a variable-length number 0xC8 0x01; the value in one byte.
        #expect(encodeHybrid(Array(repeating: 4, count: 100), width: 3) == [0xC8, 0x01, 0x04])
        #expect(try decodeHybrid([0xC8, 0x01, 0x04], width: 3, count: 100) == Array(repeating: 4, count: 100))
        // Widths of nine bits take two bytes; of none, no byte.
        #expect(try decodeHybrid([0x10, 0x02, 0x01], width: 9, count: 8) == Array(repeating: 258, count: 8))
        #expect(try decodeHybrid([0x58], width: 0, count: 44) == Array(repeating: 0, count: 44))
        #expect(encodeHybrid(Array(repeating: 0, count: 44), width: 0) == [0x58])
    }

    @Test func packedValuesComeInEights() throws {
        // One group: header 1 << 1 | 1 = 3, then the specification's three bytes.
        #expect(encodeHybrid([0, 1, 2, 3, 4, 5, 6, 7], width: 3) == [3, 0x88, 0xC6, 0xFA])
        #expect(try decodeHybrid([3, 0x88, 0xC6, 0xFA], width: 3, count: 5) == [0, 1, 2, 3, 4])
        // The last group filled up with zeros.
        #expect(encodeHybrid([1, 2], width: 2) == [3, 0b1001, 0])
        // A group, then a run.
        #expect(try decodeHybrid([3, 0x88, 0xC6, 0xFA, 0x06, 0x02], width: 3, count: 11) == [0, 1, 2, 3, 4, 5, 6, 7, 2, 2, 2])
        // Writers that cut the padding off.
        #expect(try decodeHybrid([3, 0b1001], width: 2, count: 2) == [1, 2])
    }

    @Test func damagedRunsAreErrors() {
        #expect(throws: ColumnFileError.self) { try decodeHybrid([], width: 1, count: 1) }
        #expect(throws: ColumnFileError.self) { try decodeHybrid([0, 0], width: 1, count: 1) }
        #expect(throws: ColumnFileError.self) { try decodeHybrid([1, 0], width: 1, count: 1) }
        #expect(throws: ColumnFileError.self) { try decodeHybrid([0x10, 0x02], width: 9, count: 8) }
        #expect(throws: ColumnFileError.self) { try decodeHybrid([3, 0x88], width: 3, count: 8) }
        #expect(throws: ColumnFileError.self) { try decodeHybrid([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], width: 3, count: 8) }
    }

    @Test func hybridRoundTrips() throws {
        var random = SeededGenerator(seed: 5)
        for round in 0..<300 {
            let width = round % 33
            let mask: UInt32 = width == 32 ? .max : 1 << UInt32(width) - 1
            var values: [UInt32] = []
            while values.count < Int(random.next() % 400) {
                let value = UInt32(truncatingIfNeeded: random.next()) & mask
                values += Array(repeating: value, count: random.next() % 3 == 0 ? Int(random.next() % 40) : 1)
            }
            #expect(try decodeHybrid(encodeHybrid(values, width: width), width: width, count: values.count) == values)
        }
    }

    // MARK: levels

    @Test func levelsAreTheMask() throws {
        var random = SeededGenerator(seed: 6)
        for round in 0..<200 {
            var mask = Validity()
            while mask.count < Int(random.next() % 3000) {
                switch random.next() % 3 {
                case 0: mask.append(random.next() % 2 == 0, count: Int(random.next() % 700))
                default: mask.append(bits: random.next(), count: 1 + Int(random.next() % 64))
                }
            }
            let start = round % 2 == 0 || mask.count == 0 ? 0 : Int(random.next() % UInt64(mask.count))
            var bytes: [UInt8] = []
            HybridEncoder.encodeLevels(mask, from: start, count: mask.count - start, into: &bytes)
            var read = ValidityBuilder()
            try HybridDecoder.decodeLevels(bytes.span, from: 0, to: bytes.count, count: mask.count - start, into: &read)
            #expect(read.count == mask.count - start)
            for row in start..<mask.count { #expect(mask[row] == (read.validity?[row - start] ?? true)) }
            #expect(read.validity?.nullCount ?? 0 == mask.count - start - mask.presentCount(start..<mask.count))
        }
        // 8 rows, the first and the last with a value; then 3 without.
        var read = ValidityBuilder()
        let bytes: [UInt8] = [3, 0b1000_0001, 6, 0]
        try HybridDecoder.decodeLevels(bytes.span, from: 0, to: 4, count: 11, into: &read)
        #expect(read.validity == Validity([true, false, false, false, false, false, false, true, false, false, false]))
        #expect(throws: ColumnFileError.self) {
            let bytes: [UInt8] = [6, 2]
            try HybridDecoder.decodeLevels(bytes.span, from: 0, to: 2, count: 3, into: &read)
        }
    }

    // MARK: differences

    private func decodeDelta<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(_ bytes: [UInt8], _ count: Int, _: Value.Type) throws -> [Value] {
        var values = [Value](repeating: 0, count: count)
        var scratch: [UInt64] = []
        var target = values.mutableSpan
        let end = try DeltaDecoder.decode(bytes.span, from: 0, count: count, scratch: &scratch, into: &target, at: 0)
        #expect(end == bytes.count)
        return values
    }

    private func encodeDelta<Value: FixedWidthInteger & SignedInteger & BitwiseCopyable>(_ values: [Value]) -> [UInt8]
    where Value.Magnitude: BitwiseCopyable {
        var bytes: [UInt8] = []
        DeltaEncoder.encode(values.span, into: &bytes)
        return bytes
    }

    /// The specification's two examples, in blocks of 128 values (its 8 are too few) and of our 256.
    @Test func differencesOfTheSpecification() throws {
        // 1, 2, 3, 4, 5: block 128, 4 miniblocks, 5 values, first 1 (zigzag 2); least difference 1 (2), all widths 0.
        #expect(try decodeDelta([0x80, 0x01, 4, 5, 2, 2, 0, 0, 0, 0], 5, Int64.self) == [1, 2, 3, 4, 5])
        #expect(encodeDelta([1, 2, 3, 4, 5] as [Int64]) == [0x80, 0x02, 4, 5, 2, 2, 0, 0, 0, 0])
        // 7, 5, 3, 1, 2, 3, 4, 5: first 7 (14), least difference -2 (3), width 2: 0, 0, 0, 3, 3, 3, 3 and padding.
        let packed: [UInt8] = [0b1100_0000, 0b0011_1111]
        #expect(
            try decodeDelta([0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0] + packed + [0, 0, 0, 0, 0, 0], 8, Int32.self) == [7, 5, 3, 1, 2, 3, 4, 5])
        #expect(
            encodeDelta([7, 5, 3, 1, 2, 3, 4, 5] as [Int32]) == [0x80, 0x02, 4, 8, 14, 3, 2, 0, 0, 0] + packed + Array(repeating: 0, count: 14))
    }

    @Test func differencesWrap() throws {
        let values: [Int64] = [.max, .min, .max, 0, .min, -1, .max]
        #expect(try decodeDelta(encodeDelta(values), values.count, Int64.self) == values)
        let narrow: [Int32] = [.max, .min, .max, 0, .min, -1, .max]
        #expect(try decodeDelta(encodeDelta(narrow), narrow.count, Int32.self) == narrow)
        // Of no values and of one there is a header only.
        #expect(encodeDelta([] as [Int64]) == [0x80, 0x02, 4, 0, 0])
        #expect(encodeDelta([-3] as [Int64]) == [0x80, 0x02, 4, 1, 5])
        #expect(try decodeDelta([0x80, 0x02, 4, 1, 5], 1, Int64.self) == [-3])
    }

    @Test func deltaRoundTrips() throws {
        var random = SeededGenerator(seed: 7)
        for round in 0..<200 {
            let bits = UInt64(round % 65)
            let values = (0..<Int(random.next() % 1000)).map { _ in Int64(bitPattern: bits == 0 ? 0 : random.next() >> (64 - bits)) }
            #expect(try decodeDelta(encodeDelta(values), values.count, Int64.self) == values)
            let narrow = values.map { Int32(truncatingIfNeeded: $0) }
            #expect(try decodeDelta(encodeDelta(narrow), narrow.count, Int32.self) == narrow)
        }
    }

    @Test func damagedDifferencesAreErrors() {
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x08, 1, 5, 2, 2, 0], 5, Int64.self) }
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x80, 0x01, 0, 5, 2, 2, 0, 0, 0, 0], 5, Int64.self) }
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x80, 0x01, 3, 5, 2, 2, 0, 0, 0, 0], 5, Int64.self) }
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x80, 0x01, 4, 6, 2, 2, 0, 0, 0, 0], 5, Int64.self) }
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x80, 0x01, 4, 5, 2, 2, 65, 0, 0, 0], 5, Int64.self) }
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x80, 0x01, 4, 5, 2, 2, 9, 0, 0, 0, 1], 5, Int64.self) }
        #expect(throws: ColumnFileError.self) { try decodeDelta([0x80, 0x01, 4, 5, 2, 2, 0], 5, Int64.self) }
    }

    // MARK: strings, booleans, codes

    @Test func plainStringsStandBehindTheirLengths() throws {
        var allowance = MemoryAllowance(fileBytes: 0, constant: 1000)
        let bytes: [UInt8] = [1, 0, 0, 0, 0x61, 0, 0, 0, 0, 2, 0, 0, 0, 0x62, 0x63]
        #expect(try TextBuilder.dictionary(bytes.span, count: 3, &allowance) == ByteStrings(["a", "", "bc"]))
        for count in [0, 1, 2, 4, 1 << 40] { #expect(throws: ColumnFileError.self) { _ = try TextBuilder.dictionary(bytes.span, count: count, &allowance) } }
        let lying: [UInt8] = [12, 0, 0, 0, 0x61, 0, 0, 0, 0, 2, 0, 0, 0, 0x62, 0x63]
        #expect(throws: ColumnFileError.self) { _ = try TextBuilder.dictionary(lying.span, count: 3, &allowance) }
    }

    @Test func booleansAreBitsOrRuns() throws {
        func decode(_ bytes: [UInt8], _ encoding: Encoding, _ count: Int) throws -> [Bool] {
            var values = [Bool](repeating: false, count: count)
            var scratch: [UInt32] = []
            var target = values.mutableSpan
            try ValueDecoder.booleans(bytes.span, encoding: encoding, count: count, scratch: &scratch, into: &target, at: 0)
            return values
        }
        #expect(try decode([0b0000_0101, 1], .plain, 9) == [true, false, true, false, false, false, false, false, true])
        #expect(try decode([2, 0, 0, 0, 10, 1], .rle, 5) == [true, true, true, true, true])
        #expect(throws: ColumnFileError.self) { try decode([1], .plain, 9) }
        #expect(throws: ColumnFileError.self) { try decode([3, 0, 0, 0, 10, 1], .rle, 5) }
        #expect(throws: ColumnFileError.self) { try decode([2, 0, 0, 0, 10, 2], .rle, 5) }
        #expect(throws: ColumnFileError.self) { try decode([1], .deltaBinaryPacked, 1) }
    }

    @Test func codesAreBelowTheirDictionary() throws {
        func decode(_ bytes: [UInt8], _ count: Int, entries: Int?) throws -> [UInt32] {
            var values = [UInt32](repeating: 0, count: count)
            var target = values.mutableSpan
            try ValueDecoder.codes(bytes.span, count: count, entries: entries, into: &target, at: 0)
            return values
        }
        #expect(try decode([3, 3, 0x88, 0xC6, 0xFA], 8, entries: 8) == [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(throws: ColumnFileError.self) { try decode([3, 3, 0x88, 0xC6, 0xFA], 8, entries: 7) }
        #expect(throws: ColumnFileError.self) { try decode([3, 3, 0x88, 0xC6, 0xFA], 8, entries: nil) }
        #expect(throws: ColumnFileError.self) { try decode([0, 8], 4, entries: 0) }
        #expect(throws: ColumnFileError.self) { try decode([33, 3, 0x88, 0xC6, 0xFA], 8, entries: 8) }
        #expect(throws: ColumnFileError.self) { try decode([], 1, entries: 1) }
        #expect(try decode([], 0, entries: nil) == [])
    }
}
