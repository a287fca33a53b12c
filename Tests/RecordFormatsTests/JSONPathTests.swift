import RecordFormats
import Testing

@Suite("JSON paths")
struct JSONPathTests {
    @Test("Good paths", arguments: [
        "a", "a.b", "a[]", "a[].b", "a[].b[]", "a[][]", "$page.x", "Post ID", "é.ü[]", "a-b/c",
    ])
    func good(text: String) {
        #expect(JSONPath(text)?.text == text)
        #expect(JSONPath(text)?.isList == text.contains("[]"))
    }

    @Test("Bad paths", arguments: ["", ".", "a.", ".a", "a..b", "[]", "a.[]", "a[0]", "a[", "a]b", "a[]b", "a\0"])
    func bad(text: String) {
        #expect(JSONPath(text) == nil)
    }

    typealias Field = JSONOutcome.Field

    /// One record, one path, what comes out.
    static let cases: [(record: String, path: String, field: Field)] = [
        (#"{"a":{"b":1}}"#, "a.b", Field(.number, "1")),
        (#"{"a":{"b":1}}"#, "a", Field(.container, #"{"b":1}"#)),
        (#"{"a":{"b": { "c" : [ ] } }}"#, "a.b", Field(.container, #"{ "c" : [ ] }"#)),
        (#"{"a":{"b":1}}"#, "b", Field(.absent)),
        (#"{"a":1}"#, "a.b", Field(.absent)),
        (#"{"a":[{"b":1}]}"#, "a.b", Field(.absent)),
        (#"{"a":true,"b":false}"#, "b", Field(.boolean, "false")),
        (#"{"a":""}"#, "a", Field(.text, "")),
        (#"{"a":"\"\\\/\b\f\n\r\t\u20ac\ud83d\ude00"}"#, "a", Field(.text, "\"\\/\u{8}\u{C}\n\r\t€😀")),
        (#"{"a":null}"#, "a", Field(.null, "null")),
        (#"{"a":null}"#, "a.b", Field(.absent)),
        // Keys: escaped, with blanks around, empty, long, other than ASCII, nearly the same.
        (#"{"\u0061\u00e9":1}"#, "aé", Field(.number, "1")),
        (#"{ "a" : 1 , "b" : 2 }"#, "b", Field(.number, "2")),
        (#"{"":1,"a":2}"#, "a", Field(.number, "2")),
        (#"{"aa":1,"ab":2,"a":3}"#, "ab", Field(.number, "2")),
        (#"{"a.b":1,"a":{"b":2}}"#, "a.b", Field(.number, "2")),
        // Equal keys: the first, with everything in it.
        (#"{"a":{"x":1},"a":{"y":2}}"#, "a.y", Field(.absent)),
        (#"{"a":1,"\u0061":2}"#, "a", Field(.number, "1")),
        (#"{"a":null,"a":2}"#, "a", Field(.null, "null")),
        (#"{"a":[{"b":1,"b":2},{"b":3}]}"#, "a[].b", Field(.list, "1\n3")),
        // Lists.
        (#"{"a":["x","y",1,true]}"#, "a[]", Field(.list, "x\ny\n1\ntrue")),
        (#"{"a":[]}"#, "a[]", Field(.list, "")),
        (#"{"a":[]}"#, "a[].b", Field(.list, "")),
        (#"{"a":["x",null,"y"]}"#, "a[]", Field(.list, "x\ny")),
        (#"{"a":["x\ny","\u00e9"]}"#, "a[]", Field(.list, "x y\né")),
        (#"{"a":["",""]}"#, "a[]", Field(.list, "\n")),
        (#"{"a":[{"b":"x"},{"c":0},{"b":"y"}]}"#, "a[].b", Field(.list, "x\ny")),
        (#"{"a":[{"b":["x","y"]},{"b":[]},{"b":["z"]}]}"#, "a[].b[]", Field(.list, "x\ny\nz")),
        (#"{"a":[[1,2],[3]]}"#, "a[][]", Field(.list, "1\n2\n3")),
        (#"{"a":[[1,2],[3]]}"#, "a[]", Field(.list, "[1,2]\n[3]")),
        (#"{"a":{"b":[1]}}"#, "a.b[]", Field(.list, "1")),
        // Where an array was expected.
        (#"{"a":null}"#, "a[]", Field(.null, "null")),
        (#"{"a":null}"#, "a[].b", Field(.null, "null")),
        (#"{"a":"x"}"#, "a[]", Field(.text, "x")),
        (#"{"a":{"b":1}}"#, "a[].b", Field(.absent)),
        (#"{"b":1}"#, "a[]", Field(.absent)),
        // Empty objects.
        (#"{}"#, "a", Field(.absent)),
        (#"{"a":{}}"#, "a", Field(.container, "{}")),
        (#"{"a":{},"b":{"c":{}},"d":1}"#, "d", Field(.number, "1")),
    ]

    @Test("Values of paths", arguments: cases.indices)
    func values(index: Int) {
        let (record, path, field) = Self.cases[index]
        let outcome = readJSON(record, .ndjson, paths: [path])
        #expect(outcome.records.first?.fields == [field], "\(path) in \(record)")
        // Between others, twice, and in an array.
        let several = readJSON("[\(record), \(record)]", .jsonArray, paths: ["a", path, "zz", path, "a[].q"])
        #expect(several.records.map { [$0.fields[1], $0.fields[3]] } == [[field, field], [field, field]])
    }

    @Test("Many keys")
    func manyKeys() {
        let keys = (0..<300).map { "key\($0)" }
        let record = "{" + keys.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",") + "}"
        let outcome = readJSON(record, .ndjson, paths: keys.reversed())
        #expect(outcome.records.first?.fields.map(\.text) == keys.reversed())
    }

    @Test("Values of all records of a batch stay apart")
    func batches() {
        let text = (0..<100).map { #"{"a":"é\n\#($0)","b":["x","\#($0)"],"c":\#($0)}"# }.joined(separator: "\n")
        for step in [text.utf8.count, 1000, 13] {
            let cuts = Array(stride(from: step, to: text.utf8.count, by: step))
            let outcome = readJSON(text, .ndjson, paths: ["c", "b[]", "a"], cuts: cuts, keeps: true)
            #expect(
                outcome.records.map(\.fields)
                    == (0..<100).map { [.init(.number, "\($0)"), .init(.list, "x\n\($0)"), .init(.text, "é\n\($0)")] })
        }
    }
}
