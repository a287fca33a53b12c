import Testing

@testable import RecordFormats
import TestSupport

/// Sheets of workbooks as CSV text. Values are those that LibreOffice shows for the same cells, days those of its calendar.
@Suite struct SheetReaderTests {
    private static func part<Part: WorkbookPart>(_ xml: String, _ part: Part) throws -> Part {
        var reader = WorkbookPartReader(part)
        try reader.read(Array(xml.utf8), isLast: true)
        return reader.part
    }

    /// The text of a sheet, its part cut into pieces.
    private func text(
        _ rows: String, formats: String = "", styles: String = "", texts: String = "", uses1904: Bool = false, piece: Int = 1 << 20
    ) throws -> String {
        let styles = try Self.part("<styleSheet><numFmts>\(formats)</numFmts><cellXfs>\(styles)</cellXfs></styleSheet>", CellStyles())
        let texts = try Self.part("<sst>\(texts)</sst>", SharedTexts())
        let xml = Array((rows.hasPrefix("<?xml") || rows.hasPrefix("<!") ? rows : "<worksheet><sheetData>\(rows)</sheetData></worksheet>").utf8)
        var output: [UInt8] = []
        var width: Int?
        for _ in 0..<2 {
            var reader = SheetReader(styles: styles, texts: texts, uses1904: uses1904, width: width)
            output = []
            for start in stride(from: 0, to: xml.count, by: piece) {
                try reader.read(Array(xml[start..<min(xml.count, start + piece)]), isLast: start + piece >= xml.count)
                while try reader.write(to: &output, atLeast: output.count + 1) {}
            }
            width = reader.width
        }
        return String(decoding: output, as: UTF8.self).replacing("\u{1F}", with: "↵")
    }

    private func mistake(_ rows: String, texts: String = "") -> WorkbookFault? {
        do {
            _ = try text(rows, texts: texts)
            return nil
        } catch {
            return error as? WorkbookFault
        }
    }

    // MARK: cells

