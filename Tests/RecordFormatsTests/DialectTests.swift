import Testing

@testable import RecordFormats

@Suite struct DialectTests {
    private func detect(
        _ text: String, isWhole: Bool = true, _ overrides: DialectOverrides = DialectOverrides()
    ) throws(DialectError) -> DetectedDialect {
        try detectDialect(sample: Array(text.utf8), isWhole: isWhole, overrides: overrides)
    }

    private func errorKind(_ bytes: [UInt8], _ overrides: DialectOverrides = DialectOverrides()) -> DialectError.Kind? {
        do throws(DialectError) {
            _ = try detectDialect(sample: bytes, isWhole: true, overrides: overrides)
            return nil
        } catch {
            return error.kind
        }
    }

    // MARK: Rows 24, 25, 22

    @Test func fault25_emptyKindsAreToldApart() {
        #expect(errorKind([]) == .emptyFile)
        #expect(errorKind([0xEF, 0xBB, 0xBF]) == .onlyByteOrderMark)
        #expect(errorKind([0xFF, 0xFE]) == .onlyByteOrderMark)
        #expect(errorKind(Array("\n\r\n  \n".utf8)) == .onlyBlankLines)
        #expect(errorKind([0xEF, 0xBB, 0xBF, 0x0A]) == .onlyBlankLines)
        #expect(errorKind([0xFF, 0xFE, 0x0A, 0x00]) == .onlyBlankLines)
        #expect(errorKind(Array("sep=,\n".utf8)) == .onlyPreamble)
        #expect(errorKind(Array("# title\n# range\n\n".utf8)) == .onlyPreamble)
    }

    @Test func fault24_headerOnly() throws {
        for text in ["id,likes,shares", "id,likes,shares\n", "sep=,\nid,likes,shares\n"] {
            let detected = try detect(text)
            #expect(detected.isHeaderOnly)
            #expect(detected.header == ["id", "likes", "shares"])
            #expect(detected.evidence.contains("the file has a header and no rows"))
        }
        #expect(try !detect("id,likes\n1,2\n").isHeaderOnly)
        #expect(try !detect("id,likes\n", isWhole: false).isHeaderOnly)
        #expect(try !detect("id,likes\n\"unclosed").isHeaderOnly)
    }

    @Test func fault22_tooManyColumns() {
        let names = (0..<100_000).map { "c\($0)" }.joined(separator: ",")
        #expect(errorKind(Array((names + "\n").utf8)) == .tooManyColumns)
        let most = (0..<4_096).map { "c\($0)" }.joined(separator: ",")
        #expect(errorKind(Array((most + "\n").utf8)) == nil)
    }

    @Test func unreadableHeader() {
        #expect(errorKind(Array("\"id\"x,likes\n1,2\n3,4\n".utf8)) == .unreadableHeader)
    }

    // MARK: Delimiter

    @Test(arguments: [",", ";", "\t", "|"])
    func delimiters(delimiter: String) throws {
        let text = ["id", "caption", "likes"].joined(separator: delimiter) + "\n"
            + ["1", "\"a, b; c | d\te\n2\"", "3"].joined(separator: delimiter) + "\n"
        let detected = try detect(text)
        #expect(detected.dialect.delimiter == delimiter.utf8.first)
        #expect(detected.header == ["id", "caption", "likes"])
    }

    @Test func decimalCommasAreNoDelimiters() throws {
        #expect(try detect("name;value\nx;1,5\n").dialect.delimiter == UInt8(ascii: ";"))
        #expect(try detect("a;b;c\n1,5;2,5;3,5\n1,0;2,0;3,0\n").dialect.delimiter == UInt8(ascii: ";"))
        #expect(try detect("a\tb\n1,5\t2;5\n1,0\t2;0\n").dialect.delimiter == 9)
    }

    @Test func oneColumn() throws {
        let detected = try detect("handle\nalice\nbob\n")
        #expect(detected.header == ["handle"])
        #expect(detected.dialect.headerLines == 1)
        #expect(detected.dialect.preambleLines == 0)
    }

