import Foundation
import Testing

@testable import RecordFormats

/// Texts from before Unicode, found by what they say. The bytes come from Foundation's own converters.
@Suite struct LegacyEncodingTests {
    private static let encodings: [TextEncoding: String.Encoding] = [
        .windows1250: .windowsCP1250, .windows1251: .windowsCP1251, .windows1252: .windowsCP1252, .windows1253: .windowsCP1253,
        .windows1254: .windowsCP1254, .iso88592: .isoLatin2, .shiftJIS: .shiftJIS,
    ]

    /// Bytes by a table of the letters that a test needs (from the code pages' charts), for encodings Foundation may lack.
    private static func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
        if let known = encodings[encoding], let data = text.data(using: known) { return Array(data) }
        Issue.record("\(encoding) cannot be written here: \(text)")
        return []
    }

    private func detect(_ text: [UInt8]) throws -> DetectedDialect {
        try detectDialect(sample: text, isWhole: true)
    }

    private func text(_ values: [String]) -> String {
        "post_id,handle,caption\n" + values.enumerated().map { "p\($0),h\($0),\($1)\n" }.joined()
    }

    @Test(arguments: [
        (TextEncoding.windows1252, ["Müller", "für größer"]), (.windows1252, ["España"]), (.windows1252, ["São Paulo"]), (.windows1252, ["crème brûlée"]),
        (.windows1252, ["it’s fine"]), (.windows1252, ["“quote”"]), (.windows1252, ["10 €"]), (.windows1252, ["smörgåsbord"]), (.windows1252, ["perché", "città"]),
        (.windows1252, ["L’été"]), (.windows1252, ["Kødbyen"]), (.windows1252, ["¿Qué tal?", "mañana"]), (.windows1252, ["20 °C"]), (.windows1252, ["ÉCOLE"]),
        (.windows1250, ["Zażółć gęślą jaźń"]), (.windows1250, ["Wrocław", "Małgorzata", "dziękuję za kawę"]), (.windows1250, ["Příliš žluťoučký kůň"]),
        (.windows1250, ["tudományos erdő", "főzés nőknek", "hűtő"]), (.windows1254, ["İstanbul", "ışık", "kahvaltı"]), (.windows1254, ["güzel değil mi", "Beşiktaş’ta yağmur"]),
        (.windows1251, ["кофе с утра"]), (.windows1251, ["мира", "рецепт дня"]), (.windows1251, ["Київ їжа щодня"]), (.windows1251, ["България днес"]),
        (.windows1252, ["it’s what we’re doing", "“so” – he said"]), (.windows1253, ["καφές στο σπίτι"]), (.shiftJIS, ["今日のコーヒーはおいしい"]), (.shiftJIS, ["東京カフェ", "抹茶ラテ"]),
    ])
    func found(encoding: TextEncoding, values: [String]) throws {
        let text = text(values)
        let bytes = try Self.bytes(text, encoding)
        let detected = try detect(bytes)
        var transcoder = Transcoder(detected.dialect.encoding)
        #expect(String(decoding: transcoder.transcode(bytes, isLast: true), as: UTF8.self) == text, "\(detected.evidence)")
        #expect(detected.notes.contains { $0.contains("encoding is a guess") && $0.contains(detected.dialect.encoding.title) }, "\(detected.notes)")
    }

    /// Bytes written out, from the charts of the encodings: 小红汤馆 and 上海 in GBK, 台北夜市小吃推薦 in Big5, 서울 맛집 추천 in EUC-KR.
    @Test(arguments: [
        (TextEncoding.gb18030, [0xD0, 0xA1, 0xBA, 0xEC, 0xCC, 0xC0, 0xB9, 0xDD, 0x2C, 0xC9, 0xCF, 0xBA, 0xA3] as [UInt8], "小红汤馆,上海"),
        (.big5, [0xA5, 0x78, 0xA5, 0x5F, 0xA9, 0x5D, 0xA5, 0xAB, 0xA4, 0x70, 0xA6, 0x59, 0xB1, 0xC0, 0xC2, 0xCB], "台北夜市小吃推薦"),
        (.eucKR, [0xBC, 0xAD, 0xBF, 0xEF, 0x20, 0xB8, 0xC0, 0xC1, 0xFD, 0x20, 0xC3, 0xDF, 0xC3, 0xB5], "서울 맛집 추천"),
        (.windows1256, [0xE3, 0xD8, 0xC8, 0xCE, 0x20, 0xD3, 0xC7, 0xD1, 0xC9, 0x20, 0xC7, 0xE1, 0xED, 0xE6, 0xE3], "مطبخ سارة اليوم"),
        (.windows1255, [0xF7, 0xF4, 0xE4, 0x20, 0xE1, 0xE1, 0xE5, 0xF7, 0xF8, 0x20, 0xEE, 0xFA, 0xEB, 0xE5, 0xEF], "קפה בבוקר מתכון"),
        (.windows874, [0xA1, 0xD2, 0xE1, 0xBF, 0xC2, 0xD2, 0xC1, 0xE0, 0xAA, 0xE9, 0xD2], "กาแฟยามเช้า"),
        (.eucJP, [0xBA, 0xA3, 0xC6, 0xFC, 0xA4, 0xCE, 0xA5, 0xB3, 0xA1, 0xBC, 0xA5, 0xD2, 0xA1, 0xBC, 0xA4, 0xCF, 0xA4, 0xAA, 0xA4, 0xA4], "今日のコーヒーはおい"),
        (
            .macintosh, [0x4D, 0x9F, 0x6C, 0x6C, 0x65, 0x72, 0x20, 0x45, 0x73, 0x70, 0x61, 0x96, 0x61, 0x2C, 0x63, 0x72, 0x8F, 0x6D, 0x65, 0x20, 0x62, 0x72, 0x9E, 0x6C, 0x8E, 0x65],
            "Müller España,crème brûlée"
        ),
        (.koi8R, [0xCB, 0xCF, 0xC6, 0xC5, 0x20, 0xD3, 0x20, 0xD5, 0xD4, 0xD2, 0xC1, 0x2C, 0xD2, 0xC5, 0xC3, 0xC5, 0xD0, 0xD4, 0x20, 0xC4, 0xCE, 0xD1], "кофе с утра,рецепт дня"),
    ])
    func foundByBytes(encoding: TextEncoding, bytes: [UInt8], text: String) throws {
        let file = Array("a,b\n1,2\n".utf8) + bytes + [0x0A]
        let detected = try detect(file)
        #expect(detected.dialect.encoding == encoding, "\(detected.evidence)")
        // Cut at every byte, so inside every character.
        for cut in 0...file.count {
            var transcoder = Transcoder(encoding)
            let read = transcoder.transcode(Array(file[..<cut]), isLast: false) + transcoder.transcode(Array(file[cut...]), isLast: true)
            #expect(String(decoding: read, as: UTF8.self) == "a,b\n1,2\n" + text + "\n", "cut at \(cut)")
        }
    }

    /// ｶﾌｪｽﾀ ﾄｳｷｮｳ ﾀﾋﾞ and ﾐﾗ ﾚｼﾋﾟ ｺｰﾋｰ ｶﾌｪ ｹｰｷ ｻｸﾗ in half-width kana, by the chart of JIS X 0201, and what must not be taken for them: capitals of
    /// Cyrillic (also in KOI8-R as small letters) and signs of Western texts.
    @Test func halfWidthKana() throws {
        func file(_ words: [[UInt8]]) -> [UInt8] {
            Array("post_id,handle,likes\n".utf8) + words.enumerated().flatMap { Array("p\($0),".utf8) + $1 + Array(",1\n".utf8) }
        }
        for words in [
            [[0xB6, 0xCC, 0xAA, 0xBD, 0xC0], [0xC4, 0xB3, 0xB7, 0xAE, 0xB3], [0xC0, 0xCB, 0xDE]], [[0xD0, 0xD7], [0xDA, 0xBC, 0xCB, 0xDF], [0xBA, 0xB0, 0xCB, 0xB0], [0xB6, 0xCC, 0xAA], [0xB9, 0xB0, 0xB7], [0xBB, 0xB8, 0xD7]],
        ] as [[[UInt8]]] {
            #expect(try detect(file(words)).dialect.encoding == .shiftJIS, "\(words)")
        }
        for (encoding, words) in [(TextEncoding.windows1251, ["КОФЕ", "МИРА", "РЕЦЕПТ ДНЯ", "УТРО"]), (.windows1252, ["ÉCOLE", "ÀÉ", "±5 mm", "20 °C", "½ l"])] {
            let bytes = try Self.bytes(text(words), encoding)
            let found = (try? detect(bytes))?.dialect.encoding
            #expect(found != .shiftJIS, "\(words)")
        }
        let small: [[UInt8]] = [[0xCB, 0xCF, 0xC6, 0xC5, 0x20, 0xD3, 0x20, 0xD5, 0xD4, 0xD2, 0xC1], [0xCD, 0xC9, 0xD2, 0xC1]]
        #expect((try? detect(file(small)))?.dialect.encoding != .shiftJIS)
    }

    /// A name or two can be read in two ways; who knows says so.
    @Test func whatTwoEncodingsReadAsks() throws {
        let file = try Self.bytes(text(["Gdańsk"]), .windows1250)
        let error = #expect(throws: DialectError.self) { try self.detect(file) }
        #expect(error?.kind == .ambiguousEncoding)
        #expect(error?.message.contains("encoding: windows-1250") == true && error?.message.contains("encoding: windows-1252") == true, "\(error?.message ?? "")")
        let given = try detectDialect(sample: file, isWhole: true, overrides: DialectOverrides(encoding: .windows1250))
        #expect(given.dialect.encoding == .windows1250 && given.notes.isEmpty)
    }

    /// What an encoding does not define is no character: the record is put down, its neighbours are not.
    @Test func undefinedBytesSpoilTheirRecord() {
        // 0x81 is nothing in Windows-1250; 0x82 before a line end is half a character in Shift JIS.
        var polish = Transcoder(.windows1250)
        #expect(polish.transcode([0x61, 0x81, 0x0A, 0xB3, 0x0A], isLast: true) == [0x61, 0xFF, 0x0A, 0xC5, 0x82, 0x0A])
        var japanese = Transcoder(.shiftJIS)
        #expect(japanese.transcode([0x82, 0x0A, 0x82, 0xA0, 0x0A, 0x82], isLast: true) == [0xFF, 0x0A] + Array("あ".utf8) + [0x0A, 0xFF])
        // The backslash of Shift JIS stays one.
        #expect(japanese.transcode([0x5C, 0x7E], isLast: true) == [0x5C, 0x7E])
    }

    @Test func everyEncodingIsThere() {
        for encoding in TextEncoding.allCases where encoding.converterName != nil {
            let isThere = TextConverter(encoding) != nil
            #expect(isThere, "\(encoding)")
        }
        for encoding in TextEncoding.allCases { #expect(TextEncoding(name: encoding.rawValue) == encoding) }
        for (name, encoding) in [
            ("cp1251", TextEncoding.windows1251), ("Windows-1254", .windows1254), ("ISO-8859-9", .windows1254), ("SJIS", .shiftJIS), ("Shift-JIS", .shiftJIS),
            ("GBK", .gb18030), ("gb2312", .gb18030), ("Big5", .big5), ("cp949", .eucKR), ("EUC-JP", .eucJP), ("latin2", .iso88592), ("KOI8-R", .koi8R),
        ] { #expect(TextEncoding(name: name) == encoding) }
    }

    /// JSON is UTF-8: a stray byte costs its record, another encoding the file, unless somebody names it.
    @Test func jsonIsUTF8() throws {
        let stray = Array("{\"a\":\"caf".utf8) + [0xE9] + Array("\"}\n{\"a\":\"tea\"}\n".utf8)
        #expect(try detect(stray).dialect.encoding == .utf8)
        let other = Array("{\"a\":\"".utf8) + (try Self.bytes("кофе с утра", .windows1251)) + Array("\"}\n".utf8)
        let error = #expect(throws: DialectError.self) { try self.detect(other) }
        #expect(error?.kind == .unsupportedEncoding && error?.message.contains("JSON") == true && error?.message.contains("encoding:") == true)
        #expect(try detectDialect(sample: other, isWhole: true, overrides: DialectOverrides(encoding: .windows1251)).dialect.container == .ndjson)
    }

    @Test func fewBytesAreLookedAtOfALongText() throws {
        let line = try Self.bytes("p,h,Wrocław i Gdańsk, dziękuję\n", .windows1250)
        let file = Array("a,b,c\n".utf8) + (0..<20_000).flatMap { _ in line }
        #expect(try detectDialect(sample: file, isWhole: true).dialect.encoding == .windows1250)
    }
}
