import Testing

@testable import RecordFormats
import TestSupport

@Suite struct CSVTextTests {
    private func field(_ text: String) -> String {
        var output: [UInt8] = []
        CSVText.appendField(Array(text.utf8).span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private func protected(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        CSVText.appendProtectedField(text.span, to: &output)
        return output
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a b", "a b"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
        ("two\nlines", "\"two\nlines\""), ("carriage\rreturn", "\"carriage\rreturn\""), ("-1", "-1"),
        ("\u{FEFF}mark", "\"\u{FEFF}mark\""),
    ])
    func quotedWhereNeeded(text: String, expected: String) {
        // Compared by bytes: \r\n is one character to Swift.
        #expect(Array(field(text).utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        // suites/csv-injection/README.md, sign by sign.
        ("=1+1", "\"'=1+1\""), ("+49 30", "\"'+49 30\""), ("-2+3", "\"'-2+3\""), ("@handle", "\"'@handle\""),
        ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("\0x", "\"'\0x\""),
        ("＝1", "\"'＝1\""), ("＋1", "\"'＋1\""), ("－1", "\"'－1\""), ("＠x", "\"'＠x\""),
        (" =1", "\"' =1\""), ("\u{A0}=1", "\"'\u{A0}=1\""), ("\u{200B}=1", "\"'\u{200B}=1\""),
        ("\u{FEFF}@x", "\"'\u{FEFF}@x\""), (" \u{2060} +1", "\"' \u{2060} +1\""),
        ("=a\"b", "\"'=a\"\"b\""), ("'quoted", "\"''quoted\""),
        // Numbers are numbers.
        ("-12.5", "-12.5"), ("-1", "-1"), ("0.25", "0.25"), ("-1.", "\"'-1.\""), ("-.5", "\"'-.5\""), ("--1", "\"'--1\""),
        // And text is text.
        ("a=b", "a=b"), ("1-2", "1-2"), ("", ""), ("   ", "   "), ("é=", "é="), ("me@x", "me@x"),
    ])
    func fault78_formulaGuard(text: String, expected: String) {
        #expect(protected(Array(text.utf8)) == Array(expected.utf8), "\(text.debugDescription)")
    }

    @Test(.needs("suites/csv-injection"))
    func fault78_allPayloadsInEveryColumn() throws {
        let payloads = try #require(
            try sharedJSON("suites/csv-injection/payloads.json") as? [[String: String]]
        ).compactMap { $0["text"] }
        #expect(payloads.count == 42)
        var table = Array("handle,caption,campaign,code\n".utf8)
        for (number, payload) in payloads.enumerated() {
            for column in 0..<4 {
                if column > 0 { table.append(UInt8(ascii: ",")) }
                // The payload takes turns through the columns; -12.5 is what we write ourselves.
                let text = column == number % 4 ? payload : column == 0 ? "creator" : "-12.5"
                CSVText.appendProtectedField(Array(text.utf8).span, to: &table)
            }
            table.append(0x0A)
        }
        for payload in payloads {
            for column in 0..<4 {
                if column > 0 { table.append(UInt8(ascii: ",")) }
                CSVText.appendProtectedField(Array(payload.utf8).span, to: &table)
            }
            table.append(0x0A)
        }
        let outcome = readCSV(table)
        #expect(outcome.faults.isEmpty)
        #expect(outcome.records.count == 84)
        for (number, record) in outcome.records.enumerated() {
            #expect(record.fields.count == 4)
            for (column, field) in record.fields.enumerated() {
                guard number >= 42 || column == number % 4 else { continue }
                #expect(isSafe(field), "\(String(decoding: field, as: UTF8.self).debugDescription)")
                #expect(Array(field[CSVText.unprotected(field.span, field.indices)]) == Array(payloads[number % 42].utf8))
            }
        }
    }

    /// The suite's rule, written down a second time with strings.
    private func isSafe(_ cell: [UInt8]) -> Bool {
        let text = String(decoding: cell, as: UTF8.self)
        if text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil { return true }
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first else { return true }
        if ["\t", "\r", "\n", "\0"].contains(first) { return false }
        let shown = scalars.first {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format
                && $0.properties.generalCategory != .control && !$0.properties.isDefaultIgnorableCodePoint
        }
        return shown.map { !"=+-@＝＋－＠".unicodeScalars.contains($0) } ?? true
    }

    @Test func whatIsWrittenIsRead() {
        let alphabet = Array("ab,\"\n\r;='@ é\u{FEFF}\0".unicodeScalars)
        for seed in UInt64(0)..<500 {
            var generator = SeededGenerator(seed: seed)
            var rows: [[String]] = []
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                var row: [String] = []
                for column in 0..<3 {
                    var cell = String.UnicodeScalarView()
                    for _ in 0..<Int.random(in: 0...6, using: &generator) {
                        cell.append(alphabet.randomElement(using: &generator)!)
                    }
                    row.append(String(cell))
                    if column > 0 { text.append(UInt8(ascii: ",")) }
                    CSVText.appendField(Array(String(cell).utf8).span, to: &text)
                }
                text.append(0x0A)
                rows.append(row)
            }
            let outcome = readCSV(text, Dialect(headerLines: 0), columns: 3)
            #expect(outcome.rows.map { $0.map { Array($0.utf8) } } == rows.map { $0.map { Array($0.utf8) } }, "seed \(seed)")
        }
    }
}