    @Test func separatorLineIsBelieved() throws {
        for line in ["sep=;", "SEP=;", "\"sep=;\""] {
            let detected = try detect("\(line)\r\nid,x;likes,y\r\n1,2;3,4\r\n")
            #expect(detected.dialect.delimiter == UInt8(ascii: ";"))
            #expect(detected.dialect.preambleLines == 1)
            #expect(detected.header == ["id,x", "likes,y"])
            #expect(detected.preamble == [line])
        }
    }

    // MARK: Preamble and header

    @Test func fault29_preambles() throws {
        let ga4 = try detect("# ----\n# Report, a title\n# ----\n\nDate,Users\n20240101,5\n20240102,6\n")
        #expect(ga4.dialect.preambleLines == 4)
        #expect(ga4.header == ["Date", "Users"])
        #expect(ga4.preamble == ["# ----", "# Report, a title", "# ----", ""])
        let ads = try detect("Campaign report\n\"May 1, 2024 - May 2, 2024\"\nCampaign,Cost,Clicks\na,1.5,2\nb,2.5,3\n")
        #expect(ads.dialect.preambleLines == 2)
        #expect(ads.header == ["Campaign", "Cost", "Clicks"])
        let padded = try detect("Report,,,\n,,,\nCampaign,Cost,Clicks,Day\na,1.5,2,2024-01-01\n")
        #expect(padded.dialect.preambleLines == 2)
        // A first name that begins with # is no comment.
        #expect(try detect("#id,likes\n1,2\n").header == ["#id", "likes"])
        // A header with a line break is one record; the lines above it are physical ones.
        let wrapped = try detect("Title\n\"id\nnumber\",likes\n1,2\n3,4\n")
        #expect(wrapped.dialect.preambleLines == 1)
        #expect(wrapped.header == ["id\nnumber", "likes"])
    }

    @Test func rowsWithoutHeader() throws {
        #expect(try detect("1,2,3\n4,5,6\n").dialect.headerLines == 0)
        #expect(try detect("alice,instagram,12000\nbob,tiktok,13000\n").dialect.headerLines == 0)
        #expect(try detect("name,2023,2024\na,x,y\nb,z,w\n").dialect.headerLines == 1)
        #expect(try detect("id,likes\n1,2\n").dialect.headerLines == 1)
    }

    @Test func twoHeaderRecords() throws {
        let text = """
            Post ID,Type,Reach,Clicks,Shares
            ,,"Lifetime: The number of people, unique","Lifetime: The number of all the clicks","Lifetime: all the shares there were"
            1,Photo,10,2,3

            """
        let detected = try detect(text)
        #expect(detected.dialect.headerLines == 2)
        #expect(detected.secondHeader[2] == "Lifetime: The number of people, unique")
    }

    // MARK: Quotes

    @Test func quotesAndEscapes() throws {
        #expect(try detect("id,t\n1,'a, b'\n2,'c, d'\n").dialect.quote == UInt8(ascii: "'"))
        #expect(try detect("id,t\n1,it's\n2,that's\n").dialect.quote == UInt8(ascii: "\""))
        let escaped = try detect("id,t\n1,\"say \\\"hi\\\", she said\"\n2,\"x\"\n")
        #expect(escaped.dialect.backslashEscape)
        // Doubled quotes around JSON text hold backslashes too.
        #expect(try !detect("id,t\n1,\"{\"\"a\"\": \"\"say \\\"\"hi\\\"\"\"\"}\"\n").dialect.backslashEscape)
    }

    @Test func newlineStyles() throws {
        #expect(try detect("a,b\n1,2\n").dialect.newline == .lf)
        #expect(try detect("a,b\r\n1,2\r\n").dialect.newline == .crlf)
        #expect(try detect("a,b\r1,2\r").dialect.newline == .cr)
        #expect(try detect("a,b\r\n1,\"2\n3\"\r\n").dialect.newline == .mixed)
        #expect(try detect("a,b").dialect.newline == .lf)
    }

