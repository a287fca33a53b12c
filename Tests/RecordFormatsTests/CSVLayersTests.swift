import Testing

@testable import RecordFormats

/// What a dialect can say beside delimiter and quote: read alike whatever the chunks are. The expected fields were split by
/// hand.
@Suite struct CSVLayersTests {
    @Test func blanksBesideTheDelimiter() {
        let text = "id, name , note\n1, \"Soup, hot\" ,x\n2 ,a \"b\" c,  \"say \"\"hi\"\"\"\n 3,\"two\nlines\", \n"
        let outcome = readCSVAllWays(text, Dialect(trimsBlanks: true))
        #expect(outcome.rows == [["1", "Soup, hot", "x"], ["2", "a \"b\" c", "say \"hi\""], ["3", "two\nlines", ""]])
        #expect(outcome.faults.isEmpty)
        // Text after a closing quote is a fault as everywhere.
        #expect(readCSVAllWays("a,b\n1, \"x\" y\n2, z\n", Dialect(trimsBlanks: true)).faultList == ["textAfterQuote@2"])
    }

    @Test func quotesInsideQuotes() {
        let dialect = Dialect(quote: UInt8(ascii: "'"), looseQuotes: true)
        let text = "id,t,n\n1,'Men's socks, warm',x\n2,'it''s',''\n3,'the boys'',4\n4,'two\nmen's lines','z'\n5,o'clock,''''\n"
        let outcome = readCSVAllWays(text, dialect)
        #expect(outcome.rows == [
            ["1", "Men's socks, warm", "x"], ["2", "it's", ""], ["3", "the boys'", "4"], ["4", "two\nmen's lines", "z"],
            ["5", "o'clock", "'"],
        ])
        #expect(outcome.faults.isEmpty)
    }

    @Test func linesQuotedOnceMore() {
        let text = "\"id,\"\"full name\"\",n\"\r\n\"1,\"\"Vale, Mira\"\",2\"\r\n3,plain,4\r\n\"5,\"\"two\"\r\nlines\r\n\r\n\"and \"\"\"\"more\"\"\"\"\"\",6\"\r\n"
        let outcome = readCSVAllWays(text, Dialect(quotedLines: true))
        #expect(outcome.rows == [["1", "Vale, Mira", "2"], ["3", "plain", "4"], ["5", "two\r\nlines\r\n\r\nand \"more\"", "6"]])
        #expect(outcome.lines == [2, 3, 4])
        // A line with quotes of its own is none of a spreadsheet's.
        #expect(readCSVAllWays("a,b\n\"1\",\"2\"\n", Dialect(quotedLines: true)).rows == [["1", "2"]])
    }

    @Test func emptyCellsBeyondTheLastColumn() {
        let text = "a,b\n1,2,\n3,4\n5,6,,\n7,8,x\n9,10,,,\n\"11\",\"12\",\"\"\n"
        let outcome = readCSVAllWays(text, Dialect(emptyTail: 2))
        #expect(outcome.rows == [["1", "2"], ["3", "4"], ["5", "6"], ["11", "12"]])
        #expect(outcome.faultList == ["tooManyFields@5", "tooManyFields@6"])
        #expect(outcome.faults[0].detail == "3 fields where 2 fields are expected")
    }

    @Test func aHeaderLineWithBrokenQuotes() {
        let outcome = readCSVAllWays("a,\"b,c\n\"1\",2,3\n", Dialect(plainHeader: true), columns: 3)
        #expect(outcome.rows == [["1", "2", "3"]] && outcome.faults.isEmpty)
    }

    /// Quotes inside unquoted fields are text; two of them around a delimiter are no accident.
    @Test func quotesThatEncloseADelimiter() {
        let outcome = readCSVAllWays("a,b,c\n1,x\"y, z\"\n2,6\" pan,8\" pan\n3,37.8\"N,8.8\"W\n4,\"s\",5\"\n5,s\",t\"u\n", Dialect())
        #expect(outcome.rows.map { $0[0] } == ["2", "3", "4", "5"])
        #expect(outcome.faultList == ["textAfterQuote@2"] && outcome.faults[0].column == 2)
    }

    // MARK: How far is read again

    /// One quote that nobody closes in every line: each attempt ends where it can be no record, and each line is one fault.
    @Test(arguments: ["5\",\"6,x,y\n", "a,\"b,c\n", "\"\",\"\n", "x,y\",\"\n", "\"a,b\",\",c\n"])
    func straysCostOneLineEach(line: String) {
        let lines = 20_000
        let text = Array(("id,name,note\n" + String(repeating: line, count: lines)).utf8)
        let fast = readCSV(text, Dialect())
        #expect(fast.records.isEmpty ? fast.faults.count == lines : fast.records.count + fast.faults.count <= lines)
        #expect(fast == readCSV(text, Dialect(), usesFastPaths: false))
        #expect(fast == readCSV(text, Dialect(), cuts: .every(4_099)))
        // Detection reads any number of fields as one record, and must end as soon.
        let clock = ContinuousClock()
        let time = clock.measure { _ = try? detectDialect(sample: text, isWhole: true) }
        #expect(time < .seconds(20))
    }

    @Test func longRecordsStayWhole() {
        // Far more lines than are ever read twice, before and after a stray quote.
        let long = "\"" + String(repeating: "line\n", count: 400) + "\""
        let text = "a,b\n1,\(long)\n2,\"x\"y\n3,\(long)\n4,z\n"
        let outcome = readCSV(Array(text.utf8), Dialect())
        #expect(outcome.records.map { $0.fields[0] } == [[0x31], [0x33], [0x34]])
        #expect(outcome.faultList == ["textAfterQuote@403"])
    }

    @Test func aRecordAmongStraysMayTakeSomeLines() {
        // The open quote of line 2 reaches to the quote of line 4 and fails there; the record of lines 3 to 5 is read.
        let outcome = readCSVAllWays("a,b\n1,\"open\n2,\"two\nmore\nlines\"\n3,x\n", Dialect())
        #expect(outcome.rows == [["2", "two\nmore\nlines"], ["3", "x"]])
        #expect(outcome.faultList == ["textAfterQuote@2"])
    }
}
