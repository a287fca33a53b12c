@testable import RecordFormats
import Testing

@Suite("NDJSON")
struct JSONLinesTests {
    @Test("Records have a place, a raw text and a field for each path")
    func places() {
        let text = "{\"a\":1,\"b\":\"x\"}\n  {\"b\":\"\\u00e9\\n\"}  \r\n{\"a\":[1]}"
        let outcome = readJSON(text, .ndjson, paths: ["a", "b", "a[]"])
        #expect(
            outcome.records == [
                .init(line: 1, offset: 0, raw: "{\"a\":1,\"b\":\"x\"}",
                    fields: [.init(.number, "1"), .init(.text, "x"), .init(.number, "1")]),
                // 16 bytes of the first line, two blanks.
                .init(line: 2, offset: 18, raw: "{\"b\":\"\\u00e9\\n\"}",
                    fields: [.init(.absent), .init(.text, "\u{E9}\n"), .init(.absent)]),
                // 16 + 2 + 16 + 2 + 2.
                .init(line: 3, offset: 38, raw: "{\"a\":[1]}",
                    fields: [.init(.container, "[1]"), .init(.absent), .init(.list, "1")]),
            ])
        #expect(outcome.faults.isEmpty)
    }

    /// Everything that can go wrong in a file, between good lines.
    static let mixed =
        "\u{FEFF}{\"a\":\"\u{1F600}é\"}\n\n{\"a\":tru}\r\n \t\r\n{\"a\":2}{\"a\":3}\n[1]\n5\n"
        + "\u{FEFF}{\"a\":\"b\\\"\\\\\\n\"}\r{\"a\":4}\r\r"
        + "{\"a\":[\"x\",\"y\"],\"a\":7}\r\n{\"a\":\"\\ud800\"}\n\u{FEFF}\n{\"a\":null}\n{\"a\":"

    @Test("A bad line costs only itself; lines and offsets are right", arguments: [false, true])
    func fault52_badLines(keeps: Bool) {
        let outcome = readJSON(Self.mixed, .ndjson, paths: ["a", "a[]"], keeps: keeps)
        #expect(outcome.error == nil)
        #expect(outcome.records.map(\.line) == [1, 8, 9, 11, 14])
        #expect(
            outcome.records.map(\.fields) == [
                [.init(.text, "\u{1F600}é"), .init(.text, "\u{1F600}é")],
                [.init(.text, "b\"\\\n"), .init(.text, "b\"\\\n")],
                [.init(.number, "4"), .init(.number, "4")],
                [.init(.container, "[\"x\",\"y\"]"), .init(.list, "x\ny")],
                [.init(.null, "null"), .init(.null, "null")],
            ])
        #expect(outcome.faults.map(\.line) == [3, 5, 6, 7, 12, 15])
        #expect(
            outcome.faultKinds == [
                .invalidJSON, .invalidJSON, .notARecord, .notARecord, .invalidJSON, .incompleteLastRecord,
            ])
        #expect(outcome.faults[1].detail == "a second value starts at byte 8 of the record")
        #expect(outcome.faults[2].detail == "a record must be an object, this is an array")
        #expect(outcome.faults[2].raw == Array("[1]".utf8))
        #expect(outcome.blankLines == 4)
        #expect(outcome.duplicateKeys == 1)
        let bytes = Array(Self.mixed.utf8)
        for (offset, raw) in outcome.records.map({ ($0.offset, Array($0.raw.utf8)) })
            + outcome.faults.map({ ($0.offset, $0.raw) })
        {
            #expect(bytes[offset...].starts(with: raw))
        }
    }

    @Test("Cut at every byte, and into single bytes, the records are the same")
    func cuts() {
        let bytes = Array(Self.mixed.utf8)
        let whole = readJSON(bytes, .ndjson, paths: ["a", "a[]"])
        for cut in 0...bytes.count {
            #expect(readJSON(bytes, .ndjson, paths: ["a", "a[]"], cuts: [cut]) == whole, "cut at \(cut)")
            #expect(readJSON(bytes, .ndjson, paths: ["a", "a[]"], cuts: [cut, cut], keeps: true) == whole)
        }
        #expect(readJSON(bytes, .ndjson, paths: ["a", "a[]"], cuts: Array(0..<bytes.count)) == whole)
    }

    @Test("A text that ends anywhere loses only its last line")
    func fault31_cutFile() {
        let bytes = Array(Self.mixed.utf8)
        let whole = readJSON(bytes, .ndjson)
        for end in 0..<bytes.count {
            let part = readJSON(Array(bytes[..<end]), .ndjson)
            #expect(part.error == nil)
            let complete = whole.records.filter { $0.offset + $0.raw.utf8.count <= end }
            // Line 5 holds two values; cut after the first it is a good record.
            #expect(part.records.filter { $0.line != 5 } == complete, "ends at \(end)")
        }
    }

    @Test("Depth 64 is read, 65 is a fault")
    func fault52_depth() {
        func line(_ depth: Int) -> String {
            let arrays = depth - 1
            return "{\"a\":" + String(repeating: "[", count: arrays) + String(repeating: "]", count: arrays) + "}"
        }
        let lines = [line(64), line(65), "{\"a\":1}", line(100_000), "{\"a\":2}"]
        let outcome = readJSON(lines.joined(separator: "\n"), .ndjson)
        #expect(outcome.records.map(\.line) == [1, 3, 5])
        #expect(outcome.faultKinds == [.depthExceeded, .depthExceeded])
        #expect(outcome.faults[0].detail == "nested more than 64 deep at byte 69 of the record")
        let objects = String(repeating: "{\"a\":", count: 64) + "1" + String(repeating: "}", count: 64)
        #expect(readJSON(objects, .ndjson).records.count == 1)
        #expect(readJSON("{\"b\":" + objects + "}", .ndjson).faultKinds == [.depthExceeded])
        #expect(readJSON("{\"a\":{\"a\":1}}", .ndjson, limits: RecordLimits(depth: 1)).faultKinds == [.depthExceeded])
    }

    @Test("Ids over 2^53 and numbers as written", arguments: [
        "9007199254740993", "18446744073709551615", "-9223372036854775808", "0.1", "12.50", "1E6", "-0", "1e-999",
        "1.000000000000000005", "1.7976931348623157e308",
    ])
    func fault51_numbers(number: String) {
        for text in ["{\"a\":\(number)}", "{\"a\": \(number) ,\"b\":0}", "{\"a\":\(number)\t}"] {
            #expect(readJSON(text, .ndjson).records.first?.fields == [.init(.number, number)])
        }
        #expect(
            readJSON("{\"a\":[\(number),\(number)]}", .ndjson, paths: ["a[]"]).firstTexts == [number + "\n" + number])
    }

    @Test("Numbers beyond 64 bits or a double's range are JSON: they stay as they are written", arguments: [
        "18446744073709551616", "-9223372036854775809", "123456789012345678901234567890", "1e400", "-1.5E+999", "1e-999",
    ])
    func fault35_hugeNumbers(number: String) {
        let wanted = readJSON("{\"b\": \(number) ,\"a\":1}\n{\"a\":2}\n{\"c\":[\(number)],\"a\":3.5}", .ndjson)
        #expect(wanted.firstTexts == ["1", "2", "3.5"])
        #expect(wanted.faults.isEmpty)
        #expect(readJSON("{\"a\":\(number)}", .ndjson).records.first?.fields == [.init(.number, number)])
        #expect(readJSON("[{\"a\":\(number)},{\"a\":7}]", .jsonArray).firstTexts == [number, "7"])
    }

    @Test("Beside a huge number a mistake is still a mistake", arguments: [
        "{\"b\":1e400,\"a\":01}", "{\"b\":1e400,\"a\":1.}", "{\"b\":1e400,\"a\":-}", "{\"b\":1e400x,\"a\":1}", "{\"b\":99999999999999999999 5,\"a\":1}",
        "{\"b\":1e400,\"a\":+1}", "{\"b\":1e400,\"a\":.5}", "{\"b\":1e400,\"a\":1e}", "{\"b\":1e400,\"a\":0x10}", "{\"b\":1e400,\"a\":1", "{1e400:1}",
    ])
    func fault35_mistakesBesideHugeNumbers(text: String) {
        let outcome = readJSON(text + "\n{\"a\":2}", .ndjson)
        #expect(outcome.firstTexts == ["2"])
        #expect(outcome.faultKinds == [.invalidJSON])
    }

    /// What RFC 8259 allows, in texts of our own: each stands between two good lines and alone in an array.
    @Test("What is JSON is read", arguments: [
        "{}", "{\"a\":[]}", "{\"a\":[[]   ]}", "{\"\":0}", "{\"a\":\"b\",\"c\":\"d\"}", "{\"a\":null}", "{\"a\":-0}", "{\"a\":-123}",
        "{\"a\":1E22}", "{\"a\":0e+1}", "{\"a\":1e-2}", "{\"a\":123.456e78}", "{\"a\":\"\\u0060\\u012a\\u12AB\"}",
        "{\"a\":\"\\uD801\\udc37\"}", "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\u{2028}\u{2029}\u{7F}\"}",
        "{\"a\":\"€𝄞\"}", " {\"a\" : true , \"b\":false } ", "{\"a\":[1,null,\"x\",{}]}", "{\"a\":\"/* no comment */\"}",
    ])
    func whatIsJSON(text: String) {
        let outcome = readJSON(Array("{\"z\":1}\n\(text)\n{\"z\":2}\n".utf8), .ndjson)
        #expect(outcome.error == nil && outcome.faults.isEmpty && outcome.records.count == 3, "\(outcome.faults)")
        let array = readJSON(Array("[\(text)]".utf8), .jsonArray)
        #expect(array.error == nil && array.faults.isEmpty && array.records.count == 1)
    }

    @Test("What is no JSON costs its line, with a place", arguments: [
        "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{\"a\":1 \"b\":2}", "{\"a\":[1,]}", "{\"a\":[,1]}", "{\"a\":[1 2]}",
        "{\"a\":01}", "{\"a\":+1}", "{\"a\":.5}", "{\"a\":1.}", "{\"a\":1e}", "{\"a\":0x1}", "{\"a\":NaN}", "{\"a\":-Infinity}", "{\"a\":- 1}",
        "{\"a\":tru}", "{\"a\":True}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u00A\"}", "{\"a\":\"\\uD800\"}", "{\"a\":\"\t\"}", "{\"a\":\"open}", "{\"a\":1}}",
        "{\"a\":1} x", "{\"a\":1", "{\"a\":/*c*/1}", "{\"a\":1}#", "\u{0C}{}", "{\"a\":\"b\"]", "{1:1}", "{null:null}",
    ])
    func whatIsNoJSON(text: String) {
        let outcome = readJSON(Array("{\"z\":1}\n\(text)\n{\"z\":2}\n".utf8), .ndjson)
        #expect(outcome.error == nil && outcome.faults.count == 1 && outcome.records.count == 2, "\(outcome)")
        for fault in outcome.faults {
            #expect(fault.line == 2 && !fault.detail.isEmpty && !fault.detail.hasPrefix("not valid JSON: "), "\(fault.detail)")
        }
        let array = readJSON(Array("[\(text)]".utf8), .jsonArray)
        #expect(array.error != nil || !array.faults.isEmpty, "\(array)")
    }

    @Test("Invalid UTF-8 is a fault with its place", arguments: [
        [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0xC3], [0xE2, 0x82],
        [0xF0, 0x9F, 0x98], [0xFF], [0xF5, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
    func fault16_encoding(bad: [UInt8]) {
        let start = Array("{\"a\":\"x".utf8)
        for after in ["\"}\n{\"a\":\"good\"}", "y\"}\n{\"a\":\"good\"}\n"] {
            let bytes = start + bad + Array(after.utf8)
            for cut in 0..<bytes.count {
                let outcome = readJSON(bytes, .ndjson, cuts: [cut])
                #expect(outcome.faultKinds == [.invalidEncoding])
                #expect(outcome.faults[0].detail == "invalid UTF-8 at byte 8 of the record")
                #expect(outcome.firstTexts == ["good"])
            }
        }
    }

    @Test("A NUL is kept where it is escaped, a fault where it stands bare")
    func fault17_nul() {
        let outcome = readJSON("{\"a\":\"x\\u0000y\"}\n{\"a\":\"x\0y\"}\n{\"a\":1}", .ndjson)
        #expect(outcome.firstTexts == ["x\0y", "1"])
        #expect(outcome.faults[0].detail == "a control character (byte 0x0) stands in a string at byte 8 of the record")
    }

    @Test("A line over the limit is a fault, its neighbours are read, whatever the chunks")
    func fault21_longLine() {
        let limits = RecordLimits(recordBytes: 10_000)
        // Exactly the limit, one more, and much more.
        func line(_ bytes: Int) -> String { "{\"a\":\"" + String(repeating: "x", count: bytes - 8) + "\"}" }
        let text = [line(10_000), line(10_001), line(10), line(50_000), line(12)].joined(separator: "\n")
        let whole = readJSON(text, .ndjson, limits: limits)
        #expect(whole.records.map(\.line) == [1, 3, 5])
        #expect(whole.faults.map(\.line) == [2, 4])
        #expect(whole.faults.map(\.offset) == [10_001, 20_014])
        #expect(whole.faultKinds == [.recordTooLong, .recordTooLong])
        #expect(whole.faults[0].detail == "the record is over 10000 bytes")
        #expect(whole.faults.allSatisfy { $0.raw.count == 4096 && $0.raw.starts(with: Array("{\"a\":\"xxx".utf8)) })
        for step in [1, 7, 4096, 9_999, 20_001] {
            let cuts = Array(stride(from: step, to: text.utf8.count, by: step))
            #expect(readJSON(text, .ndjson, limits: limits, cuts: cuts) == whole, "chunks of \(step)")
        }
    }

    @Test("CR-only files have right line numbers")
    func fault18_carriageReturns() {
        let outcome = readJSON("{\"a\":1}\r{\"a\":2}\r\r{\"a\":x}\r{\"a\":3}", .ndjson)
        #expect(outcome.records.map(\.line) == [1, 2, 5])
        #expect(outcome.faults.map(\.line) == [4])
        #expect(outcome.blankLines == 1)
    }

    @Test("Nothing, blanks and a byte-order mark are no records")
    func fault25_empty() {
        #expect(readJSON("", .ndjson) == JSONOutcome())
        #expect(readJSON("\u{FEFF}", .ndjson).blankLines == 1)
        #expect(readJSON("\n \n", .ndjson).blankLines == 2)
    }

    @Test("A reader can start in the middle of a file")
    func startsAnywhere() throws {
        var reader = JSONRecordReader(container: .ndjson, paths: [], line: 7, offset: 100)
        var batch = FieldBatch()
        try reader.read(Array("\n{}\n{".utf8), isLast: true, into: &batch)
        #expect(batch.records.map(\.line) == [8])
        #expect(batch.records.map(\.offset) == [101])
        #expect(batch.records.map(\.fieldCount) == [0])
        #expect(batch.faults.map(\.line) == [9])
        #expect(batch.faults.map(\.offset) == [104])
    }

    /// The reader remembers the keys of the record before, by their order.
    @Test("The order of keys may change from record to record, and their spelling")
    func keysInAnyOrder() {
        let many = (0..<400).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let long = String(repeating: "x", count: 300)
        let lines = [
            "{\"a\":1,\"ab\":2,\"n\":{\"a\":3}}", "{\"ab\":2,\"a\":1,\"n\":{\"b\":0,\"a\":3}}", "{\"\\u0061\":1,\"n\":{\"\\u0061\":3},\"a\\u0062\":2}",
            "{\"\":0,\"a\":1,\"ab\":2,\"n\":{\"\":0,\"a\":3}}", "{\"a\\\"\":0,\"ab\" : 2,\"n\" :{\"a\" :3},\"a\" :1}", "{\(many),\"a\":1,\"ab\":2,\"n\":{\"a\":3}}",
            "{\"\(long)\":0,\"a\":1,\"a\":9,\"n\":{\"a\":3},\"ab\":2}", "{\"a\":1,\"ab\":2,\"n\":{\"a\":3}}", "{\"abc\":0,\"n\":{\"a\":3},\"ab\":2,\"a\":1}",
        ]
        let expected = [JSONOutcome.Field(.number, "1"), .init(.number, "2"), .init(.number, "3"), .init(.absent)]
        for shift in lines.indices {
            let text = (lines[shift...] + lines[..<shift]).joined(separator: "\n")
            let outcome = readJSON(text, .ndjson, paths: ["a", "ab", "n.a", "n.z"])
            #expect(outcome.faults.isEmpty)
            #expect(outcome.records.map(\.fields) == Array(repeating: expected, count: lines.count), "from line \(shift)")
            #expect(outcome.duplicateKeys == 1)
        }
    }
}