    @Test(arguments: [
        (#"<c><v>12</v></c>"#, "12"), (#"<c t="n"><v>-0.5</v></c>"#, "-0.5"), (#"<c><v>0.10000000000000001</v></c>"#, "0.1"),
        (#"<c><v>0.30000000000000004</v></c>"#, "0.3"), (#"<c><v>1.5E-3</v></c>"#, "0.0015"), (#"<c><v>1E2</v></c>"#, "100"),
        (#"<c><v>1.7841405822304915E+16</v></c>"#, "17841405822304900"), (#"<c><v>9.9999999999999996E-1</v></c>"#, "1"),
        (#"<c><v>1871534859201839104</v></c>"#, "1871534859201839104"), (#"<c><v>17841405822304914.0</v></c>"#, "17841405822304900"),
        (#"<c><v>123456.78900000001</v></c>"#, "123456.789"), (#"<c><v>1E+30</v></c>"#, "1E+30"), (#"<c><v>-0</v></c>"#, "0"),
        (#"<c><v>0.0</v></c>"#, "0"), (#"<c><v>1.234</v></c>"#, "1.2340"), (#"<c><v>1234.567</v></c>"#, "1234.567"), (#"<c><v>0.125</v></c>"#, "0.125"),
        (#"<c t="b"><v>1</v></c>"#, "TRUE"), (#"<c t="b"><v>0</v></c>"#, "FALSE"), (#"<c t="e"><v>#N/A</v></c>"#, "#N/A"),
        (#"<c t="d"><v>2024-03-04T00:00:00</v></c>"#, #""2024-03-04T00:00:00""#),
        (#"<c t="str"><f>A1&amp;"x"</f><v>a, "b"</v></c>"#, #""a, ""b""""#), (#"<c><f>1+1</f><v>2</v></c>"#, "2"),
        (#"<c t="inlineStr"><is><t>one</t></is></c>"#, "one"), (#"<c t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t xml:space="preserve"> b</t></r></is></c>"#, "a b"),
        (#"<c t="s"><v>0</v></c>"#, "shared"), (#"<c t="s"><v>1</v></c>"#, "rich text"), (#"<c t="s"><v>2</v></c>"#, "東京"),
        (#"<c t="s"><v>3</v></c>"#, "a↵b↵c↵d"), (#"<c t="s"><v>4</v></c>"#, #""_x000D_ é_x0001__x12""#), (#"<c t="inlineStr"><is><t>=1+1</t></is></c>"#, #""=1+1""#),
        (#"<c t="inlineStr"><is><t>00123</t></is></c>"#, #""00123""#), (#"<c><v>words</v></c>"#, "words"),
    ])
    func cells(xml: String, expected: String) throws {
        let texts = """
            <si><t>shared</t></si><si><r><t>rich</t></r><r><t xml:space="preserve"> text</t></r></si>\
            <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>a_x000D_
            b
            c_x000D_d</t></si><si><t>_x005F_x000D_ _x00E9__x0001__x12</t></si>
            """
        let rows = "<row>\(xml)</row>"
        for piece in [1 << 20, 1, 7] { #expect(try text(rows, texts: texts, piece: piece) == expected + "\n") }
        // The same with a prefix, as some programs write it.
        let prefixed = "<?xml version='1.0'?><x:worksheet xmlns:x='y'><x:sheetData><x:row>" + xml.replacing(/<(\/?)(\w+)/) { "<\($0.1)x:\($0.2)" }
            + "</x:row></x:sheetData></x:worksheet>"
        #expect(try text(prefixed, texts: texts) == expected + "\n")
    }

    /// Days of LibreOffice's calendar; of 1900, Excel's.
    @Test(arguments: [
        ("45355", 14, false, "2024-03-04"), ("45355.573263888888", 22, false, "2024-03-04 13:45:30"), ("45355.999999", 22, false, "2024-03-05 00:00:00"),
        ("45355", 22, false, "2024-03-04 00:00:00"), ("45355.5", 14, false, "2024-03-04 12:00:00"), ("36161", 15, false, "1999-01-01"),
        ("1", 14, false, "1900-01-01"), ("59", 14, false, "1900-02-28"), ("60", 14, false, "1900-02-29"), ("61", 14, false, "1900-03-01"),
        ("2958465", 14, false, "9999-12-31"), ("2958466", 14, false, "2958466"), ("-1", 14, false, "-1"), ("43893", 14, true, "2024-03-04"),
        ("0", 14, true, "1904-01-01"), ("0.57326388888888891", 21, false, "13:45:30"), ("0.57326388888888891", 18, false, "13:45:30"),
        ("1.125", 46, false, "27:00:00"), ("0.05", 9, false, "5%"), ("0.07", 10, false, "7%"), ("1.2345", 10, false, "123.45%"),
        ("0.05", 0, false, "0.05"), ("1234.5", 4, false, "1234.5"), ("45355", 57, false, "2024-03-04"), ("7", 1, false, "7"),
    ])
    func builtInFormats(value: String, format: Int, uses1904: Bool, expected: String) throws {
        let rows = #"<row><c s="1"><v>\#(value)</v></c></row>"#
        #expect(try text(rows, styles: #"<xf numFmtId="0"/><xf numFmtId="\#(format)"/>"#, uses1904: uses1904) == expected + "\n")
    }

    @Test(arguments: [
        ("yyyy\\-mm\\-dd", "45355", "2024-03-04"), ("[$-407]dd.mm.yyyy;@", "45355", "2024-03-04"), ("DD/MM/YYYY", "45355", "2024-03-04"),
        ("d. mmmm yyyy", "45355", "2024-03-04"), ("mmm", "45355", "2024-03-04"), ("m/d/yy h:mm AM/PM", "45355.5", "2024-03-04 12:00:00"),
        ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "45355", "2024-03-04"), ("[$-411]e.m.d", "45355", "2024-03-04"), ("hh:mm", "0.5", "12:00:00"),
        ("mm:ss.0", "0.001", "00:01:26"), ("[h]:mm", "2", "48:00:00"), ("[mm]:ss", "0.5", "12:00:00"), ("0.0%", "0.051", "5.1%"), ("0 %", "1", "100%"),
        ("General", "12.5", "12.5"), ("GENERAL", "45355", "45355"), ("#,##0.00", "1234.5", "1234.5"), ("0.00E+00", "1234.5", "1234.5"),
        ("[Red]0.0", "1.5", "1.5"), ("0&quot; days&quot;", "3", "3"), ("#,##0 [$€-407]", "900.5", "€900.5"), ("&quot;$&quot;#,##0.00", "-900", "-$900"),
        ("[$CHF]\\ 0.00", "12.5", "CHF12.5"), ("[$-409]0.00", "12.5", "12.5"), ("00000", "123", "00123"), ("0", "123", "123"), ("@", "12", "12"),
        ("_-* #,##0.00\\ &quot;€&quot;_-;\\-* #,##0.00\\ &quot;€&quot;_-", "12.5", "€12.5"), ("0.0,,&quot;M&quot;", "1500000", "1500000"),
        ("&quot;d&quot;0", "5", "5"), ("\\d0", "5", "5"), ("", "5", "5"), ("&quot;", "5", "5"), ("[", "5", "5"), ("\\", "5", "5"),
    ])
    func customFormats(code: String, value: String, expected: String) throws {
        let rows = #"<row><c s="0"><v>\#(value)</v></c></row>"#
        let formats = #"<numFmt numFmtId="164" formatCode="\#(code)"/>"#
        #expect(try text(rows, formats: formats, styles: #"<xf numFmtId="164"/>"#) == expected + "\n")
    }

    // MARK: rows

    @Test func rowsAndColumnsThatAreEmpty() throws {
        let rows = """
            <row r="2"><c r="B2" t="inlineStr"><is><t>a</t></is></c><c r="D2"><v>1</v></c><c r="XFD2" s="3"/></row>
            <row r="3"/><row r="5"><c r="A5"><v>2</v></c></row><row r="9"><c r="A9"/></row>
            """
        #expect(try text(rows) == "\n,a,,1\n\n\n2,,,\n")
        #expect(try text("").isEmpty)
        #expect(try text("<row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row>") == "1,\n2,3\n")
    }

    @Test func aLineIsARow() throws {
        let csv = try text("<row><c t='inlineStr'><is><t>head</t></is></c></row><row><c t='inlineStr'><is><t>a\nb</t></is></c></row><row><c><v>1</v></c></row>")
        let bytes = Array(csv.replacing("↵", with: "\u{1F}").utf8)
        let detected = try detectDialect(sample: bytes, isWhole: true, overrides: DialectOverrides().ofSheet)
        #expect(detected.header == ["head"] && detected.dialect.isSheet)
        var reader = CSVRecordReader(dialect: detected.dialect, columns: nil, allowShort: false)
        var batch = FieldBatch()
        reader.read(bytes, isLast: true, into: &batch)
        #expect(batch.records.map(\.line) == [2, 3])
        #expect(String(decoding: batch.bytes[batch.range(batch.records[0], 0)], as: UTF8.self) == "a\nb")
    }

    @Test func whatIsToBeSaid() throws {
        let xml = """
            <worksheet><sheetData><row><c><f>SUM(A1)</f><v></v></c><c><f>1</f></c><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row></sheetData>\
            <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/></mergeCells></worksheet>
            """
        var reader = SheetReader(styles: CellStyles(), texts: SharedTexts(), uses1904: false, width: nil)
        try reader.read(Array(xml.utf8), isLast: true)
        var output: [UInt8] = []
        #expect(try !reader.write(to: &output, atLeast: 1 << 20))
        #expect(output.isEmpty && reader.width == 4 && reader.formulasWithoutValue == 2 && reader.tallMerges == 1)
    }

    // MARK: bad input

    @Test func documentTypesAreRefused() throws {
        let laughs = """
            <!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
            <worksheet><sheetData><row><c><v>&c;</v></c></row></sheetData></worksheet>
            """
        for xml in [laughs, "<!DOCTYPE l SYSTEM 'file:///etc/passwd'><worksheet/>", "<!DOCTYPE worksheet><worksheet/>"] {
            let fault = try #require(mistake(xml))
            #expect(fault.kind == .hostile && fault.detail == "declares a document type, as no spreadsheet program does")
        }
        #expect(mistake("<row><c><v>&undeclared;</v></c></row>")?.kind == .damaged)
    }

    @Test(arguments: [
        ("<row r='2'/><row r='1'/>", "no order"), ("<row r='1048577'/>", "than a sheet can have"), ("<row r='99999999999'/>", "no order"),
        ("<row><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>", "no order"), ("<row><c r='XFE1'><v>1</v></c></row>", "than a sheet can have"),
        ("<row><c r='XFD1'><v>1</v></c></row>", "beyond the 4096 columns"), ("<row><c t='s'><v>7</v></c></row>", "does not have, in row 1"),
        ("<row><c t='s'><v>-1</v></c></row>", "does not have"), ("<row><c>", "no XML that can be read"), ("<c><v>1</v></c>", "no order"),
        (String(repeating: "<row>", count: 100), "nested too deeply"), ("<?xml version='1.0'?><worksheet", "no XML"), ("\u{0}", "no XML"),
    ])
    func whatNoProgramWrites(rows: String, detail: String) throws {
        let fault = try #require(mistake(rows))
        #expect(fault.detail.contains(detail), "\(fault)")
    }

    @Test func whatIsTooLarge() throws {
        let long = String(repeating: "x", count: (1 << 20) + 1)
        #expect(mistake("<row><c t='inlineStr'><is><t>\(long)</t></is></c></row>")?.kind == .tooLarge)
        #expect(mistake("<row><c><v>\(long)</v></c></row>")?.kind == .tooLarge)
        let half = String(repeating: "x", count: 1 << 19)
        let cells = String(repeating: "<c t='s'><v>0</v></c>", count: 9)
        #expect(mistake("<row>\(cells)</row>", texts: "<si><t>\(half)</t></si>")?.detail == "has more than 4194304 bytes in row 1")
        // A tag without an end is not waited for.
        var parser = ExpatParser()
        var events = XMLEvents()
        try parser.parse(Array("<a b='".utf8).span, isLast: false, into: &events)
        #expect(throws: WorkbookFault(.hostile, "has a tag without an end, at line 1")) {
            for _ in 0..<100 { try parser.parse([UInt8](repeating: 0x61, count: 32 << 10).span, isLast: false, into: &events) }
        }
    }

    /// A small part can stand for much text: it comes in pieces.
    @Test func manyCellsOfOneText() throws {
        let texts = try Self.part("<sst><si><t>\(String(repeating: "y", count: 100_000))</t></si></sst>", SharedTexts())
        var reader = SheetReader(styles: CellStyles(), texts: texts, uses1904: false, width: 1)
        let rows = String(repeating: "<row><c t='s'><v>0</v></c></row>", count: 1000)
        try reader.read(Array("<worksheet><sheetData>\(rows)</sheetData></worksheet>".utf8), isLast: true)
        var (bytes, most) = (0, 0)
        var hasMore = true
        while hasMore {
            var output: [UInt8] = []
            hasMore = try reader.write(to: &output, atLeast: 1 << 16)
            bytes += output.count
            most = max(most, output.count)
        }
        #expect(bytes == 1000 * 100_001 && most < 300_000)
    }
}
