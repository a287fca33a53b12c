import Testing

@testable import RecordFormats

/// The faults that the CSV reader answers for.
@Suite struct CSVFaultTests {
    private let bare = Dialect(headerLines: 0)

    // MARK: Row 14

    @Test func fault14_byteOrderMarkInTheMiddle() {
        let file = "\u{FEFF}id,n\n1,2\n"
        var transcoder = Transcoder(.utf8)
        let text = transcoder.transcode(Array((file + file + "3,4\n").utf8), isLast: true)
        let outcome = readCSVAllWays(text)
        #expect(outcome.rows == [["1", "2"], ["1", "2"], ["3", "4"]])
        #expect(outcome.lines == [2, 4, 5])
        #expect(outcome.repeatedHeaders == 1)
        #expect(outcome.faults.isEmpty)
    }

    @Test func fault14_markBeforeAQuotedHeader() {
        let outcome = readCSVAllWays("\"id\",\"n\"\n1,2\n\u{FEFF}\"id\",\"n\"\n3,4\n")
        #expect(outcome.rows == [["1", "2"], ["3", "4"]])
        #expect(outcome.repeatedHeaders == 1)
    }

    @Test func fault30_secondHeaderIsNoRow() {
        let outcome = readCSVAllWays("id,n\r\n1,2\r\nid,n\r\n3,4\r\n")
        #expect(outcome.rows == [["1", "2"], ["3", "4"]])
        #expect(outcome.lines == [2, 4])
        #expect(outcome.repeatedHeaders == 1)
    }

    @Test func fault30_secondHeaderQuotedOtherwise() {
        let outcome = readCSVAllWays("id,n\n1,2\n\"id\",\"n\"\n3,4\n\"id\",n\n")
        #expect(outcome.rows == [["1", "2"], ["3", "4"]])
        #expect(outcome.repeatedHeaders == 2 && outcome.otherHeader == nil)
    }

    /// Columns in another order, fewer, more, or others: where they begin is known, and nothing else is a header.
    @Test(arguments: [
        ("id,n,m\n1,2,3\nid,m,n\n4,5,6\n", 3), ("id,n,m\n1,2,3\n\"n\",\"id\",\"m\"\n4,5,6\n", 3), ("id,n,m\n\n1,2,3\nid,n\n4,5\n", 4),
        ("id,n,m\nid,n,m,k\n4,5,6,7\n", 2), ("id,n,m\nid,n,k\n4,5,6\n", 2), ("id,n,m\nid,2,3\nn,5,6\nidea,n,m\n", nil), ("id,n,m\nid,,\n", nil), ("id,n\nid,2\n", nil),
    ] as [(String, Int?)])
    func fault30_anotherHeader(text: String, line: Int?) {
        #expect(readCSVAllWays(text).otherHeader == line)
    }

    // MARK: Rows 15 and 16