    // MARK: Containers

    @Test(arguments: [
        ("{\"a\":1}\n{\"a\":2}\n", Container.ndjson), ("{\"a\":1}", .ndjson), ("  {\"a\":\"}\"}\n", .ndjson),
        ("{}\n{\"a\":1}\n", .ndjson), ("{bad\n{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n", .ndjson),
        ("no json\n{\"a\":1}\n{\"a\":2}\n", .ndjson), ("{\"a\":1} {\"a\":2}\n", .ndjson),
        ("[{\"a\":1}]", .jsonArray), ("\n[\n {\"a\":1}\n]", .jsonArray), ("[]", .jsonArray), ("[1,2]\n", .jsonArray),
        ("{\n \"items\": [\n  {\"a\":1}\n ]\n}\n", .jsonArray), ("[1]\n[2]\n", .ndjson),
        ("[none],b\n1,2\n", .csv), ("{x},b\n1,2\n", .csv), ("a,b\n1,\"{\"\"a\"\":1}\"\n", .csv),
        ("a\n{b}\n", .csv), ("\"{\",b\n1,2\n", .csv),
    ])
    func containers(text: String, expected: Container) throws {
        #expect(try detect(text).dialect.container == expected)
    }

    @Test func oneLineObjectOverTheSample() throws {
        let text = "{\"items\":[" + String(repeating: "{\"a\":1},", count: 100)
        #expect(try detect(text, isWhole: false).dialect.container == .jsonArray)
    }

    // MARK: Overrides

    @Test func overridesAreRespected() throws {
        let text = "title\na;b\n1;2\n"
        let overrides = DialectOverrides(
            container: .csv, encoding: .windows1252, delimiter: UInt8(ascii: ","), quote: .some(nil), backslashEscape: true,
            preambleLines: 0, headerLines: 0, newline: .cr)
        let detected = try detect(text, overrides)
        #expect(
            detected.dialect
                == Dialect(
                    encoding: .windows1252, delimiter: UInt8(ascii: ","), quote: nil, backslashEscape: true,
                    preambleLines: 0, headerLines: 0, newline: .cr))
        #expect(detected.header.isEmpty)
        #expect(detected.evidence.count { $0.hasSuffix("as given") } == 4)
        #expect(try detect("1,2\n3,4\n", DialectOverrides(headerLines: 1)).header == ["1", "2"])
        #expect(try detect("x\ny\na,b\n", DialectOverrides(preambleLines: 1)).header == ["y"])
        // Without a header no line is taken for a title.
        let bare = try detect("a\nb,c,d\ne,f,g\n", DialectOverrides(headerLines: 0))
        #expect(bare.dialect.preambleLines == 0)
    }

    @Test func fault83_overridesThatCannotBe() {
        let text = Array("a,b\n".utf8)
        #expect(errorKind(text, DialectOverrides(delimiter: UInt8(ascii: "\""))) == .conflictingOptions)
        #expect(errorKind(text, DialectOverrides(delimiter: 10)) == .conflictingOptions)
        #expect(errorKind(text, DialectOverrides(quote: .some(200))) == .conflictingOptions)
        #expect(errorKind(text, DialectOverrides(preambleLines: -1)) == .conflictingOptions)
        #expect(errorKind(text, DialectOverrides(delimiter: 0x5C, backslashEscape: true)) == .conflictingOptions)
    }

    @Test func summaries() {
        #expect(Dialect.canonical.summary == "CSV, UTF-8, comma, 1 header record, LF")
        let other = Dialect(
            encoding: .utf16LittleEndian, byteOrderMark: true, delimiter: UInt8(ascii: ";"), quote: nil, preambleLines: 2,
            headerLines: 0, newline: .crlf)
        #expect(
            other.summary
                == "CSV, UTF-16 little-endian with byte-order mark, semicolon, no quotes, 2 preamble lines, no header, CRLF")
        #expect(Dialect(container: .ndjson, headerLines: 0).summary == "NDJSON, UTF-8, LF")
    }
}
