import Foundation
import Testing

@testable import RecordFormats
import TestSupport

/// A clean table spoilt in one way at a time, the ways of the Pollock benchmark (Vitagliano and others, VLDB 2023): what
/// comes back is the clean rows, or fewer of them and a word about every other one, or an honest refusal.
@Suite struct PollutionTests {
    private struct Table {
        var header: [String]
        var rows: [[String]]
        var generator: SeededGenerator

        init(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            let words = ["oats", "the baker's", "light", "warm", "soup", "of spring", "6\" pan", "half-and-half"]
            header = ["day", "hour", "amount", "code", "price", "kind", "words", "link"]
            rows = (0..<30).map { row in
                func word() -> String { words.randomElement(using: &generator) ?? "" }
                return [
                    "\(1 + row % 28)/02/2024", "\(row % 24):15", "\(Int.random(in: 0...40, using: &generator))", "KN-\(1000 + row * 37)",
                    "$\(Int.random(in: 1...99, using: &generator)).50", word(), "\(word()), \(word()) and \(word()).",
                    "https://shop.example/\(row)",
                ]
            }
            self.generator = generator
        }

        func line(_ cells: [String], delimiter: String = ",", quote: String = "\"", escape: String? = nil) -> String {
            cells.map { cell in
                guard cell.contains(",") || cell.contains(quote) || cell.contains(delimiter) else { return cell }
                return quote + cell.replacingOccurrences(of: quote, with: (escape ?? quote) + quote) + quote
            }.joined(separator: delimiter)
        }

        var lines: [String] { ([header] + rows).map { line($0) } }
    }

    @Test(arguments: 0..<12)
    func wholeFiles(seed: Int) throws {
        let table = Table(seed: UInt64(seed))
        func expectClean(_ lines: [String], newline: String = "\r\n", _ what: String) throws {
            let (detected, outcome) = try readDetected(lines.joined(separator: newline) + newline)
            #expect(outcome.rows == table.rows, "\(what), seed \(seed)")
            #expect(detected.header == table.header && outcome.faults.isEmpty, "\(what), seed \(seed)")
        }
        let all = [table.header] + table.rows
        try expectClean(table.lines, "clean")
        for newline in ["\n", "\r"] { try expectClean(table.lines, newline: newline, "line ends") }
        for delimiter in [";", "\t", ", ", "; "] { try expectClean(all.map { table.line($0, delimiter: delimiter) }, "delimiter \(delimiter)") }
        try expectClean(all.map { table.line($0, quote: "'") }, "single quotes")
        try expectClean(all.map { table.line($0, quote: "'", escape: "") }, "single quotes, not doubled")
        try expectClean(all.map { table.line($0, escape: "\\") }, "backslashes")
        try expectClean(["Title" + String(repeating: ",", count: 7), String(repeating: ",", count: 7)] + table.lines, "padded title")
        try expectClean(["A title", ""] + table.lines, "title")
        try expectClean([table.lines[0]] + table.lines, "header twice")
        try expectClean(table.lines + [""], "blank last line")
        // Without a header every line is a row.
        let (bare, outcome) = try readDetected(table.lines.dropFirst().joined(separator: "\n"))
        #expect(bare.dialect.headerLines == 0 && outcome.rows == table.rows)
    }

    /// One line with a delimiter more or less, a stray quote or another delimiter: the other rows stay, the line is read
    /// rightly or named.
    @Test(arguments: 0..<60)
    func oneLine(seed: Int) throws {
        var table = Table(seed: UInt64(1_000 + seed))
        let row = Int.random(in: 1...table.rows.count, using: &table.generator)
        let column = Int.random(in: 0..<table.header.count, using: &table.generator)
        let cells = table.rows[row - 1]
        let written = cells.map { table.line([$0]) }
        let more = (written[..<column] + [""] + written[column...]).joined(separator: ",")
        let less = written[..<max(column, 1)].joined(separator: ",") + written[max(column, 1)...].joined(separator: ",")
        let stray = written.enumerated().map { $0 == column ? "\"" + $1 : $1 }.joined(separator: ",")
        let blanks = written.joined(separator: " ")
        for line in [more, less, stray, blanks] {
            var lines = table.lines
            lines[row] = line
            let (detected, outcome) = try readDetected(lines.map { $0 + "\r\n" }.joined())
            #expect(detected.header == table.header && detected.dialect.delimiter == UInt8(ascii: ","))
            let others = table.rows.indices.filter { $0 != row - 1 }.map { table.rows[$0] }
            let kept = outcome.rows.filter { $0 != cells }
            // A quote that opens the last cell can take the line after it along.
            #expect(kept == others || line == stray && outcome.faults.count <= 2 && kept.allSatisfy(others.contains), "seed \(seed): \(line)")
            #expect(outcome.rows.count + outcome.faults.count == table.rows.count, "seed \(seed): \(line)")
        }
    }

    /// The same in the header: rows are never lost for it.
    @Test(arguments: 0..<24)
    func theHeader(seed: Int) throws {
        var table = Table(seed: UInt64(2_000 + seed))
        let column = Int.random(in: 1..<table.header.count, using: &table.generator)
        let names = table.header
        let more = (names[..<column] + [""] + names[column...]).joined(separator: ",")
        let less = names[..<column].joined(separator: ",") + names[column...].joined(separator: ",")
        let stray = names.enumerated().map { $0 == column ? "\"" + $1 : $1 }.joined(separator: ",")
        for header in [more, less, stray] {
            let text = ([header] + table.lines.dropFirst()).map { $0 + "\r\n" }.joined()
            let (detected, outcome) = try readDetected(text)
            #expect(outcome.rows == table.rows && outcome.faults.isEmpty, "seed \(seed): \(header)")
            if header == stray {
                #expect(detected.header.count == names.count && detected.unclearWidth == nil)
            } else {
                #expect(detected.unclearWidth != nil, "seed \(seed): \(header)")
            }
        }
    }

    @Test func nothingAndLittle() throws {
        let table = Table(seed: 7)
        #expect(throws: DialectError.self) { try readDetected("") }
        #expect(try readDetected(table.lines[0] + "\r\n").0.isHeaderOnly)
        let (one, outcome) = try readDetected(table.lines[0...1].joined(separator: "\r\n"))
        #expect(one.header == table.header && outcome.rows == [table.rows[0]])
    }
}
