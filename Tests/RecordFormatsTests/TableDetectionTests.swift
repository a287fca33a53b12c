import Foundation
import Testing

@testable import RecordFormats

/// What detection makes of tables that are written in other ways: each kind in every delimiter and line end.
@Suite struct TableDetectionTests {
    private struct Reading {
        var detected: DetectedDialect
        var rows: [[String]]
        var faults: [RecordFault]
    }

    private func read(_ text: String, _ overrides: DialectOverrides = DialectOverrides()) throws -> Reading {
        let (detected, outcome) = try readDetected(text, overrides)
        return Reading(detected: detected, rows: outcome.rows, faults: outcome.faults)
    }

    static let delimiters = [",", ";", "\t", "|"]

    private static func rows(_ inner: String) -> [[String]] {
        (1...12).map { ["\($0)", "maker\($0)", $0 % 3 == 0 ? "plain" : "oats\(inner) dates", "\($0 * 40)"] }
    }

    private func line(_ cells: [String], _ delimiter: String, quote: String = "\"") -> String {
        let bare = delimiter == " " ? delimiter : delimiter.filter { $0 != " " }
        return cells.map { $0.contains(bare) ? quote + $0 + quote : $0 }.joined(separator: delimiter)
    }

    private static let header = ["id", "creator", "words", "likes"]

    // MARK: Delimiters and quotes

    @Test(arguments: [",", ";", "\t", "|", ":", " ", ", ", "; ", " ,", " , ", "| ", "\t "], ["\n", "\r\n", "\r"])
    func delimitersWithAndWithoutBlanks(delimiter: String, newline: String) throws {
        let bare = delimiter == " " ? "" : delimiter.filter { $0 != " " }
        let rows = Self.rows(bare)
        for quote in ["\"", "'"] {
            let text = ([Self.header] + rows).map { line($0, delimiter, quote: quote) + newline }.joined()
            let reading = try read(text)
            #expect(reading.rows == rows, "quote \(quote)")
            #expect(reading.detected.header == Self.header && reading.faults.isEmpty)
        }
    }

    @Test func blanksInTextAreNoDelimiters() throws {
        let names = try read("full name\nMira Vale\nJo Ash\nUte Kern\nPia Lund\n")
        #expect(names.rows == [["Mira Vale"], ["Jo Ash"], ["Ute Kern"], ["Pia Lund"]])
        let links = try read("link\nhttps://a.example/1:2:3\nhttps://a.example/4:5:6\nhttps://a.example/7:8:9\n")
        #expect(links.detected.header == ["link"])
        // One cell that begins with a blank changes nothing for the others.
        #expect(try !read("a,b\n1, x\n2,y\n3,z\n").detected.dialect.trimsBlanks)
    }

    @Test(arguments: delimiters)
    func listsInsideCells(delimiter: String) throws {
        let inner = delimiter == "|" ? ";" : "|"
        let words = (1...9).map { "word\($0) x" }.joined(separator: inner)
        #expect(try read(["1", "Oat Mill", words].joined(separator: delimiter) + "\n", DialectOverrides(headerLines: 0)).rows == [["1", "Oat Mill", words]])
        let comma = delimiter == "," ? ";" : ","
        let rows = (1...9).map { row in ["p\(row).png"] + (1...5).map { "\(row)\(comma)\($0)\(comma)\(row + $0)" } }
        let text = rows.map { $0.joined(separator: delimiter) + "\n" }.joined()
        #expect(try read(text, DialectOverrides(headerLines: 0)).rows == rows)
    }

    @Test(arguments: delimiters)
    func apostrophesInSingleQuotes(delimiter: String) throws {
        let rows = (1...9).map { ["\($0)", "Girls' and men's\(delimiter) all", "\($0)"] }
        let text = "id\(delimiter)words\(delimiter)n\n" + rows.map { "\($0[0])\(delimiter)'\($0[1])'\(delimiter)\($0[2])\n" }.joined()
        let reading = try read(text)
        #expect(reading.rows == rows && reading.detected.dialect.looseQuotes)
        // Where they are doubled nothing is loose.
        let doubled = "id\(delimiter)words\n" + (1...9).map { "\($0)\(delimiter)'it''s\(delimiter) all'\n" }.joined()
        #expect(try !read(doubled).detected.dialect.looseQuotes)
    }

