@testable import RecordFormats
import Testing

@Suite("Pages of JSON records")
struct JSONPagesTests {
    static let users = JSONJoin(
        from: JSONPath("includes.users[]")!, key: JSONPath("id")!, equals: JSONPath("author_id")!, as: "user")
    static let paths = [
        "id", "user.name", "user.m.followers", "$page.meta.at", "tags[].t", "user.tags[]", "$page.all[]",
    ]

    static let page = #"{"data":[{"id":"1","author_id":"10","tags":[{"t":"a"},{"t":"b"}]}, "#
        + #"{"id":"2","author_id":"11"},7,{"id":"3","author_id":"99"},{"id":"4"},"#
        + #"{"author_id":"\u0031\u0030","id":"5"}],"#
        + #""includes":{"users":[{"id":"11","name":"B","m":{"followers":5},"tags":["q","r"]},"#
        + #"{"name":"A\n","id":"10","m":{"followers":6}},{"id":"10","name":"other"},3,{"name":"nobody"}]},"#
        + #""meta":{"at":"2024"},"all":[1,2]}"#

    static let fields: [[JSONOutcome.Field]] = {
        let at = JSONOutcome.Field(.text, "2024")
        let all = JSONOutcome.Field(.list, "1\n2")
        let none = JSONOutcome.Field(.absent)
        return [
            [.init(.text, "1"), .init(.text, "A\n"), .init(.number, "6"), at, .init(.list, "a\nb"), none, all],
            [.init(.text, "2"), .init(.text, "B"), .init(.number, "5"), at, none, .init(.list, "q\nr"), all],
            [.init(.text, "3"), none, none, at, none, none, all],
            [.init(.text, "4"), none, none, at, none, none, all],
            [.init(.text, "5"), .init(.text, "A\n"), .init(.number, "6"), at, none, none, all],
        ]
    }()

    @Test("Every line is a page; records have their page's and their partner's values")
    func lines() {
        let text = Self.page + "\n{\"data\":[]}\n\n{\"data\":tru}\n{\"meta\":{}}\n{\"data\":null}\n5\n"
            + "{\"data\":{\"id\":\"one\"}}\n{\"data\":6}\n" + Self.page
        let outcome = readJSON(text, .ndjson, records: "data[]", paths: Self.paths, joins: [Self.users])
        #expect(outcome.error == nil)
        let none = JSONOutcome.Field(.absent)
        #expect(outcome.records.map(\.fields)
            == Self.fields + [[.init(.text, "one"), none, none, none, none, none, none]] + Self.fields)
        #expect(outcome.records.map(\.line) == [1, 1, 1, 1, 1, 8, 10, 10, 10, 10, 10])
        #expect(outcome.faults.map(\.line) == [1, 4, 7, 9, 10])
        #expect(outcome.faultKinds == [.notARecord, .invalidJSON, .notARecord, .notARecord, .notARecord])
        #expect(outcome.faults[0].raw == Array("7".utf8))
        #expect(outcome.emptyPages == 3)
        #expect(outcome.blankLines == 1)
        let bytes = Array(text.utf8)
        for record in outcome.records { #expect(bytes[record.offset...].starts(with: Array(record.raw.utf8))) }
        for cut in stride(from: 0, to: bytes.count, by: 3) {
            #expect(
                readJSON(bytes, .ndjson, records: "data[]", paths: Self.paths, joins: [Self.users], cuts: [cut])
                    == outcome)
        }
    }

    @Test("A document with joins is one page")
    func document() {
        let text = "\u{FEFF}\n" + Self.page.replacing(",{", with: ",\n{") + "\n"
        let outcome = readJSON(
            text, .jsonArray, records: "data[]", paths: Self.paths, joins: [Self.users], cuts: [1, 70, 71])
        #expect(outcome.error == nil)
        #expect(outcome.records.map(\.fields) == Self.fields)
        // The line break after the mark, one in the first record's tags, then one before each record with a comma and
        // no blank before it.
        #expect(outcome.records.map(\.line) == [2, 3, 4, 5, 6])
        #expect(outcome.faults.map(\.line) == [3])
        let bytes = Array(text.utf8)
        for record in outcome.records { #expect(bytes[record.offset...].starts(with: Array(record.raw.utf8))) }
    }

    @Test("A document that is a bad, empty or too long page is refused")
    func refused() {
        func read(_ text: String, limit: Int = 1 << 20) -> JSONFileError? {
            readJSON(
                text, .jsonArray, records: "data[]", paths: ["$page.x"], limits: RecordLimits(recordBytes: limit)
            ).error
        }
        #expect(read("{\"data\":[\n{\"a\":}]}")?.kind == .invalidJSON)
        #expect(read("{\"data\":[\n{\"a\":}]}")?.line == 2)
        #expect(read("{\"data\":[\n{\"a\":}]}")?.offset == 15)
        #expect(read("{\"data\":[\n{\"a\":1}")?.kind == .incomplete)
        #expect(read("  ")?.kind == .empty)
        #expect(read("")?.kind == .empty)
        #expect(read("{\"data\":[{\"a\":1}]}", limit: 17)?.kind == .pageTooLong)
        #expect(read("{\"data\":[{\"a\":1}]}", limit: 18) == nil)
    }
}
