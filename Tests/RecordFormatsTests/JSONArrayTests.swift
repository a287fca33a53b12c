@testable import RecordFormats
import Testing

@Suite("JSON arrays")
struct JSONArrayTests {
    static let pretty = """
        \u{FEFF}[
          {
            "a": "x]}[{\\"\\\\",
            "b": [1, {"c": "\\n"}]
          },
          {"a": 2}
          ,
          3,
          {
            "a": tru
          },
          { "a" : "é" }, "s" ,{},
          [ {"a": 9} ]
        ]

        """

    @Test("Elements have a place; a bad element costs only itself", arguments: ["\n", "\r\n", "\r"])
    func elements(newline: String) {
        let text = Self.pretty.replacing("\n", with: newline)
        let outcome = readJSON(text, .jsonArray)
        #expect(outcome.error == nil)
        #expect(outcome.records.map(\.line) == [2, 6, 12, 12])
        #expect(
            outcome.records.map(\.fields) == [
                [.init(.text, "x]}[{\"\\")], [.init(.number, "2")], [.init(.text, "é")], [.init(.absent)],
            ])
        #expect(outcome.faultKinds == [.notARecord, .invalidJSON, .notARecord, .notARecord])
        #expect(outcome.faults.map(\.line) == [8, 9, 12, 13])
        #expect(outcome.faults[1].detail.hasSuffix("(line 10)"))
        let bytes = Array(text.utf8)
        for (offset, raw) in outcome.records.map({ ($0.offset, Array($0.raw.utf8)) })
            + outcome.faults.map({ ($0.offset, $0.raw) })
        {
            #expect(bytes[offset...].starts(with: raw))
        }
    }

    @Test("Cut at every byte, and into single bytes, the records are the same", arguments: ["\n", "\r\n"])
    func cuts(newline: String) {
        let bytes = Array(Self.pretty.replacing("\n", with: newline).utf8)
        let whole = readJSON(bytes, .jsonArray)
        for cut in 0...bytes.count {
            #expect(readJSON(bytes, .jsonArray, cuts: [cut]) == whole, "cut at \(cut)")
        }
        #expect(readJSON(bytes, .jsonArray, cuts: Array(0..<bytes.count)) == whole)
    }

    @Test("A document that ends anywhere is refused, with a place inside it")
    func fault31_cutFile() {
        let bytes = Array(Self.pretty.utf8)
        // All but the last line break, and the bracket before it.
        for end in 0..<bytes.count - 1 {
            let outcome = readJSON(Array(bytes[..<end]), .jsonArray)
            #expect(outcome.error != nil, "ends at \(end)")
            #expect((0...end).contains(outcome.error?.offset ?? -1))
        }
    }

    /// Text, records path, kind, line and offset of the error.
    static let refused: [(text: String, records: String?, kind: JSONFileError.Kind, line: Int, offset: Int)] = [
        ("", nil, .empty, 1, 0),
        ("\u{FEFF} \n", nil, .empty, 2, 5),
        ("[{}\n{}]", nil, .invalidJSON, 2, 4),
        ("[{},\n,{}]", nil, .invalidJSON, 2, 5),
        ("[{},]", nil, .invalidJSON, 1, 4),
        ("[{}]\n\n]", nil, .invalidJSON, 3, 6),
        ("[{}][{}]", nil, .invalidJSON, 1, 4),
        ("[{}}]", nil, .invalidJSON, 1, 3),
        ("[{}", nil, .incomplete, 1, 3),
        ("[{},\n{\"a\":[}\n", nil, .incomplete, 2, 5),
        ("{} x", nil, .invalidJSON, 1, 3),
        ("[]", "items[]", .recordsNotFound, 1, 0),
        ("{\"items\":\n{}}", "items[]", .recordsNotFound, 2, 10),
        ("{\"item\":[]}\n", "items[]", .recordsNotFound, 2, 12),
        ("{\"a\":5}", "a.b[]", .recordsNotFound, 1, 5),
        ("{\"x\":tru,\"items\":[]}", "items[]", .invalidJSON, 1, 8),
        ("{\"x\":{\"y\":\n[}},\"items\":[]}", "items[]", .invalidJSON, 2, 12),
        ("{\"x\":{\"y\":\n1 2},\"items\":[]}", "items[]", .invalidJSON, 2, 13),
        ("{\"x\\q\":1,\"items\":[]}", "items[]", .invalidJSON, 1, 3),
        ("{\"items\":[] \"x\":1}", "items[]", .invalidJSON, 1, 12),
        ("{\"items\":[],}", "items[]", .invalidJSON, 1, 12),
        ("{\"items\":[]", "items[]", .incomplete, 1, 11),
        ("{x:1}", "items[]", .invalidJSON, 1, 1),
        ("{\"x\" 1}", "items[]", .invalidJSON, 1, 5),
        ("{}", "items", .invalidRecordsPath, 1, 0),
        ("{}", "a[].b[]", .invalidRecordsPath, 1, 0),
    ]

    @Test("Mistakes between elements refuse the file", arguments: refused.indices)
    func refuses(index: Int) {
        let (text, records, kind, line, offset) = Self.refused[index]
        let count = text.utf8.count
        for cuts in [[], Array(0..<count)] + (0..<count).map({ [$0] }) {
            let error = readJSON(text, .jsonArray, records: records, cuts: cuts).error
            #expect(error?.kind == kind, "\(text)")
            #expect(error?.line == line)
            #expect(error?.offset == offset, "\(text) \(error?.detail ?? "")")
            #expect(error?.message.isEmpty == false)
        }
    }

    @Test("An object that holds the array, wherever it stands")
    func objects() {
        let document = """
            {"kind": "list", "items": 1, "page": {"items": [{"a": 0}], "n": null,
              "data": [ {"a": 1},
                {"a": "}"} ], "data": [{"a": 3}]},
             "etag": "\\"x]", "more": {"page": {"data": [{"a": 4}]}}, "empty": []}
            """
        let whole = readJSON(document, .jsonArray, records: "page.data[]")
        #expect(whole.error == nil)
        #expect(whole.firstTexts == ["1", "}"])
        #expect(whole.records.map(\.line) == [2, 3])
        let bytes = Array(document.utf8)
        for cut in 0...bytes.count {
            #expect(readJSON(bytes, .jsonArray, records: "page.data[]", cuts: [cut]) == whole, "cut at \(cut)")
        }
        #expect(readJSON(document, .jsonArray, records: "empty[]").records.isEmpty)
        #expect(readJSON(document, .jsonArray, records: "empty[]").error == nil)
        #expect(readJSON("{\"data\": null}", .jsonArray, records: "data[]") == JSONOutcome())
        #expect(readJSON("[{\"a\":1}]", .jsonArray, records: "[]").firstTexts == ["1"])
    }

    @Test("A document that is no array is one record")
    func single() {
        #expect(readJSON(" {\"a\":\n1} \n", .jsonArray).records.map(\.offset) == [1])
        #expect(readJSON("5", .jsonArray).faultKinds == [.notARecord])
        #expect(readJSON("{\"a\":}", .jsonArray).faultKinds == [.invalidJSON])
    }

    @Test("A string that is not closed ends with its line and costs one element")
    func unclosedString() {
        let text = "[\n{\n\"a\": \"x,\n\"b\": \"y\"\n},\n{\"a\": 2}\n]"
        let outcome = readJSON(text, .jsonArray)
        #expect(outcome.error == nil)
        #expect(outcome.faults.map(\.line) == [2])
        #expect(outcome.firstTexts == ["2"])
    }

    @Test("An element over the limit is a fault and memory stays small, whatever the chunks")
    func fault21_longElement() {
        let limits = RecordLimits(recordBytes: 5000)
        func element(_ bytes: Int) -> String { "{\"a\":\"" + String(repeating: "]", count: bytes - 8) + "\"}" }
        let elements = [element(5000), element(5001), element(9), element(30_000), "{}"]
        let text = "[" + elements.joined(separator: ",\n") + "]"
        let whole = readJSON(text, .jsonArray, limits: limits)
        #expect(whole.error == nil)
        #expect(whole.records.map(\.line) == [1, 3, 5])
        #expect(whole.faults.map(\.line) == [2, 4])
        #expect(whole.faultKinds == [.recordTooLong, .recordTooLong])
        for step in [1, 100, 4096, 5001, 12_345] {
            let cuts = Array(stride(from: step, to: text.utf8.count, by: step))
            #expect(readJSON(text, .jsonArray, limits: limits, cuts: cuts) == whole, "chunks of \(step)")
        }
        // Long things beside the array are passed over.
        let beside = "{\"x\":\(element(20_000)),\"items\":[{\"a\":1}],\"y\":\(element(6_000))}"
        for cuts in [[], [10_000], [20_100]] {
            #expect(readJSON(beside, .jsonArray, records: "items[]", limits: limits, cuts: cuts).firstTexts == ["1"])
        }
    }

    @Test("A deep element is a fault")
    func fault52_depth() {
        // An element's depth counts from the element.
        let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
        let fine = "{\"a\":" + String(repeating: "[", count: 63) + String(repeating: "]", count: 63) + "}"
        let outcome = readJSON("[\(deep),\(fine)]", .jsonArray)
        #expect(outcome.faultKinds == [.depthExceeded])
        #expect(outcome.records.count == 1)
    }
}