    /// Tables as programs print them: padded to the widest cell, to the left or right, or parted by so many blanks.
    @Test(arguments: ["\n", "\r\n"], [2, 3, 5])
    func columnsPartedByBlanks(newline: String, gap: Int) throws {
        let header = ["day", "full name", "likes", "note"]
        let rows = (1...12).map { ["2026-01-\($0 + 10)", "Mira Vale\(String(repeating: "x", count: $0 % 4))", "\($0 * 50)", $0 % 2 == 0 ? "ok" : "fine so far"] }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
        func padded(_ cells: [String], toTheRight: Bool) -> String {
            zip(cells, widths).map { cell, width in
                let pad = String(repeating: " ", count: width - cell.count)
                return toTheRight ? pad + cell : cell + pad
            }.joined(separator: String(repeating: " ", count: gap))
        }
        let printed = [
            ([header] + rows).map { padded($0, toTheRight: false) }, ([header] + rows).map { padded($0, toTheRight: true) },
            ([header] + rows).map { $0.joined(separator: String(repeating: " ", count: gap)) },
        ]
        for lines in printed {
            let reading = try read(lines.map { $0 + newline }.joined())
            #expect(reading.detected.header == header && reading.rows == rows && reading.faults.isEmpty, "\(lines.prefix(3))")
            #expect(reading.detected.dialect.alignedColumns && reading.detected.notes.count == 1)
        }
        // A cell left out moves the others: no table at all rather than a wrong one.
        let gaps = try read((printed[2] + ["2026-02-01" + String(repeating: " ", count: gap) + "7"]).map { $0 + newline }.joined())
        #expect(!gaps.detected.dialect.alignedColumns)
        #expect(try !read("words\nA sentence.  Another.\nThis one.  That one.\nHere.  There.\n").detected.dialect.alignedColumns)
        #expect(try !read("a,b\n1  2,3\n4  5,6\n7  8,9\n").detected.dialect.alignedColumns)
    }

    /// Aligned text in pieces, cut inside the blanks too.
    @Test func columnsPartedByBlanksInPieces() throws {
        let text = Array("day         likes  note\n2026-01-01  10     ok\n2026-01-02  200    ok  \n  2026-01-03  3      fine".utf8)
        let dialect = try detectDialect(sample: text, isWhole: true).dialect
        #expect(dialect.alignedColumns)
        for size in 1...text.count {
            var reader = CSVRecordReader(dialect: dialect, columns: nil, allowShort: false)
            var outcome = CSVOutcome()
            for start in stride(from: 0, to: text.count, by: size) {
                var batch = FieldBatch()
                reader.read(Array(text[start..<min(start + size, text.count)]), isLast: start + size >= text.count, into: &batch)
                outcome.take(batch)
            }
            #expect(outcome.rows == [["2026-01-01", "10", "ok"], ["2026-01-02", "200", "ok"], ["2026-01-03", "3", "fine"]], "pieces of \(size)")
            #expect(outcome.lines == [2, 3, 4])
        }
    }

    @Test(arguments: ["^", "~"])
    func rareDelimiters(delimiter: String) throws {
        let table = try read(["id", "creator", "likes"].joined(separator: delimiter) + "\n" + (1...2).map { "\($0)\(delimiter)a, b\(delimiter)3\n" }.joined())
        #expect(table.detected.header == ["id", "creator", "likes"] && table.rows == [["1", "a, b", "3"], ["2", "a, b", "3"]])
        #expect(try read("creator\(delimiter)likes\na\(delimiter)1\n").rows == [["a", "1"]])
        // In a list of counts it says that they are rounded.
        #expect(try read("likes\n\(delimiter)12\n\(delimiter)13\n").detected.header == ["likes"])
    }

    @Test func apostrophesAroundWordsPartedByBlanks() throws {
        for (header, cell) in [("'my note'", "'a b'"), ("note", "'a b c'")] {
            let text = "time likes \(header) ok\n" + (1...4).map { "10:0\($0) \($0) \(cell) y\n" }.joined()
            let reading = try read(text)
            #expect(reading.rows == (1...4).map { ["10:0\($0)", "\($0)", cell.replacingOccurrences(of: "'", with: ""), "y"] }, "\(header)")
        }
    }

    // MARK: Above the table

