import RecordFormats
import TestSupport
import Testing

/// github.com/nst/JSONTestSuite: what must be accepted, what must be refused, what may go either way.
@Suite("JSON test suite", .needs("suites/json-test-suite"))
struct JSONTestSuiteTests {
    static let folder = "suites/json-test-suite"

    static func files(_ name: String, prefix: String = "") -> [String] {
        SharedFolder.files("\(folder)/\(name)").filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }
    }

    /// Whether a document was accepted as JSON. Scalars and arrays are no records of ours, but they are JSON.
    static func isAccepted(_ outcome: JSONOutcome) -> Bool {
        outcome.error == nil && outcome.faultKinds.allSatisfy { $0 == .notARecord }
    }

    @Test("y_ files are accepted as documents",
        arguments: files("test_parsing", prefix: "y_"))
    func acceptsAsDocument(name: String) throws {
        let text = try SharedFolder.bytes("\(Self.folder)/test_parsing/\(name)")
        let outcome = readJSON(text, .jsonArray)
        #expect(Self.isAccepted(outcome), "\(outcome)")
    }

    @Test("y_ files are accepted as the only element of an array",
        arguments: files("test_parsing", prefix: "y_"))
    func acceptsAsElement(name: String) throws {
        let text = try SharedFolder.bytes("\(Self.folder)/test_parsing/\(name)")
        let outcome = readJSON(Array("[".utf8) + text + Array("]".utf8), .jsonArray)
        #expect(Self.isAccepted(outcome), "\(outcome)")
        #expect(outcome.records.count + outcome.faults.count == 1)
    }

    @Test("n_ files are refused as documents, with a place",
        arguments: files("test_parsing", prefix: "n_"))
    func refusesAsDocument(name: String) throws {
        let text = try SharedFolder.bytes("\(Self.folder)/test_parsing/\(name)")
        let outcome = readJSON(text, .jsonArray)
        #expect(!Self.isAccepted(outcome), "\(outcome)")
        if let error = outcome.error {
            #expect(error.line >= 1 && (0...text.count).contains(error.offset) && !error.detail.isEmpty)
        }
        for fault in outcome.faults {
            #expect(fault.line >= 1 && (0..<text.count).contains(fault.offset) && !fault.detail.isEmpty)
            // The place of the mistake is found, not only the parser's general words.
            #expect(!fault.detail.hasPrefix("not valid JSON: "), "\(fault.detail)")
        }
    }

    @Test("n_ files are refused as the only element of an array",
        arguments: files("test_parsing", prefix: "n_"))
    func refusesAsElement(name: String) throws {
        let text = try SharedFolder.bytes("\(Self.folder)/test_parsing/\(name)")
        // Nothing between the brackets is an empty array.
        if text.allSatisfy({ $0 == 0x20 }) { return }
        let outcome = readJSON(Array("[".utf8) + text + Array("]".utf8), .jsonArray)
        #expect(!Self.isAccepted(outcome), "\(outcome)")
    }

    @Test("Every file without a line break spares its neighbours in NDJSON",
        arguments: files("test_parsing"))
    func sparesNeighbours(name: String) throws {
        let text = try SharedFolder.bytes("\(Self.folder)/test_parsing/\(name)")
        guard !text.contains(0x0A), !text.contains(0x0D) else { return }
        let good = Array("{\"a\":\"before\"}\n".utf8)
        let outcome = readJSON(good + text + Array("\n{\"a\":\"after\"}\n".utf8), .ndjson)
        #expect(outcome.error == nil)
        #expect(outcome.records.count + outcome.faults.count + outcome.blankLines == 3)
        #expect(outcome.records.first?.fields == [.init(.text, "before")])
        #expect(outcome.records.last?.fields == [.init(.text, "after")])
        #expect(outcome.records.last?.line == 3)
        #expect(outcome.records.last?.offset == good.count + text.count + 1)
        let isBad = outcome.faultKinds.contains { $0 != .notARecord }
        if name.hasPrefix("y_") { #expect(!isBad, "\(outcome.faults)") }
        if name.hasPrefix("n_") { #expect(isBad || outcome.blankLines == 1) }
    }

    @Test("test_transform reads the same way every time",
        arguments: files("test_transform"))
    func repeats(name: String) throws {
        let text = try SharedFolder.bytes("\(Self.folder)/test_transform/\(name)")
        let line = Array("{\"v\":".utf8) + text.filter { $0 != 0x0A } + Array("}".utf8)
        let paths = ["v[]", "v.a", "v.\u{E9}", "v.e\u{301}"]
        let first = readJSON(line, .ndjson, paths: paths)
        #expect(first == readJSON(line, .ndjson, paths: paths))
        #expect(first == readJSON(line, .ndjson, paths: paths, cuts: [line.count / 2]))

        // What we do with each: numbers keep their digits, also over 64 bits, the first of equal keys
        // is taken, keys are compared by bytes, half a surrogate pair costs the record.
        let fields = first.records.first?.fields
        switch name {
        case "number_1.0.json": #expect(fields?[0] == .init(.list, "1.0"))
        case "number_1.000000000000000005.json": #expect(fields?[0] == .init(.list, "1.000000000000000005"))
        case "number_1000000000000000.json": #expect(fields?[0] == .init(.list, "1000000000000000"))
        case "number_1e-999.json": #expect(fields?[0] == .init(.list, "1E-999"))
        case "number_1e6.json": #expect(fields?[0] == .init(.list, "1E6"))
        case "number_-9223372036854775808.json": #expect(fields?[0] == .init(.list, "-9223372036854775808"))
        case "number_9223372036854775807.json": #expect(fields?[0] == .init(.list, "9223372036854775807"))
        case "number_9223372036854775808.json": #expect(fields?[0] == .init(.list, "9223372036854775808"))
        case "number_10000000000000000999.json": #expect(fields?[0] == .init(.list, "10000000000000000999"))
        case "number_-9223372036854775809.json": #expect(fields?[0] == .init(.list, "-9223372036854775809"))
        case "object_same_key_different_values.json", "object_same_key_same_value.json":
            #expect(fields?[1] == .init(.number, "1"))
            #expect(first.duplicateKeys == 1)
        case "object_same_key_unclear_values.json": #expect(fields?[1] == .init(.number, "0"))
        case "object_key_nfc_nfd.json", "object_key_nfd_nfc.json":
            #expect(fields?[2] == .init(.text, "NFC"))
            #expect(fields?[3] == .init(.text, "NFD"))
        case "string_with_escaped_NULL.json": #expect(fields?[0] == .init(.list, "A\0B"))
        case "string_1_escaped_invalid_codepoint.json", "string_2_escaped_invalid_codepoints.json",
            "string_3_escaped_invalid_codepoints.json":
            #expect(first.faultKinds == [.invalidJSON])
            #expect(first.faults[0].detail.contains("lone surrogate \\uD800"))
        case "string_1_invalid_codepoint.json", "string_2_invalid_codepoints.json",
            "string_3_invalid_codepoints.json":
            #expect(first.faultKinds == [.invalidEncoding])
        default: Issue.record("a file nobody has looked at")
        }
    }

    @Test("The suite is the one we know")
    func counts() {
        let all = Self.files("test_parsing")
        #expect(all.count { $0.hasPrefix("y_") } == 95)
        #expect(all.count { $0.hasPrefix("n_") } == 188)
        #expect(!Self.files("test_transform").isEmpty)
    }
}