    @Test(arguments: [
        [0x80], [0xFF], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0xAF],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xFC, 0x80],
    ] as [[UInt8]])
    func fault16_invalidUTF8(bad: [UInt8]) {
        let text = Array("id,n\né1,2\nx,a".utf8) + bad + Array("\n5,ü\n".utf8)
        let outcome = readCSVAllWays(text)
        #expect(outcome.rows == [["é1", "2"], ["5", "ü"]])
        #expect(outcome.faultList == ["invalidEncoding@3"])
        #expect(outcome.faults[0].column == 2)
        // "id,n\n" is 5 bytes, "é1,2\n" is 6: the record starts at 11, the bad byte stands after "x,a".
        #expect(outcome.faults[0].offset == 11)
        #expect(outcome.faults[0].detail.contains("14"))
        #expect(outcome.faults[0].raw == Array("x,a".utf8) + bad)
    }

    @Test(arguments: ["\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}"])
    func fault16_bordersAreValid(text: String) {
        let outcome = readCSVAllWays("id,n\n1,\(text)\n")
        #expect(outcome.rows == [["1", text]])
    }

    @Test func fault15_oneBadRowInUTF8() {
        let text = Array("id,n\n1,für\n2,f".utf8) + [0xFC] + Array("r\n3,größer\n".utf8)
        #expect(readCSVAllWays(text).faultList == ["invalidEncoding@3"])
    }

    // MARK: Row 17

    @Test func fault17_nulIsKept() {
        let outcome = readCSVAllWays("id,n\n1,a\0b\n2,\"c\0\"\"d\"\n")
        #expect(outcome.rows == [["1", "a\0b"], ["2", "c\0\"d"]])
        #expect(outcome.faults.isEmpty)
    }

    // MARK: Row 18

    @Test(arguments: ["\n", "\r\n", "\r"])
    func fault18_lineEnds(end: String) {
        let text = ["id,n", "1,2", "", "\"3\(end)4\",5", "6,7", ""].joined(separator: end)
        let outcome = readCSVAllWays(text)
        #expect(outcome.records.map { $0.fields.count } == [2, 2, 2])
        #expect(Array(outcome.rows[1][0].utf8) == Array("3\(end)4".utf8))
        #expect(outcome.lines == [2, 4, 6])
        #expect(outcome.blankLines == 1)
    }

    @Test func fault18_mixedLineEnds() {
        let outcome = readCSVAllWays("id,n\r1,2\n3,4\r\n5,\"a\nb\rc\r\nd\"\r6,7\n\r8,9")
        #expect(outcome.lines == [2, 3, 4, 8, 10])
        #expect(outcome.blankLines == 1)
        #expect(outcome.rows.last == ["8", "9"])
    }

    // MARK: Row 19

    @Test(arguments: [1, 500, 1000])
    func fault19_unclosedQuote(badRow: Int) {
        var text = "id,caption\n"
        for row in 1...1000 { text += row == badRow ? "\(row),\"open\n" : "\(row),fine\n" }
        let outcome = readCSV(text)
        #expect(outcome.records.count == 999)
        #expect(outcome.faultList == ["unclosedQuote@\(badRow + 1)"])
        #expect(outcome.faults[0].raw == Array("\(badRow),\"open".utf8))
        #expect(readCSV(text, cuts: .every(61)) == outcome)
    }

    @Test func fault19_unclosedQuoteClosedByALaterOne() {
        let outcome = readCSVAllWays("id,caption,n\n1,\"open,2\n2,fine,3\n3,\"closed\",4\n5,x,6\n")
        #expect(outcome.rows == [["2", "fine", "3"], ["3", "closed", "4"], ["5", "x", "6"]])
        #expect(outcome.faultList == ["textAfterQuote@2"])
        #expect(outcome.faults[0].detail.contains("line 2 is not closed"))
    }

    @Test func fault19_raggedRecordOverSeveralLinesCostsItsFirstLine() {
        // The quote that opens on line 2 is closed by the one that ends line 3: a record of two fields.
        let outcome = readCSVAllWays("a,b,c\n1,\"open,2\n2,fine,\"\n3,x,4\n")
        #expect(outcome.rows == [["3", "x", "4"]])
        #expect(outcome.faultList == ["tooFewFields@2", "unclosedQuote@3"])
    }

    @Test func fault19_unclosedQuoteBeyondTheLimit() {
        var text = "id,caption\n1,\"open\n"
        for row in 2...500 { text += "\(row),fine\n" }
        let limits = RecordLimits(recordBytes: 1_000)
        let outcome = readCSV(text, limits: limits)
        #expect(outcome.records.count == 499)
        #expect(outcome.faultList == ["unclosedQuote@2"])
        #expect(outcome.faults[0].detail.contains("1000 bytes"))
        for size in [1, 7, 999, 1_000, 1_001, 4_097] {
            #expect(readCSV(text, limits: limits, cuts: .every(size)) == outcome, "chunks of \(size)")
        }
    }

    // MARK: Row 20

    @Test func fault20_quoteInsideAnUnquotedField() {
        let outcome = readCSVAllWays("id,place\n1,37°36'37.8\"N 5\"\n2,6\"\"\n3,\"a\"\n")
        #expect(outcome.rows == [["1", "37°36'37.8\"N 5\""], ["2", "6\"\""], ["3", "a"]])
        #expect(outcome.faults.isEmpty)
    }

    @Test func fault20_textAfterAClosingQuote() {
        let outcome = readCSVAllWays("id,n,t\n1,\"a\"b,x\n2,\"c\" ,x\n3,\"d\",x\n4,5\",\"6\"7\n")
        #expect(outcome.rows == [["3", "d", "x"]])
        #expect(outcome.faultList == ["textAfterQuote@2", "textAfterQuote@3", "textAfterQuote@5"])
        #expect(outcome.faults.map(\.column) == [2, 2, 3])
        #expect(outcome.faults.map { String(decoding: $0.raw, as: UTF8.self) } == ["1,\"a\"b,x", "2,\"c\" ,x", "4,5\",\"6\"7"])
    }

    // MARK: Rows 21 and 22

    @Test func fault21_recordAtAndOverTheLimit() {
        let limits = RecordLimits(recordBytes: 20)
        let at = "1," + String(repeating: "x", count: 18)
        let over = "2," + String(repeating: "x", count: 19)
        let outcome = readCSVAllWays("id,n\n\(at)\r\n\(over)\r\n3,4\n", limits: limits)
        #expect(outcome.lines == [2, 4])
        #expect(outcome.faultList == ["recordTooLong@3"])
        #expect(outcome.faults[0].raw == Array(over.utf8))
    }

    @Test func fault21_lineWithoutEndStaysInBoundedMemory() {
        var reader = CSVRecordReader(dialect: bare, columns: 2, allowShort: false)
        var outcome = CSVOutcome()
        func feed(_ text: [UInt8], isLast: Bool = false) {
            var batch = FieldBatch()
            reader.read(text, isLast: isLast, into: &batch)
            // What waits is the record limit, the chunk, and no more.
            #expect(batch.bytes.count < 6 << 20)
            outcome.take(batch)
        }
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        feed(Array("1,2\n3,\"".utf8))
        for _ in 0..<64 { feed(chunk) }
        feed(Array("\n5,6\n".utf8), isLast: true)
        #expect(outcome.rows == [["1", "2"], ["5", "6"]])
        #expect(outcome.lines == [1, 3])
        #expect(outcome.faultList == ["recordTooLong@2"])
        // "1,2\n3,\"" is 7 bytes, then 64 MiB and a line feed.
        #expect(outcome.records[1].offset == 7 + (64 << 20) + 1)
    }

    @Test func fault22_rowWithTooManySeparators() {
        let text = Array("id,n\n1,2\n".utf8) + [UInt8](repeating: UInt8(ascii: ","), count: 3_000_000) + Array("\n3,4\n".utf8)
        let outcome = readCSV(text, cuts: .every(1 << 20))
        #expect(outcome.rows == [["1", "2"], ["3", "4"]])
        #expect(outcome.faultList == ["tooManyFields@3"])
        #expect(outcome.faults[0].raw.count == 4 << 10)
    }

    // MARK: Rows 28, 29 and 31

    @Test func fault28_shortAndLongRows() {
        let text = "a,b,c\n1,2\n1,2,3\n1,2,3,4\n1\n"
        let strict = readCSVAllWays(text)
        #expect(strict.rows == [["1", "2", "3"]])
        #expect(strict.faultList == ["tooFewFields@2", "tooManyFields@4", "tooFewFields@5"])
        #expect(strict.faults.map(\.column) == [2, 4, 1])
        let lenient = readCSVAllWays(text, allowShort: true)
        #expect(lenient.rows == [["1", "2"], ["1", "2", "3"], ["1"]])
        #expect(lenient.faultList == ["tooManyFields@4"])
    }

    @Test func fault28_blanksAreABlankLine() {
        let outcome = readCSVAllWays("a,b\n1,2\n   \n\t\n3,4\n\n\n")
        #expect(outcome.rows == [["1", "2"], ["3", "4"]])
        #expect(outcome.blankLines == 4)
        #expect(outcome.faults.isEmpty)
    }

    @Test func fault29_preambleAndHeaderRecords() {
        let dialect = Dialect(preambleLines: 3, headerLines: 2)
        let outcome = readCSVAllWays("# \"title\n\n#,,,\na,\"b\nc\"\n,\"what b is\"\n1,2\n", dialect)
        #expect(outcome.rows == [["1", "2"]])
        #expect(outcome.lines == [7])
    }

    @Test func fault31_lastLineWithoutLineEnd() {
        #expect(readCSVAllWays("a,b\n1,2").rows == [["1", "2"]])
        #expect(readCSVAllWays("a,b\n1,\"2\"").rows == [["1", "2"]])
        #expect(readCSVAllWays("a,b\n1,").rows == [["1", ""]])
        #expect(readCSVAllWays("a,b\n1,2\r").rows == [["1", "2"]])
        let cut = readCSVAllWays("a,b\n1,2\n3", allowShort: true)
        #expect(cut.rows == [["1", "2"]])
        #expect(cut.faultList == ["incompleteLastRecord@3"])
        #expect(cut.faults[0].detail.contains("still be growing"))
        #expect(readCSVAllWays("a,b\n1,2\n3,\"fo").faultList == ["incompleteLastRecord@3"])
        // Cut inside a field of several lines: nothing of it is a row.
        #expect(
            readCSVAllWays("a,b\n1,2\n3,\"one\ntwo\nthr").faultList
                == ["unclosedQuote@3", "tooFewFields@4", "incompleteLastRecord@5"])
    }

    // MARK: Dialects

    @Test func otherDelimitersAndQuotes() {
        let semicolon = Dialect(delimiter: UInt8(ascii: ";"), headerLines: 0)
        #expect(readCSVAllWays("1,5;\"a;b\"\n", semicolon).rows == [["1,5", "a;b"]])
        let single = Dialect(quote: UInt8(ascii: "'"), headerLines: 0)
        #expect(readCSVAllWays("'a,''b',\"c\"\n", single).rows == [["a,'b", "\"c\""]])
        let none = Dialect(quote: nil, headerLines: 0)
        #expect(readCSVAllWays("\"a,b\"\n\"\n", none).rows == [["\"a", "b\""]])
        let tab = Dialect(delimiter: 9, headerLines: 0)
        #expect(readCSVAllWays(" a\t b \t\n", tab).rows == [[" a", " b ", ""]])
    }

    @Test func backslashEscapes() {
        let dialect = Dialect(backslashEscape: true, headerLines: 0)
        let outcome = readCSVAllWays("\"say \\\"hi\\\"\",a\\,b,c\\\\d,C:\\new,\"x\\\\\"\n1,2,3,4,é\n", dialect)
        #expect(outcome.rows == [["say \"hi\"", "a,b", "c\\d", "C:\\new", "x\\"], ["1", "2", "3", "4", "é"]])
        #expect(outcome.faults.isEmpty)
        let noQuotes = Dialect(quote: nil, backslashEscape: true, headerLines: 0)
        #expect(readCSVAllWays("\"a\\,\",b\\\"\n", noQuotes).rows == [["\"a,\"", "b\\\""]])
    }
}