    @Test(arguments: [",", ";", "|"])
    func titles(delimiter: String) throws {
        let titles = [
            ["Numbers of the spring\(delimiter) all creators"],
            ["Numbers of the spring\(delimiter) all creators\(delimiter) all posts"],
            ["Numbers of the spring\(delimiter) all creators\(delimiter) all posts\(delimiter) all days"],
            ["Numbers\(delimiter) of the whole spring\(delimiter) of all\(delimiter) of us\(delimiter) here"],
            ["Spring", "Numbers of the spring\(delimiter) all creators", ""],
            ["Numbers of the spring\(delimiter)2024"],
            ["Numbers of the spring\(delimiter) all creators", "Numbers of the spring\(delimiter) all posts"],
            ["a\(delimiter) b and c\(delimiter) d", "Numbers of the spring\(delimiter) all creators", ""],
        ]
        for columns in [[0, 1, 2, 3], [1, 3]] {
            for lines in titles {
                let rows = Self.rows(delimiter).map { row in columns.map { row[$0] } }
                let header = columns.map { Self.header[$0] }
                let text = (lines + ([header] + rows).map { line($0, delimiter) }).map { $0 + "\n" }.joined()
                let reading = try read(text)
                #expect(reading.rows == rows, "\(lines)")
                #expect(reading.detected.header == header, "\(lines)")
            }
        }
        // Rows that begin with a sentence are rows.
        #expect(try read("words,likes\na b c d,1\ne,2\nf,3\ng,n/a\nh,5\n").rows.count == 5)
        #expect(try read("a b c d,1\ne,2\nf,3\ng,n/a\nh,5\n", DialectOverrides(headerLines: 0)).rows.count == 5)
        // A header whose names have blanks before them is none of these.
        #expect(try read("name, shown likes of it, n\na,1,2\nb,3,4\nc,5,6\n").rows.count == 3)
    }

    @Test(arguments: delimiters)
    func headersBehindAHash(delimiter: String) throws {
        let rows = Self.rows(delimiter)
        let table = rows.map { line($0, delimiter) + "\n" }.joined()
        let header = Self.header.joined(separator: delimiter)
        for above in ["# \(header)\n", "# made in spring\n# \(header)\n", "#\(header)\n".replacingOccurrences(of: "#id", with: "# id")] {
            let reading = try read(above + table)
            #expect(reading.detected.header == Self.header && reading.rows == rows, "\(above)")
        }
        let comment = try read("# spring\(delimiter) all\(delimiter) of\(delimiter) it\n\(header)\n" + table)
        #expect(comment.detected.header == Self.header && comment.rows == rows)
    }

    @Test(arguments: delimiters)
    func twoHeaderRecords(delimiter: String) throws {
        let rows = Self.rows(delimiter)
        let table = rows.map { line($0, delimiter) + "\n" }.joined()
        let header = Self.header.joined(separator: delimiter)
        for groups in [["Post", "Post", "Post", "Numbers"], ["Post", "", "", "Numbers"]] {
            let reading = try read(groups.joined(separator: delimiter) + "\n\(header)\n" + table)
            #expect(reading.detected.header == Self.header && reading.rows == rows, "\(groups)")
        }
        let units = try read(header + "\n" + ["number", "name", "text", "count"].joined(separator: delimiter) + "\n" + table)
        #expect(units.detected.header == Self.header && units.rows == rows)
        // A first row without numbers is a row.
        for cells in ["n/a,n/a", "n/a,-", "None,NaN", "null,0", ","] {
            let missing = try read("id,likes,saves\na,\(cells)\nb,1,2\nc,3,4\nd,5,6\n")
            #expect(missing.rows.count == 4 && missing.detected.header == ["id", "likes", "saves"], "\(cells)")
        }
        // Nor does it make a title of a header that is wider than its rows.
        let wider = try read("id,likes,saves\na,n/a\nb,1\nc,3\nd,5\n")
        #expect(wider.rows.count == 4 && wider.detected.leftOut == 1)
    }

