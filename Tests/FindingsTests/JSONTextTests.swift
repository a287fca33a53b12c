@testable import Findings
import Foundation
import Testing

/// The text of values, beside that of Foundation's encoder.
@Suite struct JSONTextTests {
    private struct Row: Codable, Equatable {
        var text = ""
        var number = 0.0
        var whole: Int64 = 0
        var seed: UInt64 = 0
        var small: UInt8 = 0
        var flag = false
        var list: [String] = []
        var numbers: [Double?] = []
        var rows: [Row] = []
        var byName: [String: Int] = [:]
        var zebra = 1
        var Capital = 2
    }

    private func text(all values: [some Encodable]) throws -> String {
        let json = JSONText()
        for value in values { try json.append(value) }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private func text(_ value: some Encodable) throws -> String { try text(all: [value]) }

    private func expected(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test(arguments: [
        "", "plain", "a/b", "\"quoted\" \\ back", "line\nfeed\r\ttab", "\u{8}\u{C}\u{1}\u{1F}\u{7F}", "niño 日本 💛 e\u{301}", "\u{2028}\u{FEFF}",
    ])
    func texts(value: String) throws {
        let row = Row(text: value, list: [value, value], byName: [value: 1])
        #expect(try text(row) == expected(row))
        #expect(try JSONDecoder().decode(Row.self, from: Data(try text(row).utf8)) == row)
    }

    @Test(arguments: [
        0, -0.0, 1, -12, 0.1, 1.0 / 3, 1e15, 1e16, 1e21, 123_456_789_012, 1.5e-7, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .pi,
    ])
    func numbers(value: Double) throws {
        let row = Row(number: value, numbers: [value, nil, -value])
        #expect(try text(row) == expected(row))
    }

    @Test func wholeNumbersListsAndRowsInRows() throws {
        let inner = Row(text: "inner", whole: .min, seed: .max, small: 255, flag: true)
        let row = Row(text: "outer", whole: .max, list: [], rows: [inner, Row(rows: [inner])], byName: ["b": 2, "a": 1, "Z": 3])
        #expect(try text(row) == expected(row))
        // One writer for several rows, whose objects have as many keys in another order.
        #expect(try text(all: [["b": 1, "a": 2], ["a": 1, "c": 2], ["c": 3, "b": 4]]) == #"{"a":2,"b":1}{"a":1,"c":2}{"b":4,"c":3}"#)
    }

    @Test func absentValuesAreNull() throws {
        struct Sparse: Encodable {
            var text: String?
            var number: Double?
            var whole: Int?
            var long: Int64?
            var flag: Bool?
            var total: ExactTotal?
        }
        #expect(try text(Sparse()) == #"{"flag":null,"long":null,"number":null,"text":null,"total":null,"whole":null}"#)
        #expect(
            try text(Sparse(text: "a", number: 1.5, whole: 2, long: 3, flag: true, total: ExactTotal(-7)))
                == #"{"flag":true,"long":3,"number":1.5,"text":"a","total":"-7","whole":2}"#)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNotFiniteIsNoNumber(value: Double) {
        #expect(throws: EncodingError.self) { try text(Row(number: value)) }
    }
}
