import Testing

/// The comparison rule of Tests/Golden/README.md, which every golden suite trusts.
@Suite struct GoldenValueTests {
    private let tolerance = GoldenValue.Tolerance(relative: 1e-3, absolute: 1e-6)

    private func differ(_ ours: String, _ theirs: String) throws -> Bool {
        let (ours, theirs) = (try GoldenJSON.parse(Array(ours.utf8)), try GoldenJSON.parse(Array(theirs.utf8)))
        return !ours.differences(from: theirs, tolerance).isEmpty
    }

    @Test(arguments: [
        ("1", "1"), ("1.0005", "1.0"), ("1e-7", "0.0"), ("null", "null"), (#"{"a": 1, "b": 2}"#, #"{"a": 1}"#),
        ("[1, 2.0]", "[1, 2.001]"), (#""é\n""#, #""\u00e9\n""#), ("3", "3.0"), ("true", "true"),
    ])
    func equal(_ ours: String, _ theirs: String) throws {
        #expect(try !differ(ours, theirs))
    }

    @Test(arguments: [
        ("2", "1"), ("1.0000005", "1"), ("1.002", "1.0"), ("0", "null"), ("null", "0.0"), (#"{"b": 2}"#, #"{"a": 1}"#),
        ("[1]", "[1, 2]"), ("[2, 1]", "[1, 2]"), (#""a""#, #""b""#), ("false", "true"), ("null", "[]"),
    ])
    func different(_ ours: String, _ theirs: String) throws {
        #expect(try differ(ours, theirs))
    }

    @Test(arguments: ["", "{", "[1,]", "nul", "1 2", #"{"a" 1}"#, #""open"#])
    func malformed(_ text: String) {
        #expect(throws: (any Error).self) { try GoldenJSON.parse(Array(text.utf8)) }
    }
}