    /// Words above words, both as wide as the table: which of them are the names nobody can tell, and it is said.
    @Test(arguments: delimiters)
    func titlesThatReadLikeNames(delimiter: String) throws {
        for (title, header, row) in [
            (["Report", "by Ann"], ["handle", "likes"], ["h", "1"]), (["Ann", "Saturday", "all"], ["handle", "likes", "saves"], ["h", "1", "2"]),
        ] {
            let rows = Array(repeating: row.joined(separator: delimiter), count: 8)
            let text = ([title.joined(separator: delimiter), header.joined(separator: delimiter)] + rows).joined(separator: "\n") + "\n"
            let doubtful = try read(text)
            #expect(doubtful.detected.notes.count { $0.contains("line 1") && $0.contains("line 2") && $0.contains("preamble_lines: 1") } == 1, "\(doubtful.detected.notes)")
            let given = try read(text, DialectOverrides(preambleLines: 1))
            #expect(given.detected.header == header && given.rows.count == 8 && given.detected.notes.isEmpty)
        }
        // A text column below the names is no doubt.
        #expect(try read("name\(delimiter)city\na\(delimiter)b\nc\(delimiter)d\ne\(delimiter)f\n").detected.notes.isEmpty)
    }

    @Test(arguments: delimiters)
    func titlesWithDates(delimiter: String) throws {
        for days in ["2026-01-01 - 2026-01-31", "2026-03-01", "1/3/2026", "01.03.2026 10:00"] {
            let text = "Posts\(delimiter)\(days)\nhandle\(delimiter)likes\n" + (1...9).map { "h\($0)\(delimiter)\($0)\n" }.joined()
            let reading = try read(text)
            #expect(reading.detected.header == ["handle", "likes"] && reading.rows.count == 9, "\(days)")
        }
        // A word among a headerless table's numbers is no name.
        for first in ["1", "1.5", "-3", "1,5"] where !first.contains(delimiter) {
            let text = "h1\(delimiter)\(first)\nh2\(delimiter)oops\n" + (3...9).map { "h\($0)\(delimiter)\($0)\n" }.joined()
            #expect(try read(text).rows.count == 9, "\(first)")
        }
    }

    @Test(arguments: delimiters)
    func groupsAboveNamesThatRepeat(delimiter: String) throws {
        let names = ["handle", "likes", "views", "likes"]
        let rows = (1...9).map { ["h\($0)", "\($0)", "5", "4"] }
        for groups in [["", "Organic", "Organic", "Paid"], ["", "Organic", "", "Paid"], ["Post", "Organic", "Organic", "Paid"]] {
            let reading = try read(([groups, names] + rows).map { $0.joined(separator: delimiter) + "\n" }.joined())
            #expect(reading.detected.header == names && reading.rows == rows, "\(groups)")
        }
        // A word for nothing that repeats is a row's.
        let pending = try read("id,likes,saves,likes\na,pending,pending,pending\n" + (1...9).map { "b\($0),1,2,3\n" }.joined())
        #expect(pending.rows.count == 10)
    }

    // MARK: Widths

    @Test(arguments: delimiters)
    func delimitersAtTheEndsOfLines(delimiter: String) throws {
        let rows = Self.rows(delimiter)
        let lines = ([Self.header] + rows).map { line($0, delimiter) }
        func text(_ tail: (Int) -> Int) -> String {
            lines.enumerated().map { $1 + String(repeating: delimiter, count: tail($0)) + "\n" }.joined()
        }
        for tail in [{ $0 > 0 ? 1 : 0 }, { $0 > 0 ? 2 : 0 }, { $0 > 0 && $0 % 3 == 0 ? 1 : 0 }, { $0 == 0 ? 1 : 0 }, { $0 == 0 ? 3 : 0 }] as [(Int) -> Int] {
            let reading = try read(text(tail))
            #expect(reading.rows == rows && reading.detected.header == Self.header, "\(text(tail).prefix(80))")
            #expect(reading.detected.notes.count == 1 && reading.faults.isEmpty)
        }
        #expect(try read(text { _ in 1 }).detected.header == Self.header + [""])
    }

    @Test(arguments: delimiters)
    func columnsLeftOut(delimiter: String) throws {
        let rows = Self.rows(delimiter)
        let text = (Self.header + ["shares", "saves"]).joined(separator: delimiter) + "\n" + rows.map { line($0, delimiter) + "\n" }.joined()
        let reading = try read(text)
        #expect(reading.rows == rows && reading.faults.isEmpty)
        #expect(reading.detected.leftOut == 2 && reading.detected.unclearWidth == nil && reading.detected.notes.count == 1)
        #expect(reading.detected.header.count == 6)
    }

