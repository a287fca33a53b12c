import Testing

@testable import RecordFormats

@Suite struct EncodingTests {
    private static let sample = "id,näme €\r\n1,\"😀\u{10FFFF}\"\n\u{FEFF}2,é\n"

    private static func utf16(_ text: String, highByteFirst: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
            let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return highByteFirst ? bytes : bytes.reversed()
        }
    }

    private func transcode(_ bytes: [UInt8], _ encoding: TextEncoding, cuts: Cuts) -> [UInt8] {
        var transcoder = Transcoder(encoding)
        var result: [UInt8] = []
        var start = 0
        let ends = cuts.ends(of: bytes.count)
        for (index, end) in ends.enumerated() {
            result += transcoder.transcode(Array(bytes[start..<end]), isLast: index == ends.count - 1)
            start = end
        }
        return result
    }

    /// Cut at every byte, so inside every surrogate pair and every mark.
    private func expect(
        _ bytes: [UInt8], _ encoding: TextEncoding, gives expected: [UInt8],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(transcode(bytes, encoding, cuts: .every(1)) == expected, sourceLocation: sourceLocation)
        for cut in 0...bytes.count {
            #expect(
                transcode(bytes, encoding, cuts: .at([cut])) == expected, "cut at \(cut)", sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: [true, false], [true, false])
    func fault13_utf16(highByteFirst: Bool, mark: Bool) throws {
        let bytes = Self.utf16(Self.sample, highByteFirst: highByteFirst, mark: mark)
        let encoding: TextEncoding = highByteFirst ? .utf16BigEndian : .utf16LittleEndian
        expect(bytes, encoding, gives: Array(Self.sample.utf8))
        let plain = Self.utf16("id,likes\n1,20\n2,30\n", highByteFirst: highByteFirst, mark: mark)
        let detected = try detectDialect(sample: plain, isWhole: true)
        #expect(detected.dialect.encoding == encoding)
        #expect(detected.dialect.byteOrderMark == mark)
        #expect(detected.header == ["id", "likes"])
        #expect(detected.evidence[0].hasPrefix(encoding.title))
    }

    @Test func utf16ThatIsNoneBecomesNoUTF8() {
        // An unpaired high surrogate, an unpaired low one, half a unit.
        for bytes in [[0x61, 0, 0x3D, 0xD8, 0x62, 0], [0x61, 0, 0x00, 0xDE], [0x61, 0, 0x62], [0x3D, 0xD8]] as [[UInt8]] {
            let text = transcode(bytes, .utf16LittleEndian, cuts: .none)
            #expect(UTF8Validation.firstInvalid(in: text.span, from: 0, to: text.count) != nil)
            expect(bytes, .utf16LittleEndian, gives: text)
        }
    }

    @Test func fault14_leadingMarkIsDropped() {
        expect([0xEF, 0xBB, 0xBF, 0x61], .utf8, gives: [0x61])
        expect([0xEF, 0xBB, 0xBF], .utf8, gives: [])
        expect([0xEF, 0xBB], .utf8, gives: [0xEF, 0xBB])
        expect([0x61, 0xEF, 0xBB, 0xBF], .utf8, gives: [0x61, 0xEF, 0xBB, 0xBF])
        expect([0xFF, 0xFE], .utf16LittleEndian, gives: [])
    }

    @Test func windows1252() {
        // The WHATWG index: 0x80 €, 0x8E Ž, 0x92 ’, 0x97 —, 0x9F Ÿ, 0xA0 no-break space, 0xE9 é, 0xFF ÿ; 0x81 stays C1.
        expect(
            [0x61, 0x80, 0x8E, 0x92, 0x97, 0x9F, 0xA0, 0xE9, 0xFF, 0x81], .windows1252,
            gives: Array("a€Ž’—Ÿ\u{A0}éÿ\u{81}".utf8))
    }

    // MARK: The decision

    private func detect(_ bytes: [UInt8], isWhole: Bool = true) throws -> DetectedDialect {
        try detectDialect(sample: bytes, isWhole: isWhole)
    }

    @Test func fault15_decidedOnceFromEvidence() throws {
        let all = Array("id,n\n".utf8) + (1...50).flatMap { Array("\($0),f".utf8) + [0xFC, 0x72, 0x0A] }
        #expect(try detect(all).dialect.encoding == .windows1252)
        let one = Array("id,n\n1,für\n2,größer\n3,f".utf8) + [0xFC, 0x72, 0x0A]
        #expect(try detect(one).dialect.encoding == .utf8)
        let only = Array("id,n\n1,fur\n3,f".utf8) + [0xFC, 0x72, 0x0A]
        let detected = try detect(only)
        #expect(detected.dialect.encoding == .windows1252)
        #expect(detected.evidence[0] == "Windows-1252: 1 byte that cannot be UTF-8")
    }

    @Test func aSampleMayCutACharacter() throws {
        let bytes = Array("id,n\n1,😀".utf8)
        for dropped in 1...3 {
            let cut = Array(bytes.dropLast(dropped))
            #expect(try detect(cut, isWhole: false).dialect.encoding == .utf8)
            #expect(try detect(cut, isWhole: true).dialect.encoding == .windows1252)
        }
    }

    @Test func anOverrideIsBelieved() throws {
        let bytes: [UInt8] = Array("id,n\n1,".utf8) + [0xE9, 0x0A]
        let detected = try detectDialect(sample: bytes, isWhole: true, overrides: DialectOverrides(encoding: .utf8))
        #expect(detected.dialect.encoding == .utf8)
        #expect(detected.evidence[0] == "UTF-8: as given")
    }

    @Test func namesOfEncodings() {
        #expect(TextEncoding(name: "UTF-8") == .utf8)
        #expect(TextEncoding(name: "utf_16") == .utf16LittleEndian)
        #expect(TextEncoding(name: "UTF-16BE") == .utf16BigEndian)
        #expect(TextEncoding(name: "cp1252") == .windows1252)
        #expect(TextEncoding(name: "ISO-8859-1") == .windows1252)
        #expect(TextEncoding(name: "ebcdic") == nil)
    }

    @Test func whatIsNoText() {
        #expect(throws: DialectError.self) { try self.detect([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]) }
        #expect(throws: DialectError.self) { try self.detect([UInt8](repeating: 1, count: 100)) }
    }
}