    @Test func unclearWidths() throws {
        let rows = (1...9).map { "\($0),h\($0),10,20\n" }.joined()
        for header in ["creator,likes,views\n", "id,creator,,likes,views\n", "id,likes,creator,likes,views\n"] {
            let reading = try read(header + rows)
            let names = header.count { $0 == "," } + 1
            let unclear = try #require(reading.detected.unclearWidth)
            #expect(unclear.contains("\(names) names") && unclear.contains("4 fields"))
            #expect(reading.rows.count == 9 && reading.faults.isEmpty)
        }
        // One row of another width among others is that row's fault, not the file's.
        let one = try read("id,creator,likes\n" + (1...9).map { "\($0),h,\($0)\n" }.joined() + "10,h,1,2\n11,h,1,\n12,h\n")
        #expect(one.detected.unclearWidth == nil && one.rows.count == 10)
        #expect(one.faults.map(\.line) == [11, 13])
        // Where the last column may be empty, an empty cell too many can stand anywhere in the row.
        let shifted = try read("id,creator,likes,note\n" + (1...9).map { "\($0),h,\($0),\n" }.joined() + "10,,h,1,\n")
        #expect(shifted.rows.count == 9 && shifted.faults.map(\.line) == [11])
    }

    // MARK: Broken lines

    @Test func aBrokenFirstRowWithoutHeader() throws {
        for broken in ["1,\"one\"x,10", "1,\"one,10", "\"1,one,10", "1,one", "1,one,10,x"] {
            let reading = try read(broken + "\n2,two,20\n3,three,30\n4,four,40\n", DialectOverrides(headerLines: 0))
            #expect(reading.rows == [["2", "two", "20"], ["3", "three", "30"], ["4", "four", "40"]], "\(broken)")
            #expect(reading.faults.map(\.line) == [1], "\(broken)")
        }
    }

    @Test func aLoneQuoteInTheHeader() throws {
        let rows = (1...5).map { "\($0),\"a, b\",\($0)\n" }.joined()
        for (header, names) in [
            ("id,\"words,likes\n", ["id", "\"words", "likes"]), ("\"id,\"words\",likes\n", ["\"id", "words", "likes"]),
            ("id,words,\"likes\n", ["id", "words", "\"likes"]), ("id,\"\"words\",likes\n", ["id", "\"words", "likes"]),
        ] {
            let reading = try read(header + rows)
            #expect(reading.detected.header == names && reading.rows.count == 5 && reading.faults.isEmpty, "\(header)")
            #expect(reading.detected.notes == ["the header's quotes are broken: they are read as text"])
        }
        // An even number of them is no slip of one quote.
        #expect(throws: DialectError.self) { try read("\"id\"x,words,likes\n" + rows) }
        #expect(try read("\"id\"x,words,likes\n" + rows, DialectOverrides(headerLines: 1)).rows.count == 5)
    }

    @Test(arguments: delimiters)
    func linesQuotedOnceMore(delimiter: String) throws {
        let rows = (1...6).map { ["\($0)", "Vale \"M\"", "x\(delimiter) y", "\($0)"] }
        let lines = ([["id", "full name", "words", "likes"]] + rows).map { cells in
            cells.map { $0.contains(delimiter) || $0.contains("\"") ? "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : $0 }
                .joined(separator: delimiter)
        }
        let text = lines.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"\r\n" }.joined()
        let reading = try read(text)
        #expect(reading.rows == rows && reading.detected.header[1] == "full name")
        #expect(reading.detected.dialect.quotedLines && reading.detected.notes.count == 1)
        // A column of texts in quotes is one column.
        #expect(try !read("words\n\"a, \"\"b\"\"\"\n\"c, d\"\n\"e\"\n").detected.dialect.quotedLines)
    }

    @Test func namesOfDelimiters() {
        #expect(NamedDelimiter("tab")?.byte == 9 && NamedDelimiter("\\t")?.byte == 9 && NamedDelimiter(" ")?.byte == 0x20)
        #expect(NamedDelimiter("space") == NamedDelimiter(" ") && NamedDelimiter(", ")?.hasBlank == true)
        #expect(NamedDelimiter(" ;")?.byte == UInt8(ascii: ";") && NamedDelimiter(";")?.hasBlank == false)
        #expect(NamedDelimiter("") == nil && NamedDelimiter("  ") == nil && NamedDelimiter(",;") == nil && NamedDelimiter("§") == nil)
    }
}
